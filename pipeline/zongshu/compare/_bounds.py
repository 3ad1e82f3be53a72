"""Numbers as the intervals that their words allow, all in the unit of their indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zongshu.lexicon.registry import registry
from zongshu.lexicon.units import to_base

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    _Array = np.ndarray[Any, Any]

__all__ = ["BOUNDS", "in_unit", "intervals", "scaled", "step"]

BOUNDS = ("words", "rounding")
# Words of rounding; 以上 and 至少 set a bound and round nothing.
_DOWN = r"[余多逾超过来]|突破|出头"
_UP = r"近"
_LIMITS = r"以[上下内]|至[少多]|不[少低小多高大超足到]|[少低小多高大]于|未|起码"
_PLACES = 4


def step(values: _Array) -> _Array:
    """Give the size of the last digit that is not zero: 290 is told in tens, 13700 in hundreds, 73.8 in tenths.

    >>> import numpy as np
    >>> step(np.array([290.0, 13700.0, 73.8, 7.0])).tolist()
    [10.0, 100.0, 0.1, 1.0]
    """
    import numpy as np

    steps = np.full(len(values), 10.0**-_PLACES)
    for power in range(1 - _PLACES, 13):
        size = 10.0**power
        parts = values / size
        near = np.abs(parts - np.rint(parts)) < 1e-6 * np.maximum(1.0, np.abs(parts) * 1e-6)
        steps = np.where(near & (np.rint(parts) != 0), size, steps)
    return steps


def intervals(table: pd.DataFrame, bounds: str) -> tuple[_Array, _Array]:
    """Give the least and the most that each number may be; infinite where its words set no bound.

    With `words` the bounds are those of the claim: 290余 is 290 or more, 近300 at most 300, 约300 anything. What is not
    negative is at least 0. With `rounding`, words of rounding are read as rounding at the last digit that is not zero:
    290余 is 290–299, 近300 is 250–299, 约300 is 250–349; 以上, 至少 and the like stay bounds without another end.

    Args:
        table: typed claims.
        bounds: `words` or `rounding`.
    """
    import numpy as np

    value = table["quantity_value"].to_numpy("float64", na_value=np.nan)
    least = table["quantity_low"].to_numpy("float64", na_value=np.nan)
    most = table["quantity_high"].to_numpy("float64", na_value=np.nan)
    approx = table["quantity_approx"].fillna("exact")
    if bounds == "rounding":
        at = np.flatnonzero(approx.isin(["over", "under", "about"]).to_numpy() & (value > 0))
        rows = table.iloc[at]
        read, from_least, to_most = _rounded(rows, approx.iloc[at].to_numpy(dtype=object), value[at])
        least[at[read]], most[at[read]] = from_least[read], to_most[read]
    exact = (approx == "exact").to_numpy(bool)
    least = np.where(exact & np.isnan(least), value, least)
    most = np.where(exact & np.isnan(most), value, most)
    positive = ~(value < 0) & ~(most < 0)
    least = np.where(np.isnan(least), np.where(positive, 0.0, -np.inf), least)
    return least, np.where(np.isnan(most), np.inf, most)


def _rounded(rows: pd.DataFrame, approx: _Array, value: _Array) -> tuple[_Array, _Array, _Array]:
    """Read words of rounding; the first array says where there are some."""
    import numpy as np

    words = rows["clean"].fillna(rows["text"]).fillna("")
    loose = ~words.str.contains(_LIMITS).to_numpy(bool)
    down = loose & (approx == "over") & words.str.contains(_DOWN).to_numpy(bool)
    up = loose & (approx == "under") & words.str.contains(_UP).to_numpy(bool)
    about = loose & (approx == "about")
    size = step(value)
    # Of what is counted, the last whole number before the next step; of what is measured, the step itself.
    counted = rows["quantity_dimension"].isin(["count", "people", "visits"]).to_numpy() & (size >= 1)
    inner = np.where(counted, 1.0, 0.0)
    least = np.where(down, value, value - size / 2)
    most = np.select([down, up], [value + size - inner, value - inner], value + size / 2 - inner)
    least = np.where(counted, np.ceil(least), least)
    most = np.where(counted, np.maximum(np.floor(most), least), most)
    return down | up | about, least, most


def in_unit(table: pd.DataFrame) -> tuple[_Array, pd.Series[str]]:
    """Say by what each number is multiplied to stand in the unit of its indicator, and that unit.

    A number stays in its own unit where the indicator is not in the registry or measures something else.

    Args:
        table: typed claims.
    """
    import numpy as np

    factor, unit = np.ones(len(table)), table["quantity_unit"].copy()
    pairs = table[["indicator_id", "quantity_unit"]].drop_duplicates().dropna()
    for indicator, told in zip(pairs["indicator_id"], pairs["quantity_unit"], strict=True):
        entry = registry().entries.get(indicator)
        source, wanted = to_base(Decimal(1), told), to_base(Decimal(1), entry.unit) if entry else None
        if entry and source and wanted and source[1] == wanted[1] and source[0] != wanted[0]:
            here = ((table["indicator_id"] == indicator) & (table["quantity_unit"] == told)).fillna(False)
            factor[here.to_numpy(bool)] = float(source[0] / wanted[0])
            unit = unit.mask(here, entry.unit)
    return factor, unit


def scaled(numbers: _Array, factor: _Array) -> _Array:
    """Multiply, to ten digits, so that no tail of float noise shows.

    >>> import numpy as np
    >>> scaled(np.array([1.1, 2.0]), np.array([1.0, 15.000000001])).tolist()
    [1.1, 30.0]
    """
    import numpy as np

    result: _Array = numbers * factor
    at = np.flatnonzero((factor != 1) & np.isfinite(result))
    result[at] = [float(f"{number:.10g}") for number in result[at].tolist()]
    return result
