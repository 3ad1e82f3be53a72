"""A number with what follows it: a fuzzy word, the unit, what the unit is divided by."""

from __future__ import annotations

from decimal import Decimal

from zongshu.lexicon.numerals import CHINESE, LONGEST, NUMERAL, SCALE, Number, read_numeral
from zongshu.lexicon.units import Unit, units
from zongshu.patterns import pattern
from zongshu.quantify.found import COUNTER, UNIT, Found, read_at
from zongshu.quantify.money import hundred_millions, yuan
from zongshu.quantify.parts import AFTER_UNIT, TAEL, bound, continued, some_and_half
from zongshu.quantify.shares import mixed
from zongshu.types import Per

__all__ = ["divided", "fuzzy", "plain"]

_TAIL = (
    r"余|多(?!元化|样|种|名单|功能|媒|方|部门|层|项全能|边|云|数)"
    r"|来|把(?=[人个块亩户元斤里吨米年])|几(?![乎何])"
)
# the numeral, a fuzzy word, a scale after it; a Chinese one takes 余 and 多 only after a scale
_DIGITS = pattern(rf"(?P<n>{NUMERAL})(?: ?(?P<tail>{_TAIL})(?P<more> ?{SCALE}+)?|)")
_CHINESE = pattern(rf"(?P<n>{CHINESE})(?:(?<=[十百千万亿]) ?(?P<tail>{_TAIL})(?P<more> ?{SCALE}+)?|)")

_PER_POPULATION = pattern(r"/(1?0*[百千万十]+|10+)(人|活产)?(?![0-9])")
_OVER = pattern(
    r" ?/ ?(?P<of>每?)(?P<base>[0-9]*(?:[百万亿]|千(?![瓦米克卡]))*)|(?=每(?:小时|秒|天|年|月|日|分钟|人|户|亩))每(?P<none>)"
)
_DIVIDES = frozenset("/ 每")
_SLASH_BASE = pattern(rf"{units().slash}(?![a-zA-Z])")


def plain(text: str, start: int, chinese: bool) -> Found | None:
    """Read the number at a place with its unit.

    Args:
        text: the text.
        start: where the numeral begins.
        chinese: True for a Chinese numeral, which takes fewer units.

    Returns:
        The number, with a unit or without; None where it is no numeral.

    Example:
        >>> found = plain("290余万元", 0, False)
        >>> found.number.value, found.number.approx, found.unit.name, found.end
        (Decimal('2900000'), 'over', '元', 6)
    """
    match = (_CHINESE if chinese else _DIGITS).match(text, start)
    if match is None:
        return None
    rule = "quantity.chinese" if chinese else "quantity.digits"
    name, tail, more = match.groups()
    last = match.end()
    if tail == "来" and not _is_fuzzy(text, match.end("tail")):
        tail, last = None, match.end("n")
    unit = (COUNTER if chinese else UNIT).match(text, last)
    number = read_numeral(name)
    if number is None and len(name) > LONGEST:
        return Found(start, match.end("n"), Number(None, None, None, "exact"), None, rule)
    if number is None:
        shorter = read_at(text, start)
        return Found(start, shorter[1], shorter[0], None, rule) if shorter else None
    end = match.end("n")
    if tail:
        number, end = fuzzy(number, tail), match.end("tail")
        if more:
            factor = read_numeral(more.strip())
            if factor is not None and factor.value:
                number, end = number.times(factor.value), match.end("more")
    if unit is None:
        return _without_unit(text, start, end, number, rule)
    form, last = unit[1], unit.end()
    if form == "个" and text[last : last + 1] in ("多", "半", "亿"):
        found = some_and_half(text, start, last - 1, number, rule)
        found = found or hundred_millions(text, start, last - 1, number, rule)
        if found:
            return found
    if form.isascii() and form.isalpha() and text[last : last + 1].isascii() and text[last : last + 1].isalpha():
        return Found(start, end, number, None, rule)
    found = Found(start, last, number, units().forms[form], rule)
    if form == "块":
        yuan(text, found)
        last = found.end
    if text[last : last + 1] in AFTER_UNIT and last < len(text):
        continued(text, found)
        if text[found.end : found.end + 1] in _DIVIDES and found.end < len(text):
            divided(text, found)
    return found


def _is_fuzzy(text: str, at: int) -> bool:
    """Tell whether the 来 before a place belongs to the numeral: 十来万, 二十来个, but not 二十来到."""
    follows = text[at : at + 1]
    return bool(follows) and (follows in "万亿步" or (follows != " " and COUNTER.match(text, at) is not None))


def _without_unit(text: str, start: int, end: int, number: Number, rule: str) -> Found:
    """Read what may follow a number that no unit follows: 又三分之一, /10万, 两 of silver."""
    follows = text[end : end + 1]
    if follows == "又":
        whole = mixed(text, end, number)
        if whole:
            number, end = whole
            unit = COUNTER.match(text, end)
            return Found(start, unit.end() if unit else end, number, units().forms[unit[1]] if unit else None, rule)
    elif follows == "/":
        population = _PER_POPULATION.match(text, end)
        count = read_numeral(population[1]) if population else None
        if population and count is not None and count.value is not None:
            per = Per(count.value, population[2] or "人", population.group())
            return Found(start, population.end(), number, None, "quantity.per", per)
    elif follows and follows in " 毛旬发步圆打":
        return bound(text, start, end, number, rule)
    elif follows == "两" and TAEL.match(text, end):
        found = Found(start, end + 1, number, Unit("两", "mass", "mass", ("千克", Decimal("0.05"))), rule)
        if text.startswith("半", end + 1):
            continued(text, found)
        return found
    return Found(start, end, number, None, rule)


def divided(text: str, found: Found) -> None:
    """Read 元/亩, 公里/百平方公里, 千米每小时."""
    over = _OVER.match(text, found.end)
    if over is None:
        return
    base = _SLASH_BASE.match(text, over.end())
    count = read_numeral(over["base"]) if over["base"] else Number.exact(Decimal(1))
    if base and count is not None and count.value is not None:
        found.per = Per(count.value, base.group(), text[found.end : base.end()].strip())
        found.end = base.end()


def fuzzy(number: Number, word: str) -> Number:
    """Return a number with 余, 多, 来 or 几 after it.

    Example:
        >>> fuzzy(Number.exact(Decimal(10)), "几").high
        Decimal('19')
    """
    value = number.value
    if number.approx == "range" or value is None:
        return number
    if word in "来把":
        return Number.about(value)
    if word == "几" and value and not value % 10:
        return Number.between(value + 1, value + 9)
    return Number.over(value)
