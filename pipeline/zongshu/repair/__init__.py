"""Stage `repair`: raw text to clean text, with the map back.

Each step reads a text and yields edits; the stage applies them one step after the other and joins their maps. A step may
be left out by name, and how often each acted is counted in `Article.repairs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zongshu.offsets import Edit, OffsetMap, edit
from zongshu.repair.doubling import doubled_print
from zongshu.repair.spaces import stray_spaces
from zongshu.repair.widths import full_width
from zongshu.repair.wraps import hard_wraps
from zongshu.types import Article

__all__ = ["STEPS", "repair", "repair_text"]

Step = Callable[[str], Iterable[Edit]]

STEPS: dict[str, Step] = {
    "doubled_print": doubled_print,
    "full_width": full_width,
    "stray_space": stray_spaces,
    "hard_wrap": hard_wraps,
}
"""The repairs in the order in which they run, by the name under which they are counted."""


def repair_text(text: str, steps: Iterable[str] = tuple(STEPS)) -> tuple[str, OffsetMap, dict[str, int]]:
    """Repair a text.

    Args:
        text: the raw text.
        steps: names of `STEPS` to run, in the order given.

    Returns:
        The clean text, the map from it to `text`, and how many edits each step made (steps without edits are absent).

    Raises:
        KeyError: a step of that name does not exist.

    Example:
        >>> clean, back, counts = repair_text("建成站点1313个个")
        >>> clean, back.span(4, 7), counts
        ('建成站点13个', (4, 9), {'doubled_print': 2})
    """
    clean, back = text, OffsetMap.identity(len(text))
    counts: dict[str, int] = {}
    for name in steps:
        edits = list(STEPS[name](clean))
        if edits:
            clean, one = edit(clean, edits)
            back = back.then(one)
            counts[name] = len(edits)
    return clean, back, counts


def repair(article: Article) -> Article:
    """Fill `clean`, `map` and `repairs` of an article from its raw text."""
    article.clean, article.map, article.repairs = repair_text(article.raw)
    return article
