"""Coefficients of agreement: Krippendorff's alpha for any number of coders, Cohen's kappa for two.

Alpha after K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): one less the disagreement observed within
units over the disagreement expected from all values together. Kappa after J. Cohen, A coefficient of agreement for
nominal scales (1960).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from zongshu.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

__all__ = ["LEVELS", "Sums", "alpha", "kappa"]

Distance = Callable[[Any, Any], float]
LEVELS = ("nominal", "ordinal", "interval", "ratio")


class Sums:
    """What alpha is made of, group by group of units, so that groups can be drawn anew.

    Args:
        groups: for each group its units, for each unit the values that its coders gave; None is no value.
        level: nominal, ordinal, interval or ratio, or a function that gives the distance of two values.

    Raises:
        UsageError: an unknown level.
    """

    def __init__(self, groups: Sequence[Sequence[Sequence[Hashable]]], level: str | Distance = "nominal") -> None:
        import numpy as np

        if isinstance(level, str) and level not in LEVELS:
            raise UsageError(f"no level {level!r}; one of {', '.join(LEVELS)}")
        # A unit with a single value says nothing of agreement.
        several = [[v for v in ([x for x in u if x is not None] for u in units) if len(v) > 1] for units in groups]
        values = {value for units in several for unit in units for value in unit}
        numbers = level in ("ordinal", "interval", "ratio")
        ordered: list[Any] = sorted(values, key=None if numbers else repr)
        at = {value: number for number, value in enumerate(ordered)}
        self.units = sum(map(len, several))
        self.counts: Matrix = np.zeros((len(groups), len(ordered)))
        for row, units in zip(self.counts, several, strict=True):
            for unit in units:
                for value in unit:
                    row[at[value]] += 1
        self._distance = _distances(ordered, level, self.counts.sum(axis=0))
        self.observed: Matrix = np.array([sum(self._inside([at[v] for v in u]) for u in units) for units in several])

    def _inside(self, unit: list[int]) -> float:
        return sum(float(self._distance[a, b]) for a in unit for b in unit) / (len(unit) - 1)

    def alpha(self, weights: Matrix | None = None) -> Matrix:
        """Give alpha for each row of weights, which say how often each group counts; without any, all count once.

        NaN where the values do not differ at all, for which alpha is not defined.
        """
        import numpy as np

        weights = np.ones((1, len(self.counts))) if weights is None else weights
        counts = weights @ self.counts
        n = counts.sum(axis=1)
        expected = ((counts @ self._distance) * counts).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            result: Matrix = np.where(expected > 0, 1 - (n - 1) * (weights @ self.observed) / expected, np.nan)
        return result


def _distances(ordered: list[Any], level: str | Distance, counts: Matrix) -> Matrix:
    """Give the squared difference of every two values (Krippendorff 2011, step D)."""
    import numpy as np

    if callable(level):
        return np.array([[float(level(a, b)) for b in ordered] for a in ordered]).reshape(len(ordered), len(ordered))
    if level == "nominal":
        return 1.0 - np.eye(len(ordered))
    if level == "ordinal":
        middle = np.cumsum(counts) - counts / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    numbers = np.array([float(value) for value in ordered])
    apart = numbers[:, None] - numbers[None, :]
    if level == "interval":
        return np.asarray(apart**2)
    both = np.abs(numbers[:, None]) + np.abs(numbers[None, :])
    return np.asarray(np.divide(apart, both, out=np.zeros_like(apart), where=both > 0) ** 2)


def alpha(units: Sequence[Sequence[Hashable]], level: str | Distance = "nominal") -> float | None:
    """Compute Krippendorff's alpha.

    Args:
        units: for each unit the values that its coders gave, None where one gave none.
        level: nominal, ordinal, interval or ratio, or a function that gives the distance of two values.

    Returns:
        1 for perfect agreement, 0 for what chance gives; None where all values are the same or no unit has two.

    Raises:
        UsageError: an unknown level.

    Example:
        >>> round(alpha([["a", "a"], ["a", "b"], ["b", "b"], ["b", None]]), 3)
        0.444
    """
    result = float(Sums([units], level).alpha()[0])
    return None if result != result else result


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Compute Cohen's kappa of two coders.

    Args:
        pairs: what the one and the other said of each unit.

    Returns:
        1 for perfect agreement, 0 for what chance gives; None where it is not defined.

    Example:
        >>> round(kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]), 3)
        0.5
    """
    n = len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(left[value] * right[value] for value in left)
    if not n or expected == n * n:
        return None
    return (sum(a == b for a, b in pairs) / n - expected / n**2) / (1 - expected / n**2)
