"""What a line end tears by itself, whatever the column: numbers, dates, words of Latin letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zongshu.compiled import compile_pattern
from zongshu.patterns import pattern

__all__ = ["cuts_fraction", "latin_joint", "splits_latin", "splits_number", "unsure_joints"]

_FRACTION = pattern(r"[.,．](?=\d)")
# a group of thousands that a line end has cut
_OPEN_GROUP = pattern(r"(?<!\d)\d{1,3}(?:[,，]\d{3})*[,，](\d{0,2})$")
_OPEN_DATE = {
    "年": compile_pattern(r"(?<!\d)(?:19|20)\d\d$"),
    "月": compile_pattern(r"\d年\d{1,2}$"),
    "日": compile_pattern(r"\d月\d{1,2}$"),
}
_REST_OF_GROUP = pattern(r"\d{1,3}(?!\d)")
_LATIN = pattern(r"[A-Za-z]+$")
_LATIN_START = pattern(r"[A-Za-z]+(?!\d)")
_HYPHENED = pattern(r"([A-Za-z]*[a-z])[-\u2010]$")
_HYPHENS = "-\u2010"
_G = pattern(r"G(?![A-Za-z\d])")
_GENERATION = pattern(r"(?<!\d)[2-6]$")
_SMALL_START = pattern(r"[a-z]{2,}")
_WORD = pattern(r"[A-Za-z]+(?:-[A-Za-z]+)?")
_JOINT = pattern(r" (?<=[a-z] )[a-z]{2,}(?![A-Za-z])")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_LONGEST = 40


def splits_number(left: str, right: str) -> bool:
    """Tell a break inside a number or a date, which no column has to prove.

    >>> splits_number("参与5", "万余人次"), splits_number("共1,2", "00件"), splits_number("2024年5", "月"), splits_number("12", "3")
    (True, True, True, False)
    """
    last, first = left[-1], right[0]
    if last not in _DIGITS and last not in ",，" and not last.isdigit():
        return False
    if last.isdigit() and first in "万亿%％‰余":
        return True
    if not first.isdigit():
        return first in "年月日" and _OPEN_DATE[first].search(left[-_LONGEST:]) is not None
    group = _OPEN_GROUP.search(left[-_LONGEST:])
    return group is not None and _REST_OF_GROUP.match(right) is not None and len(group[1]) + len(_digits(right)) == 3


def splits_latin(text: str, left: str, right: str) -> bool:
    """Tell a break inside a Latin word with a hyphen that the text has whole elsewhere, and inside 5G.

    >>> splits_latin("全县Internet用户", "接入Inter-", "net平台"), splits_latin("", "建成5", "G基站")
    (True, True)
    """
    if left[-1] in _HYPHENS:
        before, after = _HYPHENED.search(left[-_LONGEST:]), _SMALL_START.match(right)
        return before is not None and after is not None and (before[1] + after.group()).lower() in _words(text)
    return _G.match(right) is not None and _GENERATION.search(left[-2:]) is not None


def cuts_fraction(left: str, right: str) -> bool:
    """Tell whether a number goes on behind its point or comma on the next line: 7⏎.6."""
    return left[-1].isdigit() and _FRACTION.match(right) is not None


def _digits(text: str) -> str:
    return text[: len(text) - len(text.lstrip("0123456789"))]


def latin_joint(text: str, left: str, right: str) -> tuple[int, str]:
    """Return how many signs at the end of the left line go, and what comes between two lines that are joined.

    Two Latin words get a space; PM2.5, 5G and capitals cut in two get none. A word cut in two is put together where a
    hyphen says so, or where the text has it whole elsewhere.

    Args:
        text: the whole text.
        left: the line before the break.
        right: the line behind it.

    Example:
        >>> latin_joint("", "接入Smart", "city平台"), latin_joint("", "接入Inter-", "net平台"), latin_joint("", "PM", "2.5")
        ((0, ' '), (1, ''), (0, ''))
        >>> latin_joint("全县Internet用户", "接入Inter", "net平台")
        (0, '')
    """
    if not right[0].isascii():
        return 0, ""
    hyphened, small = _HYPHENED.search(left[-_LONGEST:]), _SMALL_START.match(right)
    if hyphened and small:
        return int(f"{hyphened[1]}-{small.group()}".lower() not in _words(text)), ""
    before, after = _LATIN.search(left[-_LONGEST:]), _LATIN_START.match(right)
    if before is None or after is None or min(len(before.group()), len(after.group())) < 2:
        return 0, ""
    word = before.group() + after.group()
    return 0, "" if word.isupper() or (small and word.lower() in _words(text)) else " "


def unsure_joints(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of two Latin words that may be one: neither stands elsewhere in the text.

    Args:
        text: the text after repair; the caller knows which spaces were line ends.

    Example:
        >>> list(unsure_joints("接入Inter net平台")), list(unsure_joints("接入Smart city平台，city云"))
        ([(2, 11)], [])
    """
    at = 0
    for match in _JOINT.finditer(text):
        before = _LATIN.search(text, max(at, match.start() - _LONGEST), match.start())
        # of three words in a row the first two are one pair
        if before is None:
            continue
        at = match.end()
        if _words(text)[before.group().lower()] == 1 == _words(text)[match.group()[1:]]:
            yield before.start(), at


@lru_cache(maxsize=1)
def _words(text: str) -> Counter[str]:
    """Count the Latin words of a text, with those that a hyphen joins."""
    return Counter(word.lower() for word in _WORD.findall(text))
