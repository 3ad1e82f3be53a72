"""Page furniture, captions and boxes that stand between the two halves of a sentence.

A page number, a running head, a byline or a quote that the page prints once more is left out there; a caption is moved
behind the paragraph that it splits. Where no sentence is cut they stay where they are, and `segment` keeps them apart
from prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zongshu.offsets import Edit
from zongshu.patterns import pattern
from zongshu.repair.intruders import is_byline, is_caption, is_pull_quote, page_lines
from zongshu.repair.lines import HEAD, TERMINAL, Line, lines_of, open_lines, splits_word, width

__all__ = ["Move", "page_furniture"]

_CLAUSE_MARK = pattern(r"[，。；]")
_SHORTEST_PARAGRAPH = 30
_SHORTEST_LINE = 8
_MOST_LINES = 3
_NARROWER = 0.8
_SLACK = 4
_MOST_SLACK = 20
_LONGEST_BOX = 40


class Move(NamedTuple):
    """`text[start:end]` goes to the position `to`, which lies behind it."""

    start: int
    end: int
    to: int


def page_furniture(text: str) -> Iterator[Edit | Move]:
    """Yield what makes sentences whole that a page break or a picture has cut.

    Args:
        text: any text, after doubled print was undone.

    Yields:
        Deletions of page numbers and running heads, moves of captions, in order.

    Example:
        >>> list(page_furniture("全县建成志愿服务\\n— 3 —\\n站点280个。"))
        [(8, 14, '')]
    """
    lines = lines_of(text)
    cut = open_lines(text)
    if not cut:
        return
    pages = page_lines(lines)
    # a caption stands between blank lines
    whole = (
        any(_breaks_off(lines[number]) for number in cut)
        and any(line.breaks > 1 for line in lines)
        and _whole_paragraphs(lines)
    )
    boxes = _boxes(lines, cut, pages)
    if not pages and not whole and not boxes:
        return
    opened = set(cut)
    held: list[tuple[int, int]] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        after = (boxes.get(number) or _after_intruders(lines, number, pages, whole)) if number in opened else 0
        if not after:
            if held:
                yield from (Move(start, end, line.end) for start, end in held)
                held = []
            number += 1
            continue
        resumed = lines[after]
        paragraph = _is_cut_paragraph(line, resumed) and whole
        end = resumed.start + resumed.indent if paragraph else text.rfind("\n", line.end, resumed.start)
        if number in boxes or number + 1 in pages:
            yield line.start + line.indent + len(line.text), end, ""
        else:
            held.append((line.end, lines[after - 1].end))
            yield lines[after - 1].end, end, ""
        number = after


def _boxes(lines: Sequence[Line], cut: Sequence[int], pages: set[int]) -> dict[int, int]:
    """Find bylines and pull quotes inside sentences: the line before each, and the line on which the sentence goes on."""
    found: dict[int, int] = {}
    for number in cut:
        line = lines[number]
        if len(line.text) < _SHORTEST_LINE or not 0 < number < len(lines) - 2:
            continue
        box = lines[number + 1]
        if len(box.text) > _LONGEST_BOX:
            continue
        if is_byline(box.text):
            if _fills_column(lines, number + 1):
                continue
            if _in_column(lines, number, number + 2) or _in_word(lines, number, number + 2):
                found[number] = number + 2
            continue
        if "，" not in line.text or len(box.text) > _NARROWER * len(line.text) or box.text[-1] in "。；":
            continue
        if number + 1 in pages or _opens(box) or _opens(line):
            continue
        for last in range(number + 1, min(number + 1 + _MOST_LINES, len(lines) - 1)):
            if _in_column(lines, number, last + 1) and is_pull_quote(lines, number + 1, last):
                found[number] = last + 1
                break
    return found


def _fills_column(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line is as wide as the two lines before it and the one behind: text wrapped to one width."""
    widths = [width(line.text) + 2 * line.indent for line in lines[max(0, number - 2) : number + 2]]
    return len(widths) > 2 and max(widths) - min(widths) <= _SLACK


