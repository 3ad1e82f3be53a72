"""What is counted where no noun follows the number: the words before it (建成站3个), alone or with the topic."""

from __future__ import annotations

from zongshu.claim.around import Words
from zongshu.claim.counted import QUALIFIER, QUALIFIER_ENDS
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.objects import open_object
from zongshu.claim.stories import task_of
from zongshu.claim.strip import is_measure, stands_alone
from zongshu.claim.topic import Topic
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import cut, tag
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["asks_topic", "left_item"]

_REACH = frozenset(("覆盖", "惠及", "服务", "受益", "带动", "辐射", "涉及", "参与", "吸引", "培训", "累计服务", "关注"))
_THAT = pattern(r"^(?:此类|这类|该类|上述)(?=[\u4e00-\u9fff]{2,})")
_THAT_OPENS = frozenset("此这该上")
_ALL_KINDS = pattern(r"各(?:类|项|种|式)(?=[\u4e00-\u9fff]{2,}$)")
_CAN = pattern(r"^(?P<once>一次性?|单次|同时)?(?:可以?|能够?)")
#: Characters of a rate that name nothing (合格率, 完成率).
_ANY = frozenset("合完成总平均达到的人年及时")
_MOST = pattern(r"最[\u4e00-\u9fff]{1,2}的")
#: 直播216场，最多的一场观看130万人次: one of those counted.
_MOST_ONE = pattern(r"最[\u4e00-\u9fff]{1,2}的一(?P<unit>[\u4e00-\u9fff])(?P<what>[\u4e00-\u9fff]{2,8})")
#: What is done to a thing in one character, told after it.
_LAID = frozenset("铺建设添开办装修种布架摆立配")
_PER_MANY = pattern(r"每[十百千万亿]")
_ABLE = pattern(
    r"(?:年|日|每年|每天|每小时|一次性?|单次|同时)?(?:可|可以|能|能够)(?:同时|一次性?)?(?=[\u4e00-\u9fff]{2,}$)"
)
#: What Party organisations, unions and the like cover.
_COVERED = pattern(r"(?:党组织|党的组织|党建|工会|工会组织|团组织|组织)(?:两个)?覆盖率")
_ORGANISED = ("企业", "商会", "协会", "社会组织", "学校", "医院", "公司", "园区", "楼宇")
#: Persons and those that act, of whom a share does something.
_MOST_OF = pattern(r"[\u4e00-\u9fff“”]{0,10}(?:[员者师生工民户]|企业|群众|干部|家庭|职工|村|社区|学校)")
_FITTED = frozenset(("设", "设有", "设置", "设立", "内设", "配有", "拥有"))
_JOINS = frozenset(("参加", "加入"))
#: Ends of insurances, co-operatives and associations.
_JOINED = frozenset("险社会")
_ACTIVITY = frozenset(("活动", "服务活动", "主题活动"))
_TASK = pattern(
    r"(?:[省市县区州国]|上级|年度|全年|年初|当年|既定)(?:里|上|政府)?(?:下达|分解|核定|定|确定|规定)?的?(?:目标任务|任务|目标|计划|预算)[数量]?"
)
_TASK_ENDS = frozenset("务标划算数量")
#: 占全年任务60户的75%: how much was to be done of what was told before.
_OF_TASK = pattern(rf"(?:占|占到|为|是|达到?|完成|实现)了?(?P<task>{_TASK.pattern})")
#: 相当于周边市价的四折
_EQUALS = pattern(r"^(?:只|仅|大约)*(?:相当于|等于)(?P<base>[^，。；]{2,12}?)的?$")
_HOUSEHOLDS = ("户", "人", "家")
_DEMAND = pattern(r"(?:目标|任务|计划|标准)$")


def asks_topic(source: str, head: str, verb: str, obj: str) -> bool:
    """Tell whether the words before a number may be more or less than an item in `left_item`, whatever the topic.

    Args:
        source: the words, and what they were taken apart into; see `Words`.
        head: without copula, adverbs and date.
        verb: the verb in `head`.
        obj: its object.
    """
    if (
        obj.endswith("覆盖率")
        or "占" in source
        or "于" in obj
        or source.endswith(("的", "的有"))
        or head[:1] == "最"
        or obj[:1] in ("最", "每")
    ):
        return True
    short = len(obj) <= 2 or (len(obj) <= 4 and listed(verb, "name_verbs"))
    if (verb in _FITTED and listed(obj, "relational")) or (verb in _JOINS and obj[-1:] in _JOINED):
        return True
    if verb in _REACH or verb == "通过" or obj in _ACTIVITY or (verb and short and not listed(verb, "making")):
        return True
    if ("可" in source or "能" in source) and _ABLE.match(source):
        return True
    if obj[:1] == "各" and _ALL_KINDS.match(obj):
        return True
    if (obj[:1] in _THAT_OPENS and _THAT.match(obj)) or (obj[-1:] in QUALIFIER_ENDS and QUALIFIER.fullmatch(obj)):
        return True
    if verb in ("完成", "") and obj[-1:] in _TASK_ENDS and _TASK.fullmatch(obj):
        return True
    if is_measure(obj) and not stands_alone(obj):
        return True
    return not verb and (listed(obj, "relational") or _result(obj) != "" or _is_laid(source, obj))


