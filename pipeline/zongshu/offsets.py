"""The map back: where each character of a repaired text stood in the text before repair.

An `OffsetMap` is a piece table sorted by position in the *clean* text. A row
`(clean_start, clean_length, raw_start, raw_length)` with equal lengths is a copy, character by character; any other row is
one atomic block, of which every part comes from the whole of its raw range. Rows that share one clean range are one
atomic block that came from several raw ranges. What was deleted is simply absent; raw order is free, so columns may move.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

__all__ = ["Edit", "OffsetMap", "edit", "rearrange"]

_FEW = 3

Row = tuple[int, int, int, int]
Edit = tuple[int, int, str]
"""`(start, end, replacement)`: a deletion has an empty replacement, an insertion has `start == end`."""


class OffsetMap:
    """Leads from positions in a clean text to the raw text it was made from.

    Args:
        rows: the piece table, sorted by clean start.

    Example:
        >>> text, back = edit("1313个个", [(2, 4, ""), (5, 6, "")])
        >>> text, back.runs(0, 3), back.span(0, 3)
        ('13个', [(0, 2), (4, 5)], (0, 5))
    """

    __slots__ = ("_starts", "rows")

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.rows: list[Row] = list(rows)
        self._starts = [row[0] for row in self.rows]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.rows == other.rows

    def __hash__(self) -> int:
        return hash(tuple(self.rows))

    def __repr__(self) -> str:
        return f"OffsetMap({self.rows!r})"

    def __len__(self) -> int:
        """Return the length of the clean text in code points."""
        return self.rows[-1][0] + self.rows[-1][1] if self.rows else 0

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text of `length` code points that nothing was done to."""
        return cls([(0, length, 0, length)] if length else [])

    @property
    def is_identity(self) -> bool:
        """True where every clean position is its own raw position."""
        return all(cs == rs and cl == rl for cs, cl, rs, rl in self.rows)

    def _groups(self, start: int, end: int) -> Iterator[tuple[int, int, list[tuple[int, int]], bool]]:
        """Yield `(clean_start, clean_end, raw ranges, is_copy)` for what overlaps clean `[start, end)`."""
        if start >= end:
            return
        rows, starts = self.rows, self._starts
        index = bisect_right(starts, start) - 1
        while index > 0 and starts[index - 1] == starts[index]:
            index -= 1
        index = max(index, 0)
        while index < len(rows):
            clean, length, raw, width = rows[index]
            if clean >= end:
                return
            ranges = [(raw, raw + width)]
            index += 1
            while index < len(rows) and starts[index] == clean:
                ranges.append((rows[index][2], rows[index][2] + rows[index][3]))
                index += 1
            if clean + length > start:
                yield clean, clean + length, ranges, len(ranges) == 1 and length == width

    def shift(self, start: int, end: int) -> int | None:
        """Return how far clean `[start, end)` lies from its raw text, where all of it is one copy.

        Args:
            start: first clean position.
            end: clean position after the last.

        Returns:
            What to add to a clean position for the raw one; None where the stretch is no plain copy.

        Example:
            >>> back = edit("1313个个站", [(2, 4, ""), (5, 6, "")])[1]
            >>> back.shift(0, 2), back.shift(0, 3), back.shift(3, 4)
            (0, None, 3)
        """
        starts = self._starts
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= end:
            return None
        clean, length, raw, width = self.rows[index]
        if length != width or end > clean + length or (index and starts[index - 1] == clean):
            return None
        return raw - clean

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the raw ranges that clean `[start, end)` came from, in clean order, neighbours merged.

        Args:
            start: first clean position.
            end: clean position after the last.

        Returns:
            `(raw_start, raw_end)` pairs, exclusive of inserted text, which came from nowhere.
        """
        shift = self.shift(start, end)
        if shift is not None:
            return [(start + shift, end + shift)]
        found: list[tuple[int, int]] = []
        if start >= end:
            return found
        rows, starts = self.rows, self._starts
        count = len(rows)
        index = bisect_left(starts, starts[max(0, bisect_right(starts, start) - 1)]) if count else 0
        before = first = last = -1
        while index < count:
            clean, length, raw, width = rows[index]
            if clean >= end:
                break
            index += 1
            shared = clean == before or (index < count and starts[index] == clean)
            before = clean
            if clean + length <= start:
                continue
            raw_end = raw + width
            if length == width and not shared:
                # a copy: only the part of it that was asked for
                if clean < start:
                    raw += start - clean
                if clean + length > end:
                    raw_end -= clean + length - end
            if raw_end == raw or (raw == first and raw_end == last):
                continue
            if raw == last:
                last = raw_end
                continue
            if first >= 0:
                found.append((first, last))
            first, last = raw, raw_end
        if first >= 0:
            found.append((first, last))
        return found

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest raw span that holds all of `runs(start, end)`; an empty one where there are none."""
        runs = self.runs(start, end)
        if not runs:
            raw = self.position(start)
            return raw, raw
        return runs[0] if len(runs) == 1 else (min(runs)[0], max([run[1] for run in runs]))

    def position(self, clean: int) -> int:
        """Return the raw position of the clean position `clean` (the end of the text maps to the end of its last row)."""
        shift = self.shift(clean, clean + 1)
        if shift is not None:
            return clean + shift
        for start, _, ranges, copy in self._groups(clean, clean + 1):
            return ranges[0][0] + (clean - start if copy else 0)
        return self.rows[-1][2] + self.rows[-1][3] if self.rows else 0

    def then(self, second: OffsetMap) -> OffsetMap:
        """Return the map of two repairs in a row: this one first, `second` on its result.

        Args:
            second: the map from the final text to the text whose map this is.
        """
        if second.is_identity and len(second) == len(self):
            return self
        if self.is_identity and self.rows and self.rows[0][2] == 0:
            return second
        rows: list[Row] = []
        # rows that share one clean range are one block
        for _, shared in groupby(second.rows, itemgetter(0)):
            (clean, length, start, width), *more = shared
            if length == width and not more:
                self._copy(rows, start, start + width, clean - start)
                continue
            middles = [(start, start + width), *((row[2], row[2] + row[3]) for row in more)]
            found = [run for a, b in middles for run in (self.runs(a, b) if b > a else [])]
            if not found:
                raw = self.position(start)
                found = [(raw, raw)]
            _append_block(rows, clean, length, found)
        return OffsetMap(rows)

    def _copy(self, rows: list[Row], start: int, end: int, shift: int) -> None:
        """Append what clean `[start, end)` is made of, moved by `shift`; rows that lie inside go over as they are."""
        back = self.shift(start, end)
        if back is not None:
            _append(rows, (start + shift, end - start, start + back, end - start))
            return
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        while last > first and self.rows[last - 1][0] + self.rows[last - 1][1] > end:
            last -= 1
        if last - first < _FEW:
            self._copy_parts(rows, start, end, shift)
            return
        self._copy_parts(rows, start, self._starts[first], shift)
        # the row at the front may melt into the one before it
        done = self._starts[first] + self.rows[first][1]
        self._copy_parts(rows, self._starts[first], done, shift)
        while first < last and self._starts[first] < done:
            first += 1
        inside = self.rows[first:last]
        rows.extend([(clean + shift, length, raw, width) for clean, length, raw, width in inside] if shift else inside)
        self._copy_parts(rows, self.rows[last - 1][0] + self.rows[last - 1][1], end, shift)

    def _copy_parts(self, rows: list[Row], start: int, end: int, shift: int) -> None:
        for group, group_end, ranges, copy in self._groups(start, end):
            left, right = max(group, start), min(group_end, end)
            if copy:
                _append(rows, (left + shift, right - left, ranges[0][0] + left - group, right - left))
            else:
                _append_block(rows, left + shift, right - left, ranges)


