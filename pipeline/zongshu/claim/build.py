"""From a framed number to a claim: item, predicate, kind and direction."""

from __future__ import annotations

from functools import lru_cache

from zongshu.claim.around import BENCHMARK, undeictic
from zongshu.claim.each import without_base
from zongshu.claim.frame import Frame
from zongshu.claim.level import name_level
from zongshu.claim.measure import Reading, completion_tail, read_left
from zongshu.claim.right import right_noun
from zongshu.claim.strip import (
    clean_item,
    is_measure,
    is_place,
    names_place,
    stands_alone,
    strip_copulas,
    strip_date,
    strip_leads,
)
from zongshu.claim.topic import Topic
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["build"]

_PART = pattern(r"其中[：:,，]?|即[：:]?$|包括|含")
_PART_OPENS = frozenset("其即包含")
_RANK = pattern(
    r"(?:稳|位|并|高)?(?:居|列|排名?|名列|跃居|升至|升到|进位到|提升到|提升至|跃升|获|获得|荣获|取得)(?P<scope>[^，。；居列]{0,16})$"
)
_COMPARED = pattern(r"(?:比(?![例重率值])|较)[^，。；]{2,}$")
_DIGITS = frozenset("0123456789")
#: Parts of speech that name nothing: time, number, pronoun, preposition, direction, particle, conjunction, adverb.
_EMPTY = frozenset(("t", "m", "r", "p", "f", "c", "d", "x", "ul", "uj", "uz", "ug"))
#: Levels of schooling, which the dictionary takes for places and pronouns.
_LEVELS = frozenset(("初中", "高中", "本科", "专科", "大专", "中专", "小学", "幼儿"))
_THIS_IS = pattern(r"[，：]?(?:这|它)(?:就|正|便)?是(?P<what>[^，。；\d]{2,16})")
#: What may be left of the words before a change or a share, and names nothing.
_NO_SUBJECT = frozenset(
    (
        "比",
        "较",
        "与",
        "转",
        "转为",
        "转成",
        "有",
        "以",
        "保持",
        "按",
        "实现",
        "同",
        "仅",
        "继续",
        "仍",
        "仍然",
        "连续",
        "稳",
    )
)
#: What is scored, where the contest says what of.
_SCORES = ("得分", "总分", "成绩", "总评", "分数")
#: 业务收入（不含代收货款）: what is left out of a measure.
_BUT_FOR = pattern(r"（(?:不?含|不?包括|扣除|剔除|不计)[^（）]*）")
_PERSONS = ("人", "名", "位")
_PLACES_IN_ORDER = ("位", "名", "个位次", "位次")
#: 在国内生产总值中占比: what the topic is part of.
_AMONG = pattern(r"^在[^，。；]{2,14}[中里内]的?(?=占|比重|比例)")
#: Measures that stand beside a quantity, not instead of it (总值386亿元，增速6.1%).
_BESIDE = pattern(r"(?:增速|增幅|降幅|涨幅|总量|占比|人数|数量|规模|均价)$")


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
    left = "".join(frame.left.split())
    opened = _PART.match(left) if left[:1] in _PART_OPENS else None
    if frame.position == 0:
        topic.part = opened is not None
    left = left[opened.end() :] if opened else left
    scene = topic.scene
    if left and (met := scene.meet(left)):
        left = left[met:]
    if "：" in left and ((tail := left.rpartition("：")[2]) or frame.right.strip()):
        # 农业保险兜了底：1.8万户农户拿到赔款
        left = tail
    if "“" in left and left.rfind("”") < (opened_at := left.rfind("“")) < len(left) - 1 and "”" in frame.after:
        left = left[opened_at + 1 :]  # 按照“每户门牌不超过2块”的要求: what is quoted stands by itself
    if quantity.per:
        left = without_base(left, quantity.per.text)
    right = noun = said = ""
    if frame.right:
        right = "".join(frame.right.split())
        if right[-1] in "中上":
            scene.contest(right)
        noun, said = right_noun(right, quantity.unit, quantity.dimension)
    if right.startswith("的基础") and left.endswith("在") and len(left) > 2:
        # 公交车在180辆的基础上新添40辆
        left, right, noun, said = left[:-1], "", "", ""
    elif left[:1] == "上" and frame.position and text.startswith("的基础上", frame.edge):
        left = left[1:].lstrip("，又再")
    reading = read_left(left, quantity.unit, quantity.kind, bool(noun), frame.after)
    if reading.form == "change" and BENCHMARK.match(right):
        # 高于70%的考核线: a line, not a distance
        reading = Reading("level", left)
    if reading.rule:
        claim.rules.append(reading.rule)
    if quantity.kind == "rate" and reading.form == "change" and _COMPARED.search(left):
        quantity.kind = "change"  # 每袋比市场价低5元
    carried = topic.last or topic.item
    if reading.form == "level":
        name_level(claim, frame, reading, noun, said, right, topic, topic.part)
    else:
        _name_derived(claim, reading, noun, topic)
    if carried and (claim.item == "一" or 2 <= len(claim.item) <= 6) and not _names_something(claim.item):
        # 现在, 今明, 由增加到: no name of anything
        claim.item = carried
        claim.rules.append("topic.nameless")
    if quantity.kind == "duration" and right[:1] == "的" and "说" in right:
        # 跑单4年的骑手周鹏说。他…
        scene.meet(right)
    if (
        not (frame.left or right)
        and "是" in text[frame.end : frame.end + 6]
        and (named := _THIS_IS.match(frame.beyond))
    ):
        # 98.6%，这是回访满意率
        claim.item = clean_item(strip_leads(named["what"]))
    if "（" in claim.item:
        claim.item = _BUT_FOR.sub("", claim.item) or claim.item
    if quantity.per is not None and quantity.per.text[0] == "每":
        # 每千户家庭的燃气报修为3.2件: what is counted
        claim.item = claim.item.removeprefix(quantity.per.text + "的") or claim.item
    if not claim.item:
        claim.item = topic.last or clean_item(text[frame.start : mention.start]) or clean_item(right[:16]) or "时间"
    return claim


