"""The order in which the pieces of a page are read: columns, and what spans them."""

from __future__ import annotations

from itertools import groupby
from statistics import median

from zongshu.read.glyphs import Piece

__all__ = ["flows"]

_LINES = 3
_PROSE = 6
_GUTTER = 0.7
_DEPTH = 24

Row = list[Piece]


def flows(pieces: list[Piece]) -> list[list[Row]]:
    """Order the pieces of a page.

    A gutter is a white strip with lines of prose on both sides. What crosses it, a heading over the columns, cuts the
    page into bands; in each band the left column goes before the right one. Side by side without a gutter are the cells
    of a row.

    Args:
        pieces: of one page.

    Returns:
        Runs of rows, each run a column or what lies between columns, in reading order; a row is its pieces from left to
        right.
    """
    found: list[list[Row]] = []
    _order(pieces, _DEPTH, found)
    return found


def _order(pieces: list[Piece], depth: int, found: list[list[Row]]) -> None:
    at = _gutter(pieces) if depth else None
    if at is None:
        rows = _rows(pieces)
        if rows:
            found.append(rows)
        return
    for crosses, band in _bands(pieces, at):
        left = [piece for piece in band if piece.right <= at]
        right = [piece for piece in band if piece.left >= at]
        if crosses or not left or not right:
            _order(band, depth - 1, found)
        else:
            _order(left, depth - 1, found)
            _order(right, depth - 1, found)


def _bands(pieces: list[Piece], at: float) -> list[tuple[bool, list[Piece]]]:
    """Cut from top to bottom into what crosses the gutter and what lies beside it."""
    ordered = sorted(pieces, key=lambda piece: piece.base)
    return [(crosses, list(band)) for crosses, band in groupby(ordered, lambda piece: piece.left < at < piece.right)]


def _gutter(pieces: list[Piece]) -> float | None:
    """Find the middle of the white strip that divides a page best: fewest crossings, then most lines beside it."""
    if len(pieces) < 2 * _LINES:
        return None
    size = median(piece.size for piece in pieces)
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = int(last - first) + 2
    steps = [0] * (width + 1)
    for piece in pieces:
        # Half a point of each end is left out: boxes may touch.
        steps[int(piece.left - first + 0.5)] += 1
        steps[min(int(piece.right - first + 0.5), width)] -= 1
    best: tuple[int, int] | None = None
    chosen = None
    level = 0
    cover: list[int] = []
    for step in steps[:width]:
        level += step
        cover.append(level)
    for start, end in _valleys(cover):
        if end - start < _GUTTER * size:
            continue
        at = first + (start + end) / 2
        left = [piece for piece in pieces if piece.right <= at]
        right = [piece for piece in pieces if piece.left >= at]
        if _is_prose(left) and _is_prose(right) and _overlap(left, right):
            rank = (len(pieces) - len(left) - len(right), -min(len(left), len(right)))
            if best is None or rank < best:
                best, chosen = rank, at
    return chosen


def _valleys(cover: list[int]) -> list[tuple[int, int]]:
    """Find strips that fewer pieces cross than cross what lies to the left and right of them."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for at in range(1, len(cover) + 1):
        if at == len(cover) or cover[at] != cover[start]:
            runs.append((cover[start], start, at))
            start = at
    found = []
    for before, (level, begin, end), after in zip(runs, runs[1:], runs[2:], strict=False):
        if before[0] > level < after[0]:
            found.append((begin, end))
    return found


def _is_prose(side: list[Piece]) -> bool:
    """Tell lines of text from the cells of a table, which are short."""
    return len(side) >= _LINES and median(len(piece.glyphs) for piece in side) >= _PROSE


def _overlap(left: list[Piece], right: list[Piece]) -> bool:
    """Tell whether there are lines side by side: some of each side between the first and last of the other."""
    top = max(left[0].base, right[0].base) - left[0].size
    bottom = min(left[-1].base, right[-1].base) + left[0].size
    return all(sum(top <= piece.base <= bottom for piece in side) >= _LINES for side in (left, right))


def _rows(pieces: list[Piece]) -> list[Row]:
    """Put pieces of one baseline into a row."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        if rows and piece.base - rows[-1][0].base <= 0.3 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows
