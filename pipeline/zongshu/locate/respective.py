"""Lists of places and values in one order: 甲县、乙县分别为3个、5个; 梧桐、下堡两镇各建成2个、3个."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zongshu.lexicon.divisions import Division, divisions
from zongshu.lexicon.marks import clause_begin
from zongshu.locate.places import Hit, as_place
from zongshu.locate.towns import Town
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Claim, Place

__all__ = ["align_places"]

_EACH = pattern(r"分别|依次")
_EACH_REACH = 16
_SHARED = pattern(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,4}、)*[\u4e00-\u9fff]{2,4}[、和与][\u4e00-\u9fff]{2,4}?)"
    r"(?:[两二三四五六七八九]|\d)个?(?P<kind>镇|乡|街道|社区|村|县|区|市|旗)(?:区|市)?[^，。；\d]{0,8}$"
)
# 天峨经凤山至巴马段路基、桥梁、隧道分别完成…: what a road leads through is no list
_ALONG = pattern(r"[经至][^，。；、]{1,12}(?:段|公路|高速|线|铁路)")
_LEVELS = {"镇": "town", "乡": "town", "街道": "town", "社区": "village", "村": "village"}
_REACH = 80
_LINKS = frozenset("、和与")


def align_places(
    text: str, claims: list[Claim], hits: Sequence[Hit], towns: Sequence[Town], own: Division | None
) -> None:
    """Give each value after 分别 its own place, where as many places stand before it.

    Args:
        text: the clean text.
        claims: the claims of one sentence; their places are changed.
        hits: the division names of the sentence.
        towns: the towns and villages of the sentence.
        own: the article's own division.
    """
    if len(claims) < 2:
        return
    first, last = claims[0].start - _EACH_REACH, claims[-1].start
    told = _EACH.search(text, first if first > 0 else 0, last) is not None
    for claim in claims:
        each = _EACH.search(text, max(0, claim.start - _EACH_REACH), claim.start) if told else None
        if each is None and not (text[claim.end : claim.end + 1] in _LINKS and _listed_values(claims, claim)):
            continue
        until = each.start() if each else claim.start
        floor = max(0, until - _REACH)
        mark = clause_begin(text, floor, until)
        places = _listed_places(text, hits, towns, mark, until, own)
        if len(places) < 2 and each is not None and mark > floor and text[mark - 1] == "，":
            # 甲县、乙县热度居前，分别接待…: the places stand in the clause before
            until, mark = mark - 1, clause_begin(text, floor, mark - 1)
            places = _listed_places(text, hits, towns, mark, until, own)
        if len(places) < 2 or _ALONG.search(text, mark, until) is not None:
            return
        stop = CLAUSE_MARK.search(text, claim.end)
        values = [one for one in claims if claim.start <= one.start < (stop.start() if stop else len(text))]
        if len(places) == len(values):
            for place, one in zip(places, values, strict=True):
                one.place = place
                one.rules.append("place.分别")
        return


def _listed_values(claims: list[Claim], claim: Claim) -> bool:
    """Tell the first of several values of one unit with nothing but the list mark after it between them (12场、9场)."""
    later = next((one for one in claims if one.start >= claim.end), None)
    return later is not None and later.start == claim.end + 1 and later.quantity.unit == claim.quantity.unit


def _listed_places(
    text: str, hits: Sequence[Hit], towns: Sequence[Town], start: int, end: int, own: Division | None
) -> list[Place]:
    """Return the places of a stretch in their order; of a name's divisions the one inside the own unit."""
    shared = _shared(text, start, end, own)
    if shared:
        return shared
    table = divisions()
    found: list[tuple[int, Place]] = []
    for hit in hits:
        if start <= hit.start < end:
            inside = next((one for one in hit.options if own is not None and table.contains(own, one)), hit.options[0])
            found.append((hit.start, as_place(inside, "explicit")))
    found += [
        (town.start, Place(town.name, None, town.level, "explicit")) for town in towns if start <= town.start < end
    ]
    return [place for _, place in sorted(found, key=lambda one: one[0])]


def _shared(text: str, start: int, end: int, own: Division | None) -> list[Place]:
    """Return the places of a list whose last word says what all are (梧桐、下堡两镇)."""
    listed = None if _LINKS.isdisjoint(text[start:end]) else _SHARED.search(text, start, end)
    if listed is None:
        return []
    names = [name + listed["kind"] for name in re.split(r"[、和与]", listed["names"])]
    level = _LEVELS.get(listed["kind"])
    if level is not None:
        return [Place(name, None, level, "explicit") for name in names]
    found = [divisions().resolve(name, own) for name in names]
    return [as_place(division, "explicit") for division in found if division is not None]
