"""Stage `claim`: numeric mentions to claims with item, predicate, kind, direction and parts."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from zongshu.claim.build import build
from zongshu.claim.frame import frames
from zongshu.claim.lists import point_back, read_lists
from zongshu.claim.parts import mark_parts, mark_summed, tells_parts
from zongshu.claim.tables import table_claims
from zongshu.claim.topic import Topic
from zongshu.types import Article, Claim, Mention

__all__ = ["claim"]

#: What ends a sentence; a line without it is a title.
_CLOSERS = tuple("。！？!?；;，,：:…")
_CLOSES = frozenset(_CLOSERS)
_START = attrgetter("start")
_NOT_THINGS = frozenset(("change", "rank"))


def claim(article: Article) -> Article:
    """Fill `article.claims`: one claim for each mention of role claim, and for each figure of a table."""
    text, sentences = article.clean, article.sentences
    found, in_words = table_claims(article)
    told = {claim.start for claim in found}.union(one.start for _, mentions in in_words for one in mentions)
    by_sentence: dict[int, list[Mention]] = {}
    members: list[Mention] = []
    low = high = -1
    for mention in article.mentions:
        if mention.role == "claim" and mention.start not in told:
            at = mention.start
            if not low <= at < high:
                index = bisect_right(sentences, at, key=_START) - 1
                low, high = sentences[index].start, sentences[index].end
                members = by_sentence.setdefault(index, [])
            members.append(mention)
    for (start, end), mentions in in_words:
        index = bisect_right(sentences, start, key=_START) - 1
        found.extend(_in_sentence(text, start, end, index, mentions, Topic(), []))
    topic = Topic()
    made: list[Claim] = []
    last = -2
    for index, mentions in by_sentence.items():
        sentence = sentences[index]
        # a subject is carried over a semicolon, not into the next paragraph
        if index != last + 1 or sentences[last].paragraph != sentence.paragraph:
            topic, made = Topic(), []
            if index and (said := sentences[index - 1]).paragraph == sentence.paragraph and not said.heading:
                topic.hear(text, said.start, said.end)
        start, end = sentence.start, sentence.end
        closed = text[end - 1] in _CLOSES or text[start:end].rstrip("”’）) \n").endswith(_CLOSERS)
        made = _in_sentence(text, start, end, index, mentions, topic, made, sentence.heading or not closed)
        found.extend(made)
        last = index
    found.sort(key=_START)
    article.claims = found
    return article


def _in_sentence(
    text: str,
    start: int,
    end: int,
    index: int,
    mentions: list[Mention],
    topic: Topic,
    before: list[Claim],
    titled: bool = False,
) -> list[Claim]:
    framed = frames(text, start, end, mentions, titled)
    if not text.startswith("其中", start):
        topic.base = ""
    topic.fresh = True
    topic.scene.enter(text, start, end)
    made: list[Claim] = []
    inside: Topic | None = None
    spoken = start
    bracketed = listed = False
    for frame in framed:
        if not frame.bracket:
            inside = None
            if frame.position == 0 and frame.start - spoken > 2:
                topic.hear(text, spoken, frame.start)
        else:
            bracketed = True
            if made and not inside:
                inside = topic.bracket(made[-1].item)
        one = build(frame, text, index, inside or topic)
        if frame.position:
            listed = True
            if not frame.left and made and made[-1].quantity.unit == one.quantity.unit:
                _go_on(made[-1], one)
        made.append(one)
        spoken = frame.end
    if len(made) > 1:
        if listed:
            read_lists(text, framed, made)
        point_back(text, start, end, framed, made)
    topic.said = [one.item for one in made if one.quantity.kind not in _NOT_THINGS] or topic.said
    if len(made) > 2 and (text.find("：", start, spoken) >= 0 or text.find(":", start, spoken) >= 0):
        mark_summed(text, framed, made)
    if bracketed or topic.scope.open or tells_parts(text, start, spoken):
        topic.scope = mark_parts(text, start, framed, made, before, topic.scope)
    return made


def _go_on(before: Claim, one: Claim) -> None:
    """Read a list member as the one before, which has the same unit."""
    if before.quantity.kind == "change" != one.quantity.kind:
        # 分别增长2.4%、5.1%
        one.quantity.kind, one.quantity.direction = "change", before.quantity.direction
        one.item, one.predicate = before.item, before.predicate
        one.rules.append("change.listed")
    for step in ("fromto.base", "fromto.result"):
        # 由690元、515元提高到725元、552元: a list shares its side of from–to
        if step in before.rules:
            one.rules.append(step)
