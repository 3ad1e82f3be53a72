"""What is counted where no noun stands beside the number: the topic one to three clauses back, with what is said of it."""

from __future__ import annotations

from zongshu.claim.around import Words
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.right import NOT_NOUN
from zongshu.claim.strip import clean_item
from zongshu.claim.topic import Topic
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["carry", "carry_rate"]

_MONEY_GOES = pattern(r"用于|用在|投向|投入|流向|来自|拨付|到位|花在|由|为")
_ALREADY = pattern(r"^(?:已经?|均|都|全部|也|将)+")
_SPENDING = frozenset(("投入", "安排", "拿出", "支出", "争取", "筹集", "拨付", "整合"))
#: 近三成与支部联系不经常, but 30%与上年持平
_TOWARDS = pattern(r"(?:与|对|跟)(?![^，。；]*(?:持平|相比|相当|相同|一致|比较))[^，。；\d]{4,}$")
_EVERY_ONE = pattern(
    r"每[家户个名所支台辆座张间处栋条](?:[\u4e00-\u9fff]{2,})|每人(?P<does>联系|负责|服务|包联|管理|认领|帮带)"
)
_MEAN = pattern(r"[人户亩村日月年校单]均")
# 日均清运860吨，五年累计清运150万吨: a sum is counted on nothing
_TOTAL = pattern(r"累计|[总共合]计|一共|总共|合共|(?<!公)共[\u4e00-\u9fff]{0,4}$")
_EACH_ONE = pattern(r"每个?[\u4e00-\u9fff]")


def carry(claim: Claim, frame: Frame, words: Words, topic: Topic) -> None:
    """Give a number without a noun of its own what the sentence is about, with what is said of it.

    Args:
        claim: the claim of the number; its item is filled.
        frame: the number in its clause.
        words: the words around it.
        topic: what the sentence is about so far.
    """
    quantity, right = claim.quantity, words.right
    verb = words.head if words.head in cues().words["verbs"] else words.head.rstrip("了过的")
    base = _EVERY_ONE.match(quantity.per.text) if quantity.per and not verb else None
    if base:
        # 每家客房不超过15间, 每人联系不到40户
        item = topic.item + base["does"] if base["does"] else base.group()
    elif quantity.per and topic.item and _MEAN.fullmatch(quantity.per.text) and verb[:1] in ("剩", "余"):
        # 清理台账120本，村均只剩4本
        item = quantity.per.text + _object(topic.thing(), verb)
    elif listed(verb, "states") and topic.item:
        # 目前已到岗96人, 剩下的5件
        item = ("剩余" if verb[0] in "剩余" else verb) + topic.item
    elif listed(verb, "taking_part"):
        # 举办培训班4期，参训210人次
        item = topic.item.rpartition("、")[2] + verb
    elif quantity.unit in ("次", "场", "场次", "批次", "轮") and verb and not words.said:
        item = topic.last if topic.last.startswith(verb) else verb
    elif quantity.dimension == "share" and topic.item and (said := _predicate(frame, words.said)):
        # 三成转化为具体措施: the share of the topic of which this is said
        counts = topic.unit.endswith("元") and not _MONEY_GOES.match(said)
        item = f"{said}的{topic.counted * counts or topic.head()}"
    elif not verb and topic.item and not topic.fresh and topic.unit == quantity.unit and _acts(words.said):
        # 网格员2183名，其中476名已转为社区工作者
        item = f"{_ALREADY.sub('', words.said)}的{topic.item}"
    elif quantity.dimension == "share" and topic.demand:
        # 为年度目标1050亿元的103%
        item = topic.last + topic.demand + "完成率"
    elif listed(verb, "name_verbs") and quantity.dimension in ("people", "visits"):
        # 培训1350人次
        told = topic.item + verb * (verb not in topic.item) if frame.position or verb in topic.item else verb
        item = told + ("人数" if quantity.dimension == "people" else quantity.unit)
    elif quantity.kind == "money" and verb in _SPENDING and topic.item:
        item = topic.head() + verb + "资金"
    elif quantity.kind == "money" and "完成" in (verb, words.copula[-2:]) and topic.last.endswith("总投资"):
        # 在建片区9个，总投资60亿元，已完成21亿元
        item = topic.last.removesuffix("总投资").removesuffix("计划") + "完成投资"
    elif verb and topic.item and not words.right:
        # 排查隐患96处，整改90处
        made = listed(verb, "making")
        other = quantity.per is not None and quantity.unit not in (topic.unit, *topic.things)
        item = (
            verb
            if other
            else topic.item
            if topic.item.startswith(verb)
            else ("" if made else verb) + _object(topic.fitting(quantity.unit), verb)
        )
    elif not verb and not words.said:
        item = topic.last
        if (
            quantity.per is not None
            and _EACH_ONE.fullmatch(quantity.per.text)
            and quantity.dimension in ("count", "people")
        ):
            # 网格优化为268个，每格不超过400户
            item = f"{quantity.per.text}{quantity.unit}数"
        if topic.quantity is None and quantity.per is not None and _MEAN.fullmatch(quantity.per.text):
            # 晚稻长势喜人，亩均340公斤
            item += quantity.per.text
    else:
        short = 1 < len(right) <= 4 and not NOT_NOUN.match(right) and not listed(tag(right)[0][0], "adverbs")
        tail = right if short else ""
        item = topic.item + verb + tail
    claim.item = clean_item(item) or verb
    topic.last = topic.last or claim.item
    if not _TOTAL.search(frame.left):
        carry_rate(claim, topic)


def carry_rate(claim: Claim, topic: Topic) -> None:
    """Read a level told of the same thing as a rate before it as that rate (每千人应有5张，海宁达6张)."""
    before, quantity = topic.quantity, claim.quantity
    if before is not None and before.per is not None and before.unit == quantity.unit and quantity.per is None:
        quantity.per, quantity.kind = before.per, before.kind
        claim.rules.append("rate.carried")


def _predicate(frame: Frame, said: str) -> str:
    """Return what is said of a share, with a number inside it (九成多在三日内办结); empty where that is long."""
    whole = "".join(frame.after.split())
    if not said and (
        whole.startswith(("在", "于"))
        or _TOWARDS.match(whole)
        or not (frame.right or frame.last or whole[:1] in "、，和及")
    ):
        said = whole
    return said if len(said) <= 14 else ""


def _acts(said: str) -> bool:
    """Tell a short predicate, a verb with what belongs to it (已转为社区工作者)."""
    words = tag(_ALREADY.sub("", said)) if 3 <= len(said) <= 14 else ()
    return len(words) > 1 and words[0][1] in ("v", "vd", "d", "ad") and words[0][0] not in ("是", "为", "有")


def _object(thing: str, verb: str) -> str:
    """Return a thing without the verb it was told with (清理村级挂牌, then 保留), or what a verb undoes (规范 不规范牌子)."""
    thing = thing.removeprefix("不" + verb)
    table = cues().words
    words = tag(thing)
    rest = thing[len(words[0][0]) :] if words else ""
    return rest if len(rest) > 2 and words[0][0] in table["verbs"] and not listed(words[0][0], "name_verbs") else thing
