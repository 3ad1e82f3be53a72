"""The same place over the years: growth from the levels that articles claim, beside the growth that they claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zongshu.compare._growth import growth_claims, half_step
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from zongshu.compare._panel import Panel

    _Array = np.ndarray[Any, Any]

__all__ = ["over_time"]

_COLUMNS = [
    *("place_adcode", "place_name", "indicator_id", "indicator_name", "unit", "year", "value", "least", "most"),
    *(
        "previous_year",
        "previous_value",
        "difference",
        "growth",
        "growth_least",
        "growth_most",
        "claimed",
        "claimed_unit",
    ),
    *("claimed_text", "agrees", "opposite", "claim_id", "previous_id", "growth_id", "evidence_text", "place_key"),
]


def over_time(panel: Panel) -> pd.DataFrame:
    """Set years side by side; see `Panel.over_time`."""
    import numpy as np
    import pandas as pd

    if panel.year is not None:
        raise UsageError(f"this comparison is of {panel.year} alone: make it without a year to see several")
    rows = panel.frame[panel.frame["year"].notna()]
    # A sum over several years is no figure of its last year.
    first = rows["period_from"].str.slice(0, 4).astype("Int64")
    rows = rows[~(first < rows["year"]).fillna(False).astype(bool)]
    rows = rows.drop_duplicates(["place_key", "indicator_id", "year"])
    rows = rows.sort_values(["place_key", "indicator_id", "year"], ignore_index=True)
    clean = panel.claims.drop_duplicates("id").set_index("id")
    told = clean["quantity_value"].reindex(rows["claim_id"]).to_numpy("float64", na_value=np.nan)
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    margin = half_step(clean["clean"].reindex(rows["claim_id"]).reset_index(drop=True), told)
    with np.errstate(divide="ignore", invalid="ignore"):
        margin = margin * np.where((told != 0) & np.isfinite(told), value / told, 1.0)
    rows["from"] = rows["least"].to_numpy("float64", na_value=np.nan) - margin
    rows["to"] = rows["most"].to_numpy("float64", na_value=np.nan) + margin
    before = rows.groupby(["place_key", "indicator_id"], sort=False)
    same = rows["unit"].eq(before["unit"].shift()).fillna(False) | (
        rows["kind"].eq("count") & before["kind"].shift().eq("count")
    )
    for name, source in {"previous_year": "year", "previous_value": "value", "low_0": "from", "high_0": "to",
                         "previous_id": "claim_id"}.items():  # fmt: skip
        rows[name] = before[source].shift().where(same)
    rows["difference"] = rows["value"] - rows["previous_value"]
    rows["growth"] = _percent(rows["value"], rows["previous_value"])
    rows["growth_least"] = _percent(rows["from"], rows["high_0"])
    rows["growth_most"] = _percent(rows["to"], rows["low_0"])
    growth = growth_claims(panel).rename(columns={"value": "claimed", "unit": "claimed_unit", "text": "claimed_text"})
    growth = growth.drop_duplicates("claim_id")
    rows = rows.merge(growth.rename(columns={"low": "claimed_low", "high": "claimed_high"}), on="claim_id", how="left")
    rows = _judged(rows)
    return rows[_COLUMNS].astype({"claimed": "Float64"}) if len(rows) else pd.DataFrame(columns=_COLUMNS)


def _percent(value: pd.Series[Any], before: pd.Series[Any]) -> pd.Series[Any]:
    base = before.astype("Float64").mask(before.astype("Float64") <= 0)
    grown: pd.Series[Any] = (value.astype("Float64") / base - 1) * 100
    return grown.round(6)


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Say whether growth as claimed and growth of the levels can both be true, and whether they point apart."""
    import numpy as np
    import pandas as pd

    def numbers(name: str) -> _Array:
        found: _Array = rows[name].to_numpy("float64", na_value=np.nan)
        return found

    least, most = numbers("growth_least"), numbers("growth_most")
    least, most = np.where(np.isnan(least), -np.inf, least), np.where(np.isnan(most), np.inf, most)
    fall, rise = numbers("from") - numbers("high_0"), numbers("to") - numbers("low_0")
    unit = rows["claimed_unit"].fillna("")
    share = rows["unit"].eq("%").fillna(False).to_numpy(bool)
    low, high = numbers("claimed_low"), numbers("claimed_high")
    kinds = [
        (unit.isin(["%", "倍"]).to_numpy(bool) & ~share, least, most, np.where(unit == "倍", 100.0, 1.0)),
        (unit.eq("个百分点").to_numpy(bool) & share, fall, rise, 1.0),
        ((unit.eq(rows["unit"].fillna("")) & (unit != "")).to_numpy(bool) & ~share, fall, rise, 1.0),
    ]
    agrees, compared = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for applies, lowest, highest, factor in kinds:
        near = 1e-9 * np.maximum(1.0, np.abs(np.nan_to_num(highest, posinf=0, neginf=0)))
        fits = (low * factor <= highest + near) & (high * factor >= lowest - near)
        agrees, compared = np.where(applies, fits, agrees), compared | applies
    compared &= (rows["year"] - rows["previous_year"]).eq(1).fillna(False).to_numpy(bool)
    compared &= rows["claimed"].notna().to_numpy() & rows["previous_value"].notna().to_numpy()
    claimed = np.nan_to_num(numbers("claimed"))
    opposite = compared & (((claimed > 0) & (rise < 0)) | ((claimed < 0) & (fall > 0)))
    return rows.assign(agrees=pd.arrays.BooleanArray(agrees.astype(bool), ~compared), opposite=opposite)
