"""A workbook with the sheets claims, articles, issues, indicators and codebook, out and in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.exchange._codebook import (
    ARTICLES,
    CLAIMS,
    CODEBOOK,
    INDICATORS,
    ISSUES,
    codebook_rows,
    indicator_rows,
)
from zongshu.exchange._files import read_bytes
from zongshu.exchange._job import Job
from zongshu.exchange._rows import article_cells, claim_cells, issue_cells, restore
from zongshu.files import replace_file
from zongshu.record.models import Record
from zongshu.texts import Texts

__all__ = ["read", "write"]

_LONGEST = 32_767
_ROWS = 1_048_575
_DIGITS = 1 << 53


def write(job: Job) -> list[str]:
    """Write the workbook; text stays text, never a formula or a link; what is cut is told."""
    import xlsxwriter

    memory = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(memory, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same claims, the same file
    records = job.records
    sheets: list[tuple[str, Mapping[str, str], Iterable[Mapping[str, Any]]]] = [
        ("claims", CLAIMS, (cells for record in records for cells in claim_cells(record))),
        ("articles", ARTICLES, map(article_cells, records)),
        ("issues", ISSUES, (cells for record in records for cells in issue_cells(record))),
        ("indicators", INDICATORS, indicator_rows(records, job.packs)),
        ("codebook", CODEBOOK, codebook_rows()),
    ]
    notes = [note for name, columns, rows in sheets for note in _fill(book.add_worksheet(name), name, columns, rows)]
    book.close()
    replace_file(job.out, memory.getvalue())
    return notes


def _fill(sheet: Any, name: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    sheet.freeze_panes(1, 0)
    cut: dict[str, int] = {}
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column)
    for number, row in enumerate(rows, 1):
        if number > _ROWS:
            raise UsageError(f"sheet {name}: a sheet holds no more than {_ROWS:,} rows; export a Data Package")
        for at, column in enumerate(columns):
            value = row[column]
            if isinstance(value, bool):
                sheet.write_boolean(number, at, value)
            elif isinstance(value, str):
                if len(value) > _LONGEST:
                    cut[column] = cut.get(column, 0) + 1
                sheet.write_string(number, at, value[:_LONGEST])
            elif value is not None:
                sheet.write_number(number, at, float(value) if abs(value) > _DIGITS else value)
    return [
        f"sheet {name}, {column}: {count} texts of more than {_LONGEST:,} characters are cut"
        for column, count in cut.items()
    ]


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read a workbook with a sheet claims; articles and issues are read where they are there.

    Raises:
        DataError: the file is no workbook, or a row is no claim or article.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(read_bytes(path)), read_only=True, data_only=True)
        sheets = {name: list(_rows(book, name, path)) for name in ("claims", "articles", "issues")}
    except (DataError, UsageError):
        raise
    except Exception as error:  # zipfile, lxml and openpyxl each have errors of their own
        raise DataError(f"{path}: no workbook, or a damaged one ({error})") from error
    yield from restore(sheets["claims"], sheets["articles"], sheets["issues"])


def _rows(book: Any, name: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if name not in book.sheetnames:
        if name == "claims":
            raise DataError(f"{path}: no workbook of zongshu: there is no sheet claims")
        return
    rows = book[name].iter_rows(values_only=True)
    head = [str(cell) for cell in next(rows, ())]
    for number, row in enumerate(rows, 2):
        if any(cell is not None for cell in row):
            yield f"{path}, sheet {name}, row {number}", dict(zip(head, row, strict=False))
