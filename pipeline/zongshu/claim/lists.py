"""What lists share: a noun, a verb, the order of 分别, and parts of a whole."""

from __future__ import annotations

import re

from zongshu.claim.frame import Frame, clean_item, is_measure, open_object, strip_copulas, strip_leads, tokens
from zongshu.lexicon.cues import cues
from zongshu.types import Claim

__all__ = ["align", "mark_parts", "share_tail"]

_LEVEL = re.compile(r"^(?:国家|省|市|县|区|镇|乡|村|州|自治区|全国|部)级")
_EACH = re.compile(r"分别|依次|各(?:占|有|为|达)")
_SPLITS = (re.compile(r"、|(?<=[^、])[和与](?=[^、]*$)|以及"), re.compile(r"、|和|与|及|以及"))
_PART = re.compile(r"(?:^|[，,；;。（(])\s*(?:其中|即|包括)")
_PLACE_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[市县区州旗省镇乡村]|街道|社区)")
_TRAIT = re.compile(r"(?:级|职称|学历|[男女]性?|以上|以下|籍|本科|硕士|博士)$")
_ADDITIVE = frozenset(("count", "people", "visits", "money", "area", "length", "mass", "volume"))


def share_tail(frames: list[Frame], claims: list[Claim]) -> None:
    """Give the noun or verb phrase at the end of a list to the members before it.

    `吸纳20名司机、53名快递员加入志愿者队伍` gives 加入志愿者队伍 to the first; `1个市级、2个县级党群服务中心` gives the noun.
    """
    groups: dict[int, list[int]] = {}
    for index, frame in enumerate(frames):
        groups.setdefault(frame.start, []).append(index)
    verbs = cues().anywhere("verbs")
    for members in groups.values():
        if len(members) < 2:
            continue
        for index, after in zip(reversed(members[:-1]), reversed(members[1:]), strict=True):
            # 7大项21条49项任务: numbers without a word between them count one thing
            if frames[index].mention.end == frames[after].mention.start and not frames[index].right:
                qualifier = claims[index].item if frames[index].position == 0 and len(frames[index].left) <= 6 else ""
                claims[index].item = clean_item(qualifier * (qualifier not in claims[after].item) + claims[after].item)
        final = claims[members[-1]]
        tail_source = frames[members[-1]].right
        if not tail_source or final.quantity.kind == "change":
            continue
        verb = next(
            (m for m in verbs.finditer(tail_source) if m.start() >= 2 and m.group() not in cues().words["weak_verbs"]),
            None,
        )
        tail = clean_item(tail_source[verb.start() :]) if verb else ""
        for index in members[:-1]:
            claim = claims[index]
            if not frames[index].right or claim.quantity.dimension != final.quantity.dimension:
                continue
            level = _LEVEL.match(claim.item)
            other = _LEVEL.match(final.item)
            if level and other and level.end() == len(claim.item) and len(final.item) > other.end():
                claim.item = clean_item(claim.item + final.item[other.end() :])
                claim.rules.append("list.shared_noun")
            elif tail and tail not in claim.item:
                claim.item = clean_item(claim.item + tail)
                claim.rules.append("list.shared_verb")
        if not claims[members[-1]].predicate:
            final.predicate = claims[members[0]].predicate
    for members in groups.values():
        head = claims[members[0]].predicate
        for index in members[1:]:
            if not claims[index].predicate and claims[index].quantity.kind != "change":
                claims[index].predicate = head


def align(text: str, frames: list[Frame], claims: list[Claim]) -> None:
    """Give each value after 分别 its own item, in order.

    The items stand before 分别 in the same clause (A、B分别增长x%、y%), or are those of the claims just before.
    """
    done: set[int] = set()
    for frame in frames:
        if frame.start in done:
            continue
        window = text[frame.start : frame.end]
        each = _EACH.search(window)
        if each is None or frame.start + each.end() > frame.mention.start:
            continue
        done.add(frame.start)
        values = [
            i
            for i, other in enumerate(frames)
            if other.start == frame.start and other.mention.start >= frame.start + each.start()
        ]
        if len(values) < 2:
            continue
        before = text[frame.start : frame.start + each.start()]
        verb = claims[values[0]].predicate if claims[values[0]].quantity.kind == "change" else ""
        names = _names(before, len(values))
        head = ""
        if len(names) != len(values):
            earlier = [
                i
                for i in range(values[0])
                if claims[i].quantity.kind not in ("change", "rank") and claims[i].status != "required"
            ]
            names = [claims[i].item for i in earlier[-len(values) :]]
            head = (
                clean_item(re.sub(r"^(?:均|都|也)", "", before))
                if claims[values[0]].quantity.dimension == "share" and not verb
                else ""
            )
        if len(names) != len(values):
            continue
        if all(_PLACE_NAME.fullmatch(name) for name in names):
            for i in values[1:]:
                claims[i].item, claims[i].predicate = claims[values[0]].item, claims[values[0]].predicate
            continue
        for i, name in zip(values, names, strict=True):
            claims[i].item = clean_item(name + head + verb)
            claims[i].predicate = verb or claims[i].predicate
            claims[i].rules.append("list.分别")


