"""Shares of a whole from a stratified sample, with intervals.

The share is the combined ratio estimate and its variance that of W. G. Cochran, Sampling Techniques (3rd ed. 1977,
eq. 6.44 and 6.52), with the correction for finite strata. The interval is E. B. Wilson's (1927) at the effective size of
the sample, the share's variance under simple sampling over its variance here, corrected for degrees of freedom as by
E. L. Korn and B. I. Graubard (Survey Methodology 24, 1998).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import NormalDist

from zongshu.errors import UsageError

__all__ = ["Estimate", "Stratum", "share", "t_quantile"]

# A stratum of few units may vary little by chance: its variance is drawn towards that of all, as if by so many units.
_BORROWED = 2


@dataclass(slots=True)
class Stratum:
    """A part of the whole and what was seen of it.

    Attributes:
        size: how many units it has.
        seen: for each unit of the sample the part and the whole that it counts for: (1, 1) for a claim that is right,
            (0, 1) for one that is wrong; for an article, (right, right and missed).
    """

    size: int
    seen: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Estimate:
    """A share with its interval; `units` were seen of `population`."""

    share: float
    low: float
    high: float
    units: int
    population: int


def t_quantile(p: float, df: float) -> float:
    """Return a quantile of Student's t (Abramowitz and Stegun 1964, 26.7.5).

    >>> round(t_quantile(0.975, 10), 2), round(t_quantile(0.975, 1000), 2)
    (2.23, 1.96)
    """
    z = NormalDist().inv_cdf(p)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def share(strata: Mapping[str, Stratum], level: float = 0.95) -> Estimate:
    """Estimate a share of the whole.

    Args:
        strata: the parts; one of which nothing was seen counts as the others together.
        level: of the interval.

    Raises:
        UsageError: nothing was seen.

    Example:
        >>> found = share({"all": Stratum(1000, [(1, 1)] * 45 + [(0, 1)] * 5)})
        >>> round(found.share, 2), round(found.low, 2), round(found.high, 2)
        (0.9, 0.79, 0.96)
    """
    known = [one for one in strata.values() if one.seen]
    units = sum(len(one.seen) for one in known)
    population = sum(one.size for one in strata.values())
    weights = [one.size / len(one.seen) for one in known]
    part = sum(w * x for w, one in zip(weights, known, strict=True) for x, _ in one.seen)
    whole = sum(w * y for w, one in zip(weights, known, strict=True) for _, y in one.seen)
    if not whole:
        raise UsageError("nothing was coded that a share could be estimated from")
    ratio = part / whole
    if all(len(one.seen) >= one.size for one in strata.values()):
        return Estimate(ratio, ratio, ratio, units, population)
    variance = _variance(known, ratio, whole)
    if variance > 0 and 0 < ratio < 1:
        size = ratio * (1 - ratio) / variance
    else:
        # No two differ: the size of the sample, less what unequal weights cost.
        counts = [(w, y) for w, one in zip(weights, known, strict=True) for _, y in one.seen]
        size = sum(w * y for w, y in counts) ** 2 / sum(w * w * y for w, y in counts)
    z = t_quantile(0.5 + level / 2, max(units - len(known), 2))
    middle = (ratio + z * z / (2 * size)) / (1 + z * z / size)
    reach = z / (1 + z * z / size) * sqrt(ratio * (1 - ratio) / size + (z / (2 * size)) ** 2)
    return Estimate(ratio, max(0.0, middle - reach), min(1.0, middle + reach), units, population)


def _variance(known: Sequence[Stratum], ratio: float, whole: float) -> float:
    """Estimate the variance of a ratio from the distances of the units in each stratum."""
    apart = [[x - ratio * y for x, y in one.seen] for one in known]
    squares = [sum((e - sum(es) / len(es)) ** 2 for e in es) for es in apart]
    flat = [e for es in apart for e in es]
    common = sum(e * e for e in flat) / max(len(flat) - 1, 1)
    total = 0.0
    for one, square in zip(known, squares, strict=True):
        n = len(one.seen)
        spread = (square + _BORROWED * common) / (n - 1 + _BORROWED)
        total += one.size**2 * (1 - min(n / one.size, 1)) * spread / n
    return total / whole**2
