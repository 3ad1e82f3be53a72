"""Hard wraps: lines that a column, not a paragraph, has ended.

A break is undone where the line before it is full: the next sign would not have fitted into the column. How wide a column
is shows in the lines around; that it is one shows in words and numbers cut in two by its line ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from zongshu.offsets import Edit
from zongshu.patterns import pattern
from zongshu.repair.columns import COMMAS, LOST_SPACE, SLACK, STOPS, Column, Page, columns, tears
from zongshu.repair.lines import HEAD, TERMINAL, Line, has_cells, lines_of, open_lines, splits_word, table_rows
from zongshu.repair.torn import cuts_fraction, latin_joint, splits_latin, splits_number

__all__ = ["hard_wraps"]

_GOES_ON = pattern(
    r"[∶︰,.．](?=\d)|(?:[，。、；：！？）》】〕]|”(?![^“”]*”)|’(?![^‘’]*’)|[%％‰℃㎡])(?!$)|[。；！？”）]$"
)
_GOES_ON_FIRST = frozenset("∶︰,.．，。、；：！？）》】〕”’%％‰℃㎡")
# a number or a clause that is open at the end of its line needs no column to go on
_OPEN_LAST = frozenset("0123456789０１２３４５６７８９-\u2010" + COMMAS)
_MARK = pattern(r"[，。；]")
_LIST_MARK = pattern(r"[，。；、]")
_SHORTEST_LINE = 8


def hard_wraps(text: str) -> Iterator[Edit]:
    """Yield the deletions that join what a column cut.

    Between two Latin words the break becomes one space.

    Args:
        text: any text, after doubled print and letter spacing were undone.

    Example:
        >>> from zongshu.offsets import edit
        >>> page = "全县建成志愿服务站两百八\\n十个，参与群众达5\\n万余人次，覆盖率七成以\\n上。"
        >>> edit(page, list(hard_wraps(page)))[0]
        '全县建成志愿服务站两百八十个，参与群众达5万余人次，覆盖率七成以上。'
    """
    lines, cut = lines_of(text), open_lines(text)
    if not cut:
        return
    page = Page(lines)
    found: dict[int, Column] = {}
    joins: Sequence[int] = ()
    if any(tears(page, number) for number in cut):
        joins = _possible(text, lines, range(len(lines) - 1))
        found = columns(page, joins)
    any_column = any(column.certain for column in found.values())
    parted = any_column and _has_paragraphs(lines)
    if not any_column:
        # no column has to prove that these go on
        going_on = {number - 1 for number, line in enumerate(lines) if line.text[0] in _GOES_ON_FIRST and number}
        going_on.update(number for number in cut if lines[number].text[-1] in COMMAS or _is_open(text, lines, number))
        joins = _possible(text, lines, sorted(going_on)) if going_on else []
    for number in joins:
        if _is_open(text, lines, number) or _joins(page, number, found, any_column, parted):
            line, after = lines[number], lines[number + 1]
            end = after.start + after.indent
            start = line.start + line.indent + len(line.text)
            if "\u3000" in text[start:end] and line.text[-1] not in COMMAS:
                yield start, end, "\u3000"
                continue
            less, between = latin_joint(text, line.text, after.text)
            yield start - less, end, between


def _is_open(text: str, lines: Sequence[Line], number: int) -> bool:
    """Tell whether a number or a Latin word goes on in the next line."""
    line, after = lines[number].text, lines[number + 1].text
    return line[-1] in _OPEN_LAST and (splits_number(line, after) or splits_latin(text, line, after))


def _possible(text: str, lines: Sequence[Line], numbers: Iterable[int]) -> list[int]:
    """Return those of some lines that may go on in the next one: as near as usual, and no rows of a table."""
    gap = _usual_gap(lines)
    near = [number for number in numbers if lines[number + 1].breaks <= gap]
    if not near:
        return near
    rows = table_rows(lines)
    if has_cells(text):
        rows |= {number for number, line in enumerate(lines) if has_cells(line.text) and not _MARK.search(line.text)}
    return [
        number
        for number in near
        if not (number in rows or number + 1 in rows) or cuts_fraction(lines[number].text, lines[number + 1].text)
    ]


def _has_paragraphs(lines: Sequence[Line]) -> bool:
    """Tell whether blank lines or indents show where a paragraph begins."""
    if _usual_gap(lines) == 1 and any(line.breaks > 1 for line in lines):
        return True
    return sum(line.indent > 1 for line in lines) > 1


def _usual_gap(lines: Sequence[Line]) -> int:
    """Return how many line breaks stand between neighbouring lines where one number of them rules the text, else 1."""
    if not any(line.breaks > 1 for line in lines):
        return 1
    gaps = Counter(after.breaks for line, after in pairwise(lines) if len(line.text) >= _SHORTEST_LINE)
    if not gaps:
        return 1
    gap, times = gaps.most_common(1)[0]
    return gap if gap > 1 and times * 10 >= gaps.total() * 6 else 1


def _joins(page: Page, number: int, found: dict[int, Column], any_column: bool, parted: bool) -> bool:
    line, after = page.lines[number], page.lines[number + 1]
    last = line.text[-1]
    if after.text[0] in _GOES_ON_FIRST and _GOES_ON.match(after.text) and last not in STOPS:
        return True
    if after.indent > 1 or (HEAD.match(after.text) and not splits_word(line.text, after.text)):
        return False
    if last in COMMAS:
        return True
    wide = page.column(number)
    if not wide and last not in TERMINAL:
        return any_column and _is_torn(line, after)
    near = (wide, wide - 1, wide + 1, wide - 2, wide + 2)
    column = next(filter(None, map(found.get, near)), None) if wide else None
    if column is None or not column.certain:
        return False
    if last in STOPS + "；;：:":
        # after a full stop a join only matters for the paragraph
        alike = abs(page.widths[number + 1] - page.widths[number]) <= 2 * SLACK
        return page.forced(number, wide, LOST_SPACE if column.loose else 0) and (
            parted or alike or after.text[-1] in STOPS
        )
    # a heading that fills its line by chance fills it less well than running text
    if not page.forced(number, wide, LOST_SPACE if HEAD.match(line.text) else SLACK):
        return _is_torn(line, after)
    if _is_prose(page, number):
        return True
    return splits_word(line.text, after.text)


def _is_torn(line: Line, after: Line) -> bool:
    """Tell whether running text breaks off where no column shows; asked only of text that was wrapped elsewhere."""
    clauses = len(_MARK.findall(line.text))
    goes_on = _MARK.search(after.text) is not None or after.text[-1] in TERMINAL
    return goes_on and (clauses > 1 or (clauses > 0 and splits_word(line.text, after.text)))


def _is_prose(page: Page, number: int) -> bool:
    """Tell whether a full line belongs to running text; a heading that fills its line by chance does not."""
    line, after = page.lines[number], page.lines[number + 1]
    if _MARK.search(line.text):
        return True
    inside = number > 0 and page.lines[number - 1].text[-1] not in TERMINAL and line.breaks == after.breaks
    opens = number > 0 and (not HEAD.match(line.text) or line.text[0] == "【") and line.text[-1] not in TERMINAL
    return (inside and _LIST_MARK.search(after.text) is not None) or (opens and _MARK.search(after.text) is not None)
