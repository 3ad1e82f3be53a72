"""The words after a number, taken apart: the noun phrase that it counts, and what is said of that."""

from __future__ import annotations

from functools import lru_cache

from zongshu.claim.grammar import listed
from zongshu.claim.phrase import noun_end
from zongshu.claim.strip import is_measure
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import cut, tag
from zongshu.patterns import pattern

__all__ = ["NOT_NOUN", "right_noun"]

NOT_NOUN = pattern(r"[了，。；：、！？）”\]】…—\-(（%/]|$")
_MODIFIED = pattern(r"(?:在|对|为|由|经|以|被|不)[^，。；\d]{1,14}的[^，。；]{2,}")
_SPELL = ("时间", "工夫", "功夫")
_ALREADY = pattern(r"^(?:已经?|均|都|全部|基本|就|将)+(?=[\u4e00-\u9fff]{2,})")
#: Words whose last character names things that a measure may be told of (建制村公交通达率).
_THINGS = tuple("村镇乡县区园校业户司社店站")
#: By when it is to be done.
_DUE = pattern(r"(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?之?前")
_RELATIVE = pattern(r"[^，。；]{2,14}的[^，。；]")
#: 63名退休教师组成的志愿队
_MADE_OF = pattern(r"(?P<who>[\u4e00-\u9fff]{2,10}?)(?:共同)?(?:组成|构成)的")
#: 继去年组建6个联合党支部之后: when, not what.
_AFTERWARDS = pattern(r"(?<=[\u4e00-\u9fff]{2})(?:之后|以后|之前|以前|之际|之余|的?同时|的?基础上)$")
_AFTER_ENDS = frozenset("后前际余时上")
_SETTLED = frozenset("市县区镇乡村州旗")
_ADVERB = frozenset("均都也要须已将皆全就")
#: 剩下5处力争春节前销号: what is planned for it, and when or how.
_PLANNED = frozenset(("争取", "计划", "力争", "预计", "打算", "确保", "有望", "拟"))
_NO_NOUNS = frozenset(("中", "内", "里", "设计", "规划", "测算", "计算", "核定", "推算", "配置"))
_REACHES = frozenset(("达到", "获得", "获评", "获批", "荣获", "取得", "入选", "通过"))
_SIDES = ("身边", "方面", "范围", "性质", "阶段", "时期")
_PERSONS = frozenset(("人", "人次", "户次"))


@lru_cache(maxsize=4096)
def right_noun(right: str, unit: str, dimension: str) -> tuple[str, str]:
    """Split what stands right after a number into its noun and what is said of it; either may be empty.

    A verb alone (236人报名) is no noun; with its object (236人通过考试) it names what was done and counts as one.

    Args:
        right: the words after the number.
        unit: its unit.
        dimension: what the unit measures.
    """
    body = right[1:] if right.startswith("的") else right
    if not body or NOT_NOUN.match(body) or body in _NO_NOUNS:
        return "", ""
    if body[0].isdigit() and _DUE.match(body):
        # 剩余的12条10月底前通车
        return "", body
    if dimension == "time" and body[0] == "内":
        return "", body
    words = tag(body)
    first = words[0][0]
    if len(first) == 2 and first[0] in _SETTLED and first[1] in _ADVERB and body[2:]:
        # 16个市均设立: no dictionary has 市均
        return first[0], body[1:]
    if first in ("把", "将", "即可", "用于", "帮助") or (first == "支持" and dimension == "money"):
        # 两个月把底数摸清
        return "", body
    if first in _PLANNED and (len(words) > 1 and words[1][1] in ("t", "m", "p", "d", "v", "f")):
        return "", body
    if dimension == "time" and body.startswith(_SPELL) and len(body) > 4:
        return body[:2], _ALREADY.sub("", body[2:])
    if dimension in ("count", "people") and len(words) > 2 and words[0][1] == "v" and words[1][0] == "了":
        # 已有11个通了天然气, 57人递交了申请书
        done = first + body[len(first) + 1 :]
        return (done, done) if unit in _PERSONS and len(done) > 3 and body is right else ("", body)
    stop = cues().at_start("right_stops").match(body)
    if (
        stop
        and stop.group()
        and not _MODIFIED.match(body)
        and (len(first) <= len(stop.group()) or len(stop.group()) > 1)
    ):
        told = dimension in ("share", "count", "people") and _ALREADY.match(body)
        return "", (_ALREADY.sub("", body) if told else "")
    verb = cues().at_start("right_verbs").match(body)
    if verb and verb.group() and len(body) - verb.end() < 2 and len(first) <= len(verb.group()):
        return "", body
    table = cues().words
    if listed(first, "adverbs") or body in table["change_up"] or body in table["change_down"]:
        return "", body
    if dimension == "share" and words[0][1] in ("v", "vd") and "了" in body[: len(first) + 2]:
        # 三成转化成了部门的措施
        return "", body
    if dimension == "share" and len(words) > 1 and words[0][1] in ("t", "d", "ad", "i", "r") and body is right:
        # 九成以上当天握手言和
        return "", body
    if dimension == "time" and first in table["verbs"] and not _RELATIVE.match(body):
        # 35天审结一起案件
        return "", body
    if (words[0][1] == "v" or listed(first, "predicates")) and not _RELATIVE.match(body):
        if dimension == "share":
            return "", body
        if unit in _PERSONS:
            return body, body
    if dimension == "count" and first in _REACHES and len(body) > len(first) + 1 and not _RELATIVE.match(body):
        # 3所达到推荐标准
        return body, body
    end = noun_end(body, not listed(unit, "event_units"))
    noun, rest = body[:end].rstrip("、"), body[end:]
    if not rest and noun[-1:] in _AFTER_ENDS:
        noun = _AFTERWARDS.sub("", noun)
    if listed(noun, "layers"):
        return "", ""
    if dimension in ("count", "people") and not listed(unit, "event_units"):
        noun = _counted(noun)
    return noun.rstrip("里中内") if len(noun) > 2 else noun, rest


def _counted(noun: str) -> str:
    """Cut a noun phrase before the 的 that makes its noun an owner (87所学校的食堂 counts schools)."""
    words = cut(noun)
    if len(words) > 2 and is_measure(words[-1]):
        end = 0
        for word in words[:-1]:
            end += len(word)
            if word.endswith(_THINGS):
                return noun[:end]
    made = _MADE_OF.match(noun) if "成的" in noun else None
    if made:
        return made["who"]
    owner, _, owned = noun.partition("的")
    if (
        owned
        and (len(owner) >= 2 or owner in _THINGS)
        and all(flag.startswith("n") and (flag != "nr" or len(word) < 4) for word, flag in tag(owner))
        and not owner.endswith(_SIDES)
    ):
        return owner
    return noun
