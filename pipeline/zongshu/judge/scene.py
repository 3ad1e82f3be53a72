"""What is looked at when a claim is judged: its full sentence, read once, and its own clause in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from operator import attrgetter

import msgspec

from zongshu.judge.signs import signs
from zongshu.judge.times import Time, Times
from zongshu.lexicon.cues import cues
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim

__all__ = ["QUOTE_REACH", "Hit", "Scene", "Spot", "scenes"]

# a cue does not reach further than this many characters, whatever the text leaves out in stops
_REACH = 600
QUOTE_REACH = 300
"""How far before a claim the quotation opens that it stands in, and how far after it closes."""
_GOES_ON = frozenset(("life",))
_STOP = frozenset("。！？!?\n")

# so many sentences are read in one pass: a long text is not held twice
_AT_ONCE = 200

_SENTENCE = attrgetter("sentence")

Drop = Callable[[str, int, int], bool]
Reader = Callable[["Scene"], "list[Hit]"]
Part = tuple["Scene", list[tuple[Claim, Time]]]
"""A sentence with its claims and how their periods lie to the report."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A cue word where it stands."""

    start: int
    end: int
    word: str


class Scene(msgspec.Struct, eq=False):
    """A full sentence, from full stop to full stop, with the cue words that were looked for in it so far.

    Attributes:
        text: the whole clean text; positions count in it.
        start: first position of the sentence.
        end: position after its last.
        paragraph: the paragraph it stands in.
        first: where that paragraph begins.
        planned_section: whether its heading opens a plan.
        claims: the claims of the first of the sentences that share it, with how their periods lie to the report.
        body: the sentence itself.
        signs: what rules may have a say in it.
        quoted: whether a quotation opens in it, or not far before and is not closed there.
        bracketed: whether a bracket opens in it.
    """

    text: str
    start: int
    end: int
    paragraph: int
    first: int
    planned_section: bool
    claims: list[tuple[Claim, Time]] = []
    body: str = ""
    signs: frozenset[str] = frozenset()
    quoted: bool = False
    bracketed: bool = False
    _hits: dict[str, list[Hit]] = {}
    _clauses: list[int] = []

    def __post_init__(self) -> None:
        body = self.body = self.text[self.start : self.end]
        self.quoted = "“" in body or (self.start > self.first and self._in_quotation())
        self.bracketed = "（" in body or "(" in body

    def _in_quotation(self) -> bool:
        opened = self.text.rfind("“", max(self.first, self.start - QUOTE_REACH), self.start)
        return opened >= 0 and self.text.find("”", opened, self.start) < 0

    @property
    def latest(self) -> str:
        """The latest year that one of its claims is for, empty for none."""
        return max([time.year for _, time in self.claims])

    def opened(self, at: int) -> int:
        """Return where the quotation opens that a position stands in, -1 for none."""
        opened = self.text.rfind("“", max(self.first, at - QUOTE_REACH), at)
        return -1 if opened < 0 or self.text.rfind("”", opened, at) > opened else opened

    def hits(self, category: str, drop: Drop | None = None) -> list[Hit]:
        """Return the cue words of a category in order.

        Args:
            category: a category of `schemas/cues.yaml`.
            drop: tells by text, start and end that a word is none; asked at the first call.
        """
        found = self._hits.get(category)
        if found is None:
            found = [
                Hit(*word.span(), word.group())
                for word in cues().anywhere(category).finditer(self.text, self.start, self.end)
                if drop is None or not drop(self.text, *word.span())
            ]
            self._hits[category] = found
        return found

    def read(self, name: str, reader: Reader) -> list[Hit]:
        """Return what `reader` finds in the sentence, asked once; `name` keeps it."""
        found = self._hits.get(name)
        if found is None:
            found = self._hits[name] = reader(self)
        return found

    def before(self, category: str, at: int, drop: Drop | None = None) -> Hit | None:
        """Return the last cue word of a category that ends at or before a position."""
        return last_before(self.hits(category, drop), at)

    def governs(self, category: str, at: int, clause: int, drop: Drop | None = None) -> Hit | None:
        """Return the cue word that reaches a position, by the scope and the ends that the category has.

        Args:
            category: a category whose words stand before what they govern.
            at: the position.
            clause: where the clause of that position begins.
            drop: as for `hits`.
        """
        hit = self.before(category, at, drop)
        reach = cues().reach[category]
        if hit is None or (reach.scope == "clause" and hit.start < clause):
            return None
        for other in reach.ended_by:
            end = self.before(other, at)
            if end is not None and end.start >= hit.end:
                return None
        return hit

    def clause(self, at: int) -> tuple[int, int]:
        """Return start and end of the clause around a position."""
        ends = self._clauses
        if not ends:
            ends = self._clauses = [self.start]
            for mark in CLAUSE_MARK.finditer(self.text, self.start, self.end):
                ends += mark.span()
            ends.append(self.end)
        # even places begin clauses, odd ones end them
        number = bisect_right(ends, at)
        if number % 2 == 0:
            number -= 1
        return ends[number - 1], ends[number] if number < len(ends) else self.end


