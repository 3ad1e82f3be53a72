"""What the unit above the article's own, or the own one, does itself: a figure of it, not one of the place below."""

from __future__ import annotations

from zongshu.lexicon.cues import cues
from zongshu.lexicon.divisions import Division, divisions
from zongshu.locate.deictics import TOPIC
from zongshu.locate.places import Hit
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Claim, Place

__all__ = ["OURS", "acts", "does", "goes_on", "opens_clause", "set_beside", "stop_of"]

OURS = pattern(r"[我本][市县区州旗盟](?![级委])")
_HEAD = ("", "，", "。", "；", "：", "\n", "\u3000", " ")
_OWN_DEED = pattern(
    r"(?:今年|去年|当年|全年|目前|已经?|先后|累计|共|现|曾|也|还|则|就|同期|在?\d{4}年|[上下]半年|前三季度)*"
)
_ALL_OF = pattern(r"全[市州盟省](?![^，。；]{0,6}(?:第|前|首|排名|居|评比|考核|会议))")
_HAS = pattern(r"共?有(?!关)|拥有|达到?|安排|只有|仅|为|造林")
# 衢州市同类站点有30个: what it has stands between
_ITS_OWN = pattern(r"(?!级|委|局|政府|对口|下达|授予|命名|考核)[^，。；、\d]{2,8}?(?:共?有|已?达到?|为)")
_FOR_US = pattern(r"[为给向对][^，。；\d]{0,3}[县市区旗镇乡校]|支持|帮助|援助|捐|奖励|下达|补助")
_ENDED = pattern(r"[；。\n]|[我本][市县区州旗盟]")
_NEAR = 4
_MARK = pattern(r"[。；\n]")


def opens_clause(text: str, hit: Hit) -> bool:
    """Tell a name at the head of a clause."""
    return text[hit.start - 1 : hit.start] in _HEAD


def does(text: str, hit: Hit, claim: Claim, own_as: Place | None) -> bool:
    """Tell that the unit above the article's own did something itself (湖州市建成同类站点48个), not for the own place."""
    if own_as is None or own_as.basis == "inferred" or not opens_clause(text, hit):
        return False
    for_us = OURS.search(text, hit.end, stop_of(text, claim.end)) or _FOR_US.search(text, hit.end, claim.start)
    if _ALL_OF.match(text, hit.end):
        return True
    return for_us is None and (acts(text, hit) or _ITS_OWN.fullmatch(text, hit.end, claim.start) is not None)


def acts(text: str, hit: Hit) -> bool:
    """Tell that a verb follows a name, other than one of giving to those below."""
    deed = _OWN_DEED.match(text, hit.end)
    if deed is None:
        return False
    verb = cues().at_start("verbs").match(text, deed.end())
    return _HAS.match(text, deed.end()) is not None or (
        verb is not None and verb.group() not in cues().words["granting"]
    )


def goes_on(text: str, hit: Hit, claim: Claim, own: Division | None, hits: list[Hit]) -> bool:
    """Tell that a place elsewhere is still the subject some clauses on (嵊州市则建成驿站9个，服务骑手1200人)."""
    if own is None or any(divisions().contains(option, own) for option in hit.options):
        return False
    head = opens_clause(text, hit) or any(one.end == hit.start and opens_clause(text, one) for one in hits)
    if not head or not acts(text, hit) or any(own in one.options and one.start > hit.end for one in hits):
        return False
    return _ENDED.search(text, hit.end, claim.start) is None and TOPIC.search(text, hit.end, claim.start) is None


def set_beside(text: str, hit: Hit, claim: Claim, own: Division, hits: list[Hit]) -> bool:
    """Tell that the own place's share follows the figure of the unit above (济南市总产值70亿元，平阴贡献八成)."""
    if not opens_clause(text, hit) or CLAUSE_MARK.search(text, hit.end, claim.start):
        return False
    mark = CLAUSE_MARK.search(text, claim.end)
    return mark is not None and any(own in one.options and 0 <= one.start - mark.end() < _NEAR for one in hits)


def stop_of(text: str, at: int) -> int:
    """Return where what is told at a position ends, at most a few words on."""
    mark = _MARK.search(text, at, at + 12)
    return mark.start() if mark is not None else at + 12
