"""One linear pass that finds every numeric mention and reads its value, bounds and unit.

The pass stops only at characters that can open a mention and asks the readers in turn: label shapes, dates, per cent
words, ratios, ranges, plain numbers with their unit. Each reader matches at one position with a pattern whose parts
exclude each other, so no input makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zongshu.lexicon.calendar import DATE
from zongshu.lexicon.units import Unit, Units, units
from zongshu.lexicon.numerals import ARABIC, NUMERAL, Number, read_numeral
from zongshu.types import Mention, Per, Quantity

__all__ = ["scan"]

_HUNDRED = Decimal(100)
_OPEN = re.compile(
    r"\d|第 ?(?=[\d一二三四五六七八九十百几两])|[零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾]"
    r"|[几数](?=[十百千万亿])|半(?=个?[年月天日小]|数以上)|首位|翻(?=了?[一两二三四]?番)|过半|前(?=[\d一二三四五六七八九十]+[名位强])"
)
_DOC = re.compile(r"[〔\[（(﹝【](?:19|20)\d{2}[〕\])）﹞】] ?第?\d+ ?号?")
_PHONE = re.compile(r"(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4}|\d{3,4}-\d{7,8})(?!\d)")
_SERIAL = re.compile(r"\d{6,}[/—-]\d[\d-]*|\d{9,}(?![\d万亿.]*[元个人])")
_MODEL = re.compile(r"[\w.+-]*", re.ASCII)
_FORMULA = re.compile(r"(?:[\dNnXx]+(?:\.\d+)?(?:[+＋][\dNnXxM]+)+(?:[>＞=]\d+)?)|\d+[×xX*]\d+(?:[×xX*]\d+)?(?=[小天])")
_PERCENT = re.compile(
    rf"(?P<base>[百千万])分之(?P<n>百|{NUMERAL})"
    r"|(?P<cheng>\d+(?:\.\d+)?|[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九](?!名|个|人|家))?"
    r"(?![立为员功果本熟都长绩效就千群交分家品列片林份型绵行色规因语见事对形文仙活气])"
    r"|(?P<zhe>\d(?:\.\d)?|[一二三四五六七八九])折(?![扣价旧叠射线返腾页纸损])"
    rf"|(?P<den>{NUMERAL})分之(?P<num>{NUMERAL})"
    r"|(?P<m>\d{1,3})/(?P<d>\d{1,3})(?![\d/.年月万千])"
)
_HALF = re.compile(r"(?:一半|过半|半数以上)(?!天|年|个|径)")
_HALF_TIME = re.compile(r"半(?P<unit>个?(?:年|月|天|日|小时|世纪|个世纪))(?!工作)")
_DOUBLE = re.compile(r"翻了?(?P<n>[一两二三四])?番(?P<more>多)?")
_RATIO = re.compile(rf"(?P<a>{ARABIC}) ?[:：∶︰比] ?(?P<b>{ARABIC})(?P<c>[:：∶︰]{ARABIC})?")
_TO = r" ?(?:[-—–－~～〜−]{1,2}|至|到(?!达)) ?"
_NUMBER = re.compile(NUMERAL)
_TAIL = re.compile(
    rf" ?(?P<tail>余|多(?!元化|样|种|名单|功能|媒|方|部门|层|项全能|边|云)|来(?=[万亿]|{units().strict})|几)"
)
_AFTER = re.compile(r" ?(?P<word>\(?（?含?\)?）?以上|及以上|以下|及以下|以内|之内|左右|上下|之多|多(?=[^种样元边方数重维部余些]|$)|有余|强(?=[，。；、]|$))")
_BEFORE = re.compile(
    r"(?:(?P<over>超过|突破|超出|超|逾|不少于|不低于|不小于|至少|最少|起码|大于|高于|多于|(?<![经通不超越太])过|"
    r"(?<![以马跟赶追晚早网线海路街])上)|(?P<under>将近|接近|(?<![附最临邻远靠亲])近|不足|不到|不满|少于|低于|不超过|不高于|"
    r"至多|最多|小于|(?<!不)未满|未达)|(?P<about>大约|约为|约|大概|左右))[ \t]?$"
)
_PER_POPULATION = re.compile(r"/(1?0*[百千万十]+|10+)(人|活产)?(?!\d)")
_APART = re.compile(r"(至少|最少|至多|最多)[^，。；、\d一二三四五六七八九十]{1,10}$")
_COMPARED = re.compile(r"的?(?:[省国市县区部]定|规定|平均|标准|要求|全国|全省|考核|控制|警戒)|的[^，。；]{0,4}(?:水平|比例|目标|线)")
_MANY_MONTHS = re.compile(r"个多(月|小时|星期|世纪|季度)")
_ORDINAL = re.compile(
    rf"[第前] ?({NUMERAL}) ?(届|批次|批|次|期|个|位|名|章|条|号|轮|阶段|季|强|家|支|场|站|版|项|年|师|代|方阵|组|块|篇|周|天|集|部|关|道)?"
)
_RATE_SLASH = re.compile(r" ?/ ?(?P<of>每?)(?P<base>\d*[百千万亿]*)")


@dataclass(slots=True)
class _Found:
    """A number with its unit as read at one place."""

    start: int
    end: int
    number: Number
    unit: Unit | None
    unit_start: int
    rule: str
    per: Per | None = None


@lru_cache(maxsize=1)
def _patterns() -> tuple[Units, re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = units()
    any_unit = re.compile(rf" ?({table.pattern})")
    strict = re.compile(rf" ?({table.strict})")
    return table, any_unit, strict, re.compile(table.slash)


def scan(text: str) -> Iterator[Mention]:
    """Yield every numeric expression of a text in order, with the role that its own form gives it.

    Args:
        text: clean text.

    Yields:
        Mentions that do not overlap; `rules` names the form. Roles that depend on the surroundings (quotes, names,
        idioms) are settled by `roles`.

    Example:
        >>> [(m.start, m.end, m.role) for m in scan("2024年培训290余场、5万人次")]
        [(0, 5, 'date'), (7, 12, 'claim'), (13, 17, 'claim')]
    """
    at = 0
    size = len(text)
    while at < size:
        opening = _OPEN.search(text, at)
        if opening is None:
            return
        start = opening.start()
        mention = _read(text, start, at)
        if mention is None:
            at = max(start + 1, opening.end())
            continue
        at = max(mention.end, start + 1)
        yield mention


def _label(text: str, start: int, end: int, rule: str, role: str = "label") -> Mention:
    return Mention(start, end, role, Quantity(None, None, None, "exact", "", "other"), [rule])


def _quantity(number: Number, unit: str, kind: str) -> Quantity:
    return Quantity(number.value, number.low, number.high, number.approx, unit, kind)


def _read(text: str, start: int, floor: int) -> Mention | None:
    char = text[start]
    if char == "第" or char == "前" and text[start + 1] not in "几":
        return _ordinal(text, start, floor)
    if char == "首":
        return Mention(start, start + 2, "ordinal", _quantity(Number.exact(Decimal(1)), "位", "rank"), ["ordinal.首位"])
    if char == "半" and start > floor and text[start - 1] in "上下前后" and text.startswith("年", start + 1):
        return _label(text, start - 1, start + 2, "date.calendar", "date")
    if char.isdigit():
        left = text[start - 1] if start > floor else ""
        if (left.isascii() and left.isalpha() or left in "+＋") and left:
            found = _MODEL.match(text, start)
            return _label(text, start, found.end() if found else start + 1, "label.model")
        for pattern, rule in ((_FORMULA, "label.formula"), (_SERIAL, "label.serial"), (_PHONE, "label.phone")):
            match = pattern.match(text, start)
            if match:
                return _label(text, start, match.end(), rule)
        if left in "〔[（(﹝【":
            match = _DOC.match(text, start - 1)
            if match:
                return _label(text, start - 1 if floor < start else start, match.end(), "label.document")
    match = DATE.match(text, start)
    if match and not _duration_follows(text, match):
        return _label(text, start, match.end(), "date.calendar", "date")
    found = _percent(text, start) or _special(text, start) or _ratio(text, start) or _range(text, start) or _plain(text, start)
    if found is None:
        return None
    return _mention(text, found, floor)


def _duration_follows(text: str, match: re.Match[str]) -> bool:
    """Tell 12月 (date) from what a date pattern must not eat: 3月龄, 9时 of 9时段 are left to the pattern itself."""
    return match.group().endswith("日") and text.startswith(("照", "常"), match.end())


def _ordinal(text: str, start: int, floor: int) -> Mention | None:
    """Read 第N… and 前N名; whether it is a ranking claim is settled by `roles`."""
    match = _ORDINAL.match(text, start)
    if match is None:
        return None
    number = read_numeral(match[1])
    if number is None or number.value is None:
        return None
    unit = match[2] or ""
    if text[start] == "前" and unit not in ("位", "名", "强"):
        return None
    approx = Number(number.value, None, number.value, "under") if text[start] == "前" else number
    quantity = _quantity(approx, "位" if unit in ("", "名", "强") else unit, "rank")
    return Mention(start, match.end(), "ordinal", quantity, ["ordinal.front" if text[start] == "前" else "ordinal.第"])


def _percent(text: str, start: int) -> _Found | None:
    match = _PERCENT.match(text, start)
    if match is None:
        return None
    share = units().forms["%"]
    if match["base"]:
        inner = Number.exact(_HUNDRED) if match["n"] == "百" else read_numeral(match["n"])
        if inner is None:
            return None
        if match["base"] == "千":
            share = units().forms["‰"]
        elif match["base"] == "万":
            inner = _scaled(inner, Decimal("0.01"))
        return _Found(start, match.end(), inner, share, match.end(), "quantity.percent.分之")
    if match["cheng"] or match["zhe"]:
        inner = read_numeral(match["cheng"] or match["zhe"])
        if inner is None or inner.value is None or inner.value > 10:
            return None
        value = inner.value * 10
        if match["half"]:
            extra = Decimal(5) if match["half"] == "半" else read_numeral(match["half"]).value  # type: ignore[union-attr]
            value += extra or 0
        rule = "quantity.percent.成" if match["cheng"] else "quantity.percent.折"
        return _Found(start, match.end(), Number.exact(value), share, match.end(), rule)
    top, bottom = (match["num"], match["den"]) if match["den"] else (match["m"], match["d"])
    numerator, denominator = read_numeral(top), read_numeral(bottom)
    if numerator is None or denominator is None or not numerator.value or not denominator.value:
        return None
    if match["m"] and numerator.value >= denominator.value:
        return None
    value = (numerator.value / denominator.value * _HUNDRED).quantize(Decimal("0.01")).normalize()
    return _Found(start, match.end(), Number.exact(value), share, match.end(), "quantity.percent.fraction")


def _special(text: str, start: int) -> _Found | None:
    """Read 一半, 半年, 翻一番, 过半."""
    forms = units().forms
    match = _HALF.match(text, start)
    if match:
        over = match.group() != "一半"
        number = Number(Decimal(50), Decimal(50), None, "over") if over else Number.exact(Decimal(50))
        return _Found(start, match.end(), number, forms["%"], match.end(), "quantity.percent.半")
    match = _HALF_TIME.match(text, start)
    if match:
        unit = forms.get(match["unit"]) or forms["年"]
        return _Found(start, match.end(), Number.exact(Decimal("0.5")), unit, match.start("unit"), "quantity.half")
    match = _DOUBLE.match(text, start)
    if match:
        times = "一两三四".find((match["n"] or "一").replace("二", "两")) + 1
        factor = Decimal(2**times)
        number = Number(factor, factor, None, "over") if match["more"] else Number.exact(factor)
        return _Found(start, match.end(), number, forms["倍"], match.end(), "quantity.double")
    return None


def _ratio(text: str, start: int) -> _Found | None:
    match = _RATIO.match(text, start)
    if match is None:
        return None
    first, second = read_numeral(match["a"]), read_numeral(match["b"])
    if first is None or second is None or not second.value or first.value is None:
        return None
    per = Per(second.value, "", match.group())
    return _Found(start, match.end(), Number.exact(first.value), None, match.end(), "quantity.ratio", per)


def _scaled(number: Number, factor: Decimal) -> Number:
    def times(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * factor

    return Number(times(number.value), times(number.low), times(number.high), number.approx)


def _range(text: str, start: int) -> _Found | None:
    """Read N₁–N₂ with the unit after either or both; a scale after the second serves a first that has none."""
    _, any_unit, _, _ = _patterns()
    first = _NUMBER.match(text, start)
    if first is None:
        return None
    at = first.end()
    unit_one = any_unit.match(text, at)
    for middle in (at, unit_one.end() if unit_one else at):
        link = _TO_PATTERN.match(text, middle)
        if link is None:
            continue
        second = _NUMBER.match(text, link.end())
        if second is None:
            return None
        low, high = read_numeral(first.group()), read_numeral(second.group())
        if low is None or high is None or low.value is None or high.value is None:
            return None
        bottom, scale = low.value, re.search(r"[百千万亿]+$", second.group())
        if middle == at and scale and not re.search(r"[百千万亿]$", first.group()):
            factor = read_numeral("1" + scale.group())
            if factor is not None and factor.value and bottom * factor.value < high.value:
                bottom *= factor.value
        unit_two = any_unit.match(text, second.end())
        if bottom >= high.value or unit_two is None:
            return None
        unit = units().forms[unit_two[1]]
        if middle != at and unit_one is not None and units().forms[unit_one[1]] is not unit:
            return None
        number = Number(None, bottom, high.value, "range")
        return _Found(start, unit_two.end(), number, unit, unit_two.start(), "quantity.range")
    return None


_TO_PATTERN = re.compile(_TO)


def _plain(text: str, start: int) -> _Found | None:
    """Read a number with what follows it: a fuzzy word, the unit, 多 or 半 after the unit, a slash."""
    _, any_unit, strict, slash = _patterns()
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    number = read_numeral(match.group())
    if number is None:
        return None
    end = match.end()
    tail = _TAIL.match(text, end)
    chinese = not text[start].isdigit()
    if tail and not (chinese and match.group()[-1] not in "十百千万亿"):
        number, end = _fuzzy(number, tail["tail"]), tail.end()
        more = re.compile(r" ?[百千万亿]+").match(text, end)
        if more:
            factor = read_numeral(more.group().strip())
            if factor is not None and factor.value:
                number, end = _scaled(number, factor.value), more.end()
    unit_match = (strict if chinese else any_unit).match(text, end)
    rule = "quantity.chinese" if chinese else "quantity.digits"
    months = _MANY_MONTHS.match(text, end)
    if months and number.value is not None:
        unit = units().forms[months[1]]
        return _Found(start, months.end(), _fuzzy(number, "多"), unit, end, rule)
    if unit_match is None:
        half = re.compile(r"个半(月|小时|世纪)").match(text, end)
        if half and number.value is not None:
            value = number.value + Decimal("0.5")
            return _Found(start, half.end(), Number.exact(value), units().forms[half[1]], end, rule)
        population = _PER_POPULATION.match(text, end)
        if population:
            count = read_numeral(population[1])
            if count is not None and count.value is not None:
                per = Per(count.value, population[2] or "人", population.group())
                return _Found(start, population.end(), number, None, end, "quantity.per", per)
        return _Found(start, end, number, None, end, rule)
    unit = units().forms[unit_match[1]]
    found = _Found(start, unit_match.end(), number, unit, unit_match.start(1), rule)
    if unit.dimension == "time" and number.value is not None:
        extra = re.compile(r"半(?![年天个])|零?([一二两三四五六七八九十]+|\d+)个月").match(text, found.end)
        if extra and extra[1] and unit.name == "年":
            months = read_numeral(extra[1])
            if months is not None and months.value is not None:
                total = number.value * 12 + months.value
                return _Found(start, extra.end(), Number.exact(total), units().forms["个月"], found.unit_start, rule)
        elif extra and not extra[1]:
            found.number, found.end = Number.exact(number.value + Decimal("0.5")), extra.end()
    over = _RATE_SLASH.match(text, found.end)
    if over:
        base = slash.match(text, over.end())
        count = read_numeral(over["base"]) if over["base"] else Number.exact(Decimal(1))
        if base and count is not None and count.value is not None:
            found.per = Per(count.value, base.group(), text[found.end : base.end()].strip())
            found.end = base.end()
    return found


def _fuzzy(number: Number, word: str) -> Number:
    if number.approx == "range" or number.value is None:
        return number
    if word == "来":
        return Number(number.value, None, None, "about")
    return Number(number.value, number.value, None, "over")


def _mention(text: str, found: _Found, floor: int) -> Mention:
    """Join a number with the approximators around it."""
    start, end, number = found.start, found.end, found.number
    rules = [f"{found.rule}.{found.unit.dimension}" if found.unit else found.rule]
    after = _AFTER.match(text, end)
    if after and (found.unit is not None or number.approx != "exact" or text[start].isdigit()):
        word = after["word"].strip("(（含)） ")
        if not (word == "多" and (found.unit is None or found.unit.dimension not in ("time", "length", "mass", "share"))):
            number, end = _bounded(number, word), after.end()
            rules.append(f"approx.{word}")
    before = _BEFORE.search(text, max(floor, start - 5), start)
    if before and before.group().strip() in ("高于", "低于") and _COMPARED.match(text, end):
        before = None
    if before and before.group().strip() in ("过", "上") and text[start] not in "十百千万亿":
        before = None
    if before:
        side = before.lastgroup or "about"
        start = before.start()
        rules.append(f"approx.{before.group().strip()}")
        if number.approx == "exact" and number.value is not None:
            value = number.value
            number = {
                "over": Number(value, value, None, "over"),
                "under": Number(value, None, value, "under"),
                "about": Number(value, None, None, "about"),
            }[side]
    elif number.approx == "exact" and number.value is not None and found.unit:
        apart = _APART.search(text, max(floor, start - 14), start)
        if apart:
            value = number.value
            over = apart[1][-1] in "少" or apart[1] == "不少于"
            number = Number(value, value, None, "over") if over else Number(value, None, value, "under")
            rules.append(f"approx.{apart[1]}")
    unit = found.unit
    kind = unit.kind if unit else "other"
    if found.per:
        kind = "rate"
    quantity = Quantity(
        number.value, number.low, number.high, number.approx, unit.name if unit else "", kind,
        unit.dimension if unit else "none", found.per,
    )
    return Mention(start, end, "claim" if unit or found.per else "label", quantity, rules if unit or found.per else [*rules, "label.no_unit"])


def _bounded(number: Number, word: str) -> Number:
    value = number.value
    if value is None:
        return number
    if word in ("以上", "及以上", "之多", "多", "有余", "强"):
        return Number(value, value, None, "over")
    if word in ("以下", "及以下", "以内", "之内"):
        return Number(value, None, value, "under")
    if number.approx == "over":
        return number
    return Number(value, None, None, "about")
