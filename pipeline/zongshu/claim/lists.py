"""What lists share: a noun, a verb, and the order of 分别."""

from __future__ import annotations

from decimal import Decimal

from zongshu.claim.align import LEVEL, align
from zongshu.claim.around import BENCHMARK
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.phrase import first_verb
from zongshu.claim.right import right_noun
from zongshu.claim.strip import clean_item, is_measure, strip_copulas, strip_leads
from zongshu.lexicon.words import cut
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["point_back", "read_lists"]

_QUALIFIER = pattern(r"第[一二三四五六七八九十\d]+[批期轮届]|首批")
#: 加起来, 合计: the number sums up the list before it.
_SUM = pattern(r"[^，。；\d]{0,6}?(?:加起来|加在一起|合起来|合在一起|合计|总共|共计|总计|一共)(?:共|有|达到?|是|为)*")
#: Which way those go that a list tells of.
_WAYS = pattern(r"(?:出入境|进出境|进出口|进出港|出入港|进出岛)(?=[\u4e00-\u9fff]{2}$)")
#: Names of one character that are whole: 乡镇20个、村210个.
_SETTLED = frozenset("村镇乡县区市屯州旗")
_ADDS_UP = Decimal("0.03")


def read_lists(text: str, frames: list[Frame], claims: list[Claim]) -> None:
    """Bring the claims of a sentence up to date with what the numbers of one clause share.

    Args:
        text: the clean text.
        frames: the frames of its claims.
        claims: its claims; changed in place.
    """
    groups: dict[int, list[int]] = {}
    for index, frame in enumerate(frames):
        groups.setdefault(frame.start, []).append(index)
    several = [members for members in groups.values() if len(members) > 1]
    _share_tail(frames, claims, several)
    align(text, frames, claims, several)


def point_back(text: str, start: int, end: int, frames: list[Frame], claims: list[Claim]) -> None:
    """Name the claims of a sentence that point back to others of it: 前者 and 后者, and sums.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it ends.
        frames: the frames of its claims.
        claims: its claims after `read_lists`; changed in place.
    """
    if text.find("者", start, end) >= 0:
        _name_latter(claims)
    _add_up(frames, claims)


def _share_tail(frames: list[Frame], claims: list[Claim], several: list[list[int]]) -> None:
    """Give the noun or verb phrase that closes a list to the members before it, and the noun that opens it to cut ones.

    `吸纳20名司机、53名快递员加入志愿者队伍` gives 加入志愿者队伍 to the first; `1个市级、2个县级党群服务中心` gives the noun;
    `服务中心12个、站86个` gives 服务站.
    """
    for members in several:
        _count_together(frames, claims, members)
        _complete(claims, members)
        _close(frames, claims, members)
        head = claims[members[0]].predicate
        for index in members[1:]:
            if not claims[index].predicate and claims[index].quantity.kind != "change":
                claims[index].predicate = head


def _count_together(frames: list[Frame], claims: list[Claim], members: list[int]) -> None:
    """Let numbers without a noun between them count one thing (7大项21条49项任务)."""
    for at in range(len(members) - 1, 0, -1):
        index, after = members[at - 1], members[at]
        frame, item = frames[index], claims[after].item
        touching = frame.mention.end == frames[after].mention.start
        if not (touching or frame.right):
            continue
        if claims[index].quantity.dimension == "share" != claims[after].quantity.dimension:
            # 九成以上一周内有了回音
            continue
        if touching and claims[index].item.endswith(unit := f"的{claims[index].quantity.unit}"):
            # 纳入监测的386户812人
            claims[after].item = claims[index].item.removesuffix(unit[1:]) + claims[after].quantity.unit
            continue
        if (touching and not frame.right) or (frame.right and listed("".join(frame.right.split()), "layers")):
            batch = _QUALIFIER.search(frame.left)
            claims[index].item = clean_item((batch.group() if batch and batch.group() not in item else "") + item)


