"""What of the topic is told for each single one (敬老院12所，每所补助8万元)."""

from __future__ import annotations

from zongshu.claim.around import Words
from zongshu.claim.topic import Topic
from zongshu.patterns import pattern
from zongshu.types import Quantity

__all__ = ["for_each", "without_base"]

_IN_MEAN = pattern(r"(?P<what>(?:财政)?(?:投入|补助|补贴|奖补|补偿|投资|资助))(?:资金)?")

#: What each single one gets, costs or brings.
_FOR_EACH = pattern(
    r"每[所个户家人名亩座处间栋幢辆台张件例次村校吨斤公箱袋头只株盒套条户口棵米平方公里]{1,3}(?:可|再|均|平均|一次性|给予|获得?|安排|发放|拨付|投入|得到|按年)*"
    r"(?P<what>(?:财政|专项|养老|保险|年|月|日)?(?:补助|补贴|奖补|奖励|补偿|资助|奖金|投资|投入|造价|均价|保费|保额|租金|租赁费|费用|收费|收益|收入|增收|成本|售价|价格|产值|工资|资金|经费)(?:资金|标准|金额|经费)?)(?:为|达|是|约)?"
)

_EVERY_TIME = pattern(
    r"(?:每[格村户人名所站组队校班])?每(?:[半两三四五六七八九\d]+个?|个)?(?:天|日|周|星期|旬|月|季度?|年度?|学期|小时|分钟)"
)
_MEAN = pattern(r"(?:至少|最少|[人户]?平?均)$")
_LEAST = pattern(r"^(?:至少|最少|平均|必须|要|应当?|须|都|再)+")
_EVERY = pattern(r"每.{1,6}")
#: 每次候诊时间由45分钟缩到12分钟: what is measured stands between the base and 由.
_EVERY_FROM = pattern(r"每个?(?:平方米|公里|公斤|人次|.)(?P<what>[\u4e00-\u9fff]{2,6}[由从])")


def for_each(words: Words, quantity: Quantity, topic: Topic) -> str:
    """Return what of the topic is told for each single one (敬老院12所，每所补助8万元); empty where nothing is."""
    if quantity.per is None or not topic.item or words.noun:
        return ""
    base = quantity.per.text
    if base[-1] == "均" and (mean := _IN_MEAN.fullmatch(words.head.removeprefix(base))):
        # 户厕改造820户，户均投入2600元: what the money went into, not for whom
        return "" if topic.item[-1] in "户庭人员者工众民" else topic.thing() + base + mean["what"]
    if base[0] != "每":
        return ""
    each = _FOR_EACH.fullmatch(words.head) or _FOR_EACH.fullmatch(base + words.head) or _FOR_EACH.fullmatch(base)
    return topic.thing() + each["what"] if each else ""


def without_base(left: str, base: str) -> str:
    """Strip what a rate is counted on from the end of the words before its number (配备社工每万人 → 配备社工).

    Example:
        >>> without_base("配备社工每万人", "每万人"), without_base("每季度督查", "每季度")
        ('配备社工', '督查')
    """
    if _EVERY_TIME.fullmatch(base) and base in left:
        # 每季度督查不少于1次: what is done stays
        before, _, deed = left.rpartition(base)
        return _MEAN.sub("", before) + (_LEAST.sub("", deed) if before or len(deed) > 1 else deed)
    if (turns := _EVERY_FROM.fullmatch(base)) and left.endswith(base):
        return left[: -len(base)] + turns["what"]
    if _EVERY.fullmatch(base):
        return left.removesuffix(base)
    return "" if left == base and not base.endswith("产") and len(base) < 9 else left
