"""Tables that libraries read: sheets of a workbook, and Parquet; a few rows are held at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO

from zongshu.errors import ReadError
from zongshu.read.archive import open_archive
from zongshu.read.options import Reading, ReadOptions
from zongshu.read.tables import Rows, cell_text, filled, fits, readings

__all__ = ["heads_parquet", "heads_xlsx", "read_parquet", "read_xlsx"]

_BATCH = 64  # rows of a Parquet table at a time
_BUFFER = 1 << 20  # bytes of each of its columns at a time


def heads_xlsx(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[list[str]]:
    """Give the names of the columns of each sheet."""
    with _workbook(name, stream, options) as book:
        for sheet in book.worksheets:
            yield _head(sheet)


def read_xlsx(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of the first sheet of a workbook that has a text column.

    Texts that a workbook keeps in one list for all its cells, as Excel does, are held together by openpyxl.
    """
    with _workbook(name, stream, options) as book:
        heads = {sheet: _head(sheet) for sheet in book.worksheets}
        # where none fits, the first is the one that is told to lack a column
        chosen = next((sheet for sheet, head in heads.items() if fits(head, options)), next(iter(heads), None))
        if chosen is None:
            raise ReadError(f"{name}: a workbook without a sheet", "read.column")
        yield from readings(name, heads[chosen], partial(_below, chosen), options)


@contextmanager
def _workbook(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Any]:
    import openpyxl

    open_archive(name, stream, options)
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may say that it is a million rows high and has three
        yield book
    finally:
        book.close()


def _filled_rows(sheet: Any) -> Rows:
    return ((number, row) for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if any(filled(row)))


def _head(sheet: Any) -> list[str]:
    for _, row in _filled_rows(sheet):
        return [cell_text(value).strip() for value in row]
    return []


def _below(sheet: Any) -> Rows:
    rows = _filled_rows(sheet)
    next(rows, None)
    return rows


def heads_parquet(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[list[str]]:
    """Give the names of the columns."""
    with _parquet(name, stream) as file:
        yield [str(column) for column in file.schema_arrow.names]


def read_parquet(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a Parquet table, counted from 1."""
    with _parquet(name, stream) as file:
        head = [str(column) for column in file.schema_arrow.names]

        def give() -> Rows:
            number = 0
            for batch in file.iter_batches(_BATCH):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, row

        yield from readings(name, head, give, options)


@contextmanager
def _parquet(name: str, stream: BinaryIO) -> Iterator[Any]:
    import pyarrow
    import pyarrow.parquet

    try:
        yield pyarrow.parquet.ParquetFile(stream, buffer_size=_BUFFER)
    except (pyarrow.ArrowException, OSError) as error:
        raise ReadError(f"{name}: no Parquet file, or a damaged one", "read.broken") from error
