"""How far two or more coders agree: on which numbers are claims, and field by field on the claims they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from zongshu.errors import UsageError
from zongshu.evaluate._alpha import Distance, Sums, kappa
from zongshu.evaluate._coders import Unit, align, names_of, read_coder, together
from zongshu.evaluate._compare import SAME, dice, same_period, show
from zongshu.evaluate._match import Span, match
from zongshu.evaluate._report import Ratio
from zongshu.evaluate._tables import Table

__all__ = ["Agreement", "Disagreement", "FieldAgreement", "Pair", "agree", "agreement_notes", "agreement_table"]

_NONE = "none"  # that a coder found no indicator is an answer too
_NUMBERS = ("value", "low", "high")


@dataclass(slots=True, frozen=True)
class FieldAgreement:
    """How far the coders agree on one field.

    Attributes:
        field: its name.
        level: how the distance of two answers is measured: nominal, interval, ratio or period.
        units: claims with an answer of two coders or more.
        agreement: share of pairs of answers that are the same; for `item` the mean likeness of wordings.
        alpha: Krippendorff's; None where the answers never differ.
        low: where the 95 % interval of alpha over articles begins; `high` where it ends.
        kappa: Cohen's, for more than two coders the mean of all pairs (Light 1971).
    """

    field: str
    level: str
    units: int
    agreement: float | None
    alpha: float | None
    low: float | None
    high: float | None
    kappa: float | None


@dataclass(slots=True, frozen=True)
class Pair:
    """How far two coders agree on which numbers are claims: F1 of their spans, the same whoever goes first."""

    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    f1: float | None
    low: float | None
    high: float | None


@dataclass(slots=True, frozen=True)
class Disagreement:
    """One claim on which the coders differ; `answers` has one for each coder, "-" where one did not mark the claim."""

    article: str
    start: int
    end: int
    text: str
    field: str
    answers: tuple[str, ...]


@dataclass(slots=True)
class Agreement:
    """What `agree` found.

    Attributes:
        coders: their names, in the order given.
        articles: how many articles two coders or more have read.
        pairs: agreement on spans.
        fields: agreement on fields.
        disagreements: in the order of the articles and the text.
        alone: articles that only one coder has read; they count for nothing.
    """

    coders: list[str]
    articles: int = 0
    pairs: list[Pair] = field(default_factory=list)
    fields: list[FieldAgreement] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain data, ready for JSON."""
        return asdict(self)


def agree(paths: Sequence[Path], n: int = 1000, seed: int = 0) -> Agreement:
    """Compare the codings of two or more coders.

    Claims belong together by the overlap of their spans, as for `evaluate`; fields are compared on claims that two coders
    or more have marked. A field that a coder never fills counts as not coded by that coder.

    Args:
        paths: for each coder a claims file (JSON Lines), or a gold file or folder.
        n: how many times the articles are drawn anew for the intervals.
        seed: the same seed gives the same intervals.

    Raises:
        UsageError: fewer than two coders, a path that does not exist, or no article that two coders have read.
        DataError: a record or a gold row is malformed; the message says where.
    """
    if len(paths) < 2:
        raise UsageError("agreement needs the files of two coders or more")
    names = names_of(paths)
    table = together([read_coder(Path(path)) for path in paths])
    shared = {name: row for name, row in table.items() if sum(spans is not None for spans in row) > 1}
    if not shared:
        raise UsageError("no article is in the files of two coders; articles go together by the name of their file")
    result = Agreement(names, len(shared), alone=[name for name in table if name not in shared])
    units = {name: align(row) for name, row in shared.items()}
    draws = _draws(len(shared), n, seed)
    result.pairs = [_pair_of(names, a, b, list(shared.values()), draws) for a, b in combinations(range(len(names)), 2)]
    coded = _coded(units.values(), len(names))
    for name in SAME:
        result.fields += _field(name, list(units.values()), coded[name], draws)
    result.fields.append(_items(list(units.values())))
    for article, rows in units.items():
        read = [spans is not None for spans in shared[article]]
        result.disagreements += [one for unit in rows for one in _differences(article, unit, read, coded)]
    return result


def agreement_table(found: Agreement) -> Table:
    """Return the head and a row for each pair of coders and each field."""
    head: list[str | int | float | None] = ["what", "level", "units", "agreement", "kappa", "alpha", "low", "high"]
    rows: Table = [
        [
            f"claims: {p.first} / {p.second}",
            "F1",
            p.both + p.only_first + p.only_second,
            p.f1,
            None,
            None,
            p.low,
            p.high,
        ]
        for p in found.pairs
    ]
    return [
        head,
        *rows,
        *([f.field, f.level, f.units, f.agreement, f.kappa, f.alpha, f.low, f.high] for f in found.fields),
    ]


def agreement_notes(found: Agreement) -> list[str]:
    """Say what the table holds and what was left out."""
    notes = [
        f"{found.articles} articles, {len(found.coders)} coders, {len(found.disagreements)} disagreements (-o FILE.csv lists "
        "them); low and high are the 95 % interval of F1 or alpha over articles drawn anew.",
        "A dash: not defined, for want of answers that differ.",
    ]
    if found.alone:
        notes.append(f"Read by one coder only, left out: {', '.join(found.alone)}")
    return notes


