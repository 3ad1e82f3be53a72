"""The verdict on one row: which claim of the articles it is, and whether the two say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zongshu.lexicon.registry import Registry
from zongshu.verify._facts import Fact, Facts, Text
from zongshu.verify._figures import Figure, figure, same_measure, same_value
from zongshu.verify._fits import place_fits, time_fits
from zongshu.verify._table import Asked
from zongshu.verify._wording import core, cover, find_quote

__all__ = ["VERDICTS", "Finding", "Verdict", "judge_row"]

Verdict = Literal["supported", "value_differs", "not_found", "planned_not_achieved", "other_place_or_period"]
VERDICTS: tuple[Verdict, ...] = (
    "supported", "value_differs", "planned_not_achieved", "other_place_or_period", "not_found"
)  # fmt: skip

# The fewer digits a number has, the more often it stands somewhere by chance, and the more its wording must tell.
_LEAST = {1: 0.42, 2: 0.34, 3: 0.22}
_LEAST_LONG = 0.12
_LEAST_QUOTED = 0.12
# The only such number of the article that is named, unless it is a small one.
_LEAST_ALONE, _RARE = 0.2, 10
_ELSEWHERE = 0.45
_DIFFERS = 0.5
_UNIT_DIFFERS = 0.8
_SURE, _GAP = 0.93, 0.25
_DISTINCT = 3


@dataclass(slots=True)
class Finding:
    """What came of one row.

    Attributes:
        asked: the row.
        verdict: supported; value_differs: the item is there with another number or unit; planned_not_achieved: the number
            is a plan, a target or a rule; other_place_or_period: the number is another place's or of another time;
            not_found.
        fact: the claim that the verdict rests on.
        likeness: how alike the wordings are, up to 1.
        quote: exact, fuzzy or absent; empty where the row has none.
        note: what else there is to know.
    """

    asked: Asked
    verdict: Verdict
    fact: Fact | None = None
    likeness: float = 0.0
    quote: str = ""
    note: str = ""


@dataclass(slots=True)
class _Candidate:
    fact: Fact
    own: float
    likeness: float
    here: bool
    now: bool
    done: bool

    @property
    def score(self) -> float:
        """Likeness first; of two alike, the one whose status, place and time fit."""
        return self.likeness + 0.3 * self.here + 0.2 * self.done + 0.2 * self.now

    @property
    def fits(self) -> bool:
        return self.here and self.now and self.done


def judge_row(asked: Asked, facts: Facts, registry: Registry) -> Finding:
    """Judge one row.

    Args:
        asked: the row.
        facts: what the articles say.
        registry: the indicators that the row may name.
    """
    texts = _texts(asked.article, facts)
    if asked.article and not texts:
        return Finding(asked, "not_found", note=f"no article {asked.article!r} among those given")
    figures = figure(asked.value, asked.unit, asked.item)
    if not figures:
        return Finding(asked, "not_found", note=f"the value {asked.value!r} is no number")
    quote, places = _quote(asked.quote, texts or facts.texts)
    among = {id(text) for text in texts} if texts else None
    item, known = _named(asked, registry)

    def candidate(fact: Fact) -> _Candidate:
        return _candidate(asked, item, known, fact)

    def there(fact: Fact) -> bool:
        return among is None or id(fact.text) in among

    def quoted(fact: Fact) -> bool:
        return fact.sentence in places.get(id(fact.text), ())

    equal = {
        id(fact): candidate(fact)
        for one in figures
        for fact in facts.with_number(one)
        if there(fact) and same_measure(one, fact.claim.quantity) and same_value(one, fact.claim.quantity)
    }
    least = _least(figures[0])
    if among is not None and len(equal) == 1 and figures[0].low >= _RARE:
        least = min(least, _LEAST_ALONE)
    alike = [c for c in equal.values() if c.likeness >= (_LEAST_QUOTED if quoted(c.fact) else least)]
    if any(quoted(c.fact) for c in alike):
        alike = [c for c in alike if quoted(c.fact)]
    others = [candidate(fact) for fact in facts.with_words(item, among) if id(fact) not in equal]
    others = [c for c in others if c.own >= (_DIFFERS if _measured(figures, c.fact) else _UNIT_DIFFERS)]
    best = max(alike, key=lambda c: c.score, default=None)
    rival = max(others, key=lambda c: (c.score, quoted(c.fact)), default=None)
    if best is not None and _taken_for_another(best, rival) and not (best.fits and quoted(best.fact)):
        best = None
    if best is not None and (best.fits or best.likeness >= _ELSEWHERE or quoted(best.fact)):
        verdict, note = _verdict(asked, best)
        if verdict != "other_place_or_period" or not _by_chance(best, rival, figures[0]):
            return Finding(asked, verdict, best.fact, best.likeness, quote, note)
    if rival is not None and (rival.here or asked.article):
        unit = "" if _measured(figures, rival.fact) else "the unit is another; "
        return Finding(
            asked, "value_differs", rival.fact, rival.own, quote, f"{unit}the text has {rival.fact.claim.clean}"
        )
    return Finding(asked, "not_found", None, 0.0, quote)


def _texts(name: str, facts: Facts) -> list[Text]:
    """Find the article that a row names: by path, file name, stem, id or title."""
    plain = name.strip().replace("\\", "/")
    if not plain:
        return []
    exact = [text for text in facts.texts if plain in text.names]
    return exact or [text for text in facts.texts if text.names & {plain.rpartition("/")[2], plain.rpartition(".")[0]}]


def _quote(quote: str, texts: list[Text]) -> tuple[str, dict[int, range]]:
    """Find a quotation in the articles: how well, and in which sentences of which articles."""
    if not quote:
        return "", {}
    found = [(id(text), *find_quote(quote, text.quoted)) for text in texts]
    for how in ("exact", "fuzzy"):
        places = {text: where for text, one, where in found if one == how}
        if places:
            return how, places
    return "absent", {}


def _named(asked: Asked, registry: Registry) -> tuple[str, str]:
    """Return the words for what a row counts, and the id of the indicator that it names, if any."""
    wanted = asked.indicator.strip().lower()
    for entry in registry.entries.values():
        if wanted and wanted in (entry.id, entry.zh.lower(), entry.en.lower()):
            return asked.item or entry.zh, entry.id
    return asked.item or asked.indicator or asked.quote, ""


def _candidate(asked: Asked, item: str, known: str, fact: Fact) -> _Candidate:
    claim = fact.claim
    words = core(item)
    name = asked.place.strip()
    if name and words.startswith(name) and len(words) > len(name) + 1:
        words = words[len(name) :]
    own = 0.85 * cover(words, fact.own) + 0.15 * cover(claim.item, words)
    if known and claim.indicator and claim.indicator.id == known:
        own = max(own, 0.9)
    likeness = max(own, 0.85 * cover(words, fact.near, 0.3), 0.7 * cover(words, fact.wide, 0.2))
    done = claim.status == asked.status or claim.status in ("achieved", "context") or asked.status != "achieved"
    return _Candidate(fact, own, likeness, place_fits(asked.place, fact), time_fits(asked.period, fact), done)


def _least(asked: Figure) -> float:
    return _LEAST.get(_digits(asked), _LEAST_LONG)


def _digits(asked: Figure) -> int:
    return len(asked.low.normalize().as_tuple().digits)


def _by_chance(best: _Candidate, rival: _Candidate | None, asked: Figure) -> bool:
    """Tell whether a number of elsewhere says less than that this place has another number for the same thing."""
    if rival is None or not rival.fits:
        return False
    if rival.own - best.likeness >= _GAP:
        return True
    return rival.fact.text is not best.fact.text and _digits(asked) < _DISTINCT


def _measured(figures: list[Figure], fact: Fact) -> bool:
    return any(same_measure(one, fact.claim.quantity) for one in figures)


def _taken_for_another(best: _Candidate, rival: _Candidate | None) -> bool:
    """Tell whether the number belongs to another item, while the row's own item has another number."""
    return rival is not None and rival.fits and rival.own >= _SURE and rival.own - best.likeness >= _GAP


def _verdict(asked: Asked, best: _Candidate) -> tuple[Verdict, str]:
    claim = best.fact.claim
    if not best.here:
        return "other_place_or_period", f"the text tells it of {claim.place.name if claim.place else 'another place'}"
    if not best.now:
        period = claim.period
        when = (period.since or "", period.until or "") if period else best.fact.text.years
        ends = dict.fromkeys(end or "" for end in when)
        return "other_place_or_period", f"the text tells it of {'..'.join(ends)}"
    if not best.done:
        return "planned_not_achieved", "a rule or a standard" if claim.status == "required" else "a plan or a target"
    notes = []
    if claim.status != asked.status:
        notes.append(f"status in the text: {claim.status}")
    if claim.quantity.approx not in ("exact", "range"):
        notes.append(f"the text says {claim.clean}")
    if claim.place and asked.place and claim.place.level in ("town", "village") and claim.place.name != asked.place:
        notes.append(f"about {claim.place.name}")
    return "supported", "; ".join(notes)
