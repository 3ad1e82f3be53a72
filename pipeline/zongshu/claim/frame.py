"""The frame of a claim: the words to the left and right of its number that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from zongshu.lexicon.cues import Cues, cues
from zongshu.lexicon.words import cut as tokens
from zongshu.text import CLAUSE_MARK
from zongshu.types import Mention

__all__ = [
    "Frame",
    "clean_item",
    "ends_in_verb",
    "frames",
    "is_measure",
    "open_object",
    "strip_copulas",
    "strip_date",
    "strip_leads",
    "tokens",
]

_SEPARATOR = re.compile(r"、|以及|(?<![共总])和|与|及(?![时格])|或|并(?!购|联|网|重|轨|入)|/|，|；")
_THRESHOLD = re.compile(r"(?:以上|以下|以内|之内)$")
_DOER = re.compile(
    r".*(?:部|局|委|办|市|县|区|州|旗|镇|乡|街道|社区|村|中心|公司|集团|会|院|校|所|室|台|站|队|组|厅|司|处|科|政府|党委|党组|支部|单位|部门|企业|"
    r"\d+个?|社区）|医院|学校|商会|联盟|志愿者|我们|他们|各级|各地|干部|年|月|日|期间|以来|后|前|平台|热线|系统|专班|窗口|大厅|驿站|银行|联盟|车间|景区|园区|基地|农场|年度|内|共|已|先后|累计|还|并|中|里|上)"
)
_ADVERB_TAIL = re.compile(r"(?:全年|今年|当年|累计|共|已|每年|先后|一年|年内|合计|总计)+$")
_NOT_DOER = re.compile(r"(?:不|应|可|需|须|能|进|入|到|在|向|对|为|赴|下|获|受|被|由|从|经|因|与)")
_NO_DOER = frozenset(("城镇", "农村", "乡镇", "城乡", "城市", "乡村", "全部", "平均"))
_MEASURE = re.compile(
    r".{0,2}(?:率|数|量|额|值|时长|时间|面积|规模|比例|比重|人次|收入|力量|成本|价格|距离|长度|产|次|占比|资金|总投资|投资)"
)
_BRACKETS = str.maketrans("", "", "（）()【】")
_DATE_HEAD = re.compile(
    r"(?:[到至在自从]?(?:20|19)\d{2}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|初|前|年底|以来)*[，,]?|\d{1,2}月(?:\d{1,2}日|底|份)?[，,]?)+"
)
_BOX = re.compile(r"^\s*【[^】]{1,12}】")
_EDGE = " \t\u3000、，。；：:,;的（）()“”"


@dataclass(slots=True)
class Frame:
    """One number in its clause.

    Attributes:
        mention: the number.
        start: where its clause begins.
        end: where its clause ends.
        left: the words before it that are not another number's.
        right: the words after it that are not another number's.
        first: the number of the clause's mention, from 0; `last` is True for its last.
        bracket: True where it stands in brackets.
    """

    mention: Mention
    start: int
    end: int
    left: str
    right: str
    position: int
    last: bool
    bracket: bool


def frames(text: str, start: int, end: int, mentions: list[Mention]) -> list[Frame]:
    """Frame the claim mentions of one sentence.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it ends.
        mentions: its claim mentions in order.
    """
    bounds = _bounds(text, start, end, mentions)
    found: list[Frame] = []
    for clause_start, clause_end, bracket, members in bounds:
        for position, mention in enumerate(members):
            left_edge = members[position - 1].end if position else clause_start
            right_edge = members[position + 1].start if position + 1 < len(members) else clause_end
            left, right = text[left_edge : mention.start], text[mention.end : right_edge]
            if position:
                left = _share(left)[1]
                before = members[position - 1]
                # 10人以上非公企业95户: the threshold is part of what the second number counts
                if _THRESHOLD.search(text[before.start : before.end]) and not _SEPARATOR.search(
                    text[left_edge : mention.start]
                ):
                    left = text[before.start : mention.start]
            if position + 1 < len(members):
                after = members[position + 1]
                if _THRESHOLD.search(text[after.start : after.end]) and right.strip() and not _SEPARATOR.search(right):
                    # 25个产值5亿元以上企业: what is counted runs through the threshold
                    right = text[
                        mention.end : members[position + 2].start if position + 2 < len(members) else clause_end
                    ]
                else:
                    right = _share(right)[0]
            last = position + 1 == len(members)
            found.append(Frame(mention, clause_start, clause_end, left.strip(), right.strip(), position, last, bracket))
    return found


def _share(between: str) -> tuple[str, str]:
    """Share the words between two numbers out: what belongs to the first, and what to the second.

    After a mark at once (13个、所173个) all belongs to the second; without any mark (13户397人, 3名教师获奖5项) to the first
    where it is a noun.
    """
    cuts = list(_SEPARATOR.finditer(between))
    if not cuts:
        noun = strip_copulas(between)[1]
        cut = _inner_verb(noun)
        if cut:
            # 383个村取消不规范牌子2914块: the first number counts the doer, the second the object
            return _ADVERB_TAIL.sub("", between[:cut]), between[cut:]
        verb = ends_in_verb(noun)
        return (noun[: len(noun) - len(verb)], between[len(noun) - len(verb) :]) if noun else ("", between)
    if not between[: cuts[0].start()].strip():
        return "", between[cuts[0].end() :]
    return between[: cuts[-1].start()], between[cuts[-1].end() :]


def _inner_verb(noun: str) -> int:
    """Return where a verb with an object of its own begins inside a noun phrase, 0 where there is none."""
    table = cues().words
    at = 0
    for word in tokens(noun):
        if at and word in table["verbs"] and word not in table["weak_verbs"] and len(noun) - at - len(word) >= 2:
            return at
        at += len(word)
    return 0


def _bounds(text: str, start: int, end: int, mentions: list[Mention]) -> list[tuple[int, int, bool, list[Mention]]]:
    """Cut a sentence into clauses that hold claims; a bracket that holds one is a clause of its own."""
    groups: list[tuple[int, int, bool, list[Mention]]] = []
    marks = [match.span() for match in CLAUSE_MARK.finditer(text, start, end)]
    opens = [at for at, _ in marks]
    for mention in mentions:
        index = bisect_left(opens, mention.start)
        left = marks[index - 1][1] if index else start
        index = bisect_left(opens, mention.end)
        right = opens[index] if index < len(marks) else end
        opened = max(text.rfind(mark, left, mention.start) for mark in "（(")
        closed = max(text.rfind(mark, left, mention.start) for mark in "）)")
        bracket = opened > closed
        if bracket:
            left = opened + 1
            closers = [at for mark in "）)" if (at := text.find(mark, mention.end, end)) != -1]
            right = min([right, *closers])
        else:
            back = max(text.rfind(mark, start, mention.start) for mark in "（(")
            shut = max(text.rfind(mark, start, mention.start) for mark in "）)")
            bracket = back > shut
        if groups and groups[-1][0] == left and groups[-1][2] == bracket:
            groups[-1][3].append(mention)
            if right > groups[-1][1]:
                groups[-1] = (left, right, bracket, groups[-1][3])
        else:
            groups.append((left, right, bracket, [mention]))
    return groups


def strip_copulas(text: str) -> tuple[str, str]:
    """Split off what stands between a noun and its number (达, 为, 共有); return the words and what is left before."""
    table = cues()
    pattern = table.at_end("copulas")
    rest = text.rstrip(" \u3000")
    while True:
        hit = pattern.search(rest, max(0, len(rest) - 8))
        if hit is None or not hit.group():
            return text[len(rest) :], rest
        rest = rest[: hit.start()].rstrip(" \u3000、")


def strip_leads(text: str) -> str:
    """Strip adverbs, time words and connectives from the head of a clause."""
    pattern = cues().at_start("leads")
    rest = _BOX.sub("", text).lstrip(_EDGE)
    while True:
        hit = pattern.match(rest)
        if hit is None or not hit.group():
            return rest
        after = rest[hit.end() :].lstrip(_EDGE)
        # 共 of 共青团, 成功 of 成功率: a lead word must end where a word ends, and leave more than a suffix
        if after and ((tokens(rest[:6])[0] != hit.group() and len(hit.group()) < 3) or len(after) == 1):
            return rest
        if not after:
            return ""
        rest = after


def open_object(text: str) -> tuple[str, str, str]:
    """Split `doer + verb + object`.

    Args:
        text: words before a number, without leading adverbs.

    Returns:
        The doer, the verb and the object; doer and verb are empty where there is no verb.

    Example:
        >>> open_object("县委社会工作部组建志愿服务队")
        ('县委社会工作部', '组建', '志愿服务队')
    """
    table: Cues = cues()
    words = tokens(text)
    at = 0
    strong, weak = table.words["verbs"], table.words["weak_verbs"]
    for index, word in enumerate(words):
        follow = words[index + 1] if index + 1 < len(words) else ""
        verb = (
            word
            if word in strong
            else word + follow
            if len(word) == len(follow) == 1 and word + follow in strong
            else ""
        )
        if verb and (verb not in weak or index == 0):
            doer, rest = text[:at], text[at + len(verb) :].lstrip("了过出好起成")
            if (
                len(rest.strip(_EDGE)) >= 2
                and rest not in strong
                and doer not in _NO_DOER
                and not _NOT_DOER.match(doer)
                and not _MEASURE.fullmatch(rest)
                and (not doer or _DOER.fullmatch(doer))
            ):
                return doer, verb, rest
        at += len(word)
    return "", "", text


def is_measure(noun: str) -> bool:
    """Tell a bare measure word (成功率, 金额, 参与人数), which needs the topic before it to be understood."""
    return len(noun) <= 4 and _MEASURE.fullmatch(noun) is not None


def ends_in_verb(head: str, weak: bool = False) -> str:
    """Return the verb that closes `head`, with its particle; empty where a noun closes it.

    Args:
        head: words before a number.
        weak: True where a noun follows the number, so that even a word that is as often a noun (覆盖) reads as a verb.
    """
    table = cues().words
    strong, doubtful = table["verbs"], table["weak_verbs"]
    for body in (head, head.rstrip("了过着起出")):
        if not body:
            continue
        words = tokens(body)
        last = words[-1]
        if last in strong and (weak or last not in doubtful or len(words) == 1 or body != head):
            return head[len(body) - len(last) :]
        for size in (4, 3, 2):
            if len(body) > size and body[-size:] in strong and (weak or body[-size:] not in doubtful):
                return head[len(body) - size :]
    return ""


def strip_date(text: str) -> str:
    """Strip a date from the head of a phrase (2022年 of 2022年达到361家)."""
    dated = _DATE_HEAD.match(text)
    return text[dated.end() :].lstrip("，、的") if dated else text


def clean_item(text: str, longest: int = 40) -> str:
    """Trim an item: spaces, marks at the edges and stray brackets go; a long one keeps its end."""
    item = re.sub(r"\s+", "", text).strip(" \t\u3000、，。；：:,;的")
    if len(strip_date(item)) >= 2:
        item = strip_date(item)
    if item.count("“") != item.count("”"):
        item = item.strip("“”") if item[:1] in "“”" or item[-1:] in "“”" else item
    if item.count("（") != item.count("）"):
        item = item.translate(_BRACKETS)
    return item[-longest:] if len(item) > longest else item
