"""What claims are grouped and ordered by: the place of today, the year, what a number measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zongshu.compare._bounds import in_unit, intervals, scaled
from zongshu.compare._columns import mapped
from zongshu.compare._places import doubtful, renamed
from zongshu.lexicon.registry import registry

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["INNER", "keyed"]

INNER = (
    "again",
    "span",
    "until",
    "measure",
    "reading",
    "certainty",
    "unit",
    "value",
    "low",
    "high",
    "least",
    "most",
    "nature",
)
"""Columns that `keyed` adds and that tables for readers leave out."""


def keyed(table: pd.DataFrame, bounds: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add what claims are compared by.

    Args:
        table: typed claims; changed in place.
        bounds: how words of approximation are read.

    Returns:
        The claims, and the places whose code changed.
    """
    end = table["period_to"].fillna(table["period_from"])
    table["year"] = mapped(end, _year)
    first = mapped(table["period_from"], _year)
    # A sum over several years is not the figure of its last year: it makes a group of its own.
    table["span"] = first.where(first < table["year"])
    table["until"] = mapped(table["period_to"], _last_day)
    changes = renamed(table)
    # A name that fits several places is one place only within its article.
    alone = table["place_name"] + "\x1f" + table["article_id"].fillna("")
    table["place_key"] = table["place_adcode"].fillna(table["place_name"].mask(doubtful(table), alone))
    measures = {key: entry.measure for key, entry in registry().entries.items()}
    table["nature"] = mapped(table["indicator_id"], lambda ids: ids.map(measures).astype("string"))
    least, most = intervals(table, bounds)
    factor, table["unit"] = in_unit(table)
    for name, numbers in {"value": None, "low": None, "high": None, "least": least, "most": most}.items():
        told = table[f"quantity_{name}"].to_numpy("float64", na_value=float("nan")) if numbers is None else numbers
        table[name] = _float(scaled(told, factor))
    table["measure"] = _measure(table)
    table["reading"] = _reading(table)
    table["certainty"] = table["confidence"].fillna(-1.0)
    table["again"] = _again(table)
    return table, changes


def _again(table: pd.DataFrame) -> pd.Series[bool]:
    """Mark the other readings of an id that came twice (a file read twice, or one with corrections): the surest stands.

    Which it is does not depend on the order of the rows.
    """
    import pandas as pd

    again = pd.Series(False, index=table.index)
    twice = (table["id"].duplicated(keep=False) & table["id"].notna()).to_numpy(bool)
    if twice.any():
        rows = table.loc[twice]
        words = rows[sorted(rows.columns.drop("reading"))].astype(
            "string"
        )  # readings are numbered by the order of rows
        keys = rows[["id", "certainty", "status"]].assign(whole=pd.util.hash_pandas_object(words, index=False))
        keys = keys.sort_values(["id", "certainty", "status", "whole"], ascending=[True, False, True, True])
        again.loc[keys.index[keys["id"].duplicated()]] = True
    return again


def _year(dates: pd.Series[Any]) -> pd.Series[Any]:
    return dates.str.extract(r"^(\d{4})(?!\d)", expand=False).astype("Int64")


def _last_day(dates: pd.Series[Any]) -> pd.Series[Any]:
    until = dates.str.slice(0, 10)
    until = until.mask(until.str.len() == 4, until + "-12")
    return until.mask(until.str.len() == 7, until + "-31").fillna("")


def _float(numbers: Any) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(pd.array(numbers, dtype="Float64"))


def _measure(table: pd.DataFrame) -> pd.Series[Any]:
    """What a number is measured in, so that 个 and 家 agree while 亩 and 元 do not."""
    columns = ["unit", "quantity_kind", "quantity_dimension", "quantity_per_text"]
    codes = table.groupby(columns, dropna=False, sort=False, observed=True).ngroup().to_numpy()
    kinds = table[columns].drop_duplicates()
    unit = kinds["unit"].fillna("")
    kind = kinds["quantity_kind"].fillna("count")
    dimension = kinds["quantity_dimension"]
    visits = dimension.eq("visits").fillna(False) | (dimension.isna() & unit.str.endswith("人次"))
    counted = dimension.isin(["count", "people"]) | (dimension.isna() & (kind == "count"))
    measure = unit.mask(counted, "count").mask(visits, "visits")
    measure = measure.mask(kind.isin(["rank", "multiple"]), kind)
    words = measure + " " + kinds["quantity_per_text"].fillna("")
    return words.take(codes).set_axis(table.index)


def _reading(table: pd.DataFrame) -> pd.Series[Any]:
    """What two claims must share to agree. A range is told by its ends, else the value: 280 and 280余 agree."""
    import numpy as np
    import pandas as pd

    value = table["value"].to_numpy("float64", na_value=np.nan)
    parts = pd.DataFrame({"value": value, "measure": pd.factorize(table["measure"])[0]})
    for name in ("low", "high"):
        parts[name] = np.where(np.isnan(value), table[name].to_numpy("float64", na_value=np.nan), np.nan)
    return parts.groupby(list(parts.columns), dropna=False, sort=False).ngroup().set_axis(table.index)
