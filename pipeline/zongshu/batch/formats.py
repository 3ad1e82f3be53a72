"""The formats of an output: which one is meant, and who writes it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zongshu.errors import UsageError

if TYPE_CHECKING:
    from zongshu.batch.writers import Writer

__all__ = ["FORMATS", "format_of", "writer_for"]

FORMATS = ("jsonl", "csv", "parquet", "xlsx")
"""The names of the formats, which are also the endings of their files."""


def format_of(out: str | os.PathLike[str] | None) -> str:
    """Return the format that the ending of a file names; JSON Lines where there is no ending.

    Raises:
        UsageError: the ending names none.

    Example:
        >>> format_of("claims.CSV"), format_of(None)
        ('csv', 'jsonl')
    """
    ending = Path(out).suffix.lower().removeprefix(".") if out is not None else ""
    if ending and ending not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UsageError(f"{out}: .{ending} is none of {known}; name another file, or the format with --format")
    return ending or "jsonl"


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
    from zongshu.batch import writers

    if folder:
        if kind != "parquet":
            raise UsageError(f"{out}: a folder takes a Parquet dataset (--format parquet); name a file for {kind}")
        return writers.DatasetWriter(out, draft)
    if kind == "jsonl":
        return writers.JsonlWriter(out, draft)
    if kind == "xlsx":
        from zongshu.batch.workbook import XlsxWriter

        return XlsxWriter(out, draft)
    from zongshu.batch.sheets import CsvSheet, ParquetSheet

    return writers.TableWriter(out, draft, CsvSheet if kind == "csv" else ParquetSheet)