@lru_cache(maxsize=2048)
def _names_something(item: str) -> bool:
    """Tell whether an item holds more than words of time, number and place, adverbs and verbs of one character."""
    for word, flag in tag(item):
        if (flag not in _EMPTY and (flag != "v" or len(word) > 1)) or word in _LEVELS:
            return True
    return not _DIGITS.isdisjoint(item)


def _name_derived(claim: Claim, reading: Reading, noun: str, topic: Topic) -> None:
    """Fill a change, share, ranking, multiple or completion: its item is its subject with what is said of it."""
    quantity = claim.quantity
    told = _AMONG.sub("", reading.subject) if reading.subject[:1] == "在" else reading.subject
    if quantity.per and quantity.per.text[-1] != "产":
        told = told.removesuffix(quantity.per.text)
    if reading.form != "change" or not told.endswith("占比"):
        told = strip_copulas(told)[1]
    subject = strip_leads(strip_date(strip_leads(told)))
    subject = undeictic(subject) if subject[:1] == "这" else subject
    claim.predicate = reading.verb
    if reading.form == "change":
        bare = reading.subject.removesuffix("节本")
        bare = bare.replace(quantity.per.text, "").strip("年月") if quantity.per else bare
        each = quantity.per.text if quantity.per else ""
        if quantity.kind == "rate" and bare and reading.verb == "增收":
            # 牧民户均增收3200元, 人均年增收8000元
            claim.item = clean_item(subject + each * (each not in subject) + reading.verb)
            return
        if quantity.kind == "rate" and not bare and quantity.per and quantity.per.text[-1] != "产":
            # 亩均增收126元 is what each 亩 brought, not a change of something named
            plain = reading.verb in ("增加", "提高", "减少", "降低")
            what = topic.last if plain else topic.item * (topic.quantity is None)
            if quantity.per.text == "人均" and not plain and topic.unit in ("人", "名", "位") and len(topic.item) <= 8:
                # 吸纳75名移民务工，人均年增收9600元
                what = topic.head()
            claim.item = clean_item(what * plain + quantity.per.text + what * (not plain) + reading.verb)
            return
        quantity.kind, quantity.direction = "change", reading.direction
        tail = reading.verb
    elif reading.form == "share":
        if quantity.kind == "change":
            quantity.kind = "percent"
        tail = f"占{reading.whole}比重" if reading.whole and reading.whole[0] != "比" else "占比"
        subject = (subject or noun).removesuffix("的")
    elif reading.form == "rank":
        scope = _RANK.search(subject)
        among = scope["scope"] if scope else ""
        tail = (among[:2] if len(among) > 6 and among[0] == "全" else among) + "排名"
        subject = strip_leads(subject[: scope.start()]) if scope else subject
    else:
        tail = completion_tail(reading.verb) if reading.form == "completion" else ""
    if subject in ("差", "还差", "相差", "仍差", "还相差"):
        # 离90%的目标还差8个百分点
        subject, tail, quantity.direction = "", "差距", "down"
    if subject.startswith(("前者", "后者")):
        claim.rules.append(f"topic.{subject[:2]}")
    subject = "" if subject in _NO_SUBJECT else topic.full(subject)
    if reading.form == "rank" and not subject and topic.last == topic.share and topic.item:
        # 产量占全国的三成，居全省第1位: the output ranks, not the share
        subject = topic.item
    if reading.form == "share" and 2 <= len(subject) <= 4 and told.endswith("的") and topic.unit in _PERSONS:
        # 老年人8.6万人，独居的占近两成
        kind = tag(topic.item)[-1] if topic.item else ("", "")
        subject += kind[0] * (len(kind[0]) > 1 and kind[1] == "n" and kind[0] not in subject)
    if topic.last and (is_place(subject) or (len(subject) <= 4 and [flag for _, flag in tag(subject)] == ["ns"])):
        subject = ""
    if reading.verb in ("增产", "减产") and not subject and "产" not in topic.last[-2:]:
        # 种植面积40万亩，增产8000吨
        subject = topic.thing()
    if reading.form == "change" and quantity.unit == "个百分点" and not subject:
        subject = topic.share
    if reading.form == "rank" and topic.scene.event:
        # 在旅游发展考核中，荔波（综合得分）排第4位
        subject = "" if names_place(subject) else subject
        if not subject or subject.endswith(_SCORES):
            subject, topic.scene.event = strip_leads(topic.scene.event) + subject, ""
    if reading.form == "change" and quantity.unit in _PLACES_IN_ORDER and not subject and topic.rank:
        # 绩效考核列第6位，前移3位
        subject = topic.rank
    measured = (
        bool(subject)
        and is_measure(subject)
        and bool(topic.item)
        and subject not in topic.last
        and "、" not in topic.item
        and not (len(subject) > 3 and (subject[:2] in topic.last or stands_alone(subject)))
    )
    if measured:
        subject = (topic.last if _BESIDE.search(subject) else topic.head()) + subject
    claim.item = clean_item((subject or topic.last or topic.item) + tail)
    topic.rank = claim.item if reading.form == "rank" else topic.rank
    topic.share = claim.item if reading.form == "share" else topic.share
    if subject and not measured:
        topic.item = clean_item(subject)
    if subject and reading.form != "rank":
        topic.last = claim.item if reading.form == "share" else clean_item(subject)
