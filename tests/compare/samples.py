"""Hand-made claims for the tests of the comparison; every place and number is invented."""

from __future__ import annotations

from typing import Any

import pandas as pd

PLACES = {
    "青禾县": "990121",
    "云栖县": "990122",
    "石桥区": "990123",
    "望川市": "990181",
    "临溪县": "990124",
    "东屏县": "990125",
}


def claim(**changes: Any) -> dict[str, Any]:
    """One claim in the table form; `number` and `year` are short for the columns that follow from them."""
    name = changes.pop("place", "青禾县")
    number = changes.pop("number", 280)
    year = changes.pop("year", 2024)
    article = changes.pop("article", f"article-{name}")
    start = changes.get("start", 105)
    text = f"{number}个"
    before = "全县建成志愿服务站"
    row: dict[str, Any] = {
        "article_id": article,
        "article_source": f"{article}.txt",
        "article_fictional": False,
        "article_title": f"{name}工作综述",
        "id": f"{article}-{start}",
        "start": start,
        "end": start + len(text),
        "text": text,
        "clean": text,
        "quantity_value": number,
        "quantity_low": number,
        "quantity_high": number,
        "quantity_approx": "exact",
        "quantity_unit": "个",
        "quantity_kind": "count",
        "quantity_dimension": "count",
        "quantity_per_text": None,
        "item": "志愿服务站",
        "predicate": "建成",
        "indicator_id": "volunteer_sites",
        "status": "achieved",
        "context_of": None,
        "place_name": name,
        "place_adcode": PLACES.get(name),
        "place_level": "county",
        "place_basis": "article",
        "period_from": f"{year}-01-01" if year else None,
        "period_to": f"{year}-12-31" if year else None,
        "part_of": None,
        "repeats": None,
        "evidence_start": start - len(before),
        "evidence_end": start + len(text) + 1,
        "evidence_text": f"{before}{text}。",
        "confidence": 0.9,
    }
    unknown = set(changes) - set(row) - {"place_candidates"}
    assert not unknown, unknown
    return {**row, **changes}


def table(*claims: dict[str, Any]) -> pd.DataFrame:
    """Claims as the table form."""
    return pd.DataFrame(list(claims), dtype=object)
