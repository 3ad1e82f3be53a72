"""The item of a plain quantity: what stands after it (建成3个站), before it (建成站3个), or one to three clauses back."""

from __future__ import annotations

import re

from zongshu.claim.around import ATTRIBUTE, BENCHMARK, NOT_NOUN, Words, take_apart
from zongshu.claim.deed import with_deed
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.measure import Reading
from zongshu.claim.persons import as_name
from zongshu.claim.phrase import first_verb
from zongshu.claim.special import name_special, purpose
from zongshu.claim.stories import kernel
from zongshu.claim.strip import clean_item, is_measure
from zongshu.claim.topic import Topic
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import cut, tag
from zongshu.types import Claim, Quantity

__all__ = ["name_level"]

_QUALIFIER = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[批期轮届]|首批|剩余|其余|其他|另外|各类|全部|外省|省外|本地|最远的|最大的|最高的)$"
)
_PLACE_HEAD = re.compile(r"[^，。]{1,8}(?:镇|乡|街道|社区|村|[市县区州旗])$")
_CONJUNCTION = re.compile(r"(?:[、和与及]|以及|[为由对向给把将使让被用以按从在]|帮助|带动|组织|包括|等|的)$")
_OF = re.compile(r"的(?!目标|水平|任务|基础|速度|规模|比例|增速|增幅|高点|占比|份额|价格|成绩)(?=[^，。；、]{2,})")
_REACH = frozenset(
    ("覆盖", "惠及", "服务", "受益", "带动", "辐射", "涉及", "参与", "提供", "吸引", "培训", "发放", "累计服务", "关注")
)
_THAT = re.compile(r"^(?:此类|这类|该类|上述)(?=[\u4e00-\u9fff]{2,})")
_LONG_LIST = re.compile(r".*等(?:领域|方面|各类|形式|多种|系列|内容|重点|项目)?的?(?=[^、]{2,}$)")
_SPENDING = frozenset(("投入", "安排", "拿出", "支出", "争取", "筹集", "拨付", "整合"))
_CAN = re.compile(r"^(?:可以?|能够?)")
_AT_LEAST = frozenset(("超过", "不足", "低于", "高于", "达到", "不到", "超", "满", "突破"))
_SET_IN = re.compile(r"(?P<what>[^，。；]{0,12}?)(?P<verb>设|建|开|办|装|挂|放)在$")
_LIMITED = re.compile(r"[\u4e00-\u9fff]{2,12}(?:不足|不到|低于|超过|高于)[\d.]+[^，。；、]{1,6}$")
#: 为1260户种粮大户发放贷款3.4亿元: the second number tells the deed.
_FOR = re.compile(r"[为给向在对于]")
_LIST = re.compile(r"[、，；（(]|[和与及]$")
_ORGAN = re.compile(r"(?:机关|法院|检察院|部门|公安局|监管局)(?:依法|全年|累计|共)*$")
_TERM = re.compile(r"(?:期限|时限)$")
_ERRANDS = ("趟", "步", "单")
_EVERY_ONE = re.compile(
    r"每[家户个名所支台辆座张间处栋条](?:[\u4e00-\u9fff]{2,})|每人(?P<does>联系|负责|服务|包联|管理|认领|帮带)"
)
_PER_MANY = re.compile(r"每[十百千万亿]")
_ABLE = re.compile(r"(?:年|日|每年|每天)?(?:可|可以|能|能够)(?=[\u4e00-\u9fff]{2,}$)")
_AGE_WORD = re.compile(r"(?:今年|现年|年近|年过|平均年龄)$")
_ADVERBS = re.compile(
    r"(?:平均|全年|累计|计划|目前|今年|当年|年内|共|已|拟|力争|将|预计|成功|顺利|先后|及时|全部|再|也|还|均|都|只|仅)+$"
)
_DEMAND = re.compile(r"(?:目标|任务|计划|标准)$")
#: Parts of speech that close no noun phrase: verb, adverb, direction, time, pronoun, place; nor is a proper name counted.
_NO_NOUN = ("ns", "nr", "nrt", "v", "d", "f", "t", "r", "p", "s", "ad", "ul")