def left_item(claim: Claim, frame: Frame, words: Words, topic: Topic) -> str:
    """Return what is counted by the words before a number.

    Args:
        claim: the claim of the number; its predicate may be set.
        frame: the number in its clause.
        words: the words around it; the object may be cut.
        topic: what the sentence is about so far.
    """
    quantity, verb, obj = claim.quantity, words.verb, words.obj
    if obj.endswith("密度"):
        return obj
    if quantity.per is not None and _PER_MANY.match(quantity.per.text) and quantity.per.text not in obj:
        return quantity.per.text + obj
    if topic.item and ("可" in words.source or "能" in words.source) and _ABLE.match(words.source):
        # 冷库12座，可储存果蔬8600吨: what the topic can do
        return topic.item + _CAN.sub(lambda hit: hit["once"] or "", words.head)
    if quantity.unit in ("趟", "回") and (task := task_of(words.head)):
        # 过去办个证要跑五六趟
        return f"{task}跑{quantity.unit}数"
    if topic.last[:1] == "最" and (most := _MOST.fullmatch(obj)):
        # 最多的一户领到1.2万元，最少的也有800元
        return most.group() + topic.last[len(most.group()) :]
    one = _MOST_ONE.fullmatch(words.head) if words.head[:1] == "最" else None
    if one and one["unit"] == topic.unit and topic.item:
        return topic.item + one["what"]
    if obj[:1] in _THAT_OPENS and (that := _THAT.match(obj)):
        told = topic.item if not topic.scene.person or topic.scene.person not in topic.item else ""
        return told + obj[that.end() :]
    if obj[:1] == "各" and topic.item and (kinds := _ALL_KINDS.match(obj)) and topic.item.endswith(obj[kinds.end() :]):
        # 农村产权交易更便捷。完成各类交易560宗
        words.obj = topic.item
        return topic.item
    if obj in _ACTIVITY and topic.item and not topic.fresh and obj not in topic.item:
        # 组建志愿服务队27支，已办活动510余场
        return topic.item + obj
    if quantity.dimension == "share":
        if obj.endswith("覆盖率") and topic.item.endswith(_ORGANISED) and _COVERED.fullmatch(obj):
            # 社会组织28家，党组织覆盖率96%
            return topic.item + obj
        if words.said and not verb and 3 <= len(words.said) <= 10 and not is_measure(obj) and _MOST_OF.fullmatch(obj):
            # 护理员六成以上持证上岗
            return f"{words.said}的{obj}"
        if topic.last and "于" in obj and (equals := _EQUALS.match(obj)):
            return f"{topic.last}相当于{equals['base']}比例"
        if words.copula.startswith("占"):
            return obj + "占比"
    if obj[-1:] in QUALIFIER_ENDS and QUALIFIER.fullmatch(obj):
        return obj + (words.noun or topic.item)
    if verb in _REACH and topic.item and len(obj) <= 4:
        last = cut(topic.base or "无")[-1]
        # 减免检测费用180万元，惠及企业950家
        measured = is_measure(last) or last in ("费用", "会费", "费")
        return ("" if measured or open_object(topic.base)[1] else topic.base) + verb + obj
    owned = not frame.position or (topic.quantity is not None and topic.quantity.dimension == "count")
    if owned and not verb and topic.item and listed(obj, "relational") and obj not in topic.item:
        return topic.head() + obj
    if (
        verb in _FITTED
        and topic.item
        and listed(obj, "relational")
        and _is_site(frame, topic)
        and obj not in topic.item
    ):
        # 养老院占地9亩，设床位60张
        return topic.head() + obj
    task = obj if verb in ("完成", "") and obj[-1:] in _TASK_ENDS and _TASK.fullmatch(obj) else ""
    if not task and words.source[-1:] in _TASK_ENDS and (of := _OF_TASK.fullmatch(words.source)):
        task = of["task"]
    if topic.item and task:
        # 完成市下达任务4.3亿元的104%, 占年度计划20座的90%
        topic.demand = "任务" if "任务" in task else task[-2:]
        words.obj = topic.demand + "数"
        if quantity.unit != topic.unit and quantity.unit in topic.things:
            # 改造小区80个，惠及居民2万户，省里下达的任务是64个
            topic.item = topic.things[quantity.unit]
        return topic.head() + task
    if not verb and (result := _result(obj)):
        # 实现产值, 涉及金额: what is measured of the topic
        claim.predicate = obj.removesuffix(result)
        words.obj = result
        obj = obj.removeprefix("实现").removeprefix("完成")
        if topic.item.endswith(obj):
            # 固定资产投资86亿元，累计完成投资210亿元
            return topic.item
        return _owner(topic, obj) + obj if topic.item and obj not in topic.item else obj
    measured = is_measure(obj)
    if measured and topic.item and not topic.item.endswith(obj) and not stands_alone(obj):
        demand = _DEMAND.search(obj)
        topic.demand = demand.group() if demand else ""
        return _owner(topic, obj) + obj
    if words.source.endswith("的有") and not measured:
        if topic.unit == quantity.unit:
            # 布局驿站34个，其中全天开放的有9个
            return f"{(words.head if verb else obj).rstrip('的')}的{topic.item}"
        # 下沉坐诊，待满半年的有35人
        return obj if verb else f"{words.head.rstrip('的')}的{quantity.unit}"
    if words.source.endswith("的"):
        which = words.head.rstrip("的")
        if topic.unit == quantity.unit not in _HOUSEHOLDS and topic.part:
            # 圩堤36座，其中保护农田万亩以上的9座
            return f"{which}的{topic.item}"
        if quantity.kind == "money" and tag(which)[0][1] == "v" and topic.last:
            # 省下的380万元
            return f"{which}的资金"
        if quantity.unit in _HOUSEHOLDS:
            # 非公企业96户，其中50人以上的35户; 纳入监测的386户
            return f"{obj}{topic.item}" if topic.unit == quantity.unit else f"{obj}{quantity.unit}"
    if quantity.kind == "count" and not verb and _is_laid(words.source, obj):
        # 寄递点铺了168个
        words.obj = obj[:-1]
        return words.obj
    deed = len(obj) <= 4 and listed(verb, "name_verbs") and quantity.unit in ("件", "起", "宗", "桩")
    if verb and (deed or len(obj) <= 2) and not listed(verb, "making"):
        # 12家商会减免会费83万元: a short object is told apart by its verb, and by the doer that was counted
        counted = frame.joined and obj not in topic.item
        return (topic.item if counted and len(topic.item) <= 8 else "") + verb + obj
    if verb in _JOINS and quantity.dimension == "people" and obj[-1:] in _JOINED:
        # 参加工伤保险3.3万人: persons are counted
        return verb + obj
    return obj


