"""Layout damage: what PDFs, narrow columns and web pages do to a text, with the exact map back.

Every damage takes a text and a random generator and returns the damaged text with an `OffsetMap` from it to the text it
was made from. Nothing is ever lost: damage adds characters, prints them twice, or prints a full-width form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from random import Random
from unicodedata import east_asian_width

from zongshu.offsets import Edit, OffsetMap, edit, rearrange

__all__ = ["DAMAGES", "Carrier", "damage", "half_width", "undamage"]

Damaged = tuple[str, OffsetMap]
Damage = Callable[[str, Random], Damaged]

# a comma or % inside a number may well begin a line: columns do not know numbers
_NOT_FIRST = "，。、；：！？”’）》】〉〕…—)"
_NOT_LAST = "“‘（《【〈〔("
_HAN = r"\u3400-\u9fff〇"
_SCALE = "十百千万亿"
_LONGEST_RUN = 12
_SHORTEST_PIECE = 6

# what a PDF writes as one run: a number, a word, one sign, a stretch of letters, or marks that stand together
_RUN = re.compile(rf"\d+|[A-Za-z]+|[%‰℃㎡]|[{_HAN}—…]+|[，。、；：！？“”‘’（）《》【】〔〕〈〉]+|\S")
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_DIGITS = re.compile(r"[0-9A-Za-z%]|(?<=\d)\.(?=\d)")
_FULL = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_HALF = {full: half for half, full in _FULL.items()}


def half_width(text: str) -> str:
    """Return the text with every full-width ASCII form narrowed, for comparing only.

    >>> half_width("１２．５％")
    '12.5%'
    """
    return "".join(_HALF.get(char, char) for char in text)


def wrap(text: str, rng: Random, columns: int) -> Damaged:
    """Cut lines at `columns` full-width characters; none begins with a closing mark or ends with an opening one.

    >>> wrap("建成站点12345个，覆盖全县。", Random(0), 6)[0]
    '建成站点1234\\n5个，覆盖全\\n县。'
    """
    del rng
    edits: list[Edit] = []
    for start, end in _lines(text):
        first, width, at = start, 0, start
        while at < end:
            size = _width(text[at])
            if width + size > 2 * columns and at > first:
                cut = _cut(text, first, at)
                edits.append((cut, cut, "\n"))
                first, at, width = cut, cut, 0
                continue
            width += size
            at += 1
    return edit(text, edits)


def blank_lines(text: str, rng: Random) -> Damaged:
    """Put one blank line between all lines, so that blank lines no longer tell where a paragraph ends.

    >>> blank_lines("全县建成\\n站点3个。", Random(0))[0]
    '全县建成\\n\\n站点3个。'
    """
    del rng
    return edit(text, [(m.end(), m.end(), "\n") for m in re.finditer(r"(?<=[^\n])\n(?=[^\n])", text)])


def shadow(text: str, rng: Random) -> Damaged:
    """Print every run twice, as a PDF's shadow does; spaces and line breaks stay single.

    >>> shadow("覆盖率73.8%。", Random(0))[0]
    '覆盖率覆盖率7373..88%%。。'
    """
    ranges: list[tuple[int, int]] = []
    at = 0
    for start, end in _runs(text, rng):
        ranges += [(at, start), (start, end), (start, end)]
        at = end
    return rearrange(text, [*ranges, (at, len(text))])


def spaced(text: str, rng: Random) -> Damaged:
    """Justify about every fourth line: one space between all its characters, digits and marks included.

    >>> spaced("由5.6天缩短到2.9天", Random(1))[0]
    '由 5 . 6 天 缩 短 到 2 . 9 天'
    """
    edits: list[Edit] = []
    for start, end in _lines(text):
        if end - start >= 8 and rng.random() < 0.25:
            edits += ((at, at, " ") for at in range(start + 1, end) if not (text[at] + text[at - 1]).count(" "))
    return edit(text, edits)


def fullwidth(text: str, rng: Random) -> Damaged:
    """Widen digits, letters, % and the points inside numbers.

    >>> fullwidth("增长8.7%", Random(0))[0]
    '增长８．７％'
    """
    del rng
    return edit(text, [(m.start(), m.end(), _FULL[m.group()]) for m in _DIGITS.finditer(text)])


def digit_spaces(text: str, rng: Random) -> Damaged:
    """Put a space between some numbers and the characters before and after them.

    >>> digit_spaces("10月31日启动项目3个", Random(7))[0]
    '10月 31日启动项目 3个'
    """
    places: set[int] = set()
    for match in _NUMBER.finditer(text):
        if _is_han(text, match.start() - 1) and rng.random() < 0.5:
            places.add(match.start())
        if _is_han(text, match.end()) and rng.random() < 0.3:
            places.add(match.end())
    return _insert(text, places, " ")


def numbers_spaced(text: str, rng: Random) -> Damaged:
    """Put a space into some numbers: after the digits, or between the scale and the unit.

    >>> numbers_spaced("参与群众5万余人次，覆盖率73%", Random(3))[0]
    '参与群众5 万余人次，覆盖率73 %'
    """
    places: set[int] = set()
    for match in _NUMBER.finditer(text):
        at = match.end()
        if (_is_han(text, at) or text[at : at + 1] in ("%", "‰", "㎡", "％")) and rng.random() < 0.4:
            places.add(at)
        scale = at
        while text[scale : scale + 1] and text[scale] in _SCALE + "余多":
            scale += 1
        if scale > at and _is_han(text, scale) and rng.random() < 0.3:
            places.add(scale)
    return _insert(text, places, " ")


def invisible(text: str, rng: Random) -> Damaged:
    """Put characters that nobody sees into about every tenth number and between some words, as web pages do.

    >>> invisible("建成站点12345个", Random(0))[0].encode("unicode_escape").count(b"200b")
    1
    """
    places = {
        at for at in range(1, len(text)) if text[at] not in "\n " and text[at - 1] not in "\n " and rng.random() < 0.02
    }
    for match in _NUMBER.finditer(text):
        if match.end() - match.start() > 1 and rng.random() < 0.3:
            places.add(match.start() + 1)
    return _insert(text, places or {len(text) // 2}, "\u200b")


def line_numbers(text: str, rng: Random) -> Damaged:
    """Number the lines, as an edition with a counted margin does.

    >>> line_numbers("全县建成\\n站点3个", Random(0))[0]
    '1 全县建成\\n2 站点3个'
    """
    del rng
    return edit(text, [(start, start, f"{number} ") for number, (start, _) in enumerate(_lines(text), 1)])


def bylines(text: str, rng: Random) -> Damaged:
    """Put a byline between some lines of a paragraph.

    >>> bylines("全县建成志愿服务\\n站点3个，覆盖全县\\n各镇。", Random(1))[0].count("记者")
    1
    """
    places = [
        start
        for (_, before), (start, _) in pairwise(_lines(text))
        if start == before + 1 and text[before - 1] not in "。！？：；”" and text[before - 8 : before].count("\n") == 0
    ]
    chosen = sorted(rng.sample(places, min(len(places), 1 + len(places) // 40)))
    return edit(text, [(at, at, "■本报记者 周宁\n") for at in chosen])


DAMAGES: dict[str, Damage] = {
    "none": lambda text, rng: edit(text, []),
    **{f"wrap{columns}": partial(wrap, columns=columns) for columns in (16, 18, 24)},
    "blank_lines": blank_lines,
    "shadow": shadow,
    "spaced": spaced,
    "fullwidth": fullwidth,
    "digit_spaces": digit_spaces,
    "numbers_spaced": numbers_spaced,
    "invisible": invisible,
    "line_numbers": line_numbers,
    "bylines": bylines,
}
"""Every damage by the name that heads of marked-up articles use."""


def damage(text: str, layout: Iterable[str], seed: int | str) -> Damaged:
    """Damage a text in several ways, one on the result of the other.

    Args:
        text: the clean text.
        layout: names of `DAMAGES`, in the order in which they act.
        seed: what the random choices hang on; the same seed gives the same text.

    Returns:
        The damaged text, and the map from it to `text`.
    """
    rng = Random(seed)
    damaged, back = text, OffsetMap.identity(len(text))
    for name in layout:
        damaged, one = DAMAGES[name](damaged, rng)
        back = back.then(one)
    return damaged, back


class Carrier:
    """Carries spans of the clean text over to the damaged one.

    Args:
        back: the map from the damaged text to the clean one.
        length: length of the clean text.
    """

    __slots__ = ("_first", "_last", "_source")

    def __init__(self, back: OffsetMap, length: int) -> None:
        self._source: list[int | None] = [None] * len(back)
        self._first = [-1] * length
        self._last = [-1] * length
        for at, size, clean, width in back.rows:
            if size != width:
                continue
            for step in range(size):
                self._source[at + step] = clean + step
                if self._first[clean + step] == -1:
                    self._first[clean + step] = at + step
                self._last[clean + step] = at + step

    def has(self, at: int) -> bool:
        """Tell whether the clean character at `at` is printed at all."""
        return self._first[at] != -1

    def first(self, at: int) -> int:
        """Return where the clean character at `at` is printed first."""
        return self._first[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest damaged span that holds a whole mention.

        Where a doubled run belongs to the mention whole, both of its prints do; a run of which only the end or only the
        beginning belongs to it gives the print that touches the rest.

        Args:
            start: first character of the mention in the clean text.
            end: position after its last one.

        Example:
            >>> text, back = shadow("127名网格员，13个", Random(0))
            >>> carrier = Carrier(back, 11)
            >>> [text[a:b] for a, b in (carrier.span(0, 4), carrier.span(8, 11))]
            ['127127名', '1313个个']
        """
        final = end - 1
        first, last = self._first[start], self._last[start]
        stop, after = self._first[final], self._last[final]
        opens = all((source := self._source[at]) is None or source >= start for at in range(first, last))
        closes = all((source := self._source[at]) is None or source <= final for at in range(stop + 1, after + 1))
        if first != last and stop < last and not (opens and closes):
            # the mention is a part of one run: its first print stands whole by itself
            return first, stop + 1
        return (first if opens else last), (after if closes else stop) + 1


