"""What is taken off the words around a number: copulas, adverbs, dates, marks."""

from __future__ import annotations

import re
from functools import lru_cache

from zongshu.claim.grammar import listed
from zongshu.lexicon.cues import cues
from zongshu.lexicon.divisions import divisions
from zongshu.lexicon.words import cut, is_word, tag
from zongshu.patterns import pattern

__all__ = [
    "EDGE",
    "clean_item",
    "is_measure",
    "is_place",
    "names_place",
    "shorten",
    "stands_alone",
    "strip_copulas",
    "strip_date",
    "strip_leads",
]

EDGE = " \t\u3000、，。；：:,;的（）()“”"
_MEASURE = pattern(
    r"开复工率|.{0,2}(?:总数|总量)|.{0,2}(?:率|数|量|额|值|时长|时间|面积|规模|比例|比重|人次|收入|力量|成本|价格|距离|长度|产|次|占比|总投资|投资|营收|占地|造价|耗资|库容|容量|装机|海拔|全长|总长|跨度|强度|能力|票价|单价|均价|增速|增幅|降幅|涨幅|速度|幅度|用时|时限|目标|任务数|计划数)|(?:总|财政|资金|预算)?支出|(?:总|投入|涉及|涉案|补助|补贴|奖补|奖励|到位|支出|筹集|专项)?资金"
)
#: Measures of weather and people that are of the place, not of what was told before them.
_OWN_MEASURES = frozenset(("降水量", "降雨量", "蒸发量", "失业率", "出生率", "死亡率", "生育率"))
_PLACE = pattern(
    r"(?:而)?(?:邻近|相邻|毗邻|周边|邻县)?的?[\u4e00-\u9fff]{1,10}(?:[镇乡县州旗省]|街道|(?<![社小园景校片城库灾林辖牧矿厂范验护聚居户衡能养险植业])区|(?<![城超夜集股楼都])市)"
    r"(?:同期|平均|全年|则|仅|全市|全县)*"
)
_PLACE_ENDS = frozenset("镇乡县州旗省道区市期均年则仅")
_AND = pattern("[、和与及]")
_PLANNED = pattern(r"^(?:年度|计划|累计|本年|全年|实际|预计|今年|现场|意向|年(?=[^份度产人收均]))+(?=.{2})")
_BRACKETS = str.maketrans("", "", "（）()【】")
_DATE_HEAD = pattern(
    r"(?:“?十[一二三四五]五”?(?:期间|时期|以来)?|[到至在自从]?(?:20|19)\d{2}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末|初|前|年底|以来)*[，,]?|\d{1,2}(?:[至到\-—]\d{1,2})?月(?:(?:\d{1,2}日|底|末|初)前?|份)?[，,]?)+"
)
#: Names that begin with what else is a lead (可再生能源, 最低工资).
_NAMED = tuple(
    "可再生 可持续 可支配 可回收 可移动 可转债 可降解 可视化 可燃冰 最低 最高 最大 最小 最美 最佳 最多 最少".split()  # noqa: SIM905
)
#: Leads that are never the first part of a name (已办活动, 已到岗).
_ALWAYS = frozenset(("已", "正"))
#: Modal verbs: before a verb they are none of a name, though with it they may look like a word (要接, 能装).
_MODALS = frozenset("要能可会需须得只")
#: Copulas that are as often the end of a word.
_WITHIN = frozenset("刚约居列总净可能排均到至在由从计完将要需应占就即")
#: What a date at the head of a phrase begins with.
_DATE_STARTS = frozenset("0123456789到至在自从“十")
#: 涨幅不得超过5%, 宽度须达到4米
_MODAL = pattern(r"(?<=[\u4e00-\u9fff]{2})(?:一律)?(?:均|都)?(?:不得|不能|不应|必须|应当|须)$")
#: How it ends.
_MODAL_ENDS = frozenset("得能应须当")
_LONG_LIST = pattern(r".*等(?:领域|方面|各类|形式|多种|系列|内容|重点|项目)?的?(?=[^、]{2,}$)")
_BOX = pattern(r"^\s*【[^】]{1,12}】")
#: The number of a list at the head of a clause (2.改造危桥, （三）推进).
_ITEM_MARK = pattern(r"\s*(?:[（(]\d{1,2}[）)]|\d{1,2}(?:[.．](?!\d)|[、）)]))\s*")


def _whole(text: str) -> bool:
    """Tell whether the last character of a text is a word (民居 of 传统民居 is one word, 居 is none)."""
    return text[-2:-1] in "率量数额值" or len(cut(text[-5:])[-1]) == 1


def strip_copulas(text: str) -> tuple[str, str]:
    """Split off what stands between a noun and its number (达, 为, 共有); return the words and what is left before."""
    rest = text.rstrip(" \u3000")
    if not rest:
        return text, ""
    if rest[-1] in _MODAL_ENDS:
        rest = _MODAL.sub("", rest)
    copulas, closing = _copulas()
    while rest and rest[-1] in closing:
        hit = copulas.search(rest, max(0, len(rest) - 8))
        if hit is None or not hit.group() or (hit.group() in _WITHIN and not _whole(rest)):
            return text[len(rest) :], rest
        rest = rest[: hit.start()].rstrip(" \u3000、")
    return text[len(rest) :], rest


