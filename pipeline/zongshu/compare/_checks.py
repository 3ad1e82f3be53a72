"""What does not fit together in the articles themselves: findings for a reader to look at, not corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zongshu.compare._growth import all_claims
from zongshu.compare._labels import label
from zongshu.patterns import pattern

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["checks"]

# Shares of a whole, which cannot pass 100 %; a plan can be met by more.
_SHARES = pattern(
    r"(?:覆盖|持证|办结|满意|普及|入[学园住户]|合格|达标|参[保与]|签约|化解|结案|回访|知晓|组建|录取|通过|优良|到位|成功)率?$|占比?$|比重$|比例$"
)
_ALL = pattern(r"包括|分为|由|组成|分别[为是有]|即|：")
_SOME = pattern(r"其中|含|仅|就有")
_COLUMNS = [
    *(
        "code",
        "words",
        "place_adcode",
        "place_name",
        "indicator_id",
        "year",
        "told",
        "computed",
        "claim_id",
        "other_id",
    ),
    *("article_id", "article_source", "evidence_text"),
]


def checks(panel: Panel) -> pd.DataFrame:
    """Look for what does not fit; see `Panel.checks`."""
    import pandas as pd

    claims = all_claims(panel)
    found = [_shares(panel, claims), *_parts(claims)]
    if panel.year is None:
        found.append(_growth(panel, claims))
    some = [table for table in found if len(table)]
    if not some:
        return pd.DataFrame(columns=_COLUMNS)
    both = pd.concat(some, ignore_index=True)
    both["words"] = both["code"].map(lambda code: label("en", f"check.{code}")).astype("string")
    order = ["place_adcode", "place_name", "article_id", "code", "claim_id"]
    return both.sort_values(order, ignore_index=True)[_COLUMNS]


def _shares(panel: Panel, claims: pd.DataFrame) -> pd.DataFrame:
    over = (claims["quantity_kind"].eq("percent") & (claims["quantity_value"] > 100)).fillna(False).astype(bool)
    shares = set(panel.frame.loc[panel.frame["measure"].eq("share").fillna(False), "indicator_id"])
    named = claims["item"].fillna("").str.contains(_SHARES.pattern)
    rows = claims[over & (named | claims["indicator_id"].isin(shares))]
    return _named(rows.assign(code="share.over_100", told=rows["clean"], computed="100%", other_id=None))


def _parts(claims: pd.DataFrame) -> list[pd.DataFrame]:
    """Hold parts against their whole, where both are counted or measured in the same."""
    import numpy as np

    columns = ["id", "start", "end", "clean", "quantity_unit", "quantity_dimension", "quantity_value", "quantity_high"]
    parts = claims[claims["part_of"].notna() & claims["quantity_value"].notna()]
    pairs = parts.merge(claims[columns], left_on="part_of", right_on="id", suffixes=("", "_whole"))
    # 人 and 名 are one; among other classifiers 168户 may well be no part of 347个.
    people = pairs["quantity_dimension"].eq("people") & pairs["quantity_dimension_whole"].eq("people")
    alike = people | pairs["quantity_unit"].eq(pairs["quantity_unit_whole"])
    pairs = pairs[alike.fillna(False).astype(bool) & pairs["quantity_value_whole"].notna()].reset_index(drop=True)
    # Where the words set no least or most, none is assumed.
    least = pairs["quantity_low"].to_numpy("float64", na_value=0.0)
    most = pairs["quantity_high_whole"].to_numpy("float64", na_value=np.inf)
    more = least > most * (1 + 1e-9)
    single = pairs[more]
    single = single.assign(
        code="part.exceeds", told=single["clean"], computed=single["clean_whole"], other_id=single["part_of"]
    )
    pairs = pairs.assign(least=least, most=most, part=pairs["quantity_value"])
    sums = pairs.groupby("part_of", sort=False).agg(
        n=("id", "size"), least=("least", "sum"), most=("most", "first"), total=("part", "sum"),
        whole=("quantity_value_whole", "first"), exact=("quantity_approx", lambda some: bool((some == "exact").all())),
        bigger=("quantity_value", "max"),
    )  # fmt: skip
    sums = sums[(sums["n"] > 1) & (sums["bigger"] <= sums["whole"])]
    firsts = pairs.drop_duplicates("part_of").set_index("part_of")
    firsts = firsts.assign(all_told=[_all_told(row) for row in firsts.itertuples(index=False)])
    over = sums[sums["least"] > sums["most"] * (1 + 1e-9)]
    differ = sums[sums["exact"].astype(bool) & (abs(sums["total"] - sums["whole"]) > 1e-6 * abs(sums["whole"]))]
    differ = differ[firsts["all_told"].reindex(differ.index).astype(bool) & (differ["total"] < differ["whole"])]
    rows = []
    for code, table in (("parts.exceed", over), ("parts.differ", differ)):
        first = firsts.loc[table.index]
        told = [f"{number:.10g}" for number in table["total"].astype("float64")]
        rows.append(
            first.assign(
                code=code, told=first["clean_whole"], computed=told, claim_id=first.index, other_id=first["id"]
            )
            .drop(columns="id")
            .rename(columns={"claim_id": "id"})
        )
    return [_named(table) for table in (single, *rows)]


def _all_told(row: Any) -> bool:
    """Say whether the words between a whole and its first part tell that the parts are all there is."""
    words = (row.evidence_text or "")[
        max(0, row.end_whole - row.evidence_start) : max(0, row.start - row.evidence_start)
    ]
    return bool(_ALL.search(words)) and not _SOME.search(words)


def _growth(panel: Panel, claims: pd.DataFrame) -> pd.DataFrame:
    time = panel.over_time()
    rows = time[(~time["agrees"]).fillna(False).astype(bool)]
    code = rows["opposite"].map({True: "direction.differs", False: "growth.differs"})
    points = rows["claimed_unit"].isin(["%", "倍"])
    worked = [
        f"{number:+.1f}%" if percent else f"{difference:+.10g}"
        for number, difference, percent in zip(rows["growth"], rows["difference"], points, strict=True)
    ]
    articles = claims.drop_duplicates("id").set_index("id")[["article_id", "article_source"]]
    joined = rows.assign(code=code, told=rows["claimed_text"], computed=worked, other_id=rows["previous_id"])
    return _named(joined.join(articles, on="growth_id").rename(columns={"growth_id": "id"}).drop(columns="claim_id"))


def _named(table: pd.DataFrame) -> pd.DataFrame:
    columns = [name for name in _COLUMNS if name not in ("words", "claim_id")]
    return table.rename(columns={"id": "claim_id"})[[*columns, "claim_id"]].reset_index(drop=True)
