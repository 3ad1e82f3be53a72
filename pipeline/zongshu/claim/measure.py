"""What the words before a number make of it: a change, a share, a ranking, a result of from–to."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from zongshu.claim.change import change_in, change_verbs, result_in, strip_base
from zongshu.claim.strip import strip_copulas
from zongshu.lexicon.cues import cues
from zongshu.patterns import pattern

__all__ = ["Reading", "completion_tail", "read_left"]

_FROM = pattern(
    r"(?:由|从)(?:[^，。；由从]{0,12}的|人均|户均|村均|每[^，。；\d]{1,6}|上年|去年|原来|最初|平均|(?:20|19)\d\d年[底末初]?(?:的?人均|户均|每[人月年户]|每人每[月年])*|[月年日]?[\u4e00-\u9fff]{0,4}[额量数值])?$"
)
_ONWARD = pattern(
    r"[^，。；]{0,24}?(?:增|减|提|升|降|缩|压|扩|精简|优化|调整|拓展|发展|转|变|改|并|合|归|砍|跃|回落|收窄|整合|合并|达|攀|涨|拉|延|爬|添)[^，。；\d]{0,4}?[到至为成]"
    r"[^，。；\d一二两三四五六七八九十百千万]{0,4}[\d一二两三四五六七八九十百千万]"
)
_SHARE = pattern(
    r"(?:，|^)?[^，。；]{0,30}占(?!地|用|道|有|股)(?:到|了)?(?P<whole>[^，。；]{0,25}?)(?:的|比重|比例|总数|的比例)*"
    r"(?:提高到|提高至|提升到|提升至|上升到|上升至|下降到|降到|降至|增加到|扩大到|保持在|稳定在|控制在|达到|达|为|约|近|超|超过|在|是|的|继续|一直|始终)*$"
)
_GIVES = pattern(
    r"(?P<who>[^，。；\d]{2,20}?)(?:合计|共同|一共|共)?(?:贡献|创造|吸纳|集聚|聚集|承担|包揽|囊括|占据|占到)了?(?P<whole>全[国省市县区州镇乡村][^，。；\d]{2,12})的(?:近|约|超过?)?$"
)
_MORE = pattern(
    r"(?P<base>(?:比(?![重例率值])|较)(?:上年|去年|往年|上月|上季|年初|同期|\d{4}年|[^，。；\d]{2,8}?))(?P<verb>(?P<sign>[多少])[^，。；\d]{0,2})(?:了|约|近)?$"
)
_COMPARE = pattern(
    r"(?P<word>高于|低于|高出|多于|少于|快于|慢于|好于|优于|超出|超过|(?:领先|落后)(?=于|全|同|[^，。；]{1,6}[省市县区州平]))(?P<base>[^，。；\d]{2,16}(?<![有为是达]))$"
)
_AHEAD = pattern(
    r"(?:比较)?(?P<word>高于|低于|高出|多于|少于|快于|慢于|好于|优于|超出|超过|领先|落后)[^，。；\d]{2,16}"
)
_NOUN_CHANGE = pattern(
    r"(?<![压缩削核])(?:增长|下降|增|减|涨|降)(?:速|幅|率|目标|幅度)(?:为|达|达到|约|分别|预期)*$|(?:增长|增速|增幅|涨幅)(?!的?贡献)[^，。；\d]{0,6}(?:为|达|达到|在|约)$"
)
_RATE_NOUN = pattern(
    r"(?:增长率|下降率|增速|增幅|涨幅|降幅|减幅)(?:分别|仍|也|则|均|都)?(?:达到|高达|达|为|是|有|只有|仅|约|超过|近|保持在|稳定在|控制在)*$"
)
_RATE_AFTER = pattern(r"(?:左右|以上|以下)?的?(?:增速|增长率|增幅|涨幅|年均增速|增长速度)")
_OF_YEAR = pattern(r"(?:恢复到|恢复至|相当于|达到|是|为)(?:了)?(?:\d{4}年|去年|上年|前年|往年)[^，。；\d]{0,6}的$")
_TIMES_OF = pattern(r"(?:是|为|相当于|达到|达)(?P<base>[^，。；\d]*\d{0,4}[^，。；]{0,12}?)的$")
_COMPLETION = pattern(
    r"(?:占|完成|为|达)(?:全?年度?|年初|下达)?[^，。；\d]{0,8}(?:计划|目标|任务|预算)(?:数|总量|任务)?的?$"
)


class Reading(msgspec.Struct, frozen=True, gc=False):
    """What a left context says about the number after it.

    Attributes:
        form: level, change, share, rank, multiple, completion.
        subject: the words that name the thing, without verb, base and copula; may be empty (then it is carried).
        verb: the word that decided.
        direction: up or down for a change.
        step: base or result of from–to, else empty.
        whole: what a share is a share of.
        rule: the rule's name.
    """

    form: str
    subject: str
    verb: str = ""
    direction: str | None = None
    step: str = ""
    whole: str = ""
    rule: str = ""


_TURNS = pattern(
    r"(?:再|又|共|累计|年均|平均|今年|全年)*(?P<verb>[\u4e00-\u9fff]{2})(?P<thing>[^，。；\d占]{2,16}?)(?:约|近|超过)?$"
)
_REACHED = pattern(r"[到至为达在是有]$|率$")
#: How a completion and a change verb with what follows it may end.
_COMPLETES = frozenset("划标务算数量的")
#: How what stands after a rate and what is ahead may begin.
_RATE_OPENS = frozenset("左以的增涨年")
_AHEAD_OPENS = frozenset("比高低多少快慢好优超领落")
#: How the words between a rate and its number end.
_RATE_GOES = frozenset("为达到在约")
_POINTS = ("个百分点", "个千分点")
_COMPARED = frozenset(("个百分点", "%", "倍", "个千分点"))
_COMPARED_KINDS = frozenset(("money", "count", "area", "mass", "length"))


def _tells_rate(text: str) -> bool:
    """Tell whether some words may end in the name of a rate of change (增速达, 增长目标为, 增长预计达)."""
    if not ("增" in text or "降" in text or "涨" in text or "减" in text):
        return False
    return text[-1] in _RATE_GOES or "率" in text or "速" in text or "幅" in text or "目标" in text


def completion_tail(verb: str) -> str:
    """Return the measure that tells how much of a plan, a budget or a task is done (完成年度任务 → 任务完成率)."""
    return next((word for word in ("预算", "任务") if word in verb), "计划") + "完成率"


def read_left(left: str, unit: str, kind: str, has_right_noun: bool, after: str = "") -> Reading:
    """Read the words before a number.

    Args:
        left: the words of its clause before it that belong to it.
        unit: its unit.
        kind: its kind as its form gives it.
        has_right_noun: True where a noun stands right after the number (then 增加3个网点 counts).
        after: the rest of the clause after the number; from–to needs its second half there.

    Example:
        >>> read_left("粮食总产量比上年增加", "斤", "mass", False)
        Reading(form='change', subject='粮食总产量', verb='增加', direction='up', step='', whole='', rule='change.增加')
    """
    text = left.rstrip()
    if kind == "rank":
        return Reading("rank", text, rule="rank")
    share_unit = unit in ("%", "‰")
    origin = _FROM.search(text) if "由" in text or "从" in text else None
    if origin and _ONWARD.match(after):
        subject = text[: origin.start()]
        share = _SHARE.search(subject) if share_unit and "占" in subject else None
        if share is None:
            return Reading("level", subject, step="base", rule="fromto.base")
        at = subject.rfind("占", 0, share.start("whole"))
        return Reading("share", subject[:at], verb="占", step="base", whole=share["whole"], rule="fromto.base")
    rate_follows = share_unit and after[:1] in _RATE_OPENS and _RATE_AFTER.match(after) is not None
    return _read(text, unit, kind, has_right_noun, rate_follows)


@lru_cache(maxsize=4096)
def _read(text: str, unit: str, kind: str, has_right_noun: bool, rate_follows: bool) -> Reading:
    """Read the words before a number that is not the first of from–to; the name of a rate may follow it (6.1%的增速)."""
    share_unit = unit in ("%", "‰")
    if share_unit and text:
        done = _COMPLETION.search(text) if text[-1] in _COMPLETES else None
        if done:
            return Reading("completion", text[: done.start()], verb=done.group().rstrip("的"), rule="completion")
        earlier = _OF_YEAR.search(text) if text[-1] == "的" else None
        if earlier:
            return Reading("level", strip_base(text[: earlier.start()]), rule="share.of_year")
        share = _SHARE.search(text) if "占" in text else None
        if share:
            at = text.rfind("占", 0, share.start("whole"))
            return Reading("share", text[:at], verb="占", whole=share["whole"], rule="share.占")
        gives = _GIVES.match(text) if "全" in text else None
        if gives:
            # 三县贡献了全市产量的六成
            return Reading("share", gives["who"], verb="占", whole=gives["whole"], rule="share.gives")
        rate = (_RATE_NOUN.search(text) or _NOUN_CHANGE.search(text)) if _tells_rate(text) else None
        if rate:
            down = bool(re.search(r"降|减", rate.group()))
            return Reading(
                "change",
                strip_base(text[: rate.start()]),
                strip_copulas(rate.group())[1],
                "down" if down else "up",
                rule="change.rate",
            )
    if rate_follows:
        return Reading("change", strip_base(text), "", "up", rule="change.rate_after")
    ahead = _AHEAD.fullmatch(text) if text[:1] in _AHEAD_OPENS and unit in (*_POINTS, "%") else None
    if ahead:
        # 高出全市平均增幅0.9个百分点: what is ahead was named before
        down = ahead["word"] in ("低于", "少于", "慢于", "落后")
        return Reading("change", "", text, "down" if down else "up", rule=f"change.{ahead['word']}")
    change = change_in(text) if share_unit or not has_right_noun or unit == "倍" or unit in _POINTS else None
    if change:
        verb = change["verb"]
        down = verb in cues().words["change_down"]
        if unit == "位" and verb not in ("提升", "上升", "前移", "下降", "后移", "进位", "跃升", "回落", "提高"):
            return Reading("level", text)
        sure = len(verb) > 1 or share_unit or unit in ("个百分点", "倍") or change["base"]
        grown = text.endswith("了") and verb in "涨降减增升跌多少" and change.start()
        if sure or (grown and not text.endswith("新增了")):
            return Reading(
                "change", strip_base(text[: change.start()]), verb, "down" if down else "up", rule=f"change.{verb}"
            )
    more = _MORE.search(text) if "比" in text or "较" in text else None
    if more:
        direction = "down" if more["sign"] == "少" else "up"
        return Reading(
            "change", strip_base(text[: more.start()]), more["verb"], direction, rule=f"change.{more['sign']}"
        )
    held = "于" in text or "超" in text or "高出" in text or "领先" in text or "落后" in text
    compare = _COMPARE.search(text) if held and (unit in _COMPARED or kind in _COMPARED_KINDS) else None
    if compare:
        up = compare["word"] not in ("低于", "少于", "慢于", "落后")
        if compare["base"].endswith("的") and unit not in (*_POINTS, "倍"):
            # 高于去年的15间: a level, of last year
            return Reading("level", text)
        if unit in _POINTS or (compare["base"][-1] not in "为达" and not share_unit):
            return Reading(
                "change",
                text[: compare.start()],
                compare.group(),
                "up" if up else "down",
                rule=f"change.{compare['word']}",
            )
    turned = _TURNS.match(text) if share_unit or unit == "个百分点" else None
    if turned and not has_right_noun and not _REACHED.search(text) and turned["verb"] in change_verbs():
        # 压减一般性支出12%
        verb = turned["verb"]
        down = verb in cues().words["change_down"]
        return Reading("change", turned["thing"], verb, "down" if down else "up", rule=f"change.{verb}")
    if unit in _POINTS:
        down = bool(re.search(r"降|低|减|少|收窄|回落|缩", text))
        return Reading("change", strip_base(text), "", "down" if down else "up", rule="change.points")
    if unit == "倍":
        times = _TIMES_OF.search(text)
        return Reading("multiple", text[: times.start()] if times else strip_base(text), rule="multiple")
    result = result_in(text)
    if result:
        return Reading("level", text[: result.start()], step="result", rule="fromto.result")
    return Reading("level", text)
