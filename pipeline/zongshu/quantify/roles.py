"""Which role a numeric expression has, judged by what stands around it (codebook §1).

Every rule here can only take a mention out of the claims (label, ordinal, date, no mention at all) or, for rankings and
list members, put one in; the value is never changed.
"""

from __future__ import annotations

from zongshu.lexicon.labels import labels
from zongshu.patterns import pattern
from zongshu.quantify.durations import duration_role
from zongshu.quantify.lists import share_bounds, share_ordinals, share_units
from zongshu.quantify.names import named
from zongshu.types import Mention, Quantity

__all__ = ["settle"]

_SCALE_ONLY = pattern(r"[十百千万亿]+")
_SINGLE = frozenset("一二两三四五六七八九十")
_APPROX_FIRST = frozenset("约近逾超过突破不至最大高多少接将低上几数-－−")
_REACH_UNITS = frozenset(("分钟", "小时", "公里", "米"))
_WATCHED = _REACH_UNITS | {"元", "方", "次", "人", "页", "单元"}
_COUNTED = frozenset("个名家支项条大")
_COUNTED_BY_PAGES = frozenset(("次", "人", "页"))
_FIRM_KINDS = frozenset(("duration", "multiple", "percent", "change"))
_FURNITURE_BEFORE = pattern(r"(?:(?:阅读|浏览|点击|访问|查看)(?:次数|人数|量|数)?[：:]|[/／] ?共) ?$")
_FURNITURE_ENDS = ("：", ":", "共", " ")
_FURNITURE_AFTER = pattern(r"已?(?:围观|浏览过|阅读过|点赞)")
_COUNT_DIMENSIONS = frozenset(("count", "people", "visits"))
_DAY = 24
_PARTIES = pattern(
    r"协[议作同商调]|联[动合席]|会[谈商审签]|共[建治商享]|合[作同]|主体|责任|参与|力量|平台|代表|座谈|通话|评价|监督"
)
_TIMES = frozenset("次趟遍轮")
# 每月至少检测一次, 每两年体检一次
_HOW_OFTEN = pattern(
    r"每(?:隔|个)?(?:天|日|周|星期|月|旬|季度?|年|学期|半年|半个?月|[两三四五六七八九十\d]{1,2}个?(?:天|日|周|星期|月|季度|学期|年))"
    r"[^，。；：！？、\n每一]{1,12}$"
)
#: Above this a Chinese numeral with a classifier counts (四十门课), below it may name a phase (二期).
_MOST_NAMED = 20
_PHASES = frozenset("期轮届版层排组队班章节集段面门站头张群双针课")
_NAMING = frozenset("方路线点口")
_CORNERED = pattern("[形大亭星枫楼柱钢]")
_NAMED_RANGE = len("三四线")
_SCORE_AFTER = pattern(
    r"(?:的比分|的成绩)?(?:战胜|击败|大胜|险胜|完胜|逆转|取胜|获胜|告负|负于|逼平|不敌|领先|落后|战平)"
)
_CIRCLE = pattern(r"[^，。；：！？“”\n]{0,10}圈")
# 时间过半、任务过半 tells how far the year has gone
_TIME_HALF = pattern(r"(?:时间|双|过半[、，](?:实现|完成)?任务(?:也|量|完成)?)(?:已经?)?$")
_ROUND_CLOCK = pattern(
    r"不打烊|不断|值班|值守|待命|在线|在岗|服务|自助|热线|营业|开放|亮灯|亮着|监测|全天|全程|受理|接|响应|监控|巡|应急|连续|无休|不间断|轮|循环"
    r"|可[办用]|[供通]|随时|自动|动态|实时|盯守|驻守|看护|守护|陪护|无人|智能|智慧|便民|便利|警务|政务|图书|书[房屋吧]|药[店房]|健身|急救|急诊|门诊|咨询|救助|机器|人工"
)
_VERB_BEFORE = pattern(
    r"(?:办|办了|展|展了|开|开设|完成|推出|实施|组织|新增|累计|先后|共|进行|进行了|启动|组建|达|有|培训|安排|举行|印发|编发|播出|刊发|第|分)$"
)
_RANK_END = pattern(r"[，。；、）)（(：:！\s]|$|的|和|与|、|位|名|方阵")
_TOWN_NAME = pattern(r"[\u4e00-\u9fff]{0,2}(?:镇|乡|街道|苏木)(?!村|[\u4e00-\u9fff]{0,2}（)")
_CLAUSE_MARK = pattern(r"[，。；！？\n]")
# what has no unit by its nature: 灌溉水利用系数由0.46提高到0.52, 考评得分96.8, 容积率1.5
_INDEX = pattern(
    r"(?:系数|指数|得分|评分|均分|总分|容积率|生育率|潜在增长率)[^，。；：！？\n0-9表图第号基]{0,6}?(?:\d+(?:\.\d+)?[^，。；：！？\n0-9]{1,6})?"
    r"(?:[为是达仅至到由从在]|达到|高达|[约近])?[：:]?$"
)
_INDEX_BACK = 28
_INDEX_AFTER = pattern(r"(?![A-Za-z_/~～—–:：-]|指数|\.?\d)")
_WHOLE = pattern(r"全[国省市县区]|百强")
_VILLAGE = pattern(r"(?:新?村|社区|屯|庄|铺|桥|河|店|堡|台)")
_MASK = frozenset("XxＸｘ*＊×□■?？△")


