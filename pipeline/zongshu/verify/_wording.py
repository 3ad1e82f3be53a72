"""How alike the wording of a row and the words of a claim are, and where a quotation stands."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from zongshu.patterns import pattern

__all__ = ["Quoted", "core", "cover", "find_quote", "grams"]

_EXTRA = pattern(r"(?:总?数量|总数|个数|人数|数目|总量|情况|数)$")
_LEAST_FUZZY = 0.8
_LEAST_LETTERS = 4


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "PZCS" or c == "%")


@lru_cache(maxsize=65536)
def grams(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the letters and the pairs of letters of a text, without spaces and punctuation."""
    kept = _letters(text)
    return frozenset(kept), frozenset(kept[at : at + 2] for at in range(len(kept) - 1))


def core(item: str) -> str:
    """Return an item without the word for its number at the end.

    >>> core("注册志愿者人数"), core("总数")
    ('注册志愿者', '总数')
    """
    short = _EXTRA.sub("", item)
    return short if len(short) > 1 else item


def cover(words: str, text: str, single: float = 0.4) -> float:
    """Measure how much of some words a text has, up to 1; single letters count as much as `single` says.

    >>> cover("志愿服务站", "建成志愿服务站所"), round(cover("持证比例", "持证率"), 2)
    (1.0, 0.4)
    """
    one, two = grams(words)
    if not one:
        return 0.0
    letters, pairs = grams(text)
    alone = len(one & letters) / len(one)
    return alone if not two else single * alone + (1 - single) * len(two & pairs) / len(two)


class Quoted:
    """A text prepared to look quotations up in: its letters alone, and where each stands.

    Args:
        text: the clean text.
        sentences: start and end of each sentence.
    """

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self.sentences = [text[start:end] for start, end in sentences]
        kept: list[str] = []
        at: list[int] = []
        for number, sentence in enumerate(self.sentences):
            letters = _letters(sentence)
            kept.append(letters)
            at.extend([number] * len(letters))
        self.letters, self.at = "".join(kept), at

    def spread(self, start: int, end: int) -> range:
        """Return the sentences that a stretch of the letters lies in."""
        return range(self.at[start], self.at[end - 1] + 1)


def find_quote(quote: str, text: Quoted) -> tuple[str, range]:
    """Find a quotation: letter by letter, else the sentences that have most of it.

    Returns:
        exact, fuzzy or absent, and the numbers of the sentences.

    Example:
        >>> find_quote("建成站点 3个", Quoted("甲县建成站点3个。", [(0, 9)]))
        ('exact', range(0, 1))
    """
    letters = _letters(quote)
    if len(letters) < _LEAST_LETTERS:
        return "absent", range(0)
    start = text.letters.find(letters)
    if start >= 0:
        return "exact", text.spread(start, start + len(letters))
    best, where = 0.0, range(0)
    for number in range(len(text.sentences)):
        first = bisect_left(text.at, number)
        # a quotation may run over the end of a sentence
        body = text.letters[first : max(bisect_right(text.at, number), first + len(letters))]
        score = cover(letters, body, 0.2)
        if body and score > best:
            best, where = score, text.spread(first, first + len(body))
    return ("fuzzy", where) if best >= _LEAST_FUZZY else ("absent", range(0))
