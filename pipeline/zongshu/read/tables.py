"""Tables of articles: one row is one article, one column its text; the other columns are what is known of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from zongshu.errors import ReadError
from zongshu.read.archive import open_archive
from zongshu.read.dates import date_of
from zongshu.read.encodings import decode
from zongshu.read.options import Reading, ReadOptions
from zongshu.types import Issue

__all__ = ["read_csv", "read_jsonl", "read_parquet", "read_tsv", "read_xlsx"]

_TEXT = ("text", "content", "body", "fulltext", "full_text", "正文", "内容", "全文", "文本", "文章", "文章内容")
_NAMES = {
    "标题": "title", "题名": "title", "篇名": "title", "headline": "title",
    "日期": "published", "发布日期": "published", "发布时间": "published", "出版日期": "published", "date": "published",
    "来源": "outlet", "媒体": "outlet", "报纸": "outlet", "刊名": "outlet",
    "地区": "place", "地点": "place", "地方": "place",
}  # fmt: skip
_YES = frozenset(("true", "1", "yes", "y", "是"))
_CELL = 2**31 - 1

Rows = Iterable[tuple[int, Sequence[Any]]]


def read_csv(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table with commas, semicolons or tabs."""
    text, encoding = decode(data, name, options.encoding)
    head = text.lstrip("\r\n").split("\n", 1)[0]
    return _separated(name, text, encoding, max(",;\t", key=head.count), options)


def read_tsv(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table with tabs."""
    text, encoding = decode(data, name, options.encoding)
    return _separated(name, text, encoding, "\t", options)


def read_jsonl(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each line of JSON Lines; a value that is no text is written as JSON."""
    text, encoding = decode(data, name, options.encoding)
    columns: dict[str, None] = {}
    objects: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"{name}, line {number}: no JSON ({error})", "read.broken") from error
        if not isinstance(found, dict):
            raise ReadError(f"{name}, line {number}: no object with the columns of an article", "read.broken")
        columns.update(dict.fromkeys(found))
        objects.append((number, found))
    rows = ((number, [found.get(column) for column in columns]) for number, found in objects)
    return _readings(name, list(columns), list(rows), options, encoding)


def read_xlsx(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of the first sheet of a workbook that has a text column."""
    import openpyxl

    open_archive(name, data, options)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        tried = ""
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may say that it is a million rows high and has three
            rows = [
                (number, row) for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if any(_filled(row))
            ]
            head = [_cell(value).strip() for value in rows[0][1]] if rows else []
            try:
                _column(name, head, options)
            except ReadError as error:
                tried = tried or str(error)
                continue
            yield from _readings(name, head, rows[1:], options, "")
            return
    finally:
        book.close()
    raise ReadError(tried or f"{name}: a workbook without a sheet", "read.column")


def read_parquet(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a Parquet table, counted from 1."""
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
        table = file.read()
    except (pyarrow.ArrowException, OSError) as error:
        raise ReadError(f"{name}: no Parquet file, or a damaged one", "read.broken") from error
    columns = list(map(str, table.column_names))
    rows = enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 1)
    yield from _readings(name, columns, list(rows), options, "")


def _separated(name: str, text: str, encoding: str, separator: str, options: ReadOptions) -> Iterator[Reading]:
    before = csv.field_size_limit(_CELL)  # 131,072 by default: too short for a report
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = [(number, row) for number, row in enumerate(lines, 1) if any(_filled(row))]
    except csv.Error as error:
        raise ReadError(f"{name}: no valid table ({error})", "read.broken") from error
    finally:
        csv.field_size_limit(before)
    head = [column.strip() for column in rows[0][1]] if rows else []
    for number, row in rows[1:]:
        if any(_filled(row[len(head) :])):
            message = f"{name}, row {number}: more cells than the {len(head)} columns of the head"
            raise ReadError(f"{message}; is the separator another, or a quotation mark missing?", "read.broken")
    return _readings(name, head, rows[1:], options, encoding)


def _readings(name: str, head: list[str], rows: Rows, options: ReadOptions, encoding: str) -> Iterator[Reading]:
    text = _column(name, head, options)
    key = _find(name, head, options.id_column, "--id-column") if options.id_column else None
    keys = _keys(name, key, rows)
    return (_reading(head, row, text, key, one, encoding) for one, (_, row) in zip(keys, rows, strict=True))


def _keys(name: str, key: int | None, rows: Rows) -> list[str]:
    """Give what each row is called by, which has to tell it from all others."""
    if key is None:
        return [str(number) for number, _ in rows]
    taken: dict[str, int] = {}
    for number, row in rows:
        one = _cell(row[key]).strip() if key < len(row) else ""
        if not one:
            raise ReadError(f"{name}, row {number}: no id", "read.column")
        if one in taken:
            raise ReadError(f"{name}, row {number}: id {one} again, which row {taken[one]} has already", "read.column")
        taken[one] = number
    return list(taken)


def _reading(head: list[str], row: Sequence[Any], text: int, key: int | None, one: str, encoding: str) -> Reading:
    meta: dict[str, str] = {}
    for at, (column, value) in enumerate(zip(head, row, strict=False)):
        cell = _cell(value).strip()
        if at not in (text, key) and column and cell:
            meta.setdefault(_NAMES.get(column.lower(), column), cell)
    issues = []
    if (told := meta.pop("published", "")) and (date := date_of(told)):
        meta["published"] = date
    elif told:
        issues.append(Issue("read.date", f"published is {told!r}, no date; write YYYY-MM-DD, YYYY-MM or YYYY"))
    if "fictional" in meta:
        meta["fictional"] = "true" if meta["fictional"].lower() in _YES else "false"
    return Reading(_cell(row[text]) if text < len(row) else "", encoding, key=one, meta=meta, issues=issues)


def _column(name: str, head: list[str], options: ReadOptions) -> int:
    if options.text_column:
        return _find(name, head, options.text_column, "--text-column")
    known = [at for at, column in enumerate(head) if column.lower() in _TEXT]
    if len(known) == 1 and not {"article_id", "quantity_value"} <= set(head):  # claims that were written as a table
        return known[0]
    raise ReadError(f"{name}: say which column holds the articles: --text-column {_choice(head)}", "read.column")


def _find(name: str, head: list[str], column: str, option: str) -> int:
    if column not in head:
        raise ReadError(f"{name}: no column {column!r}; {option} {_choice(head)}", "read.column")
    return head.index(column)


def _choice(head: list[str]) -> str:
    return "(" + " | ".join(column[:40] for column in head[:20] if column) + ")"


def _filled(row: Iterable[Any]) -> Iterator[bool]:
    return (value is not None and str(value).strip() != "" for value in row)


def _cell(value: Any) -> str:
    """Write a cell as text: nothing for an empty one, a whole number without a point, a date as one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, list | dict | bool):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
