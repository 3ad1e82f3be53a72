"""From a framed number to a claim: item, predicate, kind and direction."""

from __future__ import annotations

import re

from zongshu.claim.frame import (
    Frame,
    clean_item,
    ends_in_verb,
    is_measure,
    open_object,
    strip_copulas,
    strip_date,
    strip_leads,
    tokens,
)
from zongshu.claim.measure import Reading, read_left
from zongshu.lexicon.cues import cues
from zongshu.types import Claim, Quantity

__all__ = ["Topic", "build"]

_NOT_NOUN = re.compile(r"[，。；：、！？）”\]】…—\-(（%/]|$")
_PART = re.compile(r"其中[：:,，]?|即[：:]?$|包括|含")
_ATTRIBUTE = re.compile(
    r"(?:国家|省|市|县|区|镇|乡|村|州|自治区|全国|国|部|地市|地厅)(?:（区）)?级|[一二三四五六]级|高级|中级|初级|[男女]性?|农村|城镇|城市|新建|改建|重点|示范|优秀|其他|公办|民办"
)
_QUALIFIER = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[批期轮届]|首批|剩余|其余|其他|另外|各类|全部|外省|省外|本地|最远的|最大的|最高的)$"
)
_PLACE_HEAD = re.compile(r"[^，。]{1,8}(?:镇|乡|街道|社区|村|[市县区州旗])$")
_TOWN = re.compile(r"[^，。]{2,6}(?:镇|乡|街道|[县旗])$")
_PERSON_AFTER = re.compile(
    r"的?(?P<name>[\u4e00-\u9fff]{2,12}?)(?=把|在|从|说|突|已|就|正|每|家|是|因|刚|为|和|与|独|，|$)"
)
_CONJUNCTION = re.compile(r"(?:[、和与及]|以及|[为由对向给把将使让被用以按从在]|帮助|带动|组织|包括|等|的)$")
_OF = re.compile(r"的(?!目标|水平|任务|基础|速度|规模|比例|增速|增幅|高点|占比|份额|价格|成绩)(?=[^，。；、]{2,})")
_REACH = frozenset(
    ("覆盖", "惠及", "服务", "受益", "带动", "辐射", "涉及", "参与", "提供", "吸引", "培训", "发放", "累计服务", "关注")
)
_DEICTIC = re.compile(r"^(?:全|我|本|该)[市县区州旗镇乡村省国](?:的|共|已|累计)?|^辖区(?:内)?|^境内")
_MODIFIED = re.compile(r"(?:在|对|为|由|经|以|被|不)[^，。；\d]{1,14}的[^，。；]{2,}")
_EACH_OF = re.compile(r"^.{2,30}[、和与].{1,12}各(?=[\u4e00-\u9fff]{2})")
_RANK_TAIL = re.compile(r"(?:居|列|排|位居|位列|名列)(?:全[国省市县区州])?(?:[的中])?$")
_RANK = re.compile(
    r"(?:稳|位|并|高)?(?:居|列|排名?|名列|跃居|升至|升到|进位到|提升到|提升至|跃升|获|获得|荣获|取得|评比|考核)(?P<scope>[^，。；]{0,8})$"
)
_LONG_LIST = re.compile(r".*等(?:领域|方面|各类|形式|多种|系列|内容|重点|项目)?的?(?=[^、]{2,}$)")


class Topic:
    """What a sentence is about so far: the thing that later clauses leave out, and how it was counted."""

    __slots__ = ("base", "item", "quantity")

    def __init__(self) -> None:
        self.item = ""
        self.base = ""
        self.quantity: Quantity | None = None

    def head(self) -> str:
        """Return the topic without a measure word at its end (粮食播种面积 → 粮食播种)."""
        words = tokens(self.item)
        if len(words) > 1 and is_measure(words[-1]):
            return self.item[: -len(words[-1])]
        return self.item


