"""The frame of a claim: the words to the left and right of its number that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from zongshu.claim.grammar import listed
from zongshu.claim.measure import RESULT
from zongshu.claim.persons import find_person
from zongshu.claim.phrase import closing_verb, noun_end, starts_with_verb
from zongshu.claim.strip import is_measure, strip_copulas, strip_leads
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import cut, tag
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Mention

__all__ = ["Frame", "frames"]

_SEPARATOR = pattern(r"、|以及|(?<![共总])和|与|及(?![时格])|或|并(?!购|联|网|重|轨|入)|/|，|；")
_MARKED = pattern(r"[、，；]|其中")
_THRESHOLD = pattern(r"(?:以上|以下|以内|之内)$")
_ADVERB_TAIL = pattern(r"(?:全年|今年|当年|累计|共|已|每年|先后|一年|年内|合计|总计)+$")
_AT_ONCE = pattern(r"(?:之?内)?(?:就|便|才)")
_REACHES_THE = pattern(r"[到至为成](?:现在|目前|去年|今年|上年|\d{4}年)的$")
#: 待满半年的有35人: the clause before says which are counted.
_OF_WHICH = pattern(r"\s*的(?:共有|只有|还有|就有|有|达)\s*")
_REACHES = ("到", "至", "为", "成")
_BEYOND = 30
_BRACKET = pattern("[（(]")
#: A space between two words of a heading stands for a comma.
_HEADING_MARK = pattern(rf"{CLAUSE_MARK.pattern}|(?<=[\u4e00-\u9fff”》%）])[ \u3000]+(?=[\u4e00-\u9fff“《])")
_BRACKETED = pattern(r"[（(][^（()）]*\d[^（()）]*[）)]")


class Frame(msgspec.Struct, gc=False):
    """One number in its clause.

    Attributes:
        mention: the number.
        start: where its clause begins.
        end: where its clause ends.
        left: the words before it that are not another number's.
        right: the words after it that are not another number's.
        position: which number of its clause it is, from 0.
        last: True for the last of its clause.
        bracket: True where it stands in brackets.
        after: all words of its clause after it.
        beyond: the words after its clause, not far.
        between: all words after it up to the next number of the clause, or to its end.
        joined: True where no mark and no conjunction stands between it and the number before.
    """

    mention: Mention
    start: int
    end: int
    left: str
    right: str
    position: int
    last: bool
    bracket: bool
    after: str
    beyond: str
    between: str
    joined: bool = False


def frames(text: str, start: int, end: int, mentions: list[Mention], heading: bool = False) -> list[Frame]:
    """Frame the claim mentions of one sentence.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it ends.
        mentions: its claim mentions in order.
        heading: True for a heading, where a space parts clauses.
    """
    bounds = _bounds(text, start, end, mentions, _HEADING_MARK if heading else CLAUSE_MARK)
    found: list[Frame] = []
    for clause_start, clause_end, bracket, members in bounds:
        for position, mention in enumerate(members):
            left_edge = members[position - 1].end if position else clause_start
            right_edge = members[position + 1].start if position + 1 < len(members) else clause_end
            left, right = text[left_edge : mention.start], text[mention.end : right_edge]
            if position:
                before = members[position - 1]
                left = _share(_BRACKETED.sub("", left) if "）" in left or ")" in left else left, before)[1]
                # 10人以上非公企业95户: the threshold is part of what the second number counts
                if _THRESHOLD.search(text[before.start : before.end]) and not _SEPARATOR.search(
                    text[left_edge : mention.start]
                ):
                    left = text[before.start : mention.start]
                elif _OF_WHICH.fullmatch(text, left_edge, mention.start):
                    left = text[members[position - 2].end if position > 1 else clause_start : mention.start]
                    left = _MARKED.split(left)[-1]
            if position + 1 < len(members):
                after = members[position + 1]
                if (
                    _THRESHOLD.search(text[after.start : after.end])
                    and strip_copulas(right)[1].strip()
                    and not _SEPARATOR.search(right)
                ):
                    # 25个产值5亿元以上企业: what is counted runs through the threshold
                    right = text[
                        mention.end : members[position + 2].start if position + 2 < len(members) else clause_end
                    ]
                else:
                    right = _share(right, mention)[0]
            last = position + 1 == len(members)
            between = text[mention.end : right_edge]
            rest, beyond = text[mention.end : clause_end], text[clause_end : min(end, clause_end + _BEYOND)]
            left, right = left.strip(), right.strip()
            where = (clause_start, clause_end, left, right, position, last, bracket, rest, beyond, between)
            joined = position > 0 and not _SEPARATOR.search(text, left_edge, mention.start)
            found.append(Frame(mention, *where, joined))
    found.sort(key=lambda frame: frame.mention.start)
    return found


def _share(between: str, before: Mention) -> tuple[str, str]:
    """Share the words between two numbers out: what belongs to the first, and what to the second.

    After a mark at once (13个、所173个) all belongs to the second; without any mark (13户397人, 3名教师获奖5项) to the first
    where it is a noun. After an age (`before`) the name belongs to it, and what its bearer does to the second.
    """
    if before.quantity.unit == "岁" and (end := find_person(between)[1]):
        return between[:end], between[end:]
    turned = RESULT.search(between) if between[-1:] in _REACHES else None
    if turned and not _SEPARATOR.search(between[: turned.start()]):
        # 将原有的2310个网格优化调整为1875个, 由41本并成12本
        return between[: turned.start()], between[turned.start() :]
    if _REACHES_THE.search(between):
        # 由20亿元增加到去年的98亿元
        return "", between
    if between.endswith("的") and not _MARKED.search(between):
        # 18个国家和地区的8200名选手
        return between[:-1], ""
    soon = _AT_ONCE.match(between.strip()) if before.quantity.kind == "duration" else None
    done = between.strip()[soon.end() :] if soon else ""
    if done and not _SEPARATOR.search(done) and tag(done)[0][1] == "v" and not is_measure(done):
        # 不到一周就抢收小麦26万亩: what was done took the time and is measured
        return between, between
    if before.quantity.kind == "duration" and _does_something(between):
        # 三年累计辅导作业9400人次
        return between, between
    cuts = list(_SEPARATOR.finditer(between))
    if not cuts:
        noun = strip_copulas(between)[1]
        if listed(noun, "predicates"):
            # 用一个半月入户2460户
            return between if before.quantity.kind == "duration" else "", between
        if starts_with_verb(noun):
            # 发动企业58家认领岗位126个: a verb with its object belongs to the second
            return "", between
        end = noun_end(noun.strip()) + len(noun) - len(noun.lstrip()) if noun else 0
        if end < len(noun):
            # 383个村取消不规范牌子2914块: the first number counts the doer, the second the object
            return _ADVERB_TAIL.sub("", between[:end]), between[end:]
        if noun and noun != "时间" and is_measure(cut(noun)[-1]):
            # 16项总投资75亿元, 209个村公交通达率100%: what is measured belongs to the second
            return ("" if is_measure(noun) else noun), between
        verb = closing_verb(noun)
        return (noun[: len(noun) - len(verb)], between[len(noun) - len(verb) :]) if noun else ("", between)
    if not between[: cuts[0].start()].strip():
        return "", between[cuts[0].end() :]
    return between[: cuts[-1].start()], between[cuts[-1].end() :]


def _does_something(between: str) -> bool:
    """Tell a verb with its object, or a word of change, between a duration and the next number."""
    table = cues().words
    if between.strip() in table["change_up"] or between.strip() in table["change_down"]:
        # 连续两年增长10%以上
        return True
    words = tag(strip_leads(strip_copulas(between)[1])) if not _SEPARATOR.search(between) else ()
    return len(words) > 1 and words[0][1] in ("v", "vn") and words[-1][1] == "n" and not is_measure(words[-1][0])


def _bounds(
    text: str, start: int, end: int, mentions: list[Mention], mark: re.Pattern[str]
) -> list[tuple[int, int, bool, list[Mention]]]:
    """Cut a sentence into clauses that hold claims; a bracket that holds one is a clause of its own."""
    groups: list[tuple[int, int, bool, list[Mention]]] = []
    marks = [match.span() for match in mark.finditer(text, start, end)]
    opens = [at for at, _ in marks]
    bracketed = _BRACKET.search(text, start, end) is not None
    for mention in mentions:
        index = bisect_left(opens, mention.start)
        left = marks[index - 1][1] if index else start
        index = bisect_left(opens, mention.end)
        right = opens[index] if index < len(marks) else end
        bracket = False
        if bracketed:
            opened = _last(text, "（(", left, mention.start)
            if opened > _last(text, "）)", left, mention.start):
                bracket, left = True, opened + 1
                closers = [at for mark in "）)" if (at := text.find(mark, mention.end, end)) != -1]
                right = min([right, *closers])
            else:
                bracket = _last(text, "（(", start, mention.start) > _last(text, "）)", start, mention.start)
        # 低保金3900万元（城市600万元）、救助金420万元: a clause goes on after its bracket
        at = -1 if groups and groups[-1][::2] == (left, bracket) else 0
        if not at and len(groups) > 1 and groups[-2][::2] == (left, bracket):
            at = -2
        if at:
            groups[at] = (left, max(right, groups[at][1]), bracket, [*groups[at][3], mention])
        else:
            groups.append((left, right, bracket, [mention]))
    return groups


def _last(text: str, marks: str, start: int, end: int) -> int:
    """Return where the last of some marks stands, -1 where none does."""
    return max(text.rfind(mark, start, end) for mark in marks)
