"""Glyphs of a page: shadow print taken away, and what stands side by side on a line put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

__all__ = ["Glyph", "Piece", "is_wide", "pieces", "without_shadows"]

_SHADOW = 0.3
_GAP = 1.0
_SAME_LINE = 0.3


class Glyph(NamedTuple):
    """A printed character: its place in points from the upper left corner of the page, and its baseline."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    base: float


@dataclass(slots=True)
class Piece:
    """Glyphs that stand side by side: a line of a column, a cell, a heading.

    Attributes:
        glyphs: from left to right.
        size: about the width of a Chinese character of it.
        base: its baseline.
    """

    glyphs: list[Glyph]
    size: float
    base: float

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.glyphs[-1].right

    @property
    def text(self) -> str:
        """Its characters without spaces."""
        return "".join(glyph.char for glyph in self.glyphs)


def is_wide(char: str) -> bool:
    """Tell the characters that are as wide as they are high."""
    return "\u2e80" <= char <= "\ufaff" or "\uff00" <= char <= "\uff60" or char >= "\U00020000"


def without_shadows(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Drop each glyph that is printed again at nearly the same place, as bold or shadowed headings are.

    Args:
        glyphs: in any order.

    Returns:
        The glyphs in their order, the first print of each. Two signs that stand side by side are both kept.

    Example:
        >>> shadow = [Glyph("8", x, 10, x + 5, 20, 18) for x in (50, 50.3, 55, 55.3)]
        >>> [glyph.left for glyph in without_shadows(shadow)]
        [50, 55]
    """
    kept: list[Glyph] = []
    cells: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        near_x = _SHADOW * (glyph.right - glyph.left)
        near_y = _SHADOW * (glyph.bottom - glyph.top)
        column, row = int(glyph.left // 8), int(glyph.top // 8)
        around = (
            other
            for x in range(int((glyph.left - near_x) // 8), int((glyph.left + near_x) // 8) + 1)
            for y in range(int((glyph.top - near_y) // 8), int((glyph.top + near_y) // 8) + 1)
            for other in cells.get((glyph.char, x, y), ())
        )
        if any(abs(o.left - glyph.left) < near_x and abs(o.top - glyph.top) < near_y for o in around):
            continue
        kept.append(glyph)
        cells.setdefault((glyph.char, column, row), []).append(glyph)
    return kept


def pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Put glyphs together that stand side by side on one line.

    Args:
        glyphs: of one page, in any order.

    Returns:
        The pieces, from top to bottom and left to right.
    """
    found: list[Piece] = []
    for row in _rows(glyphs):
        row.sort(key=lambda glyph: glyph.left)
        start = 0
        for at in range(1, len(row) + 1):
            if at < len(row):
                size = min(_extent(row[at - 1]), _extent(row[at]))
                if row[at].left - row[at - 1].right < _GAP * size:
                    continue
            part = row[start:at]
            found.append(Piece(part, _size(part), median(glyph.base for glyph in part)))
            start = at
    found.sort(key=lambda piece: (piece.base, piece.left))
    return found


def _rows(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Cut into rows of one baseline; raised and lowered signs and other sizes stay with their neighbours."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if row and glyph.base - row[0].base > _SAME_LINE * min(_extent(row[0]), _extent(glyph)):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _extent(glyph: Glyph) -> float:
    """Return about the width that a Chinese character of the same print has."""
    return max(glyph.right - glyph.left if is_wide(glyph.char) else 0.8 * (glyph.bottom - glyph.top), 1.0)


def _size(glyphs: list[Glyph]) -> float:
    return median([_extent(glyph) for glyph in glyphs if is_wide(glyph.char)] or map(_extent, glyphs))