def build(frame: Frame, text: str, sentence: int, topic: Topic) -> Claim:
    """Build the claim of one frame.

    Args:
        frame: the number in its clause.
        text: the clean text.
        sentence: index of its sentence.
        topic: what the sentence is about so far; brought up to date.

    Returns:
        The claim.
    """
    mention = frame.mention
    quantity = mention.quantity
    claim = Claim(mention.start, mention.end, quantity, sentence, rules=list(mention.rules))
    left = re.sub(r"\s+", "", frame.left)
    left = _PART.sub("", left) if _PART.match(left) else left
    if quantity.per and quantity.per.text.startswith("每") and left.endswith(quantity.per.text):
        left = left.removesuffix(quantity.per.text)
    if quantity.per and left == quantity.per.text:
        left = ""
    right = re.sub(r"\s+", "", frame.right)
    noun = _right_noun(right)
    reading = read_left(left, quantity.unit, quantity.kind, bool(noun), text[mention.end : frame.end])
    if reading.rule:
        claim.rules.append(reading.rule)
    if reading.form == "level":
        _level(claim, frame, reading, noun, right, topic)
    else:
        _derived(claim, reading, noun, topic)
    if not claim.item:
        claim.item = topic.item or clean_item(text[frame.start : mention.start])
    return claim


def _derived(claim: Claim, reading: Reading, noun: str, topic: Topic) -> None:
    """Fill a change, share, ranking, multiple or completion: its item is its subject with what is said of it."""
    quantity = claim.quantity
    subject = strip_leads(strip_copulas(reading.subject)[1])
    claim.predicate = reading.verb
    if reading.form == "change":
        bare = reading.subject.removesuffix("节本")
        bare = bare.replace(quantity.per.text, "") if quantity.per else bare
        if quantity.kind == "rate" and not bare:
            # 亩均增收126元 is what each 亩 brought, not a change of something named
            claim.item = clean_item(
                (quantity.per.text if quantity.per else "") + topic.head() * (not topic.item.isdigit()) + reading.verb
            )
            return
        quantity.kind, quantity.direction = "change", reading.direction
        tail = reading.verb
    elif reading.form == "share":
        if quantity.kind == "change":
            quantity.kind = "percent"
        tail = f"占{reading.whole}比重"
        subject = subject or noun
    elif reading.form == "rank":
        scope = _RANK.search(subject)
        tail = (scope["scope"] if scope else "") + "排名"
        subject = strip_leads(subject[: scope.start()]) if scope else subject
    else:
        tail = "计划完成率" if reading.form == "completion" else ""
    if subject and is_measure(subject) and topic.item and subject not in topic.item:
        subject = topic.head() + subject
    claim.item = clean_item((subject or topic.item) + tail)
    if subject:
        topic.item = clean_item(subject)