def undamage(damaged: str, back: OffsetMap, length: int) -> str:
    """Return the clean text that the map leads back to, in its half-width forms.

    >>> undamage("1313个个", shadow("13个", Random(0))[1], 3)
    '13个'
    """
    carrier = Carrier(back, length)
    return half_width("".join(damaged[carrier.first(at)] for at in range(length)))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()


def _width(char: str) -> int:
    """Return the width in half columns; quotes and dashes are as wide as Chinese characters."""
    return 2 if east_asian_width(char) in "WFA" else 1


def _cut(text: str, first: int, at: int) -> int:
    """Move a cut before `at` back to where no line begins or ends with the wrong mark, if there is such a place."""
    cut = at
    while cut > first + 1 and (text[cut] in _NOT_FIRST or text[cut - 1] in _NOT_LAST):
        cut -= 1
    return cut if text[cut] not in _NOT_FIRST and text[cut - 1] not in _NOT_LAST else at


def _runs(text: str, rng: Random) -> Iterator[tuple[int, int]]:
    """Yield the runs that are printed twice; long ones are cut into pieces of 6 to 12 characters."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST_RUN:
            piece = rng.randint(_SHORTEST_PIECE, _LONGEST_RUN)
            yield start, start + piece
            start += piece
        yield start, end


def _is_han(text: str, at: int) -> bool:
    return 0 <= at < len(text) and re.match(f"[{_HAN}]", text[at]) is not None


def _insert(text: str, places: Iterable[int], what: str) -> Damaged:
    return edit(text, [(at, at, what) for at in sorted(places)])
