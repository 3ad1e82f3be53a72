"""How far coders agree on the fields of the claims that they share, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from zongshu.evaluate._alpha import Distance, Sums, kappa
from zongshu.evaluate._coders import Unit
from zongshu.evaluate._compare import SAME, dice, same_period, show
from zongshu.evaluate._match import Span
from zongshu.evaluate._report import Ratio

__all__ = [
    "Disagreement", "FieldAgreement", "coded_by", "differences", "field_agreement", "interval", "item_agreement",
]  # fmt: skip

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
class Disagreement:
    """One claim on which the coders differ; `answers` has one for each coder, "-" where one did not mark the claim."""

    article: str
    start: int
    end: int
    text: str
    field: str
    answers: tuple[str, ...]


def interval(values: Any) -> tuple[float | None, float | None]:
    """Give the ends of the middle 95 % of values; None where none is a number."""
    import numpy as np

    known = values[~np.isnan(values)]
    if not len(known):
        return None, None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def coded_by(articles: Any, coders: int) -> dict[str, list[bool]]:
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


def field_agreement(name: str, articles: list[list[Unit]], coded: list[bool], draws: Any) -> list[FieldAgreement]:
    """Measure one field, once for each level that its answers allow; nothing where fewer than two coders fill it.

    Args:
        name: of the field.
        articles: aligned claims by article.
        coded: which coders fill the field.
        draws: articles drawn anew, from which the intervals come.
    """
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
        low, high = interval(sums.alpha(draws))
        mean = sum(kappas) / len(kappas) if kappas else None
        score = Ratio(same, whole).score
        result.append(FieldAgreement(name, word, sums.units, score, None if alpha != alpha else alpha, low, high, mean))
    return result


def item_agreement(articles: list[list[Unit]]) -> FieldAgreement:
    """Give the mean likeness of the nearest wordings; items are free text, for which there is no alpha."""
    total, whole, units = 0.0, 0, 0
    for unit in (unit for units_ in articles for unit in units_):
        wordings = [span.answers["item"] for span in unit if span is not None and span.answers["item"]]
        units += len(wordings) > 1
        for left, right in combinations(wordings, 2):
            total += max(dice(a, b) for a in left for b in right)
            whole += 1
    return FieldAgreement("item", "wording", units, Ratio(total, whole).score, None, None, None, None)


def differences(article: str, unit: Unit, read: list[bool], coded: dict[str, list[bool]]) -> list[Disagreement]:
    """List what the coders say differently of one claim: that it is one, and its fields."""
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
