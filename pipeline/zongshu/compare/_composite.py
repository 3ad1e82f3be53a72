"""Several indicators in one index: only when asked for, and never without what its ranks hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zongshu.compare._ranks import chosen, comparable, min_max, z_scores
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from zongshu.compare._panel import Panel

    _Array = np.ndarray[Any, Any]

__all__ = ["Composite", "composite"]

_SEED = 20240601  # the same draws on every run


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Composite:
    """An index over several indicators.

    Attributes:
        frame: a row a place: `index`, `rank`, `rank_best` and `rank_worst` over all shaken weights, `rank_low` and
            `rank_high` (the middle 90 % of them), one score an indicator, and `near_years`, how many of its figures are
            of another year that stands in.
        weights: the weight of each indicator, adding up to 1.
        left_out: ranks with one indicator left out, a column each; `shift` is the largest change of rank.
        incomplete: places without an index, the indicators they lack, and `why`.
        method: `minmax` or `z`.
        spread: how far each weight was shaken.
        draws: how many sets of weights were tried.
    """

    frame: pd.DataFrame
    weights: Mapping[str, float]
    left_out: pd.DataFrame
    incomplete: pd.DataFrame
    method: str
    spread: float
    draws: int

    def __repr__(self) -> str:
        weights = ", ".join(f"{name} {weight:.2f}" for name, weight in self.weights.items())
        return f"Composite({len(self.frame)} places; weights: {weights}; {len(self.incomplete)} incomplete)"


def composite(
    panel: Panel,
    weights: Mapping[str, float],
    per: str | None,
    lower_is_better: Iterable[str],
    method: str,
    spread: float,
    draws: int,
) -> Composite:
    """Make the index; see `Panel.composite`."""
    import numpy as np
    import pandas as pd

    wanted, low = chosen(panel, weights), set(chosen(panel, lower_is_better))
    if len(wanted) < 2:
        raise UsageError("an index needs two indicators or more")
    if method not in ("minmax", "z"):
        raise UsageError(f"unknown method {method!r}: minmax or z")
    if not 0 <= spread < 1 or draws < 1:
        raise UsageError("the spread of the weights must be from 0 to below 1, and the draws 1 or more")
    given = np.array([float(weights[name]) for name in wanted])
    if not (np.isfinite(given).all() and (given >= 0).all() and given.sum() > 0):
        raise UsageError("weights must be 0 or more, and not all 0")
    given = given / given.sum()
    cells = comparable(panel, wanted, per)
    table = cells.pivot(index="place_key", columns="indicator_id", values="value").reindex(columns=wanted)
    order = panel.frame.drop_duplicates("place_key").set_index("place_key")[["place_adcode", "place_name"]]
    table = table.reindex(order.index).astype("Float64")
    whole = table.notna().all(axis=1)
    lacks = [", ".join(name for name in wanted if pd.isna(row[name])) for _, row in table[~whole].iterrows()]
    incomplete = order[~whole].assign(lacks=pd.Series(lacks, index=order.index[~whole], dtype="string"))
    incomplete["why"] = pd.Series(
        [_why(panel, str(key), told.split(", "), per) for key, told in incomplete["lacks"].items()],
        index=incomplete.index,
        dtype="string",
    )
    if whole.sum() < 2:
        left = "; ".join(f"{row.place_name}: {row.why}" for row in incomplete.itertuples())
        raise UsageError(
            f"an index needs two places or more with all of {', '.join(wanted)}; there "
            + ("is 1" if whole.sum() == 1 else "is none")
            + (f" (left out: {left})" if left else "")
        )
    kept = table[whole]
    scale = min_max if method == "minmax" else z_scores
    scores = kept.apply(lambda column: scale(-column if column.name in low else column))
    matrix = scores.to_numpy("float64").reshape(len(kept), len(wanted))
    index = matrix @ given
    shaken = given * np.random.default_rng(_SEED).uniform(1 - spread, 1 + spread, (draws, len(wanted)))
    tried = _ranks(matrix @ (shaken / shaken.sum(axis=1, keepdims=True)).T)
    ranks = _ranks(index[:, None])[:, 0]
    frame = order[whole].assign(
        index=index,
        rank=ranks,
        rank_best=tried.min(axis=1, initial=len(kept)),
        rank_worst=tried.max(axis=1, initial=1),
        rank_low=np.quantile(tried, 0.05, axis=1, method="lower").astype(int) if len(kept) else ranks,
        rank_high=np.quantile(tried, 0.95, axis=1, method="higher").astype(int) if len(kept) else ranks,
    )
    left_out = order[whole].assign(rank=ranks)
    for at, name in enumerate(wanted):
        rest = np.delete(given, at)
        part = np.delete(matrix, at, axis=1) @ (rest / rest.sum() if rest.sum() else np.full(len(rest), 1 / len(rest)))
        left_out[f"without_{name}"] = _ranks(part[:, None])[:, 0]
    columns = [f"without_{name}" for name in wanted]
    left_out["shift"] = left_out[columns].sub(left_out["rank"], axis=0).abs().max(axis=1).astype("Int64")
    frame = frame.join(scores)
    frame["near_years"] = cells.groupby("place_key")["near_year"].sum().reindex(frame.index).astype("int64")
    by_rank = frame.sort_values(["rank", "place_adcode", "place_name"], kind="stable").index
    return Composite(
        frame.loc[by_rank].reset_index(drop=True),
        dict(zip(wanted, given.tolist(), strict=True)),
        left_out.loc[by_rank].reset_index(drop=True),
        incomplete.reset_index(drop=True),
        method,
        spread,
        draws,
    )


def _why(panel: Panel, place: str, lacks: list[str], per: str | None) -> str:
    """Say for each indicator that a place lacks what keeps it out."""
    cells, flags = panel.cells(), panel.flags
    said = []
    for name in lacks:
        against = flags[
            (flags["place_key"] == place) & (flags["indicator_id"] == name) & flags["keeps_out"].astype(bool)
        ]
        here = cells[(cells["place_key"] == place) & (cells["indicator_id"] == name)]
        if len(against):
            reason = ", ".join(against["words"])
        elif here.empty:
            reason = "not told"
        elif here["value"].isna().all():
            reason = "a range has no one value"
        else:
            reason = f"no {per} to divide by" if per else "not comparable"
        said.append(f"{name} ({reason})")
    return ", ".join(said)


def _ranks(columns: _Array) -> _Array:
    """Rank each column, the greatest first; ties share the first rank."""
    import numpy as np

    rounded = -np.round(columns, 12)
    ordered = np.sort(rounded, axis=0)
    ranks = [np.searchsorted(ordered[:, at], rounded[:, at], side="left") + 1 for at in range(columns.shape[1])]
    return np.stack(ranks, axis=1) if ranks else np.empty(columns.shape, dtype=int)
