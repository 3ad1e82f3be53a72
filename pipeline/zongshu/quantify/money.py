"""Sums of money as they are said and written out: 三块五, 三元四角, 两毛五, 3个亿."""

from __future__ import annotations

from decimal import Decimal

from zongshu.lexicon.numerals import Number, read_numeral
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.quantify.found import UNIT, Found

__all__ = ["DIGIT", "FEN", "STOP", "add", "cents", "hundred_millions", "in_yuan", "yuan"]

DIGIT = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
"""Source of a class: one digit of any script."""

STOP = r"(?=[，。；、！？\s）)]|$|一|每|的|左右|以[上下内]|到|至)"
"""Source: what stands behind a last digit that has no unit of its own."""

FEN = "分(?![之钟])"
"""Source: 分 as a part of a yuan."""

_CENTS = pattern(
    rf"(?:零|又)?(?:({DIGIT})[角毛])?"
    rf"(?:零?([0-9]{{1,2}}|[一二两三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十|{DIGIT})(?:{FEN}|美分))?整?"
)
# 三块五 and 卖到五块一斤 are money, 三块牌子 is not
_DIMES = pattern(
    rf"零(?P<cents>{DIGIT})(?:{FEN}|{STOP})|(?P<fen>{DIGIT}){FEN}|零?(?P<dimes>{DIGIT})(?:[角毛](?:(?P<rest>{DIGIT})分?)?|{STOP})"
)
_PRICED = pattern(
    r"(?:花[了费掉去]?|只要|卖[到了]?|单价|售价|价格?|费用?|赚了?|挣了?|工资|成本|补[贴助]|每斤|每公斤)[^，。；！？\n]{0,4}$"
)
_EACH = pattern(r"一(?:斤|公斤|亩|天|吨|张|碗)|每|/")
# 3个亿 is a sum, 3个亿元村 and 3个亿吨级基地 are places
_HUNDRED_MILLIONS = pattern(r"个(多)?亿(?!级)")
_SUM_BEFORE = pattern(
    r"(?:资金?|投入|花费?|产值|收入|[销交成]额|营收|利润|税收?|贷款?|融资?|亏损?|[赚挣借欠还值]|资产|债务?|成本|补[贴助]|市值|估值)"
    r"[了达到约近超过为0-9一二两三四五六七八九十至—-]{0,5}$"
)


def yuan(text: str, found: Found) -> None:
    """Read 块 as 元 where a price is told: 三块五, 卖到五块一斤.

    Args:
        text: the text.
        found: the number with 块; changed in place.

    Example:
        >>> found = Found(0, 2, Number.exact(Decimal(3)), units().forms["块"], "quantity.chinese")
        >>> yuan("三块零四", found)
        >>> found.number.value, found.unit.name, found.end
        (Decimal('3.04'), '元', 4)
    """
    dimes = _DIMES.match(text, found.end) if found.number.approx == "exact" else None
    if dimes:
        add(found, dimes["dimes"], "0.1")
        add(found, dimes["cents"] or dimes["fen"] or dimes["rest"], "0.01")
        found.unit, found.end = units().forms["元"], dimes.end()
    elif _EACH.match(text, found.end) or _PRICED.search(text, max(0, found.start - 8), found.start):
        found.unit = units().forms["元"]


def cents(text: str, found: Found) -> None:
    """Read the parts after 元: 三元四角, 五元零五分.

    Args:
        text: the text.
        found: the number with 元; changed in place.

    Example:
        >>> found = Found(0, 2, Number.exact(Decimal(3)), units().forms["元"], "quantity.chinese")
        >>> cents("三元四角", found)
        >>> found.number.value
        Decimal('3.4')
    """
    match = _CENTS.match(text, found.end)
    if match and (match[1] or (match[2] and found.number.approx == "exact")):
        add(found, match[1], "0.1")
        add(found, match[2], "0.01")
        found.end = match.end()


def in_yuan(found: Found, cent: str) -> None:
    """Turn a number in 角 with a digit after it into yuan (两毛五).

    Args:
        found: the number in 角; changed in place.
        cent: the digit.

    Example:
        >>> found = Found(0, 2, Number.exact(Decimal(2)), units().forms["角"], "quantity.chinese")
        >>> in_yuan(found, "五")
        >>> found.number.value, found.unit.name
        (Decimal('0.25'), '元')
    """
    found.number, found.unit = found.number.times(Decimal("0.1")), units().forms["元"]
    add(found, cent, "0.01")


def hundred_millions(text: str, start: int, at: int, number: Number, rule: str) -> Found | None:
    """Read 3个亿 and 两个多亿: a sum of money where the words before it or the unit after it tell of one.

    Args:
        text: the text.
        start: where the number begins.
        at: where 个 stands.
        number: the number before it.
        rule: the rule that read it.

    Example:
        >>> found = hundred_millions("投资3个亿", 2, 3, Number.exact(Decimal(3)), "quantity.digits")
        >>> found.number.value, found.unit.name
        (Decimal('300000000'), '元')
        >>> hundred_millions("培育3个亿元村", 2, 3, Number.exact(Decimal(3)), "quantity.digits")
    """
    match = _HUNDRED_MILLIONS.match(text, at)
    if match is None:
        return None
    end, unit = match.end(), None
    after = UNIT.match(text, end)
    if after:
        unit, end = units().forms[after[1]], after.end()
        if unit.dimension != "money" or after[1] == "元":
            return None
    elif _SUM_BEFORE.search(text, max(0, start - 8), start):
        unit = units().forms["元"]
    if match[1] and number.value is not None:
        number = Number.over(number.value)
    return Found(start, end, number.times(Decimal(10**8)), unit, rule)


def add(found: Found, printed: str | None, place: str) -> None:
    """Add a digit in a decimal place to a number.

    Args:
        found: the number; changed in place.
        printed: the digit, None for none.
        place: what one of it is worth.

    Example:
        >>> found = Found(0, 2, Number.exact(Decimal(3)), None, "quantity.chinese")
        >>> add(found, "五", "0.1")
        >>> found.number.value
        Decimal('3.5')
    """
    number = read_numeral(printed) if printed else None
    if number is not None and number.value is not None:
        found.number = Number.exact((found.number.value or Decimal(0)) + number.value * Decimal(place))
