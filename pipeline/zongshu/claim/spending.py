"""What money was spent on: the purpose is what a claim of money counts, not who paid."""

from __future__ import annotations

import re

from zongshu.claim.around import Words
from zongshu.claim.frame import Frame
from zongshu.claim.strip import is_place
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern
from zongshu.types import Quantity

__all__ = ["purpose", "spends", "spent"]

_SPENDS = pattern(
    r"(?P<who>.{0,12}?)(?:拟|将|已|共|累计|预计|计划|再|新)*(?P<verb>投入|投资|花费?|拿出|安排|筹集|筹资|整合|斥资|出资|列支|自筹|自掏腰包|争取)(?P<fund>[^，。；\d]{0,4}资金)?$"
)
_SPENDS_ENDS = frozenset("入资花费出排集合支筹包取金")
_THIS_YEAR = pattern(r"(?:今年|明年|去年|后年|全年|当年|年内|每年|上半年|下半年|先后|还)+$")
_FIRM = pattern(r"(?:公司|集团|厂|店|银行|超市|企业)$")
#: 把库房改成公寓: what was made of what.
_INTO = pattern(
    r"^[把将](?P<what>[^，。；\d]{2,14}?)(?P<verb>[改扩翻新重]?[改扩建造装修]|变|升级)[成为](?:了)?(?P<into>[^，。；]{2,})$"
)
_ON = pattern(r"对(?P<what>[^，。；]{2,24}?)(?:进行|实施|开展)(?P<deed>[\u4e00-\u9fff]{2,6})$")
_NUMBER = pattern(
    r"[\d.,，]*\d[多余]?[十百千万亿]*[多余]?(?P<unit>平方米|平方公里|公里|个百分点|万亩|[^\d，。；、的]?)(?:（[^）]*）)?的?"
)
_AIMED = pattern(r"^(?:专项|主要|重点)?(?:用于|用来|帮助|支持)")
_FUNDS = frozenset(("专项资金", "财政资金", "补助资金", "奖补资金", "补贴资金"))
_DOES = pattern(r"(?P<verb>[\u4e00-\u9fff]{2,3}?)[了出成]?$")


def spends(head: str) -> re.Match[str] | None:
    """Match words that say that money is spent (市里投入专项资金); None where they do not."""
    return _SPENDS.fullmatch(head) if head[-1:] in _SPENDS_ENDS else None


def spent(frame: Frame, words: Words, quantity: Quantity) -> str:
    """Name money by what it is spent on (投入180万元，改造出2600平方米的党群服务中心)."""
    if (
        quantity.dimension != "money"
        or (quantity.per is not None and not quantity.per.of.startswith("年"))
        or (words.noun and not _leaves_open(frame, words.noun))
    ):
        return ""
    told = spends(words.head)
    who = _THIS_YEAR.sub("", told["who"]) if told else ""
    if told is None or (
        who and not is_place(who) and who[-1] not in "县市区镇乡村里府局委政部会司联厂社院校所行站店团"
    ):
        return ""
    if told["fund"] and len(told["fund"]) > 2:
        aim = _AIMED.match(frame.after) if told["fund"] in _FUNDS else None
        return purpose(frame.after[aim.end() :]) + told["fund"] if aim else ""
    gathers = told["verb"] in ("筹集", "筹资", "整合", "自筹", "争取")
    behind = "" if frame.after else re.split("[，。；：\n]", frame.beyond[1:], maxsplit=1)[0]
    if gathers and not _INTO.match(behind):
        behind = ""
    deed = purpose(frame.after or behind) or _aim(frame.between) or _aim(behind)
    if not deed and who and _FIRM.search(who):
        # whose money it is says nothing of what it is for
        return told["verb"].removeprefix("自掏腰包") + "资金"
    return (
        deed + ("投资" if told["verb"] in ("投资", "斥资") else "投入资金" if told["fund"] else "投入") if deed else ""
    )


def _aim(words: str) -> str:
    """Return the noun phrase that money is for (用于农村供水维修 → 农村供水维修); empty where none is told."""
    clause = "".join(words.split())
    aim = _AIMED.match(clause)
    return clause[aim.end() :] if aim and len(clause) - aim.end() <= 16 else ""


def _leaves_open(frame: Frame, noun: str) -> bool:
    """Tell whether what seems a noun after the money is the beginning of what it was spent on (960万元完成3所学校改造)."""
    return not frame.last and (len(noun) <= 4 or tag(noun)[0][1] in ("v", "p"))


def purpose(words: str) -> str:
    """Return what is done in a clause without its numbers.

    Example:
        >>> purpose("改造林间步道46公里"), purpose("改造出2600平方米的服务中心"), purpose("对32所学校食堂进行改造")
        ('改造林间步道', '改造服务中心', '学校食堂改造')
    """
    clause = _AIMED.sub("", "".join(re.split(r"[，。；：\n]", words, maxsplit=1)[0].split()), count=1)
    if into := _INTO.match(clause):
        # 把老锅炉房改成食堂
        made = _NUMBER.sub("", into["into"])
        return (made if _NUMBER.match(into["into"]) else into["what"]) + "改造"
    clause = _without_whom(clause)
    on = _ON.match(clause)
    number = _NUMBER.search(clause)
    if on:
        return _NUMBER.sub("", on["what"]) + on["deed"]
    if number:
        before, after = clause[: number.start()], clause[number.end() :]
        does = _DOES.fullmatch(before)
        if does or "、" in before:
            clause = ("" if before.startswith("完成") or not does else does["verb"]) + after
            return clause if len(after) >= 2 else ""
        clause = before
    if len(clause) < 4 or "的" in clause:
        return ""
    word, flag = tag(clause)[0]
    opens = word in cues().words["verbs"] or (flag == "v" and len(word) == 2)
    return clause[:16] if opens else ""


def _without_whom(clause: str) -> str:
    """Strip for whom something is done, where a verb follows (给快递员添置头盔 → 添置头盔)."""
    if clause[:1] not in "给为替帮":
        return clause
    at = 0
    for index, (word, flag) in enumerate(tag(clause)):
        if index > 1 and flag == "v":
            return clause[at:]
        at += len(word)
    return clause
