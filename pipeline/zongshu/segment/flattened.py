"""Tables flattened to one cell a line, as they leave a page: read where their layout repeats itself without exception."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zongshu.lexicon.calendar import DATE
from zongshu.patterns import pattern
from zongshu.segment.rows import Line, Row, is_missing, is_value, is_year, unbalanced
from zongshu.types import Span, Table

__all__ = ["Run", "flattened"]

_LONGEST_CELL = 24
_NO_CELL = pattern(r"[。；！？]|[，：:]$")
_NOTE = pattern(r"(?:注|备注|说明|资料来源|数据来源|附注)[\d一二三]?[:：]")
_TITLE = pattern(r"附?表|附[:：件]|(?:计量)?单位 ?[:：]|.{3,}(?:[表况]|一览|指标|统计)(?:[（(].{1,12}[）)])?$")
_FIGURE_FIRST = frozenset("0123456789-－−+")
_FEWEST_FIGURES = 3
_FEWEST_CELLS = 6
_WIDEST = 10
# one label or two (with a unit), an ordinal before them, then figures
_SHAPE = pattern(r"N?T{1,2}N+")


@dataclass(slots=True)
class Run:
    """Lines that are the cells of one table; `rows` are the stretches of its head and of each row.

    `table` is None where its layout is not certain.
    """

    table: Table | None
    rows: list[Span]


def flattened(text: str, lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the tables of a text whose cells stand on lines of their own.

    Args:
        text: the clean text.
        lines: its lines that are not blank.

    Example:
        >>> cells = ["指标", "2024年", "产值", "12", "税收", "3", "投资", "5"]
        >>> text = "\\n".join(cells)
        >>> lines = [Line(*match.span(), match.group()) for match in pattern(r"\\w+").finditer(text)]
        >>> [[text[a:b] for a, b in row] for row in next(flattened(text, lines)).table.rows]
        [['产值', '12'], ['税收', '3'], ['投资', '5']]
    """
    first = [line.body for line in lines if line.body[0] in _FIGURE_FIRST]
    if sum(len(body) <= _LONGEST_CELL for body in first) < _FEWEST_FIGURES:
        return
    run: list[Line] = []
    figures = 0
    for line in lines:
        body = line.body
        if len(body) <= _LONGEST_CELL and not line.kind and not _NO_CELL.search(body) and not _NOTE.match(body):
            run.append(line)
            figures += body[0] in _FIGURE_FIRST
            continue
        if figures >= _FEWEST_FIGURES:
            yield from _table(text, run)
        run, figures = [], 0
    if figures >= _FEWEST_FIGURES:
        yield from _table(text, run)


def _table(text: str, run: list[Line]) -> Iterator[Run]:
    cells = _cells(text, run)
    types = "".join("N" if is_value(text[a:b]) or is_missing(text[a:b]) else "T" for a, b in cells)
    first = types.find("N")
    if first < 0:
        return
    while len(types) > first and types[-1] == "T":
        # a signature or a heading below the table
        types = types[:-1]
    cells = cells[: len(types)]
    if len(cells) < _FEWEST_CELLS or types.count("N") < _FEWEST_FIGURES or 3 * types.count("N") < len(types) - first:
        return
    found = _periodic(text, cells, types)
    if found is None:
        yield Run(None, [(cells[max(0, first - 1)][0], cells[-1][1])])
        return
    heads, rows = found
    spans = [(row[0][0], row[-1][1]) for row in rows]
    columns: tuple[Row, ...] = tuple((head,) for head in heads)
    if len(heads) < len(rows[0]):
        columns = ((), *columns)
    yield Run(Table((), columns, tuple(rows)), [(heads[0][0], heads[-1][1]), *spans])


def _cells(text: str, run: list[Line]) -> list[Span]:
    """Return the cells of lines; what a line end cut inside brackets is one cell."""
    cells: list[Span] = []
    for line in run:
        body = line.body
        start = text.index(body, line.start)
        if cells and unbalanced(text[slice(*cells[-1])]) and not unbalanced(text[cells[-1][0] : line.end]):
            cells[-1] = (cells[-1][0], start + len(body))
        else:
            cells.append((start, start + len(body)))
    return cells


def _periodic(text: str, cells: list[Span], types: str) -> tuple[Row, list[Row]] | None:
    """Return heads and rows where the cells, counted from the last, fall into rows of one shape below a head."""
    for width in range(2, _WIDEST + 1):
        shape = types[-width:]
        if not _SHAPE.fullmatch(shape):
            continue
        at = len(types)
        while at >= width and types[at - width : at] == shape:
            at -= width
        rows = [tuple(cells[start : start + width]) for start in range(at, len(types), width)]
        if rows and all(is_year(text[a:b]) for a, b in rows[0] if is_value(text[a:b])):
            at += width
            del rows[0]
        if len(rows) < 2 or types.find("N") < at - width:
            continue
        ahead = cells[max(0, at - width) : at]
        above = cells[: at - len(ahead)]
        if len(ahead) == width and _is_title(text, ahead[0]):
            # the corner is empty
            above, ahead = [*above, ahead[0]], ahead[1:]
        if (
            not ahead
            or len(ahead) < width - 1
            or not all(_is_title(text, cell) for cell in above[-1:])
            or (len(ahead) == width and DATE.fullmatch(text[slice(*ahead[0])]) is not None)
        ):
            continue
        return tuple(ahead), rows
    return None


def _is_title(text: str, cell: Span) -> bool:
    return _TITLE.match(text[slice(*cell)]) is not None
