"""Values in order: what stands before 分别 or in the claims before, given to the values after it one by one."""

from __future__ import annotations

import re

from zongshu.claim.around import ATTRIBUTE, BENCHMARK
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.measure import completion_tail
from zongshu.claim.objects import open_object
from zongshu.claim.phrase import first_verb, noun_end
from zongshu.claim.right import right_noun
from zongshu.claim.strip import clean_item, is_measure, is_place, names_place, strip_copulas, strip_leads
from zongshu.compiled import compile_pattern
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import cut
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["LEVEL", "align"]

LEVEL = pattern(r"^(?:国家|省|市|县|区|镇|乡|村|州|自治区|全国|部)级")
_EACH = pattern(r"分别|依次|各(?:占|有|为|达)|分[列居占]")
_SPLITS = (compile_pattern(r"、|(?<=[^、])[和与](?=[^、]*$)|以及"), compile_pattern(r"、|和|与|及|以及"))
_AMONG = pattern(r"(?P<what>[^在]{2,})在(?P<where>.+)")
#: What a verb may have for an object: 恢复到2019年的 has none.
_THING = pattern(r"(?![到至为成在于])[^\d]{2,}$")
_STANDARDS = frozenset(("标准", "水平", "经费", "补助", "补贴", "工资", "报酬", "待遇"))
#: A name that is a measure by itself (地区生产总值、工业增加值).
_WHOLE_MEASURES = ("总值", "总额", "总量", "总产", "收入", "投资", "余额", "增加值", "面积")
_BEHIND = pattern(r".{1,8}?(?:[镇乡县区州旗市]|街道)(?P<thing>.{2,})")
_MEASURED = pattern(r"(?:[增下减提上][长降少高升加]|同比|每.*)$")
_BOUND = pattern(r"以[上下内]$")
#: 盗窃、诈骗、赌博三类案件较多: kinds told in the clause before, and what they are kinds of.
_KINDS = pattern(
    r"(?P<names>[^，。；\d]{3,40}?)等?这?[两三四五六七八九](?:大?类|种|项|个)(?P<thing>[\u4e00-\u9fff]{2,}[^，。；]*)"
)
_STANDS_OUT = pattern("[较最居占偏增尤]|为主|突出|[高频]发|集中|比较|相对")
#: Names that are whole by themselves (厂矿、个体工商户).
_WHOLE_NAMES = pattern(r"(?:企业|[户员者师生工人社商]|公司|机构|组织|学校|医院)$")
#: Those that act: what they did is counted, not they.
_DOERS = pattern(r"(?:[队局委办校院司团会站社部家]|学校|法院|企业)$")


def align(text: str, frames: list[Frame], claims: list[Claim], several: list[list[int]]) -> None:
    """Give each value after 分别 its own item, in order.

    The items stand before 分别 in the same clause (A、B分别增长x%、y%), or are those of the claims just before.
    """
    for group in several:
        frame = frames[group[0]]
        members = [i for i in group if frames[i].bracket == frame.bracket]
        clause = text[frame.start : frame.end]
        told = "分" in clause or "各" in clause or "依次" in clause
        each = _EACH.search(text, frame.start, frame.end) if told else None
        if each is None:
            _align_benchmarks(frames, claims, members)
            continue
        values = [i for i in members if frames[i].mention.start >= each.end()]
        if len(values) >= 2:
            between = text[each.end() : frames[values[0]].mention.start]
            before = text[frame.start : each.start()]
            told_before = "" if before.strip() else text[max(0, frame.start - 60) : frame.start].rstrip("，,； ")
            _align_values(before, between, frames, claims, values, told_before)


def _align_values(
    before: str, between: str, frames: list[Frame], claims: list[Claim], values: list[int], told_before: str
) -> None:
    first = claims[values[0]]
    names = _kinds(told_before, len(values)) if told_before else _names(before, len(values))
    own = strip_leads(strip_copulas("".join(between.split()))[1])
    verb = first_verb(own) if own else ""
    if verb not in cues().words["verbs"] or not own.startswith(verb):
        verb = ""
    alone = own in cues().words["verbs"] or listed(own, "event_verbs")
    completed = "completion" in first.rules
    if (
        not completed
        and not alone
        and _THING.match(own, len(verb))
        and not _MEASURED.search(own)
        and first.quantity.kind != "change"
    ):
        # 三县分别争取项目资金1.2亿元、9600万元: the places stand before, the thing behind
        thing = own.removeprefix(verb).removeprefix("了")
        right = "".join(frames[values[-1]].right.split())
        if is_measure(thing) and right.startswith("的"):
            # 分别打造了面积860平方米和1200平方米的服务中心
            last = claims[values[-1]].quantity
            thing = right_noun(right, last.unit, last.dimension)[0] + thing
        for i in values:
            claims[i].item = clean_item(thing if len(thing) > 2 else own)
            claims[i].predicate = verb
            claims[i].rules.append("list.分别")
        return
    level = first.quantity.kind not in ("change", "rank") and not completed
    if level and len(names) == len(values) and (shared := _shared(own, alone, names, frames, claims, values)):
        for i, item in zip(values, shared, strict=True):
            claims[i].item = clean_item(item)
            claims[i].predicate = own or claims[i].predicate
            claims[i].rules.append("list.分别")
        return
    verb = first.predicate if first.quantity.kind == "change" else ""
    head = ""
    if len(names) != len(values):
        told = [i for i in range(values[0]) if claims[i].quantity.kind not in ("change", "rank")]
        counted = [i for i in told if not (_BOUND.search(frames[i].mention.rules[-1]) and frames[i].right)]
        names = [claims[i].item for i in counted[-len(values) :]]
        if first.quantity.dimension == "share" and not verb and not completed:
            head = clean_item(re.sub(r"^(?:均|都|也)", "", before))
        elif is_measure(bare := clean_item(before)):
            # 分别引回4个、3个，投资额分别为2.8亿元和1.96亿元
            head = bare
    else:
        names = [_told(name, claims[: values[0]]) for name in names]
        head = own if alone and not (verb or completed) and not is_measure(names[0]) else ""
    if len(names) != len(values):
        return
    tail = verb or ("排名" if first.quantity.kind == "rank" else "")
    if completed:
        # 分别完成年度任务的101.4%和96.7%
        verb, tail = first.predicate, completion_tail(first.predicate)
    for i, name in zip(values, names, strict=True):
        claims[i].item = clean_item(name + head + tail)
        claims[i].predicate = verb or claims[i].predicate
        claims[i].rules.append("list.分别")


def _shared(
    own: str, alone: bool, names: list[str], frames: list[Frame], claims: list[Claim], values: list[int]
) -> list[str]:
    """Return the items of values that places or others have of one thing; empty where the names themselves are counted.

    The thing stands after the values (两镇分别建成6座和4座泵站), or was told before (组建合作社，甲镇、乙镇分别有12个、9个).
    """
    last = claims[values[-1]].quantity
    right = "".join(frames[values[-1]].right.split())
    noun = right_noun(right, last.unit, last.dimension)[0] if alone and right and not right.startswith("的") else ""
    placed = all(map(names_place, names))
    if noun:
        return [noun if placed or _DOERS.search(name) or name in noun else name + noun for name in names]
    item = claims[values[0]].item
    carried = placed and not own and not right and item and not any(item in name or name in item for name in names)
    return [item] * len(names) if carried else []


def _kinds(text: str, wanted: int) -> list[str]:
    """Return as many kinds as are wanted from the clause that closes a text, each with what they are kinds of."""
    clause = re.split("[，。；,;\n]", text)[-1]
    told = _KINDS.fullmatch(clause) if "、" in clause or "和" in clause else None
    if told is None:
        return []
    thing = "".join(told["thing"].split())
    thing = _STANDS_OUT.split(thing[: noun_end(thing)])[0]
    words = cut(thing)
    if len(words) > 1 and is_measure(words[-1]):
        # 水稻、玉米两种作物面积最大
        thing = words[-1]
    names = [name.strip() for name in re.split("[、和与及]", strip_leads(told["names"]))]
    return [name if name.endswith(thing) else name + thing for name in names] if len(names) == wanted else []


def _align_benchmarks(frames: list[Frame], claims: list[Claim], members: list[int]) -> None:
    """Give each of several benchmarks the item it is held against (都超过4.5平方米、5.8平方米的国家标准)."""
    right = frames[members[-1]].right
    bench = BENCHMARK.match("".join(right.split())) if right and len(members) > 1 else None
    if bench is None:
        return
    unit = claims[members[-1]].quantity.unit
    told = [claim.item for claim in claims[: members[0]] if claim.quantity.unit == unit][-len(members) :]
    if len(told) == len(members):
        for i, item in zip(members, told, strict=True):
            claims[i].item = clean_item(item + bench["name"])


def _told(name: str, before: list[Claim]) -> str:
    """Return the full item that a shortened name stands for (汽车 → 汽车及零部件产值)."""
    if not 2 <= len(name) <= 4:
        return name
    return next((one.item for one in reversed(before) if one.item.startswith(name)), name)


def _names(before: str, wanted: int) -> list[str]:
    """Split the enumeration before 分别 into `wanted` names; the words that the last one ends with serve all.

    汽车、电子、消费品产值 gives 汽车产值, 电子产值, 消费品产值; 巩固率在城区、乡镇 gives 城区巩固率, 乡镇巩固率.
    """
    text = strip_leads(strip_copulas("".join(before.split()))[1])
    text = re.sub(r"(?:全年|上半年|同比|今年|去年)+$", "", text)
    among = _AMONG.fullmatch(text)
    if among and len(re.split("[、和与及]", among["where"])) == wanted:
        return [name + among["what"] for name in re.split("[、和与及]", among["where"])]
    _, verb, listed_names = open_object(text)
    for mark in _SPLITS:
        names = [name for name in mark.split(listed_names if verb else text) if name.strip()]
        if len(names) == wanted:
            break
    else:
        return names
    first, last = cut(names[0]), cut(names[-1])
    if len(first) > 1 and is_measure(first[-1]) and all(len(name) < 4 and is_measure(name) for name in names[1:]):
        # 来访批次、人次: the measures are of one thing
        return [names[0], *(names[0][: -len(first[-1])] + name for name in names[1:])]
    shared = ""
    if all(is_place(name) for name in names[:-1]) and (behind := _BEHIND.match(names[-1])):
        return [behind["thing"]] * wanted
    level = LEVEL.match(names[-1])
    if level and all(LEVEL.fullmatch(name) for name in names[:-1]):
        shared = names[-1][level.end() :]
    elif (
        len(last) > 1
        and not is_measure(first[-1])
        and not first[-1].endswith(_WHOLE_MEASURES)
        and (
            is_measure(last[-1])
            or last[-1] in _STANDARDS
            or ATTRIBUTE.fullmatch(names[0])
            or (
                len(last) == len(first) + 1 == 2
                and not (_WHOLE_NAMES.search(names[0]) and _WHOLE_NAMES.search(names[-1]))
            )
        )
    ):
        shared = "".join(last[len(first) :]) or (last[-1] if is_measure(last[-1]) else "")
    if shared and not any(name.endswith(shared) for name in names[:-1]):
        return [name + shared for name in names[:-1]] + [names[-1]]
    return names