def _complete(claims: list[Claim], members: list[int]) -> None:
    """Complete nouns cut to their last character by the one before (服务中心12个、站86个)."""
    full = claims[members[0]].item
    for index in members[1:]:
        item = claims[index].item
        if len(item) == 2 and (way := _WAYS.search(full)) and item not in full:
            # 出入境旅客30万人次、车辆2万辆次
            claims[index].item = way.group() + item
            claims[index].rules.append("list.shared_way")
        elif len(item) > 1:
            full = item
        elif item and len(full) > 2 and item not in _SETTLED:
            claims[index].item = full[: -min(2, len(cut(full)[-1]))] + item
            claims[index].rules.append("list.shared_noun")


def _close(frames: list[Frame], claims: list[Claim], members: list[int]) -> None:
    """Give what closes a list to the members before."""
    final, last = claims[members[-1]], frames[members[-1]]
    if not last.right:
        return
    _own_measures(frames, claims, members)
    if final.quantity.kind == "change":
        return
    noun, said = right_noun("".join(last.right.split()), final.quantity.unit, final.quantity.dimension)
    tail = said if said and len(said) <= 14 and listed(first_verb(said), "selecting") else ""
    for index in members[:-1]:
        claim = claims[index]
        if noun and claim.item == claim.predicate and not frames[index].right:
            # 新建18公里、改造42公里供水管网
            claim.item = final.item
            claim.rules.append("list.shared_noun")
        if not frames[index].right or claim.quantity.dimension != final.quantity.dimension:
            continue
        level = LEVEL.match(claim.item)
        other = LEVEL.match(final.item)
        if level and other and level.end() == len(claim.item) and len(final.item) > other.end():
            claim.item = clean_item(claim.item + final.item[other.end() :])
            claim.rules.append("list.shared_noun")
        elif tail and tail not in claim.item:
            claim.item = clean_item(f"{tail}的{claim.item}")
            claim.rules.append("list.shared_verb")
    if not final.predicate:
        final.predicate = claims[members[0]].predicate


def _own_measures(frames: list[Frame], claims: list[Claim], members: list[int]) -> None:
    """Give measures told one after another to the noun after the last (总投资2亿元、占地30亩的产业园)."""
    final, last = claims[members[-1]], frames[members[-1]]
    if not last.right.startswith("的"):
        return
    right = "".join(last.right.split())
    told = [strip_copulas(strip_leads("".join(frames[i].left.split())))[1] for i in members]
    if BENCHMARK.match(right) or not all(map(is_measure, told)):
        return
    noun = right_noun(right, final.quantity.unit, final.quantity.dimension)[0]
    for i, measure in zip(members, told, strict=True):
        if noun and claims[i].quantity.kind not in ("change", "rank"):
            claims[i].item = clean_item(noun + measure)


def _name_latter(claims: list[Claim]) -> None:
    """Name what 前者 and 后者 stand for, after lists have been aligned."""
    for index, claim in enumerate(claims):
        back = -1 if "topic.后者" in claim.rules else -2 if "topic.前者" in claim.rules else 0
        if not back:
            continue
        told = [one.item for one in claims[:index] if one.quantity.kind not in ("change", "rank")]
        if len(told) >= 2:
            claim.item = clean_item(told[back] + claim.predicate)


def _add_up(frames: list[Frame], claims: list[Claim]) -> None:
    """Name a sum told after its parts by all of them (快递员2870人、骑手4150人，加起来7020人)."""
    for index, frame in enumerate(frames):
        left = frame.left
        if not index or frame.right or not ("计" in left or "共" in left or "起" in left):
            continue
        total = claims[index].quantity
        if total.value is None or not _SUM.fullmatch("".join(left.split())):
            continue
        if _SUM.match(claims[index].item):
            claims[index].item = claims[index - 1].item
        told, summed = [], Decimal(0)
        for one in reversed(claims[:index]):
            value = one.quantity.value
            if one.quantity.dimension != total.dimension or one.quantity.kind != total.kind or value is None:
                break
            told.append(one.item)
            summed += value
            if len(told) > 1 and abs(summed - total.value) <= total.value * _ADDS_UP:
                claims[index].item = clean_item("、".join(dict.fromkeys(reversed(told))))
                claims[index].rules.append("list.sum")
                break