def _in_column(lines: Sequence[Line], number: int, after: int) -> bool:
    """Tell whether running text breaks off on a line and goes on with another as wide; titles above a byline do not."""
    before, line, resumed = lines[number - 1], lines[number], lines[after]
    if not _is_long(line):
        # three lines of one column
        lengths = [len(one.text) + one.indent for one in (before, line, resumed)]
        if max(lengths) - min(lengths) > _MOST_SLACK or before.text[-1] in TERMINAL:
            return False
        widths = [width(one.text) + 2 * one.indent for one in (before, line, resumed)]
        if max(widths) - min(widths) > _SLACK:
            return False
    marked = _CLAUSE_MARK.search(line.text) or _CLAUSE_MARK.search(before.text)
    return marked is not None and _CLAUSE_MARK.search(resumed.text) is not None and not _opens(resumed)


def _in_word(lines: Sequence[Line], number: int, after: int) -> bool:
    """Tell whether a word or a number of running text goes on with another line."""
    marked = _CLAUSE_MARK.search(lines[number].text) or _CLAUSE_MARK.search(lines[number - 1].text)
    return marked is not None and not _opens(lines[after]) and splits_word(lines[number].text, lines[after].text)


def _after_intruders(lines: Sequence[Line], number: int, pages: set[int], whole: bool) -> int:
    """Return the line on which the sentence that ends cut on a line goes on behind page furniture or a caption, else 0."""
    line = lines[number]
    if number in pages or number + 2 >= len(lines):
        return 0
    after = number + 1
    while after < len(lines) and after - number <= _MOST_LINES and after in pages:
        after += 1
    if after > number + 1:
        fits = (
            after < len(lines) and after not in pages and len(line.text) >= _SHORTEST_LINE and not _opens(lines[after])
        )
        return after if fits and (_CLAUSE_MARK.search(line.text) or _CLAUSE_MARK.search(lines[after].text)) else 0
    if not whole or not _is_caption_between(lines, number):
        return 0
    while after < len(lines) - 1 and after - number < _MOST_LINES and is_caption(lines[after]):
        after += 1
    return after if lines[after].breaks > 1 and _is_cut_paragraph(line, lines[after]) else 0


def _is_caption_between(lines: Sequence[Line], number: int) -> bool:
    return lines[number + 1].breaks > 1 and is_caption(lines[number + 1])


def _opens(line: Line) -> bool:
    return line.indent > 1 or HEAD.match(line.text) is not None


def _is_cut_paragraph(line: Line, after: Line) -> bool:
    """Tell whether a paragraph breaks off in a clause and another goes on that opens like none."""
    return (
        _breaks_off(line)
        and _is_long(line)
        and not _opens(after)
        and _CLAUSE_MARK.search(after.text) is not None
        and after.text[-1] in TERMINAL
    )


def _breaks_off(line: Line) -> bool:
    return len(line.text) >= _SHORTEST_PARAGRAPH and line.text[-1] not in TERMINAL


def _is_long(line: Line) -> bool:
    """Tell whether a line is a paragraph: of some length, with two marks at least."""
    if len(line.text) < _SHORTEST_PARAGRAPH:
        return False
    mark = _CLAUSE_MARK.search(line.text)
    return mark is not None and _CLAUSE_MARK.search(line.text, mark.end()) is not None


def _whole_paragraphs(lines: Sequence[Line]) -> bool:
    """Tell whether a line is a paragraph here, and its end is marked: then one without a mark was cut."""
    long = [line for line in lines if _is_long(line)]
    if sum(len(line.text) for line in lines) // max(1, len(lines)) < _SHORTEST_PARAGRAPH // 2:
        return False
    return len(long) > 2 and 5 * sum(line.text[-1] not in TERMINAL for line in long) <= len(long)
