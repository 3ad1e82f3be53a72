"""Figures for 10,000 inhabitants, a community or a km², from denominators that the user gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zongshu.compare._places import today
from zongshu.errors import DataError, UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BASES", "EMPTY", "normalise", "read_per"]

BASES = {"population": (10_000, "10,000 inhabitants"), "communities": (1, "community"), "area_km2": (1, "km²")}
"""For what a figure is given: the size of the base and its name; any other denominator is taken as it is."""

_NAMES = {
    "population": ("population", "inhabitants", "residents", "人口", "常住人口", "户籍人口", "总人口"),
    "communities": ("communities", "community", "社区", "社区数", "村（社区）", "村社区"),
    "area_km2": ("area_km2", "area", "km2", "km²", "面积", "平方公里", "土地面积"),
}
_COLUMNS = {
    "place_adcode": ("place_adcode", "adcode", "code", "代码", "行政区划代码"),
    "place_name": ("place_name", "place", "name", "地区", "地名"),
    "denominator": ("denominator", "name_of_denominator", "what", "分母", "指标"),
    "year": ("year", "年份", "年"),
    "value": ("value", "数值", "值"),
    "source": ("source", "来源", "出处"),
}
_FAR = 3  # years between a figure and its denominator
_UNTOUCHED = ("percent", "rate", "multiple", "rank", "change")
_MISSING = ["place_adcode", "place_name", "year", "denominator", "figures"]
_NORMALISED = [
    *(
        "place_adcode",
        "place_name",
        "indicator_id",
        "indicator_name",
        "year",
        "denominator",
        "base",
        "base_name",
        "value",
    ),
    *("least", "most", "unit", "denominator_value", "denominator_year", "source", "claim_id", "place_key"),
]


def EMPTY(columns: list[str] | None = None) -> pd.DataFrame:
    """Give a table without rows."""
    import pandas as pd

    return pd.DataFrame(columns=columns or [])


def read_per(given: str | os.PathLike[str] | pd.DataFrame | None) -> pd.DataFrame:
    """Read a table of denominators.

    Args:
        given: a CSV file or a table with the columns place_adcode or place_name, denominator (population, communities,
            area_km2 or any other name; population where the column is absent), value, and where known year and source.

    Returns:
        The table with these columns and today's codes; no rows where none is given.

    Raises:
        UsageError: the file does not exist or cannot be read.
        DataError: a column is lacking or a value is no number above 0; the message names the row.
    """
    import pandas as pd

    if given is None:
        return EMPTY(list(_COLUMNS))
    where = "the table of denominators"
    if not isinstance(given, pd.DataFrame):
        where = str(Path(given))
        try:
            given = pd.read_csv(given, dtype="string", encoding="utf-8-sig", keep_default_na=False)
        except OSError as error:
            raise UsageError(f"{where}: {error.strerror or error}") from error
        except ValueError as error:
            raise DataError(f"{where}: {str(error).strip()}; save it as CSV in UTF-8") from error
    table = _columns(given, where)
    table["denominator"] = table["denominator"].map(_standard).astype("string")
    value = pd.to_numeric(table["value"].str.replace(",", ""), errors="coerce").astype("Float64")
    wrong = ~(value > 0).fillna(False).astype(bool)
    if wrong.any():
        at = int(wrong.to_numpy().argmax())
        raise DataError(f"{where}, row {at + 2}: the value {table['value'].iloc[at]!r} is no number above 0")
    year = pd.to_numeric(table["year"], errors="coerce").astype("Float64").round().astype("Int64")
    table = table.assign(value=value, year=year)
    keys = ["place_adcode", "place_name", "denominator", "year"]
    several = table.groupby(keys, dropna=False)["value"].transform("nunique") > 1
    if several.any():
        at = int(several.to_numpy().argmax())
        place = table["place_name"].fillna(table["place_adcode"]).iloc[at]
        raise DataError(f"{where}, row {at + 2}: {place} has several values for one denominator and year: keep one")
    return table.drop_duplicates(keys, ignore_index=True)


def _columns(given: pd.DataFrame, where: str) -> pd.DataFrame:
    import pandas as pd

    there = {str(name).strip().lower(): name for name in given.columns}
    table: dict[str, Any] = {}
    for name, spellings in _COLUMNS.items():
        found = next((there[spelling] for spelling in spellings if spelling in there), None)
        column = given[found].astype("string").str.strip() if found is not None else None
        table[name] = column.mask(column == "") if column is not None else pd.Series(pd.NA, given.index, dtype="string")
    result = pd.DataFrame(table).reset_index(drop=True)
    if "value" not in table or (result["value"].isna().all() and len(result)):
        raise DataError(f"{where}: there is no column `value`")
    if result[["place_adcode", "place_name"]].isna().all(axis=1).any():
        raise DataError(f"{where}: every row needs `place_adcode` or `place_name`")
    result["denominator"] = result["denominator"].fillna("population")
    # A spreadsheet makes numbers of codes.
    codes = result["place_adcode"].str.replace(r"\.0$", "", regex=True)
    years = pd.to_numeric(result["year"], errors="coerce").astype("Float64").round().astype("Int64")
    result["place_adcode"] = [
        code if pd.isna(code) else today(code, None if pd.isna(year) else int(year))[0]
        for code, year in zip(codes, years, strict=True)
    ]
    return result.astype({"place_adcode": "string"})


def _standard(name: str) -> str:
    key = name.strip().lower()
    return next((standard for standard, names in _NAMES.items() if key in names), name.strip())


def normalise(frame: pd.DataFrame, per: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Divide counts and amounts by the denominators of their places.

    The denominator of the same year is taken, else the nearest of three years around (the earlier on a tie), else one
    without a year. Shares, rates, ranks and multiples are left alone: they are on a base already.

    Args:
        frame: a panel's frame.
        per: from `read_per`.

    Returns:
        The normalised figures with denominator, its year and source; and the places and years that lack one.
    """
    import pandas as pd

    if per.empty or frame.empty:
        return EMPTY(_NORMALISED), EMPTY(_MISSING)
    rows = frame[~frame["kind"].isin(_UNTOUCHED) & ~frame["measure"].isin(["share", "rate"])].reset_index(drop=True)
    parts, lacking = [], []
    for name in sorted(per["denominator"].unique()):
        table = per[per["denominator"] == name]
        keys = rows[["place_key", "place_adcode", "place_name", "year"]].drop_duplicates()
        found = _nearest(keys, table)
        joined = rows.merge(found, on=["place_key", "year"], how="left")
        lacks = joined["denominator_value"].isna()
        lacking.append(
            joined[lacks]
            .groupby(_MISSING[:3], dropna=False)
            .size()
            .rename("figures")
            .reset_index()
            .assign(denominator=name)
        )
        parts.append(_divided(joined[~lacks], name))
    return pd.concat(parts, ignore_index=True)[_NORMALISED], pd.concat(lacking, ignore_index=True)[_MISSING]


