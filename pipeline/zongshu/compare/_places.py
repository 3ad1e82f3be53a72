"""Which place a claim's code stands for today: a county that became a district stays one row."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from zongshu.compare._columns import mapped
from zongshu.lexicon.divisions import Division, divisions

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["doubtful", "one_name", "renamed", "today"]


def today(code: str, year: int | None = None) -> tuple[str, str | None]:
    """Follow a code to the one under which the same area goes on alone.

    An area that went into another (畹町市 into 瑞丽市) stays a place of its own: its figures are not those of the other.

    Args:
        code: an adcode.
        year: the year in which it was used; None for its newest use.

    Returns:
        The code of today and the official name; the code as given and None where the table has no such code.

    >>> today("140424", 2015)
    ('140405', '屯留区')
    >>> today("533101", 1995)[0], today("990121")
    ('533101', ('990121', None))
    """
    table = divisions()
    row = (table.by_code(code, year) if year is not None else None) or table.by_code(code)
    if row is None:
        return code, None
    heirs = _heirs()
    while row in heirs:
        row = heirs[row]
    return row.code, row.name


@cache
def _heirs() -> dict[Division, Division]:
    """Divisions with the one that took over their area, where it was new and took over no other."""
    table = divisions()
    by_code: dict[str, list[Division]] = {}
    for row in table:
        by_code.setdefault(row.code, []).append(row)
    heirs: dict[Division, Division] = {}
    for row in table:
        if row.successor is not None and row.last is not None:
            begun = [heir for heir in by_code.get(row.successor, ()) if heir.first == row.last + 1]
            if begun:
                heirs[row] = begun[0]
    taken = Counter(heirs.values())
    return {row: heir for row, heir in heirs.items() if taken[heir] == 1}


def renamed(table: pd.DataFrame) -> pd.DataFrame:
    """Give each claim the code of today; `place_told` and `adcode_told` keep what the article's claim has.

    Args:
        table: typed claims with `year`; changed in place.

    Returns:
        A row for each code that changed: adcode_told, place_told, place_adcode, place_name.
    """
    import pandas as pd

    table["adcode_told"], table["place_told"] = table["place_adcode"], table["place_name"]
    pairs = table[["place_adcode", "year"]].dropna(subset=["place_adcode"]).drop_duplicates()
    found = [
        (code, year, *today(code, None if pd.isna(year) else int(year)))
        for code, year in zip(pairs["place_adcode"], pairs["year"], strict=True)
    ]
    changed = [row for row in found if row[2] != row[0]]
    columns = ["adcode_told", "year", "place_adcode", "place_name"]
    news = pd.DataFrame(changed, columns=columns).astype({"year": "Int64"})
    if not changed:
        return pd.DataFrame(columns=["adcode_told", "place_told", "place_adcode", "place_name"], dtype="string")
    news = news.astype({name: "string" for name in columns if name != "year"})
    affected = table["adcode_told"].isin(news["adcode_told"])
    rows = table.loc[affected, ["adcode_told", "place_told", "year"]]
    joined = rows.reset_index().merge(news, on=["adcode_told", "year"], how="inner").set_index("index")
    table.loc[joined.index, "place_adcode"] = joined["place_adcode"]
    table.loc[joined.index, "place_name"] = joined["place_name"]
    told = joined[["adcode_told", "place_told", "place_adcode", "place_name"]].drop_duplicates()
    return told.sort_values(list(told.columns), ignore_index=True)


def doubtful(table: pd.DataFrame) -> pd.Series[bool]:
    """Mark claims without a code whose name fits several places."""
    import pandas as pd

    marked = pd.Series(False, index=table.index)
    if "place_candidates" in table:
        bare = table["place_adcode"].isna()
        empty = ("", "[]", "()", "None", "nan", "<NA>")
        told = table.loc[bare, "place_candidates"].astype("string").fillna("")
        marked[bare] = ~told.isin(empty).to_numpy(bool)
    return marked


def one_name(claims: pd.DataFrame, changes: pd.DataFrame) -> pd.Series[str]:
    """Name each place once: by its name of today where its code changed, else by the commonest, the first on a tie."""
    counted = claims.groupby(["place_key", "place_name"], sort=True, observed=True).size()
    first = counted.sort_values(ascending=False, kind="stable").reset_index().drop_duplicates("place_key")
    names = first.set_index("place_key")["place_name"].to_dict()
    names.update(dict(zip(changes["place_adcode"], changes["place_name"], strict=True)))
    return mapped(claims["place_key"], lambda keys: keys.map(names).astype("string"))
