"""Stretches of time: which of them tell how long something took, and which only name a time, a plan or a report."""

from __future__ import annotations

from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern

__all__ = ["duration_role"]

_SEVERAL = frozenset("两二三四五六七八九十23456789")
_ONE_TIME_AFTER = pattern(r"时间|内|之内|左右|以上|多")
_ONE_TIME_BEFORE = pattern(
    r"(?:用|利用|仅|短短|不到|需|需要|耗时|历时|用时|缩短[至到为]|压缩[至到为]|提前|等|花|近|约|超|过)了?$"
)
_SPAN_BEFORE = pattern(
    r"(?:今后|未来|过去|最近|近|这|此后|以后|(?<![提目当])前|(?<![之以此])后|接下来的?|(?:^|[，。；、在])下)的?$"
)
# 从过去的12个工作日压到3个: what it was before
_FROM_PAST = pattern(r"[从由比较]过去的$")
_CALENDAR_UNITS = frozenset(("年", "个月", "周", "天", "日", "个星期", "世纪"))
_AGO = pattern(r"[之以]?[前后](?![期列往来续面置沿端勤台卫备])")
_PLAN_NAME = pattern(r"规划|行动|计划|攻坚|提升|倍增|[^，。；、！？\n]{0,6}(?:行动|攻坚|计划|会战)")
# 五年累计投入12亿元: the time of what follows, no quantity of its own
_PERIOD_OF = pattern(
    r"(?:时间)?(?:累计|共|总共|合计|先后|平均|新[增建]|建成|完成|投入|实现|培[育养]|改造|减少|增[加长]|解决|安排|实施|发放|引进|创造|带动|转移)"
    r"[^，。；！？\n]{0,16}[0-9一二两三四五六七八九十百千万]"
)
_REVIEW_OF = pattern(r"(?:工作)?(?:观察|总结|小结|小考|答卷|盘点|回顾|述评|综述|账|报)(?=[，。；：！？、”》\s]|$)")
# 回顾 and 总结 are found before it
_LOOKED_BACK = pattern(r"(?:工作)?回眸(?=[，。；！？、\s]|$)")
# 拖了近三年, 卧床近五年: how long something went on, not since when; 打破了近三年来的纪录 is none
_WENT_ON = pattern(
    r"(?:(?:[用花拖等闹跑住干改做种养谈磨忙耗欠守走学找修建办荒空争吵查熬盼治拉病断跟教练]|过去)了|历时|耗时|费时|用时|持续|长达|拖欠|闲置|停工|搁置|荒废"
    r"|空置|失修|卧床|等待|等候|滞留)$"
)
_RECORD = pattern(r"来|[最首]|的?(?:最|新[高低]|纪录|记录|同期|均值|平均)")
# 服务满三年发放…, 工期两年完成…: the time is what is told
_HOW_LONG = pattern(r"(?:[满期限龄达超每第约近足长共需要用隔修]|连续|历时|耗时|持续|提前|[\d一二三四五六七八九十])$")
_DEED = pattern(r"[\u4e00-\u9fff]{2,4}(?=\d)")
_NUMBER_NEXT = pattern(r"了?[约近超]?\d")
_CLAUSE_HEAD = pattern(r"(?:^|[，。；：！？\s])$")


def duration_role(printed: str, left: str, right: str, unit: str) -> str | None:
    """Return the rule that takes a stretch of time out of the claims, `role.why`, or None to keep it.

    Args:
        printed: its own characters.
        left: some characters before it.
        right: some characters after it.
        unit: its unit.

    Example:
        >>> duration_role("近三年", "", "来新增5家", "年"), duration_role("近三年", "项目拖了", "，", "年")
        ('date.since', None)
    """
    if printed[0] == "一" and left.endswith(f"{printed[:2]}比"):
        return "label.each"  # 客人一年比一年多
    if unit in _CALENDAR_UNITS and _REVIEW_OF.match(right):
        return "label.review"  # 半年观察, 半年总结
    if left.endswith("每") and unit in _CALENDAR_UNITS:
        return "label.each"  # 每两年, 每半年: what a rate counts on
    if right.startswith(("来", "间", "期间", "里")) and not right.startswith(("间距", "来水", "来了")):
        return "date.since"
    if unit in _CALENDAR_UNITS and _AGO.match(right):
        return "date.ago"
    near = printed[0] == "近" and unit in ("年", "个月") and printed.lstrip("近 ")[:1] in _SEVERAL
    if (_SPAN_BEFORE.search(left) and not _FROM_PAST.search(left)) or (
        near and not (_WENT_ON.search(left) and not _RECORD.match(right))
    ):
        return "date.span"
    if right.startswith(("级", "制", "生", "期", "龄", "无理由", "一遇", "禁", "如一日", "树")) or (
        unit == "周年" or printed.endswith("周年")
    ):
        return "label.named"
    if _PLAN_NAME.match(right):
        return "label.plan"
    if unit == "年" and (
        (_CLAUSE_HEAD.search(left) and (_PERIOD_OF.match(right) or right.startswith("过去")))
        or _LOOKED_BACK.match(right)
        or (not _HOW_LONG.search(left) and _deed_in(right))
    ):
        return "date.span"
    if (printed[0] == "一" and printed[1:] == unit.removeprefix("个")) or printed == f"一{unit}":
        if _ONE_TIME_AFTER.match(right) or _ONE_TIME_BEFORE.search(left):
            return None
        return "label.one"
    return None


def _deed_in(right: str) -> bool:
    """Tell a verb and its number after a time: what was done in it (调委会五年接案9216宗, 电商公司半年直播126场)."""
    verb = cues().at_start("verbs").match(right)
    if verb is not None and len(verb.group()) > 1 and _NUMBER_NEXT.match(right, verb.end()) is not None:
        return True
    deed = _DEED.match(right)
    return deed is not None and all(flag[0] == "v" and len(word) > 1 for word, flag in tag(deed.group()))
