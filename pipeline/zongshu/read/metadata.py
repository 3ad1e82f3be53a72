"""The user's table of what is known about articles: place, date, outlet, title, and whether they are invented."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zongshu.errors import DataError, ReadError, UsageError
from zongshu.read.dates import date_of
from zongshu.read.encodings import decode
from zongshu.read.sources import SIDECAR, Source

__all__ = ["attach", "load_table"]

_KEYS = ("file", "source", "id")
_YES = frozenset(("true", "1", "yes", "y", "是"))
_NO = frozenset(("false", "0", "no", "n", "否", ""))


@dataclass(slots=True, frozen=True)
class Row:
    """One row of the table: its number as a spreadsheet shows it, the file it is for, and its filled cells."""

    number: int
    key: str
    cells: dict[str, str]


def attach(sources: Iterable[Source], table: str | os.PathLike[str] | None = None) -> list[str]:
    """Fill `meta` of every source from the tables that speak of it.

    A table `META.csv` in an article's own folder speaks for it; what `table` says goes before that. Rows are joined by
    file name, with as many folders before it as the table writes, with or without the ending.

    Args:
        sources: from `find`; changed in place.
        table: a table for all of them.

    Returns:
        A sentence for each thing the user should know: rows of `table` that fit no source.

    Raises:
        UsageError: there is no such table.
        DataError: a table holds a mistake; the message names file and row.
    """
    sources = list(sources)
    by_folder: dict[str, list[Source]] = {}
    for source in sources:
        if source.path is not None:
            by_folder.setdefault(os.path.dirname(source.path), []).append(source)
    for folder, inside in by_folder.items():
        side = os.path.join(folder, SIDECAR)
        if os.path.isfile(side):
            _join(side, load_table(side), inside)
    if table is None:
        return []
    if not os.path.isfile(table):
        raise UsageError(f"{os.fspath(table)}: no such file")
    alone = _join(os.fspath(table), load_table(table), sources)
    if not alone:
        return []
    some = ", ".join(f"row {row.number} ({row.key})" for row in alone[:5]) + (" …" if len(alone) > 5 else "")
    return [f"{os.fspath(table)}: {len(alone)} rows fit no article: {some}"]


def load_table(path: str | os.PathLike[str]) -> list[Row]:
    """Read a metadata table.

    Args:
        path: a CSV file with a column `file`, `source` or `id`, and any others; commas, semicolons or tabs.

    Raises:
        DataError: a mistake in it; the message names file and row.
    """
    name = os.fspath(path)
    try:
        text, _ = decode(Path(path).read_bytes(), name)
    except (OSError, ReadError) as error:
        raise DataError(str(error)) from error
    head = text.lstrip("\r\n").splitlines()[:1] or [""]
    separator = max(",;\t", key=head[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise DataError(f"{name}: no valid CSV ({error})") from error
    columns = [column.strip() for column in rows[0]] if rows else []
    key = next((column for column in _KEYS if column in columns), None)
    if key is None:
        raise DataError(f"{name}, row 1: no column file, source or id, which says what a row is for")
    twice = [column for column in columns if column and columns.count(column) > 1]
    if twice:
        raise DataError(f"{name}, row 1: column {twice[0]!r} stands there twice")
    return [
        _row(f"{name}, row {number}", number, columns, key, row)
        for number, row in enumerate(rows[1:], 2)
        if any(map(str.strip, row))
    ]


def _row(where: str, number: int, columns: list[str], key: str, row: list[str]) -> Row:
    if any(cell.strip() for cell in row[len(columns) :]):
        raise DataError(f"{where}: more cells than the {len(columns)} columns of the head")
    cells = {column: cell.strip() for column, cell in zip(columns, row, strict=False) if column and cell.strip()}
    name = cells.pop(key, "")
    if not name:
        raise DataError(f"{where}: no {key}")
    if "published" in cells:
        cells["published"] = _date(cells["published"], where)
    if "fictional" in cells:
        word = cells["fictional"].lower()
        if word not in _YES | _NO:
            raise DataError(f"{where}: fictional is {cells['fictional']!r}; write true or false")
        cells["fictional"] = "true" if word in _YES else "false"
    return Row(number, name, cells)


def _date(text: str, where: str) -> str:
    date = date_of(text)
    if date is None:
        raise DataError(f"{where}: published is {text!r}, no date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return date


def _join(table: str, rows: list[Row], sources: list[Source]) -> list[Row]:
    """Give each row's cells to its source; return the rows that have none."""
    by_name: dict[str, list[tuple[list[str], Source]]] = {}
    for source in sources:
        parts = _parts(source.name)
        by_name.setdefault(parts[0], []).append((parts, source))
        stem, dot, _ = parts[0].rpartition(".")
        if dot and stem:
            by_name.setdefault(stem, []).append(([stem, *parts[1:]], source))
    alone = []
    taken: dict[str, Row] = {}
    for row in rows:
        key = _parts(row.key)
        fits = [(parts, source) for parts, source in by_name.get(key[0], []) if parts[: len(key)] == key]
        chosen = [source for parts, source in fits if parts == key] or [source for _, source in fits]
        if not chosen:
            alone.append(row)
            continue
        if len(chosen) > 1:
            names = ", ".join(source.name for source in chosen[:3])
            raise DataError(
                f"{table}, row {row.number}: {row.key} fits {len(chosen)} articles ({names}); write more of the path"
            )
        name = chosen[0].name
        if name in taken:
            raise DataError(f"{table}, row {row.number}: {name} again, which row {taken[name].number} is for already")
        taken[name] = row
        chosen[0].meta = {**chosen[0].meta, **row.cells}
    return alone


def _parts(path: str) -> list[str]:
    """Split a path from its file name up; a Mac writes accents apart, a table does not."""
    text = unicodedata.normalize("NFC", path).replace("\\", "/")
    return [part for part in text.split("/") if part not in ("", ".")][::-1] or [""]
