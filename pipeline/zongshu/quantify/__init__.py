"""Stage `quantify`: clean text to numeric mentions with value, bounds, unit and role."""

from __future__ import annotations

from zongshu.quantify.rates import mark_rates
from zongshu.quantify.roles import settle
from zongshu.quantify.scan import scan
from zongshu.quantify.view import view
from zongshu.types import Article, Mention

__all__ = ["find_mentions", "quantify"]


def find_mentions(text: str, *, wrapped: bool = False) -> list[Mention]:
    """Find every numeric mention of a text.

    Args:
        text: any text; offsets of the result count in it.
        wrapped: whether line breaks may stand inside sentences and numbers; repaired articles have none there.

    Returns:
        Mentions in order, not overlapping, each with exactly one role: numerals with a unit and without, dates,
        ordinals, and digits that are names. A numeral inside an ordinary word (统一, 十分) is no mention.

    Example:
        >>> [(m.role, m.quantity.value) for m in find_mentions("新建党组织14个，落实三会一课")]
        [('claim', Decimal('14')), ('label', Decimal('3')), ('label', Decimal('1'))]
    """
    seen = view(text, wrapped=wrapped)
    mentions = settle(seen.text, scan(seen.text))
    mark_rates(seen.text, mentions, wrapped=wrapped)
    if len(seen.text) != len(text):
        seen.lead_back(mentions)
    return mentions


def quantify(article: Article) -> Article:
    """Fill `article.mentions` from `article.clean`."""
    article.mentions = find_mentions(article.clean)
    return article