def settle(text: str, mentions: list[Mention]) -> list[Mention]:
    """Settle the role of each mention from its surroundings.

    Args:
        text: the clean text.
        mentions: mentions in order, as `scan` yields them.

    Returns:
        The mentions that are left, in order; rhetorical numerals are gone.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> [m.role for m in settle("打造“15分钟圈”，建成3个站", scan("打造“15分钟圈”，建成3个站"))]
        ['label', 'claim']
    """
    if not mentions:
        return []
    names = named(text, mentions)
    kept: list[Mention] = []
    for index, mention in enumerate(mentions):
        rule = names.get(index)
        if rule == "none":
            continue
        if rule:
            mention.role = "label"
            mention.rules.append(rule)
        elif mention.role == "claim":
            rule = _demote(text, mention)
            if rule:
                mention.role = rule.partition(".")[0]
                mention.rules.append(rule)
        elif mention.rules[-1:] == ["label.no_unit"]:
            if _is_index(text, mention):
                mention.role = "claim"
                mention.rules[-1] = "claim.index"
        elif mention.role == "ordinal":
            rule = _rank(text, mention)
            if rule:
                mention.role = "claim"
                mention.rules.append(rule)
        kept.append(mention)
    share_units(text, kept)
    share_bounds(text, kept)
    share_ordinals(text, kept)
    return kept


def _is_index(text: str, mention: Mention) -> bool:
    """Tell whether a number without a unit is that of an index, a coefficient or a score."""
    start, end = mention.start, mention.end
    return (
        (text[start].isdigit() or text[start] in _APPROX_FIRST)
        and _INDEX_AFTER.match(text, end) is not None
        and _INDEX.search(text, max(0, start - _INDEX_BACK), start) is not None
    )


def _demote(text: str, mention: Mention) -> str | None:
    """Return the rule that takes a mention out of the claims, `role.why`, or None to keep it."""
    start, end, quantity = mention.start, mention.end, mention.quantity
    unit, first = quantity.unit, text[start]
    if unit == "立方米" and text[end - 1] == "方":
        unit = "方"  # 三方协议, 两方面: a party or an aspect as often as a volume
    if not _MASK.isdisjoint(text[start - 1 if start else 0 : end + 1]):
        return "label.mask"
    if quantity.per is not None and not unit:
        score = text.endswith("比分", 0, start) or _SCORE_AFTER.match(text, end)
        return "label.score" if score else None
    if first == "过" and text.startswith("过半", start) and _TIME_HALF.search(text, max(0, start - 8), start):
        return "label.slogan"
    digits = first.isdigit() or first in _APPROX_FIRST
    if digits and unit not in _WATCHED and quantity.kind != "duration":
        return None
    printed, left, right = text[start:end], text[start - 8 if start > 8 else 0 : start], text[end : end + 12]
    if quantity.kind == "duration":
        rule = duration_role(printed, left, right, unit)
        if rule:
            return rule
    rule = _watched(printed, left, right, unit, quantity)
    if rule or digits:
        return rule
    if quantity.approx == "range" and unit in _NAMING and len(printed) == _NAMED_RANGE:
        return "label.named"  # 三四线城市
    if first in "零〇" and not quantity.value:
        return "label.none"
    if (unit not in _COUNTED and quantity.kind not in _FIRM_KINDS and _TOWN_NAME.match(right)) or (
        unit == "里" and _VILLAGE.match(right)
    ):
        return "label.place_name"
    if first == "一" and quantity.value == 1 and quantity.kind not in _FIRM_KINDS:
        times = unit in _TIMES and (quantity.approx != "exact" or _HOW_OFTEN.search(text, max(0, start - 20), start))
        return None if times else "label.one"
    if _SCALE_ONLY.fullmatch(printed[: len(printed) - len(unit)] or first) and first != "十":
        # 百名, 万人, 亿元 without a fuzzy word name a size class; 亿元以上 is a threshold
        return None if quantity.approx != "exact" else "label.size"
    if first == "二" and printed == f"二{unit}" and quantity.dimension in _COUNT_DIMENSIONS:
        return "label.second"  # two of a thing is 两; 二次, 二家 name the second
    if first in _SINGLE and quantity.approx == "exact":
        return _small(printed, left, right, unit, quantity)
    return None


