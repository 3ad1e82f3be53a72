"""The comparison as a file: a page, a table or a workbook, by the ending of its name."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zongshu.errors import UsageError
from zongshu.files import replace_file
from zongshu.tables import guarded

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["write"]


def write(panel: Panel, path: str | os.PathLike[str], lang: str) -> None:
    """Write the form that the ending names."""
    ending = Path(path).suffix.lower()
    if ending in (".html", ".htm"):
        from zongshu.compare._page import page

        content = page(panel, lang=lang)
    elif ending == ".csv":
        content = csv(panel.frame)
    elif ending == ".xlsx":
        content = _workbook(panel)
    else:
        raise UsageError(f"{path}: the ending must be .html, .csv or .xlsx")
    replace_file(path, content)


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV that a spreadsheet opens rightly: with a byte order mark, and no cell that is a formula."""
    text = _plain(table).to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", "replace")


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Drop what only the tool needs, guard text, and write whole numbers without a point."""
    import pandas as pd

    shown = table.drop(columns="place_key", errors="ignore")
    # As objects: a column with a gap would turn its whole numbers back into floats.
    cells = {name: pd.Series([_guarded(value) for value in shown[name]], dtype=object) for name in shown.columns}
    return pd.DataFrame(cells)


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _workbook(panel: Panel) -> bytes:
    import pandas as pd

    notes = pd.DataFrame({"note": panel.notes()}, dtype="string")
    wide = panel.wide.reset_index()
    claims = panel.claims[[name for name in panel.excluded.columns if name in panel.claims]]
    sheets = {
        "wide": wide,
        "tidy": panel.frame,
        "conflicts": panel.conflicts,
        "claims": claims,
        "excluded": panel.excluded,
        "notes": notes,
    }
    # Strings stay strings: no formula, no link is ever made of them.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    memory = io.BytesIO()
    with pd.ExcelWriter(memory, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        for name, table in sheets.items():
            shown = table.drop(columns="place_key", errors="ignore")
            # A cell cannot hold a list (runs, flags, rules).
            shown = shown.astype(dict.fromkeys(shown.select_dtypes("object").columns, "string"))
            shown.to_excel(book, sheet_name=name, index=False)
            book.sheets[name].freeze_panes(1, 0)
    return memory.getvalue()
