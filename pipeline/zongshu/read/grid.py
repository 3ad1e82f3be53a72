"""Tables whose cells span rows or columns, as grids in which every row has a cell for every column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["EMPTY", "label", "mark_cells", "row_line", "spread"]

EMPTY = "\ue0f0"
"""Stands for an empty cell while a library that drops empty cells has the table."""

_WIDEST = 200
_LONGEST_CELL = 200
_LONGEST_LABEL = 30

Cell = tuple[str, int, int]
"""Text, columns spanned, rows spanned."""

Hanging = dict[int, tuple[str, int]]


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Write cells that span into the grid: a label again in each of its rows, and nothing in further columns.

    A figure is written once, so that nothing is counted twice. A row of one cell is a title, and stays one.

    Args:
        rows: the cells of each row.

    Example:
        >>> spread([[("片区", 1, 2), ("驿站", 2, 1)], [("上年", 1, 1), ("今年", 1, 1)]])
        [['片区', '驿站', ''], ['片区', '上年', '今年']]
    """
    grid: list[list[str]] = []
    hanging: Hanging = {}
    for row in rows:
        if len(row) == 1 and not hanging:
            grid.append([row[0][0]])
            continue
        line: list[str] = []
        below: Hanging = {}
        for text, across, down in row:
            _carry(line, hanging, below)
            for step in range(max(1, min(across, _WIDEST - len(line)))):
                if down > 1:
                    below[len(line)] = ("" if step else label(text)), down - 1
                line.append("" if step else text)
        _carry(line, hanging, below)
        hanging = below
        grid.append(line)
    return grid


def _carry(line: list[str], hanging: Hanging, below: Hanging) -> None:
    """Write the cells that hang down into a row, from where the row ends so far."""
    while len(line) in hanging:
        text, left = hanging.pop(len(line))
        if left > 1:
            below[len(line)] = text, left - 1
        line.append(text)


def label(text: str) -> str:
    """Return what a cell that spans rows says in each further one: its text where it is a label, nothing for a figure.

    >>> label("东片"), label("1,200")
    ('东片', '')
    """
    return text if len(text) <= _LONGEST_LABEL and not any(map(str.isdigit, text)) else ""


def mark_cells(table: Any) -> None:
    """Rewrite an HTML table of data as a grid in place, its empty cells marked.

    Tables that only lay a page out, with tables or long texts inside, stay.

    Args:
        table: an element of lxml.
    """
    rows = list(table.iter("tr"))
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    texts = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in cells]
    if any(True for _ in table.iterdescendants("table")) or any(
        len(text) > _LONGEST_CELL for row in texts for text in row
    ):
        return
    if max(map(len, cells), default=0) < 2:
        return
    given = [
        [(text, _span(cell, "colspan"), _span(cell, "rowspan")) for cell, text in zip(row, line, strict=True)]
        for row, line in zip(cells, texts, strict=True)
    ]
    for row, old, line in zip(rows, cells, spread(given), strict=True):
        if not any(line) or not old:
            continue
        for cell in old[1:]:
            row.remove(cell)
        for text in line:
            cell = row.makeelement(old[0].tag)
            cell.text = text or EMPTY
            row.append(cell)
        row.remove(old[0])


def row_line(cells: Sequence[str]) -> str:
    """Write the cells of a row with tabs between; the mark of an empty one goes, a lone title stands by itself.

    >>> row_line(["城关镇", "12", EMPTY]), row_line(["各镇驿站", "", ""])
    ('城关镇\\t12\\t', '各镇驿站')
    """
    written = ["" if cell == EMPTY else cell for cell in cells]
    return written[0] if written and not any(written[1:]) else "\t".join(written)


def _span(cell: Any, name: str) -> int:
    given = (cell.get(name) or "").strip()
    return min(int(given), _WIDEST) if given.isdecimal() and len(given) < 5 and int(given) else 1