def name_level(
    claim: Claim, frame: Frame, reading: Reading, noun: str, said: str, right: str, topic: Topic, part: bool
) -> None:
    """Fill item and predicate of a plain quantity and bring the topic up to date.

    Args:
        claim: the claim; changed in place.
        frame: its number in its clause.
        reading: what the words before it say.
        noun: the noun phrase after it, and `said`: what is said of that.
        right: all words after it.
        topic: what the sentence is about so far.
        part: True where a part of something is told (其中…), which does not become the topic.
    """
    words = take_apart(frame, reading, noun, said, right)
    done = "完成" if "完成" in words.copula else ""
    claim.predicate = words.closing or words.verb or done or first_verb(said)
    thing = ""
    if claim.quantity.unit == "岁":
        _name_age(claim, words, topic)
        return
    item = name_special(frame, words, claim.quantity, topic)
    if item:
        claim.item = clean_item(item)
        if words.bound and frame.last:
            # 56人以上的大班额比例，已从11.8%压到0.4%
            topic.item = topic.last = clean_item(noun)
        elif not words.limit and not BENCHMARK.match(right):
            topic.last, topic.verb = claim.item, words.closing or words.verb
            topic.item = topic.item or claim.item
        return
    if _counts_right(words, claim.quantity.dimension):
        item = _right_item(claim, frame, words, topic)
        thing = words.noun
    elif not words.head or words.closing == words.head or listed(words.head.rstrip("的"), "states"):
        _carry(claim, frame, words, topic)
        return
    elif words.closing:
        # 矛盾纠纷成功化解8731件, 取消下放17项: the verb closes the noun
        thing = _ADVERBS.sub("", words.head[: -len(words.closing)])
        bare = len(thing) + len(words.closing) == len(words.head)
        if _ORGAN.search(thing):
            # 检察机关依法起诉612人: who does it stays out
            thing, bare = words.closing, False
        elif topic.item and "不" in thing and all(flag in ("v", "d", "a", "ad") for _, flag in tag(thing)):
            # 保留9项，明确不再出具24项
            thing, bare = ("不再" if "不再" in words.head else "") + words.closing + topic.item, False
            words.closing = ""
        elif len(thing) < 2 or (bare and listed(words.closing, "name_verbs")):
            thing = words.head
        item = thing if thing in (words.head, words.closing) else thing + words.closing
    elif ATTRIBUTE.fullmatch(words.obj):
        level = ATTRIBUTE.match(topic.last)
        whole = topic.last[level.end() :] if level and topic.part else ""
        claim.item = topic.last = clean_item(words.obj + (whole or topic.base or topic.item))
        return
    else:
        item = _left_item(claim, frame, words, topic)
        thing = "" if is_measure(words.obj) or (topic.item and words.obj.endswith("率")) else words.obj
    claim.item = clean_item(_shorten(item))
    if frame.left or topic.verb != "通过":
        topic.verb = words.closing or words.verb
    if claim.item and not words.bound:
        if topic.verb == "通过" and claim.item.endswith(noun):
            thing = ""
        topic.tell(clean_item(_shorten(thing)), claim.item, claim.quantity, part)
    if noun and _beyond(words, claim.quantity) and words.head:
        # 年产值超过10亿元的企业增加到19家: the next number counts those
        topic.last = clean_item(noun)


def _name_age(claim: Claim, words: Words, topic: Topic) -> None:
    """Name whose age it is: who stands after it (67岁的王秀兰), else who stands before it."""
    name = words.noun.partition("的")[0] or _AGE_WORD.sub("", words.head).split("的")[-1]
    person = "" if words.limit or claim.quantity.value is None else as_name(name)
    if not person and (not name or name.startswith(("老党员", "老人"))):
        # 这位68岁的老党员
        person = topic.scene.person
    name = person or name or topic.item
    claim.item = clean_item(name + ("平均" if "平均" in words.source else "") + "年龄")
    topic.last = claim.item
    if not words.bound and "平均" not in words.source:
        topic.item = clean_item(name)
        topic.scene.person = person or (topic.item if words.head and not words.noun else topic.scene.person)


def _counts_right(words: Words, dimension: str) -> bool:
    """Tell whether the noun after a number is what it counts."""
    if not words.noun:
        return False
    if not words.head or words.closing or not words.obj or words.bound:
        return True
    if dimension in ("count", "people") and ("、" in words.head or tag(words.obj)[-1][1] in _NO_NOUN):
        # 影像、心电、检验3个共享中心; 开学时3名学生
        return True
    if words.head.endswith("”") or _QUALIFIER.fullmatch(words.head):
        # “甲”“乙”2个项目; 第二批15项任务
        return True
    return (
        _PLACE_HEAD.fullmatch(words.head) is not None
        or _CONJUNCTION.search(words.source) is not None
        or (words.copula == "为" and not words.right.startswith("的"))
        or _OF.match(words.right) is not None
    )


