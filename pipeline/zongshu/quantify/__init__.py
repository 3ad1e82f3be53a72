"""Stage `quantify`: clean text to numeric mentions with value, bounds, unit and role."""

from __future__ import annotations

from zongshu.quantify.rates import mark_rates
from zongshu.quantify.roles import settle
from zongshu.quantify.scan import scan
from zongshu.types import Article, Mention

__all__ = ["find_mentions", "quantify"]


def find_mentions(text: str) -> list[Mention]:
    """Find every numeric mention of a text.

    Args:
        text: clean text; offsets of the result count in it.

    Returns:
        Mentions in order, not overlapping, each with exactly one role.

    Example:
        >>> [(m.role, m.quantity.value) for m in find_mentions("新建党组织14个，落实三会一课")]
        [('claim', Decimal('14')), ('label', Decimal('1'))]
    """
    mentions = settle(text, scan(text))
    mark_rates(text, mentions)
    return mentions


def quantify(article: Article) -> Article:
    """Fill `article.mentions` from `article.clean`."""
    article.mentions = find_mentions(article.clean)
    return article
