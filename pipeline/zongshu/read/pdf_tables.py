"""Tables on a page: rows whose cells stand in columns; a cell that is empty keeps its place.

Columns are certain where several rows have all of them and every other cell of the region stands below or above just
one, or spans neighbours as a head does. Anything else is no table here, and its rows stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from zongshu.read.glyphs import Piece

__all__ = ["grids"]

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_FEWEST_FULL = 2
_NEAR = 0.8

Columns = list[tuple[float, float]]
Grid = dict[int, list[Piece | None]]


def grids(rows: Sequence[list[Piece]]) -> Grid:
    """Find the rows that belong to tables with certain columns.

    Args:
        rows: the rows of a flow from top to bottom, each its cells from left to right.

    Returns:
        For each such row the piece in each column, None for an empty one; no columns at all for a row that holds nothing
        but a label set between two rows, which has gone to the upper of them.
    """
    found: Grid = {}
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and (len(rows[end]) > 1 or (end > start and _is_between(rows, end))):
            end += 1
        if end - start >= _FEWEST_ROWS:
            for number, line in enumerate(_grid(rows[start:end]) or []):
                found[start + number] = line
        start = max(end, start + 1)
    return found


def _is_between(rows: Sequence[list[Piece]], number: int) -> bool:
    """Tell whether a lone cell stands in the middle between the lines of two rows, as the label of both does."""
    if number + 1 >= len(rows) or min(len(rows[number - 1]), len(rows[number + 1])) < 2:
        return False
    above, below = rows[number][0].base - rows[number - 1][0].base, rows[number + 1][0].base - rows[number][0].base
    return max(above, below) < 1.4 * min(above, below) and above + below < 3.5 * rows[number][0].size


def _grid(rows: Sequence[list[Piece]]) -> list[list[Piece | None]] | None:
    """Put the cells of a region into columns; None where one of them fits none, or two fit the same."""
    most = max(map(len, rows))
    full = [row for row in rows if len(row) == most]
    if most < _FEWEST_COLUMNS or len(full) < _FEWEST_FULL or len(full) == len(rows):
        return None
    columns: Columns = [(min(row[at].left for row in full), max(row[at].right for row in full)) for at in range(most)]
    if any(left[1] >= right[0] for left, right in pairwise(columns)):
        return None
    for row in sorted(rows, key=len, reverse=True):
        for cell in row:
            under = _under(cell, columns)
            if len(under) == 1:
                left, right = columns[under[0]]
                columns[under[0]] = min(left, cell.left), max(right, cell.right)
    first = next(number for number, row in enumerate(rows) if len(row) == most)
    lines: list[list[Piece | None]] = []
    for number, row in enumerate(rows):
        line: list[Piece | None] = [None] * most
        for cell in row:
            at = _column(cell, columns, head=number < first)
            if at is None or line[at] is not None:
                return None
            line[at] = cell
        lines.append(line)
    return _with_labels(rows, lines)


def _under(cell: Piece, columns: Columns) -> list[int]:
    return [at for at, (left, right) in enumerate(columns) if cell.left < right and left < cell.right]


def _column(cell: Piece, columns: Columns, head: bool) -> int | None:
    """Return the column of a cell: the one it overlaps; of a head that spans several, the first of them."""
    under = _under(cell, columns)
    if len(under) == 1 or (under and head):
        return under[0]
    if head:
        # a head in the middle over two columns may be narrower than the space between them
        for at in range(1, len(columns) - 1):
            if columns[at][1] <= cell.left and cell.right <= columns[at + 1][0]:
                return at
    return None


def _with_labels(rows: Sequence[list[Piece]], lines: list[list[Piece | None]]) -> list[list[Piece | None]] | None:
    """Give a label that stands between two rows to the upper one."""
    step = median(below[0].base - row[0].base for row, below in pairwise(rows))
    for number, row in enumerate(rows):
        if len(row) > 1 or not 0 < number < len(rows) - 1:
            continue
        at = next(at for at, cell in enumerate(lines[number]) if cell is not None)
        above = row[0].base - rows[number - 1][0].base
        if above > _NEAR * step or lines[number - 1][at] is not None or lines[number + 1][at] is not None:
            return None
        lines[number - 1][at] = row[0]
        lines[number] = []
    return lines
