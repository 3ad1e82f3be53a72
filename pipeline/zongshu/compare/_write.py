"""The comparison as a file: a page, a table or a workbook, by the ending of its name."""

from __future__ import annotations

import datetime
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zongshu.compare._codebook import codebook
from zongshu.compare._labels import REASONS, label
from zongshu.errors import UsageError
from zongshu.files import replace_file
from zongshu.tables import guarded

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["write"]

_WIDEST = 60  # columns of a sheet, in characters
_LOOKED_AT = 200  # rows that tell how wide a column is
_MOST_ROWS = 1_048_575  # a sheet holds no more


def write(panel: Panel, path: str | os.PathLike[str], lang: str) -> None:
    """Write the form that the ending names."""
    ending = Path(path).suffix.lower()
    if ending in (".html", ".htm"):
        from zongshu.compare._page import page

        content = page(panel, lang=lang)
    elif ending == ".csv":
        content = csv(panel.frame)
    elif ending == ".parquet":
        content = _parquet(panel.frame)
    elif ending == ".xlsx":
        content = _workbook(panel, lang)
    else:
        raise UsageError(f"{path}: the ending must be .html, .csv, .xlsx or .parquet")
    replace_file(path, content)


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV that a spreadsheet opens rightly: with a byte order mark, and no cell that is a formula."""
    text = _plain(table).to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", "replace")


def _parquet(table: pd.DataFrame) -> bytes:
    memory = io.BytesIO()
    _bounded(table).to_parquet(memory, index=False)
    return memory.getvalue()


def _bounded(table: pd.DataFrame) -> pd.DataFrame:
    """Drop what only the tool needs; where there is no bound, the cell is empty rather than infinite."""
    shown = table.drop(columns="place_key", errors="ignore")
    unbounded = {
        name: shown[name].mask(shown[name].abs() == float("inf")) for name in ("least", "most") if name in shown
    }
    return shown.assign(**unbounded)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Guard text and write whole numbers without a point."""
    import pandas as pd

    shown = _bounded(table)
    # As objects: a column with a gap would turn its whole numbers back into floats.
    cells = {name: pd.Series([_guarded(value) for value in shown[name]], dtype=object) for name in shown.columns}
    return pd.DataFrame(cells)


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _sheets(panel: Panel, lang: str) -> dict[str, pd.DataFrame]:
    """The tables of a workbook by the name of their sheet; those that hold nothing of this panel are left out."""
    import pandas as pd

    names = [panel.names.get(key, key) for key in panel.indicators]
    if len(set(names)) < len(names):
        names = list(panel.indicators)
    wide = panel.wide.set_axis(names, axis=1).reset_index()
    claims = panel.claims[[name for name in panel.excluded.columns if name in panel.claims]]
    excluded = panel.excluded
    if lang != "en" and len(excluded):
        words = {
            code: label(lang, f"reason.{code if code in REASONS else 'other'}") for code in excluded["reason"].unique()
        }
        excluded = excluded.assign(reason_text=excluded["reason"].map(words))
    notes = [note for note in (panel.warning(lang), *panel.notes(lang)) if note]
    extra = {
        "ranks": panel.ranks(),
        "flags": panel.flags,
        "normalised": panel.normalised,
        "denominators": panel.per,
        "reposts": panel.reposts,
        "checks": panel.checks,
    }
    return {
        "panel": wide,
        "cells": panel.frame,
        "claims": claims,
        "excluded": excluded,
        "conflicts": panel.conflicts,
        **{name: table for name, table in extra.items() if len(table)},
        "codebook": codebook(panel, lang),
        "notes": pd.DataFrame({"note": notes}, dtype="string"),
    }


def _workbook(panel: Panel, lang: str) -> bytes:
    import pandas as pd

    # Strings stay strings: no formula, no link is ever made of them.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    memory = io.BytesIO()
    with pd.ExcelWriter(memory, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        # The same panel gives the same bytes.
        book.book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        for name, table in _sheets(panel, lang).items():
            shown = _bounded(table)
            if len(shown) > _MOST_ROWS:
                raise UsageError(
                    f"{len(shown)} rows of {name} do not fit a sheet: write .parquet or .csv, or fewer indicators"
                )
            # A cell cannot hold a list (runs, flags, rules).
            shown = shown.astype(
                {column: "string" for column, kind in shown.dtypes.items() if pd.api.types.is_object_dtype(kind)}
            )
            shown.to_excel(book, sheet_name=name, index=False)
            sheet = book.sheets[name]
            sheet.freeze_panes(1, 2 if name == "panel" else 0)
            if len(shown):
                sheet.autofilter(0, 0, len(shown), len(shown.columns) - 1)
            for at, column in enumerate(shown.columns):
                sheet.set_column(at, at, _width(str(column), shown.iloc[:_LOOKED_AT, at]))
    return memory.getvalue()


def _width(head: str, cells: pd.Series[Any]) -> int:
    """Columns that a column's texts need, Chinese signs counted as two."""
    texts = [head, *(str(cell) for cell in cells.dropna())]
    return min(_WIDEST, 2 + max(sum(2 if sign > "\u2e80" else 1 for sign in text) for text in texts))
