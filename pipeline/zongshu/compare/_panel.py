"""From claims to cells: what is compared, what is left out and why, which value stands where two meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zongshu.compare._columns import typed
from zongshu.compare._labels import LEVELS, REASONS, label
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Panel", "build"]

# Levels that are compared when the user names none; on a tie the first wins.
_DEFAULT_LEVELS = ("county", "prefecture", "province")
_CELL = ["place_key", "indicator_id"]
_GROUP = [*_CELL, "year", "span"]
_FRAME = {
    "place_adcode": "place_adcode",
    "place_name": "place_name",
    "place_level": "place_level",
    "indicator_id": "indicator_id",
    "indicator_name": "indicator_name",
    "unit": "quantity_unit",
    "value": "quantity_value",
    "low": "quantity_low",
    "high": "quantity_high",
    "approx": "quantity_approx",
    "period_from": "period_from",
    "period_to": "period_to",
    "year": "year",
    "n_claims": "n_claims",
    "conflict": "conflict",
    "claim_id": "id",
    "kind": "quantity_kind",
    "per_text": "quantity_per_text",
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
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Panel:
    """A comparison of places, with the claims behind it.

    Attributes:
        frame: one row for each place, indicator and year that has a claim.
        wide: place by indicator, the value of the latest year; NA where there is none. A range has no one value.
        excluded: claims left out, with `reason` (a code) and `reason_text`.
        conflicts: every value of a place, indicator and year that has more than one; `shown` marks the one in the cell.
        claims: the claims that were compared, the shown one of each cell first.
        level: the level of place that is compared.
        year: the year that was asked for, or None.
        indicators: the ids of the columns, in order.
        names: names for the ids.
    """

    frame: pd.DataFrame
    wide: pd.DataFrame
    excluded: pd.DataFrame
    conflicts: pd.DataFrame
    claims: pd.DataFrame
    level: str | None
    year: int | None
    indicators: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return (
            f"Panel({len(self.wide)} places x {len(self.indicators)} indicators, level={self.level}, year={self.year}, "
            f"{len(self.claims)} claims, {len(self.excluded)} left out)"
        )

    def cells(self) -> pd.DataFrame:
        """The rows of `frame` that `wide` shows: the latest year of each place and indicator."""
        return self.frame.drop_duplicates(_CELL)

    def evidence(self, place: str, indicator: str) -> pd.DataFrame:
        """The claims behind a cell, the shown one first.

        Args:
            place: an adcode or a full name.
            indicator: an indicator id.

        Returns:
            Rows of the claims table; none where the cell is empty.

        Raises:
            UsageError: the name fits several places; give the adcode.
        """
        claims = self.claims
        here = claims[(claims["place_adcode"] == place).fillna(False)]
        if here.empty:
            here = claims[(claims["place_name"] == place).fillna(False)]
            if here["place_key"].nunique() > 1:
                codes = ", ".join(sorted(here["place_adcode"].fillna("without code").unique()))
                raise UsageError(f"{place} is the name of several places here ({codes}): give the adcode")
        return here[here["indicator_id"] == indicator].reset_index(drop=True)

    def years_differ(self) -> bool:
        """Whether the cells are for several years, so that each has to tell its own."""
        return self.year is None and self.cells()["year"].nunique(dropna=False) > 1

    def counts(self) -> dict[str, int]:
        """How many places, indicators, articles, claims, conflicts and left-out claims there are."""
        conflicting = self.frame[self.frame["conflict"]]
        return {
            "places": len(self.wide),
            "indicators": len(self.indicators),
            "articles": int(self.claims["article_id"].nunique()),
            "claims": len(self.claims),
            "conflicts": len(conflicting),
            "excluded": len(self.excluded),
        }

    def warning(self, lang: str = "en") -> str:
        """A sentence that says that samples are invented; empty where none is."""
        articles = self.claims.drop_duplicates("article_id")
        invented, total = int(articles["article_fictional"].sum()), len(articles)
        if not invented:
            return ""
        return label(lang, "fictional.all" if invented == total else "fictional.some", n=invented, m=total)

    def notes(self, lang: str = "en") -> list[str]:
        """What a reader must know before reading the table, in sentences."""
        told: list[str] = []
        counted = self.excluded["reason"].value_counts()
        if self.level and counted.get("level.differs", 0):
            level = label(lang, f"level.{self.level}")
            told.append(label(lang, "note.level", level=level, n=int(counted["level.differs"])))
        cells = self.cells()
        if self.years_differ():
            told.append(label(lang, "note.years"))
        for indicator in self.indicators:
            units = sorted(cells.loc[cells["indicator_id"] == indicator, "unit"].dropna().unique())
            if len(units) > 1:
                name = self.names.get(indicator, indicator)
                told.append(label(lang, "note.units", name=name, units=", ".join(units)))
        ranges = int((cells["approx"] == "range").sum())
        if ranges:
            told.append(label(lang, "note.ranges", n=ranges))
        return told


def build(
    frame: pd.DataFrame,
    year: int | None,
    level: str | None,
    indicators: str | Iterable[str] | None,
    names: Mapping[str, str] | None,
) -> Panel:
    """Sort claims into cells and left-outs; see `zongshu.compare.compare`."""
    if level is not None and level not in LEVELS:
        raise UsageError(f"unknown level {level!r}: one of {', '.join(LEVELS)}")
    if isinstance(indicators, str):
        indicators = [indicators]
    chosen = tuple(dict.fromkeys(indicators)) if indicators is not None else None
    names = dict(names or {})
    table = _keyed(typed(frame))
    reasons = _reasons(table, year, level, chosen)
    fits = reasons.isna()
    if level is None:
        counted = table.loc[fits, "place_level"].value_counts()
        level = max(_DEFAULT_LEVELS, key=lambda name: counted.get(name, 0)) if fits.any() else None
        reasons = reasons.mask(fits & (table["place_level"] != level), "level.differs")
    claims = _grouped(table[reasons.isna()], names)
    if chosen is None:
        found = set(claims["indicator_id"])
        chosen = (*(name for name in names if name in found), *sorted(found - set(names)))
    rows = claims[claims["shown"]]
    tidy = rows[list(_FRAME.values())].set_axis(list(_FRAME), axis=1).reset_index(drop=True)
    disputed = claims[claims["conflict"] & ~claims["folded"]]
    conflicts = disputed[list(_CONFLICTS.values())].set_axis(list(_CONFLICTS), axis=1).reset_index(drop=True)
    return Panel(tidy, _wide(tidy, chosen), _excluded(table, reasons), conflicts, claims, level, year, chosen, names)


def _keyed(table: pd.DataFrame) -> pd.DataFrame:
    """Add what claims are grouped and ordered by, in an order that does not depend on that of the rows."""
    end = table["period_to"].fillna(table["period_from"])
    first = table["period_from"].str.extract(r"^(\d{4})(?!\d)", expand=False).astype("Int64")
    table["year"] = end.str.extract(r"^(\d{4})(?!\d)", expand=False).astype("Int64")
    # A sum over several years is not the figure of its last year: it makes a group of its own.
    table["span"] = first.where(first < table["year"])
    until = table["period_to"].str.slice(0, 10)
    until = until.mask(until.str.len() == 4, until + "-12")
    table["until"] = until.mask(until.str.len() == 7, until + "-31").fillna("")
    # A name that fits several places is one place only within its article.
    doubtful = table["place_adcode"].isna() & _filled(table)
    alone = table["place_name"] + "\x1f" + table["article_id"].fillna("")
    table["place_key"] = table["place_adcode"].fillna(table["place_name"].mask(doubtful, alone))
    table["measure"] = _measure(table)
    # A range is told apart by its ends, anything else by its value: 280 and 280余 are no conflict.
    ends = table["quantity_low"].astype("string").fillna("") + "~" + table["quantity_high"].astype("string").fillna("")
    reading = table["quantity_value"].astype("string").fillna(ends)
    table["reading"] = reading + " " + table["measure"]
    table["certainty"] = table["confidence"].fillna(-1.0)
    # Where one id came twice (a file read twice, or one with corrections), the surer reading stands.
    twice = table["id"].duplicated(keep=False)
    table["whole"] = ""
    table.loc[twice, "whole"] = [repr(row) for row in table.loc[twice, sorted(table.columns)].itertuples(index=False)]
    order = {"id": True, "certainty": False, "status": True, "whole": True}
    table = table.sort_values(list(order), ascending=list(order.values()), ignore_index=True)
    return table.drop(columns="whole")


def _filled(table: pd.DataFrame) -> pd.Series[Any]:
    import pandas as pd

    if "place_candidates" not in table:
        return pd.Series(False, index=table.index)
    empty = ("", "[]", "()", "None", "nan", "<NA>")
    return table["place_candidates"].map(lambda value: str(value) not in empty).astype(bool)


def _measure(table: pd.DataFrame) -> pd.Series[Any]:
    """What a number is measured in, so that 个 and 家 agree while 亩 and 平方米 do not."""
    unit = table["quantity_unit"].fillna("")
    kind = table["quantity_kind"].fillna("count")
    dimension = table["quantity_dimension"]
    visits = dimension.eq("visits").fillna(False) | (dimension.isna() & unit.str.endswith("人次"))
    counted = dimension.isin(["count", "people"]) | (dimension.isna() & (kind == "count"))
    measure = unit.mask(counted, "count").mask(visits, "visits")
    measure = measure.mask(kind.isin(["rank", "multiple"]), kind)
    return measure + " " + table["quantity_per_text"].fillna("")


def _reasons(
    table: pd.DataFrame, year: int | None, level: str | None, chosen: tuple[str, ...] | None
) -> pd.Series[Any]:
    """The first reason, in the order below, that keeps a claim out; NA for a claim that is compared."""
    import pandas as pd

    status = table["status"].fillna("unknown")
    compared = table["place_level"].isin([*_DEFAULT_LEVELS, level] if level else list(_DEFAULT_LEVELS))
    rules: list[tuple[str | pd.Series[Any], pd.Series[Any]]] = [
        ("duplicate", table["id"].notna() & table["id"].duplicated()),
        ("status." + status, status != "achieved"),
        ("no_indicator", table["indicator_id"].isna()),
        ("no_place", table["place_name"].isna()),
        ("sub_area", ~compared),
        ("kind.change", table["quantity_kind"].eq("change").fillna(False)),
        ("part_of", table["part_of"].notna()),
        ("no_value", table[["quantity_value", "quantity_low", "quantity_high"]].isna().all(axis=1)),
    ]
    if level is not None:
        rules.insert(5, ("level.differs", table["place_level"].ne(level).fillna(True)))
    if chosen is not None:
        rules.insert(3, ("indicator.differs", ~table["indicator_id"].isin(chosen)))
    if year is not None:
        rules.append(("year.unknown", table["year"].isna()))
        rules.append(("year.differs", (table["year"].ne(year) | table["span"].notna()).fillna(True)))
    reasons = pd.Series(pd.NA, index=table.index, dtype="string")
    for code, applies in rules:
        reasons = reasons.mask(reasons.isna() & applies.astype(bool), code)
    return reasons


def _grouped(claims: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Order the compared claims by cell, the shown one first, and mark repeats and conflicts."""
    claims = claims.assign(single=claims["span"].isna(), lacks_code=claims["place_adcode"].isna())
    claims["indicator_name"] = claims["indicator_id"].map(lambda key: names.get(key, key)).astype("string")
    # One place has one row, whatever names its articles give it: the commonest name, the first on a tie.
    titles = claims.groupby(["place_key", "place_name"], sort=True).size().sort_values(ascending=False, kind="stable")
    first = titles.reset_index().drop_duplicates("place_key").set_index("place_key")["place_name"]
    claims["place_name"] = claims["place_key"].map(first).astype("string")
    order = {
        "lacks_code": True,
        "place_key": True,
        "indicator_id": True,
        "year": False,
        "single": False,
        "span": False,
        "until": False,
        "certainty": False,
        "start": False,
        "id": True,
    }
    claims = claims.sort_values(list(order), ascending=list(order.values()), ignore_index=True, na_position="last")
    claims["shown"] = ~claims.duplicated(_GROUP)
    # The same number told twice in one article is one statement.
    claims["folded"] = claims.duplicated([*_GROUP, "article_id", "reading"])
    groups = claims.groupby(_GROUP, dropna=False, sort=False)
    claims["n_claims"] = (~claims["folded"]).groupby([claims[name] for name in _GROUP], dropna=False).transform("sum")
    claims["conflict"] = groups["reading"].transform("nunique") > 1
    return claims.drop(columns=["single", "lacks_code"])


def _wide(tidy: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Place by indicator. Built over positions, so that places without a code keep their rows."""
    import pandas as pd

    places = tidy.drop_duplicates("place_key")
    latest = tidy.drop_duplicates(_CELL)
    index = pd.MultiIndex.from_arrays(
        [places["place_adcode"].fillna(""), places["place_name"]], names=["place_adcode", "place_name"]
    )
    columns = {}
    for indicator in indicators:
        values = latest[latest["indicator_id"] == indicator].set_index("place_key")["value"]
        columns[indicator] = values.reindex(places["place_key"]).set_axis(index)
    wide = pd.DataFrame(columns, index=index, dtype="Float64")
    return wide.rename_axis(columns="indicator_id")


def _excluded(table: pd.DataFrame, reasons: pd.Series[Any]) -> pd.DataFrame:
    excluded = table.assign(reason=reasons)[reasons.notna()]
    words = excluded["reason"].map(lambda code: label("en", f"reason.{code}" if code in REASONS else "reason.other"))
    excluded.insert(0, "reason_text", words.astype("string"))
    excluded.insert(0, "reason", excluded.pop("reason"))
    inner = ["span", "until", "measure", "reading", "certainty"]
    return excluded.drop(columns=inner).reset_index(drop=True)
