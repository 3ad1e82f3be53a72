"""Shares: 百分之…, N分之M, M/N, 成, 折, 半, and doublings."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from zongshu.compiled import compile_pattern
from zongshu.lexicon.numerals import NUMERAL, Number, read_numeral
from zongshu.lexicon.terms import trie_pattern
from zongshu.lexicon.units import Unit, units
from zongshu.patterns import pattern
from zongshu.quantify.found import UNIT, Found, read_at

__all__ = ["double", "fraction", "half", "mixed", "slash", "tenths"]

_CENT = Decimal("0.01")
_LONGEST = 24
_TO = r" ?(?:[-—–－~～〜−]{1,2}|至|到(?!达)) ?"
_SHORT = pattern(r"百分(?:(?=[一二三四五六七八九]?十)|(?=百))")
_TENTHS = pattern(
    r"(?P<n>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九]点[一二三四五六七八九]|[一二两三四五六七八九]{1,2}|[十半])(?P<kind>[成折])"
    r"(?P<more>半|[一二三四五六七八九](?![名个人家种项])(?:点[一二三四五六七八九])?)?"
)
_NOT_TENTHS = pattern(
    r"[立为员功果本熟都长绩效就千群交分家品列片林份型绵行色规因语见事对形文仙活气才名冰人虫名]|[扣价旧叠射线返腾页纸损]"
)
_SLASH = pattern(r"(?:(?P<whole>[0-9]{1,4}) )?(?P<m>[0-9]{1,5}) ?/ ?(?P<d>[0-9]{1,5})(?![0-9/.年月万千])")
_SEASON = pattern(r"(?:19|20)[0-9]{2}$")
_MEASURED = frozenset(("time", "length", "area", "mass", "volume"))
_HALF = pattern(r"(?:一半|过半数?|半数以上)(?!天|年|个|径)|半价")
_MEASURES = trie_pattern(
    form
    for form, unit in units().forms.items()
    if unit.dimension in _MEASURED - {"time"} and not form.isascii() and len(form) > 1
)
# half of a measure; one of a single character only where it makes no other word (升旗, 米饭, 半斤八两)
_HALF_UNIT = pattern(
    r"半(?P<unit>个?(?:年(?![报度刊])|月(?![谈刊板形池湾山])|天|日(?!制)|小时|世纪)(?!工作)|个(?:百分点|工作日|星期|季度|钟头|学时|课时)|分钟|秒"
    rf"|{_MEASURES}|米(?![线饭粥])|里(?=[路地外长远，。、])|吨|亩|升(?!旗)|斤(?!八两))"
    r"|半个?多(?P<some>年|月|天|日|小时|世纪|星期|钟头)"
)
_DOUBLE = pattern(r"翻了?(?P<n>[一两二三四])?番(?P<more>多)?")


def _share() -> Unit:
    return units().forms["%"]


@cache
def _parts() -> re.Pattern[str]:
    """Return the pattern of N分之M, compiled when a text first needs it."""
    return compile_pattern(
        rf"(?P<den>{NUMERAL})分之(?P<sign>负)?(?P<num>百|{NUMERAL})(?:{_TO}(?:百分之)?(?P<to>百|{NUMERAL})(?![个名人]))?"
    )


@cache
def _mixed() -> re.Pattern[str]:
    return compile_pattern(rf"又(?:({NUMERAL})分之({NUMERAL})|(?P<top>[0-9]{{1,4}})/(?P<bottom>[0-9]{{1,4}})(?![0-9]))")


def percent_of(top: Decimal, bottom: Decimal) -> Decimal:
    """Return a fraction in per cent: exact where it is short, else two decimals or four digits.

    Example:
        >>> percent_of(Decimal(2), Decimal(3)), percent_of(Decimal(1), Decimal(16))
        (Decimal('66.67'), Decimal('6.25'))
    """
    value = top / bottom * 100
    if len(value.normalize().as_tuple().digits) <= 10:
        return Decimal(f"{value.normalize():f}")
    if value.adjusted() >= _LONGEST:
        return Decimal(f"{value:f}")  # two decimals of it are more than a number keeps
    step = _CENT if value >= 10 else Decimal(1).scaleb(value.adjusted() - 3)
    return Decimal(f"{value.quantize(step, ROUND_HALF_EVEN).normalize():f}")


def fraction(text: str, start: int) -> Found | None:
    """Read N分之M; 百分之 is per cent, 千分之 per mille, any other fraction is brought to per cent."""
    match = _parts().match(text, start)
    if match is None:
        return _shortened(text, start)
    end, below = match.end("num"), match["den"]
    top = Number.exact(Decimal(100)) if match["num"] == "百" else read_numeral(match["num"])
    bottom = read_numeral(below)
    if top is None or bottom is None or not bottom.value:
        return None
    unit, rule = _share(), "quantity.percent.分之"
    if match["to"]:
        last = Number.exact(Decimal(100)) if match["to"] == "百" else read_numeral(match["to"])
        if top.value is not None and last is not None and last.value is not None and top.value < last.value:
            top, end = Number.between(top.value, last.value), match.end("to")
    if match["sign"]:
        top = top.times(Decimal(-1))
    if below == "千":
        unit = units().forms["‰"]
    elif bottom.value != 100:
        rule = rule if below in ("万", "百万", "千万", "亿") else "quantity.percent.fraction"
        exact = None if top.value is None else percent_of(top.value, bottom.value)
        top = top.times(Decimal(100) / bottom.value) if exact is None else Number.exact(exact)
    return Found(start, end, top, unit, rule)


def _shortened(text: str, start: int) -> Found | None:
    """Read 百分三十 (之 left out) and 百分百."""
    match = _SHORT.match(text, start)
    if match is None:
        return None
    if text.startswith("百", match.end()):
        rules = ["label.百分百"]
        return Found(
            start, match.end() + 1, Number.exact(Decimal(100)), _share(), "quantity.percent", None, "label", rules
        )
    inner = read_at(text, match.end())
    return Found(start, inner[1], inner[0], _share(), "quantity.percent.分") if inner else None


def tenths(text: str, start: int) -> Found | None:
    """Read 九成, 三成半, 七成六, 五折, 八五折.

    Example:
        >>> found = tenths("占九成五", 1)
        >>> found.number.value, found.unit.name
        (Decimal('95'), '%')
    """
    match = _TENTHS.match(text, start)
    if match is None or _NOT_TENTHS.match(text, match.end()):
        return None
    name, kind, more = match["n"], match["kind"], match["more"]
    number = Number.exact(Decimal("0.5")) if name == "半" else read_numeral(name)
    if number is None:
        return None
    if number.value is not None and number.value > 10:
        # 八五折 is 85 per cent; no 八五成
        if kind == "成" or number.value > 100:
            return None
        number = number.times(Decimal("0.1"))
    number = number.times(Decimal(10))
    if more and number.value is not None:
        extra = Number.exact(Decimal(5)) if more == "半" else read_numeral(more)
        if extra is not None and extra.value is not None:
            number = Number.exact(number.value + extra.value)
    if kind == "折" and name == "半":
        return None
    return Found(start, match.end(), number, _share(), f"quantity.percent.{kind}")


def slash(text: str, start: int) -> Found | None:
    """Read 2/3 and 1 4/3; before a measure it counts that, else a proper fraction is a share, an improper one bare."""
    match = _SLASH.match(text, start)
    if match is None:
        return None
    top, bottom = Decimal(match["m"]), Decimal(match["d"])
    if not bottom or not top or match["m"][0] == "0" or match["d"][0] == "0" or _SEASON.match(match["m"]):
        return None
    measure = UNIT.match(text, match.end())
    unit = units().forms[measure[1]] if measure else None
    if unit is not None and unit.dimension not in _MEASURED:
        unit = None
    if unit or match["whole"] or top >= bottom:
        value = Number.exact(Decimal(match["whole"] or 0) + percent_of(top, bottom) / 100)
        return Found(start, measure.end() if measure and unit else match.end(), value, unit, "quantity.fraction")
    return Found(start, match.end(), Number.exact(percent_of(top, bottom)), _share(), "quantity.percent.fraction")


def mixed(text: str, at: int, whole: Number) -> tuple[Number, int] | None:
    """Read what follows a whole number in 三又二分之一 and 3又1/2."""
    match = _mixed().match(text, at)
    if match is None or whole.value is None:
        return None
    bottom, top = read_numeral(match["bottom"] or match[1]), read_numeral(match["top"] or match[2])
    if bottom is None or top is None or not bottom.value or top.value is None:
        return None
    return Number.exact(whole.value + top.value / bottom.value), match.end()


def half(text: str, start: int) -> Found | None:
    """Read 一半, 过半, 半数以上, 半年, 半吨, 半个多月."""
    match = _HALF.match(text, start)
    if match:
        number = Number.exact(Decimal(50)) if match.group() in ("一半", "半价") else Number.over(Decimal(50))
        return Found(start, match.end(), number, _share(), "quantity.percent.半")
    match = _HALF_UNIT.match(text, start)
    if match:
        name = match["unit"] or match["some"]
        number = Number.over(Decimal("0.5")) if match["some"] else Number.exact(Decimal("0.5"))
        return Found(start, match.end(), number, units().forms.get(name) or units().forms["年"], "quantity.half")
    return None


def double(text: str, start: int) -> Found | None:
    """Read 翻番, 翻一番, 翻两番: twice, twice, four times."""
    match = _DOUBLE.match(text, start)
    if match is None:
        return None
    times = "一两三四".find((match["n"] or "一").replace("二", "两")) + 1
    factor = Decimal(2**times)
    number = Number.over(factor) if match["more"] else Number.exact(factor)
    return Found(start, match.end(), number, units().forms["倍"], "quantity.double")
