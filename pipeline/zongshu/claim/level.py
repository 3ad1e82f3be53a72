"""The item of a plain quantity: what stands after it (建成3个站), before it (建成站3个), or one to three clauses back."""

from __future__ import annotations

from zongshu.claim.around import ATTRIBUTE, ATTRIBUTE_ENDS, BENCHMARK, Words, take_apart
from zongshu.claim.bare import ADVERBS, bare_verb
from zongshu.claim.carried import carry, carry_rate
from zongshu.claim.counted import QUALIFIER, beyond, right_item
from zongshu.claim.each import for_each
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.left import left_item
from zongshu.claim.measure import Reading
from zongshu.claim.parts import graded
from zongshu.claim.persons import as_name
from zongshu.claim.phrase import first_verb
from zongshu.claim.plain import plain
from zongshu.claim.scene import Scene
from zongshu.claim.special import follows_special, name_special
from zongshu.claim.strip import clean_item, is_measure, names_place, shorten
from zongshu.claim.topic import Topic
from zongshu.lexicon.words import is_word, tag
from zongshu.patterns import pattern
from zongshu.types import Claim, Quantity

__all__ = ["name_level"]

_PLACE_HEAD = pattern(r"[^，。]{1,8}(?:镇|乡|街道|社区|村|[市县区州旗])$")
_CONJUNCTION = pattern(r"(?:[、和与及]|以及|[为由对向给把将使让被用以按从在]|帮助|带动|组织|包括|等|的)$")
_OF = pattern(r"的(?!目标|水平|任务|基础|速度|规模|比例|增速|增幅|高点|占比|份额|价格|成绩)(?=[^，。；、]{2,})")
_ORGAN = pattern(r"(?:机关|法院|检察院|部门|公安局|监管局)(?:依法|全年|累计|共)*$")
#: Units of numbers that are named in a way of their own.
_OWN_UNITS = frozenset(("岁", "分", "趟", "回"))
_AGE_WORD = pattern(r"(?:今年|现年|年近|年过|平均年龄)$")
#: 完成食品抽检3485批次: the deed is the inspection.
_FINISHED = pattern(r"^(?:完成|开展|进行|组织开展)(?=[^，。；]{2,}$)")
_HAVING = pattern(r"^每[^，。；]{2,10}?(?:拥有|配有|配备|占有)的?(?=[\u4e00-\u9fff]{2})")
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
    quantity = claim.quantity
    simple = _may_be_plain(frame, quantity, topic.scene)
    if simple and (told := plain(reading.subject)):
        claim.predicate, claim.item, topic.verb = told.predicate, told.item, told.verb
        topic.tell("" if told.rate and topic.item else told.thing, told.item, quantity, part)
        return
    words = take_apart(frame, reading, noun, said, right)
    done = "完成" if "完成" in words.copula else ""
    claim.predicate = words.closing or words.verb or done or (first_verb(said) if said else "")
    thing = ""
    if quantity.unit == "岁":
        _name_age(claim, words, topic)
        return
    if not noun and len(words.head) == 2 and listed(words.head[0], "making") and not is_word(words.head):
        # 辟出老年病区，设床48张
        claim.predicate, words.head = words.head[0], words.head[1]
        claim.item = topic.last = clean_item(topic.head() + words.head)
        return
    if quantity.per is not None and (item := for_each(words, quantity, topic)):
        claim.item = topic.last = clean_item(item)
        return
    # without any words beside it a number has no shape of its own
    item = "" if simple and not words.source else name_special(frame, words, quantity, topic)
    if item:
        claim.item = clean_item(item)
        if item == topic.last and quantity.per is None and names_place(words.head):
            carry_rate(claim, topic)
        if words.bound and frame.last:
            # 56人以上的大班额比例，已从11.8%压到0.4%
            topic.item = topic.last = clean_item(noun)
        elif quantity.kind == "duration" and not topic.scene.person:
            # how long it took or went on is not what is spoken of
            topic.item = topic.item or words.head
            topic.last = topic.last or words.head
        elif not words.limit and not BENCHMARK.match(right):
            topic.last, topic.verb = claim.item, words.closing or words.verb
            own = topic.scene.person != "" and claim.item.startswith(topic.scene.person)
            # what a person does is not what later sentences are about
            topic.item = topic.item or (words.head if claim.item.endswith("年数") else claim.item * (not own))
        return
    if noun and _counts_right(words, quantity.dimension):
        item = right_item(claim, frame, words, topic)
        thing = words.noun
        if item.startswith(words.closing) and words.closing.endswith(("往", "向", "遍")):
            # 茶具远销28个国家，出口额…: the tea sets stay what is spoken of
            thing = words.head[: -len(words.closing)] or topic.item
        verb = first_verb(thing) if words.noun == words.said else ""
        if listed(verb, "selecting") and thing.startswith(verb):
            # 参加考试480人，通过138人
            thing = thing[len(verb) :]
    elif (
        (verb := bare_verb(words, topic, quantity.unit))
        or not words.head
        or listed(words.head.rstrip("的"), "states")
        or (topic.item and listed(words.head, "taking_part"))
    ):
        words.head = verb or words.head
        carry(claim, frame, words, topic)
        if topic.quantity is None and quantity.kind == "count" and claim.item == topic.item:
            topic.quantity = quantity
        return
    elif words.closing:
        # 矛盾纠纷成功化解8731件, 取消下放17项: the verb closes the noun
        thing = ADVERBS.sub("", _FINISHED.sub("", words.head[: -len(words.closing)]))
        bare = len(thing) + len(words.closing) == len(words.head)
        thing = thing.removesuffix(quantity.per.text) if quantity.per else thing
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
        if item == thing + words.closing and listed(words.closing, "making"):
            # 高标准农田累计建成48万亩
            item = thing
    elif words.obj[-1:] in ATTRIBUTE_ENDS and ATTRIBUTE.fullmatch(words.obj):
        level = ATTRIBUTE.match(topic.last)
        whole = topic.last[level.end() :] if level and topic.part else ""
        claim.item = topic.last = clean_item(words.obj + graded(whole or topic.base or topic.item))
        return
    else:
        item = left_item(claim, frame, words, topic)
        obj = words.obj
        thing = "" if is_measure(obj) or (topic.item and obj.endswith("率")) else obj
        if thing[:1] == "每":
            thing = _HAVING.sub("", thing)
    claim.item = clean_item(shorten(item))
    if frame.left or topic.verb != "通过":
        topic.verb = words.closing or words.verb
    if claim.item and not words.bound:
        if topic.verb == "通过" and claim.item.endswith(noun):
            thing = ""
        named = claim.item if thing == item else clean_item(shorten(thing))
        topic.tell(named, claim.item, quantity, part)
    if noun and words.head and beyond(words, quantity):
        # 年产值超过10亿元的企业增加到19家: the next number counts those
        topic.last = clean_item(noun)


