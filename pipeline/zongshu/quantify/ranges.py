"""Two numbers that make one mention: ranges (300—500户, 3至5天) and ratios (3∶1)."""

from __future__ import annotations

import re
from decimal import Decimal

from zongshu.lexicon.numerals import Number, read_numeral
from zongshu.lexicon.units import units
from zongshu.quantify.found import UNIT, Found, read_at
from zongshu.quantify.shares import ARABIC_RATIO
from zongshu.types import Per

__all__ = ["RANGE_MARKS", "between", "ratio"]

RANGE_MARKS = frozenset("-—–－~～〜−至到与和 ")
"""What may follow the first number of a range, or its unit."""

_TO = re.compile(r" ?(?:[-—–－~～〜−]{1,2}|至|到(?!达)) ?")
_AND = re.compile(r"[与和]")
_BETWEEN = re.compile(r"之?间(?![房客])")
_SCALE_END = re.compile(r"(?:万亿|[百千万亿])$")
_ORIGIN = ("由", "从", "自")


def between(text: str, first: Found) -> Found | None:
    """Read the rest of a range; a scale after the second number serves a first that has none (6～8亿元).

    Args:
        text: the text.
        first: the first number, with its unit where one follows it.

    Returns:
        The range with the unit after either or both, or None.

    Example:
        >>> from zongshu.quantify.plain import plain
        >>> found = between("6～8亿元", plain("6～8亿元", 0, False))
        >>> found.number.low, found.number.high, found.unit.name
        (Decimal('600000000'), Decimal('800000000'), '元')
    """
    link = _TO.match(text, first.end)
    around = None if link else _AND.match(text, first.end)
    mark = link or around
    low = first.number.value
    if mark is None or low is None or first.per:
        return None
    second = read_at(text, mark.end())
    if second is None or second[0].value is None:
        return None
    high, end = second[0].value, second[1]
    if first.unit is None:
        low = _scaled(text, first, low, text[mark.end() : end], high)
    elif link and link.group().strip() in ("至", "到") and text[first.start - 1 : first.start] in _ORIGIN:
        return None  # 由12个到30个 tells a change
    if low >= high:
        return None
    name, end = _unit(text, end, bool(around))
    if around:
        closing = _BETWEEN.match(text, end)
        if closing is None:
            return None
        end = closing.end()
    unit = units().forms[name] if name else None
    if first.unit is not None and first.unit is not unit:
        return None
    return Found(first.start, end, Number.between(low, high), unit, "quantity.range")


def _scaled(text: str, first: Found, low: Decimal, second: str, high: Decimal) -> Decimal:
    """Give the first number the scale of the second, where it has none and stays below it."""
    scale = _SCALE_END.search(second)
    if scale is None or _SCALE_END.search(text[first.start : first.end]):
        return low
    factor = read_numeral("1" + scale.group())
    if factor is None or not factor.value or low * factor.value >= high:
        return low
    return low * factor.value


def _unit(text: str, at: int, between_two: bool) -> tuple[str, int]:
    """Return the unit at a place and where it ends; the 间 of 之间 is none."""
    match = UNIT.match(text, at)
    if match is None or (between_two and match[1] == "间"):
        return "", at
    return match[1], match.end()


def ratio(text: str, start: int) -> Found | None:
    """Read a ratio: a rate with an empty unit, counted on the second number.

    Example:
        >>> found = ratio("生师比13.1∶1", 3)
        >>> found.number.value, found.per.value
        (Decimal('13.1'), Decimal('1'))
    """
    match = ARABIC_RATIO.match(text, start)
    if match is None:
        return None
    first, second = read_numeral(match["a"]), read_numeral(match["b"])
    if first is None or second is None or not second.value or first.value is None:
        return None
    per = Per(second.value, "", match.group())
    return Found(start, match.end(), Number.exact(first.value), None, "quantity.ratio", per)
