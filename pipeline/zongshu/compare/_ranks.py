"""Ranks of places within an indicator, as far as the bounds of the figures tell them apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from zongshu.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from zongshu.compare._panel import Panel

    _Array = np.ndarray[Any, Any]

__all__ = ["chosen", "comparable", "on_base", "rank_bounds", "ranks"]

_COLUMNS = [
    *("place_adcode", "place_name", "indicator_id", "indicator_name", "year", "unit", "value", "least", "most"),
    *("rank", "tied", "rank_best", "rank_worst", "n", "median", "difference", "ratio", "near_year"),
]


def rank_bounds(least: _Array, most: _Array) -> tuple[_Array, _Array]:
    """Give the best and the worst rank that each interval may have among all, the greatest first.

    >>> import numpy as np
    >>> [bound.tolist() for bound in rank_bounds(np.array([290.0, 280, 100]), np.array([np.inf, 300, 100]))]
    [[1, 1, 3], [2, 2, 3]]
    """
    import numpy as np

    count = len(least)
    surely_more = count - np.searchsorted(np.sort(least), most, side="right")
    maybe_more = count - np.searchsorted(np.sort(most), least, side="right")
    return 1 + surely_more, 1 + maybe_more - (most > least)


def chosen(panel: Panel, indicators: str | Iterable[str] | None) -> list[str]:
    """Check ids against those of a panel.

    Raises:
        UsageError: the panel has no such indicator.
    """
    wanted = (
        [indicators] if isinstance(indicators, str) else list(panel.indicators if indicators is None else indicators)
    )
    for name in wanted:
        if name not in panel.indicators:
            raise UsageError(f"the panel has no indicator {name!r}: it has {', '.join(panel.indicators) or 'none'}")
    return wanted


def comparable(panel: Panel, indicators: list[str], per: str | None) -> pd.DataFrame:
    """Give the cells that no flag keeps out, normalised where a denominator is named.

    Raises:
        UsageError: the panel has no such denominator.
    """
    cells = panel.cells()
    cells = cells[cells["indicator_id"].isin(indicators)]
    flags = panel.flags
    cells = cells[~cells["claim_id"].isin(flags.loc[flags["keeps_out"].astype(bool), "claim_id"])]
    cells = cells.assign(near_year=cells["claim_id"].isin(flags.loc[flags["code"] == "period.near", "claim_id"]))
    return (cells if per is None else on_base(panel, cells, per)).reset_index(drop=True)


def on_base(panel: Panel, cells: pd.DataFrame, per: str) -> pd.DataFrame:
    """Give cells divided by a denominator, without those that lack one; shares and rates stay as they are.

    The column `divided` tells which is which.

    Raises:
        UsageError: the panel has no such denominator.
    """
    import pandas as pd

    told = sorted(panel.per["denominator"].unique()) if len(panel.per) else []
    if per not in told:
        raise UsageError(f"no denominator {per!r}: the panel has {', '.join(told) or 'none; give a table with per='}")
    divided = panel.normalised[panel.normalised["denominator"] == per]
    divided = divided.set_index("claim_id")[["value", "least", "most"]]
    based = cells["measure"].isin(["share", "rate"]) | cells["kind"].isin(["percent", "rate", "multiple", "rank"])
    plain, counted = cells[based], cells[~based & cells["claim_id"].isin(divided.index)]
    counted = counted.drop(columns=["value", "least", "most"]).join(divided, on="claim_id")
    return pd.concat([plain.assign(divided=False), counted[plain.columns].assign(divided=True)]).sort_index()


def ranks(
    panel: Panel,
    indicators: str | Iterable[str] | None,
    *,
    per: str | None,
    lower_is_better: Iterable[str],
    scores: bool,
) -> pd.DataFrame:
    """Rank places within each indicator; see `Panel.ranks`."""
    import pandas as pd

    wanted = chosen(panel, indicators)
    low = set(chosen(panel, lower_is_better))
    cells = comparable(panel, wanted, per)
    groups = dict(tuple(cells.groupby("indicator_id", sort=False, observed=True)))
    columns = [*_COLUMNS, *(["z", "minmax"] if scores else []), "claim_id", "place_key"]
    parts = [_ranked(groups[name], name in low, scores)[columns] for name in wanted if name in groups]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _ranked(cells: pd.DataFrame, low: bool, scores: bool) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    value = cells["value"].astype("Float64")
    least, most = (cells[name].to_numpy("float64", na_value=np.nan) for name in ("least", "most"))
    best, worst = rank_bounds(-most, -least) if low else rank_bounds(least, most)
    rank = value.rank(method="min", ascending=low).astype("Int64")
    middle = value.median()
    told = value.notna()
    ratio = value / middle if told.any() and middle else pd.Series(pd.NA, index=cells.index, dtype="Float64")
    ranked = cells.assign(
        rank=rank,
        tied=(value.duplicated(keep=False) & told).astype(bool),
        rank_best=best,
        rank_worst=worst,
        n=len(cells),
        median=middle,
        difference=value - middle,
        ratio=ratio,
    )
    if scores:
        ranked = ranked.assign(z=z_scores(value), minmax=min_max(value))
    return ranked.sort_values(["rank", "rank_best", "place_key"], na_position="last", kind="stable")


def z_scores(values: pd.Series[Any]) -> pd.Series[Any]:
    """Distances to the mean in standard deviations (of the population); 0 where all are alike."""
    spread = values.std(ddof=0)
    return (values - values.mean()) / spread if values.notna().any() and spread else values * 0.0


def min_max(values: pd.Series[Any]) -> pd.Series[Any]:
    """Stretch values to 0 … 1; a half where all are alike."""
    reach = values.max() - values.min() if values.notna().any() else 0
    return (values - values.min()) / reach if reach else values * 0.0 + 0.5
