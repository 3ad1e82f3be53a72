"""Places: the names of divisions in a text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import msgspec

from zongshu.lexicon.division_names import doubtful_names, risky_names
from zongshu.lexicon.divisions import Division, divisions, short_names
from zongshu.lexicon.terms import TermMatcher, trie_pattern
from zongshu.lexicon.words import is_word
from zongshu.locate.seams import torn, whole
from zongshu.types import Place

__all__ = ["Hit", "as_place", "find_divisions", "with_parts"]


# 洛阳市老城区改造 is work on the old town
_WORKS = frozenset("改更域")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A division's name in the text, with all divisions it may mean."""

    start: int
    end: int
    name: str
    options: tuple[Division, ...]


@lru_cache(maxsize=1)
def _matcher() -> tuple[TermMatcher, list[str]]:
    names = sorted({*divisions().names(), *doubtful_names()})
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
    doubts = doubtful_names()
    hits: list[Hit] = []
    doubtful: list[Hit] = []
    for index, start, end in matcher.find(text):
        name = names[index]
        if name in doubts:
            if whole(text, start, end):
                doubtful.append(Hit(start, end, name, _options(name, year)[0]))
            continue
        options, short, plain = _options(name, year)
        if torn(text, start, end, short, plain, hits[-1].end if hits else -1):
            continue
        hits.append(Hit(start, end, name, options))
        if (plainly := _plain_parts().get(options[0].code)) is not None and text.startswith(plainly, end):
            part = next(one for one in plainly if text.startswith(one, end))
            after = end + len(part)
            if text[after : after + 1] not in _WORKS:
                hits.append(
                    Hit(
                        end,
                        after,
                        part,
                        tuple(o for o in divisions().find(part, year) if o.code[:4] == options[0].code[:4]),
                    )
                )
    return _with(hits, doubtful, text.find("\n") if "\n" in text else len(text)) if doubtful else hits


def _with(hits: list[Hit], doubtful: list[Hit], title: int) -> list[Hit]:
    """Add the doubtful names that are full ones, or that the text speaks of often, in its first line or beside neighbours."""
    sure = {hit.options[0].code for hit in hits if len(hit.options) == 1}
    times = Counter([hit.name for hit in doubtful])
    titled = {hit.name for hit in doubtful if hit.start < title}
    added = [
        hit
        for hit in doubtful
        if hit.name in titled
        or (times[hit.name] > 1 and not doubtful_names()[hit.name])
        or hit.name[-1] in "县市区"
        or any(map(sure.__contains__, _around(hit.options)))
    ]
    return sorted([*hits, *added], key=lambda hit: hit.start) if added else hits


@lru_cache(maxsize=1)
def _plain_parts() -> dict[str, tuple[str, ...]]:
    """Return by the code of a city its districts whose full names say no more than which part of it (洛阳市老城区)."""
    table, found = divisions(), dict[str, tuple[str, ...]]()
    for name in risky_names() - doubtful_names().keys():
        for one in table.find(name) if name[-1] in "区市" else ():
            over = table.parent(one)
            if over is not None and one.name == name:
                found[over.code] = (*found.get(over.code, ()), name)
    return found


@lru_cache(maxsize=1024)
def _around(options: tuple[Division, ...]) -> frozenset[str]:
    """Return the codes of what lies over some divisions, and of what lies under the same prefecture."""
    table = divisions()
    over = [one for option in options if (one := table.parent(option)) is not None]
    parts = [part for one in over if one.level == "prefecture" for part in table.children(one)]
    return frozenset(one.code for one in (*over, *parts))


def with_parts(text: str, own: Division | None, hits: list[Hit]) -> list[Hit]:
    """Add the short names of the parts of a prefecture that are ordinary words, where they stand in a list of parts.

    Args:
        text: clean text.
        own: the division that the text is about.
        hits: the names found without knowing it.

    Example:
        >>> own = divisions().resolve("红河哈尼族彝族自治州")
        >>> text = "弥勒、建水、蒙自热度居前"
        >>> [hit.name for hit in with_parts(text, own, find_divisions(text))]
        ['弥勒', '建水', '蒙自']
    """
    parts = _parts(own.code) if own is not None and own.level == "prefecture" else None
    if parts is None:
        return hits
    names, one_of, lists = parts
    taken = {hit.start for hit in hits}
    added = [
        Hit(listed.start() + one.start(), listed.start() + one.end(), one.group(), (names[one.group()],))
        for listed in lists.finditer(text)
        for one in one_of.finditer(listed.group())
        if listed.start() + one.start() not in taken
    ]
    return sorted([*hits, *added], key=lambda hit: hit.start) if added else hits


@lru_cache(maxsize=64)
def _parts(code: str) -> tuple[dict[str, Division], re.Pattern[str], re.Pattern[str]] | None:
    """Return the short names of a prefecture's parts, the pattern of one and of a list of them; None where none is risky."""
    table = divisions()
    over = table.by_code(code)
    names = {short: part for part in (table.children(over) if over else ()) for short in short_names(part.name)}
    if not any(map(table.risky, names)):
        return None
    one = trie_pattern(names)
    # a list is read by the names and not split at its joints: 泰和 holds one
    return names, re.compile(one), re.compile(rf"(?<![\u4e00-\u9fff]){one}(?:[、和与及]{one})+")


@lru_cache(maxsize=8192)
def _options(name: str, year: int | None) -> tuple[tuple[Division, ...], bool, bool]:
    """Return the divisions that a name may mean, whether it is a short name of the first, and whether it is a word."""
    table = divisions()
    found = table.find(name, year) or table.find(name)
    return found, name in found[0].name and name != found[0].name, is_word(name)


def as_place(division: Division, basis: str) -> Place:
    """Return the record's form of a division."""
    return Place(division.name, division.code, division.level, basis)