def _watched(printed: str, left: str, right: str, unit: str, quantity: Quantity) -> str | None:
    """Settle the units that name as often as they count: 15分钟圈, 24小时服务, 单位：元, 三方."""
    if unit in _REACH_UNITS and _CIRCLE.match(right):
        return "label.circle"
    if (
        unit == "小时"
        and printed.startswith("24")
        and quantity.value == _DAY
        and _ROUND_CLOCK.match(right.lstrip("，、“"))
    ):
        return "label.clock"
    if unit == "单元" and left.endswith(("号楼", "栋", "幢", "座")):
        return "label.address"
    if unit == "元" and left.endswith(("单位：", "单位:")):
        return "label.heading"
    if unit == "方" and right.startswith("面"):
        return "label.aspect"
    if unit == "方" and printed[0].isdigit() and _PARTIES.match(right):
        return "label.parties"
    if (unit in _COUNTED_BY_PAGES and left.endswith(_FURNITURE_ENDS) and _FURNITURE_BEFORE.search(left)) or (
        unit == "人" and _FURNITURE_AFTER.match(right)
    ):
        return "label.furniture"
    return None


def _small(printed: str, left: str, right: str, unit: str, quantity: Quantity) -> str | None:
    """Settle a small Chinese numeral with a classifier, which is as often a name as a count."""
    table = labels()
    if unit in table.ordinal_classifiers:
        return "label.grade"
    if unit == "口" and left.endswith("一家"):
        return None
    if unit != "届" and quantity.value is not None and quantity.value > _MOST_NAMED:
        return None
    if unit in _PHASES:
        return None if _VERB_BEFORE.search(left) else "label.phase"
    if unit in _NAMING or (unit == "角" and _CORNERED.match(right)):
        return "label.named"
    if unit in ("个", "大项", "项", "条") and table.slogan_heads.match(right):
        return "label.slogan"
    if unit == "位" and right.startswith(("一体", "数")):
        return "label.named"
    # 一X二Y with both halves a numeral and one word (三会一课, 两免一补) is a name, not a list of counts
    if (
        len(printed) == 2
        and right
        and right[0] in _SINGLE
        and len(right) > 1
        and unit not in ("户", "人", "名", "个", "家")
    ):
        return "label.pair"
    return None


def _rank(text: str, mention: Mention) -> str | None:
    """Tell a ranking (居全省第2位) from a place in an order (第二批)."""
    printed = text[mention.start : mention.end]
    left = text[max(0, mention.start - 16) : mention.start]
    clause = _CLAUSE_MARK.split(left)[-1]
    quantity = mention.quantity
    if printed[0] in "前头":
        return "rank.front" if labels().rank_verbs.search(clause) else None
    ranked = printed.endswith(("位", "名")) or (
        quantity.unit == "位" and _RANK_END.match(text[mention.end : mention.end + 1] or "。")
    )
    if ranked and (labels().rank_verbs.search(clause) or (printed.endswith("位") and _WHOLE.search(clause))):
        return "rank.verb"
    return None
