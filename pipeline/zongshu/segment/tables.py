"""Tables: lines that stand together as rows, with head and caption; nothing is guessed where columns do not fit."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from zongshu.lexicon.calendar import DATE
from zongshu.patterns import pattern
from zongshu.segment.flattened import flattened
from zongshu.segment.rows import Line, Row, collapsed, columns_of, is_blank, is_rule, is_value, is_year, unbalanced
from zongshu.types import Span, Table

__all__ = ["Layout", "find_tables"]

_UNIT_LINE = pattern(r"(?:计量)?单位 ?[:：]")
_TITLE = pattern(r"附?表|附[:：件]|.*(?:[表况]|一览|[:：])$")
_CORNER = pattern(r"(?:指标|项目|名称|指标名称|项目名称|类别|类型|地区|市州|县区|乡镇|街道|村社|单位|序号|年份)")
_CAPTION_END = ("。", "；", "，", "！", "？", "…")
_LONGEST_CAPTION = 60
_LONGEST_BRIDGE = 20


@dataclass(slots=True)
class Layout:
    """What the lines of a text are to its tables.

    Attributes:
        tables: the tables whose rows and columns are certain.
        rows: for each line that opens a row, the last line of that row.
        quiet: lines that tell a unit: they rule no section.
        unsure: stretches that look like a table whose columns are not certain.
    """

    tables: list[Table] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)
    quiet: set[int] = field(default_factory=set)
    unsure: list[Span] = field(default_factory=list)


def find_tables(text: str, lines: Sequence[Line]) -> Layout:
    """Find the tables of a text.

    Args:
        text: the clean text.
        lines: its lines that are not blank.

    Example:
        >>> from zongshu.segment.rows import row_of
        >>> page = ["指标\\t2024年\\t增速（%）", "粮食产量（吨）\\t1,864\\t-2.5"]
        >>> text = "\\n".join(page)
        >>> lines = [row_of(text, 0, 14), row_of(text, 15, len(text))]
        >>> [[text[a:b] for a, b in row] for row in find_tables(text, lines).tables[0].rows]
        [['粮食产量（吨）', '1,864', '-2.5']]
    """
    layout = Layout()
    for block in _blocks(text, lines):
        for part in _parts(text, lines, block, layout):
            _read(text, lines, part, layout)
    starts = [line.start for line in lines]
    for run in flattened(text, lines):
        spans = [bisect_right(starts, start) - 1 for start, _ in run.rows]
        if run.table is None:
            layout.unsure.append((run.rows[0][0], run.rows[-1][1]))
            continue
        for first, (_, end) in zip(spans, run.rows, strict=True):
            layout.rows[first] = bisect_right(starts, end - 1) - 1
        layout.tables.append(replace(run.table, caption=_caption(text, lines, spans[0], layout)))
    layout.tables.sort(key=lambda table: table.rows[0][0])
    return layout


def _blocks(text: str, lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the lines of each stretch of rows of one kind; a short line between a row and one with figures may stay."""
    block: list[int] = []
    kind, ruled = "", False
    for number, line in enumerate(lines):
        if not line.kind:
            if block and _bridges(text, lines, number, kind):
                block.append(number)
            elif block:
                yield block
                block = []
            continue
        rule = line.kind == "pipe" and is_rule(line.body)
        if block and line.kind != kind:
            yield block
            block, ruled = [], False
        elif rule and ruled and len(block) > 1:
            # a second rule opens a second table, whose head is the row before it
            yield block[:-1]
            block = block[-1:]
        kind, ruled = line.kind, (ruled or rule) if block else rule
        block.append(number)
    if block:
        yield block


def _bridges(text: str, lines: Sequence[Line], number: int, kind: str) -> bool:
    body = lines[number].body
    after = next((line for line in lines[number + 1 : number + 3] if line.kind), None)
    return (
        after is not None
        and kind in ("tab", "gap")
        and after.kind == kind
        and len(body) <= _LONGEST_BRIDGE
        and not body.endswith(_CAPTION_END)
        and not _TITLE.match(body)
        and not _UNIT_LINE.search(body)
        and any(is_value(text[a:b]) for a, b in after.cells)
    )


def _parts(text: str, lines: Sequence[Line], block: list[int], layout: Layout) -> Iterator[list[int]]:
    """Cut a block where a second head opens another table; a head printed again is left out."""
    part: list[int] = []
    figures = False
    heads: set[tuple[str, ...]] = set()
    for number in block:
        cells = tuple(text[a:b] for a, b in lines[number].cells)
        told = any(map(is_value, cells))
        if figures and not told and cells in heads:
            layout.rows[number] = number
            continue
        if figures and not told and len(cells) > 2 and lines[number].kind != "pipe" and _opens(cells):
            yield part
            part, figures, heads = [], False, set()
        if not figures and not told:
            heads.add(cells)
        figures = figures or told
        part.append(number)
    yield part


def _opens(cells: tuple[str, ...]) -> bool:
    """Tell a row of words that is a head from one that is not (水质 优 良)."""
    return all(cells) and (
        _CORNER.fullmatch(cells[0]) is not None or any(DATE.match(cell) or cell[-1] in "）)%" for cell in cells[1:])
    )