def _right_item(claim: Claim, frame: Frame, words: Words, topic: Topic) -> str:
    """Name what is counted by the noun after the number, with what the words around it add to it."""
    quantity, noun, said = claim.quantity, words.noun, words.said
    item = noun
    measured = next((one for one in (words.head, words.obj) if is_measure(one)), "")
    if not measured and _beyond(words, quantity) and not words.verb and 2 <= len(words.head) <= 8:
        # 研发投入超过500万元的企业
        measured = words.head
    inside = _SET_IN.search(words.head)
    limit = _LIMITED.match("".join(frame.after.split()).removeprefix("的").removeprefix(noun))
    qualifier = _QUALIFIER.search(words.head)
    closing = words.closing.rstrip("了过")
    if quantity.kind == "duration" and noun in ("时间", "工夫", "功夫"):
        deed = said if frame.last else purpose(frame.after.removeprefix(noun))
        item = (deed if 0 < len(deed) <= 16 else topic.item) + "时间"
    elif inside:
        # 设在七所学校内
        item = f"{inside['verb']}{inside['what'] or topic.item}的{noun}"
    elif limit and listed(noun, "generic"):
        # 7个村集体经营性收入不足5万元
        item = f"{limit.group()}的{noun}"
    elif measured and words.right.startswith("的"):
        # 产值5亿元以上企业, 价值80万元的设施: what is measured of the noun
        item = noun + measured
    elif qualifier:
        item = qualifier.group() + noun
    elif noun == said:
        # 236人通过考试: who did it is left out
        item = topic.item + noun if len(noun) <= 4 and noun not in topic.item else noun
    elif len(noun) <= 8 and 0 < len(said) <= 14 and _selects(said, noun):
        # 53名快递员加入志愿者队伍, 243所学校提供午餐
        item = f"{said}的{noun}"
    elif topic.part and topic.item and not said and all(flag in ("v", "vd", "d") for _, flag in tag(noun)):
        # 其中7件超额完成
        item = f"{noun}的{topic.item}"
    elif _TERM.search(noun) and topic.item and not topic.fresh and is_measure(noun):
        # 对小额诉讼案件，严格落实不超过60日的审理期限
        item = topic.head() + noun
    elif len(noun) <= 4 and topic.item and _by_means(frame, words, topic) and listed(quantity.unit, "event_units"):
        # 启动人才培养项目，通过3次互助学习、2次培训
        item = topic.item + noun
    elif quantity.unit in _ERRANDS and words.head and not words.closing:
        # 看病要倒两趟船
        item = kernel(words.head) + noun
    elif not words.bound and not _listed(frame) and (told := with_deed(noun, said or _beside(frame, noun))) != noun:
        # 六个社区开展托管活动, 12家商会减免会费83万元
        item = told
    elif (
        listed(noun, "relational")
        and topic.item
        and not (topic.fresh or (frame.position and not frame.left))
        and noun not in topic.item
        and not closing
    ):
        item = topic.head() + noun
    elif len(noun) <= 2 and closing and not listed(closing, "making") and not listed(closing, "name_verbs"):
        # 带动80户群众: a short noun is told apart by its verb
        item = closing + noun
    if quantity.per and quantity.per.text.startswith("每") and quantity.per.text not in item:
        item = quantity.per.text + claim.predicate + item
    return item


def _beyond(words: Words, quantity: Quantity) -> bool:
    """Tell a number that bounds which things are meant (研发投入超过500万元的企业)."""
    return words.right.startswith("的") and (words.copula in _AT_LEAST or quantity.approx in ("over", "under"))


def _by_means(frame: Frame, words: Words, topic: Topic) -> bool:
    """Tell whether events are told as the means of what was told before (通过3次…、2次…)."""
    if not frame.position:
        topic.verb = "通过" if words.head == "通过" and not topic.fresh else ""
    return topic.verb == "通过"


def _listed(frame: Frame) -> bool:
    """Tell the later members of a list, whose deed is that of all (858个村、47个社区开展整治)."""
    return frame.position > 0 and not frame.left


def _beside(frame: Frame, noun: str) -> str:
    """Return what those do whose deed another number tells (11个村开了260场)."""
    if frame.last or _FOR.search(frame.left):
        return ""
    between = "".join(frame.between.split()).removeprefix("的")
    return between.removeprefix(noun) if between.startswith(noun) and not _LIST.search(between) else ""


def _selects(said: str, noun: str) -> bool:
    """Tell whether what is said of a noun tells which of its kind are counted."""
    verb = first_verb(said)
    if listed(verb, "selecting"):
        return True
    table = cues().words
    strong = verb in table["verbs"] and verb not in table["weak_verbs"]
    return listed(noun, "generic") and strong and said.startswith(verb) and len(said) > len(verb) + 1


