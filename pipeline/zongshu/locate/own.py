"""The article's own unit.

It comes, in this order, from metadata, title and headings, masthead and issuer, and frequency. A name that fits several
divisions yields candidates, never a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import msgspec

from zongshu.lexicon.divisions import Division, divisions
from zongshu.locate.places import Hit, as_place, find_divisions
from zongshu.locate.pointed import LEVELS, pointed_at, province_of, settled, whole_of
from zongshu.patterns import pattern
from zongshu.types import Article, Place

__all__ = ["own_place"]

_ISSUER = pattern(
    r"(?:委员会|委|人民政府|政府|县直|市直|区直|局|人大|政协|统计局|发改|工信|农业农村|教育|卫生健康|民政|社会工作部)"
)
_ISSUER_HEADS = frozenset("委人政县市区局统发工农教卫民社")
_COUNTRY = pattern(r"我国|全国(?!文明|人大|政协|两会|先进|优秀|示范|百强|首|第)|国务院")
# how often it must be spoken of before an article may be about it
_NATIONAL = 5
# What comes after these is the unit above, a neighbour or a partner, not the place that an article is about.
_OF_ANOTHER = pattern(
    r"(?:[同隶分]属于?|毗邻|[邻相]近的?|相邻的?|接壤的?|周边的?|来自|前往|远赴|学习|借鉴|援建|支援|对口)$"
)
# what such a word may end with
_LAST_OF_ANOTHER = frozenset("属于邻近的壤边自往赴习鉴建援口\n")


class _Named(msgspec.Struct, gc=False):
    """A name of divisions: where it stands first, how much speaks for it, and on what ground."""

    first: Hit
    score: float
    basis: str


def own_place(article: Article, hits: list[Hit], year: int | None) -> tuple[Place | None, Division | None]:
    """Find the unit that the article is about.

    Args:
        article: an article with its metadata and sections.
        hits: the division names in its clean text.
        year: the year it speaks of.

    Returns:
        The place and its division; the division is None where the name is ambiguous or unknown.
    """
    given = article.meta.get("place") or article.meta.get("adcode")
    if given:
        return _given(given.strip(), year)
    text = article.clean
    if not hits:
        return _national(text, 0.0), None
    pointed = pointed_at(text)
    wanted: dict[str, int] = {}
    for word, times in pointed.items():
        for kind in LEVELS[word[1]]:
            wanted[kind] = wanted.get(kind, 0) + times
    usual = max(wanted, key=wanted.__getitem__) if wanted else None
    headings = _in_headings(article, hits)
    mentioned = {hit.options[0].code for hit in hits if len(hit.options) == 1}
    named: dict[str, _Named] = {}
    beyond = -2
    for hit in hits:
        start, name = hit.start, hit.name
        weight = 1.0
        reason = "inferred"
        if start in headings:
            weight, reason = 6.0, "article"
        elif text[hit.end : hit.end + 1] in _ISSUER_HEADS and _ISSUER.match(text, hit.end):
            weight, reason = 3.0, "article"
        elif start < 200:
            weight = 2.0
        if name == hit.options[0].name:
            weight *= 1.5
        # 同属安庆市的岳西县: both are others
        if beyond <= start <= beyond + 1 or (
            text[start - 1] in _LAST_OF_ANOTHER and _OF_ANOTHER.search(text, start - 4 if start > 4 else 0, start)
        ):
            weight *= 0.3
            beyond = hit.end
        known = named.get(name)
        if known is None:
            named[name] = _Named(hit, weight, reason)
        else:
            known.score += weight
            if reason == "article":
                known.basis = reason
    merged: dict[str, float] = {}
    by_code: dict[str, _Named] = {}
    for name, told in named.items():
        options = told.first.options
        if len(options) > 1:
            options = settled(options, name, mentioned, pointed)
        key = options[0].code if len(options) == 1 else f"?{name}"
        kept = by_code.get(key)
        merged[key] = told.score if kept is None else merged[key] + told.score
        if kept is None or len(name) > len(kept.first.name):
            by_code[key] = told
    for key in merged:
        level = _level(key, year) if key[0] != "?" else None
        if level == "province":
            merged[key] *= 0.3
        elif level is None or not usual:
            continue
        elif level == usual:
            merged[key] *= 1.6
        elif level not in wanted:
            merged[key] *= 0.6
    best = max(merged, key=merged.__getitem__)
    hit, reason = by_code[best].first, by_code[best].basis
    over = whole_of(pointed, merged, best, year) if reason != "article" else None
    if over is not None:
        return as_place(over, "inferred"), over
    titled = any(one.start in headings for one in hits if one.name == hit.name)
    if not titled and (whole := province_of(pointed, merged, best)) is not None:
        return as_place(whole, "inferred"), whole
    national = None if titled else _national(text, merged[best])
    if national is not None:
        return national, None
    if reason == "inferred" and merged[best] < 2 and not wanted:
        return None, None
    options = settled(hit.options, hit.name, mentioned, pointed) if len(hit.options) > 1 else hit.options
    if len(options) > 1:
        table = divisions()
        candidates = tuple((option.code, table.path(option)) for option in options)
        return Place(hit.name, None, options[0].level, reason, candidates), None
    return as_place(options[0], reason), options[0]


@lru_cache(maxsize=8192)
def _level(code: str, year: int | None) -> str | None:
    """Return the level of the division that had a code in a year, or else in any."""
    found = divisions().by_code(code, year) or divisions().by_code(code)
    return found.level if found is not None else None


def _in_headings(article: Article, hits: list[Hit]) -> set[int]:
    """Return where the names in the lines of the headings begin."""
    text = article.clean
    starts = [hit.start for hit in hits]
    found: set[int] = set()
    for section in article.sections:
        first = bisect_left(starts, section.start)
        if first == len(starts):
            break
        end = text.find("\n", section.start)
        found.update(starts[first : bisect_left(starts, end if end != -1 else len(text), first)])
    return found


def _national(text: str, score: float) -> Place | None:
    """Return the whole country where a text speaks of it more than of any part (a report of the State Council)."""
    # 国 is in every such word, and counted much faster than the words are found
    if text.count("国") < _NATIONAL:
        return None
    told = len(_COUNTRY.findall(text))
    return Place("全国", "100000", "other", "inferred") if told >= _NATIONAL and told > score else None


def _given(name: str, year: int | None) -> tuple[Place | None, Division | None]:
    table = divisions()
    if name.isdigit():
        found = table.by_code(name, year) or table.by_code(name)
        return (as_place(found, "metadata"), found) if found else (Place(name, None, "other", "metadata"), None)
    division = table.resolve(name, None, year)
    if division is None:
        # 湖南省醴陵市: the longest known names inside, each within the one before
        within: Division | None = None
        for hit in find_divisions(name, year):
            within = table.resolve(hit.name, within, year) or within
        division = within if within is not None and name.endswith(within.name) else None
    if division is not None:
        return as_place(division, "metadata"), division
    options = table.find(name, year)
    return Place(
        name,
        None,
        options[0].level if options else "other",
        "metadata",
        tuple((o.code, table.path(o)) for o in options),
    ), None