def _draws(articles: int, n: int, seed: int) -> Any:
    """Draw articles with replacement; a row says how often each counts."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(articles, [1 / articles] * articles, size=n).astype(float)


def _interval(values: Any) -> tuple[float | None, float | None]:
    import numpy as np

    known = values[~np.isnan(values)]
    if not len(known):
        return None, None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def _pair_of(names: list[str], a: int, b: int, rows: list[list[list[Span] | None]], draws: Any) -> Pair:
    import numpy as np

    counts = np.array([_counts(row[a], row[b]) for row in rows], dtype=float)
    both, first, second = (int(total) for total in counts.sum(axis=0))
    drawn = draws @ counts
    whole = 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _interval(2 * drawn[:, 0] / whole)
    return Pair(names[a], names[b], both, first, second, Ratio(2 * both, 2 * both + first + second).score, low, high)


def _counts(first: list[Span] | None, second: list[Span] | None) -> tuple[int, int, int]:
    """Count the claims of both, of the first alone, of the second alone; optional ones do not count."""
    if first is None or second is None:
        return 0, 0, 0
    found = match(first, second)
    both = sum(not (first[g].optional or second[o].optional) for g, o in found.pairs)
    return both, len(found.missed), sum(not second[o].optional for o, _ in found.spurious)


def _coded(articles: Any, coders: int) -> dict[str, list[bool]]:
    """Tell for each field which coders ever fill it."""
    spans: list[list[Span]] = [[] for _ in range(coders)]
    for units in articles:
        for unit in units:
            for number, span in enumerate(unit):
                if span is not None:
                    spans[number].append(span)
    return {name: [any(_answer(s, name) not in (None, "", False) for s in own) for own in spans] for name in SAME}


def _answer(span: Span, name: str) -> Any:
    return span.answers[name][0]


def _code(name: str, answer: Any) -> Any:
    """Bring an answer to a value that alpha can count; a number that is not given is no value."""
    if name in _NUMBERS:
        return None if answer is None or isinstance(answer, bool) else float(answer)
    return _NONE if answer is None else answer


def _period_distance(left: Any, right: Any) -> float:
    """0 where two periods are the same at the coarser precision of the two, else 1."""
    return float(not same_period(*(None if one == _NONE else one for one in (left, right))))


def _field(name: str, articles: list[list[Unit]], coded: list[bool], draws: Any) -> list[FieldAgreement]:
    if sum(coded) < 2:
        return []
    codes = [
        [
            [_code(name, _answer(s, name)) if s is not None and on else None for s, on in zip(unit, coded, strict=True)]
            for unit in units
        ]
        for units in articles
    ]
    same, whole = 0, 0
    for unit in (unit for units in codes for unit in units):
        for a, b in combinations([code for code in unit if code is not None], 2):
            same += SAME[name](*(None if code == _NONE else code for code in (a, b)))
            whole += 1
    kappas = []
    for a, b in combinations(range(len(coded)), 2):
        both = [(unit[a], unit[b]) for units in codes for unit in units if None not in (unit[a], unit[b])]
        one = kappa(both)
        kappas += [] if one is None else [one]
    levels: list[tuple[str, str | Distance]] = [("nominal", "nominal")]
    if name in _NUMBERS:
        levels = [("ratio", "ratio"), ("interval", "interval")]
    elif name == "period":
        levels = [("period", _period_distance)]
    result = []
    for word, level in levels:
        sums = Sums(codes, level)
        alpha = float(sums.alpha()[0])
        low, high = _interval(sums.alpha(draws))
        mean = sum(kappas) / len(kappas) if kappas else None
        score = Ratio(same, whole).score
        result.append(FieldAgreement(name, word, sums.units, score, None if alpha != alpha else alpha, low, high, mean))
    return result


def _items(articles: list[list[Unit]]) -> FieldAgreement:
    """Give the mean likeness of the nearest wordings; items are free text, for which there is no alpha."""
    total, whole, units = 0.0, 0, 0
    for unit in (unit for units_ in articles for unit in units_):
        wordings = [span.answers["item"] for span in unit if span is not None and span.answers["item"]]
        units += len(wordings) > 1
        for left, right in combinations(wordings, 2):
            total += max(dice(a, b) for a in left for b in right)
            whole += 1
    return FieldAgreement("item", "wording", units, Ratio(total, whole).score, None, None, None, None)


def _differences(article: str, unit: Unit, read: list[bool], coded: dict[str, list[bool]]) -> list[Disagreement]:
    span = next(one for one in unit if one is not None)
    where = (article, span.start, span.end, span.text)
    found = []
    if any(one is None and was_read for one, was_read in zip(unit, read, strict=True)) and not span.optional:
        marks = (
            "" if not was_read else "-" if one is None else one.text for one, was_read in zip(unit, read, strict=True)
        )
        found.append(Disagreement(*where, "claim", tuple(marks)))
    for name, same in SAME.items():
        answers = [
            _answer(one, name) if one is not None and on else ... for one, on in zip(unit, coded[name], strict=True)
        ]
        given = [answer for answer in answers if answer is not ...]
        if not all(same(a, b) for a, b in combinations(given, 2)):
            words = tuple("" if answer is ... else show(answer) for answer in answers)
            found.append(Disagreement(*where, name, words))
    return found
