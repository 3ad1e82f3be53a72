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
    strip_leads,
    tokens,
)
from zongshu.claim.measure import Reading, read_left
from zongshu.lexicon.cues import cues
from zongshu.types import Claim

__all__ = ["Topic", "build"]

_NOT_NOUN = re.compile(r"[，。；：、！？）)”\]】…—\-(（%]|$")
_PART = re.compile(r"其中[：:,，]?|即[：:]?$|包括|含")
_ATTRIBUTE = re.compile(r"(?:国家|省|市|县|区|镇|乡|村|州|自治区|全国|国|部|地市|地厅)(?:\（区\）)?级|[一二三四五六]级|高级|中级|初级|[男女]性?|农村|城镇|城市|新建|改建|重点|示范|优秀|其他|公办|民办")


class Topic:
    """What a sentence is about so far: the subject that later clauses leave out."""

    __slots__ = ("item", "predicate", "subject")

    def __init__(self) -> None:
        self.item = ""
        self.subject = ""
        self.predicate = ""


def build(frame: Frame, text: str, sentence: int, topic: Topic) -> tuple[Claim, Reading]:
    """Build the claim of one frame.

    Args:
        frame: the number in its clause.
        text: the clean text.
        sentence: index of its sentence.
        topic: what the sentence is about so far; brought up to date.

    Returns:
        The claim, and how its left context was read.
    """
    mention = frame.mention
    quantity = mention.quantity
    left = re.sub(r"\s+", "", frame.left)
    left = _PART.sub("", left) if _PART.match(left) else left
    right = _right_noun(frame.right)
    reading = read_left(left, quantity.unit, quantity.kind, bool(right))
    claim = Claim(mention.start, mention.end, quantity, sentence, rules=list(mention.rules))
    if reading.rule:
        claim.rules.append(reading.rule)
    if reading.form == "change":
        quantity.kind, quantity.direction = "change", reading.direction
    elif reading.form == "share" and quantity.kind == "change":
        quantity.kind = "percent"
    subject = strip_leads(strip_copulas(reading.subject)[1]) if reading.form != "level" else ""
    if reading.form == "change":
        claim.predicate = reading.verb
        claim.item = clean_item((subject or topic.subject or topic.item) + reading.verb)
        if subject:
            topic.subject = clean_item(subject)
        return claim, reading
    if reading.form in ("share", "completion", "rank", "multiple"):
        tail = {"share": f"占{reading.whole}比重", "completion": reading.verb, "rank": "排名", "multiple": ""}[reading.form]
        if reading.form == "share" and right:
            subject = subject or right
        claim.item = clean_item((subject or topic.subject or topic.item) + tail)
        claim.predicate = reading.verb
        if subject:
            topic.subject = clean_item(subject)
        return claim, reading
    copula, rest = strip_copulas(reading.subject)
    head = strip_leads(rest)
    doer, verb, noun = open_object(head)
    closing = ends_in_verb(head)
    if right and (not head or closing or not noun):
        item = right
        if closing:
            verb = closing
            prefix = head[: -len(verb)]
            before = open_object(prefix)[2] if prefix else ""
            topic_noun = before if before and before != prefix else ""
            item = right if len(right) > 1 else topic_noun + right
        claim.predicate = verb
        claim.item = clean_item(item)
    elif not head or closing == head:
        claim.predicate = closing
        claim.item = clean_item((topic.subject or topic.item) + head + (frame.right if not right and not _NOT_NOUN.match(frame.right) else ""))
    elif closing:
        # 矛盾纠纷调解成功8731件, 取消下放17项: the verb closes the noun
        claim.predicate = closing
        claim.item = clean_item(head)
    else:
        claim.predicate = verb
        claim.item = clean_item(noun)
        if len(noun) <= 4 and _ATTRIBUTE.fullmatch(noun):
            claim.item = clean_item(noun + topic.item)
        elif is_measure(noun) and topic.subject and not topic.subject.endswith(noun):
            claim.item = clean_item(topic.subject + noun)
        elif right and quantity.kind in ("area", "length", "rate") and not _NOT_NOUN.match(right):
            claim.item = clean_item(noun)
    if not claim.item:
        claim.item = topic.item or clean_item(text[frame.start : mention.start])
    if doer and not topic.subject:
        topic.predicate = verb
    topic.item = claim.item
    topic.subject = claim.item
    topic.predicate = claim.predicate or topic.predicate
    return claim, reading


def _right_noun(right: str) -> str:
    """Return the noun phrase right after a number, empty where a verb or a mark stands there."""
    body = re.sub(r"\s+", "", right)
    if body.startswith("的"):
        body = body[1:]
    if _NOT_NOUN.match(body):
        return ""
    stop = cues().at_start("right_stops").match(body)
    if stop and stop.group() and not tokens(body[:8])[0].startswith(stop.group() + "级"):
        first = tokens(body[:8])[0]
        if len(first) <= len(stop.group()) or len(stop.group()) > 1:
            return ""
    return body
