"""The words around a number that widen it (约, 近, 超过, 以上, 左右 …), its sign, and the mention that results."""

from __future__ import annotations

import re
from decimal import Decimal

from zongshu.lexicon.numerals import Number
from zongshu.lexicon.units import units
from zongshu.quantify.found import Found
from zongshu.types import Mention, Quantity

__all__ = ["currency", "mention"]

_AFTER = re.compile(
    r" ?(?P<word>\(?（?含?\)?）?以上|及以上|(?:或者?|和)以上|或者?更多|以下|及以下|或者?以下|以内|之内|左右|上下|之多|有余|出头|开外"
    r"|多(?=[^种样元边方数重维部余些]|$)|强(?=[，。；、]|$))"
)
_AFTER_FIRST = frozenset(" (（含以及或和之左上多有强出开")
_BEFORE = re.compile(
    r"(?:(?P<over>超过|突破|超出|超|逾|不少于|不低于|不小于|至少|最少|起码|大于|高于|多于|(?<![经通不超越太])过|"
    r"(?<![以马跟赶追晚早网线海路街])上)|(?P<under>将近|接近|(?<![附最临邻远靠亲])近|不足|不到|不满|少于|低于|小于|不超过|不高于|"
    r"至多|最多|(?<!不)未满|未达)|(?P<about>大约|约为|约|大概|左右))[ \t]?$"
)
_BEFORE_LAST = frozenset(" \t过破出超逾于少码上近足到满多达约为概右")
_APART = re.compile(r"(至少|最少|至多|最多)[^，。；、！？\n0-9一二三四五六七八九十]{1,10}$")
_COMPARED = re.compile(
    r"的?(?:[省国市县区部]定|规定|平均|标准|要求|全国|全省|考核|控制|警戒)|的[^，。；！？\n]{0,4}(?:水平|比例|目标|线)"
)
_OVER_WORDS = frozenset(
    ("以上", "及以上", "或以上", "或者以上", "和以上", "或更多", "或者更多", "之多", "多", "有余", "强", "出头", "开外")
)
_UNDER_WORDS = frozenset(("以下", "及以下", "或以下", "或者以下", "以内", "之内"))
_LONG = frozenset(("time", "length", "mass", "share"))
_SCALES = frozenset("十百千万亿")
_SIGNS = frozenset("负負-－−")
_CURRENCY = {"￥": "元", "¥": "元", "＄": "美元", "$": "美元", "€": "欧元", "£": "英镑"}
_CODE_UNITS = {
    "CNY": "元",
    "RMB": "元",
    "$": "美元",
    "US$": "美元",
    "HK$": "港元",
    "A$": "澳元",
    "C$": "加元",
    "USD": "美元",
}
_CODE_UNITS |= {"HKD": "港元", "EUR": "欧元", "JPY": "日元", "AUD": "澳元", "GBP": "英镑"}
_CODES = re.compile(rf"(?P<code>{'|'.join(sorted(map(re.escape, _CODE_UNITS), key=len, reverse=True))}) ?$")
_NO_SIGN = "减税债担承欠抱辜肩胜背自正"
_SIGN_AFTER = "为是至到达长和与及或率值差计于从由"
_SHARE = re.compile(r"[0-9.]+ ?(?:[%‰℃]|摄氏|个百)")
_CHANGED = re.compile(r"[长比至到为是润值差]$")


