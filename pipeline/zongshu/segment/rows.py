"""Lines as rows of a table: the cells of a line, and what a cell holds."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from zongshu.compiled import compile_pattern
from zongshu.lexicon.calendar import DATE
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.types import Span

__all__ = [
    "Line",
    "Row",
    "collapsed",
    "columns_of",
    "is_blank",
    "is_missing",
    "is_rule",
    "is_value",
    "is_year",
    "lines_of",
    "row_of",
    "unbalanced",
]

Row = tuple[Span, ...]

_PIPE = pattern(r"[|｜│┃]")
_TAB = pattern("\t")
_SPACE = pattern(" ")
_GAP = pattern(r"[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u3000\u00a0]*")
_MAY_HOLD = pattern(r"[|｜│┃\t \u00a0\u3000]")
_RULE = pattern(r"[\s|｜│┃:：\-—=+─━┄┼├┤┬┴┌┐└┘]{3,}")
_SENTENCE_MARK = pattern(r"[，。；！？]")
_CLOSED = frozenset("。；，！？")
_NOTE = pattern(r"(?:注|备注|说明|资料来源|数据来源|附注)[\d一二三]?[:：]")
_YEAR = pattern(r"(?:19|20)\d\d")
_MISSING = frozenset("—-–－/\\*·…") | {"——", "--", "－－", "……", "...", "···", "······", "N/A", "n/a", "无"}
_LONGEST_ROW = 400


class Line(msgspec.Struct, gc=False):
    """A line that is not blank, with its cells where it may be a row.

    Attributes:
        start: its first position; `end` the one after its last.
        body: its text without the spaces around it.
        kind: what stands between the cells: pipe, tab, gap or space; empty for a line without cells.
        cells: the cells without the spaces around them.
    """

    start: int
    end: int
    body: str
    kind: str = ""
    cells: tuple[Span, ...] = ()


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank.

    Args:
        text: the clean text.

    Example:
        >>> [(line.start, line.end, line.body) for line in lines_of("一、农业\\r\\n\\n 增收。")]
        [(0, 4, '一、农业'), (7, 11, '增收。')]
    """
    found: list[Line] = []
    at = 0
    for printed in (text.replace("\r", "\n") if "\r" in text else text).split("\n"):
        end = at + len(printed)
        body = printed.strip()
        if body:
            # most lines are prose, which needs no closer look
            prose = body[-1] in _CLOSED or not _MAY_HOLD.search(body)
            found.append(Line(at, end, body) if prose else row_of(text, at, end))
        at = end + 1
    return found


def row_of(text: str, start: int, end: int) -> Line:
    """Read a line as a row.

    Args:
        text: the clean text.
        start: first position of the line.
        end: position after its last one.

    Example:
        >>> row = "| 小学 | 12 |  |"
        >>> [row[a:b] for a, b in row_of(row, 0, len(row)).cells]
        ['小学', '12', '']
    """
    body = text[start:end].strip()
    line = Line(start, end, body)
    if not body or body[-1] in _CLOSED or len(body) > _LONGEST_ROW or not _MAY_HOLD.search(body) or _NOTE.match(body):
        return line
    if _PIPE.search(body) is not None and len(_PIPE.findall(body)) > (body[0] not in "|｜│┃"):
        inner = _strip(text, start, end)
        inner = (inner[0] + bool(_PIPE.match(text, inner[0])), inner[1] - bool(_PIPE.match(text, inner[1] - 1)))
        line.kind, line.cells = "pipe", _split(text, *inner, _PIPE)
    elif "\t" in text[start:end].strip("\r\n \u3000"):
        # an empty first cell is told by the tab that opens the line
        line.kind, line.cells = "tab", _split(text, start, end, _TAB)
    else:
        low, high = _strip(text, start, end)
        separator = _GAP if _GAP.search(body) else _SPACE if " " in body else None
        if separator is None:
            return line
        line.kind, line.cells = "gap" if separator is _GAP else "space", _split(text, low, high, separator)
    if len(line.cells) < 2 or len(_SENTENCE_MARK.findall(body)) >= len(line.cells):
        return Line(start, end, body)
    return line


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> tuple[Span, ...]:
    cells = []
    at = start
    for mark in separator.finditer(text, start, end):
        cells.append(_strip(text, at, mark.start()))
        at = mark.end()
    cells.append(_strip(text, at, end))
    return tuple(cells)


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


@lru_cache(maxsize=1)
def _value() -> re.Pattern[str]:
    return compile_pattern(
        r"(?:[-+－−–＋±↑↓约近超] ?){0,2}(?:增长|下降|提高|降低|上升|减少|增加|回落|增|降)?约?"
        r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
        rf"[百千万亿]*(?: ?(?:{units().pattern}))?[*①-⑳]?"
    )


