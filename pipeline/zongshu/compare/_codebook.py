"""What the columns of the written tables and the indicators mean, as rows of a codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongshu.compare._labels import LANGUAGES, label
from zongshu.lexicon.registry import registry

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["COLUMNS", "codebook"]

# column of `cells`: (English, Chinese)
COLUMNS: dict[str, tuple[str, str]] = {
    "place_adcode": ("code of the place (GB/T 2260), as of today", "现行行政区划代码"),
    "place_name": ("full name of the place, as of today", "现行地名全称"),
    "place_level": ("level of the place", "地区层级"),
    "indicator_id": ("indicator, a stable id", "指标代码"),
    "indicator_name": ("name of the indicator", "指标名称"),
    "unit": ("unit of value and bounds", "数值单位"),
    "value": ("the figure; empty for a range", "数值；区间为空"),
    "low": ("the least that the words allow; empty where they set no bound", "原文下限；未设则空"),
    "high": ("the most that the words allow; empty where they set no bound", "原文上限；未设则空"),
    "approx": ("exact, over, under, about or range", "精确、以上、以下、约、区间"),
    "period_from": ("first date that the figure is for", "起始时间"),
    "period_to": ("last date that the figure is for", "截止时间"),
    "year": ("year of the last date", "截止年份"),
    "n_claims": ("different claims behind the cell", "该格陈述条数"),
    "conflict": ("whether the claims differ in value", "各陈述数值是否不一"),
    "claim_id": ("the claim that is shown", "所示陈述的编号"),
    "kind": ("form of the figure: count, percent, money …", "数值形式"),
    "per_text": ("base of a rate, as printed", "比率的基数（原文）"),
    "measure": ("stock, flow, share or rate", "存量、流量、比率、人均"),
    "least": ("lower bound as compared; empty where there is none", "比较所用下限；无则空"),
    "most": ("upper bound as compared; empty where there is none", "比较所用上限；无则空"),
    "also_in": ("other places where the article was printed", "该文另见何处"),
}


def codebook(panel: Panel, lang: str) -> pd.DataFrame:
    """Give a row for each column of the tidy table and each indicator of a panel.

    Args:
        panel: what `compare` returned.
        lang: language of the descriptions.
    """
    import pandas as pd

    column = LANGUAGES.index(lang)
    rows = [
        {"kind": "column", "id": name, "name": name, "meaning": COLUMNS[name][column] if name in COLUMNS else ""}
        for name in panel.frame.columns
        if name != "place_key"
    ]
    for key in panel.indicators:
        entry = registry().entries.get(key)
        row = {"kind": "indicator", "id": key, "name": panel.names.get(key, key)}
        if entry:
            meaning = entry.definition_zh if lang == "zh" else entry.definition_en or entry.definition_zh
            row |= {"name": entry.zh if lang == "zh" else entry.en, "meaning": meaning, "unit": entry.unit}
            row |= {"measure": label(lang, f"measure.{entry.measure}"), "pack": entry.pack}
        rows.append(row)
    return pd.DataFrame(rows, columns=["kind", "id", "name", "meaning", "unit", "measure", "pack"], dtype="string")
