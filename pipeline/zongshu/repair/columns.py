"""Columns: how wide they are shows in the lines around, and that they are any in the words that their line ends cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from zongshu.patterns import pattern
from zongshu.repair.lines import TERMINAL, Line, splits_word, width

__all__ = ["COMMAS", "LOST_SPACE", "SLACK", "STOPS", "Column", "Page", "columns", "tears"]

STOPS = "。！？!?…"
COMMAS = "，、,"
SLACK = 4
LOST_SPACE = 2
_INDENT_WIDTH = 4
_SOFT_MARK = pattern(r"[，。；、：]")
# what a line may not break: opening marks with what follows, a sign with the marks that hang on it
_UNIT = pattern(r"[“‘（《【〈〔(]*(?:\d[\d.,]*[%％‰]?|[A-Za-z]+|.)[，。、；：！？”’）》】〉〕…—）)％%‰]*")
_NEAR = 2
_NARROWEST = 16
_WINDOW = 6
_ENOUGH = 60


@dataclass(slots=True)
class Column:
    """What is known of the lines that are as wide as one column.

    Attributes:
        ends: the lines that fill it, as many as are looked at.
        marks: how many of them hold a mark.
        tight: how many of them end at its very edge.
        certain: True where line ends cut words as often as chance cuts them in running text.
    """

    ends: list[int] = field(default_factory=list)
    marks: int = 0
    tight: int = 0
    certain: bool = False

    @property
    def loose(self) -> bool:
        """True where lines end a sign or two before the edge, as they do in proportional type."""
        return 10 * self.tight < 9 * len(self.ends)


class Page:
    """The lines of a text, with the width of each, its indent counted in."""

    __slots__ = ("_columns", "_units", "lines", "widths")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.widths = [
            width(line.text) + min(2 * line.indent, _INDENT_WIDTH) if line.indent else width(line.text)
            for line in lines
        ]
        self._columns: dict[int, int] = {}
        self._units: dict[int, int] = {}

    def column(self, number: int) -> int:
        """Return the width of the column that a line fills, 0 where the lines around it show none."""
        known = self._columns.get(number)
        if known is None:
            known = self._columns[number] = self._column(number)
        return known

    def _column(self, number: int) -> int:
        own = self.widths[number]
        if own < _NARROWEST:
            return 0
        before, behind = self.widths[max(0, number - _WINDOW) : number], self.widths[number + 1 : number + _WINDOW + 1]
        # where a layout begins or ends only one side shows the column
        for around in ([*before, own, *behind], [own, *behind], [*before, own]):
            around.sort()
            last = bisect_right(around, own + 2 * SLACK)
            # more lines wider than the column than lines that fill it: no narrower one can be it
            while 4 * (len(around) - last) <= last and (wide := around[last - 1]) >= own:
                if (
                    4 * (len(around) - last)
                    <= last - bisect_left(around, wide - SLACK)
                    >= (3 if len(around) > 4 else 2)
                ):
                    return wide
                last = bisect_left(around, wide, 0, last)
        return 0

    def forced(self, number: int, wide: int, slack: int) -> bool:
        """Tell whether the first unit of the next line did not fit any more into a column so wide, give or take."""
        line = self.lines[number]
        need = slack + self._unit(number + 1)
        # a first line may have lost its indent
        first = number == 0 or self.lines[number - 1].text[-1] in STOPS or line.breaks > 1
        room = wide - self.widths[number]
        return room < need or (first and not line.indent and _INDENT_WIDTH <= room < need + _INDENT_WIDTH)

    def _unit(self, number: int) -> int:
        """Return the width of the first unit of a line."""
        known = self._units.get(number)
        if known is None:
            unit = _UNIT.match(self.lines[number].text)
            known = self._units[number] = width(unit.group()) if unit else 1
        return known


def columns(page: Page, joins: Sequence[int]) -> dict[int, Column]:
    """Find the columns of a text: for each width, what the line ends inside sentences cut there.

    Args:
        page: the lines.
        joins: the numbers of the lines that may go on in the next one.

    Returns:
        The columns by their width, narrow differences counted together; none where no line end cuts a word.
    """
    lines = page.lines
    inside = [number for number in joins if (last := lines[number].text[-1]) not in TERMINAL and last not in COMMAS]
    if not any(tears(page, number) for number in inside):
        return {}
    found: dict[int, Column] = {}
    for number in inside:
        wide = page.column(number)
        if not wide or not page.forced(number, wide, SLACK):
            continue
        column = found.setdefault(wide, Column())
        if len(column.ends) < _ENOUGH:
            column.ends.append(number)
            column.tight += page.forced(number, wide, LOST_SPACE)
            column.marks += _SOFT_MARK.search(lines[number].text) is not None
    return {wide: _together(page, found, wide) for wide in found}


def tears(page: Page, number: int) -> bool:
    """Tell whether a line fills a column and tears a word or a number; the cheap questions first."""
    return (
        page.lines[number].text[-1] not in COMMAS
        and (wide := page.column(number)) > 0
        and page.forced(number, wide, SLACK)
        and splits_word(page.lines[number].text, page.lines[number + 1].text)
    )


def _together(page: Page, found: dict[int, Column], wide: int) -> Column:
    near = [column for other, column in found.items() if abs(other - wide) <= _NEAR]
    ends = [number for one in near for number in one.ends]
    marks = sum(one.marks for one in near)
    certain = 3 * marks >= len(ends) and _cut_words(page, ends)
    return Column(ends, marks, sum(one.tight for one in near), certain)


def _cut_words(page: Page, ends: Sequence[int]) -> bool:
    """Tell whether one in eight line ends or more cuts a word; no more of them are looked at than that takes."""
    cut = 0
    for number in ends:
        cut += splits_word(page.lines[number].text, page.lines[number + 1].text)
        if 8 * cut >= len(ends):
            return True
    return False
