"""From claims to cells: what is compared, which value stands where two meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from zongshu.compare._bounds import BOUNDS
from zongshu.compare._columns import mapped, typed
from zongshu.compare._keys import INNER, keyed
from zongshu.compare._labels import LEVELS
from zongshu.compare._panel import CELL, Panel
from zongshu.compare._per import normalise, read_per
from zongshu.compare._places import one_name
from zongshu.compare._reasons import DEFAULT_LEVELS, excluded, reasons
from zongshu.compare._reposts import find_reposts
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import os

    import pandas as pd

__all__ = ["build"]

_GROUP = [*CELL, "year", "span"]
_FRAME = {
    "place_adcode": "place_adcode",
    "place_name": "place_name",
    "place_level": "place_level",
    "indicator_id": "indicator_id",
    "indicator_name": "indicator_name",
    "unit": "unit",
    "value": "value",
    "low": "low",
    "high": "high",
    "approx": "quantity_approx",
    "period_from": "period_from",
    "period_to": "period_to",
    "year": "year",
    "n_claims": "n_claims",
    "conflict": "conflict",
    "claim_id": "id",
    "kind": "quantity_kind",
    "per_text": "quantity_per_text",
    "measure": "nature",
    "least": "least",
    "most": "most",
    "also_in": "also_in",
    "place_key": "place_key",
}
_CONFLICTS = {
    **{name: _FRAME[name] for name in list(_FRAME)[:13]},
    "claim_id": "id",
    "shown": "shown",
    "article_id": "article_id",
    "article_source": "article_source",
    "start": "start",
    "end": "end",
    "text": "text",
    "clean": "clean",
    "confidence": "confidence",
    "place_key": "place_key",
}


def build(
    frame: pd.DataFrame,
    year: int | None,
    level: str | None,
    indicators: str | Iterable[str] | None,
    names: Mapping[str, str] | None,
    per: str | os.PathLike[str] | pd.DataFrame | None = None,
    bounds: str = "words",
    near_years: int = 0,
) -> Panel:
    """Sort claims into cells and left-outs; see `zongshu.compare.compare`."""
    if level is not None and level not in LEVELS:
        raise UsageError(f"unknown level {level!r}: one of {', '.join(LEVELS)}")
    if bounds not in BOUNDS:
        raise UsageError(f"unknown reading of bounds {bounds!r}: one of {', '.join(BOUNDS)}")
    if near_years < 0:
        raise UsageError(f"near_years {near_years}: 0 or more is wanted")
    denominators = read_per(per)
    if isinstance(indicators, str):
        indicators = [indicators]
    chosen = tuple(dict.fromkeys(indicators)) if indicators is not None else None
    names = dict(names or {})
    table, changes = keyed(typed(frame), bounds)
    copies = find_reposts(table)
    codes = reasons(table, copies, (year, near_years), level, chosen)
    fits = codes.isna()
    if level is None:
        counted = table.loc[fits, "place_level"].value_counts()
        level = max(DEFAULT_LEVELS, key=lambda name: counted.get(name, 0)) if fits.any() else None
        codes = codes.mask(fits & (table["place_level"] != level), "level.differs")
    copies = _with_twice(table, copies)
    left = excluded(table, codes)
    claims = _grouped(table.assign(kept=codes.isna(), away=_away(table, year)), names, changes, copies)
    if chosen is None:
        found = set(claims["indicator_id"])
        chosen = (*(name for name in names if name in found), *sorted(found - set(names)))
    rows = claims[claims["shown"]]
    tidy = rows[list(_FRAME.values())].set_axis(list(_FRAME), axis=1).reset_index(drop=True)
    disputed = claims[claims["conflict"] & ~claims["folded"]]
    conflicts = disputed[list(_CONFLICTS.values())].set_axis(list(_CONFLICTS), axis=1).reset_index(drop=True)
    claims = claims.drop(columns=[name for name in INNER if name in claims and name not in ("least", "most")])
    normalised, missing = normalise(tidy, denominators)
    return Panel(
        tidy, _wide(tidy, chosen), left, conflicts, claims, level, year, chosen, names, bounds,
        copies, changes, denominators, normalised, missing, near_years,
    )  # fmt: skip


def _away(table: pd.DataFrame, year: int | None) -> pd.Series[Any]:
    """How far each claim is from the year of the comparison, the earlier before the later; 0 where none was named."""
    import pandas as pd

    if year is None:
        return pd.Series(0, index=table.index)
    return (table["year"] - year).abs() * 2 + (table["year"] > year).astype("Int64")


def _with_twice(table: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Add to the copies the articles that came from two sources with the very same text."""
    import pandas as pd

    columns = ["place_key", "article_id", "article_source"]
    again = table["again"]
    first = table.loc[~again, columns].drop_duplicates(columns[:2])
    twice = table.loc[again, columns].groupby(columns, dropna=False).size().rename("claims").reset_index()
    twice = twice.merge(first.rename(columns={"article_source": "kept_source"}), on=columns[:2], how="inner")
    twice = twice[(twice["article_source"] != twice["kept_source"]).fillna(False)]
    if twice.empty:
        return copies
    twice = twice.assign(kept_article_id=twice["article_id"], likeness=1.0)
    return pd.concat([copies, twice[copies.columns]] if len(copies) else [twice[copies.columns]], ignore_index=True)


