"""Hard wraps: lines that a column, not a paragraph, has ended.

A break is undone where the line before it is full: the next sign would not have fitted into the column. How wide a column
is shows in the lines around; that it is one shows in words and numbers cut in two by its line ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zongshu.offsets import Edit
from zongshu.repair.lines import HEAD, TERMINAL, Line, lines_of, splits_word, table_rows, width

__all__ = ["hard_wraps"]

_STOPS = "。！？!?…"
_GOES_ON = re.compile(
    r"[∶︰,.．](?=\d)|(?:[，。、；：！？）》】〕]|”(?![^“”]*”)|’(?![^‘’]*’)|[%％‰℃㎡])(?!$)|[。；！？”）]$"
)
_FRACTION = re.compile(r"[.,．](?=\d)")
_GOES_ON_FIRST = frozenset("∶︰,.．，。、；：！？）》】〕”’%％‰℃㎡")
_COMMAS = "，、,"
_MARK = re.compile(r"[，。；]")
_LIST_MARK = re.compile(r"[，。；、]")
_SOFT_MARK = re.compile(r"[，。；、：]")
_LATIN = re.compile(r"[A-Za-z]+$")
_LATIN_START = re.compile(r"[A-Za-z]+(?!\d)")
# what a line may not break: opening marks with what follows, a sign with the marks that hang on it
_UNIT = re.compile(r"[“‘（《【〈〔(]*(?:\d[\d.,]*[%％‰]?|[A-Za-z]+|.)[，。、；：！？”’）》】〉〕…—)％%‰]*")
# a group of thousands that a line end has cut
_OPEN_GROUP = re.compile(r"(?<!\d)\d{1,3}(?:[,，]\d{3})*[,，](\d{0,2})$")
_OPEN_DATE = {
    "年": re.compile(r"(?<!\d)(?:19|20)\d\d$"),
    "月": re.compile(r"\d年\d{1,2}$"),
    "日": re.compile(r"\d月\d{1,2}$"),
}
_REST_OF_GROUP = re.compile(r"\d{1,3}(?!\d)")
_SLACK = 4
_NEAR = 2
_INDENT_WIDTH = 4
_NARROWEST = 16
_LOST_SPACE = 2
_WINDOW = 6
_ENOUGH = 60


@dataclass(slots=True)
class _Column:
    """What is known of the lines that are as wide as one column."""

    breaks: int = 0
    cut: int = 0
    marks: int = 0
    tight: int = 0

    @property
    def certain(self) -> bool:
        """True where line ends cut words as often as chance cuts them in running text."""
        return self.cut > 0 and 8 * self.cut >= self.breaks and 3 * self.marks >= self.breaks

    @property
    def loose(self) -> bool:
        """True where lines end a sign or two before the edge, as they do in proportional type."""
        return 10 * self.tight < 9 * self.breaks


@dataclass(slots=True)
class _Page:
    lines: Sequence[Line]
    widths: dict[int, int] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)

    def width(self, number: int) -> int:
        """Return the width of a line with its indent, measured once."""
        known = self.widths.get(number)
        if known is None:
            line = self.lines[number]
            known = self.widths[number] = width(line.text) + min(2 * line.indent, _INDENT_WIDTH)
        return known


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
    lines = lines_of(text)
    if all(line.text[-1] in TERMINAL for line in lines[:-1]):
        return
    usual_gap = _usual_gap(lines)
    page = _Page(lines)
    rows = table_rows(lines)
    joins = [
        number
        for number in range(len(lines) - 1)
        if lines[number + 1].breaks <= usual_gap
        and (
            (number not in rows and number + 1 not in rows) or _cuts_number(lines[number].text, lines[number + 1].text)
        )
    ]
    columns = _columns(page, joins) if _tears(page, joins) else {}
    any_column = any(column.certain for column in columns.values())
    parted = (usual_gap == 1 and any(line.breaks > 1 for line in lines)) or _indented(lines)
    for number in joins:
        line, after = lines[number], lines[number + 1]
        torn = _splits_number(line.text, after.text)
        if not any_column and not torn and line.text[-1] not in _COMMAS and after.text[0] not in _GOES_ON_FIRST:
            continue
        if torn or _joins(page, number, columns, any_column, parted):
            start = line.start + line.indent + len(line.text)
            end = after.start + after.indent
            kept = "\u3000" if "\u3000" in text[start:end] and line.text[-1] not in _COMMAS else ""
            yield start, end, kept or _between(line.text, after.text)


def _cuts_number(left: str, right: str) -> bool:
    return left[-1].isdigit() and _FRACTION.match(right) is not None


def _usual_gap(lines: Sequence[Line]) -> int:
    """Return how many line breaks stand between neighbouring lines where one number of them rules the text, else 1."""
    if not any(line.breaks > 1 for line in lines):
        return 1
    gaps = Counter(after.breaks for line, after in pairwise(lines) if 2 * len(line.text) >= _NARROWEST)
    if not gaps:
        return 1
    gap, times = gaps.most_common(1)[0]
    return gap if gap > 1 and times * 10 >= gaps.total() * 6 else 1


def _indented(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs of this text begin with an indent."""
    return sum(line.indent > 1 for line in lines) > 1


