"""What the steps that work on lines share: the lines of a text, their width, what begins a line, what is a table row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise, repeat

import msgspec

from zongshu.patterns import pattern

__all__ = ["HEAD", "TERMINAL", "Line", "has_cells", "lines_of", "open_lines", "splits_word", "table_rows", "width"]

HEAD = pattern(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}(?:、|是[^，。]{2})|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:[.．](?!\d)|、)"
    r"|[（(]\d{1,2}[）)]"
    r"|[①-⑳]|第[一二三四五六七八九十]{1,3}[章节部编篇]|[□■●○◆◇▲△★☆►▶•·]|[—–]{2}|[图表]\d|【|附件?[：:\d])"
)
"""What opens a heading, an item of a list, a by-line or a caption."""

TERMINAL = "。！？!?；;：:…”’）)】》"
"""A line that ends with one of these may be whole; after any other sign its sentence goes on."""

_GAP = pattern(r"\t+|[ \u00a0]{2,}|[ \u00a0]*\u3000[ \u3000]*")
_NUMERIC = pattern(r"[-+－]?\d[\d,.，]*[%％‰]?")
_SPLIT_NUMBER = pattern(
    r"(?:\d[.,，．]?|[.．]\d+)\n(?:\d|[万亿余多个%％‰名人次场件户家元])|[年月]\n\d{1,2}[月日]|[一二三四五六七八九十百千]\n[十百千万亿余多]"
)
_REACH = 6


class Line(msgspec.Struct, gc=False):
    """One line that is not blank: where it stands, without its line end, and its text without spaces around it."""

    start: int
    end: int
    text: str
    indent: int
    breaks: int
    """Line breaks between it and the line before."""


@lru_cache(maxsize=2)
def lines_of(text: str) -> Sequence[Line]:
    """Return the lines of a text that are not blank; several steps ask for those of the same text.

    >>> [(line.text, line.indent, line.breaks) for line in lines_of("综述\\r\\n\\r\\n  全县建成。 ")]
    [('综述', 0, 0), ('全县建成。', 2, 2)]
    """
    printed = text.split("\r" if "\r" in text and "\n" not in text else "\n")
    bodies = [one.strip() for one in printed]
    if not bodies[-1]:
        del bodies[-1], printed[-1]
    ends = list(accumulate((len(one) + 1 for one in printed), initial=0))
    if all(bodies) and bodies == printed:
        # neither blank lines nor indents, as in most texts
        breaks = chain((0,), repeat(1))
        return [
            Line(start, start + len(body), body, 0, after)
            for start, body, after in zip(ends, bodies, breaks, strict=False)
        ]
    found: list[Line] = []
    breaks_before = 0
    for start, line, body in zip(ends, printed, bodies, strict=False):
        if body:
            end = start + len(line) - (line[-1] == "\r")
            found.append(Line(start, end, body, line.index(body[0]), breaks_before if found else 0))
            breaks_before = 0
        breaks_before += 1
    return found


@lru_cache(maxsize=2)
def open_lines(text: str) -> Sequence[int]:
    """Return the numbers of the lines that end like no sentence does, the last line apart.

    >>> open_lines("综述\\n全县建成站点3个。\\n参与群众5\\n万人次")
    [0, 2]
    """
    return [number for number, line in enumerate(lines_of(text)[:-1]) if line.text[-1] not in TERMINAL]


def width(text: str) -> int:
    """Return the width in half columns: two for every character beyond ASCII.

    >>> width("建成280个")
    9
    """
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def has_cells(body: str) -> bool:
    """Tell whether tabs or bars stand in a line.

    >>> has_cells("驿站\\t12"), has_cells("| 驿站 | 12 |"), has_cells("驿站12个")
    (True, True, False)
    """
    return "\t" in body or "|" in body or "｜" in body


def table_rows(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that are rows of a table.

    A row has cells between tabs or wide gaps, at least one of them a number, or stands beside such a row with as many
    cells; of two cells between gaps two rows have to follow each other; a row of cells between single spaces ends with two numbers or more.

    Args:
        lines: the lines of a text.

    Example:
        >>> sorted(table_rows(lines_of("指标\\t上年\\t本年\\n产值\\t12.5\\t13\\n\\n建成站点3个。")))
        [0, 1]
    """
    shapes: dict[int, int] = {}
    sure: set[int] = set()
    pairs: list[int] = []
    for number, line in enumerate(lines):
        body = line.text
        if "\t" not in body and " " not in body and "\u3000" not in body and "\u00a0" not in body:
            continue
        cells = [cell for cell in _GAP.split(body) if cell]
        if len(cells) > 1 and not body.endswith(("。", "；", "，")):
            shapes[number] = len(cells)
            numeric = sum(1 for cell in cells if _NUMERIC.fullmatch(cell))
            if numeric and (len(cells) > 2 or "\t" in body) and len(body) <= 40 * len(cells):
                sure.add(number)
            elif len(cells) == 2 and _NUMERIC.fullmatch(cells[1]) and not _NUMERIC.fullmatch(cells[0]):
                pairs.append(number)
        elif not body[0].isascii():
            last = body.rsplit(maxsplit=2)[1:]
            if len(last) == 2 and all(_NUMERIC.fullmatch(cell) for cell in last):
                sure.add(number)
    for above, below in pairwise(pairs):
        if below == above + 1:
            sure |= {above, below}
    for number in sorted(sure):
        for step in (-1, 1):
            beside = number + step
            while beside in shapes and beside not in sure and shapes[beside] == shapes.get(number):
                sure.add(beside)
                beside += step
    return sure


def splits_word(left: str, right: str) -> bool:
    """Tell whether a number, a date or a word of the dictionary runs over the place between two pieces of text.

    >>> splits_word("参与群众5", "万余人次"), splits_word("志愿服", "务站"), splits_word("工作总结", "这一年")
    (True, True, False)
    """
    return _splits_word(left.rstrip()[-_REACH:], right.lstrip()[:_REACH])


@lru_cache(maxsize=512)
def _splits_word(left: str, right: str) -> bool:
    # several steps ask for the same line end
    import rjieba

    if _SPLIT_NUMBER.search(f"{left}\n{right}"):
        return True
    at = 0
    for word in rjieba.cut(left + right, hmm=False):
        if at < len(left) < at + len(word):
            return True
        at += len(word)
        if at >= len(left):
            break
    return False
