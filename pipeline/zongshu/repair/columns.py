"""Columns: how wide they are shows in the lines around, and that they are any in the words that their line ends cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

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


class Page:
    """The lines of a text, with the width of each, its indent counted in."""

    __slots__ = ("_columns", "lines", "widths")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.widths = [
            width(line.text) + min(2 * line.indent, _INDENT_WIDTH) if line.indent else width(line.text)
            for line in lines
        ]
        self._columns: dict[int, int] = {}

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
        line, after = self.lines[number], self.lines[number + 1]
        unit = _UNIT.match(after.text)
        need = slack + (width(unit.group()) if unit else 1)
        # a first line may have lost its indent
        first = number == 0 or self.lines[number - 1].text[-1] in STOPS or line.breaks > 1
        room = wide - self.widths[number]
        return room < need or (first and not line.indent and _INDENT_WIDTH <= room < need + _INDENT_WIDTH)


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
        if column.breaks < _ENOUGH:
            column.breaks += 1
            column.cut += splits_word(lines[number].text, lines[number + 1].text)
            column.tight += page.forced(number, wide, LOST_SPACE)
            column.marks += _SOFT_MARK.search(lines[number].text) is not None
    return {wide: _together(found, wide) for wide in found}


def tears(page: Page, number: int) -> bool:
    """Tell whether a line fills a column and tears a word or a number; the cheap questions first."""
    return (
        page.lines[number].text[-1] not in COMMAS
        and (wide := page.column(number)) > 0
        and page.forced(number, wide, SLACK)
        and splits_word(page.lines[number].text, page.lines[number + 1].text)
    )


def _together(found: dict[int, Column], wide: int) -> Column:
    near = [column for other, column in found.items() if abs(other - wide) <= _NEAR]
    return Column(
        sum(one.breaks for one in near),
        sum(one.cut for one in near),
        sum(one.marks for one in near),
        sum(one.tight for one in near),
    )