def _may_be_plain(frame: Frame, quantity: Quantity, scene: Scene) -> bool:
    """Tell whether nothing but the words before a number may ask for a rule of its own."""
    return not (
        frame.right
        or quantity.kind == "duration"
        or quantity.unit in _OWN_UNITS
        or (
            quantity.per and (quantity.per.text[0] == "每" or quantity.kind == "money" or quantity.dimension == "money")
        )
        or (frame.after and follows_special(frame.after))
        or scene.person
        or scene.event
        or scene.account
    )


def _name_age(claim: Claim, words: Words, topic: Topic) -> None:
    """Name whose age it is: who stands after it (67岁的王秀兰), else who stands before it."""
    if words.head.endswith("寿命"):
        claim.item = clean_item(words.head)
        return
    name = words.noun.partition("的")[0] or _AGE_WORD.sub("", words.head).split("的")[-1]
    person = "" if words.limit or claim.quantity.value is None else as_name(name)
    if not person and (not name or name.startswith(("老党员", "老人"))):
        # 这位68岁的老党员
        person = topic.scene.person
    if words.limit and topic.last.endswith("平均年龄"):
        # 护林员平均年龄47岁，55岁以上的占四成
        name = topic.last.removesuffix("平均年龄")
    name = person or name or topic.head()
    claim.item = clean_item(name + ("平均" if "平均" in words.source else "") + "年龄")
    topic.last = claim.item
    if not words.bound and "平均" not in words.source:
        topic.item = clean_item(name)
        topic.scene.person = person or (topic.item if words.head and not words.noun else topic.scene.person)


def _counts_right(words: Words, dimension: str) -> bool:
    """Tell whether the noun after a number is what it counts."""
    if not words.head or words.closing or not words.obj or words.bound:
        return True
    if dimension in ("count", "people") and ("、" in words.head or tag(words.obj)[-1][1] in _NO_NOUN):
        # 影像、心电、检验3个共享中心; 开学时3名学生
        return True
    if words.head[-1] in "内里" and len(words.head) > 2:
        # 系统内95名电工
        return True
    if words.head.endswith("”") or QUALIFIER.fullmatch(words.head):
        # “甲”“乙”2个项目; 第二批15项任务
        return True
    return (
        _PLACE_HEAD.fullmatch(words.head) is not None
        or _CONJUNCTION.search(words.source) is not None
        or (words.copula == "为" and not words.right.startswith("的"))
        or _OF.match(words.right) is not None
    )
