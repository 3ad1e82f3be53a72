"""Rows to files of one table: CSV and Parquet, written as they come."""

from __future__ import annotations

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zongshu.tables import Row, printed

__all__ = ["CsvSheet", "ParquetSheet", "Sheet", "csv_head", "csv_lines"]

_GROUP = 20_000  # rows of a Parquet row group; fixed, so that the bytes do not depend on how the work was cut
_KINDS = {"text": "string", "json": "string", "integer": "int64", "number": "float64", "flag": "bool_"}


class Sheet(ABC):
    """A table on its way to a file.

    Args:
        path: the file.
        columns: names and kinds of the columns.

    Attributes:
        count: how many rows there are so far.
    """

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self.path = path
        self.count = 0

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        taken = list(rows)
        self.count += len(taken)
        self.add(taken)

    @abstractmethod
    def add(self, rows: list[Row]) -> None:
        """Write rows that are counted already."""

    @abstractmethod
    def close(self) -> None:
        """Complete the file."""


class CsvSheet(Sheet):
    """CSV with a byte order mark, so that Excel reads it as UTF-8, and no cell that is a formula."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        super().__init__(path, columns)
        self._stream = path.open("wb")
        self._stream.write(csv_head(columns))

    def add(self, rows: list[Row]) -> None:
        """Write rows that are counted already."""
        self._stream.write(csv_lines(rows))

    def close(self) -> None:
        """Complete the file."""
        self._stream.close()


class ParquetSheet(Sheet):
    """Parquet with typed columns, the same whether there are rows or not."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        import pyarrow as pa
        import pyarrow.parquet

        super().__init__(path, columns)
        self._schema = pa.schema([(name, getattr(pa, _KINDS[kind])()) for name, kind in columns.items()])
        self._file = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: list[Row]) -> None:
        """Write rows that are counted already."""
        self._rows.extend(rows)
        while len(self._rows) >= _GROUP:
            self._group(self._rows[:_GROUP])
            del self._rows[:_GROUP]

    def close(self) -> None:
        """Write what is left and complete the file."""
        if self._rows:
            self._group(self._rows)
            self._rows = []
        self._file.close()

    def _group(self, rows: list[Row]) -> None:
        import pyarrow as pa

        columns = zip(*rows, strict=True)
        cells: list[Any] = [pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._file.write_table(pa.table(cells, schema=self._schema))


def csv_head(columns: Iterable[str]) -> bytes:
    """Return the first line of a CSV file, after a byte order mark."""
    return "\ufeff".encode() + csv_lines([tuple(columns)])


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Return rows as lines of CSV."""
    memory = io.StringIO(newline="")
    csv.writer(memory, lineterminator="\r\n").writerows(map(printed, row) for row in rows)
    return memory.getvalue().encode("utf-8")
