"""Where the clause of a position begins, found from its end instead of by reading all marks before it."""

from __future__ import annotations

from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK

__all__ = ["clause_begin"]

_LAST = pattern(rf"(?s:.*)(?:{CLAUSE_MARK.pattern})")


def clause_begin(text: str, start: int, end: int) -> int:
    """Return the position after the last mark that ends a clause in `[start, end)`; without one, `start`.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.

    Example:
        >>> clause_begin("建成站点3个，覆盖率90%", 0, 11), clause_begin("建成站点3个", 0, 4)
        (7, 0)
    """
    mark = _LAST.match(text, start, end)
    return mark.end() if mark else start
