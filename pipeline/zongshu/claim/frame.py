"""The frame of a claim: the words to the left and right of its number that belong to it."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from zongshu.claim.change import result_in
from zongshu.claim.clause import number_clauses
from zongshu.claim.grammar import listed
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
_THRESHOLDS = ("以上", "以下", "以内", "之内")
_ADVERB_TAIL = pattern(r"(?:全年|今年|当年|累计|共|已|每年|先后|一年|年内|合计|总计)+$")
_AT_ONCE = pattern(r"(?:之?内)?(?:就|便|才)")
_REACHES_THE = pattern(r"[到至为成](?:现在|目前|去年|今年|上年|\d{4}年)的$")
#: 待满半年的有35人: the clause before says which are counted.
_OF_WHICH = pattern(r"\s*的(?:共有|只有|还有|就有|有|达)\s*")
_REACHES = ("到", "至", "为", "成")
_BEYOND = 30
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
        text: the clean text.
        edge: where the number before it in its clause ends; where the clause begins, for the first.
        next: where the next number of the clause begins; where the clause ends, for the last.
        stop: where its sentence ends.
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
    text: str
    edge: int
    next: int
    stop: int

    @property
    def joined(self) -> bool:
        """True where no mark and no conjunction stands between it and the number before."""
        return self.position > 0 and not _SEPARATOR.search(self.text, self.edge, self.mention.start)

    @property
    def between(self) -> str:
        """All words after it up to the next number of the clause, or to its end."""
        return self.text[self.mention.end : self.next]

    @property
    def beyond(self) -> str:
        """The words after its clause, not far."""
        return self.text[self.end : min(self.stop, self.end + _BEYOND)]


def frames(text: str, start: int, end: int, mentions: list[Mention], heading: bool = False) -> list[Frame]:
    """Frame the claim mentions of one sentence.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it ends.
        mentions: its claim mentions in order.
        heading: True for a heading, where a space parts clauses.
    """
    spaced = heading and (text.find(" ", start, end) >= 0 or text.find("\u3000", start, end) >= 0)
    mark = _HEADING_MARK if spaced else CLAUSE_MARK
    bracketed = text.find("（", start, end) >= 0 or text.find("(", start, end) >= 0
    found: list[Frame] = []
    groups = number_clauses(text, start, end, mentions, mark, bracketed)
    for first, stop, bracket, members in groups:
        count = len(members)
        if count == 1:
            mention = members[0]
            behind = text[mention.end : stop]
            left, right = text[first : mention.start].strip(), text[_told_from(mention, text) : stop].strip()
            found.append(Frame(mention, first, stop, left, right, 0, True, bracket, behind, text, first, stop, end))
            continue
        edge = first
        shared: tuple[str, tuple[str, str]] | None = None
        for position, mention in enumerate(members):
            after = members[position + 1].start if position + 1 < count else stop
            left, right = text[edge : mention.start], text[_told_from(mention, text) : after]
            if position:
                left = _left(text, left, first, members, position, shared)
            if position + 1 < count:
                if (
                    _bounds_a_kind(text, members[position + 1])
                    and strip_copulas(right)[1].strip()
                    and not _SEPARATOR.search(right)
                ):
                    # 25个产值5亿元以上企业: what is counted runs through the threshold
                    right = text[
                        _told_from(mention, text) : members[position + 2].start if position + 2 < count else stop
                    ]
                    shared = None
                else:
                    shared = right, _share_after(right, mention)
                    right = shared[1][0]
            last = position + 1 == count
            place = mention, first, stop, left.strip(), right.strip(), position, last, bracket
            found.append(Frame(*place, text[mention.end : stop], text, edge, after, end))
            edge = mention.end
    if bracketed and len(groups) > 1:
        found.sort(key=lambda frame: frame.mention.start)
    return found


def _told_from(mention: Mention, text: str) -> int:
    """Return where the words after a number begin; of 3个工作日内 the last one is read with them (内办结)."""
    return mention.end - (text[mention.end - 1] == "内")


def _bounds_a_kind(text: str, mention: Mention) -> bool:
    """Tell a number that is a threshold (50人以上)."""
    return text[mention.end - 2 : mention.end] in _THRESHOLDS


def _left(
    text: str,
    left: str,
    first: int,
    members: list[Mention],
    position: int,
    behind: tuple[str, tuple[str, str]] | None,
) -> str:
    """Return what of the words between two numbers of a clause belongs to the second.

    Args:
        text: the clean text.
        left: the words between them.
        first: where the clause begins.
        members: its numbers.
        position: the position of the second.
        behind: what was shared out for the first, with how, where that was done.
    """
    before, mention = members[position - 1], members[position]
    if _bounds_a_kind(text, before) and not _SEPARATOR.search(left):
        # 10人以上非公企业95户: the threshold is part of what the second number counts
        return text[before.start : mention.start]
    if "的" in left and _OF_WHICH.fullmatch(left):
        return _MARKED.split(text[members[position - 2].end if position > 1 else first : mention.start])[-1]
    if "）" in left or ")" in left:
        return _share_after(_BRACKETED.sub("", left), before)[1]
    return behind[1][1] if behind is not None and behind[0] == left else _share_after(left, before)[1]


def _share_after(between: str, before: Mention) -> tuple[str, str]:
    return _share(between, before.quantity.unit == "岁", before.quantity.kind == "duration")


@lru_cache(maxsize=2048)
def _share(between: str, aged: bool, lasting: bool) -> tuple[str, str]:
    """Share the words between two numbers out: what belongs to the first, and what to the second.

    After a mark at once (13个、所173个) all belongs to the second; without any mark (13户397人, 3名教师获奖5项) to the first
    where it is a noun. After an age the name belongs to it, and what its bearer does to the second.

    Args:
        between: the words.
        aged: True where the first number is an age.
        lasting: True where it is a duration.
    """
    if between in ("", "、"):
        return "", ""
    if aged and (end := find_person(between)[1]):
        return between[:end], between[end:]
    turned = result_in(between) if between[-1] in _REACHES else None
    if turned and not _SEPARATOR.search(between[: turned.start()]):
        # 将原有的2310个网格优化调整为1875个, 由41本并成12本
        return between[: turned.start()], between[turned.start() :]
    if between[-1] == "的" and _REACHES_THE.search(between):
        # 由20亿元增加到去年的98亿元
        return "", between
    if between.endswith("的") and not _MARKED.search(between):
        # 18个国家和地区的8200名选手
        return between[:-1], ""
    soon = _AT_ONCE.match(between.strip()) if lasting else None
    done = between.strip()[soon.end() :] if soon else ""
    if done and not _SEPARATOR.search(done) and tag(done)[0][1] == "v" and not is_measure(done):
        # 不到一周就抢收小麦26万亩: what was done took the time and is measured
        return between, between
    if lasting and _does_something(between):
        # 三年累计辅导作业9400人次
        return between, between
    cuts = list(_SEPARATOR.finditer(between))
    if not cuts:
        noun = strip_copulas(between)[1]
        if listed(noun, "predicates"):
            # 用一个半月入户2460户
            return between if lasting else "", between
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
    if len(words) == 1 and len(words[0][0]) > 1 and words[0][1] in ("v", "vn"):
        # 半年直播48场
        return not is_measure(words[0][0])
    return len(words) > 1 and words[0][1] in ("v", "vn") and words[-1][1] == "n" and not is_measure(words[-1][0])
