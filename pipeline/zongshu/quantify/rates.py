"""Rates: a number per something, told by 每…, 人均 and their kin to the left in the same clause."""

from __future__ import annotations

import re
from decimal import Decimal

from zongshu.lexicon.numerals import read_numeral
from zongshu.lexicon.terms import trie_pattern
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.quantify.breaks import unwrap
from zongshu.types import Mention, Per

__all__ = ["mark_rates"]

_PER_DIMENSIONS = frozenset(
    ["count", "people", "visits", "money", "area", "length", "mass", "volume", "energy", "time", "none"]
)
_FIRST, _LAST = ("".join(sorted({word[at] for word in units().rates})) for at in (-2, -1))
# what no rate word is without, with its neighbours, which a line break may hide
_HINT = pattern(rf"[每万{_LAST}](?:(?<=每)|(?<=万)(?=[名城常居人\s])|(?<=[{_FIRST}\s][{_LAST}]))")
_LAST_END = pattern("(?s:.*)[，,。；;！？]")
_RATE = pattern(
    rf"(?P<short>{trie_pattern(units().rates)})"
    r"|每(?P<count>[一两二三四五六七八九十]?[十百千万亿]+|\d+(?:\.\d+)?[百千万]*"
    r"|[两三四五六七八九](?=个?(?:年|学期|季度|月|周|星期|天|日))|半(?=个?[年月天]))?名?个?(?P<of>[^\W\d]{1,10}?)"
    r"(?=拥有|配备|一律|有|的|达|为|不|至少|设|建|投|节|增|减|比(?![例重赛])|平均|床|卫|执业|专|发|养|医|公共|补|收|卖|售|涨|跌|赚|挣|花|付|才|只(?=[付要花需收])|能(?=[挣赚收拿卖])|可|培|财|[，、（\d约近超]|$)"
    r"|(?<=[^\W\d])万名?(?P<ten>城镇[常居]?[住民]?(?:人口|居民)?|常住人口|居民|人口|人)(?=拥有|配备|有)"
)
# 每人每年: the first of the two may be a single noun
_TIME = pattern(
    r"(?:[格村户人名所站组队校班]每个?)?(?:年(?![级龄轻均])度?|季度?(?!节)|月(?![子嫂台饼均])|周(?![边围长岁])|星期|旬|[天日](?![间照报然桥井气文均])|学期|小时|分钟|秒)"
)
#: How far back a rate word may stand.
_REACH = 60


def mark_rates(text: str, mentions: list[Mention], *, wrapped: bool = False) -> None:
    """Give `per` and kind rate to the claims that a rate word to their left governs.

    Args:
        text: the clean text.
        mentions: mentions in order; changed in place.
        wrapped: whether a line break may stand inside a sentence.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> found = scan("每万城镇人口配备社区工作者达到18.2名")
        >>> mark_rates("每万城镇人口配备社区工作者达到18.2名", found)
        >>> found[-1].quantity.kind, found[-1].quantity.per.text
        ('rate', '每万城镇人口')
    """
    search, last_end = _HINT.search, _LAST_END.match
    for index, mention in enumerate(mentions):
        quantity = mention.quantity
        if mention.role != "claim" or quantity.per is not None or quantity.dimension not in _PER_DIMENSIONS:
            continue
        if quantity.kind in ("multiple", "rank") or (quantity.unit == "岁" and quantity.approx != "exact"):
            continue
        start = mention.start
        floor = start - _REACH if start > _REACH else 0
        if not search(text, floor, start):
            continue
        cut = last_end(text, floor, start)
        if cut is not None:
            floor = cut.end()
            if not search(text, floor, start):
                continue
        window = text[floor:start]
        if "\n" in window:
            whole = unwrap(text, mention.start - len(window), mention.start) if wrapped else window
            window = whole.rpartition("\n")[2]
        hits = list(_RATE.finditer(window))
        if hits:
            quantity.per = _per(hits[-1])
            quantity.kind = "rate"
            mention.rules.append(f"rate.{quantity.per.text}")
            base = mentions[index - 1] if index else mention
            if (
                base.role == "claim"
                and mention.start - base.start < _REACH
                and hits[-1].group().find(text[base.start : base.end]) > 0
            ):
                base.role = "label"  # the 10万人 of 每10万人 is what the rate counts on
                base.rules.append("label.per")


def _per(hit: re.Match[str]) -> Per:
    """Return what a rate word counts on."""
    if hit["short"]:
        number, base = units().rates[hit["short"]]
        return Per(number, base, hit["short"])
    if hit["ten"]:
        return Per(Decimal(10000), hit["ten"], hit.group())
    count = read_numeral(hit["count"]) if hit["count"] and hit["count"] != "半" else None
    number = count.value if count is not None and count.value is not None else Decimal(1)
    number = Decimal("0.5") if hit["count"] == "半" else number
    time = _TIME.match(hit["of"])
    if time:
        # 每季度清洗不少于2次 is counted on a quarter
        return Per(number, time.group(), hit.group()[: hit.start("of") - hit.start() + time.end()])
    return Per(number, hit["of"], hit.group())
