"""What a text points at (全市, 我县), and which division of several, or over several, it thereby means."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from zongshu.lexicon.divisions import Division, divisions
from zongshu.patterns import pattern

__all__ = ["LEVELS", "pointed_at", "province_of", "settled", "whole_of"]

# 全市, 我县: one pattern a letter, each of which passes over a text several times faster than a choice of letters
_DEICTICS = tuple(pattern(rf"{head}[市县区州旗盟省](?![级委场政直])") for head in "全我本该")
LEVELS = {
    "市": ("county", "prefecture"),
    "县": ("county",),
    "区": ("county",),
    "旗": ("county",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "省": ("province",),
}
_RANKS = ("province", "prefecture", "county")
# so many parts must be named for the whole to be meant
_PARTS = 2


def pointed_at(text: str) -> dict[str, int]:
    """Count the words that point at the unit a text is about (全市, 我县), the one that stands first first.

    Example:
        >>> pointed_at("我县与全市一道，全市委员")
        {'我县': 1, '全市': 1}
    """
    times: dict[str, int] = {}
    first: dict[str, int] = {}
    for words in _DEICTICS:
        for match in words.finditer(text):
            word = match.group()
            if word in times:
                times[word] += 1
            else:
                times[word], first[word] = 1, match.start()
    return {word: times[word] for word in sorted(first, key=first.__getitem__)}


def whole_of(pointed: dict[str, int], merged: dict[str, float], best: str, year: int | None) -> Division | None:
    """Return the prefecture that 全州, 全盟 or 全市 means where only parts of it are named.

    Where one of the parts is a city itself (全市 with 双辽, 梨树 and 伊通), the others must be spoken of as much as it is.
    """
    usual = max(pointed, key=pointed.__getitem__) if pointed else None
    if usual is None or usual[1] not in "州盟市" or best[0] == "?":
        return None
    kind = usual[1]
    table = divisions()
    named = table.by_code(best, year)
    if named is None or named.level != "county":
        return None
    parents = Counter([over for key in merged if key[0] != "?" and (over := _over(key, year)) is not None])
    if not parents:
        return None
    code = max(parents, key=parents.__getitem__)
    found = table.by_code(code, year)
    if found is None or found.name[-1] != kind or parents[code] < _PARTS:
        return None
    if named.name[-1] == kind:
        beside = sum(score for key, score in merged.items() if key != best and code in (key, _over(key, year)))
        if parents[code] == _PARTS or _over(best, year) != code or beside < merged[best]:
            return None
    return found


def province_of(pointed: dict[str, int], merged: dict[str, float], best: str) -> Division | None:
    """Return the province that a text calls its own (我省部分县市, 放眼全省) and tells of by the example of several counties."""
    if pointed.get("我省", 0) + pointed.get("全省", 0) < _PARTS or best[0] == "?":
        return None
    beside = {key: score for key, score in merged.items() if key[:2] == best[:2] and key[2:] != "0000"}
    if len(beside) <= _PARTS or merged[best] > sum(beside.values()) / 2:
        return None
    return divisions().by_code(best[:2] + "0000")


def settled(
    options: tuple[Division, ...], name: str, mentioned: set[str], pointed: dict[str, int]
) -> tuple[Division, ...]:
    """Keep the options that the text speaks of; none is chosen where it gives no hold.

    Args:
        options: the divisions that a name may mean, two or more.
        name: the name as it stands in the text.
        mentioned: the codes of the divisions that the text names for sure.
        pointed: how often it says 全市, 我县 and the like.

    Example:
        >>> [one.name for one in settled(divisions().find("岳阳"), "岳阳", set(), {"全县": 3})]
        ['岳阳县']
    """
    full = tuple(one for one in options if one.code in mentioned)
    if len(full) == 1:
        return full
    kept = tuple(o for o in options if o.code[:4] + "00" in mentioned or o.code[:2] + "0000" in mentioned) or options
    for word in sorted(pointed, key=pointed.__getitem__, reverse=True):
        called = tuple(one for one in kept if one.name[-1] == word[1] and one.level in LEVELS[word[1]])
        if called:
            kept = called
            break
    if name in (one.name for one in kept):
        return kept
    # by custom a short name is that of the largest: 长沙 is the city, 长沙县 is written in full
    largest = min(map(_RANKS.index, (one.level for one in kept)))
    return tuple(one for one in kept if one.level == _RANKS[largest])


@lru_cache(maxsize=8192)
def _over(code: str, year: int | None) -> str | None:
    """Return the code of what lies over the county that had a code in a year; None for what was no county then."""
    county = divisions().by_code(code, year)
    over = divisions().parent(county) if county is not None and county.level == "county" else None
    return over.code if over is not None else None
