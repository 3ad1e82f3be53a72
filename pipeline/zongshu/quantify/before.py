"""What stands before a number and belongs to it: a sign, a currency, a word that widens it (约, 近, 超过 …)."""

from __future__ import annotations

import re
from decimal import Decimal

from zongshu.lexicon.numerals import Number
from zongshu.lexicon.units import Unit, units
from zongshu.patterns import pattern

__all__ = ["TOUCHING", "apart", "before", "currency", "minus"]

# 约 of its own: not in 签约, 集约, 纽约
_ABOUT = "(?<![签预节合违大履公特契制条邀失赴集纽简隐解毁续租盟])约"
# what turns a bound round: 不得超过, 严禁超过, 从未低于
_DENIED = "(?:不(?:[得应能可宜准许要会再]|允许|可以|应当)|未|没有?|从未|严禁|禁止|切勿)"
_BEFORE = pattern(
    rf"(?:(?P<under_no>{_DENIED}(?:超过|超出|高于|大于|多于|长于|突破|逾越?|超))"
    rf"|(?P<over_no>{_DENIED}(?:低于|少于|小于|短于|不足))"
    r"|(?P<over>超过|突破|超出|(?<![反赶])超|逾|不少于|不低于|不小于|不短于|不止|至少|最少|起码|大于|高于|多于|(?<!高)不下于?"
    r"|(?<![经通不超越太])过|[≥>＞≧]|(?<![以马跟赶追晚早网线海路街山车船身桌墙岗])上)"
    r"|(?P<under>将近|接近|近乎|(?<![附最临邻远靠亲就])(?<!(?<![补津])贴)近|不足|不到|不满|少于|低于|小于|不超过|不高于|不大于|不多于|不长于|不突破"
    r"|[≤<＜≦]|至多|最多|(?<!不)未满|未达)"
    rf"|(?P<about>大约|约为|{_ABOUT}|大概|大致|约莫|几乎|差不多|左右))[ \t]?$"
)
_BEFORE_LAST = frozenset(" \t乎止致莫过越破出超逾于少码上近足到满多达约为概右下≥>＞≧≤<＜≦")
# what stands before the last character of such a word: most that end so are others (达到, 提出, 减少)
_WORD_ENDS = {
    "到": "不",
    "达": "未",
    "为": "约",
    "出": "超",
    "少": "至最",
    "多": "至最不",
    "下": "不",
    "足": "不",
    "满": "不未",
}
#: 不应当超过, with a space after it.
_LONGEST_BEFORE = 6
_APART = pattern(
    r"(?P<least>至少|最少|至多|最多)[^，。；、！？的\n0-9一二三四五六七八九十]{1,10}$"
    rf"|(?P<about>大约|大概|{_ABOUT})"
    r"(?:占到?[^，。；！？\n0-9]{0,14}|有|需要?|用|达到?|合|折合|计|等于|相当于|惠及|投入|涉及|增[长加产收]了?|下降了?|减少了?|节[约省]了?)$"
    r"|(?P<near>(?<![最附邻远相就])近)(?:占到?[^，。；！？\n0-9]{0,14}|有)$"
)
_APART_HINT = pattern("[至最约概近]")
_FARTHEST = 18
_COMPARED = pattern(
    r"的?(?:[省国市县区部]定|规定|平均|标准|要求|全国|全省|考核|控制|警戒)|的[^，。；！？\n]{0,4}(?:水平|比例|目标|线)"
)
_SCALES = frozenset("十百千万亿")
# 产值过10亿元, 力争过20万元: after a verb it only tells that something happened (建过3所)
_EXCEED = "力争|争取|有望|可望|首次|双双|率先|普遍|[将值额量入税润口模积价]"
_EXCEEDS = pattern(rf"(?:{_EXCEED})$")
# 收入均过20万元, but 每村都过3次会
_ALL_EXCEED = pattern(rf"(?:{_EXCEED}|全部|累计|[均都皆已也率比刚])$")
_MEASURED = frozenset("元%‰成亩斤吨米")

_SIGNS = frozenset("负負-－−的")
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
_CODE_UNITS |= {
    "人民币": "元",
    "美元": "美元",
    "美金": "美元",
    "欧元": "欧元",
    "英镑": "英镑",
    "日元": "日元",
    "韩元": "韩元",
}
_CODE_UNITS |= {"港币": "港元", "港元": "港元", "澳元": "澳元", "加元": "加元", "卢布": "卢布", "台币": "新台币"}
_CODES = pattern(rf"(?<![兑对换或])(?P<code>{'|'.join(sorted(map(re.escape, _CODE_UNITS), key=len, reverse=True))}) ?$")
_CURRENCY_LAST = frozenset("币元金镑布 ")
TOUCHING = _BEFORE_LAST | _SIGNS | frozenset(_CURRENCY) | {"氏"}
"""What a word or sign before a number may end with."""
_DEGREES = {"摄氏": "摄氏度", "华氏": "华氏度"}
_NO_SIGN = "减税债担承欠抱辜肩胜背自正欺重"
_SIGN_AFTER = "为是至到达长和与及或率值差计于从由"
_SHARE = pattern(r"[0-9.]+ ?(?:[-—–~～至到]{1,2}[-−－]?[0-9.]+ ?)?(?:[%‰℃]|°C|摄氏|个百|度(?![电假]))")
_CHANGED = pattern(r"[长比至到为是润值差]$")


