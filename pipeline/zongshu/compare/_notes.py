"""What a reader must know before reading a comparison, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongshu.compare._labels import label

if TYPE_CHECKING:
    from zongshu.compare._panel import Panel

__all__ = ["notes"]


def notes(panel: Panel, lang: str) -> list[str]:
    """Tell what was left out, what differs between cells, and how words were read; see `Panel.notes`."""
    told: list[str] = []
    counted = panel.excluded["reason"].value_counts()
    if panel.level and counted.get("level.differs", 0):
        level = label(lang, f"level.{panel.level}")
        told.append(label(lang, "note.level", level=level, n=int(counted["level.differs"])))
    cells = panel.cells()
    if panel.years_differ():
        told.append(label(lang, "note.years"))
    for indicator in panel.indicators:
        units = sorted(cells.loc[cells["indicator_id"] == indicator, "unit"].dropna().unique())
        if len(units) > 1:
            name = panel.names.get(indicator, indicator)
            told.append(label(lang, "note.units", name=name, units=", ".join(units)))
    ranges = int((cells["approx"] == "range").sum())
    if ranges:
        told.append(label(lang, "note.ranges", n=ranges))
    if (cells["approx"] != "exact").any():
        told.append(label(lang, f"note.bounds.{panel.bounds}"))
    if len(panel.reposts):
        told.append(label(lang, "note.reposts", n=len(panel.reposts)))
    for row in panel.renamed.drop_duplicates(["adcode_told", "place_adcode"]).itertuples():
        told.append(label(lang, "note.renamed", old=f"{row.place_told} {row.adcode_told}",
                          new=f"{row.place_name} {row.place_adcode}"))  # fmt: skip
    for code, count in panel.flags["code"].value_counts().sort_index().items():
        told.append(label(lang, "note.flag", n=count, words=label(lang, f"flag.{code}")))
    if len(panel.per):
        sources = "; ".join(sorted(panel.per["source"].dropna().unique()))
        told.append(label(lang, "note.per", sources=sources or label(lang, "untold")))
    if len(panel.missing):
        told.append(label(lang, "note.per.missing", n=len(panel.missing)))
    return told
