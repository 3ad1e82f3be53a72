"""The words after a number that widen it (以上, 左右 …), and the mention that results."""

from __future__ import annotations

from zongshu.lexicon.numerals import Number
from zongshu.patterns import pattern
from zongshu.quantify.before import before
from zongshu.quantify.found import Found
from zongshu.types import Mention, Quantity

__all__ = ["AFTER", "bounded", "mention"]

_AFTER = pattern(
    r" ?(?:[（(]不?含(?:本数)?[）)])?(?P<word>(?:及|或者?|和)?以上|或者?更多|(?:及|或者?|和)?以下|以内|之内|左右|上下|之多|有余"
    r"|余(?=[，。；、）)]|$)|出头|开外|多(?=[^种样元边方数重维部余些]|$)|[强弱](?=[，。；、的]|$)|内(?![部外容地存径科设宾陆需心战服]))"
)
AFTER = frozenset(" (（以及或和之左上多余有强弱出开内")
"""What a word after a number may begin with."""
# 3个工作日内, 2小时内; 三年内 is a time of its own
_LIMITS = frozenset(("天", "日", "个工作日", "小时", "分钟", "秒", "个月", "周"))
_OVER_WORDS = frozenset(
    (
        "以上",
        "及以上",
        "或以上",
        "或者以上",
        "和以上",
        "或更多",
        "或者更多",
        "之多",
        "多",
        "余",
        "有余",
        "强",
        "出头",
        "开外",
    )
)
_UNDER_WORDS = frozenset(("内", "以下", "及以下", "或以下", "或者以下", "和以下", "以内", "之内", "弱"))
_LONG = frozenset(("time", "length", "mass", "share"))


def mention(text: str, found: Found, floor: int) -> Mention:
    """Make the mention of a number: join it with the approximators, the sign and the currency around it.

    Args:
        text: the text.
        found: the number with its unit.
        floor: the end of the mention before, which the new one may not reach.

    Returns:
        A claim where there is a unit or a rate, else a label; `roles` has the last word.

    Example:
        >>> from decimal import Decimal
        >>> from zongshu.lexicon.units import units
        >>> found = Found(1, 5, Number.exact(Decimal(300)), units().forms["户"], "quantity.digits")
        >>> mention("约300户左右", found, 0).end
        7
    """
    start, end, number, unit = found.start, found.end, found.number, found.unit
    rules = [f"{found.rule}.{unit.dimension}" if unit else found.rule, *found.rules]
    after = _AFTER.match(text, end) if text[end : end + 1] in AFTER and end < len(text) else None
    if after and (unit is not None or number.approx != "exact" or text[start].isdigit() or len(after["word"]) > 1):
        word = after["word"]
        loose = unit is None or (unit.dimension not in _LONG and unit.name != "倍")
        if not (word == "多" and loose) and not (word == "内" and (unit is None or unit.name not in _LIMITS)):
            number, end = bounded(number, word), after.end()
            rules.append(f"approx.{word}")
    if start > floor:
        start, number, unit = before(text, start, end, floor, number, unit, rules)
    kind = "rate" if found.per else unit.kind if unit else "other"
    name, dimension = (unit.name, unit.dimension) if unit else ("", "none")
    quantity = Quantity(number.value, number.low, number.high, number.approx, name, kind, dimension, found.per)
    role = found.role if unit or found.per else "label"
    if not (unit or found.per):
        rules.append("label.no_unit")
    return Mention(start, end, role, quantity, rules)


def bounded(number: Number, word: str) -> Number:
    """Return a number with 以上, 以内, 左右 or the like after it.

    Example:
        >>> from decimal import Decimal
        >>> bounded(Number.exact(Decimal(5)), "以内").low is None
        True
    """
    value = number.value
    if value is None:
        return number
    if word in _OVER_WORDS:
        return Number.over(value)
    if word in _UNDER_WORDS:
        return Number.under(value)
    return number if number.approx == "over" else Number.about(value)
