"""Where on its page each character of a raw text stands."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from zongshu.types import Article

__all__ = ["Box", "Layout", "PageArticle"]


@dataclass(slots=True, frozen=True)
class Box:
    """A rectangle on a page, in points from the upper left corner of the page as it is shown.

    Attributes:
        page: the number of the page, from 1.
        left: its left edge; `top`, `right` and `bottom` likewise.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Layout:
    """The pages of an article and the place of its characters.

    Attributes:
        pages: width and height of each page, in points.
        places: five numbers a character: page from 1, left, top, right, bottom; page 0 for what is not printed, such as
            the line ends between paragraphs.

    Example:
        >>> layout = Layout([(595, 842)], array("f", [1, 60, 80, 70, 90, 1, 70, 80, 80, 90]))
        >>> layout.boxes(0, 2)
        [Box(page=1, left=60.0, top=80.0, right=80.0, bottom=90.0)]
    """

    pages: list[tuple[float, float]] = field(default_factory=list)
    places: array[float] = field(default_factory=lambda: array("f"))

    def boxes(self, start: int, end: int) -> list[Box]:
        """Return the boxes of raw `[start, end)`, one for each printed line that it touches.

        Args:
            start: first position in the raw text.
            end: position after the last.
        """
        return [box for _, _, box in self.lines(start, end)]

    def lines(self, start: int, end: int) -> list[tuple[int, int, Box]]:
        """Return the printed lines that raw `[start, end)` touches: what stands on each, from where to where, and its box.

        Args:
            start: first position in the raw text.
            end: position after the last.
        """
        found: list[tuple[int, int, Box]] = []
        for at in range(start, end):
            page, left, top, right, bottom = self.places[5 * at : 5 * at + 5]
            if not page:
                continue
            first, _, last = found[-1] if found else (at, at, None)
            middle = (top + bottom) / 2
            if last and last.page == page and last.top <= middle <= last.bottom and left >= last.left:
                top, bottom = min(top, last.top), max(bottom, last.bottom)
                found[-1] = first, at + 1, Box(last.page, last.left, top, max(right, last.right), bottom)
            else:
                found.append((at, at + 1, Box(int(page), left, top, right, bottom)))
        return found


@dataclass(slots=True)
class PageArticle(Article):
    """An article that was read from pages.

    Attributes:
        layout: where its characters stand.
    """

    layout: Layout = field(default_factory=Layout)
