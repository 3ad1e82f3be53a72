"""Claims of growth with the level they speak of: 完成投资5.02亿元，同比增长12%."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zongshu.compare._bounds import step
from zongshu.patterns import pattern

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from zongshu.compare._panel import Panel

    _Array = np.ndarray[Any, Any]

__all__ = ["all_claims", "growth_claims", "half_step"]

_NEAR = 14  # characters from a level to the growth that follows it
# Growth against something else than the year before, or at other prices, is not that of two levels.
_OTHER_BASE = pattern(
    r"环比|年初|月初|季初|上月|上季|上半年|年均|平均每年|(?:比|较|与)(?:19|20)\d\d年|“十|五年|三年|以来|届|可比|不变价|实际|扣除"
    r"|平均|全[国省市县区]|[高低快慢多]于|高出|[增降]幅|增速|收窄|恢复到"
)
# By custom these grow at constant prices and are told at current ones, without a word of it.
_REAL = r"生产总值|增加值|GDP"
_MAGNITUDES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_COLUMNS = [
    *("id", "article_id", "article_source", "evidence_start", "evidence_text", "start", "end", "clean", "text", "item"),
    *("quantity_value", "quantity_low", "quantity_high", "quantity_approx", "quantity_unit", "quantity_kind"),
    *("quantity_dimension", "quantity_direction", "status", "indicator_id", "part_of", "place_adcode", "place_name"),
    *("place_key", "year"),
]


def all_claims(panel: Panel) -> pd.DataFrame:
    """Give every claim that is done or measured once, compared or not, with the columns that checks read."""
    import pandas as pd

    left = panel.excluded[~panel.excluded["reason"].isin(["duplicate", "repost"])]
    both = pd.concat([panel.claims[_COLUMNS], left[_COLUMNS]])
    return both[both["status"].eq("achieved").fillna(False)].sort_values(
        ["article_id", "start", "id"], ignore_index=True
    )


def half_step(clean: pd.Series[Any], value: _Array) -> _Array:
    """Give half of the last printed digit; 0 for a whole number printed in full.

    >>> import numpy as np, pandas as pd
    >>> half_step(pd.Series(["5.02亿元", "280个", "2.4%"]), np.array([502000000, 280, 2.4])).round(4).tolist()
    [500000.0, 0.0, 0.05]
    """
    import numpy as np

    parts = clean.fillna("").str.replace(r"[,\s]", "", regex=True).str.extract(r"\d+(?:\.(\d+))?([十百千万亿]*)")
    decimals = parts[0].str.len().fillna(0).to_numpy("float64")
    sizes = {word: float(np.prod([_MAGNITUDES[sign] for sign in word])) for word in parts[1].fillna("").unique()}
    magnitude = parts[1].fillna("").map(sizes).to_numpy("float64")
    printed = magnitude * 10.0**-decimals
    # Numbers in words have no digits: their last digit that is not zero must do.
    printed = np.where(parts[1].isna().to_numpy(), step(np.nan_to_num(np.abs(value))), printed)
    whole = (decimals == 0) & (magnitude == 1)
    result: _Array = np.where(whole, 0.0, printed / 2)
    return result


def growth_claims(panel: Panel) -> pd.DataFrame:
    """Find the growth that articles claim for the levels in the cells of a panel.

    A claim of growth belongs to the level in its sentence whose words it repeats, the nearest of them; without such a
    level, to the one just before it. Growth against another base than the year before, or at constant prices,
    is left out.

    Returns:
        A row for each level that has one, the first: `claim_id` of the level, and of the growth `growth_id`, `text`,
        signed `value`, `low`, `high`, `unit` and `evidence_text`.
    """
    import numpy as np

    claims = all_claims(panel)
    changes = claims[claims["quantity_kind"].eq("change") & claims["quantity_direction"].notna()]
    levels = claims[claims["id"].isin(panel.frame["claim_id"])]
    keys = ["article_id", "evidence_start"]
    pairs = changes.merge(levels[[*keys, "id", "start", "end", "item", "year"]], on=keys, suffixes=("", "_level"))
    pairs = pairs[(pairs["end_level"] <= pairs["start"]).fillna(False)]
    same_year = (pairs["year"].isna() | pairs["year"].eq(pairs["year_level"])).fillna(True).astype(bool)
    real = pairs["item"].fillna("").str.contains(_REAL) | pairs["item_level"].fillna("").str.contains(_REAL)
    pairs = pairs[same_year & ~real & pairs["quantity_value"].notna()].reset_index(drop=True)
    between = [
        sentence[max(0, left - begin) : right - begin]
        for sentence, begin, left, right in zip(
            pairs["evidence_text"].fillna(""), pairs["evidence_start"], pairs["end_level"], pairs["end"], strict=True
        )
    ]
    yearly = np.array([not _OTHER_BASE.search(words) for words in between], dtype=bool)
    named = np.array(
        [
            bool(level) and len(level) > 1 and level in item
            for item, level in zip(pairs["item"].fillna(""), pairs["item_level"].fillna(""), strict=True)
        ],
        dtype=bool,
    )
    others = claims[~claims["quantity_kind"].eq("change").fillna(False)]
    before = _level_before(changes, others)
    next_to = pairs["id"].map(before).eq(pairs["id_level"]).fillna(False).to_numpy(bool)
    near = next_to & (pairs["start"] - pairs["end_level"] <= _NEAR).to_numpy(bool)
    near &= np.array(["分别" not in words for words in between], dtype=bool)
    pairs = pairs.assign(named=named)[yearly & (named | near)]
    pairs = pairs.sort_values(["id", "named", "start_level"], ascending=[True, False, False], kind="stable")
    pairs = pairs.drop_duplicates("id").sort_values(["id_level", "start"], kind="stable")
    sign = pairs["quantity_direction"].map({"up": 1.0, "down": -1.0}).to_numpy("float64")
    low, high, value = (
        pairs[f"quantity_{name}"].to_numpy("float64", na_value=np.nan) for name in ("low", "high", "value")
    )
    margin = half_step(pairs["clean"], value)
    low = np.where(np.isnan(low), 0.0, low) - margin
    high = np.where(np.isnan(high), np.inf, high) + margin
    return pairs.assign(
        claim_id=pairs["id_level"],
        growth_id=pairs["id"],
        text=pairs["clean"].fillna(pairs["text"]),
        value=sign * value,
        low=np.where(sign > 0, low, -high),
        high=np.where(sign > 0, high, -low),
        unit=pairs["quantity_unit"],
    )[["claim_id", "growth_id", "text", "value", "low", "high", "unit", "evidence_text"]].reset_index(drop=True)


def _level_before(changes: pd.DataFrame, others: pd.DataFrame) -> dict[str, str]:
    """Give for each change the level that stands last before it in its article."""
    import pandas as pd

    both = pd.concat([changes, others])
    both = both.assign(level=both["id"].where(~both["quantity_kind"].eq("change").fillna(False)))
    both = both.sort_values(["article_id", "start"], kind="stable")
    both["level"] = both.groupby("article_id", sort=False)["level"].ffill()
    found = both[both["quantity_kind"].eq("change").fillna(False)].dropna(subset=["level"])
    return dict(zip(found["id"], found["level"], strict=True))