def _read(text: str, lines: Sequence[Line], block: list[int], layout: Layout) -> None:
    """Read the rows of one table into the layout."""
    kind = lines[block[0]].kind
    rows = {number: lines[number].cells for number in block if lines[number].kind}
    rule = next((number for number in rows if kind == "pipe" and is_rule(lines[number].body)), None)
    rows = {number: cells for number, cells in rows.items() if not is_rule(lines[number].body)}
    figures = {number: [text[a:b] for a, b in cells if is_value(text[a:b])] for number, cells in rows.items()}
    if kind == "tab":
        rows = collapsed(rows, [number for number in rows if figures[number]])
    heads, body = _parted(rows, figures, rule)
    counted = [number for number in body if figures[number]]
    shown = [*rows, *([rule] if rule is not None else [])]
    loose = kind == "space"
    if not counted or (loose and (len(heads) != 1 or len(counted) < 2)):
        return
    if not loose:
        layout.rows |= {number: number for number in shown if heads or figures.get(number)}
    width = Counter(len(rows[number]) for number in counted).most_common(1)[0][0]
    inside = []
    for number in list(heads):
        filled = [cell for cell in rows[number] if not is_blank(cell)]
        if len(filled) == 1 or any(_UNIT_LINE.match(text[a:b]) for a, b in filled):
            inside += filled
            heads.remove(number)
    good = {number: cell for number in counted if (cell := _row(text, lines, number, rows, width, layout))}
    columns = columns_of(text, [rows[number] for number in heads], width) if heads else ((),) * width
    span = (lines[block[0]].start, lines[block[-1]].end)
    valued = {at for cells in good.values() for at, (a, b) in enumerate(cells) if is_value(text[a:b])}
    if loose:
        if len(good) < len(counted) or width < 3 or columns is None or not _even(text, list(good.values())):
            return
        layout.rows |= {number: number for number in rows}
    elif (
        columns is None
        or len(good) * 2 < len(counted)
        or (not heads and (len(valued) > 1 or len(good) < 2 or 0 in valued))
        or (kind == "gap" and width < 3 and len(good) < 2)
    ):
        if len(counted) > 1:
            layout.unsure.append(span)
        return
    layout.unsure += [(lines[number].start, lines[number].end) for number in counted if number not in good]
    layout.rows |= {number: number for number in block if number not in layout.rows and not lines[number].kind}
    for number in block:
        # a wrapped label is part of its row
        if layout.rows.get(number, number) != number:
            layout.rows.pop(number + 1, None)
    caption = (*_caption(text, lines, block[0], layout), *inside)
    layout.tables.append(Table(caption, columns, tuple(good.values())))


def _parted(rows: dict[int, Row], figures: dict[int, list[str]], rule: int | None) -> tuple[list[int], list[int]]:
    """Part the head rows from the others: those above the rule, else those above the first figure that is no year."""
    numbers = list(rows)
    if rule is not None:
        return [number for number in numbers if number < rule], [number for number in numbers if number > rule]
    at = 0
    while at < len(numbers):
        years = figures[numbers[at]]
        if years and (not all(map(is_year, years)) or (at and not is_blank(rows[numbers[at]][0]))):
            break
        at += 1
    return numbers[:at], numbers[at:]


def _row(text: str, lines: Sequence[Line], number: int, rows: dict[int, Row], width: int, layout: Layout) -> Row | None:
    """Return the cells of a row where there is one for each column; a label that began on the line before is joined."""
    cells = rows[number]
    before = lines[number - 1] if number and not lines[number - 1].kind and number - 1 > min(rows) else None
    if before is not None:
        printed = before.body
        start = text.index(printed, before.start)
        opened = None
        if len(cells) == width and is_blank(cells[0]):
            opened = (start, start + len(printed)), *cells[1:]
        elif len(cells) == width - 1 and all(is_value(text[a:b]) for a, b in cells):
            opened = (start, start + len(printed)), *cells
        elif len(cells) == width and unbalanced(printed) and not unbalanced(printed + text[slice(*cells[0])]):
            opened = (start, cells[0][1]), *cells[1:]
        if opened is not None:
            layout.rows[number - 1] = number
            return opened
    return cells if len(cells) == width else None


def _even(text: str, rows: list[Row]) -> bool:
    """Tell whether rows between single spaces begin with a word and end with a figure in the same columns."""
    shapes = {tuple(is_value(text[a:b]) for a, b in row) for row in rows}
    return len(shapes) == 1 and (shape := next(iter(shapes)))[-1] and not shape[0]


def _caption(text: str, lines: Sequence[Line], first: int, layout: Layout) -> tuple[Span, ...]:
    """Return the lines above a table that title it or tell its unit."""
    found: list[Span] = []
    for number in (first - 1, first - 2):
        if number < 0 or number in layout.rows:
            break
        line = lines[number]
        body = line.body
        told = _UNIT_LINE.search(body) is not None
        if len(body) > _LONGEST_CAPTION or body.endswith(_CAPTION_END) or (found and told):
            break
        start = text.index(body, line.start)
        found.insert(0, (start, start + len(body)))
        if not told:
            break
        layout.quiet.add(number)
    return tuple(found)
