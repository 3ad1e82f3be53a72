"""Where something stands twice in a row: a text is compared with itself, shifted, all its characters at once.

What is compared are the low bytes of the characters, written as one long integer; what looks alike is then looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

__all__ = ["ENDLESS", "LONGEST", "MARKS", "lengths_of", "pairs", "runs", "stretches"]

LONGEST = 64
"""The longest run that is looked for."""

ENDLESS = 16
"""So many of one sign in a row are a rule or a leader."""

MARKS = "，。、；：“”（）《》！？%％"
"""Marks that never stand twice in a row in clean text."""

_PAIRED = frozenset(MARKS + ".")
_SHORTEST_LAG, _LONGEST_LAG = 3, 38
# of a run longer than any hint tells of, so many characters recur
_PIECE = 4
# as many characters of a phrase as are compared, all alike
_TWO, _THREE = re.compile(b"\0\0"), re.compile(b"\0\0\0")
_AROUND = 2 * LONGEST
_ALIKE = [b"\0" * length for length in range(LONGEST + 1)]
_ROW = re.compile(b"\0{%d,}" % (ENDLESS - 1))


def stretches(text: str) -> Iterator[tuple[int, int, set[int]]]:
    """Yield the stretches of lines around hints, and the lengths of what the hints in each tell to stand twice.

    A long clean line is not walked through for one of them.

    Args:
        text: any text.

    Example:
        >>> list(stretches("建成站点，覆盖率，，高"))
        [(0, 11, {1})]
    """
    start = end = 0
    lags: set[int] = set()
    for hint, lag in _hints(text):
        whole = end > 0 and text[end - 1] == "\n"
        if whole and hint < end:
            lags.add(lag)
            continue
        low = text.rfind("\n", max(end, hint - _AROUND), hint) + 1 or max(0, hint - _AROUND)
        if whole or low > end or not end:
            if end:
                yield start, end, lags
            start = max(low, end)
            lags = set()
        lags.add(lag)
        stop = text.find("\n", hint, hint + 2 * _AROUND)
        end = stop + 1 if stop != -1 else min(len(text), hint + 2 * _AROUND)
    if end:
        yield start, end, lags


def lengths_of(line: str, told: set[int]) -> list[int]:
    """Return the lengths of the runs that may stand twice in a stretch: what its hints tell, and what no hint tells of.

    Args:
        line: a stretch.
        told: the lengths that its hints tell.

    Example:
        >>> phrase = "全县建成志愿服务站两百八十个，参与群众达五万余人次，覆盖率七成以上，村村都有站点。"
        >>> lengths_of("建成1313个个", {1}), lengths_of(2 * phrase, set()), len(phrase)
        ([1, 2], [1, 2, 41], 41)
    """
    lengths = {*told, *range(1, _SHORTEST_LAG)}
    first = _LONGEST_LAG + 1
    for at in range(0, len(line) - first, first - _PIECE + 1):
        piece = line[at : at + _PIECE]
        again = line.find(piece, at + first, at + LONGEST + _PIECE)
        while again != -1:
            lengths.add(again - at)
            again = line.find(piece, again + 1, at + LONGEST + _PIECE)
    return sorted(lengths)


def runs(line: str, lengths: Sequence[int], start: int, end: int) -> dict[int, int]:
    """Return the places in `[start, end)` where a run may stand twice, in order, each with the longest such run.

    Args:
        line: a stretch.
        lengths: of the runs, from `lengths_of`.
        start: first position to look at; `end` the one after the last.

    Example:
        >>> runs("建成1313个个", [1, 2], 0, 8)
        {2: 2, 6: 1}
    """
    low = _low(line[start : end + 2 * LONGEST])
    size = len(low)
    whole = int.from_bytes(low, "little")
    found: dict[int, int] = {}
    # in a row of one sign, a rule or a leader, every run stands twice
    endless: list[tuple[int, int]] = []
    for length in lengths:
        same = _same(whole, whole >> 8 * length, size)
        if length == 1 and _ALIKE[ENDLESS - 1] in same:
            endless = [
                (first, last + 2 - ENDLESS)
                for first, last in (match.span() for match in _ROW.finditer(same, 0, size - 1))
                if line[start + first] * (last - first + 1) == line[start + first : start + last + 1]
            ]
        at = same.find(_ALIKE[length], 0, size - length)
        while at != -1:
            row = bisect_right(endless, (at, size)) - 1 if endless else -1
            if row >= 0 and at < endless[row][1]:
                at = endless[row][1] - 1
            else:
                found[start + at] = length
            at = same.find(_ALIKE[length], at + 1, size - length)
    return {at: found[at] for at in sorted(found) if at < end}


def _hints(text: str) -> list[tuple[int, int]]:
    """Return places, in order, of what doubled print leaves behind: two equal marks, units or phrases in a row.

    Each comes with its length; every phrase of `_SHORTEST_LAG` to `_LONGEST_LAG` characters is among them.
    """
    low = _low(text)
    return sorted([*((at, 1) for at in _pairs(text, low)), *_phrases(text, low)])


def _low(text: str) -> bytes:
    """Return the low byte of each character, which tells well enough where to look."""
    return text.encode("utf-32-le", "surrogatepass")[::4]


def _same(left: int, right: int, size: int) -> bytes:
    """Return `size` bytes, zero where two texts, each written as one long integer, have the same byte."""
    return (left ^ right).to_bytes(size, "little")


def pairs(text: str) -> Iterator[int]:
    """Yield places of a mark that stands twice, and of a digit before any sign that stands twice.

    Args:
        text: any text.

    Example:
        >>> list(pairs("13个个，，"))
        [1, 4]
    """
    return _pairs(text, _low(text))


def _pairs(text: str, low: bytes) -> Iterator[int]:
    whole = int.from_bytes(low, "little")
    last = len(low) - 1
    same = _same(whole, whole >> 8, last + 1)
    at = same.find(0, 0, last)
    while at != -1:
        char = text[at]
        if char == text[at + 1]:
            if char in _PAIRED:
                yield at
                at += 1
            elif at and text[at - 1].isdecimal() and not char.isdecimal() and not char.isspace():
                yield at - 1
        at = same.find(0, at + 1, last)


def _phrases(text: str, low: bytes) -> Iterator[tuple[int, int]]:
    """Yield places where a phrase stands twice in a row, with its length, by comparing the text with itself, shifted.

    Of a phrase of `lag` characters two are enough to look there: only every `lag // 2`-th is compared.
    """
    longest = max(map(len, text.split("\n")))
    for lag in range(_SHORTEST_LAG, min(_LONGEST_LAG, longest // 2) + 1):
        step, odd = divmod(lag, 2)
        if not odd or lag == _SHORTEST_LAG:
            even = int.from_bytes(low[::step], "little")
            size = (len(low) + step - 1) // step
        shifted = int.from_bytes(low[1::step], "little") if odd and step > 1 else even
        same = _same(even, shifted >> 8 * (lag // step), size)
        search = (_THREE if step == 1 else _TWO).search
        hit = search(same)
        while hit:
            at = hit.start()
            start = _twice(text, at * step, lag, step)
            if start is not None:
                yield start, lag
            hit = search(same, at + (1 if start is None else 2 * lag // step))


def _twice(text: str, at: int, lag: int, step: int) -> int | None:
    """Return where a phrase of `lag` characters that stands twice begins, at `at` or less than a step before it."""
    for start in range(at, max(-1, at - step), -1):
        if text[start] != text[start + lag : start + lag + 1]:
            return None
        if text.startswith(text[start : start + lag], start + lag):
            return start
    return None
