"""Whether `confidence` means what it says: the share of right claims in each band of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from zongshu.errors import DataError
from zongshu.evaluate._prepare import matched, prepare
from zongshu.evaluate._score import CORE, usual_answers, verdicts

__all__ = ["SURE", "Bin", "Calibration", "calibration"]

SURE = 0.9
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, SURE, 0.95, 1.0)


@dataclass(slots=True, frozen=True)
class Bin:
    """The claims with a confidence above `low` and up to `high`; the first band has its lower end in it.

    Attributes:
        low: lower end.
        high: upper end.
        claims: how many there are.
        right: how many are in the gold with the same value, approximation, unit and status.
        mean: their mean confidence, None where there are none.
    """

    low: float
    high: float
    claims: int
    right: int
    mean: float | None

    @property
    def accuracy(self) -> float | None:
        """The share that is right."""
        return self.right / self.claims if self.claims else None


@dataclass(slots=True, frozen=True)
class Calibration:
    """A reliability table.

    Attributes:
        bins: the bands, from low to high.
        claims: all claims that count.
        sure: how many lie above 0.9; `sure_right` how many of those are right.
        gap: mean distance between confidence and share of right ones over the bands, weighted by claims (the expected
            calibration error).
    """

    bins: list[Bin]
    claims: int
    sure: int
    sure_right: int
    gap: float | None


def calibration(claims: Path | list[dict[str, Any]], gold: Path) -> Calibration:
    """Set the confidence of claims against how many of them are right in the core fields; a spurious claim is wrong.

    Args:
        claims: a JSON Lines file with one record a line, or the records themselves.
        gold: one gold file, or a folder of them.

    Raises:
        UsageError: a path does not exist, or the folder holds no gold file.
        DataError: a record or a gold row is malformed, or a claim has no confidence.
    """
    scored: list[tuple[float, bool]] = []
    for article in matched(prepare(claims, gold)):
        usual = usual_answers(article.gold)
        for want, got in article.pairs:
            right = verdicts(want, got, usual)
            scored.append((_confidence(got.claim, article.article), all(right[name] for name in CORE)))
        scored += [(_confidence(span.claim, article.article), False) for span in article.spurious]
    bins = [_bin(scored, low, high) for low, high in pairwise(_EDGES)]
    sure = [right for confidence, right in scored if confidence > SURE]
    gaps = [abs(bin.right - bin.mean * bin.claims) for bin in bins if bin.mean is not None]
    return Calibration(bins, len(scored), len(sure), sum(sure), sum(gaps) / len(scored) if scored else None)


def _bin(scored: list[tuple[float, bool]], low: float, high: float) -> Bin:
    inside = [(c, right) for c, right in scored if low < c <= high or (low == c == 0)]
    mean = sum(c for c, _ in inside) / len(inside) if inside else None
    return Bin(low, high, len(inside), sum(right for _, right in inside), mean)


def _confidence(claim: dict[str, Any], article: str) -> float:
    value = claim.get("confidence")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise DataError(f"{article}: the claim at {claim['start']} has no confidence from 0 to 1, but {value!r}")
    return float(value)
