"""Tables of articles: one row is one article, one column its text; the other columns are what is known of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from zongshu.errors import ReadError
from zongshu.read.archive import open_archive
from zongshu.read.dates import date_of
from zongshu.read.encodings import decode
from zongshu.read.options import Reading, ReadOptions
from zongshu.types import Issue

__all__ = ["read_csv", "read_jsonl", "read_lines", "read_parquet", "read_tsv", "read_xlsx"]

_TEXT = ("text", "content", "body", "fulltext", "full_text", "正文", "内容", "全文", "文本", "文章", "文章内容")
_NAMES = {
    "标题": "title", "题名": "title", "篇名": "title", "headline": "title",
    "日期": "published", "发布日期": "published", "发布时间": "published", "出版日期": "published", "date": "published",
    "来源": "outlet", "媒体": "outlet", "报纸": "outlet", "刊名": "outlet",
    "地区": "place", "地点": "place", "地方": "place",
}  # fmt: skip
_YES = frozenset(("true", "1", "yes", "y", "是"))
_CELL = 2**31 - 1
_SAMPLE = 8_000_000  # bytes that tell the encoding of a table
_TOO_LONG = "far longer than an article may be; allow more with --max-size"

Rows = Iterator[tuple[int, Sequence[Any]]]


def read_csv(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table with commas, semicolons or tabs."""
    return read_lines(".csv", name, io.BytesIO(data), options)


def read_tsv(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table with tabs."""
    return read_lines(".tsv", name, io.BytesIO(data), options)


def read_jsonl(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each line of JSON Lines; a value that is no text is written as JSON."""
    return read_lines(".jsonl", name, io.BytesIO(data), options)


def read_lines(ending: str, name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table of text, which may be of any size.

    The table is gone through twice: to see that all of it is sound, and to give its rows. No more than a row is held,
    and the ids where a column has them.

    Args:
        ending: .csv, .tsv or .jsonl.
        name: for messages.
        stream: the file, which stays open until the last row.
        options: encoding, columns and bounds.

    Raises:
        ReadError: the table is none, or lacks a column.
    """
    text, encoding = _beginning(name, stream, options)
    if ending == ".jsonl":
        columns: dict[str, None] = {}
        for _, found in _objects(name, stream, encoding, options):
            columns.update(dict.fromkeys(found))
        head = list(columns)

        def give() -> Rows:
            return (
                (number, [found.get(column) for column in head])
                for number, found in _objects(name, stream, encoding, options)
            )
    else:
        line = text.lstrip("\r\n").split("\n", 1)[0]
        separator = "\t" if ending == ".tsv" else max(",;\t", key=line.count)
        head = []
        for _, row in _separated(name, stream, encoding, separator, options):
            head = [column.strip() for column in row]
            break

        def give() -> Rows:
            for number, row in islice(_separated(name, stream, encoding, separator, options), 1, None):
                if any(_filled(row[len(head) :])):
                    message = f"{name}, row {number}: more cells than the {len(head)} columns of the head"
                    raise ReadError(f"{message}; is the separator another, or a quotation mark missing?", "read.broken")
                yield number, row

    return _readings(name, head, give, options, encoding)


def _beginning(name: str, stream: BinaryIO, options: ReadOptions) -> tuple[str, str]:
    """Decode a table, or the beginning of a large one, which is cut where no character is."""
    stream.seek(0)
    data = stream.read(_SAMPLE)
    if len(data) < _SAMPLE:
        return decode(data, name, options.encoding)
    even = len(data) & ~3
    ends = [end for end in (data.rfind(b"\n") + 1, even, even - 2) if end > 0]
    for end in ends[:-1]:
        try:
            return decode(data[:end], name, options.encoding)
        except ReadError:
            continue
    return decode(data[: ends[-1]], name, options.encoding)


@contextmanager
def _opened(name: str, stream: BinaryIO, encoding: str, newline: str) -> Iterator[io.TextIOWrapper]:
    stream.seek(0)
    lines = io.TextIOWrapper(stream, encoding, newline=newline)
    try:
        yield lines
    except UnicodeError as error:
        message = f"{name}: begins as {encoding} but is broken further on ({error})"
        raise ReadError(f"{message}; mend it or name its encoding with --encoding", "read.encoding") from error
    finally:
        if not stream.closed:
            lines.detach()


def _objects(name: str, stream: BinaryIO, encoding: str, options: ReadOptions) -> Iterator[tuple[int, dict[str, Any]]]:
    bound = _bound(options)
    with _opened(name, stream, encoding, "\n") as lines:
        number = 0
        while line := lines.readline(bound + 1):
            number += 1
            if len(line) > bound:
                raise ReadError(f"{name}, line {number}: {_TOO_LONG}", "read.size")
            line = line.removeprefix("\ufeff") if number == 1 else line
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ReadError(f"{name}, line {number}: no JSON ({error})", "read.broken") from error
            if not isinstance(found, dict):
                raise ReadError(f"{name}, line {number}: no object with the columns of an article", "read.broken")
            yield number, found


def _separated(name: str, stream: BinaryIO, encoding: str, separator: str, options: ReadOptions) -> Rows:
    before = csv.field_size_limit(min(_bound(options), _CELL))  # 131,072 by default: too short for a report
    try:
        with _opened(name, stream, encoding, "") as lines:
            for number, row in enumerate(csv.reader(_unmarked(lines), delimiter=separator, strict=True), 1):
                if any(_filled(row)):
                    yield number, row
    except csv.Error as error:
        raise ReadError(f"{name}: no valid table ({error})", "read.broken") from error
    finally:
        csv.field_size_limit(before)


def _unmarked(lines: Iterable[str]) -> Iterator[str]:
    """Give lines without a byte order mark."""
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix("\ufeff")


def _bound(options: ReadOptions) -> int:
    """Return how long a cell or line may be before it is held to be a mistake, such as a missing quotation mark."""
    return max(4 * options.max_bytes, 1_000_000)


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
            yield from _readings(name, head, partial(iter, rows[1:]), options, "")
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
    rows = list(enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 1))
    yield from _readings(name, columns, partial(iter, rows), options, "")


def _readings(
    name: str, head: list[str], give: Callable[[], Rows], options: ReadOptions, encoding: str
) -> Iterator[Reading]:
    text = _column(name, head, options)
    key = _find(name, head, options.id_column, "--id-column") if options.id_column else None
    _check(name, key, give())
    return (
        _reading(head, row, text, key, str(number) if key is None else _cell(row[key]).strip(), encoding)
        for number, row in give()
    )


def _check(name: str, key: int | None, rows: Rows) -> None:
    """Go through all rows, each of which needs an id that tells it from all others, where a column has them."""
    taken: dict[str, int] = {}
    for number, row in rows:
        if key is None:
            continue
        one = _cell(row[key]).strip() if key < len(row) else ""
        if not one:
            raise ReadError(f"{name}, row {number}: no id", "read.column")
        if one in taken:
            raise ReadError(f"{name}, row {number}: id {one} again, which row {taken[one]} has already", "read.column")
        taken[one] = number


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