@lru_cache(maxsize=1)
def _copulas() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of copulas and their last characters, without which it need not be tried."""
    return cues().at_end("copulas"), frozenset(word[-1] for word in cues().words["copulas"])


@lru_cache(maxsize=1)
def _leads() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the pattern of leads and their first characters, without which it need not be tried."""
    return cues().at_start("leads"), frozenset(word[0] for word in cues().words["leads"])


def _unedged(text: str) -> str:
    """Strip marks from the head of a text, but not the quotation mark of a quoted name that it opens with."""
    rest = text.lstrip(EDGE)
    opened = len(text) - len(rest)
    return "“" + rest if opened and text[opened - 1] == "“" and "”" in rest else rest


@lru_cache(maxsize=4096)
def strip_leads(text: str) -> str:
    """Strip adverbs, time words and connectives from the head of a clause."""
    rest = _unedged(_BOX.sub("", text) if "【" in text else text)
    if rest[:1] in _DATE_STARTS and (mark := _ITEM_MARK.match(rest)):
        rest = rest[mark.end() :]
    pattern, opening = _leads()
    while rest and rest[0] in opening:
        hit = pattern.match(rest)
        if hit is None or not hit.group() or (rest[0] in "可最" and rest.startswith(_NAMED)):
            return rest
        after = _unedged(rest[hit.end() :])
        loose = listed(hit.group(), "loose_leads")
        if loose and hit.group() == "高质量" and after.startswith("发展"):
            # a term by itself: 高质量发展考核
            return rest
        if loose and (not after or tag(after[:6])[0][1] not in ("v", "vd", "vn", "p", "d")):
            # 高标准推进 is how, 高标准农田 is what
            return rest
        # 共 of 共青团, 成功 of 成功率: a lead word must end where a word ends, and leave more than a suffix
        whole = hit.group() in _ALWAYS or len(hit.group()) > 2 or cut(rest[:6])[0] == hit.group()
        whole = whole or (rest[0] == hit.group() and rest[0] in _MODALS and not is_word(rest[:2]))
        if after and (not whole or len(after) == 1):
            return rest
        if not after:
            return ""
        rest = after
    return rest


def strip_date(text: str) -> str:
    """Strip a date from the head of a phrase (2022年 of 2022年达到361家)."""
    if text[:1] not in _DATE_STARTS:
        return text
    dated = _DATE_HEAD.match(text)
    return text[dated.end() :].lstrip("，、的") if dated else text


@lru_cache(maxsize=4096)
def is_measure(noun: str) -> bool:
    """Tell a bare measure word (成功率, 金额, 参与人数), which needs the topic before it to be understood."""
    if len(noun) > 10:
        return False
    bare = _PLANNED.sub("", noun)
    return 0 < len(bare) <= 4 and _MEASURE.fullmatch(bare) is not None


def stands_alone(measure: str) -> bool:
    """Tell a measure word that says itself what is measured (森林面积), not only how (播种面积, 总额).

    Example:
        >>> stands_alone("森林面积"), stands_alone("参与人数"), stands_alone("合格率")
        (True, False, False)
    """
    if measure.endswith(("目标", "任务数", "计划数")):
        return False
    if measure in _OWN_MEASURES:
        return True
    words = tag(measure)
    if len(words) == 1 and len(measure) == 4 and measure[:2] != "建筑":
        words = (*tag(measure[:2]), (measure[2:], "n"))
    return len(words) == 2 and len(words[0][0]) == 2 and words[0][1] in ("n", "nz", "j")


def is_place(text: str) -> bool:
    """Tell the name of a place, with what says that it stands beside (相邻的桦川县同期).

    Example:
        >>> is_place("相邻的桦川县"), is_place("蓬溪县、大英县"), is_place("城市社区")
        (True, True, False)
    """
    if len(text) > 16 or text[-1:] not in _PLACE_ENDS:
        return False
    return _PLACE.fullmatch(text) is not None or ("、" in text and all(map(_PLACE.fullmatch, _AND.split(text))))


@lru_cache(maxsize=2048)
def names_place(text: str) -> bool:
    """Tell a place as `is_place` does, or the short name of a division (金沙), which is no other word.

    Example:
        >>> names_place("黟县"), names_place("金沙"), names_place("资源"), names_place("暖心驿站")
        (True, True, False, False)
    """
    if is_place(text):
        return True
    if not 2 <= len(text) <= 4 or not divisions().find(text):
        return False
    # a name that is as often another word needs the dictionary to call it a name
    named = tag(text)[0] in ((text, "ns"), (text, "nr")) and text not in cues().words["verbs"]
    return named or not divisions().risky(text)


@lru_cache(maxsize=4096)
def clean_item(text: str, longest: int = 40) -> str:
    """Trim an item: spaces, marks at the edges and stray brackets go; a long one keeps its end."""
    item = "".join(text.split()).strip("、，。；：:,;的")
    if item[:1] in _DATE_STARTS and len(rest := strip_date(item)) >= 2:
        item = rest
    if ("“" in item or "”" in item) and item.count("“") != item.count("”"):
        item = item.strip("“”")
    if ("（" in item or "）" in item) and item.count("（") != item.count("）"):
        item = item.translate(_BRACKETS)
    return item[-longest:] if len(item) > longest else item


def shorten(item: str) -> str:
    """Keep what stands after the 等 of a long enumeration (政策宣传、文化活动等领域志愿服务 → 志愿服务)."""
    if "等" in item and (len(item) > 16 or "、" in item):
        hit = _LONG_LIST.match(item)
        if hit and len(item) - hit.end() >= (4 if len(item) <= 30 else 2):
            return item[hit.end() :]
    return item