def _grouped(
    table: pd.DataFrame, names: Mapping[str, str], changes: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Order the compared claims by cell, the shown one first, and mark repeats and conflicts."""
    import pandas as pd

    order = {
        "lacks_code": True,
        "place_key": True,
        "indicator_id": True,
        "away": True,
        "year": False,
        "single": False,
        "span": False,
        "until": False,
        "certainty": False,
        "start": False,
        "id": True,
    }
    # The keys are sorted alone; the wide rows are moved once.
    kept = table["kept"].to_numpy(bool)
    keys = table.loc[kept, [name for name in order if name in table]]
    keys = keys.assign(single=keys["span"].isna(), lacks_code=table.loc[kept, "place_adcode"].isna())
    keys = keys.sort_values(list(order), ascending=list(order.values()), na_position="last")
    claims = table.loc[keys.index].drop(columns=["kept", "again", "away"]).reset_index(drop=True)
    claims["indicator_name"] = mapped(
        claims["indicator_id"], lambda ids: ids.map(lambda key: names.get(key, key)).astype("string")
    )
    claims["place_name"] = one_name(claims, changes)
    cell = claims.groupby(_GROUP, dropna=False, sort=False, observed=True).ngroup()
    readings = pd.DataFrame({"cell": cell, "article": claims["article_id"], "reading": claims["reading"]})
    claims["shown"] = ~cell.duplicated()
    # The same number told twice in one article is one statement.
    claims["folded"] = readings.duplicated()
    claims["n_claims"] = (~claims["folded"]).groupby(cell).transform("sum")
    several = readings.drop_duplicates(["cell", "reading"])["cell"].value_counts()
    claims["conflict"] = cell.map(several > 1).astype(bool)
    claims["also_in"] = _also_in(claims, copies)
    return claims


def _also_in(claims: pd.DataFrame, copies: pd.DataFrame) -> pd.Series[str]:
    import pandas as pd

    told = copies.dropna(subset=["article_source"])
    sources = told.groupby(["place_key", "kept_article_id"])["article_source"].agg(lambda some: "; ".join(sorted(some)))
    known = sources.to_dict()
    also = pd.Series(pd.NA, index=claims.index, dtype="string")
    near = claims["article_id"].isin(copies["kept_article_id"])
    if near.any():
        rows = claims.loc[near, ["place_key", "article_id"]]
        also[near] = [known.get(pair, pd.NA) for pair in zip(rows["place_key"], rows["article_id"], strict=True)]
    return also


def _wide(tidy: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Place by indicator. Built over positions, so that places without a code keep their rows."""
    import numpy as np
    import pandas as pd

    places = tidy.drop_duplicates("place_key")
    latest = tidy.drop_duplicates(CELL)
    index = pd.MultiIndex.from_arrays(
        [places["place_adcode"].fillna(""), places["place_name"]], names=["place_adcode", "place_name"]
    )
    row = pd.Index(places["place_key"]).get_indexer(pd.Index(latest["place_key"]))
    column = pd.Index(list(indicators), dtype="object").get_indexer(pd.Index(latest["indicator_id"].astype("object")))
    values = np.full((len(places), len(indicators)), np.nan)
    values[row, column] = latest["value"].to_numpy("float64", na_value=np.nan)
    wide = pd.DataFrame({
        indicator: pd.arrays.FloatingArray(values[:, at].copy(), np.isnan(values[:, at]))
        for at, indicator in enumerate(indicators)
    }, index=index)  # fmt: skip
    return wide.rename_axis(columns="indicator_id")
