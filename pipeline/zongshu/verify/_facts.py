"""What the articles say, ready to be looked up: their claims with the words around them, by number and by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from zongshu.lexicon.units import units
from zongshu.record import record
from zongshu.record.models import ArticlePlace, ArticleRecord, ClaimRecord
from zongshu.text import clauses
from zongshu.types import Article, Claim
from zongshu.verify._figures import Figure
from zongshu.verify._wording import Quoted, core, grams

__all__ = ["Fact", "Facts", "Text"]

_ALIKE = 40


@dataclass(slots=True)
class Text:
    """An article: what it may be called by, whom and when it is about, whether its date is known, and its text."""

    source: str
    names: frozenset[str]
    place: ArticlePlace | None
    years: tuple[str | None, str | None]
    dated: bool
    quoted: Quoted = field(repr=False)


@dataclass(slots=True)
class Fact:
    """A claim of an article.

    Attributes:
        text: its article.
        claim: as in the record.
        sentence: the number of its sentence.
        own: the words that are its own: item, predicate, actor, place, heads.
        near: its clause and those beside it.
        wide: its sentence and the headings over it.
    """

    text: Text
    claim: ClaimRecord
    sentence: int
    own: str
    near: str
    wide: str


class Facts:
    """The claims of many articles.

    Args:
        articles: articles that a pipeline has worked on.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self.texts: list[Text] = []
        self.all: list[Fact] = []
        for article in articles:
            made = record(article)
            self.texts.append(_text(article, made.article))
            self.all += _facts(article, made.claims, self.texts[-1])
        numbers: list[tuple[float, int]] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        for at, fact in enumerate(self.all):
            numbers += [(number, at) for number in _numbers(fact)]
            for pair in grams(fact.claim.item)[1]:
                self._words[pair].append(at)
        numbers.sort()
        self._numbers, self._at = [number for number, _ in numbers], [at for _, at in numbers]

    def with_number(self, figure: Figure) -> Iterator[Fact]:
        """Yield the claims whose number may be that of a row; whether it is, is still to be looked at."""
        seen: set[int] = set()
        factor = figure.unit.base[1] if figure.unit and figure.unit.base else 1
        for times in {1, factor}:
            # a unit may have been converted: what is near enough is looked at again
            low = float((figure.low - figure.rounded) * times) * 0.998
            high = float((figure.low + figure.rounded) * times) * 1.002
            first, last = bisect_left(self._numbers, low), bisect_right(self._numbers, high)
            for at in self._at[first:last]:
                if at not in seen:
                    seen.add(at)
                    yield self.all[at]

    def with_words(self, item: str, among: set[int] | None) -> list[Fact]:
        """Return the claims whose item has most pairs of letters of some words; `among` are ids of articles' texts."""
        shared: Counter[int] = Counter()
        for pair in grams(core(item))[1]:
            shared.update(self._words.get(pair, ()))
        if among is not None:
            shared = Counter({at: count for at, count in shared.items() if id(self.all[at].text) in among})
        best = sorted(shared, key=lambda at: (-shared[at], at))
        return [self.all[at] for at in best[:_ALIKE]]


def _numbers(fact: Fact) -> Iterator[float]:
    quantity = fact.claim.quantity
    value = quantity.low if quantity.value is None else quantity.value
    if value is None:
        return
    yield abs(float(value))
    unit = units().forms.get(quantity.unit)
    if unit is not None and unit.base and unit.base[1] != 1:
        yield abs(float(value)) * float(unit.base[1])


def _text(article: Article, made: ArticleRecord) -> Text:
    path = PurePosixPath(article.source)
    names = {article.source, path.name, path.stem, made.id, article.title or ""}
    reporting = article.reporting
    years = (reporting.since, reporting.until) if reporting else (None, article.published)
    quoted = Quoted(article.clean, [(sentence.start, sentence.end) for sentence in article.sentences])
    named = frozenset(name for name in names if name)
    return Text(article.source, named, made.place, years, article.published is not None, quoted)


def _facts(article: Article, claims: Sequence[ClaimRecord], text: Text) -> Iterator[Fact]:
    for claim, made in zip(article.claims, claims, strict=True):
        heads = [article.clean[start:end] for start, end in claim.heads]
        place = made.place.name if made.place and made.place.basis != "article" else ""
        own = "｜".join([made.item, made.predicate, made.actor or "", place, *heads])
        near = "｜".join([own, _near(article, claim)])
        wide = "｜".join([near, made.evidence.clean, *made.section])
        yield Fact(text, made, claim.sentence, own, near, wide)


def _near(article: Article, claim: Claim) -> str:
    """Return the clause of a claim, the one before it and the one behind it."""
    sentence = article.sentences[claim.sentence]
    cuts = clauses(article.clean, sentence.start, sentence.end)
    here = next((n for n, (start, end) in enumerate(cuts) if start <= claim.start < end), 0)
    return "｜".join(article.clean[start:end] for start, end in cuts[max(0, here - 1) : here + 2])
