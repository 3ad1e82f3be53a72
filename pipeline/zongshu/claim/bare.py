"""Words before a number that are a verb with nothing that it is done to (基本建成, 日均诞生): the topic is what is counted."""

from __future__ import annotations

from zongshu.claim.around import Words
from zongshu.claim.grammar import listed
from zongshu.claim.strip import is_measure, names_place
from zongshu.claim.topic import Topic
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern

__all__ = ["ADVERBS", "bare_verb", "mean_verb", "only_verbs"]

ADVERBS = pattern(
    r"(?:平均|一共|全年|累计|计划|目前|今年|去年|上年|当年|年内|共|已|拟|力争|将|预计|成功|顺利|先后|及时|全部|基本|正式|如期|按时|按期|及时|相继|陆续|又|再|也|还|均|都|只|仅)+$"
)
#: A verb with what it came to (修好, 报上来, 挂上).
_ACHIEVED = pattern(r"^[\u4e00-\u9fff]{1,2}(?:成|好|掉|通|完|满|齐|清|妥|拢|活|[上下出回过]来|出去|到位|到手)了?$")
_AMOUNTS = frozenset(("元", "美元", "%", "‰", "吨", "公斤", "人次", "户次"))
_MEAN = pattern(r"[日月年周]均|平均每[天日月年周]")
#: 在站点、园区新建: where something was done.
_WHERE = pattern(r"(?P<lead>[^，。；在]{0,8})在[^，。；的]{2,14}$")


def bare_verb(words: Words, topic: Topic, unit: str) -> str:
    """Return the verb where the words before a number are nothing else; empty where they are more.

    Args:
        words: the words around the number.
        topic: what the sentence is about so far.
        unit: the unit of the number.
    """
    head, closing, item = words.head, words.closing, topic.item
    if closing:
        if head == closing or not ADVERBS.sub("", head[: -len(closing)]):
            return closing
        if item and unit == topic.unit and not words.noun and "在" in words.source:
            where = _WHERE.fullmatch(words.source.removesuffix(words.copula).removesuffix(closing))
            if where and all(flag in ("t", "d", "f", "ad", "m") for _, flag in tag(where["lead"])):
                return closing
        before = head[: -len(closing)]
        if item and not (topic.fresh or words.noun) and names_place(ADVERBS.sub("", before)) and _fits(unit, topic):
            # 像这样的公园，黟县新添8个
            return closing
        if item and not topic.fresh and {flag for _, flag in tag(head)} == {"v"}:
            # 注销撤销63家
            return head
    if not item or len(head) < 2:
        return ""
    if (
        not (topic.fresh or words.noun)
        and (unit == topic.unit or unit in topic.things)
        and unit not in _AMOUNTS
        and only_verbs(head, listed(unit, "event_units"))
    ):
        # 启动9个棚户区，年内征拆5个
        return head
    return mean_verb(head)


def _fits(unit: str, topic: Topic) -> bool:
    """Tell whether a unit may count the topic: it did so before, or no number was told of it yet."""
    return topic.quantity is None or unit == topic.unit or unit in topic.things


def only_verbs(head: str, events: bool) -> bool:
    """Tell whether some words hold verbs with their complements and no noun (完成征迁, 办成了, 交出来).

    A verb that is as often the name of what is done (转移就业, 培训) is none of them.

    Args:
        head: the words.
        events: True where events are counted, which verbs may name.

    Example:
        >>> only_verbs("完成征迁", False), only_verbs("完成征迁", True), only_verbs("完成培训", False)
        (True, False, False)
    """
    words = tag(head.rstrip("了的"))
    if len(head) < 2 or not words or "不" in head or listed(words[-1][0], "name_verbs") or is_measure(head):
        return False
    if _ACHIEVED.search(head):
        return True
    return not events and all(
        flag in ("v", "vd", "d", "ad") or (at < len(words) - 1 and listed(word, "adverbs"))
        for at, (word, flag) in enumerate(words)
    )


def mean_verb(head: str) -> str:
    """Return the verb after a word for a mean (日均诞生 → 诞生), empty where there is none."""
    mean = _MEAN.match(head) if "均" in head else None
    verb = head[mean.end() :] if mean else ""
    return verb if verb and (listed(verb, "states") or listed(verb, "making")) else ""