def _tears(page: _Page, joins: Sequence[int]) -> bool:
    """Tell whether a line among others as wide tears a word or a number: where none does, no column is certain."""
    return any(
        page.lines[number].text[-1] not in TERMINAL
        and page.lines[number].text[-1] not in _COMMAS
        and _has_peer(page, number)
        and splits_word(page.lines[number].text, page.lines[number + 1].text)
        for number in joins
    )


def _has_peer(page: _Page, number: int) -> bool:
    own = page.width(number)
    near = range(max(0, number - _WINDOW), min(len(page.lines), number + _WINDOW + 1))
    return own >= _NARROWEST and any(
        own - _SLACK <= page.width(other) <= own + 2 * _SLACK for other in near if other != number
    )


def _columns(page: _Page, joins: Sequence[int]) -> dict[int, _Column]:
    """Find the columns: for each line that ends inside a sentence, its column; for each column, what its breaks cut."""
    columns: dict[int, _Column] = {}
    for number in joins:
        line, after = page.lines[number], page.lines[number + 1]
        if line.text[-1] in TERMINAL or line.text[-1] in _COMMAS:
            continue
        wide = _column_of(page, number)
        if not wide or not _forced(page, number, wide, _SLACK):
            continue
        column = columns.setdefault(wide, _Column())
        if column.breaks < _ENOUGH:
            column.breaks += 1
            column.cut += splits_word(line.text, after.text)
            column.tight += _forced(page, number, wide, _LOST_SPACE)
            column.marks += _SOFT_MARK.search(line.text) is not None
    merged = {}
    for wide in columns:
        near = [column for other, column in columns.items() if abs(other - wide) <= _NEAR]
        merged[wide] = _Column(
            *(sum(values) for values in zip(*((c.breaks, c.cut, c.marks, c.tight) for c in near), strict=True))
        )
    return merged


def _column_of(page: _Page, number: int) -> int:
    """Return the width of the column that a line fills, 0 where the lines around it show none."""
    own = page.width(number)
    if own < _NARROWEST:
        return 0
    known = page.columns.get(number)
    if known is not None:
        return known
    before = [page.width(other) for other in range(max(0, number - _WINDOW), number)]
    behind = [page.width(other) for other in range(number + 1, min(len(page.lines), number + _WINDOW + 1))]
    found = 0
    # where a layout begins or ends only one side shows the column
    for around in ([*before, own, *behind], [own, *behind], [*before, own]):
        for wide in sorted({other for other in around if own <= other <= own + 2 * _SLACK}, reverse=True):
            full = sum(1 for other in around if wide - _SLACK <= other <= wide)
            wider = sum(1 for other in around if other > wide)
            if full >= (3 if len(around) > 4 else 2) and 4 * wider <= full:
                found = wide
                break
        if found:
            break
    page.columns[number] = found
    return found


