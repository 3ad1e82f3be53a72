"""The user's table of what is known about articles: place, date, outlet, title, and whether they are invented."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zongshu.errors import DataError, ReadError, UsageError
from zongshu.read.dates import date_of
from zongshu.read.encodings import decode
from zongshu.read.sources import SIDECAR, Source

__all__ = ["Tables", "attach", "load_table"]

_KEYS = ("file", "source", "id")
_SHOWN = 3
_YES = frozenset(("true", "1", "yes", "y", "是"))
_NO = frozenset(("false", "0", "no", "n", "否", ""))


@dataclass(slots=True, frozen=True)
class Row:
    """One row of the table: its number as a spreadsheet shows it, the file it is for, and its filled cells."""

    number: int
    key: str
    cells: dict[str, str]


def attach(sources: Iterable[Source], table: str | os.PathLike[str] | None = None) -> list[str]:
    """Fill `meta` of every source from the tables that speak of it; see `Tables`.

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
    tables = Tables(table)
    for source in sources:
        tables.meet(source)
    notes = tables.settle()
    for source in sources:
        source.meta = {**source.meta, **tables.of(source)}
    return notes


class Tables:
    """What the metadata tables tell of sources, which are shown to it one by one and not kept.

    A table `META.csv` in an article's own folder speaks for it; what `table` says goes before that. Rows are joined by
    file name, with as many folders before it as the table writes, with or without the ending. All sources are met
    first, as a row must fit no more than one of them.

    Args:
        table: a table for all of them.

    Raises:
        UsageError: there is no such table.
        DataError: it holds a mistake; the message names file and row.
    """

    def __init__(self, table: str | os.PathLike[str] | None = None) -> None:
        if table is not None and not os.path.isfile(table):
            raise UsageError(f"{os.fspath(table)}: no such file")
        self._given = _Join(os.fspath(table)) if table is not None else None
        self._sides: dict[str, _Join | None] = {}

    def meet(self, source: Source) -> None:
        """Look for the rows that fit a source.

        Raises:
            DataError: the table of its folder holds a mistake.
        """
        for join in self._joins(source):
            join.meet(source.name)

    def settle(self) -> list[str]:
        """Decide which row is for which of the sources that were met.

        Returns:
            A sentence for each thing the user should know: rows of `table` that fit no source.

        Raises:
            DataError: a row fits several of them, or two rows fit one.
        """
        for side in self._sides.values():
            if side is not None:
                side.settle()
        alone = self._given.settle() if self._given is not None else []
        if self._given is None or not alone:
            return []
        some = ", ".join(f"row {row.number} ({row.key})" for row in alone[:5]) + (" …" if len(alone) > 5 else "")
        return [f"{self._given.table}: {len(alone)} rows fit no article: {some}"]

    def of(self, source: Source) -> dict[str, str]:
        """Return what the rows for a source say, once they are settled."""
        told: dict[str, str] = {}
        for join in self._joins(source):
            told.update(join.cells.get(source.name, {}))
        return told

    def strays(self, sidecars: Iterable[str]) -> list[str]:
        """Name the tables `META.csv` that speak for nothing, since no article lies beside them; a sentence for each."""
        return [
            f"{path}: no article lies beside it; it speaks for those of its own folder, --meta for those of any"
            for path in sidecars
            if os.path.dirname(path) not in self._sides
        ]

    def _joins(self, source: Source) -> Iterator[_Join]:
        if source.path is not None:
            folder = os.path.dirname(source.path)
            if folder not in self._sides:
                side = os.path.join(folder, SIDECAR)
                self._sides[folder] = _Join(side) if os.path.isfile(side) else None
            if (join := self._sides[folder]) is not None:
                yield join
        if self._given is not None:
            yield self._given


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


@dataclass(slots=True)
class _Fit:
    """A row, and the sources that it fits, whole or by their end: how many, and the first of them."""

    row: Row
    whole: tuple[int, tuple[str, ...]] = (0, ())
    ends: tuple[int, tuple[str, ...]] = (0, ())


class _Join:
    """A table on its way to the sources that its rows are for."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.cells: dict[str, dict[str, str]] = {}
        self._fits = [_Fit(row) for row in load_table(table)]
        self._by_path: dict[tuple[str, ...], list[_Fit]] = {}
        for fit in self._fits:
            self._by_path.setdefault(_parts(fit.row.key), []).append(fit)

    def meet(self, name: str) -> None:
        """Note the rows that fit a source."""
        parts = _parts(name)
        stem, dot, _ = parts[0].rpartition(".")
        for path in (parts, (stem, *parts[1:])) if dot and stem else (parts,):
            for length in range(1, len(path) + 1):
                for fit in self._by_path.get(path[:length], ()):
                    fit.ends = _one_more(fit.ends, name)
                    if length == len(path):
                        fit.whole = _one_more(fit.whole, name)

    def settle(self) -> list[Row]:
        """Give each row's cells to its source; return the rows that have none."""
        alone = []
        taken: dict[str, int] = {}
        for fit in self._fits:
            row, (count, names) = fit.row, fit.whole if fit.whole[0] else fit.ends
            where = f"{self.table}, row {row.number}"
            if not count:
                alone.append(row)
                continue
            if count > 1:
                raise DataError(
                    f"{where}: {row.key} fits {count} articles ({', '.join(names)}); write more of the path"
                )
            if names[0] in taken:
                raise DataError(f"{where}: {names[0]} again, which row {taken[names[0]]} is for already")
            taken[names[0]] = row.number
            self.cells[names[0]] = row.cells
        return alone


def _one_more(fits: tuple[int, tuple[str, ...]], name: str) -> tuple[int, tuple[str, ...]]:
    count, names = fits
    return count + 1, (*names, name) if count < _SHOWN else names


def _parts(path: str) -> tuple[str, ...]:
    """Split a path from its file name up; a Mac writes accents apart, a table does not."""
    text = unicodedata.normalize("NFC", path).replace("\\", "/")
    return tuple(part for part in text.split("/") if part not in ("", "."))[::-1] or ("",)
