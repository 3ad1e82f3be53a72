"""Pieces of pages to one running text: running heads away, columns in order, lines to paragraphs, captions apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from zongshu.patterns import pattern
from zongshu.read.columns import flows
from zongshu.read.glyphs import Glyph, Piece, is_wide
from zongshu.read.pdf_tables import grids

__all__ = ["Paragraph", "Text", "lay_out"]

_MARGIN = 0.1
_PAGE_NUMBER = pattern(r"[-—–－·•\s]*(第\d+页(，?共\d+页)?|\d{1,4}(/\d{1,4})?)[-—–－·•\s]*")
_CAPTION = pattern(r"[▲▼◀▶△▽↑↓←→]|图[一二三四五六七八九十\d]+|.{0,60}摄[）)]?$")
_LABEL = pattern("【[\u4e00-\u9fff]{2,6}】")
_CAPTION_LINES = 6
_STOP = frozenset("。！？：；…!?;:")
_CLOSING = "”’」』）)》\"'"
_CELL_GAP = 1.6
_WIDE_GAP = 0.8
_WORD_GAP = 0.15

Place = tuple[int, Glyph | None]


@dataclass(slots=True)
class Text:
    """A raw text, and for each of its characters the page (from 1, 0 for none) and the glyph."""

    raw: str
    places: list[Place]


@dataclass(slots=True)
class Paragraph:
    """Lines that run on.

    Attributes:
        places: its characters; what is not a glyph is a space or a tab.
        text: the characters.
        size: of its letters.
        lines: how many lines it has.
        page: the page it begins on.
        begins: whether its first line may go on from elsewhere: it is not indented.
        goes_on: whether its last line is full and does not end in a stop.
    """

    places: list[Place] = field(default_factory=list)
    text: str = ""
    size: float = 0.0
    lines: int = 0
    page: int = 0
    begins: bool = False
    goes_on: bool = False
    caption: bool = False

    def add(self, text: str, places: list[Place]) -> None:
        """Let a line follow; between Latin words there is a space."""
        if self.text and self.text[-1].isascii() and text[0].isascii() and (self.text[-1] + text[0]).isalpha():
            self.text += " "
            self.places.append((0, None))
        self.text += text
        self.places += places
        self.lines += 1


def lay_out(sheets: list[list[Piece]], sizes: list[tuple[float, float]]) -> Text:
    """Make the running text of pages.

    Args:
        sheets: the pieces of each page.
        sizes: width and height of each page.

    Returns:
        The text: a line a paragraph, an empty line where another block begins.
    """
    heads = _running_heads(sheets, sizes)
    done: list[list[Paragraph]] = []
    captions: list[list[Paragraph]] = []
    for number, sheet in enumerate(sheets, 1):
        height = sizes[number - 1][1]
        kept = [piece for piece in sheet if not _is_furniture(piece, height, heads)]
        body = _body_size(kept)
        blocks = [_paragraphs(flow, number, body) for flow in flows(kept)]
        captions.append([one for block in blocks for one in block if one.caption])
        for block in blocks:
            running: list[Paragraph] = []
            for one in block:
                above = running[-1] if running else (done[-1][-1] if done else None)
                if one.caption:
                    continue
                if above is not None and _runs_on(above, one, body):
                    _melt(above, one)
                else:
                    running.append(one)
            if running:
                done.append(running)
    return _join(done, captions)


def _join(blocks: list[list[Paragraph]], captions: list[list[Paragraph]]) -> Text:
    """Write paragraphs; the captions of a page come where the text has left that page."""
    raw: list[str] = []
    places: list[Place] = []

    def put(paragraph: Paragraph, between: str) -> None:
        if places:
            raw.append(between)
            places.extend((0, None) for _ in between)
        raw.append(paragraph.text)
        places.extend(paragraph.places)

    page = 1
    for block in blocks:
        for index, paragraph in enumerate(block):
            for passed in range(page, paragraph.page):
                for caption in captions[passed - 1]:
                    put(caption, "\n\n")
            page = max(page, paragraph.page)
            put(paragraph, "\n" if index else "\n\n")
    for rest in captions[page - 1 :]:
        for caption in rest:
            put(caption, "\n\n")
    return Text("".join([*raw, "\n"]), [*places, (0, None)]) if raw else Text("", [])


def _running_heads(sheets: list[list[Piece]], sizes: list[tuple[float, float]]) -> set[str]:
    """Find what stands at the edge of three pages or more, its numbers aside."""
    seen: Counter[str] = Counter()
    for sheet, (_, height) in zip(sheets, sizes, strict=True):
        seen.update({_key(piece) for piece in sheet if _at_edge(piece, height)})
    return {key for key, count in seen.items() if count >= 3 and 2 * count >= len(sheets)}


def _key(piece: Piece) -> str:
    return re.sub(r"\d+", "#", piece.text)


def _at_edge(piece: Piece, height: float) -> bool:
    return not _MARGIN * height < piece.base < (1 - _MARGIN) * height


def _is_furniture(piece: Piece, height: float, heads: set[str]) -> bool:
    return _at_edge(piece, height) and (_key(piece) in heads or _PAGE_NUMBER.fullmatch(piece.text) is not None)


def _body_size(sheet: list[Piece]) -> float:
    """Return the size that most characters of a page have."""
    counts: Counter[float] = Counter()
    for piece in sheet:
        counts[round(piece.size, 1)] += len(piece.glyphs)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0


def _paragraphs(flow: list[list[Piece]], page: int, body: float) -> list[Paragraph]:
    """Put the rows of a column together where a line is full and the next is not indented."""
    left = _usual([row[0].left for row in flow], low=True)
    right = _usual([row[-1].right for row in flow], low=False)
    steps = [below[0].base - row[0].base for row, below in pairwise(flow)]
    step = median(steps) if steps else 0.0
    found: list[Paragraph] = []
    rows = [_cells(pieces) for pieces in flow]
    tables = grids(rows)
    for index, row in enumerate(rows):
        if index in tables:
            if tables[index]:
                one = Paragraph(size=max(piece.size for piece in row), page=page)
                one.add(*_row(tables[index], page))
                found.append(one)
            continue
        size = max(piece.size for piece in row)
        text, places = _line(row, page)
        begins = row[0].left < left + 0.6 * size and not _LABEL.match(text)
        alike = bool(found) and abs(found[-1].size - size) <= 0.08 * size
        near = index > 0 and steps[index - 1] <= max(1.4 * step, step + 2)
        if not (alike and near and begins and found[-1].goes_on and len(row) == 1):
            found.append(Paragraph(size=size, page=page, begins=begins and len(flow) > 1))
        found[-1].add(text, places)
        room = 1.6 * size + (_word(flow[index + 1]) if index + 1 < len(flow) else 0.0)
        full = row[-1].right > right - room and len(flow) > 1
        found[-1].goes_on = full and len(row) == 1
    for one in found:
        small = one.size < 0.93 * body and len(one.text) > 1
        one.caption = one.lines <= _CAPTION_LINES and (small or _CAPTION.match(one.text) is not None)
    return found


def _cells(row: list[Piece]) -> list[Piece]:
    """Put pieces together again that are too near for cells: a justified line with wide gaps."""
    cells = row[:1]
    for piece in row[1:]:
        last = cells[-1]
        if piece.left - last.right < _CELL_GAP * min(piece.size, last.size):
            cells[-1] = Piece(last.glyphs + piece.glyphs, last.size, last.base)
        else:
            cells.append(piece)
    return cells


def _word(row: list[Piece]) -> float:
    """Return the width of the number or Latin word that a line begins with, which did not fit on the line before."""
    width = 0.0
    for glyph in row[0].glyphs:
        if not glyph.char.isascii():
            break
        width += glyph.right - glyph.left
    return width


def _usual(edges: list[float], low: bool) -> float:
    """Return the edge of a column: the outermost that several rows share, within a point."""
    counts = Counter(round(edge) for edge in edges)
    shared = [
        edge for edge, count in counts.items() if count + counts[edge - 1] + counts[edge + 1] >= 0.15 * len(edges)
    ]
    return float(min(shared) if low else max(shared)) if shared else (min(edges) if low else max(edges))


def _runs_on(above: Paragraph, below: Paragraph, body: float) -> bool:
    """Tell whether a paragraph goes on at the head of the next column or page."""
    if not (above.goes_on and below.begins) or above.text.rstrip(_CLOSING)[-1:] in _STOP:
        return False
    return abs(above.size - below.size) <= 0.05 * body and abs(above.size - body) <= 0.1 * body


def _melt(above: Paragraph, below: Paragraph) -> None:
    above.add(below.text, below.places)
    above.lines += below.lines - 1
    above.goes_on = below.goes_on


def _line(row: list[Piece], page: int) -> tuple[str, list[Place]]:
    """Write a row: cells apart by tabs, words by spaces."""
    text: list[str] = []
    places: list[Place] = []
    spread = all(len(piece.glyphs) <= 2 for piece in row)  # a heading that is set wide: 工 作 总 结
    for number, piece in enumerate(row):
        if number:
            text.append(" " if spread else "\t")
            places.append((0, None))
        before: Glyph | None = None
        for glyph in piece.glyphs:
            if before is not None and _is_gap(before, glyph, piece.size):
                text.append(" ")
                places.append((0, None))
            text.append(glyph.char)
            places.append((page, glyph))
            before = glyph
    return "".join(text), places


def _row(cells: list[Piece | None], page: int) -> tuple[str, list[Place]]:
    """Write a row of a table, a tab between any two columns."""
    text: list[str] = []
    places: list[Place] = []
    for number, cell in enumerate(cells):
        if number:
            text.append("\t")
            places.append((0, None))
        if cell is not None:
            written, where = _line([cell], page)
            text.append(written)
            places += where
    return "".join(text), places


def _is_gap(left: Glyph, right: Glyph, size: float) -> bool:
    gap = right.left - left.right
    if is_wide(left.char) or is_wide(right.char):
        return gap > _WIDE_GAP * size
    return gap > _WORD_GAP * size