class Spot(msgspec.Struct, gc=False):
    """A claim in its sentence.

    Attributes:
        claim: the claim.
        scene: its sentence.
        begin: where its clause, or the bracket around it, begins.
        clause: the words of its clause before it.
        right: the words of its clause after it.
        printed: its own characters.
        bounded: whether the words around the number set a bound (不少于, 至少, 以上, 超过).
        time: how its period lies to the report.
    """

    claim: Claim
    scene: Scene
    begin: int
    clause: str
    right: str
    printed: str
    bounded: bool
    time: Time

    @classmethod
    def of(cls, claim: Claim, scene: Scene, time: Time) -> Spot:
        """Look a claim up in its sentence."""
        text = scene.text
        begin, end = scene.clause(claim.start)
        at, stop = claim.start, claim.end
        if scene.bracketed:
            opened = max(text.rfind("（", begin, at), text.rfind("(", begin, at))
            if opened >= 0 and opened > max(text.rfind("）", begin, at), text.rfind(")", begin, at)):
                begin = opened + 1
        if end < stop:
            end = max(stop, scene.clause(stop)[1])
        bounded = claim.quantity.approx in ("over", "under")
        return cls(claim, scene, begin, text[begin:at], text[stop:end], text[at:stop], bounded, time)

    @property
    def within(self) -> str:
        """The words of its clause after it, with the 内 of a time limit that it took in (3个工作日内)."""
        return "内" + self.right if self.printed.endswith("内") else self.right

    @property
    def left(self) -> str:
        """The words of the sentence before the claim."""
        return self.scene.text[self.scene.start : self.claim.start]


def scenes(article: Article, planned: list[int | None], times: Times) -> Iterator[Part]:
    """Yield every sentence that has claims, with them and how their periods lie; neighbours may share one sentence.

    Args:
        article: the article with its claims in order.
        planned: for each section from where on it is a plan, None for never.
        times: how the periods of the claims lie to the report.
    """
    parts = _parts(article, planned, times)
    while some := list(islice(parts, _AT_ONCE)):
        made = list(dict.fromkeys(scene for scene, _ in some))
        for scene, read in zip(made, signs([scene.body for scene in made]), strict=True):
            # a paragraph's first sentence goes on about nobody
            scene.signs = read - _GOES_ON if scene.start <= scene.first else read
        yield from some


def _parts(article: Article, planned: list[int | None], times: Times) -> Iterator[Part]:
    """Yield the same before their signs are read."""
    sentences, text = article.sentences, article.clean
    paragraph, first = -1, 0
    scene: Scene | None = None
    for number, group in groupby(article.claims, _SENTENCE):
        claims = [(claim, times[claim.period]) for claim in group]
        here = sentences[number]
        if here.paragraph != paragraph:
            paragraph, scene = here.paragraph, None
            before = number
            while before and sentences[before - 1].paragraph == paragraph:
                before -= 1
            first = sentences[before].start
        start, end = _full(article, number)
        if scene is None or scene.start != start or scene.end != end:
            begins = planned[here.section] if here.section >= 0 else None
            scene = Scene(text, start, end, paragraph, first, begins is not None and end > begins, claims)
        yield scene, claims


def _full(article: Article, number: int) -> tuple[int, int]:
    """Return the ends of the full sentence around a sentence, which may be cut at commas."""
    sentences, text = article.sentences, article.clean
    first = last = number
    here = sentences[number]
    while (
        first
        and sentences[first - 1].paragraph == here.paragraph
        and here.start - sentences[first - 1].start < _REACH
        and not _ends(text, sentences[first - 1].end)
    ):
        first -= 1
    while (
        last + 1 < len(sentences)
        and sentences[last + 1].paragraph == here.paragraph
        and not _ends(text, sentences[last].end)
        and sentences[last + 1].end - here.end <= _REACH
    ):
        last += 1
    return sentences[first].start, sentences[last].end


def _ends(text: str, end: int) -> bool:
    return text[end - 1] in _STOP or text[end - 2 : end - 1] in _STOP


def last_before(hits: list[Hit], at: int) -> Hit | None:
    """Return the last of some words that ends at or before a position."""
    found = None
    for hit in hits:
        if hit.end > at:
            break
        found = hit
    return found
