"""Records to files: JSON Lines, CSV, Parquet or a workbook, put in place in one step when they are complete."""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from zongshu.batch.sheets import CsvSheet, ParquetSheet, Sheet
from zongshu.errors import UsageError
from zongshu.record import decode
from zongshu.record.models import Record
from zongshu.tables import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    ISSUE_COLUMNS,
    Row,
    article_row,
    claim_rows,
    issue_rows,
)

__all__ = ["FORMATS", "DatasetWriter", "JsonlWriter", "TableWriter", "Writer", "XlsxWriter", "format_of", "writer_for"]

_PART = 100_000  # rows of claims in a file of a dataset, some megabytes
_SHEET_ROWS = 1_048_575
_CELL = 32_767


class Writer(ABC):
    """Takes records one after the other.

    Args:
        out: where the file goes.
        draft: where it grows; by default a hidden file beside it.
    """

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        self.out = out
        self.draft = draft or out.with_name(f".{out.name}.{os.getpid()}.tmp")

    @abstractmethod
    def write(self, line: bytes) -> None:
        """Take the record of an article, as a line of JSON without the line end."""

    @abstractmethod
    def finish(self) -> None:
        """Complete the draft; it stays where it is."""

    def commit(self) -> None:
        """Complete the file and put it in place."""
        self.finish()
        os.replace(self.draft, self.out)

    def discard(self) -> None:
        """Leave no trace of the draft."""
        with suppress(Exception):  # closing may meet again what ended the writing
            self.finish()
        if not self.draft.is_dir():
            self.draft.unlink(missing_ok=True)


class JsonlWriter(Writer):
    """One line of JSON an article."""

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        super().__init__(out, draft)
        self._stream: IO[bytes] = self.draft.open("wb")

    def write(self, line: bytes) -> None:
        """Write the line."""
        self._stream.write(line + b"\n")

    def finish(self) -> None:
        """Close the file."""
        self._stream.close()


class TableWriter(Writer):
    """A table of claims; the issues go to a second table beside it, where there are any.

    Args:
        out: where the table goes.
        draft: where it grows.
        sheet: CSV or Parquet.
    """

    def __init__(self, out: Path, draft: Path, sheet: type[Sheet]) -> None:
        super().__init__(out, draft)
        self._sheet = sheet
        self._claims = self.open_claims()
        self._issues: Sheet | None = None
        self.issues_out = out.with_name(f"{out.stem}.issues{out.suffix or draft.suffix}")

    def open_claims(self) -> Sheet:
        """Begin the table of claims."""
        return self._sheet(self.draft, CLAIM_COLUMNS)

    def write(self, line: bytes) -> None:
        """Write a row a claim."""
        record = decode(line)
        if record.issues:
            if self._issues is None:
                self._issues = self._sheet(self.draft.with_name(f"issues{self.issues_out.suffix}"), ISSUE_COLUMNS)
            self._issues.write(issue_rows(record))
        self._claims.write(claim_rows(record))

    def finish(self) -> None:
        """Complete the files."""
        self._claims.close()
        if self._issues is not None:
            self._issues.close()

    def commit(self) -> None:
        """Put both tables in place; an older table of issues does not outlive its claims."""
        super().commit()
        if self._issues is not None:
            os.replace(self._issues.path, self.issues_out)
        else:
            self.issues_out.unlink(missing_ok=True)


class DatasetWriter(TableWriter):
    """A folder of Parquet files, which pandas, Arrow, DuckDB and Spark read as one table.

    Args:
        out: the folder; one that is there may hold nothing but an earlier dataset.
        draft: where it grows.

    Raises:
        UsageError: the folder holds something else.
    """

    def __init__(self, out: Path, draft: Path) -> None:
        if out.exists() and (not out.is_dir() or any(not _is_part(path) for path in out.iterdir())):
            raise UsageError(f"{out}: holds other files; a dataset needs a folder of its own")
        self._parts = 0
        draft = draft.with_suffix(".parquet")
        draft.mkdir()
        super().__init__(out, draft, ParquetSheet)
        self.issues_out = out.with_name(f"{out.name}.issues.parquet")

    def open_claims(self) -> Sheet:
        """Begin the next file."""
        path = self.draft / f"part-{self._parts:05d}.parquet"
        self._parts += 1
        return ParquetSheet(path, CLAIM_COLUMNS)

    def write(self, line: bytes) -> None:
        """Write a row a claim; the claims of an article stay in one file."""
        if self._claims.count >= _PART:
            self._claims.close()
            self._claims = self.open_claims()
        super().write(line)

    def commit(self) -> None:
        """Put the folder in place of an earlier one."""
        if self.out.is_dir():
            shutil.rmtree(self.out)
        super().commit()


def _is_part(path: Path) -> bool:
    return path.name.startswith("part-") and path.suffix == ".parquet"


class XlsxWriter(Writer):
    """A workbook with the sheets claims, articles and issues; text is text, never a formula or a link."""

    def __init__(self, out: Path, draft: Path) -> None:
        import xlsxwriter

        super().__init__(out, draft)
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(self.draft), options)
        self._book.set_properties({"created": datetime(2000, 1, 1)})  # the same claims, the same file
        self._next: dict[str, int] = {}
        for name, columns in (("claims", CLAIM_COLUMNS), ("articles", ARTICLE_COLUMNS), ("issues", ISSUE_COLUMNS)):
            self._book.add_worksheet(name).freeze_panes(1, 0)
            self._next[name] = 0
            self._row(name, tuple(columns))

    def write(self, line: bytes) -> None:
        """Write rows to all sheets."""
        record: Record = decode(line)
        self._row("articles", article_row(record))
        for row in claim_rows(record):
            self._row("claims", row)
        for row in issue_rows(record):
            self._row("issues", row)

    def _row(self, name: str, cells: Row) -> None:
        number = self._next[name]
        if number > _SHEET_ROWS:
            raise UsageError(f"{self.out}: a sheet holds no more than {_SHEET_ROWS} rows; write csv or parquet")
        sheet = self._book.get_worksheet_by_name(name)
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(number, column, value if len(value) <= _CELL else value[: _CELL - 1] + "…")
            elif isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
        self._next[name] = number + 1

    def finish(self) -> None:
        """Close the file."""
        if not self._book.fileclosed:
            self._book.close()


FORMATS = ("jsonl", "csv", "parquet", "xlsx")
"""The names of the formats, which are also the endings of their files."""


def format_of(out: str | os.PathLike[str] | None) -> str:
    """Return the format that the ending of a file names; JSON Lines for every other one.

    Example:
        >>> format_of("claims.CSV"), format_of(None)
        ('csv', 'jsonl')
    """
    ending = Path(out).suffix.lower().removeprefix(".") if out is not None else ""
    return ending if ending in FORMATS else "jsonl"


def writer_for(kind: str, out: Path, draft: Path, folder: bool) -> Writer:
    """Begin an output.

    Args:
        kind: one of `FORMATS`.
        out: where it goes.
        draft: where it grows.
        folder: whether it is to be a dataset in a folder.

    Raises:
        UsageError: only Parquet goes to a folder.
    """
    if folder:
        if kind != "parquet":
            raise UsageError(f"{out}: a folder takes a Parquet dataset (--format parquet); name a file for {kind}")
        return DatasetWriter(out, draft)
    if kind == "jsonl":
        return JsonlWriter(out, draft)
    if kind == "xlsx":
        return XlsxWriter(out, draft)
    return TableWriter(out, draft, CsvSheet if kind == "csv" else ParquetSheet)
