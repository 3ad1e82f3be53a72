"""What a head or a row label of a table says: the words that name the thing, its unit, and the form of its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zongshu.lexicon.calendar import DATE, read_date
from zongshu.lexicon.divisions import divisions
from zongshu.lexicon.numerals import read_numeral
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.types import Per

__all__ = ["Head", "Measure", "caption_units", "is_place", "is_total", "read_head", "read_unit", "when"]

_BRACKET = pattern(r"[（(\[［][^（）()\[\]［］]{1,16}[）)\]］]$")
_TRAILING = pattern(r"[±+＋\-－]*(?P<unit>[%％‰]|个?百分点)$")
_UNIT_LEAD = pattern(r"(?:计量)?单位 ?[:：] ?")
_SIGNS = "±+＋-－/／ "
_CAPTION = pattern(r"(?:计量)?单位 ?[:：] ?(?P<units>[^）)\n]+)")
_LIST = pattern(r"[、，,；;\s]+")
_SCALE = pattern(r"[十百千万亿]*")
_OVER = pattern(r"(?P<unit>[^/／每]+)[/／每](?P<count>[十百千万亿]*)(?P<of>[^/／]+)")
_COUNT_WORD = pattern(r"(?P<form>[^\W\d]{1,3}?)数量?$")

_CHANGE = pattern(
    r"增速|增长(?![极点])|增幅|增减|(?<!净)增加(?!值)|涨幅|涨跌|升降|降幅|降低|下降|减少|减幅|变化|变动|同比|环比|[±]"
    r"|[比较](?:上年|去年|上月|上季|年初|同期)"
)
_DOWN = pattern(r"降幅|降低|下降|减少|减幅")
_UP = pattern("增|升|涨|±")
_PERCENT = pattern(r"增速|增长|增幅|涨幅|降幅|减幅")
_CHANGE_WORDS = pattern(
    r"(?:同比|环比|[比较与](?:上年|去年|上月|上季|年初|上)?(?:同期|相比)?|累计|名义|实际|可比价|增速|增长|增幅|增减|增加(?!值)|涨幅|涨跌"
    r"|升降|降幅|降低|下降|减少|减幅|变化|变动|[±+＋\-－])*(?:增速|增长|增幅|增减|增加(?!值)|涨幅|涨跌|升降|降幅|降低|下降|减少|减幅"
    r"|变化|变动|同比|环比|±|上年|同期)(?:率|幅度?|额|量|情况)?$"
)
_LABEL_CHANGE = pattern(r"(?:增速|增幅|增长率?|涨幅|降幅|下降率?|减幅)$")
_SHARE = pattern(r"占比|比重|占.{0,8}[%％]$|^占")
_RANK = pattern(r"(?:排名|位次|名次|排位)$")
_ORDINAL = pattern(
    r"(?:序号|编号|序|次序|代码|编码|区划代码|No\.?|NO\.?|电话|联系电话|联系方式|手机号?|邮编|日期|时间|文号)$"
)
_UNIT_HEAD = pattern(r"(?:计量)?单位$")
_GENERIC = pattern(
    r"(?:主要)?(?:指标|项目|名称|类别)(?:名称)?|(?:指标)?(?:数值|数量|数据|数)|值|绝对[数量值]|总[量数]|指标值|完成[数值量]?|完成情况"
    r"|实绩|实际(?:完成)?[数值量]?|本[年期月季]|当[年月期]|今年|上[年期月季]|去年|(?:上年|去年)?同期[数值]?|累计[数值]?|自年初累计"
    r"|[合总小]计|全年|年末|年底|期末|情况|金额|规模|报告期|基期|上半年|下半年"
)
_DONE = pattern(r"完成|实际")
_TOTAL = pattern(r"[合总小]\s*计|总[数量]|[全本][国省市县区州旗盟镇乡村]|平均|全[市县区]平均")
_LIST_MARK = pattern(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:[.．](?!\d)|、)|[①-⑳#＃*•·]|其中[:：]?"
    r"|[:：])+"
)
_PART = pattern(r"[\s\u3000]*(?:其中|[#＃])")
_PLACE = pattern(
    r"[\u4e00-\u9fff]{1,12}(?:[省市县区旗州盟镇乡村]|街道(?:办(?:事处)?)?|社区|苏木|开发区|管委会|林场|农场)"
)
_NO_PLACE = pattern(r".*(?:城市|农村|乡村|城镇|小区|园区|景区|地区|[建辖]区|库区)$")
_LATER = pattern(r"本[年期月季]|当[年月期]|今年|报告期|期末|年末")
_EARLIER = pattern(r"上[年期月季]|去年|同期|基期|年初")


@dataclass(slots=True, frozen=True)
class Measure:
    """A unit as a head prints it: the factor of its scale, what it normalises to, and what it is divided by."""

    factor: Decimal
    name: str
    kind: str
    dimension: str
    per: Per | None = None


@dataclass(slots=True, frozen=True)
class Head:
    """One head cell or row label.

    Attributes:
        words: what it adds to the item; empty where it only tells a time, a unit or a form.
        measure: its unit.
        form: level, change, share, rank; ordinal and unit for columns that hold no figures.
        down: True where its figures are sizes of a fall.
        percent: True where figures of this form are in per cent where nothing else is said.
        done: True where it says that something is done (完成).
        part: True where it opens a part of the row before (其中).
    """

    words: str = ""
    measure: Measure | None = None
    form: str = "level"
    down: bool = False
    percent: bool = False
    done: bool = False
    part: bool = False


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Measure | None:
    """Read a unit with its scale and what it is divided by.

    Args:
        text: the unit alone, as a head prints it.

    Example:
        >>> read_unit("亿元").factor, read_unit("公斤/亩").per.of, read_unit("市、区") is None
        (Decimal('100000000'), '亩', True)
    """
    text = _UNIT_LEAD.sub("", text.strip(_SIGNS)).strip(_SIGNS)
    found = units().forms.get(text)
    if found is not None:
        return Measure(Decimal(1), found.name, found.kind, found.dimension)
    scales = _SCALE.match(text)
    for at in range(1, scales.end() + 1 if scales else 0):
        scale, form = text[:at], text[at:]
        unit = units().forms.get(form)
        number = read_numeral(scale if scale[0] != "百" else "一" + scale) if unit or not form else None
        if number is not None and number.value is not None:
            name = (unit.name, unit.kind, unit.dimension) if unit else ("", "count", "none")
            return Measure(number.value, *name)
    over = _OVER.fullmatch(text)
    top = read_unit(over["unit"]) if over else None
    if over is None or top is None or top.per is not None:
        return None
    count = read_numeral(over["count"]) if over["count"] else None
    base = count.value if count is not None and count.value is not None else Decimal(1)
    return Measure(top.factor, top.name, "rate", top.dimension, Per(base, over["of"], text[over.end("unit") :]))


def caption_units(text: str) -> list[Measure]:
    """Return the units that the lines above a table tell for all of it.

    Example:
        >>> [unit.name for unit in caption_units("表1 学校情况（单位：个、%）")]
        ['个', '%']
    """
    told = _CAPTION.search(text)
    found = [read_unit(part) for part in _LIST.split(told["units"].strip())] if told else []
    return [unit for unit in found if unit is not None]


@lru_cache(maxsize=4096)
def read_head(text: str, label: bool = False) -> Head:
    """Read one head cell, or a row label.

    Args:
        text: the cell.
        label: True for the label of a row.

    Example:
        >>> head = read_head("产值增速（%）")
        >>> head.words, head.form, head.measure.name
        ('产值', 'change', '%')
    """
    body = "".join(text.split())
    if not label and _ORDINAL.match(body):
        return Head(form="ordinal")
    if not label and _UNIT_HEAD.match(body):
        return Head(form="unit")
    part = _PART.match(text) is not None
    body = _LIST_MARK.sub("", body)
    body, measure = _unit_apart(body)
    if measure is None and not label and _GENERIC.fullmatch(body) is None and read_unit(body) is not None:
        return Head(measure=read_unit(body))
    if not label and _RANK.search(body):
        return Head(_clean(_RANK.sub("", body)), form="rank")
    if (_LABEL_CHANGE if label else _CHANGE).search(body):
        words = _clean(_LABEL_CHANGE.sub("", body) if label else _CHANGE_WORDS.sub("", body))
        words = _CHANGE_WORDS.sub("", words)
        down = _DOWN.search(body) is not None and _UP.search(body) is None
        return Head(words, measure, "change", down, _PERCENT.search(body) is not None, part=part)
    if not label and _SHARE.search(body):
        return Head(_clean(body), measure, "share", percent=True)
    if measure is None and not label:
        counted = _COUNT_WORD.match(body)
        measure = read_unit(counted["form"]) if counted else None
    words = _clean(body)
    return Head(
        "" if not label and _GENERIC.fullmatch(words) else words, measure, done=bool(_DONE.search(body)), part=part
    )


def _unit_apart(body: str) -> tuple[str, Measure | None]:
    """Part the unit in brackets, or a sign of per cent, from the end of a head."""
    bracket = _BRACKET.search(body)
    measure = read_unit(bracket.group()[1:-1]) if bracket else None
    if bracket and measure is not None:
        return body[: bracket.start()], measure
    trailing = _TRAILING.search(body)
    if trailing and not body.startswith("占"):
        # 增长±% keeps its word, not its signs
        return body[: trailing.start()] or "±", read_unit(trailing["unit"])
    apart = re.split(r"[/／，,:：]", body, maxsplit=1)
    if len(apart) == 2 and apart[0] and read_unit(apart[1]) is not None and read_unit(body) is None:
        return apart[0], read_unit(apart[1])
    return body, None


def _clean(text: str) -> str:
    """Strip dates, signs and marks at the edges from the words of a head."""
    if DATE.match(text):
        text = DATE.sub("", text, count=1)
    return text.strip("、，。；：:,;的%％±—- ")


def is_total(text: str) -> bool:
    """Tell the label of a row that sums up the others (合计, 全市).

    Example:
        >>> is_total("合 计"), is_total("合计人数")
        (True, False)
    """
    return _TOTAL.fullmatch(text.strip()) is not None


def is_place(text: str) -> bool:
    """Tell the label of a row that is the name of a division, a town or a village.

    Example:
        >>> is_place("孝义"), is_place("中阳楼街道"), is_place("小学"), is_place("农村")
        (True, True, False, False)
    """
    name = "".join(text.split())
    if _NO_PLACE.fullmatch(name):
        return False
    return bool(divisions().find(name)) or (len(name) > 2 and _PLACE.fullmatch(name) is not None)


def when(text: str) -> str | None:
    """Return a key that puts the time of a head in order; None where it tells none.

    Example:
        >>> when("2024年") < when("2025年1—6月") < when("本年"), when("数量")
        (True, None)
    """
    date = DATE.search(text)
    span = read_date(date.group(), 1) if date else None
    if span is not None and span.until is not None:
        return span.until
    if re.fullmatch(r"(?:19|20)\d\d", text.strip()):
        return text.strip()
    return "9" if _LATER.search(text) else "0" if _EARLIER.search(text) else None
