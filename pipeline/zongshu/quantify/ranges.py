"""Two numbers that make one mention: ranges (300—500户, 3至5天) and ratios (3∶1)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from zongshu.compiled import compile_pattern
from zongshu.lexicon.numerals import ARABIC, CHINESE, CHINESE_START, Number, read_numeral
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.quantify.before import minus
from zongshu.quantify.found import Found, read_at
from zongshu.quantify.plain import plain
from zongshu.quantify.shares import fraction, tenths
from zongshu.types import Per

__all__ = ["RANGE_MARKS", "between", "ratio"]

RANGE_MARKS = frozenset("-—–－~～〜−至到与和 ")
"""What may follow the first number of a range, or its unit."""

_TO = pattern(r" ?(?:[-—–－~～〜−]{1,2}|至|到(?!达)) ?")
_AND = pattern(r"[与和]")
_BETWEEN = pattern(r"之?间(?![房客])")
_SIGNS = frozenset("-－−")
_MINUS = pattern(r"零下|[-负－−]")
_BELOW = ("零下", "负")
_SCALE_END = pattern(r"(?:万亿|[百佰千仟万亿kK])$")
_BIG_END = pattern(r"(?:万亿|[万亿])$")
_HUNDRED_MILLIONS = ("个亿", "个多亿")
_BIG = pattern(r"[万亿]")
_ORIGIN = ("由", "从", "自")
_RATIO = pattern(rf"(?P<a>{ARABIC}) ?[:：∶︰比] ?(?P<b>{ARABIC})(?:[:：∶︰]{ARABIC})?")
# 三比三看 is a slogan: a spoken ratio has a word before it or behind it that says so
_RATIO_BEFORE = frozenset("例比为达按以约到至分近超成是用呈")
_RATIO_AFTER = pattern(
    r"(?P<named>的?(?:比例|比率|比分|配比|价格|优势|成绩))|$|[^\u4e00-\u9fff]|的|左右|以[上下内]"
    r"|[大小完险]?胜|战[胜平]|击败|逆转|取胜|获胜|领先|落后|[逼打]平|通过|配[备比套]|复[制原刻]|还原|建[设造成]|兑|换"
)


def between(text: str, first: Found, floor: int = 0) -> Found | None:
    """Read the rest of a range; a scale after the second number serves a first that has none (6～8亿元).

    Args:
        text: the text.
        first: the first number, with its unit where one follows it.
        floor: the end of the mention before, which a minus sign may not reach.

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
    if mark is None or low is None:
        return None
    second = _second(text, mark.end(), bool(around))
    if second is None or second.number.value is None:
        return None
    high, end = second.number.value, second.end
    if first.unit is None:
        low = _scaled(text, first, low, second)
    elif link and link.group().strip() in ("至", "到") and text[first.start - 1 : first.start] in _ORIGIN:
        return None  # 由12个到30个 tells a change
    elif first.unit is not second.unit:
        if second.unit is None or {first.unit.name, second.unit.name} != {"元", "块"}:
            return None
        second.unit = units().forms["元"]  # 两块五到三块
    if first.per and first.per != second.per:
        return None
    start = first.start
    if text.startswith(_BELOW, start) and first.unit is None:
        low, high = sorted((low, -abs(high)))  # 零下10至15度
    elif text[start].isdigit() and start > floor and text[start - 1] in _SIGNS:
        sign = minus(text, start, floor, second.unit is not None)
        if sign is not None:
            start, low = sign, -low
    if high < 0:
        low, high = sorted((low, high))
    if low >= high:
        return None
    if around:
        closing = _BETWEEN.match(text, end)
        if closing is None:
            return None
        end = closing.end()
    return Found(start, end, Number.between(low, high), second.unit, "quantity.range", second.per)


def _second(text: str, at: int, around: bool) -> Found | None:
    """Read the second number of a range with its unit; the 间 of 5和10间 is none."""
    sign = _MINUS.match(text, at)
    start = sign.end() if sign else at
    opening = text[start : start + 1]
    if not opening or (not opening.isdigit() and opening not in CHINESE_START):
        return None
    found = fraction(text, start) or tenths(text, start) or plain(text, start, not opening.isdigit())
    if found is None or found.number.approx == "range":
        return None
    if around and found.unit is not None and found.unit.name == "间":
        found.unit, found.end = None, found.end - 1
    if sign:
        found.number = found.number.times(Decimal(-1))
    return found


def _scaled(text: str, first: Found, low: Decimal, second: Found) -> Decimal:
    """Give the first number the scale of the second, where it has none and stays below it (三至四成, 6～8亿元)."""
    high = second.number.value
    if second.rule == "quantity.percent.成":
        return low * 10
    numeral = read_at(text, second.start)
    printed = text[second.start : numeral[1]] if numeral else ""
    if numeral and text.startswith(_HUNDRED_MILLIONS, numeral[1]) and text[second.end - 1] != "个":
        return low * 10**8 if low * 10**8 < (high or 0) else low  # 3到5个亿
    scale = _SCALE_END.search(printed)
    if scale and _SCALE_END.search(text[first.start : first.end]):
        # 八百到九百亿: the last scale serves both, where the numbers before it are in order
        scale = None if _BIG.search(text, first.start, first.end) else _BIG_END.search(printed)
    factor = read_numeral("1" + scale.group()) if scale else None
    if factor is None or not factor.value or high is None or low * factor.value >= high:
        return low
    return low * factor.value


def ratio(text: str, start: int) -> Found | None:
    """Read a ratio: a rate with an empty unit, counted on the second number.

    Example:
        >>> found = ratio("生师比13.1∶1", 3)
        >>> found.number.value, found.per.value
        (Decimal('13.1'), Decimal('1'))
        >>> ratio("按三比一配套", 1).end, ratio("开展三比三看", 2)
        (4, None)
    """
    spoken = not text[start].isdigit()
    match = (_spoken_ratio() if spoken else _RATIO).match(text, start)
    if match is None or (spoken and not _is_ratio(text, match)):
        return None
    first, second = read_numeral(match["a"]), read_numeral(match["b"])
    if first is None or second is None or not second.value or first.value is None:
        return None
    per = Per(second.value, "", match.group())
    return Found(start, match.end(), Number.exact(first.value), None, "quantity.ratio", per)


@cache
def _spoken_ratio() -> re.Pattern[str]:
    """Return the pattern of 三比一, compiled when a text first needs it."""
    return compile_pattern(rf"(?P<a>{CHINESE})比(?P<b>{CHINESE})(?:比{CHINESE})?")


def _is_ratio(text: str, match: re.Match[str]) -> bool:
    after = _RATIO_AFTER.match(text, match.end())
    return after is not None and (bool(after["named"]) or text[match.start() - 1 : match.start()] in _RATIO_BEFORE)
