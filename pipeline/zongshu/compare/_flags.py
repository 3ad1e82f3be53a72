"""What stands against setting a cell beside the others of its column, as codes with words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from zongshu.compare._columns import mapped
from zongshu.compare._labels import label

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KEEPS_OUT", "find_flags"]

KEEPS_OUT = frozenset(("period.differs", "period.tied", "unit.differs", "denominator.differs", "share.over_100"))
"""Flags with which a cell is not ranked; the others are only told."""

_PLACES = 5  # places with one figure before it looks given from above
_SHARE = 0.6  # and their share of those that tell the indicator
_COLUMNS = ["place_adcode", "place_name", "indicator_id", "year", "value", "code", "words", "keeps_out", "claim_id"]


def find_flags(cells: pd.DataFrame, conflicts: pd.DataFrame, year: int | None, near_years: int = 0) -> pd.DataFrame:
    """Judge each cell by what most cells of its indicator are.

    Args:
        cells: the shown rows of a panel's frame.
        conflicts: the panel's conflicts.
        year: the year that was asked for.
        near_years: how far from the year of the comparison a figure may be and still be ranked.

    Returns:
        A row for each cell and code, in the order of the cells; `place_key` last.
    """
    import pandas as pd

    cells = cells.reset_index(drop=True)
    indicator = cells["indicator_id"]
    value = cells["value"]
    percent = cells["unit"].eq("%").fillna(False) & ~cells["kind"].isin(["change"])
    years, lengths = cells["year"].astype("Int64"), _length(cells)
    tied_lengths = _tied(indicator, lengths)
    tied_years = _tied(indicator, years, near_years) & (year is None)
    away = (years - _main(indicator, years, year)).abs()
    rules: dict[str, pd.Series[Any]] = {
        "period.differs": (away.gt(near_years).fillna(False) & ~tied_years)
        | (_minor(indicator, lengths) & ~tied_lengths),
        "period.tied": tied_years | tied_lengths,
        "period.near": away.between(1, near_years).fillna(False) & ~tied_years,
        "period.unknown": cells["year"].isna() & (year is None),
        "unit.differs": _minor(indicator, _group(cells)),
        "denominator.differs": _minor(indicator, cells["per_text"].fillna("").where(cells["kind"] == "rate")),
        "share.over_100": (percent & cells["measure"].isin(["share"]) & (value > 100)).fillna(False),
        "bounded": cells["approx"].ne("exact").fillna(False),
        "conflict.article": _one_article(cells, conflicts, same=True),
        "conflict.articles": _one_article(cells, conflicts, same=False),
        "mandated": _mandated(cells),
    }
    parts = []
    for code, applies in rules.items():
        rows = cells.loc[applies.astype(bool).to_numpy()]
        parts.append(rows.assign(code=code, words=label("en", f"flag.{code}"), keeps_out=code in KEEPS_OUT))
    found = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
    return found[[*_COLUMNS, "place_key"]].astype({"code": "string", "words": "string"})


def _main(indicator: pd.Series[Any], kind: pd.Series[Any], given: int | None = None) -> pd.Series[Any]:
    """Give each cell its indicator's commonest kind, or the given one; NA is no kind."""
    import pandas as pd

    if given is not None:
        return pd.Series(given, index=kind.index, dtype="Int64")
    counted = _counted(indicator, kind)
    # A tie between years goes to the later, between words to the first.
    late = pd.api.types.is_numeric_dtype(kind)
    counted = counted.sort_values(["n", "kind"], ascending=[False, not late], kind="stable")
    main = counted.drop_duplicates("indicator").set_index("indicator")["kind"].to_dict()
    commonest = indicator.astype(object).map(main)
    return commonest.astype("Int64") if late else commonest


def _minor(indicator: pd.Series[Any], kind: pd.Series[Any]) -> pd.Series[bool]:
    """Mark the cells that are not of their indicator's commonest kind."""
    commonest = _main(indicator, kind)
    marked: pd.Series[bool] = kind.notna() & commonest.notna() & (kind.astype(object) != commonest.astype(object))
    return marked.fillna(False)


def _tied(indicator: pd.Series[Any], kind: pd.Series[Any], near: int = 0) -> pd.Series[bool]:
    """Mark the cells of indicators of which no kind is the commonest; numbers not far from each other may do."""
    counted = _counted(indicator, kind)
    most = counted[counted["n"] == counted.groupby("indicator")["n"].transform("max")]
    if near:
        groups = most.groupby("indicator")["kind"]
        most = most[groups.transform("max") - groups.transform("min") > near]
    several = most.loc[most["indicator"].duplicated(), "indicator"]
    marked: pd.Series[bool] = kind.notna() & indicator.isin(several)
    return marked.astype(bool)


def _counted(indicator: pd.Series[Any], kind: pd.Series[Any]) -> pd.DataFrame:
    """Count the cells of each indicator and kind; NA is no kind."""
    import pandas as pd

    pairs = pd.DataFrame({"indicator": indicator, "kind": kind}).dropna()
    return pairs.groupby(["indicator", "kind"], sort=True, observed=True).size().rename("n").reset_index()


def _length(cells: pd.DataFrame) -> pd.Series[Any]:
    """Give the months that a flow covers, NA where it is no flow or its start or end is not told."""
    import pandas as pd

    parts = {}
    for name, month in (("period_from", 1), ("period_to", 12)):
        parts[name] = mapped(cells[name], partial(_months, month=month))
    months = parts["period_to"] - parts["period_from"] + 1
    return pd.Series(months.where(cells["measure"].eq("flow").fillna(False)), dtype="Int64")


def _months(dates: pd.Series[Any], month: int) -> pd.Series[Any]:
    date = dates.str.extract(r"^(\d{4})(?:-(\d{2}))?")
    return date[0].astype("Int64") * 12 + date[1].astype("Int64").fillna(month)


def _group(cells: pd.DataFrame) -> pd.Series[Any]:
    """What is counted is alike in any classifier; what is measured is alike in one unit."""
    counted = cells["kind"].isin(["count"]) & ~cells["unit"].fillna("").str.endswith("人次")
    return cells["unit"].fillna("").mask(counted, "count").mask(cells["kind"].isin(["rank", "multiple"]), cells["kind"])


def _one_article(cells: pd.DataFrame, conflicts: pd.DataFrame, same: bool) -> pd.Series[bool]:
    """Mark cells in conflict, whose values stand in one article or in several."""
    import pandas as pd

    if conflicts.empty:
        return pd.Series(False, index=cells.index)
    keys = ["place_key", "indicator_id", "year"]
    articles = conflicts.groupby(keys, dropna=False)["article_id"].nunique().rename("articles").reset_index()
    number = cells[keys].merge(articles, on=keys, how="left")["articles"]
    several = (number > 1).fillna(False)
    return cells["conflict"].astype(bool) & (~several if same else several)


def _mandated(cells: pd.DataFrame) -> pd.Series[bool]:
    """Mark a figure that most places have alike: a norm from above rather than a result."""
    told = cells["value"].notna()
    places = told.groupby(cells["indicator_id"]).transform("sum")
    alike = cells.groupby(["indicator_id", "value", "unit"], dropna=False)["place_key"].transform("size")
    return told & (alike >= _PLACES) & (alike >= _SHARE * places)