def _forced(page: _Page, number: int, wide: int, slack: int) -> bool:
    """Tell whether the first unit of the next line did not fit any more into a column of this width, give or take."""
    line, after = page.lines[number], page.lines[number + 1]
    unit = _UNIT.match(after.text)
    need = slack + (width(unit.group()) if unit else 1)
    # a first line may have lost its indent
    first = number == 0 or page.lines[number - 1].text[-1] in _STOPS or page.lines[number].breaks > 1
    room = wide - page.width(number)
    return room < need or (first and not line.indent and _INDENT_WIDTH <= room < need + _INDENT_WIDTH)


def _splits_number(left: str, right: str) -> bool:
    """Tell a break inside a number or a date, which no column has to prove: 5⏎万余人, 1,2⏎00件, 5⏎月."""
    if left[-1].isdigit() and right[0] in "万亿%％‰余":
        return True
    if not right[0].isdigit():
        return right[0] in "年月日" and _OPEN_DATE[right[0]].search(left) is not None
    group = _OPEN_GROUP.search(left) if left[-1].isdigit() or left[-1] in ",，" else None
    return group is not None and _REST_OF_GROUP.match(right) is not None and len(group[1]) + len(_digits(right)) == 3


def _digits(text: str) -> str:
    return text[: len(text) - len(text.lstrip("0123456789"))]


def _joins(page: _Page, number: int, columns: dict[int, _Column], any_column: bool, parted: bool) -> bool:
    line, after = page.lines[number], page.lines[number + 1]
    last = line.text[-1]
    if after.text[0] in _GOES_ON_FIRST and _GOES_ON.match(after.text) and last not in _STOPS:
        return True
    if after.indent > 1 or (HEAD.match(after.text) and not splits_word(line.text, after.text)):
        return False
    if last in _COMMAS:
        return True
    wide = _column_of(page, number)
    if not wide and last not in TERMINAL:
        return any_column and _is_torn(line, after)
    column = (
        next((columns[w] for w in (wide, wide - 1, wide + 1, wide - 2, wide + 2) if w in columns), None)
        if wide
        else None
    )
    if column is None or not column.certain:
        return False
    if last in _STOPS + "；;：:":
        # after a full stop a join only matters for the paragraph
        alike = abs(page.width(number + 1) - page.width(number)) <= 2 * _SLACK
        return _forced(page, number, wide, _LOST_SPACE if column.loose else 0) and (
            parted or alike or after.text[-1] in _STOPS
        )
    # a heading that fills its line by chance fills it less well than running text
    if not _forced(page, number, wide, _LOST_SPACE if HEAD.match(line.text) else _SLACK):
        return _is_torn(line, after)
    if _is_prose(page, number):
        return True
    return splits_word(line.text, after.text)


def _is_torn(line: Line, after: Line) -> bool:
    """Tell whether running text breaks off where no column shows; asked only of text that was wrapped elsewhere."""
    clauses = len(_MARK.findall(line.text))
    goes_on = _MARK.search(after.text) is not None or after.text[-1] in TERMINAL
    return goes_on and (clauses > 1 or (clauses > 0 and splits_word(line.text, after.text)))


def _is_prose(page: _Page, number: int) -> bool:
    """Tell whether a full line belongs to running text; a heading that fills its line by chance does not."""
    line, after = page.lines[number], page.lines[number + 1]
    if _MARK.search(line.text):
        return True
    inside = number > 0 and page.lines[number - 1].text[-1] not in TERMINAL and line.breaks == after.breaks
    opens = number > 0 and (not HEAD.match(line.text) or line.text[0] == "【") and line.text[-1] not in TERMINAL
    return (inside and _LIST_MARK.search(after.text) is not None) or (opens and _MARK.search(after.text) is not None)


def _between(left: str, right: str) -> str:
    """Return the space that two Latin words need; PM2.5, 5G and a word cut in two need none."""
    before, after = _LATIN.search(left), _LATIN_START.match(right)
    if before is None or after is None or min(len(before.group()), len(after.group())) < 2:
        return ""
    return "" if (before.group() + after.group()).isupper() else " "
