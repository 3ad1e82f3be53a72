"""Tables of articles: one row is one article, one column its text; the other columns are what is known of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from zongshu.errors import ReadError
from zongshu.read.dates import date_of
from zongshu.read.options import Reading, ReadOptions
from zongshu.types import Issue

__all__ = ["Rows", "cell_text", "choose", "filled", "fits", "readings"]

_TEXT = ("text", "content", "body", "fulltext", "full_text", "正文", "内容", "全文", "文本", "文章", "文章内容")
_NAMES = {
    "标题": "title", "题名": "title", "篇名": "title", "headline": "title",
    "日期": "published", "发布日期": "published", "发布时间": "published", "出版日期": "published", "date": "published",
    "来源": "outlet", "媒体": "outlet", "报纸": "outlet", "刊名": "outlet",
    "地区": "place", "地点": "place", "地方": "place",
}  # fmt: skip
_YES = frozenset(("true", "1", "yes", "y", "是"))

Rows = Iterator[tuple[int, Sequence[Any]]]
"""The rows of a table below its head, each with its number as the table counts."""


def choose(name: str, head: list[str], options: ReadOptions) -> tuple[int, int | None]:
    """Return which column holds the articles, and which their ids, where one is asked for.

    Raises:
        ReadError: there is no such column (`read.column`).
    """
    key = _find(name, head, options.id_column, "--id-column") if options.id_column else None
    if options.text_column:
        return _find(name, head, options.text_column, "--text-column"), key
    known = [at for at, column in enumerate(head) if column.lower() in _TEXT]
    if len(known) == 1 and not {"article_id", "quantity_value"} <= set(head):  # claims that were written as a table
        return known[0], key
    raise ReadError(f"{name}: say which column holds the articles: --text-column {_choice(head)}", "read.column")


def fits(head: list[str], options: ReadOptions) -> bool:
    """Tell whether a table has the columns that are wanted."""
    try:
        choose("", head, options)
    except ReadError:
        return False
    return True


def readings(
    name: str, head: list[str], give: Callable[[], Rows], options: ReadOptions, encoding: str = ""
) -> Iterator[Reading]:
    """Make an article of each row of a table.

    The table is gone through twice: to see that all of it is sound, and to give its rows. No more than a row is held,
    and the ids where a column has them.

    Args:
        name: for messages.
        head: the names of the columns.
        give: gives the rows anew each time.
        options: which columns.
        encoding: that the table was decoded with.

    Raises:
        ReadError: it lacks a column, or an id is missing or there twice.
    """
    text, key = choose(name, head, options)
    _check(name, key, give())
    return (
        _reading(head, row, text, key, str(number) if key is None else cell_text(row[key]).strip(), encoding)
        for number, row in give()
    )


def _check(name: str, key: int | None, rows: Rows) -> None:
    """Go through all rows, each of which needs an id that tells it from all others, where a column has them."""
    taken: dict[str, int] = {}
    for number, row in rows:
        if key is None:
            continue
        one = cell_text(row[key]).strip() if key < len(row) else ""
        if not one:
            raise ReadError(f"{name}, row {number}: no id", "read.column")
        if one in taken:
            raise ReadError(f"{name}, row {number}: id {one} again, which row {taken[one]} has already", "read.column")
        taken[one] = number


def _reading(head: list[str], row: Sequence[Any], text: int, key: int | None, one: str, encoding: str) -> Reading:
    meta: dict[str, str] = {}
    for at, (column, value) in enumerate(zip(head, row, strict=False)):
        cell = cell_text(value).strip()
        if at not in (text, key) and column and cell:
            meta.setdefault(_NAMES.get(column.lower(), column), cell)
    issues = []
    if (told := meta.pop("published", "")) and (date := date_of(told)):
        meta["published"] = date
    elif told:
        issues.append(Issue("read.date", f"published is {told!r}, no date; write YYYY-MM-DD, YYYY-MM or YYYY"))
    if "fictional" in meta:
        meta["fictional"] = "true" if meta["fictional"].lower() in _YES else "false"
    return Reading(cell_text(row[text]) if text < len(row) else "", encoding, key=one, meta=meta, issues=issues)


def _find(name: str, head: list[str], column: str, option: str) -> int:
    if column not in head:
        raise ReadError(f"{name}: no column {column!r}; {option} {_choice(head)}", "read.column")
    return head.index(column)


def _choice(head: list[str]) -> str:
    return "(" + " | ".join(column[:40] for column in head[:20] if column) + ")"


def filled(row: Iterable[Any]) -> Iterator[bool]:
    """Tell of each cell whether something is in it."""
    return (value is not None and str(value).strip() != "" for value in row)


def cell_text(value: Any) -> str:
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