def _append(rows: list[Row], row: Row) -> None:
    """Append a copy row, melting it into the copy before it where the two touch on both sides."""
    if rows:
        clean, length, raw, width = rows[-1]
        lone = len(rows) < 2 or rows[-2][0] != clean
        if lone and length == width and clean + length == row[0] and raw + width == row[2]:
            rows[-1] = (clean, length + row[1], raw, width + row[3])
            return
    rows.append(row)


def _append_block(rows: list[Row], clean: int, length: int, ranges: list[tuple[int, int]]) -> None:
    """Append one atomic block; a part of a block that happens to be as long as its source must not read as a copy."""
    if len(ranges) == 1 and length > 1 and ranges[0][1] - ranges[0][0] == length:
        start, end = ranges[0]
        ranges = [(start, start + 1), (start + 1, end)]
    rows.extend((clean, length, start, end - start) for start, end in ranges)


def edit(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Apply edits to a text and return the new text with its map back.

    Args:
        text: the text to change.
        edits: `(start, end, replacement)` in rising order, not overlapping; offsets count in `text`.

    Returns:
        The changed text and the map from it to `text`.

    Raises:
        ValueError: an edit lies outside the text or before the end of the one before it.

    Example:
        >>> edit("５万\\n余人", [(0, 1, "5"), (2, 3, "")])[0]
        '5万余人'
    """
    if not edits:
        return text, OffsetMap.identity(len(text))
    parts: list[str] = []
    rows: list[Row] = []
    clean = at = 0
    last = len(text)
    # behind a deletion nothing touches what stands before it
    apart = True
    for start, end, replacement in edits:
        if not at <= start <= end <= last:
            raise ValueError(f"edit ({start}, {end}) does not follow position {at} in a text of {last}")
        if start > at:
            size = start - at
            parts.append(text[at:start])
            if apart:
                rows.append((clean, size, at, size))
            else:
                _append(rows, (clean, size, at, size))
            clean += size
        apart = not replacement and end > start
        if replacement:
            parts.append(replacement)
            size = len(replacement)
            if size == end - start:
                _append(rows, (clean, size, start, size))
            else:
                rows.append((clean, size, start, end - start))
            clean += size
        at = end
    if at < len(text):
        parts.append(text[at:])
        _append(rows, (clean, len(text) - at, at, len(text) - at))
    return "".join(parts), OffsetMap(rows)


def rearrange(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[str, OffsetMap]:
    """Put pieces of a text into another order (columns, boxes) and return the result with its map back.

    Args:
        text: the text to cut up.
        ranges: `(start, end)` pieces in their new order; what no piece holds is left out.

    Example:
        >>> rearrange("右栏左栏", [(2, 4), (0, 2)])[0]
        '左栏右栏'
    """
    rows: list[Row] = []
    clean = 0
    for start, end in ranges:
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"piece ({start}, {end}) lies outside a text of {len(text)}")
        if end > start:
            _append(rows, (clean, end - start, start, end - start))
            clean += end - start
    return "".join(text[start:end] for start, end in ranges), OffsetMap(rows)
