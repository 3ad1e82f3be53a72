"""Places: the names of divisions in a text."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from zongshu.lexicon.divisions import Division, divisions
from zongshu.lexicon.terms import TermMatcher
from zongshu.lexicon.words import is_word
from zongshu.patterns import pattern
from zongshu.types import Place

__all__ = ["Hit", "as_place", "find_divisions"]

# what is named after a place is not the place: 玛纳斯河, 信阳毛尖 keeps it
_RIVER = pattern(r"[河江湖山]|水库|灌区|大[道桥街]|高速|机场|铁路|高铁")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A division's name in the text, with all divisions it may mean."""

    start: int
    end: int
    name: str
    options: tuple[Division, ...]


@lru_cache(maxsize=1)
def _matcher() -> tuple[TermMatcher, list[str]]:
    names = sorted(divisions().names())
    return TermMatcher(names), names


def find_divisions(text: str, year: int | None = None) -> list[Hit]:
    """Find the names of divisions in a text.

    Args:
        text: clean text.
        year: the year the text speaks of.

    Returns:
        Hits in order; a name of several divisions keeps them all as options.

    Example:
        >>> [(hit.name, hit.options[0].code) for hit in find_divisions("孝义市与醴陵市结对")]
        [('孝义市', '141181'), ('醴陵市', '430281')]
    """
    matcher, names = _matcher()
    hits: list[Hit] = []
    for index, start, end in matcher.find(text):
        name = names[index]
        options, short, plain = _options(name, year)
        before = text[start - 1 : start]
        if not plain and "\u4e00" <= before <= "\u9fff" and is_word(before + name[0]):
            # 增城区 in 新增城区
            if name[-1] in "区县" and before not in "省市州盟县区":
                continue
        elif short and end < len(text) and (_RIVER.match(text, end) or is_word(name + text[end])):
            continue  # 长白 in 长白山
        hits.append(Hit(start, end, name, options))
    return hits


@lru_cache(maxsize=8192)
def _options(name: str, year: int | None) -> tuple[tuple[Division, ...], bool, bool]:
    """Return the divisions that a name may mean, whether it is a short name of the first, and whether it is a word."""
    table = divisions()
    found = table.find(name, year) or table.find(name)
    return found, name in found[0].name and name != found[0].name, is_word(name)


def as_place(division: Division, basis: str) -> Place:
    """Return the record's form of a division."""
    return Place(division.name, division.code, division.level, basis)