def _carry(claim: Claim, frame: Frame, words: Words, topic: Topic) -> None:
    """Give a number without a noun of its own what the sentence is about, with what is said of it."""
    quantity, right = claim.quantity, words.right
    verb = words.head.rstrip("了过的")
    base = _EVERY_ONE.match(quantity.per.text) if quantity.per and not verb else None
    if base:
        # 每家客房不超过15间, 每人联系不到40户
        item = topic.item + base["does"] if base["does"] else base.group()
    elif listed(verb, "states") and topic.item:
        # 目前已到岗96人, 剩下的5件
        item = ("剩余" if verb[0] in "剩余" else verb) + topic.item
    elif quantity.unit in ("次", "场", "场次", "批次", "轮") and verb and not words.said:
        item = verb
    elif quantity.dimension == "share" and words.said and topic.item and len(words.said) <= 14:
        # 三成转化为具体措施: the share of the topic of which this is said
        item = f"{words.said}的{topic.head()}"
    elif quantity.dimension == "share" and topic.demand:
        # 为年度目标1050亿元的103%
        item = topic.last + "目标完成率"
    elif listed(verb, "name_verbs") and quantity.dimension in ("people", "visits"):
        item = (topic.item if frame.position else "") + verb
    elif quantity.kind == "money" and verb in _SPENDING and topic.item:
        item = topic.head() + verb + "资金"
    elif verb and topic.item and not words.right:
        # 排查隐患96处，整改90处
        item = topic.item if topic.item.startswith(verb) or listed(verb, "making") else verb + topic.item
    elif not verb and not words.said:
        item = topic.last
    else:
        short = 1 < len(right) <= 4 and not NOT_NOUN.match(right) and not listed(tag(right)[0][0], "adverbs")
        tail = right if short else ""
        item = topic.item + verb + tail
    claim.item = clean_item(item)
    before = topic.quantity
    if before is not None and before.per is not None and before.unit == quantity.unit and quantity.per is None:
        quantity.per, quantity.kind = before.per, before.kind
        claim.rules.append("rate.carried")


def _left_item(claim: Claim, frame: Frame, words: Words, topic: Topic) -> str:
    """Name what is counted by the words before the number."""
    quantity, verb, obj = claim.quantity, words.verb, words.obj
    if quantity.per is not None and _PER_MANY.match(quantity.per.text) and quantity.per.text not in obj:
        return quantity.per.text + obj
    if topic.item and _ABLE.match(words.source):
        # 冷库12座，可储存果蔬8600吨: what the topic can do
        return topic.item + _CAN.sub("", words.head)
    that = _THAT.match(obj)
    if that:
        told = topic.item if not topic.scene.person or topic.scene.person not in topic.item else ""
        return told + obj[that.end() :]
    if words.copula.startswith("占") and quantity.dimension == "share":
        return obj + "占比"
    if _QUALIFIER.fullmatch(obj):
        return obj + (words.noun or topic.item)
    if verb in _REACH and topic.item and len(obj) <= 4:
        return ("" if is_measure(cut(topic.base or "无")[-1]) else topic.base) + verb + obj
    if listed(obj, "relational") and topic.item and obj not in topic.item and not frame.position and not verb:
        return topic.head() + obj
    found = tag(obj)
    if not verb and len(found) > 1 and _yields(found[0][0]) and is_measure(obj[len(found[0][0]) :]):
        # 实现产值, 涉及金额: what is measured of the topic
        claim.predicate = found[0][0]
        words.obj = obj[len(found[0][0]) :]
        obj = obj.removeprefix("实现").removeprefix("完成")
        return topic.head() + obj if topic.item and obj not in topic.item else obj
    if is_measure(obj) and topic.item and not topic.item.endswith(obj):
        topic.demand = _DEMAND.search(obj) is not None
        return topic.head() + obj
    if words.source.endswith("的") and quantity.unit in ("户", "人", "家"):
        # 非公企业96户，其中50人以上的35户; 纳入监测的386户
        return f"{obj}{topic.item}" if topic.unit == quantity.unit else f"{obj}{quantity.unit}"
    if len(obj) <= 2 and verb and not listed(verb, "making"):
        # 12家商会减免会费83万元: a short object is told apart by its verb, and by the doer that was counted
        counted = frame.position and frame.left and "、" not in frame.left and obj not in topic.item
        return (topic.item if counted and len(topic.item) <= 8 else "") + verb + obj
    return obj


def _yields(word: str) -> bool:
    """Tell a verb whose measured object is the topic's (实现产值, 涉及金额), not part of its name (贷款余额)."""
    table = cues().words
    strong = word in table["verbs"] and word not in table["weak_verbs"]
    return strong or word in ("实现", "完成") or listed(word, "event_verbs")


def _shorten(item: str) -> str:
    """Keep what stands after the 等 of a long enumeration (政策宣传、文化活动等领域志愿服务 → 志愿服务)."""
    if "等" in item and (len(item) > 16 or "、" in item):
        hit = _LONG_LIST.match(item)
        if hit and len(item) - hit.end() >= 2:
            return item[hit.end() :]
    return item
