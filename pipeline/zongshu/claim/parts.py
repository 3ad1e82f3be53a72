"""Parts of a whole: what is told after 其中, 即 or 包括, or in brackets right after a number."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from zongshu.claim.frame import Frame
from zongshu.claim.objects import open_object
from zongshu.claim.phrase import closing_verb
from zongshu.claim.strip import clean_item, is_measure, strip_leads
from zongshu.lexicon.words import cut
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["NO_PARTS", "Scope", "graded", "mark_parts", "mark_summed", "tells_parts"]

_PART = pattern(r"(?:^|[，,；;。（(])\s*(?:其中|即|包括)")
_OPENS = pattern(r"\s*(?:其中|即|包括)")
_INSIDE = pattern(r"[（(\s　]*(?:其中|含|包括|即)?[：:\s　]*")
_TRAIT = pattern(
    r"(?:级|型|[区省州市县境]外|[省市县]派|职称|学历|[男女]性?|以上|以下|籍|本科|硕士|博士|城市|农村|城镇|城区|公办|民办|持证|在职|专职|兼职)$"
)
#: Where each of them is: at which level of settlements.
_LAYER = pattern(r"(?:乡镇|镇街|街镇|街道|乡|镇|行政村|自然村|村组|村|社区|村居|小区)(?:（[^（）]{1,4}）)?")
_GRADED = pattern(
    r"(?:获评|评为|认定为?|评定为?|达到|入选|取得)[^，。；]{1,8}以上(?:等级|级别|标准|资质|资格|职称)?的?(?=[\u4e00-\u9fff]{2,})"
)
_SETTLEMENTS = pattern(r"(?:[村镇乡]|社区|街道|小区|区划|区域|单位|地区|组织)(?:（[^（）]{1,4}）)?$")
_SCHOOL = pattern(r"(?:幼儿园|学前|小学|初中|高中|普通高中|中职|大学|特教)$")
#: Measures of the whole alone (市场主体总量6.8万户，其中企业1.9万户).
_SUMS = frozenset(("总量", "总数", "底数", "人数", "数量", "户数", "家数", "总人数"))
_ADDITIVE = frozenset(("count", "people", "visits", "money", "area", "length", "mass", "volume"))
_NEVER = ("change", "percent", "rank", "multiple", "rate")


class Scope(msgspec.Struct):
    """What the words after 其中 may be parts of.

    Attributes:
        told: the claims told before it.
        open: True while parts are told.
        wide: True where 其中 opened its sentence: then it reaches over semicolons.
        parts: the parts so far.
    """

    told: list[Claim] = []
    open: bool = False
    wide: bool = False
    parts: list[Claim] = []


NO_PARTS = Scope()
"""The scope where no parts are told."""


def tells_parts(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch holds the words without which only a bracket tells parts."""
    words = text[max(0, start - 3) : end]
    among = "中" in words and ("中，" in words or "其中" in words or "中," in words)
    return among or "即" in words or "包括" in words


def mark_parts(
    text: str, start: int, frames: list[Frame], claims: list[Claim], before: list[Claim], scope: Scope
) -> Scope:
    """Mark the claims that are told as parts of another: after 其中, or in brackets right after it.

    Args:
        text: the clean text.
        start: where the sentence begins.
        frames: the frames of its claims.
        claims: its claims; changed in place.
        before: the claims of the sentence before it, where that belongs to the same paragraph.
        scope: what 其中 opened before a semicolon.

    Returns:
        The scope at the end of the sentence.
    """
    inner = NO_PARTS
    for index, frame in enumerate(frames):
        claim = claims[index]
        if frame.bracket:
            if index and not frames[index - 1].bracket:
                gap = text[claims[index - 1].end : frame.mention.start - len(frame.left)]
                near = not gap or _INSIDE.fullmatch(text, claims[index - 1].end, frame.start) is not None
                inner = Scope([claims[index - 1]], near and _same_thing(claims[index - 1], claim))
            if inner.open:
                _mark(claim, inner, "part.bracket")
            continue
        if frame.position == 0 and _opens(text, start, frame, index):
            told = [*before, *(one for one, other in zip(claims, frames[:index], strict=False) if not other.bracket)]
            scope = Scope(told, bool(told), index == 0)
        elif scope.open and frame.left and not scope.wide and _acts_anew(strip_leads(frame.left)):
            # a number with a verb of its own tells a new thing (其中研究生41名，选派118名教师支教)
            scope = NO_PARTS
        if scope.open:
            _mark(claim, scope, "part.其中")
            _name_share(claim, claims[index - 1] if index else None)
        elif index and "占" in claim.rules[-1] and claims[index - 1].part_of:
            _name_share(claim, claims[index - 1])
    return scope if scope.wide and text[frames[-1].end : frames[-1].end + 1] in "；;" else NO_PARTS