def _nearest(keys: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Give each place and year its denominator: by code, and by name where the table has no code for the row."""
    import pandas as pd

    names = {"value": "denominator_value", "year": "denominator_year"}
    told = table.rename(columns=names)[["place_adcode", "place_name", *names.values(), "source"]]
    coded = told.dropna(subset=["place_adcode"]).drop(columns="place_name")
    named = told[told["place_adcode"].isna()].drop(columns="place_adcode")
    both = pd.concat(
        [
            keys.dropna(subset=["place_adcode"]).merge(coded, on="place_adcode"),
            keys.merge(named, on="place_name"),
        ],
        ignore_index=True,
    )
    # A name that stands for several places here says nothing of any.
    alone = keys.drop_duplicates("place_key")["place_name"].value_counts()
    shared = both["place_name"].isin(alone.index[alone > 1]) & both["place_adcode"].isna()
    both = both[~shared]
    away = (both["denominator_year"] - both["year"]).abs()
    undated = both["denominator_year"].isna()
    both = both[(undated | both["year"].isna() | (away <= _FAR)).fillna(True).astype(bool)]
    both = both.assign(away=away.fillna(_FAR + 1), latest=-both["denominator_year"].fillna(0))
    dated = both["year"].isna()
    both["away"] = both["away"].mask(dated, both["latest"])
    both = both.sort_values(["place_key", "year", "away", "denominator_year"], kind="stable")
    return both.drop_duplicates(["place_key", "year"])[["place_key", "year", *names.values(), "source"]]


def _divided(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    base, words = BASES.get(name, (1, name))
    share = rows["denominator_value"] / base
    return rows.assign(
        denominator=name,
        base=base,
        base_name=words,
        value=rows["value"] / share,
        least=rows["least"] / share,
        most=rows["most"] / share,
    )