def _names(before: str, wanted: int) -> list[str]:
    """Split the enumeration before 分别 into `wanted` names; the words that the last one ends with serve all.

    汽车、电子、消费品产值 gives 汽车产值, 电子产值, 消费品产值.
    """
    text = strip_leads(strip_copulas(re.sub(r"\s+", "", before))[1])
    for pattern in _SPLITS:
        names = [name for name in pattern.split(text) if name.strip()]
        if len(names) == wanted:
            break
    else:
        return names
    first, last = tokens(names[0]), tokens(names[-1])
    shared = "".join(last[len(first) :]) if len(last) > len(first) else ""
    if not shared and len(last) > 1 and is_measure(last[-1]):
        shared = last[-1]
    if (
        shared
        and is_measure(last[-1])
        and not is_measure(first[-1])
        and not any(name.endswith(shared) for name in names[:-1])
    ):
        return [name + shared for name in names[:-1]] + [names[-1]]
    return names


def mark_parts(text: str, start: int, frames: list[Frame], claims: list[Claim], before: list[Claim]) -> None:
    """Mark the claims that are told as parts of another: after 其中, or in brackets right after it.

    Args:
        text: the clean text.
        start: where the sentence begins.
        frames: the frames of its claims.
        claims: its claims; changed in place.
        before: the claims of the sentence before it, where that belongs to the same paragraph.
    """
    whole: Claim | None = None
    scope = False
    told: list[Claim] = []
    for index, frame in enumerate(frames):
        claim = claims[index]
        lead = text[max(start, frame.start - 1) : frame.mention.start]
        opened = (
            _PART.search(lead) is not None
            or re.match(r"\s*(?:其中|即)", text[frame.start : frame.mention.start]) is not None
            or text[max(start, frame.start - 3) : frame.start].startswith("其中")
            or (index > 0 and text[frame.start - 2 : frame.start] in ("中，", "中,"))
        )
        if opened and frame.position == 0:
            told = [*before, *claims[:index]]
            scope = bool(told)
        elif (
            frame.bracket
            and index
            and not frames[index - 1].bracket
            and text[claims[index - 1].end : frame.start].strip("（( 　") == ""
        ):
            told = [claims[index - 1]]
            scope = _same_thing(claims[index - 1], claim)
        elif frame.position == 0 and scope and not frame.bracket and index and frames[index - 1].bracket:
            scope = False
        if scope and not opened and not frame.bracket and open_object(strip_leads(frame.left))[1]:
            # a number with a verb of its own tells a new thing (其中研究生41名，选派118名教师支教)
            scope = False
        if not scope:
            continue
        whole = next((one for one in reversed(told) if _same_thing(one, claim)), None)
        if whole is not None:
            if (
                claim.quantity.value is not None
                and whole.quantity.value is not None
                and claim.quantity.value > whole.quantity.value
            ):
                continue
            claim.part_of = whole
            claim.rules.append("part.其中" if not frame.bracket else "part.bracket")
            if len(claim.item) <= 6 and _TRAIT.search(claim.item) and claim.item not in whole.item:
                claim.item = clean_item(claim.item + whole.item)


def _same_thing(whole: Claim, part: Claim) -> bool:
    a, b = whole.quantity, part.quantity
    if a.kind in ("change", "percent", "rank", "multiple", "rate") or b.kind in (
        "change",
        "percent",
        "rank",
        "multiple",
        "rate",
    ):
        return False
    people = ("people", "count")
    return a.dimension in _ADDITIVE and (
        a.dimension == b.dimension or ({a.dimension, b.dimension} <= set(people) and a.unit == b.unit)
    )