def before(
    text: str, start: int, end: int, floor: int, number: Number, unit: Unit | None, rules: list[str]
) -> tuple[int, Number, Unit | None]:
    """Join a number with the sign, the currency and the approximators before it.

    Args:
        text: the text.
        start: where the number begins, beyond `floor`.
        end: where the words after it end.
        floor: the end of the mention before.
        number: the number.
        unit: its unit.
        rules: gets the rules of what is read.

    Returns:
        Where the mention begins, its number and its unit.

    Example:
        >>> start, number, _ = before("超过5人", 2, 4, 0, Number.exact(Decimal(5)), units().forms["人"], [])
        >>> start, number.approx
        (0, 'over')
    """
    left = text[start - 1]
    if unit is None or left in TOUCHING:
        if left == " " and text[start].isdigit() and start - 1 > floor and text[start - 2] in "负負":
            sign = minus(text, start - 1, floor, bool(unit))
            if sign is not None:
                start, number = sign, number.times(Decimal(-1))
        elif left in _SIGNS:
            sign = minus(text, start, floor, bool(unit))
            if sign is not None:
                start, number = sign, number.times(Decimal(-1))
        elif unit is None and (left in _CURRENCY or left in _CURRENCY_LAST or (left.isascii() and left.isalpha())):
            priced = currency(text, start, floor)
            if priced:
                start, unit = priced[0], units().forms[priced[1]]
        elif left == "氏" and unit is not None and unit.name == "度" and text[start - 2 : start] in _DEGREES:
            unit, start = units().forms[_DEGREES[text[start - 2 : start]]], start - 2
        # two may stand one before the other: 最多不超过3次
        while start > floor and text[start - 1] in _BEFORE_LAST:
            at, number = _before(text, start, end, floor, number, rules)
            if at == start:
                break
            start = at
    if number.approx == "exact" and unit and number.value is not None:
        number = apart(text, start, floor, number, rules)
    return start, number, unit


def _before(text: str, start: int, end: int, floor: int, number: Number, rules: list[str]) -> tuple[int, Number]:
    """Read an approximator that ends where the number begins."""
    ends = _WORD_ENDS.get(text[start - 1])
    if ends is not None and text[start - 2] not in ends:
        return start, number
    found = _BEFORE.search(text, max(floor, start - _LONGEST_BEFORE), start)
    if found is None:
        return start, number
    word = found.group().strip()
    if word in ("高于", "低于") and _COMPARED.match(text, end):
        return start, number
    if word in ("过", "上") and text[start] not in _SCALES:
        at = found.start()
        ways = _ALL_EXCEED if text[end - 1] in _MEASURED else _EXCEEDS
        if word == "上" or not ways.search(text, max(floor, at - 2), at):
            return start, number
    rules.append(f"approx.{word}")
    if number.approx == "exact" and number.value is not None:
        number = getattr(Number, (found.lastgroup or "about").removesuffix("_no"))(number.value)
    return found.start(), number


def apart(text: str, start: int, floor: int, number: Number, rules: list[str]) -> Number:
    """Read an approximator that stands apart from the number: 至少配备1名, 约占全市的两成.

    Example:
        >>> apart("约占两成", 2, 0, Number.exact(Decimal(20)), []).approx
        'about'
    """
    floor = start - _FARTHEST if start - _FARTHEST > floor else floor
    if number.value is None or not _APART_HINT.search(text, floor, start):
        return number
    match = _APART.search(text, floor, start)
    if match is None:
        return number
    word = match["least"] or match["about"] or match["near"]
    rules.append(f"approx.{word}")
    if match["about"]:
        return Number.about(number.value)
    return Number.over(number.value) if word[-1] == "少" else Number.under(number.value)


def minus(text: str, start: int, floor: int, measured: bool) -> int | None:
    """Find a minus sign before a number: 负 but not in 税负, 减负; a hyphen only where what stands left makes it no dash.

    Args:
        text: the text.
        start: where the number begins.
        floor: the end of the mention before.
        measured: whether the number has a unit.

    Returns:
        Where the sign begins, or None.

    Example:
        >>> minus("降至-5℃", 3, 0, True), minus("减负5亿元", 2, 0, True)
        (2, None)
    """
    at = start - 1
    if text[at] == "的":
        at -= 1
        if at < floor or text[at] not in "负負":
            return None
    left = text[at - 1] if at else ""
    if text[at] in "负負":
        measured = measured and not _SHARE.match(text, start)
        dash = left.isalpha() and left not in _SIGN_AFTER and (measured or left in _NO_SIGN)
    elif not left or not (left.isalnum() or left in "-－—−–_%％）)”"):
        dash = False
    else:
        # after a Chinese word the hyphen before a count is a dash (附件-3个), before a share or after a change a sign
        han = left.isalpha() and not left.isascii()
        dash = not han or (
            measured and not _SHARE.match(text, start) and not _CHANGED.search(text, max(floor, at - 2), at)
        )
    return None if dash else at


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
