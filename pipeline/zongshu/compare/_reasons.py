"""Why a claim is not compared: one code for each claim that is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zongshu.compare._columns import mapped
from zongshu.compare._keys import INNER
from zongshu.compare._labels import REASONS, label
from zongshu.patterns import pattern

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DEFAULT_LEVELS", "excluded", "reasons"]

DEFAULT_LEVELS = ("county", "prefecture", "province")
"""Levels that are compared when the user names none; on a tie the first wins."""

# What a year added is no part of a comparison of what exists: 新建12个 against 现有280个.
_ADDED = r"^(?:再|又|共|累计)?(?:新[建增设添认培聘招组成入创打]|净增|增[加设添]|再增|续建)"
# What has summed up since the beginning is no figure of a period.
_SUMMED = pattern(r"累计|累积|历年|历届|迄今|至今|成立以来|组建以来|运行以来|开业以来")


def reasons(
    table: pd.DataFrame,
    copies: pd.DataFrame,
    years: tuple[int | None, int],
    level: str | None,
    chosen: tuple[str, ...] | None,
) -> pd.Series[Any]:
    """Give the first reason, in the order below, that keeps a claim out; NA for a claim that is compared.

    Args:
        table: claims from `keyed`.
        copies: what `find_reposts` gave.
        years: the year that is compared, and how far from it another may be.
        level: the level that is compared.
        chosen: the indicators that are compared.
    """
    import pandas as pd

    year, near = years
    status = table["status"].fillna("unknown")
    compared = table["place_level"].isin([*DEFAULT_LEVELS, level] if level else list(DEFAULT_LEVELS))
    rules: list[tuple[str | pd.Series[Any], pd.Series[Any]]] = [
        ("duplicate", table["again"]),
        ("repost", _copied(table, copies)),
        ("status." + status, status != "achieved"),
        ("no_indicator", table["indicator_id"].isna()),
        ("no_place", table["place_name"].isna()),
        ("sub_area", ~compared),
        ("kind.change", table["quantity_kind"].eq("change").fillna(False)),
        ("part_of", table["part_of"].notna()),
        ("no_value", table[["quantity_value", "quantity_low", "quantity_high"]].isna().all(axis=1)),
        ("denominator.differs", table["nature"].isin(["stock", "flow"]) & table["quantity_per_text"].notna()),
        ("measure.differs", _other_measure(table)),
    ]
    if level is not None:
        at = next(at for at, rule in enumerate(rules) if isinstance(rule[0], str) and rule[0] == "sub_area")
        rules.insert(at, ("level.differs", compared & table["place_level"].ne(level).fillna(True)))
    if chosen is not None:
        rules.insert(4, ("indicator.differs", ~table["indicator_id"].isin(chosen)))
    if year is not None:
        rules.append(("year.unknown", table["year"].isna()))
        rules.append(("year.differs", (table["year"] - year).abs().gt(near).fillna(True)))
        rules.append(("period.several", table["span"].notna()))
    found = pd.Series(pd.NA, index=table.index, dtype="string")
    for code, applies in rules:
        found = found.mask(found.isna() & applies.astype(bool), code)
    return found


def _copied(table: pd.DataFrame, copies: pd.DataFrame) -> pd.Series[bool]:
    """Mark the claims of copies; `table` may hold other articles on the same place."""
    import numpy as np
    import pandas as pd

    marked = pd.Series(False, index=table.index)
    if len(copies):
        near = table["article_id"].isin(copies["article_id"])
        wanted = set(zip(copies["place_key"], copies["article_id"], strict=True))
        rows = table.loc[near, ["place_key", "article_id"]]
        pairs = zip(rows["place_key"], rows["article_id"], strict=True)
        marked[near] = np.array([pair in wanted for pair in pairs], dtype=bool)
    return marked


def _other_measure(table: pd.DataFrame) -> pd.Series[bool]:
    """Mark what a year added where the indicator counts what exists, and sums since the beginning where it is yearly."""
    import numpy as np
    import pandas as pd

    added = table["nature"].eq("stock").fillna(False) & table["predicate"].str.contains(_ADDED).fillna(False)
    open_start = table["nature"].eq("flow").fillna(False) & table["period_from"].isna()
    maybe = open_start & table["evidence_text"].str.contains(_SUMMED.pattern).fillna(False)
    summed = pd.Series(False, index=table.index)
    if maybe.any():
        columns = ["evidence_text", "evidence_start", "start"]
        rows = table.loc[maybe, columns].itertuples(index=False)
        summed[maybe] = np.array([_summed(*row) for row in rows], dtype=bool)
    return added.astype(bool) | summed


def _summed(sentence: str, begin: Any, start: Any) -> bool:
    """Say whether the clause up to the number sums since the beginning."""
    import pandas as pd

    if pd.isna(begin) or pd.isna(start):
        return False
    clause = re.split("[，。；！？、]", sentence[: max(0, int(start) - int(begin))])[-1]
    return _SUMMED.search(clause) is not None


def excluded(table: pd.DataFrame, found: pd.Series[Any]) -> pd.DataFrame:
    """Give the claims that were left out, with `reason` and `reason_text` in front."""
    rows = _in_order(table.drop(columns=[name for name in INNER if name in table]), found.notna())
    rows = rows.assign(reason=found.loc[rows.index])
    rows.insert(0, "reason_text", mapped(rows["reason"], lambda codes: codes.map(_words).astype("string")))
    rows.insert(0, "reason", rows.pop("reason"))
    return rows.reset_index(drop=True)


def _words(code: str) -> str:
    return label("en", f"reason.{code}" if code in REASONS else "reason.other")


def _in_order(table: pd.DataFrame, kept: pd.Series[Any]) -> pd.DataFrame:
    """Give some claims ordered by article and position, whatever the order of the rows."""
    columns = ["article_id", "start", "id", "confidence", "status"]
    slim = table.loc[kept.to_numpy(bool), columns]
    return table.loc[slim.sort_values(columns, kind="stable").index]
