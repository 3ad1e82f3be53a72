"""Page furniture and captions that stand between the two halves of a sentence.

A page number or a running head there is left out; a caption is moved behind the paragraph that it splits. Where no
sentence is cut they stay where they are, and `segment` keeps them apart from prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from zongshu.offsets import Edit
from zongshu.repair.lines import HEAD, TERMINAL, Line, lines_of

__all__ = ["Move", "page_furniture"]

_PAGE = re.compile(
    r"第 ?\d{1,4} ?页(?:[ ,，/／]*共 ?\d+ ?页)?|[-—–·] ?\d{1,4} ?[-—–·]|(?:阅读次数|阅读量|浏览量|浏览次数|点击数?)[:：] ?\d+(?: ?次)?"
    r"|[（(【]?(?:(?:责任|执行|本版|实习)编辑|责编|校对|美编|版式)[:： ] ?[\u4e00-\u9fff ]{2,12}[）)】]?"
    r"|[（(]?[上下紧](?:接|转)第?[\d一二三四五六七八九十A-Z]{1,3}版[^，。]{0,8}[）)]?|[Pp]age ?\d+(?: ?of ?\d+)?"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_MARK = re.compile(r"[，。；：！？]")
_CLAUSE_MARK = re.compile(r"[，。；]")
_LONGEST_CAPTION = 40
_LONGEST_HEAD = 30
_SHORTEST_PARAGRAPH = 30
_SHORTEST_LINE = 8
_MOST_LINES = 3
_TIMES_REPEATED = 3


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
    pages = _page_lines(lines)
    # a caption stands between blank lines
    whole = any(line.breaks > 1 for line in lines) and any(map(_breaks_off, lines)) and _whole_paragraphs(lines)
    if not pages and not whole:
        return
    held: list[tuple[int, int]] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        after = _after_intruders(lines, number, pages, whole)
        if not after:
            yield from (Move(start, end, line.end) for start, end in held)
            held = []
            number += 1
            continue
        resumed = lines[after]
        paragraph = _is_cut_paragraph(line, resumed) and whole
        end = resumed.start + resumed.indent if paragraph else text.rfind("\n", line.end, resumed.start)
        if number + 1 in pages:
            yield line.start + line.indent + len(line.text), end, ""
        else:
            held.append((line.end, lines[after - 1].end))
            yield lines[after - 1].end, end, ""
        number = after


def _after_intruders(lines: Sequence[Line], number: int, pages: set[int], whole: bool) -> int:
    """Return the line on which the sentence that ends cut on a line goes on behind page furniture or a caption, else 0."""
    line = lines[number]
    if line.text[-1] in TERMINAL or number in pages or number + 2 >= len(lines):
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
    while after < len(lines) - 1 and after - number < _MOST_LINES and _is_caption(lines[after]):
        after += 1
    return after if lines[after].breaks > 1 and _is_cut_paragraph(line, lines[after]) else 0


def _is_caption_between(lines: Sequence[Line], number: int) -> bool:
    return lines[number + 1].breaks > 1 and _is_caption(lines[number + 1])


def _is_caption(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_CAPTION
        and _MARK.search(line.text) is None
        and not re.match(r"[一二三四五六七八九十（(第]", line.text)
    )


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
    return len(line.text) >= _SHORTEST_PARAGRAPH and len(_CLAUSE_MARK.findall(line.text)) > 1


def _whole_paragraphs(lines: Sequence[Line]) -> bool:
    """Tell whether a line is a paragraph here, and its end is marked: then one without a mark was cut."""
    long = [line for line in lines if _is_long(line)]
    if sum(len(line.text) for line in lines) // max(1, len(lines)) < _SHORTEST_PARAGRAPH // 2:
        return False
    return len(long) > 2 and 5 * sum(line.text[-1] not in TERMINAL for line in long) <= len(long)


def _page_lines(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that are page numbers, counters or running heads."""
    short = [(number, line.text) for number, line in enumerate(lines) if len(line.text) <= _LONGEST_HEAD]
    found = {number for number, line in short if _PAGE.fullmatch(line)}
    bare = [(number, int(line)) for number, line in short if len(line) < 5 and _BARE_NUMBER.fullmatch(line)]
    # bare numbers are pages where each counts one on and pages of text lie between them
    if len(bare) > 1 and all(b[1] == a[1] + 1 and b[0] > a[0] + 4 for a, b in pairwise(bare)):
        found.update(number for number, _ in bare)
    if found:
        times = Counter(line for _, line in short)
        for number in list(found):
            for beside in (number - 1, number + 1):
                if (
                    0 <= beside < len(lines)
                    and times[lines[beside].text] >= _TIMES_REPEATED
                    and not _MARK.search(lines[beside].text)
                ):
                    found.add(beside)
    return found
