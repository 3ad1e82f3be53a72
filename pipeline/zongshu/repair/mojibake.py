"""Mojibake: text decoded with the wrong table, lost for good; it is flagged, never changed."""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.patterns import pattern

__all__ = ["SIGNS", "mojibake"]

_STEMS = "鐨鍙鏄涓鍦绗骞鍏鎴鏈闆"
SIGNS = f"\ufffd锟烫屯{_STEMS}" + "".join(map(chr, [*range(0xE000, 0xF900), *range(0xC0, 0x100)]))
"""Signs that every wrong decoding leaves some of."""
_BROKEN = pattern(
    "\ufffd+(?:[^\n]{0,3}\ufffd+)*|(?:锟斤拷)+锟?|[烫屯]{4,}|[\ue000-\uf8ff]{2,}"
    "|(?:[\u00c2-\u00f4][\u0080-\u00bf\u2018-\u201d\u20ac\u0152\u0153\u0160\u0161\u017d\u017e]{1,3}){2,}|[\u00c0-\u00ff]{4,}"
    f"|(?:[{_STEMS}][^\n]{{0,2}}){{4,}}"
)


def mojibake(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of characters that a wrong decoding left, neighbours as one place.

    Args:
        text: any text.

    Example:
        >>> list(mojibake("全县建成锟斤拷锟斤拷站点"))
        [(4, 10)]
    """
    for match in _BROKEN.finditer(text):
        yield match.span()
