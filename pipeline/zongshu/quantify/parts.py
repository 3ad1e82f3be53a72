"""What goes on after a unit and still tells the same quantity: a half, a smaller unit, decimals without a point.

两年零三个月, 三块五, 三元四角, 一米八, 三斤五两, 一小时三十分钟 and 两天半 are one number each.
"""

from __future__ import annotations

import re
from decimal import Decimal

from zongshu.lexicon.numerals import Number, read_numeral
from zongshu.lexicon.units import Unit, units
from zongshu.patterns import pattern
from zongshu.quantify.found import Found
from zongshu.quantify.money import DIGIT, FEN, STOP, add, cents, in_yuan

__all__ = ["AFTER_UNIT", "TAEL", "bound", "continued", "some_and_half"]

_COUNT = "([一二两三四五六七八九十]+|[0-9]+)"

_HALF = pattern(r"半(?![年天个月日小价径成导途路截山数夜载边])")
_MONTHS = pattern(rf"[零又]?{_COUNT}个月")
_MINUTES = pattern(rf"[零又]?{_COUNT}(?:分钟|(?:(?<!十)|(?<=[一二三四五]十))分(?!钟|之(?![内间前后])))")
_SECONDS = pattern(rf"[零又]?{_COUNT}秒")
_LAST_CENT = pattern(rf"({DIGIT})(?:{FEN}|{STOP})")
_DECIMALS = pattern(rf"([0-9]{{1,2}}|[一二三四五六七八九]{{1,2}})(?:{STOP}|(?=[高长宽深厚]))")
#: Nobody says a length of more metres with its decimals but no point.
_MOST_METRES = 100
_TAELS = pattern(r"([0-9]|[一二两三四五六七八九])两(半)?(?![0-9一二两三四五六七八九十百千万个名位岸地者种])")
_SOME = pattern(
    r"个(?:(多)(月|小时|星期|世纪|季度|百分点|工作日|分钟|钟头)|半(月|小时|世纪|百分点|工作日|分钟|钟头|星期))"
)
# words that are units only where nothing makes another word of them
_BOUND = pattern(
    rf" ?(?:毛(?:(?=[，。；、！？\s）)左上以到至]|$)|(?P<cents>{DIGIT})分?{STOP})|旬(?![期刊报])"
    r"|发(?=[，。；、！？\s）)]|$|炮弹|子弹|火箭)|步(?![走骤行入伐调子道])|圆(?=[整零壹贰叁肆伍陆柒捌玖，。；、！？\s）)]|$)整?"
    r"|打(?=[，。；、！？\s）)]|$|啤酒|鸡蛋|铅笔|毛巾|袜子))"
)
TAEL = pattern(r"两(?=重|[白黄]?[银金]|[，。、；;,）)\s]|$|的|半|多|以|左右)")
"""两 as the unit of mass: after a numeral, where it begins no other word."""

_HALVED = frozenset(("time", "length", "mass", "area", "volume"))
_FEWEST_DECADES = 6
AFTER_UNIT = frozenset("半零又/ 每0123456789一二两三四五六七八九十多亿壹贰叁肆伍陆柒捌玖")
"""What may go on after a unit, or what the unit is divided by."""


def some_and_half(text: str, start: int, at: int, number: Number, rule: str) -> Found | None:
    """Read 3个多月 and 3个半月.

    Args:
        text: the text.
        start: where the number begins.
        at: where 个 stands.
        number: the number before it.
        rule: the rule that read it.

    Example:
        >>> found = some_and_half("3个半月", 0, 1, Number.exact(Decimal(3)), "quantity.digits")
        >>> found.number.value, found.unit.name
        (Decimal('3.5'), '个月')
    """
    match = _SOME.match(text, at)
    if match is None or number.value is None:
        return None
    if match[1]:
        return Found(start, match.end(), Number.over(number.value), units().forms[match[2]], rule)
    return Found(start, match.end(), Number.exact(number.value + Decimal("0.5")), units().forms[match[3]], rule)


