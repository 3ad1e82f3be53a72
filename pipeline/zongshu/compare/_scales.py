"""Ranges, bounds and short numbers for pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["compact", "ends", "folded", "inches", "middle", "reach", "slanted"]


def middle(rows: pd.DataFrame) -> Any:
    """Give what rows are ordered by: the value, or an end of a range."""
    return rows["value"].fillna(rows["low"]).fillna(rows["high"]).to_numpy("float64")


def reach(rows: pd.DataFrame) -> tuple[float, float]:
    """Amounts start at nought, so that distances do not deceive; figures close together get a scale of their own."""
    import numpy as np

    found = np.concatenate([rows[name].to_numpy("float64", na_value=np.nan) for name in ("value", "least", "most")])
    found = found[np.isfinite(found)]
    least, most = float(found.min()), float(found.max())
    if not (least >= 0 and least < most * 0.6):
        least -= ((most - least) or abs(most) or 1) * 0.08
    else:
        least = 0.0
    return least, (most + (most - least) * 0.05) or 1.0


def ends(value: Any, least: Any, most: Any, low: float, high: float) -> list[float]:
    """Both ends of the bounds of a figure, inside the picture."""
    return [max(low, min(high, float(end))) for end in (least, most)] if least == least else [float(value)] * 2


def compact(value: float, _: object = None) -> str:
    """A number for an axis, short.

    >>> compact(246000.0), compact(20840000000.0), compact(73.5)
    ('246k', '20.8bn', '73.5')
    """
    for size, sign in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= size * 10 or (abs(value) >= size and size > 1e3):
            return f"{value / size:.3g}{sign}"
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def folded(text: str, most: int = 34) -> str:
    """Fold a title; Chinese signs are wide."""
    return "\n".join(wrap(text, max(8, most * len(text) // max(1, _wide(text)))))


def inches(texts: Iterable[str], points: float = 8) -> float:
    """About how wide the longest of some texts is in print.

    >>> inches(["青禾县", "a"]) > inches(["abc"]) > 0 == inches([])
    True
    """
    return max((_wide(text) for text in texts), default=0) * points * 0.0072


def slanted(names: Sequence[str], step: float) -> tuple[float, float]:
    """Say what room slanting names above columns need, in inches: to the right of the last column, and above all."""
    reach = max((at * step + 0.64 * inches([name]) for at, name in enumerate(names)), default=0.0)
    return max(0.0, reach - step * (len(names) - 1)), 0.77 * inches(names) + 0.1


def _wide(text: str) -> int:
    return sum(2 if sign > "\u2e80" else 1 for sign in text)
