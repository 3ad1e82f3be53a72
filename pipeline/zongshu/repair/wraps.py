"""Hard wraps: lines that a column, not a paragraph, has ended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from zongshu.offsets import Edit

__all__ = ["hard_wraps"]

_LINE = re.compile(r"[^\r\n]+")
_ENDS = "。！？!?…"
_NOT_AT_START = re.compile(r"[，。、；：！？”’）》】%％‰]")
_INDENT = re.compile(r"[ \t\u3000]{2,}|\u3000")
_HEAD = re.compile(r" *(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[章节部]|[□■●◆▲★—–-]{1,2}|[图表]\d)")
_SENTENCE_MARK = re.compile(r"[，。；、]")
_CLAUSE_MARK = re.compile(r"[，。；]")
_SLACK = 4
_INDENT_WIDTH = 4
_NARROWEST = 16


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    width: int
    full: bool = False


def hard_wraps(text: str) -> Iterator[Edit]:
    """Yield the deletions that join what a column cut.

    A line counts as cut where it fills its column: several lines around it have the same width, they carry sentence marks,
    and the next line does not begin a paragraph or a list. Between two Latin words the break becomes one space.

    Args:
        text: any text, after doubled print and stray spaces were undone.

    Example:
        >>> from zongshu.offsets import edit
        >>> page = "全县建成志愿服务站两百八\\n十个，参与群众达5\\n万余人次，覆盖率七成以\\n上。"
        >>> edit(page, list(hard_wraps(page)))[0]
        '全县建成志愿服务站两百八十个，参与群众达5万余人次，覆盖率七成以上。'
    """
    lines = [
        _Line(m.start(), m.end(), m.group(), _width(m.group()))
        for m in _LINE.finditer(text)
        if not m.group().isspace()
    ]
    if len(lines) < 2:
        return
    usual_gap = _usual_gap(text, lines)
    _mark_full(lines)
    for chain in _chains(text, lines, usual_gap):
        prose = any(_CLAUSE_MARK.search(line.text) for line in chain)
        for line, after in zip(chain, chain[1:], strict=False):
            # lines without a single comma or stop are headings and captions; only a cut word shows that two are one
            if not prose and not _splits_word(line.text, after.text):
                continue
            start = line.start + len(line.text.rstrip())
            end = after.start + len(after.text) - len(after.text.lstrip())
            latin = all(char.isascii() and char.isalpha() for char in (text[start - 1], text[end]))
            yield start, end, " " if latin else ""


def _width(text: str) -> int:
    """Return the width in half-width columns, without spaces at the ends."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text.strip())


def _usual_gap(text: str, lines: list[_Line]) -> int:
    """Return how many line breaks stand between neighbouring lines where one number of them rules the text, else 1."""
    gaps = Counter(text.count("\n", a.end, b.start) for a, b in zip(lines, lines[1:], strict=False) if a.width >= _NARROWEST)
    if not gaps:
        return 1
    gap, times = gaps.most_common(1)[0]
    return gap if gap > 1 and times * 10 >= gaps.total() * 6 else 1


def _mark_full(lines: list[_Line]) -> None:
    """Mark the lines that fill their column: neighbours share its width, and they carry sentence marks."""
    for index, line in enumerate(lines):
        if line.width < _NARROWEST:
            continue
        around = lines[max(0, index - 5) : index + 6]
        # a paragraph's first line may have lost its indent of two characters
        first = index == 0 or lines[index - 1].text.rstrip()[-1] in _ENDS
        slack = _SLACK + _INDENT_WIDTH if first else _SLACK
        for column in sorted({other.width for other in around}):
            if not line.width <= column <= line.width + slack:
                continue
            same = [other for other in around if column - _SLACK <= other.width <= column]
            if len(same) >= 3 or (len(around) <= 4 and len(same) >= 2 and line in same):
                line.full |= 2 * sum(1 for other in same if _SENTENCE_MARK.search(other.text)) >= len(same)


def _chains(text: str, lines: list[_Line], usual_gap: int) -> Iterator[list[_Line]]:
    """Yield the runs of two or more lines that belong together."""
    chain: list[_Line] = []
    for line, after in zip(lines, lines[1:], strict=False):
        chain = chain or [line]
        breaks = max(text.count("\n", line.end, after.start), text.count("\r", line.end, after.start))
        if _joins(line, after, breaks, usual_gap):
            chain.append(after)
            continue
        yield chain
        chain = []
    if chain:
        yield chain


def _joins(line: _Line, after: _Line, breaks: int, usual_gap: int) -> bool:
    if breaks > usual_gap or _HEAD.match(after.text):
        return False
    last, first = line.text.rstrip()[-1], after.text.lstrip()[0]
    if last in _ENDS:
        # after a full stop a join only matters for the paragraph, so all signs must agree
        plain = not after.text[0].isspace() and bool(_SENTENCE_MARK.search(after.text))
        return line.full and plain and abs(after.width - line.width) <= 2 * _SLACK
    if _NOT_AT_START.match(first):
        return True
    if _INDENT.match(after.text):
        return False
    return line.full or last in "，、,"


def _splits_word(left: str, right: str) -> bool:
    """Tell whether a dictionary word runs over the break between two lines."""
    import rjieba

    left, right = left.rstrip()[-3:], right.lstrip()[:3]
    at = 0
    for word in rjieba.cut(left + right, hmm=False):
        if at < len(left) < at + len(word):
            return True
        at += len(word)
    return False
