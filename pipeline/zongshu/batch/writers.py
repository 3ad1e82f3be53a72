"""Records to files: JSON Lines, CSV, Parquet or a workbook, put in place in one step when they are complete."""

from __future__ import annotations

import csv
import io
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

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
    printed,
)

__all__ = [
    "FORMATS",
    "CsvWriter",
    "JsonlWriter",
    "ParquetWriter",
    "Writer",
    "XlsxWriter",
    "csv_head",
    "csv_lines",
    "format_of",
]

_GROUP = 20_000  # rows of a Parquet row group; fixed, so that the bytes do not depend on how the work was cut
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
        self.draft = draft or _hidden(out)

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
        """Leave no trace."""
        with suppress(OSError):
            self.finish()
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


class _Table(Writer):
    """A table of claims; the issues go to a second table beside it, where there are any."""

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        super().__init__(out, draft)
        self.issues_out = out.with_name(f"{out.stem}.issues{out.suffix}")
        self.issues: list[Row] = []

    def write(self, line: bytes) -> None:
        """Write a row a claim."""
        record = decode(line)
        self.issues.extend(issue_rows(record))
        self.rows(claim_rows(record))

    @abstractmethod
    def rows(self, rows: Iterable[Row]) -> None:
        """Write rows of claims."""

    @abstractmethod
    def write_issues(self, draft: Path) -> None:
        """Write the table of issues."""

    def commit(self) -> None:
        """Put both tables in place; an older table of issues does not outlive its claims."""
        draft = _hidden(self.issues_out)
        if self.issues:
            self.write_issues(draft)
        super().commit()
        if self.issues:
            os.replace(draft, self.issues_out)
        else:
            self.issues_out.unlink(missing_ok=True)


class CsvWriter(_Table):
    """CSV with a byte order mark, so that Excel reads it as UTF-8, and no cell that is a formula."""

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        super().__init__(out, draft)
        self._stream: IO[bytes] = self.draft.open("wb")
        self._stream.write(csv_head(CLAIM_COLUMNS))

    def rows(self, rows: Iterable[Row]) -> None:
        """Write rows of claims."""
        self._stream.write(csv_lines(rows))

    def write_issues(self, draft: Path) -> None:
        """Write the table of issues."""
        draft.write_bytes(csv_head(ISSUE_COLUMNS) + csv_lines(self.issues))

    def finish(self) -> None:
        """Close the file."""
        self._stream.close()


class ParquetWriter(_Table):
    """Parquet with typed columns, the same whether there are claims or not."""

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        import pyarrow.parquet

        super().__init__(out, draft)
        self._schema = _arrow_schema(CLAIM_COLUMNS)
        self._file = pyarrow.parquet.ParquetWriter(self.draft, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def rows(self, rows: Iterable[Row]) -> None:
        """Write rows of claims."""
        self._rows.extend(rows)
        while len(self._rows) >= _GROUP:
            self._file.write_table(_arrow(self._rows[:_GROUP], self._schema))
            del self._rows[:_GROUP]

    def write_issues(self, draft: Path) -> None:
        """Write the table of issues."""
        import pyarrow.parquet

        pyarrow.parquet.write_table(_arrow(self.issues, _arrow_schema(ISSUE_COLUMNS)), draft, compression="zstd")

    def finish(self) -> None:
        """Write what is left and close the file."""
        if self._rows:
            self._file.write_table(_arrow(self._rows, self._schema))
            self._rows = []
        self._file.close()


class XlsxWriter(Writer):
    """A workbook with the sheets claims, articles and issues; text is text, never a formula or a link."""

    def __init__(self, out: Path, draft: Path | None = None) -> None:
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


FORMATS: dict[str, type[Writer]] = {
    "jsonl": JsonlWriter,
    "csv": CsvWriter,
    "parquet": ParquetWriter,
    "xlsx": XlsxWriter,
}
"""Writers by the name of their format, which is also the ending of its files."""


def format_of(out: str | os.PathLike[str] | None) -> str:
    """Return the format that the ending of a file names; JSON Lines for every other one.

    Example:
        >>> format_of("claims.CSV"), format_of(None)
        ('csv', 'jsonl')
    """
    ending = Path(out).suffix.lower().removeprefix(".") if out is not None else ""
    return ending if ending in FORMATS else "jsonl"


def csv_head(columns: Iterable[str]) -> bytes:
    """Return the first line of a CSV file, after a byte order mark."""
    return "\ufeff".encode() + csv_lines([tuple(columns)])


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Return rows as lines of CSV."""
    memory = io.StringIO(newline="")
    csv.writer(memory, lineterminator="\r\n").writerows(map(printed, row) for row in rows)
    return memory.getvalue().encode("utf-8")


def _hidden(out: Path) -> Path:
    return out.with_name(f".{out.name}.{os.getpid()}.tmp")


def _arrow_schema(columns: Any) -> Any:
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "json": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])


def _arrow(rows: list[Row], schema: Any) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True)
    return pa.table([pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema)
