"""Tables of results to a file, in the format that its ending says."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

from zongshu.cli.output import emit
from zongshu.errors import UsageError

__all__ = ["ENDINGS", "check_ending", "write_rows"]

ENDINGS = (".csv", ".json", ".jsonl", ".xlsx")


def check_ending(out: str | None) -> str | None:
    """Return the ending that a table is written by; call it before the work begins.

    Raises:
        UsageError: another ending.
    """
    if out is None:
        return None
    ending = next((one for one in ENDINGS if out.lower().endswith(one)), None)
    if ending is None:
        raise UsageError(f"{out}: a table is written as one of {', '.join(ENDINGS)}")
    return ending


def write_rows(table: Sequence[Sequence[Any]], out: str) -> None:
    """Write a table to a file in one step; no cell of it is a formula to a spreadsheet.

    Args:
        table: the head and the rows.
        out: the file; .csv (UTF-8 with a byte order mark), .json, .jsonl or .xlsx.

    Raises:
        UsageError: another ending, or a file that cannot be written.
    """
    ending = check_ending(out)
    head, *rows = table
    if ending == ".csv":
        emit(_csv(table), out)
    elif ending == ".xlsx":
        emit(_workbook(table), out)
    else:
        plain = [dict(zip(map(str, head), row, strict=True)) for row in rows]
        lines = [json.dumps(row, ensure_ascii=False) for row in plain]
        text = json.dumps(plain, ensure_ascii=False, indent=2) if ending == ".json" else "\n".join(lines)
        emit((text + "\n").encode("utf-8"), out)


def _csv(table: Sequence[Sequence[Any]]) -> bytes:
    import csv

    from zongshu.tables import printed

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[printed(cell) for cell in row] for row in table])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _workbook(table: Sequence[Sequence[Any]]) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(data, plain) as book:
        sheet = book.add_worksheet("zongshu")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return data.getvalue()