def mark_summed(text: str, frames: list[Frame], claims: list[Claim]) -> None:
    """Mark what a colon opens as parts where it adds up to the number before the colon (救助300人：初中生120人、高中生180人).

    Args:
        text: the clean text.
        frames: the frames of the claims of a sentence.
        claims: its claims; changed in place.
    """
    for index, whole in enumerate(claims[:-2]):
        total = whole.quantity.value
        if total is None or text[whole.end : whole.end + 1] not in ("：", ":"):
            continue
        parts: list[Claim] = []
        summed = Decimal(0)
        for claim, frame in zip(claims[index + 1 :], frames[index + 1 :], strict=True):
            value = claim.quantity.value
            if frame.bracket or value is None or summed >= total or not _same_thing(whole, claim):
                break
            parts.append(claim)
            summed += value
        if len(parts) > 1 and summed == total:
            scope = Scope([whole], True)
            for part in parts:
                if part.part_of is None:
                    _mark(part, scope, "part.sum")


def _acts_anew(left: str) -> bool:
    """Tell whether the words before a number have a verb of their own."""
    return open_object(left)[1] != "" or (len(left) > 1 and closing_verb(left) == left)


def _opens(text: str, start: int, frame: Frame, index: int) -> bool:
    """Tell whether the clause of a number tells parts of what came before."""
    return (
        _PART.search(text[max(start, frame.start - 1) : frame.mention.start]) is not None
        or _OPENS.match(text, frame.start, frame.mention.start) is not None
        or text[max(start, frame.start - 3) : frame.start].startswith("其中")
        or (index > 0 and text[frame.start - 2 : frame.start] in ("中，", "中,"))
    )


def _mark(claim: Claim, scope: Scope, rule: str) -> None:
    """Point a part to its whole, and give it the words of the whole that it leaves out."""
    whole = next((one for one in reversed(scope.told) if _same_thing(one, claim)), None)
    if whole is None:
        return
    value, most = claim.quantity.value, whole.quantity.value
    if value is not None and most is not None:
        if value > most:
            return
        others = sum(
            one.quantity.value for one in scope.parts if one.part_of is whole and one.quantity.value is not None
        )
        if scope.wide and (others + value) * 100 > most * 105:
            # 其中税收20亿元；财政支出25亿元 of 30亿元: more than there is
            scope.open = False
            return
    claim.part_of = whole
    claim.rules.append(rule)
    scope.parts.append(claim)
    claim.item = clean_item(_full_name(claim, whole))


def _full_name(claim: Claim, whole: Claim) -> str:
    """Return a part's item with what it leaves out (高级1人 → 高级社工; 玉米61万亩 → 玉米播种面积)."""
    item = claim.item
    if item in whole.item or len(item) > 6:
        return item
    if _LAYER.fullmatch(item) and not _SETTLEMENTS.search(whole.item):
        # 服务站196个，其中村（社区）180个
        return item + whole.item
    if _TRAIT.search(item) or (_SCHOOL.search(item) and claim.quantity.unit != "所"):
        return item + graded(whole.item)
    words = cut(whole.item)
    measure = words[-1] if words else ""
    if (
        len(words) > 1
        and is_measure(measure)
        and measure not in _SUMS
        and not is_measure(item[-len(measure) :])
        and len(item) <= 4
    ):
        return item + measure
    return item


def _name_share(claim: Claim, part: Claim | None) -> None:
    """Say of what a part's share is a share (其中骨干教师51名，占23.8%)."""
    if part is None or part.part_of is None or "share.占" not in claim.rules or not claim.item.endswith("占比"):
        return
    if claim.item.removesuffix("占比") == part.item:
        claim.item = clean_item(f"{part.item}占{part.part_of.item}比重")


def graded(whole: str) -> str:
    """Return what is graded without the grade that all of it has at least.

    Example:
        >>> graded("获评3A以上的社会组织"), graded("社会组织")
        ('社会组织', '社会组织')
    """
    return _GRADED.sub("", whole) if "以上" in whole else whole


def _same_thing(whole: Claim, part: Claim) -> bool:
    a, b = whole.quantity, part.quantity
    if a.kind in _NEVER or b.kind in _NEVER:
        return False
    people = ("people", "count")
    return a.dimension in _ADDITIVE and (
        a.dimension == b.dimension or ({a.dimension, b.dimension} <= set(people) and a.unit == b.unit)
    )