def _level(claim: Claim, frame: Frame, reading: Reading, noun: str, right: str, topic: Topic) -> None:
    """Fill a plain quantity: its item stands after it (建成3个站) or before it (建成站3个)."""
    quantity = claim.quantity
    source = reading.subject
    copula, rest = strip_copulas(source)
    rest = _EACH_OF.sub("", rest)
    head = strip_date(_DEICTIC.sub("", strip_leads(rest)))
    closing = (
        ends_in_verb(head, bool(noun))
        or (head if noun and len(head) == 2 and not is_measure(head) else "")
        or ("列" if noun and _RANK_TAIL.search(head) else "")
    )
    _, verb, obj = open_object(head)
    obj = _DEICTIC.sub("", obj)
    threshold = bool(re.search(r"以[上下内]$|及以[上下]$", frame.mention.rules[-1])) and bool(noun)
    takes_right = bool(noun) and (
        not head
        or closing
        or not obj
        or threshold
        or _CONJUNCTION.search(source) is not None
        or _PLACE_HEAD.fullmatch(head) is not None
        or (copula == "为" and not right.startswith("的"))
        or _OF.match(right) is not None
    )
    carried = False
    if quantity.unit == "岁":
        named = _PERSON_AFTER.match(right) if not head else None
        claim.item = clean_item(
            (named["name"] if named else re.sub(r"(?:今年|现年|年近|年过|平均年龄)$", "", head))
            + ("平均" if "平均" in source else "")
            + "年龄"
        )
        return
    if takes_right:
        claim.predicate = closing or verb or ("完成" if "完成" in copula else "")
        item = noun
        measured = head if is_measure(head) else obj if is_measure(obj) else ""
        if measured and (threshold or right.startswith("的")):
            # 产值5亿元以上企业, 价值80万元的设施: what is measured of the noun
            item = _first_noun(noun) + measured
        qualifier = _QUALIFIER.search(head)
        if qualifier:
            item = qualifier.group() + noun
        elif (
            len(noun) <= 2 and topic.item and not closing and noun not in topic.item and not _ATTRIBUTE.fullmatch(noun)
        ):
            item = topic.head() + noun
        claim.item = clean_item(_shorten(item))
        if quantity.per and quantity.per.text.startswith("每") and quantity.per.text not in claim.item:
            claim.item = clean_item(quantity.per.text + claim.predicate + claim.item)
    elif not head or (closing and closing == head):
        carried = True
        claim.predicate = closing or (
            right if right and not _NOT_NOUN.match(right) else "完成" if "完成" in copula else ""
        )
        claim.item = clean_item(topic.item + head + (right if not _NOT_NOUN.match(right) and len(right) <= 8 else ""))
        before = topic.quantity
        if before is not None and before.per is not None and before.unit == quantity.unit and quantity.per is None:
            quantity.per, quantity.kind = before.per, before.kind
            claim.rules.append("rate.carried")
    elif closing:
        # 矛盾纠纷调解成功8731件, 取消下放17项: the verb closes the noun
        claim.predicate = closing
        claim.item = clean_item(head)
    else:
        claim.predicate = verb or ("完成" if "完成" in copula else "")
        item = topic.item if topic.base and frame.position and _TOWN.fullmatch(obj) else obj
        if _ATTRIBUTE.fullmatch(obj):
            claim.item = clean_item(obj + (topic.base or topic.item))
            return
        if copula.startswith("占") and quantity.dimension == "share":
            item = obj + "占比"
        elif _QUALIFIER.fullmatch(obj):
            item = obj + (noun or topic.item)
        elif (is_measure(obj) and topic.item and not topic.item.endswith(obj)) or (
            verb in _REACH and topic.item and len(obj) <= 4
        ):
            item = (topic.base if verb in _REACH else topic.head()) + (verb if verb in _REACH else "") + obj
        claim.item = clean_item(_shorten(item))
    if not carried and claim.item:
        topic.item = topic.base = claim.item
        topic.quantity = quantity


def _first_noun(noun: str) -> str:
    """Cut a noun phrase before its first verb or list mark (企业为依托 → 企业)."""
    stop = re.search(r"[、，（(]|[为有达共等](?=[^，]{1,})", noun[1:])
    return noun[: stop.start() + 1] if stop else noun


def _shorten(item: str) -> str:
    """Keep what stands after the 等 of a long enumeration (政策宣传、文化活动等领域志愿服务 → 志愿服务)."""
    if len(item) > 16 and "等" in item:
        hit = _LONG_LIST.match(item)
        if hit and len(item) - hit.end() >= 2:
            return item[hit.end() :]
    return item


def _right_noun(right: str) -> str:
    """Return the noun phrase right after a number, empty where a verb alone or a mark stands there."""
    body = right[1:] if right.startswith("的") else right
    if _NOT_NOUN.match(body) or body in ("中", "内", "里"):
        return ""
    first = tokens(body[:8])[0]
    stop = cues().at_start("right_stops").match(body)
    if (
        stop
        and stop.group()
        and not _MODIFIED.match(body)
        and (len(first) <= len(stop.group()) or len(stop.group()) > 1)
    ):
        return ""
    verb = cues().at_start("right_verbs").match(body)
    if verb and verb.group() and len(body) - verb.end() < 2 and len(first) <= len(verb.group()):
        return ""
    return body
