"""A number with what follows it: a fuzzy word, the unit, 多 or 半 after the unit, a slash."""

from __future__ import annotations

import re
from decimal import Decimal

from zongshu.lexicon.numerals import CHINESE, LONGEST, NUMERAL, Number, read_numeral
from zongshu.lexicon.units import Unit, units
from zongshu.quantify.found import COUNTER, UNIT, Found, read_at
from zongshu.quantify.shares import mixed
from zongshu.types import Per

__all__ = ["AFTER_UNIT", "divided", "fuzzy", "plain"]

_TAIL = (
    r"余|多(?!元化|样|种|名单|功能|媒|方|部门|层|项全能|边|云|数)"
    r"|来|把(?=[人个块亩户元斤里吨米年])|几(?![乎何])"
)
# the numeral, a fuzzy word, a scale after it; a Chinese one takes 余 and 多 only after a scale
_DIGITS = re.compile(rf"(?P<n>{NUMERAL})(?: ?(?P<tail>{_TAIL})(?P<more> ?[百千万亿]+)?)?")
_CHINESE = re.compile(rf"(?P<n>{CHINESE})(?:(?<=[十百千万亿]) ?(?P<tail>{_TAIL})(?P<more> ?[百千万亿]+)?)?")

_SOME_MONTHS = re.compile(
    r"个(?:(多)(月|小时|星期|世纪|季度|百分点|工作日|分钟|钟头)|半(月|小时|世纪|百分点|工作日|分钟|钟头|星期|学期))"
)
_PER_POPULATION = re.compile(r"/(1?0*[百千万十]+|10+)(人|活产)?(?![0-9])")
_HALF_MORE = re.compile(r"半(?![年天个月日小价径成导途路截山数夜载边])")
_MONTHS = re.compile(r"[零又]?([一二两三四五六七八九十]+|[0-9]+)个月")
_CENTS = re.compile(
    r"(?:零|又)?(?:([0-9一二两三四五六七八九])[角毛])?"
    r"(?:零?([0-9]{1,2}|[一二两三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)(?:分(?![之钟])|美分))?"
)
# 三块五 and 卖到五块一斤 are money, 三块牌子 is not
_DIMES = re.compile(
    r"零?([0-9一二三四五六七八九])(?:[角毛](?:([0-9一二三四五六七八九])分?)?|(?=[，。；、！？\s）)]|$|一|每|的|左右))"
)
_PRICED = re.compile(
    r"(?:花[了费掉去]?|只要|卖[到了]?|单价|售价|价格?|费用?|赚了?|挣了?|工资|成本|补[贴助]|每斤|每公斤)[^，。；！？\n]{0,4}$"
)
_EACH = re.compile(r"一(?:斤|公斤|亩|天|吨|张|碗)|每|/")
# words that are units only where nothing makes another word of them
_BOUND = re.compile(
    r" ?(毛(?=[，。；、！？\s）)左上以]|$)|旬(?![期刊报])|发(?=[，。；、！？\s）)]|$|炮弹|子弹|火箭)|步(?![走骤行入伐调子道]))"
)
_OVER = re.compile(
    r" ?/ ?(?P<of>每?)(?P<base>[0-9]*(?:[百万亿]|千(?![瓦米克卡]))*)|(?=每(?:小时|秒|天|年|月|日|分钟|人|户|亩))每(?P<none>)"
)
_SLASH_BASE = re.compile(rf"{units().slash}(?![a-zA-Z])")
_TAELS = re.compile(r"两(?=重|[白黄]?[银金]|[，。、；;,）)\s]|$|的|以|左右)")
_HALVED = frozenset(("time", "length", "mass", "area", "volume"))
_FEWEST_DECADES = 6
AFTER_UNIT = frozenset("半零又/ 每0123456789一二两三四五六七八九十多")
"""What may go on after a unit: 半, months, cents, what the unit is divided by, 多."""


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
    if form == "个" and text[last : last + 1] in ("多", "半"):
        found = _some_months(text, start, last - 1, number, rule)
        if found:
            return found
    if form.isascii() and form.isalpha() and text[last : last + 1].isascii() and text[last : last + 1].isalpha():
        return Found(start, end, number, None, rule)
    found = Found(start, last, number, units().forms[form], rule)
    if form == "块":
        _yuan(text, found)
        last = found.end
    if text[last : last + 1] in AFTER_UNIT and last < len(text):
        _more(text, found)
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
    elif follows == "/":
        population = _PER_POPULATION.match(text, end)
        count = read_numeral(population[1]) if population else None
        if population and count is not None and count.value is not None:
            per = Per(count.value, population[2] or "人", population.group())
            return Found(start, population.end(), number, None, "quantity.per", per)
    elif follows and follows in " 毛旬发步":
        return _bound(text, start, end, number, rule)
    elif follows == "两" and _TAELS.match(text, end):
        return Found(start, end + 1, number, Unit("两", "mass", "mass", ("千克", Decimal("0.05"))), rule)
    return Found(start, end, number, None, rule)


