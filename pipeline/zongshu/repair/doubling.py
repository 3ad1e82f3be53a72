"""Doubled print: a PDF's shadow print, where each run of characters stands twice (1313个个, 7373..88%%).

A chain of doubled runs is undone only where something in it cannot be natural Chinese: a doubled punctuation mark, a long
doubled phrase, or a doubled number with its doubled unit. 常常, 人人 and 1001 are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongshu.offsets import Edit

__all__ = ["doubled_print"]

_MARKS = "，。、；：“”（）《》！？%％"
_HINT = re.compile(rf"([{_MARKS}])\1|(\d{{1,8}})\2([^\d\s])\3|([\u4e00-\u9fff].{{3,60}})\4|(\d[^\s]{{1,8}}[^\d\s])\5")
_LONGEST = 64
_CJK = re.compile(r"[\u4e00-\u9fff]")
_LEADER = re.compile(r"[…—=_.\s*·~～-]+$")


def doubled_print(text: str) -> Iterator[Edit]:
    """Yield the deletions that make doubled print single.

    Args:
        text: any text; lines are judged apart, because shadow print doubles line by line.

    Yields:
        Deletions of each second copy, in order.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("成立党组织1313个个，，覆盖率7373..88%%。。", list(doubled_print("成立党组织1313个个，，覆盖率7373..88%%。。")))[0]
        '成立党组织13个，覆盖率73.8%。'
    """
    if _HINT.search(text) is None:
        return
    at = 0
    for line in text.splitlines(keepends=True):
        if _HINT.search(line):
            for start, end in _second_copies(line):
                yield at + start, at + end, ""
        at += len(line)


def _second_copies(line: str) -> Iterator[tuple[int, int]]:
    chain: list[tuple[int, int]] = []
    gap = index = 0
    size = len(line)
    while index < size:
        length = _doubled_at(line, index)
        if length:
            chain.append((index, length))
            index += 2 * length
            gap = 0
            continue
        # a stray space or one lost mark does not end the doubled stretch
        gap += 1
        if gap > 1 or not line[index].isspace():
            yield from _certain(line, chain)
            chain, gap = [], 0
        index += 1
    yield from _certain(line, chain)


def _doubled_at(line: str, index: int) -> int:
    """Return the length of the longest run that stands twice from `index`, 0 where there is none."""
    best = 0
    first = line[index]
    other = line.find(first, index + 1, index + _LONGEST + 1)
    while other != -1:
        length = other - index
        if line.startswith(line[index:other], other) and not _LEADER.match(line[index:other]):
            best = length
        elif length == 1 and line.startswith(first, other) and first in _MARKS + ".":
            best = 1
        other = line.find(first, other + 1, index + _LONGEST + 1)
    return best


def _certain(line: str, chain: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the second copies of a chain where at least one of its runs cannot be natural."""
    if not chain:
        return
    strong = False
    for position, (start, length) in enumerate(chain):
        unit = line[start : start + length]
        if length == 1 and unit in _MARKS:
            strong |= len(chain) > 1
        elif (
            (length >= 5 and _CJK.search(unit) and len(set(unit)) > 2)
            or (length >= 4 and len(chain) > 1 and _CJK.search(unit) and len(set(unit)) > 2)
            or (length >= 3 and unit[0].isdigit() and not unit[-1].isdigit() and not unit[-1].isspace())
        ):
            strong = True
        elif unit.isdigit() and position + 1 < len(chain) and chain[position + 1][0] == start + 2 * length:
            follow = line[start + 2 * length]
            strong |= not follow.isdigit() and not follow.isspace()
    if strong:
        for start, length in chain:
            yield start + length, start + 2 * length
