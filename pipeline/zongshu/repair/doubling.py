"""Doubled print: a PDF's shadow print, where each run of characters stands twice (1313个个, 7373..88%%).

A chain of doubled runs is undone only where something in it cannot be natural Chinese: a doubled punctuation mark, a long
doubled phrase, or a doubled number with its doubled unit. 常常, 人人, 一个个 and 1001 are left alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from zongshu.offsets import Edit
from zongshu.patterns import pattern
from zongshu.repair.twice import ENDLESS, LONGEST, MARKS, lengths_of, pairs, runs, stretches

__all__ = ["doubled_print", "doubled_signs"]

_CLAUSE_SIGNS = frozenset("，。、；：%")
_TWICE = pattern(r"(\d{1,8})\1([^\d\s.,，])\2")
_CJK = pattern(r"[\u4e00-\u9fff]")
_LEADERS = "…—=_.*·~～-"
_LEADER = pattern(rf"[\s{_LEADERS}]+$")
_DASHES = "—–-…·～~"
_DISTRIBUTIVE = pattern(r"[一逐每]|(.)\1")
_LONE = pattern(r"(?<!([，、；]))([，、；])\2(?![，、；])|(?<=\d)\.\.(?=\d)")
_CLAUSE_MARK = pattern(r"[，。、；：！？]")
# between two cells of a row: what they share stands there twice by right
_BETWEEN_CELLS = pattern(r"[\t|｜]|[ \u3000\u00a0]{2}")
# groups of thousands are alike by chance (999,999,000), and so are the members of a list (12，12，)
_THOUSANDS = pattern(r"\d(?<!\d.)\d{0,2}(?:[,，]\d{3})+(?!\d)")
_NUMBER = pattern(r"\d+(?:[.,，]\d+)*")
_FIGURES = pattern(r"[\d.,，、]+")
_SHORTEST_PHRASE = 5
# so short a run before a number belongs to it as a whole (不到不到9090%%)
_BESIDE = 3
_NUMERAL = pattern(r"[\d一二三四五六七八九十百千万亿两几半]")
_WINDOW = 2048


class _Run(msgspec.Struct, gc=False):
    """A run of `length` characters that stands twice from `start`; a weak one counts only between others."""

    start: int
    length: int
    weak: bool = False

    @property
    def end(self) -> int:
        return self.start + 2 * self.length


def doubled_print(text: str) -> Iterator[Edit]:
    """Yield the deletions that make doubled print single.

    Args:
        text: any text; lines are judged apart, because shadow print doubles line by line, and so does no phrase with two cells in it.

    Yields:
        Deletions of one of each two copies, in order.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("成立党组织1313个个，，覆盖率7373..88%%。。", list(doubled_print("成立党组织1313个个，，覆盖率7373..88%%。。")))[0]
        '成立党组织13个，覆盖率73.8%。'
    """
    for start, end, lags in stretches(text):
        line = text[start:end]
        copies = _copies(line, lags)
        if not copies and 1 in lags:
            copies = [(match.start(), match.start() + 1) for match in _LONE.finditer(line)]
        for left, right in copies:
            yield start + left, start + right, ""


def doubled_signs(text: str) -> bool:
    """Tell whether a mark stands twice in a text, or a number with its unit; both may be natural.

    Example:
        >>> doubled_signs("建成1313个个"), doubled_signs("村里，，"), doubled_signs("1313人")
        (True, True, False)
    """
    return any(text[at] in _CLAUSE_SIGNS or _TWICE.search(text, max(0, at - ENDLESS), at + 3) for at in pairs(text))


def _copies(line: str, lags: set[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    chain: list[_Run] = []
    gap = index = 0
    size = len(line)
    numbers: list[tuple[int, int]] | None = None
    doubled: dict[int, int] = {}
    places: list[int] = []
    seen = 0
    lengths = lengths_of(line, lags)
    cells = _BETWEEN_CELLS.search(line) is not None
    while index < size:
        if index >= seen:
            doubled = runs(line, lengths, index, index + _WINDOW)
            places = list(doubled)
            seen = index + _WINDOW
        if not chain:
            # nothing is open: on to the next place where something stands twice
            after = bisect_left(places, index)
            if after == len(places):
                index = seen
                continue
            index, gap = places[after], 0
        length = _doubled_at(line, index, doubled[index], cells) if index in doubled else 0
        if length and ((char := line[index]).isdecimal() or char in ",，"):
            if numbers is None:
                numbers = [match.span() for match in _THOUSANDS.finditer(line)]
            last = bisect_right(numbers, (index, size)) - 1
            if last >= 0 and index + 2 * length <= numbers[last][1]:
                length = 0
        weak = not length
        if weak and chain:
            length = _dashes_at(line, index)
        if length:
            chain.append(_Run(index, length, weak))
            index += 2 * length
            gap = 0
            continue
        # a stray space or one lost mark does not end the doubled stretch
        gap += 1
        if chain and (gap > 1 or not line[index].isspace()):
            found += _certain(line, chain)
            chain, gap = [], 0
        index += 1
    return found + _certain(line, chain)


def _doubled_at(line: str, index: int, longest: int, cells: bool) -> int:
    """Return the length of the longest run, of `longest` characters or fewer, that stands twice from `index`; or 0."""
    first = line[index]
    if first.isspace() or (line[index + 1] == first and line.startswith(first * ENDLESS, index)):
        return 0
    last = index + longest
    if cells and (cell := _BETWEEN_CELLS.search(line, index, index + LONGEST + 1)):
        last = min(last, cell.start())
    other = line.rfind(first, index + 1, last + 1)
    while other != -1:
        unit = line[index:other]
        if line.startswith(unit, other) and (first not in _LEADERS or unit == "." or not _LEADER.match(unit)):
            return other - index
        other = line.rfind(first, index + 1, other)
    return 0


def _dashes_at(line: str, index: int) -> int:
    """Return half the length of a run of one kind of dash or dot, 0 where it is no even number of them."""
    dash = line[index]
    if dash not in _DASHES:
        return 0
    end = index
    while end < len(line) and line[end] == dash and end - index < ENDLESS:
        end += 1
    return (end - index) // 2 if (end - index) % 2 == 0 else 0


def _certain(line: str, chain: list[_Run]) -> list[tuple[int, int]]:
    """Return the copies that go from a chain where at least one of its runs cannot be natural."""
    while chain and chain[-1].weak:
        chain.pop()
    for position in range(len(chain)):
        if _strong(line, chain, position):
            return [_copy(line, run) for run in chain]
    return []


def _copy(line: str, run: _Run) -> tuple[int, int]:
    """Return the copy of a run that goes: the second; of words before a number, with none among them, the first.

    So the words that belong to a number (每周不少于每周不少于44次次) lie beside it in the source, too.
    """
    after = run.end
    leads = (
        run.length > _BESIDE
        and line[after : after + 1].isdigit()
        and not line[run.start - 1 : run.start].isdigit()
        and _NUMERAL.search(line, run.start, run.start + run.length) is None
    )
    start = run.start if leads else run.start + run.length
    return start, start + run.length


def _strong(line: str, chain: list[_Run], position: int) -> bool:
    run = chain[position]
    unit = line[run.start : run.start + run.length]
    if run.weak:
        return False
    if run.length == 1 and unit in MARKS:
        return len(chain) > 1
    if (
        run.length >= 4
        and _CJK.search(unit)
        and len(set(unit)) > 2
        and (len(chain) > 1 or _lone_phrase(line, run, unit))
    ):
        return True
    if (
        run.length >= 3
        and unit[0].isdigit()
        and not (unit[-1].isdigit() or unit[-1].isspace() or _FIGURES.fullmatch(unit))
    ):
        return True
    if _NUMBER.fullmatch(unit) and position + 1 < len(chain) and chain[position + 1].start == run.end:
        after = line[run.end]
        # 22年年均 is 22年 and 年均, 1313人人均 is 1313人 and 人均
        natural = len(chain) == 2 and line.startswith("均", chain[position + 1].end)
        return not after.isdigit() and not after.isspace() and not natural
    return False


def _lone_phrase(line: str, run: _Run, unit: str) -> bool:
    """Tell whether a phrase that alone stands twice in its line is no list (工商银行、中国银行、中国…) and no 一步一步."""
    if run.length < _SHORTEST_PHRASE or _DISTRIBUTIVE.match(unit):
        return False
    if not _CLAUSE_MARK.search(unit):
        return True
    whole = run.start == 0 or line[run.start - 1] in "，。；！？"
    return whole and run.length >= 2 * _SHORTEST_PHRASE and unit[-1] in "，。；！？"
