"""Tables of rows from disk, CSV, workbooks and JSON, and their rows as the claims that they make."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.files import guard_input
from zongshu.verify._columns import STATUSES, find_columns

__all__ = ["Asked", "read_asked", "read_rows"]

Row = dict[str, str]
_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".xlsx")


@dataclass(slots=True)
class Asked:
    """One row of a table: a claim that somebody made elsewhere; fields that the table lacks are empty.

    Attributes:
        number: the row in the file, as extract counts rows: the head is row 1; in JSON, which has no head, from 1.
        row: all cells as they are.
    """

    number: int
    row: Row = field(repr=False)
    article: str = ""
    place: str = ""
    indicator: str = ""
    item: str = ""
    value: str = ""
    unit: str = ""
    quote: str = ""
    period: str = ""
    status: str = "achieved"


def read_rows(path: Path) -> list[Row]:
    """Read a table: CSV or TSV in any encoding, the first sheet of a workbook, a JSON list of objects, JSON Lines.

    Args:
        path: the file, known by its ending.

    Returns:
        The rows, heading to cell, empty cells as empty text; rows without any cell are left out.

    Raises:
        UsageError: no such file, or an ending that is none of these.
        DataError: the file is damaged; the message says where.
    """
    return [row for _, row in _numbered(path)]


def _numbered(path: Path) -> list[tuple[int, Row]]:
    """Read the rows of a table with their numbers in the file."""
    ending = guard_input(path, "a table of claims is wanted").suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError(f"{path}: a table in one of {', '.join(_ENDINGS)} is needed")
    data = path.read_bytes()
    if ending == ".xlsx":
        rows = _workbook(path, data)
    elif ending in (".json", ".jsonl"):
        rows = _objects(path, data, ending)
    else:
        rows = _separated(path, data, ending)
    return [(number, row) for number, row in rows if any(row.values())]


def read_asked(path: Path, columns: Mapping[str, str] | None = None) -> list[Asked]:
    """Read the claims that a table makes.

    Args:
        path: as for `read_rows`.
        columns: field to heading, where the headings do not tell by themselves.

    Raises:
        UsageError: see `read_rows`, or columns that are needed and not there.
        DataError: the file is damaged, or a status is unknown.
    """
    rows = _numbered(path)
    if not rows:
        raise UsageError(f"{path}: a table without rows")
    heads = list(dict.fromkeys(heading for _, row in rows for heading in row))
    found = find_columns(heads, columns or {}, str(path))
    asked = []
    for number, row in rows:
        cells = {name: row.get(heading, "") for name, heading in found.items()}
        ends = [cells.pop(end, "") for end in ("period_from", "period_to")]
        if any(ends):
            cells["period"] = "/".join(ends)
        cells["status"] = _status(cells.get("status", ""), f"{path}, row {number}")
        asked.append(Asked(number, row, **cells))
    return asked


def _status(word: str, where: str) -> str:
    plain = word.strip().lower()
    for status, words in STATUSES.items():
        if plain in words.split():
            return status
    if plain:
        known = "; ".join(f"{status} ({words.split()[-1]})" for status, words in STATUSES.items())
        raise DataError(f"{where}: status {word!r} is none of {known}")
    return "achieved"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).strip()


def _separated(path: Path, data: bytes, ending: str) -> list[tuple[int, Row]]:
    from zongshu.read.encodings import decode

    text, _ = decode(data, str(path))
    text = text.removeprefix("\ufeff")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    mark = "\t" if ending == ".tsv" else max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise DataError(f"{path}: no valid table ({error})") from error
    return _rows(lines)


def _workbook(path: Path, data: bytes) -> list[tuple[int, Row]]:
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise DataError(f"{path}: no workbook, or a damaged one ({error})") from error
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        lines = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
    finally:
        book.close()
    return _rows(lines)


def _shown(cell: Any) -> str:
    """Write a cell down as the sheet shows it: 0.738 in the format 0.0% is 73.8%."""
    value, form = cell.value, str(getattr(cell, "number_format", "") or "")
    if isinstance(value, int | float) and not isinstance(value, bool) and form.endswith("%"):
        return f"{value * 100:.10g}%"
    return _cell(value)


def _rows(lines: list[list[str]]) -> list[tuple[int, Row]]:
    filled = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    if not filled:
        return []
    head = [heading.strip() for heading in filled[0][1]]
    return [
        (number, {name: line[at].strip() if at < len(line) else "" for at, name in enumerate(head) if name})
        for number, line in filled[1:]
    ]


def _objects(path: Path, data: bytes, ending: str) -> list[tuple[int, Row]]:
    try:
        text = data.decode("utf-8-sig")
        lines = text.split("\n") if ending == ".jsonl" else []
        numbers = [number for number, line in enumerate(lines, 1) if line.strip()]
        found = [json.loads(lines[number - 1]) for number in numbers] if ending == ".jsonl" else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: no JSON ({error})") from error
    if isinstance(found, dict):
        # {"claims": [...]} and the like: what language models tend to give
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else found
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise DataError(f"{path}: a list of objects is needed, one a claim")
    rows = [{str(key): _cell(value) for key, value in one.items()} for one in found]
    return list(zip(numbers or range(1, len(rows) + 1), rows, strict=True))