def mention(text: str, found: Found, floor: int) -> Mention:
    """Make the mention of a number: join it with the approximators, the sign and the currency around it.

    Args:
        text: the text.
        found: the number with its unit.
        floor: the end of the mention before, which the new one may not reach.

    Returns:
        A claim where there is a unit or a rate, else a label; `roles` has the last word.

    Example:
        >>> found = Found(1, 5, Number.exact(Decimal(300)), units().forms["户"], "quantity.digits")
        >>> mention("约300户左右", found, 0).end
        7
    """
    start, end, number, unit = found.start, found.end, found.number, found.unit
    rules = [f"{found.rule}.{unit.dimension}" if unit else found.rule, *found.rules]
    after = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_FIRST and end < len(text) else None
    if after and (unit is not None or number.approx != "exact" or text[start].isdigit() or len(after["word"]) > 1):
        word = after["word"].strip("(（含)） ")
        if not (word == "多" and (unit is None or unit.dimension not in _LONG)):
            number, end = _bounded(number, word), after.end()
            rules.append(f"approx.{word}")
    if start > floor:
        left = text[start - 1]
        if left in _SIGNS:
            start, number = _sign(text, start, floor, number, bool(unit))
            left = text[start - 1] if start > floor else ""
        elif unit is None and (left in _CURRENCY or left == " " or (left.isascii() and left.isalpha())):
            priced = currency(text, start, floor)
            if priced:
                start, unit = priced[0], units().forms[priced[1]]
                left = text[start - 1] if start > floor else ""
        if left and left in _BEFORE_LAST:
            start, number = _before(text, start, end, floor, number, rules)
        if number.approx == "exact" and unit and number.value is not None:
            number = _apart(text, start, floor, number, rules)
    kind = "rate" if found.per else unit.kind if unit else "other"
    quantity = Quantity(
        *(number.value, number.low, number.high, number.approx, unit.name if unit else "", kind),
        *(unit.dimension if unit else "none", found.per),
    )
    role = found.role if unit or found.per else "label"
    if not (unit or found.per):
        rules.append("label.no_unit")
    return Mention(start, end, role, quantity, rules)


def _before(text: str, start: int, end: int, floor: int, number: Number, rules: list[str]) -> tuple[int, Number]:
    """Read an approximator that ends where the number begins."""
    before = _BEFORE.search(text, max(floor, start - 5), start)
    if before is None:
        return start, number
    word = before.group().strip()
    if word in ("高于", "低于") and _COMPARED.match(text, end):
        return start, number
    if word in ("过", "上") and text[start] not in _SCALES:
        return start, number
    rules.append(f"approx.{word}")
    if number.approx == "exact" and number.value is not None:
        number = getattr(Number, before.lastgroup or "about")(number.value)
    return before.start(), number


def _apart(text: str, start: int, floor: int, number: Number, rules: list[str]) -> Number:
    """Read 至少 and 最多 that stand apart from the number (至少配备1名)."""
    window = text[max(floor, start - 14) : start]
    if ("至" not in window and "最" not in window) or number.value is None:
        return number
    apart = _APART.search(window)
    if apart is None:
        return number
    rules.append(f"approx.{apart[1]}")
    return Number.over(number.value) if apart[1][-1] == "少" else Number.under(number.value)


def _sign(text: str, start: int, floor: int, number: Number, measured: bool) -> tuple[int, Number]:
    """Read a minus sign: 负 but not in 税负, 减负; a hyphen only where what stands left of it does not make it a dash."""
    at = start - 1
    left = text[at - 1] if at > floor else ""
    if text[at] in "负負":
        dash = left.isalpha() and left not in _SIGN_AFTER and (measured or left in _NO_SIGN)
    elif not left or not (left.isalnum() or left in "-－—−–_%％）)”"):
        dash = False
    else:
        # after a Chinese word the hyphen before a count is a dash (附件-3个), before a share or after a change a sign
        han = left.isalpha() and not left.isascii()
        dash = not han or (
            measured and not _SHARE.match(text, start) and not _CHANGED.search(text, max(floor, at - 2), at)
        )
    if dash:
        return start, number
    if number.approx == "range" and number.low is not None and number.high is not None:
        return at, Number.between(-number.low, number.high)
    return at, number.times(Decimal(-1))


def currency(text: str, start: int, floor: int) -> tuple[int, str] | None:
    """Read a currency sign or code before a number.

    Returns:
        Where it begins and which unit it is, or None.

    Example:
        >>> currency("售价HK$13.5", 5, 0), currency("售价13.5", 2, 0)
        ((2, '港元'), None)
    """
    if text[start - 1] in _CURRENCY and text[start - 1] != "$":
        return start - 1, _CURRENCY[text[start - 1]]
    match = _CODES.search(text, max(floor, start - 4), start)
    return (match.start(), _CODE_UNITS[match["code"]]) if match else None


def _bounded(number: Number, word: str) -> Number:
    value = number.value
    if value is None:
        return number
    if word in _OVER_WORDS:
        return Number.over(value)
    if word in _UNDER_WORDS:
        return Number.under(value)
    return number if number.approx == "over" else Number.about(value)