def _bound(text: str, start: int, end: int, number: Number, rule: str) -> Found:
    """Read 五毛, 七旬, 300发, 五十步, where the word after the number is no part of another."""
    match = _BOUND.match(text, end)
    word, value = match[1] if match else "", number.value
    if match and word == "毛":
        return Found(start, match.end(), number, units().forms["角"], rule)
    if match and word == "旬" and value is not None and _FEWEST_DECADES <= value < 10:
        return Found(start, match.end(), number.times(Decimal(10)), units().forms["岁"], rule)
    if match and (word == "发" or (word == "步" and value is not None and value >= 10)):
        return Found(start, match.end(), number, Unit(word, "count", "count"), rule)
    return Found(start, end, number, None, rule)


def _some_months(text: str, start: int, at: int, number: Number, rule: str) -> Found | None:
    """Read 3个多月 and 3个半月."""
    match = _SOME_MONTHS.match(text, at)
    if match is None or number.value is None:
        return None
    if match[1]:
        return Found(start, match.end(), fuzzy(number, "多"), units().forms[match[2]], rule)
    return Found(start, match.end(), Number.exact(number.value + Decimal("0.5")), units().forms[match[3]], rule)


def _more(text: str, found: Found) -> None:
    """Read what may follow the unit: 半, months after years, cents after yuan, what it is divided by."""
    unit, value = found.unit, found.number.value
    if unit is None or value is None:
        return
    follows = text[found.end]
    if follows == "半" and (unit.dimension in _HALVED or unit.kind == "multiple") and _HALF_MORE.match(text, found.end):
        found.number, found.end = Number.exact(value + Decimal("0.5")), found.end + 1
    elif unit.name == "年" and follows != "/":
        months = _MONTHS.match(text, found.end)
        count = read_numeral(months[1]) if months else None
        if months and count is not None and count.value is not None:
            found.number, found.end = Number.exact(value * 12 + count.value), months.end()
            found.unit = units().forms["个月"]
    elif unit.name in ("元", "美元", "角") and follows not in "/ 每半":
        cents = _CENTS.match(text, found.end)
        if cents and unit.name == "角":
            cents = None if cents[1] or not cents[2] else cents
        if cents and (cents[1] or cents[2]) and not (cents[2] and not cents[1] and found.number.approx != "exact"):
            if unit.name == "角":
                found.number, found.unit = Number.exact(value / 10), units().forms["元"]
            _add_cents(found, cents[1], cents[2])
            found.end = cents.end()
    if follows in "/ 每":
        divided(text, found)


def _yuan(text: str, found: Found) -> None:
    """Read 块 as 元 where a price is told: 三块五, 卖到五块一斤."""
    dimes = _DIMES.match(text, found.end) if found.number.approx == "exact" else None
    if dimes:
        _add_cents(found, dimes[1], dimes[2])
        found.unit, found.end = units().forms["元"], dimes.end()
    elif _EACH.match(text, found.end) or _PRICED.search(text, max(0, found.start - 8), found.start):
        found.unit = units().forms["元"]


def _add_cents(found: Found, tenth: str | None, hundredth: str | None) -> None:
    value = found.number.value or Decimal(0)
    for digit, part in ((tenth, Decimal("0.1")), (hundredth, Decimal("0.01"))):
        number = read_numeral(digit) if digit else None
        if number is not None and number.value is not None:
            value += number.value * part
    found.number = Number.exact(value)


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
