"""Numbers of lines that a scan or a copy has taken over from the margin of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zongshu.offsets import Edit
from zongshu.patterns import pattern
from zongshu.repair.lines import TERMINAL, Line, has_cells, lines_of, splits_word

__all__ = ["line_numbers"]

_HINT = pattern(r"\n[ \u3000]*\d{1,3}[ \t\u3000]")
_NUMBER = pattern(r"(\d{1,3})[ \t\u3000]{1,4}(?=\S)")
_FEWEST = 5


def line_numbers(text: str) -> Iterator[Edit]:
    """Yield the deletions of numbers that count the lines of running text.

    Lists are numbered too; only where words run over the line ends is it the lines that are counted.

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> page = "1 全县登记社会组\\n2 织三百家，开展公\\n3 益创投四批，投入资\\n4 金一千二百万元，服\\n5 务老年人。"
        >>> edit(page, list(line_numbers(page)))[0].split("\\n")[:2]
        ['全县登记社会组', '织三百家，开展公']
    """
    if _HINT.search(text) is None:
        return
    lines = lines_of(text)
    run: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        match = _NUMBER.match(line.text)
        if match and run and int(match[1]) == int(run[-1][1][1]) + 1:
            run.append((line, match))
            continue
        yield from _deletions(run)
        run = [(line, match)] if match else []
    yield from _deletions(run)


def _deletions(run: Sequence[tuple[Line, re.Match[str]]]) -> Iterator[Edit]:
    bodies = [line.text[match.end() :] for line, match in run]
    if len(run) < _FEWEST or 5 * sum(map(has_cells, bodies)) > len(run):
        return
    open_ends = [(left, right) for left, right in pairwise(bodies) if left[-1] not in TERMINAL]
    if 5 * sum(splits_word(left, right) for left, right in open_ends) < max(len(open_ends), 2 * _FEWEST):
        return
    for line, match in run:
        start = line.start + line.indent
        yield start, start + match.end(), ""
