"""What a reader of the scan hands on, and the patterns that several readers share."""

from __future__ import annotations

import msgspec

from zongshu.lexicon.numerals import NUMERAL, Number, read_numeral
from zongshu.lexicon.units import Unit, units
from zongshu.patterns import pattern
from zongshu.types import Per

__all__ = ["COUNTER", "NUMBER", "UNIT", "Found", "read_at"]

NUMBER = pattern(NUMERAL)
"""A numeral without unit."""

UNIT = pattern(rf" ?({units().pattern})")
"""Any unit or classifier after digits, the longest form."""

COUNTER = pattern(rf" ?({units().strict})")
"""The same after a Chinese numeral, which takes fewer nouns."""


class Found(msgspec.Struct, gc=False):
    """A number with its unit as read at one place; `role` and `rules` where the form itself settles them."""

    start: int
    end: int
    number: Number
    unit: Unit | None
    rule: str
    per: Per | None = None
    role: str = "claim"
    rules: list[str] = msgspec.field(default_factory=list)


def read_at(text: str, start: int) -> tuple[Number, int] | None:
    """Read the numeral at a place, or the longest beginning of it that is one.

    Args:
        text: the text.
        start: where the numeral begins.

    Returns:
        The number and its end, or None.

    Example:
        >>> read_at("三百九十九三盒", 0)[1]
        5
    """
    match = NUMBER.match(text, start)
    if match is None:
        return None
    end = match.end()
    # a malformed tail is short: another numeral that follows without a mark
    for cut in range(end, max(start, end - 8), -1):
        number = read_numeral(text[start:cut])
        if number is not None:
            return number, cut
    return None