def _is_site(frame: Frame, topic: Topic) -> bool:
    """Tell a topic that was measured as a site or only named, not counted."""
    return (
        not frame.position and topic.item[0] != "最" and (topic.quantity is None or topic.quantity.dimension == "area")
    )


def _owner(topic: Topic, measure: str) -> str:
    """Return what a measure is of: of what was told, the last that shares a word with it (案件, then 结案率).

    An investment is that of the part told last (其中重大项目3个，总投资…).
    """
    head = (topic.member if "投资" in measure else "") or topic.head()
    kept = frozenset(measure[:-1]) - _ANY
    if measure[-1] != "率" or not kept.isdisjoint(topic.item):
        return head
    told = next((said for said in reversed(topic.said[-5:]) if not kept.isdisjoint(said)), head)
    return head if told.endswith(topic.item) or len(told) > 12 else told


def _result(obj: str) -> str:
    """Return what is measured after a verb whose measured object is the topic's; empty where there is none."""
    words = tag(obj)
    rest = obj[len(words[0][0]) :] if len(words) > 1 and _yields(words[0][0]) else ""
    return rest if rest and is_measure(rest) else ""


def _is_laid(source: str, obj: str) -> bool:
    """Tell a thing with what was done to it in one character after it (寄递点铺了)."""
    return len(obj) > 3 and obj[-1] in _LAID and source.endswith("了")


def _yields(word: str) -> bool:
    """Tell a verb whose measured object is the topic's (实现产值, 涉及金额), not part of its name (贷款余额)."""
    table = cues().words
    strong = word in table["verbs"] and word not in table["weak_verbs"]
    return strong or word in ("实现", "完成") or listed(word, "event_verbs")