def bound(text: str, start: int, end: int, number: Number, rule: str) -> Found:
    """Read 五毛, 七旬, 300发, 五十步, 伍圆, 十打, where the word after the number is no part of another.

    Args:
        text: the text.
        start: where the number begins.
        end: where it ends.
        number: the number.
        rule: the rule that read it.

    Example:
        >>> bound("五毛", 0, 1, Number.exact(Decimal(5)), "quantity.chinese").unit.name
        '角'
    """
    found = Found(start, end, number, None, rule)
    match, value = _BOUND.match(text, end), number.value
    if match is None or value is None:
        return found
    word = match.group().strip()[0]
    if word == "毛":
        found.end, found.unit = match.end(), units().forms["角"]
        if match["cents"]:
            in_yuan(found, match["cents"])
    elif word == "圆":
        found.end, found.unit = match.end(), units().forms["元"]
        if text[found.end : found.end + 1] in AFTER_UNIT and found.end < len(text):
            continued(text, found)
    elif word == "旬" and _FEWEST_DECADES <= value < 10:
        found.end, found.unit, found.number = match.end(), units().forms["岁"], number.times(Decimal(10))
    elif word in "发打" or (word == "步" and value >= 10):
        found.end, found.unit = match.end(), Unit(word, "count", "count")
    return found


def continued(text: str, found: Found) -> None:
    """Read what goes on after a unit: 半, months after years, minutes after hours, taels, cents, decimals of a metre.

    Args:
        text: the text.
        found: the number with its unit; changed in place.

    Example:
        >>> found = Found(0, 2, Number.exact(Decimal(2)), units().forms["年"], "quantity.chinese")
        >>> continued("两年零三个月", found)
        >>> found.number.value, found.unit.name
        (Decimal('27'), '个月')
    """
    unit, value, follows = found.unit, found.number.value, text[found.end]
    if unit is None or value is None:
        return
    if follows == "半":
        if (unit.dimension in _HALVED or unit.kind == "multiple") and _HALF.match(text, found.end):
            found.number, found.end = Number.exact(value + Decimal("0.5")), found.end + 1
        elif unit.name == "分" and text.startswith("半钟", found.end):
            found.number, found.unit = Number.exact(value + Decimal("0.5")), units().forms["分钟"]
            found.end += 2
    elif follows in "/ 每":
        return
    elif unit.name == "年":
        _smaller(text, found, _MONTHS, 12, "个月")
    elif unit.name == "小时":
        _smaller(text, found, _MINUTES, 60, "分钟")
        _smaller(text, found, _SECONDS, 60 if found.unit is not unit else 3600, "秒")
    elif unit.name == "分钟" or unit.name == "分":
        _smaller(text, found, _SECONDS, 60, "秒")
    elif unit.name == "斤":
        taels = _TAELS.match(text, found.end)
        if taels and found.number.approx == "exact":
            add(found, taels[1], "0.1")
            if taels[2]:
                found.number = Number.exact((found.number.value or value) + Decimal("0.05"))
            found.end = taels.end()
    elif unit.name == "米":
        decimals = _DECIMALS.match(text, found.end)
        if decimals and found.number.approx == "exact" and value < _MOST_METRES and value == int(value):
            for digit, place in zip(decimals[1], ("0.1", "0.01"), strict=False):
                add(found, digit, place)
            found.end = decimals.end()
    elif unit.name == "角":
        cent = _LAST_CENT.match(text, found.end)
        if cent:
            found.end = cent.end()
            in_yuan(found, cent[1])
    elif unit.name in ("元", "美元"):
        cents(text, found)


def _smaller(text: str, found: Found, pattern: re.Pattern[str], times: int, unit: str) -> None:
    """Bring a number in two units to the smaller one (codebook §6: 两年零三个月 is 27 个月)."""
    match = pattern.match(text, found.end)
    count = read_numeral(match[1]) if match else None
    if match and count is not None and count.value is not None and found.number.value is not None:
        found.number, found.end = Number.exact(found.number.value * times + count.value), match.end()
        found.unit = units().forms[unit]
