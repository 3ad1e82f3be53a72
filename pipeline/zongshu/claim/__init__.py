"""Stage `claim`: numeric mentions to claims with item, predicate, kind, direction and parts."""

from __future__ import annotations

import re
from bisect import bisect_right

from zongshu.claim.build import Topic, build
from zongshu.claim.frame import clean_item, frames, open_object, strip_leads
from zongshu.claim.lists import align, mark_parts, share_tail
from zongshu.text import clauses
from zongshu.types import Article, Claim, Mention

__all__ = ["claim"]


def claim(article: Article) -> Article:
    """Fill `article.claims`: one claim for each mention of role claim."""
    text = article.clean
    starts = [sentence.start for sentence in article.sentences]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in article.mentions:
        if mention.role == "claim":
            by_sentence.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    found: list[Claim] = []
    topic = Topic()
    made: list[Claim] = []
    last = -2
    for index, mentions in by_sentence.items():
        sentence = article.sentences[index]
        # a subject is carried over a semicolon, not into the next paragraph
        if index != last + 1 or article.sentences[last].paragraph != sentence.paragraph:
            topic, made = Topic(), []
        made = _in_sentence(text, sentence.start, sentence.end, index, mentions, topic, made)
        found.extend(made)
        last = index
    article.claims = found
    return article


def _in_sentence(
    text: str, start: int, end: int, index: int, mentions: list[Mention], topic: Topic, before: list[Claim]
) -> list[Claim]:
    framed = frames(text, start, end, mentions)
    if not text.startswith("其中", start):
        topic.base = ""
    made: list[Claim] = []
    spoken = start
    for frame in framed:
        if frame.position == 0 and not frame.bracket:
            _hear(text, spoken, frame.start, topic)
        one = build(frame, text, index, topic)
        if made and frame.position and not frame.left and made[-1].quantity.kind == "change" != one.quantity.kind:
            _same_change(made[-1], one)
        if made and frame.position and not frame.left:
            for step in ("fromto.base", "fromto.result"):
                # 由690元、515元提高到725元、552元: a list shares its side of from–to
                if step in made[-1].rules and made[-1].quantity.unit == one.quantity.unit:
                    one.rules.append(step)
        made.append(one)
        spoken = frame.end
    share_tail(framed, made)
    align(text, framed, made)
    mark_parts(text, start, framed, made, before)
    return made


def _same_change(before: Claim, one: Claim) -> None:
    """Read a list member after a change as one too (分别增长2.4%、5.1%)."""
    if before.quantity.unit == one.quantity.unit:
        one.quantity.kind, one.quantity.direction = "change", before.quantity.direction
        one.item, one.predicate = before.item, before.predicate
        one.rules.append("change.listed")


def _hear(text: str, start: int, end: int, topic: Topic) -> None:
    """Take the topic from the clauses without a number that stand between two with one."""
    for clause_start, clause_end in clauses(text, start, end):
        body = strip_leads(re.sub(r"\s+", "", text[clause_start:clause_end]))
        if len(body) < 2 or re.search(r"\d", body):
            continue
        noun = clean_item(open_object(body)[2], 20)
        if len(noun) >= 2 and noun[0] not in "到在向对由从为与把将被":
            topic.item = noun
