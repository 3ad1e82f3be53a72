"""The figures of an evaluation: ratios that add up over articles, and the list of what went wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from zongshu.errors import UsageError

__all__ = ["MEASURES", "Error", "Ratio", "Report", "Scores", "bootstrap"]

# `_other`: only the claims whose gold names another place or period than most of the article's claims have.
MEASURES = (
    *("precision", "recall", "f1", "exact_f1", "core_f1", "role_errors", "anchored"),
    *("value", "low", "high", "bounds", "approx", "unit", "kind", "status", "item", "item_mean"),
    *("indicator", "indicator_precision", "indicator_recall"),
    *("place", "place_other", "period", "period_other"),
    *("direction", "direction_precision", "direction_recall"),
    *("part_of", "part_of_precision", "part_of_recall"),
)


@dataclass(slots=True, frozen=True)
class Error:
    """One thing that went wrong.

    Attributes:
        kind: missed, spurious.label, spurious.date, spurious.ordinal, spurious.other, anchor, or a field's name.
        article: the name of the gold file.
        start: where it is in the text of the article.
        text: the words there.
        gold: the right answer, written down.
        got: the answer given.
        context: the words around it.
    """

    kind: str
    article: str
    start: int
    text: str
    gold: str
    got: str
    context: str


@dataclass(slots=True, frozen=True)
class Ratio:
    """How many were right of how many; ratios of several articles are added part by part.

    >>> (Ratio(1, 2) + Ratio(2, 2)).score
    0.75
    """

    part: float = 0
    whole: float = 0

    @property
    def score(self) -> float | None:
        """The share, None where nothing was there to be scored."""
        return self.part / self.whole if self.whole else None

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.part + other.part, self.whole + other.whole)


@dataclass(slots=True)
class Scores:
    """The figures of one article, or of all; `scores["f1"]` is a number or None.

    Attributes:
        gold: gold claims that count (optional ones do not).
        predicted: predicted claims that count.
        matched: how many of them belong together.
        ratios: for each measure, right and all.
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    ratios: dict[str, Ratio] = field(default_factory=lambda: dict.fromkeys(MEASURES, Ratio()))

    def __getitem__(self, measure: str) -> float | None:
        return self.ratios[measure].score

    @classmethod
    def total(cls, parts: Iterable[Scores]) -> Scores:
        """Add up the scores of several articles; every claim weighs the same."""
        result = cls()
        for part in parts:
            result.gold += part.gold
            result.predicted += part.predicted
            result.matched += part.matched
            for name, ratio in part.ratios.items():
                result.ratios[name] += ratio
        return result

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        measures = {name: {"score": r.score, "part": r.part, "whole": r.whole} for name, r in self.ratios.items()}
        return {"gold": self.gold, "predicted": self.predicted, "matched": self.matched, "measures": measures}


@dataclass(slots=True)
class Report:
    """What an evaluation found.

    Attributes:
        per_article: the scores of each article, by the name of its gold file.
        errors: what went wrong, article by article in the order of the text.
        without_gold: sources of records that no gold file belongs to; not scored.
        without_record: gold files that no record belongs to, with the number of their claims; not scored.
        duplicates: sources of records whose gold file was already taken by another record; not scored.
        not_gold: JSON files in the gold folder that hold something else.
        uncoded: packs of indicators that the gold does not code; theirs counted as none.
    """

    per_article: dict[str, Scores] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)
    without_gold: list[str] = field(default_factory=list)
    without_record: dict[str, int] = field(default_factory=dict)
    duplicates: list[str] = field(default_factory=list)
    not_gold: list[str] = field(default_factory=list)
    uncoded: list[str] = field(default_factory=list)

    @property
    def overall(self) -> Scores:
        """The scores over all articles together."""
        return Scores.total(self.per_article.values())

    def table(self) -> list[list[str | int | float | None]]:
        """Return rows for a table or a CSV file: the head, one row an article, and `all`."""
        overall = self.overall
        rows: list[list[str | int | float | None]] = [["article", "gold", "predicted", "matched", *MEASURES]]
        for name, scores in [*self.per_article.items(), ("all", overall)]:
            rows.append([name, scores.gold, scores.predicted, scores.matched, *(scores[m] for m in MEASURES)])
        return rows

    def to_dict(self) -> dict[str, Any]:
        """Return the whole report as plain data, ready for JSON."""
        return {
            "overall": self.overall.to_dict(),
            "per_article": {name: scores.to_dict() for name, scores in self.per_article.items()},
            "errors": [asdict(error) for error in self.errors],
            "without_gold": list(self.without_gold),
            "without_record": dict(self.without_record),
            "duplicates": list(self.duplicates),
            "not_gold": list(self.not_gold),
            "uncoded": list(self.uncoded),
        }


def bootstrap(report: Report, field: str, n: int = 1000, seed: int = 0) -> tuple[float, float]:
    """Estimate how far a score would move with other articles: its 95 % interval over resampled articles.

    Args:
        report: from `evaluate`.
        field: a measure, such as f1, core_f1 or period.
        n: how many times the articles are drawn anew.
        seed: the same seed gives the same interval.

    Returns:
        the 2.5th and the 97.5th percentile.

    Raises:
        UsageError: there is no such measure, or no article has anything to score on it.
    """
    if field not in MEASURES:
        raise UsageError(f"no measure {field!r}; known are {', '.join(MEASURES)}")
    ratios = [scores.ratios[field] for scores in report.per_article.values() if scores.ratios[field].whole]
    if not ratios:
        raise UsageError(f"no article has anything to score on {field!r}")
    draw = random.Random(seed)
    values = []
    for _ in range(n):
        sample = draw.choices(ratios, k=len(ratios))
        values.append(sum(ratio.part for ratio in sample) / sum(ratio.whole for ratio in sample))
    values.sort()
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]