def is_value(cell: str) -> bool:
    """Tell whether a cell is one figure, with sign and unit or without; a date is none.

    Example:
        >>> [is_value(cell) for cell in ("1,024", "-3.5%", "12.6万吨", "2024年", "小学", "—")]
        [True, True, True, False, False, False]
    """
    return any(char.isdigit() for char in cell) and (
        _value().fullmatch(cell) is not None and (cell[-1].isdigit() or DATE.fullmatch(cell) is None)
    )


def is_year(cell: str) -> bool:
    """Tell a bare year, which heads a column but may also be a figure."""
    return _YEAR.fullmatch(cell) is not None


def is_missing(cell: str) -> bool:
    """Tell a sign that stands for no figure (—, /, …)."""
    return cell in _MISSING


def is_blank(cell: Span) -> bool:
    """Tell an empty cell."""
    return cell[0] == cell[1]


def is_rule(body: str) -> bool:
    """Tell the line that a table draws between head and rows (|---|---|)."""
    return _RULE.fullmatch(body) is not None


def unbalanced(body: str) -> bool:
    """Tell a piece of text that ends inside brackets.

    Example:
        >>> unbalanced("总产值（亿"), unbalanced("总产值（亿元）")
        (True, False)
    """
    return max(body.rfind("（"), body.rfind("(")) > max(body.rfind("）"), body.rfind(")"))


def collapsed(rows: dict[int, Row], counted: list[int]) -> dict[int, Row]:
    """Drop the empty cells of rows that several tabs align, where that alone makes them even.

    Args:
        rows: cells by line.
        counted: the lines that hold figures.
    """
    if len({len(rows[number]) for number in counted}) < 2:
        return rows
    short = {number: tuple(cell for cell in cells if not is_blank(cell)) for number, cells in rows.items()}
    return short if len({len(short[number]) for number in counted}) == 1 else rows


def columns_of(text: str, heads: list[Row], width: int) -> tuple[Row, ...] | None:
    """Give each column its head cells, the outermost first.

    A merged head stands over the columns up to the next one. Where the empty cells of a merged head are lost, it is
    shared out only if the row below repeats itself evenly.

    Args:
        text: the clean text.
        heads: one or two head rows.
        width: how many columns the rows below have.

    Returns:
        The head cells of each column, None where heads and columns do not fit.

    Example:
        >>> text = "地区 2023年 2024年 数量 占比 数量 占比"
        >>> cells = [match.span() for match in re.finditer(r"\\S+", text)]
        >>> [[text[a:b] for a, b in head] for head in columns_of(text, [tuple(cells[:3]), tuple(cells[3:])], 5)]
        [['地区'], ['2023年', '数量'], ['2023年', '占比'], ['2024年', '数量'], ['2024年', '占比']]
    """
    if len(heads) == 1:
        row = heads[0]
        if len(row) == width - 1 and (DATE.match(text, row[0][0]) or is_year(text[slice(*row[0])])):
            # the empty corner is lost: what is left begins with a time
            return ((), *((cell,) for cell in row))
        return tuple(() if is_blank(cell) else (cell,) for cell in row) if len(row) == width else None
    if len(heads) != 2:
        return None
    top, low = (row + ((row[-1][1],) * 2,) * (width - len(row)) if any(map(is_blank, row)) else row for row in heads)
    lead = width - len(low)
    if not lead:
        while lead < width and is_blank(low[lead]):
            lead += 1
    low = low[len(low) - (width - lead) :]
    if lead >= width or lead < 0:
        return None
    if len(top) < width and (DATE.match(text, top[0][0]) or is_year(text[slice(*top[0])])):
        # the empty corner is lost: what is left begins with a time
        top = ((top[0][0],) * 2,) * lead + top
    if len(top) == width:
        spread = list(top)
        for at in range(lead + 1, width):
            if is_blank(spread[at]) and not is_blank(low[at - lead]):
                spread[at] = spread[at - 1]
    else:
        groups = len(top) - lead
        names = [text[a:b] for a, b in low]
        if groups < 1 or len(low) % groups:
            return None
        each = len(low) // groups
        if each < 2 or names != names[:each] * groups:
            return None
        spread = [*top[:lead], *(cell for cell in top[lead:] for _ in range(each))]
    under = [*([None] * lead), *low]
    return tuple(
        tuple(cell for cell in pair if cell is not None and not is_blank(cell))
        for pair in zip(spread, under, strict=True)
    )
