"""The town, street, village or development zone that a whole article is about, inside the county it lies in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from zongshu.compiled import compile_pattern
from zongshu.lexicon.divisions import Division
from zongshu.locate.deictics import unit_of
from zongshu.locate.places import Hit, as_place
from zongshu.locate.scenes import Names
from zongshu.locate.towns import Town
from zongshu.locate.upper import acts, opens_clause
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Place

__all__ = ["Home", "at_home", "county_words", "find_home"]

# 全市, 我县; not what something is ranked in or compared with (全市首个, 居全县第二)
_LEVEL = r"(?<![居列占比较于超排第到入是为跟]全)(?P<level>[市县区旗])(?!平均|首|第|唯|率先|前|最|示范|试点|先进|优秀|[委级直内])"
_COUNTY = pattern(f"[全我本该]{_LEVEL}")
# the same, one pattern a letter: each passes over a whole text several times faster than a choice of letters
_COUNTIES = tuple(pattern(f"{head}{_LEVEL}") for head in "全我本该")

# what a place of each kind is called where its name is not said again: the letters that a word begins with, and what
# follows them
_CALLED = {
    "镇": {"镇": r"(?:里|内|上|域|党委|政府|辖)"},
    "乡": {"乡": r"(?:里|内|域|党委|政府|辖)"},
    "苏木": {"苏木": r"(?:里|内|党委|政府)"},
    "街道": {"街道": r"(?:里|内|党工委|办事处|办|上)", "辖区": ""},
    "社区": {"社区": r"(?:里|内|党委|党总支|党支部|“?两委”?|居委会)", "辖区": ""},
    "村": {"村": r"(?:里|内|上|党委|党总支|党支部|“?两委”?|委会|集体)"},
    "区": {"区": r"(?:里|内|党工委|管委会)", "园区": "", "高新区": "", "经开区": "", "开发区": "", "管委会": ""},
}
_BEFORE = r"(?:(?<![\u4e00-\u9fff]{0})|(?<=[今前来在让使为由给对向将把从到年是]{0}))"
# who signs for it: an office and a name, or the office alone
_SIGNATURE = pattern(
    r"(?:党委|党工委|人民政府|政府|委员会|办事处|党总支|党支部|村委会|居委会|管委会)[^，。；：\d]{0,16}"
)
_BY = pattern(r"[（(]?[^，。；：\d]{0,12}")
_OPENING = 160
_TITLE = 90


class Home(msgspec.Struct, frozen=True, gc=False):
    """The one place below the county that an article is about.

    Attributes:
        place: it as a place; basis article where the title names it, inferred where the text does.
        words: finds what it is called where its name is not said (全镇, 镇里).
    """

    place: Place
    words: re.Pattern[str]

    def called(self, text: str, start: int, end: int, told: Place | None) -> bool:
        """Tell that a word points at it (村里) and not at a place of its kind named before."""
        return (told is None or told.level != self.place.level) and self.words.search(text, start, end) is not None


def find_home(article: Article, names: Names, own: Division | None) -> Home | None:
    """Find the town, village or zone that an article is about.

    The title or the first sentences must name it, and it must be spoken of more than the county and than its like.

    Args:
        article: an article with its title and clean text.
        names: the names in that text.
        own: the article's own division, None where it is not known.

    Returns:
        The place with the words that point at it; None in an article about a county or more.
    """
    text = article.clean
    title = (article.title or "")[:_TITLE]
    opening = [
        town
        for town in names.towns_in(0, min(_OPENING, len(text)))
        if not town.listed and (town.name in title or text.count(town.name) > 1)
    ]
    if not opening:
        return None
    district = own is None or own.name[-1] == "区"
    county = _count_county(text, district)
    # a name stands at least as often as its place is found: most articles end here
    meant: list[tuple[Town, bool, int]] = []
    for town in opening:
        titled, told = (
            town.name in title or _signed(text, town.name),
            _told(text, _kind(town), own is not None and district),
        )
        if (titled or told > 1) and text.count(town.name) + told > county:
            meant.append((town, titled, told))
    if not meant:
        return None
    towns = names.towns_in(0, len(text))
    times = Counter([town.name for town in towns])
    over: int | None = None
    for town, titled, told in reversed(meant):
        said = times[town.name]
        if (said < 2 and not titled) or said + told < 2:
            continue
        if over is None:
            over = county + _named(towns, names.hits, own)
        like = max((n for name, n in times.items() if name != town.name and _same(name, town)), default=0)
        if said + told > over and said + (told if titled else 0) > like:
            level = "article" if titled else "inferred"
            return Home(Place(town.name, None, town.level, level), _words(_kind(town), own is not None and district))
    return None


def _signed(text: str, name: str) -> bool:
    """Tell that a line below the title says who speaks, by a town's name and an office (益林镇党委书记　周建平)."""
    for line in text[:_OPENING].split("\n")[1:]:
        before, told, after = line.partition(name)
        if told and _SIGNATURE.fullmatch(after) and _BY.fullmatch(before):
            return True
    return False


def county_words(text: str, start: int, end: int, own: Division | None) -> list[re.Match[str]]:
    """Return the words for the county or what is above it (全县, 我市) in an article about a place inside it.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.
        own: the county; 全区 is a zone's own word where the county is no 区.
    """
    district = own is None or own.name[-1] == "区"
    return [word for word in _COUNTY.finditer(text, start, end) if word["level"] != "区" or district]


def at_home(
    text: str,
    claim: Claim,
    start: int,
    own_as: Place | None,
    own: Division | None,
    hits: list[Hit],
    towns: list[Town],
    home: Home,
) -> Place:
    """Return the place that an article is about, or the county where the sentence turned to it last."""
    called = max((word.start() for word in home.words.finditer(text, start, claim.start)), default=-1)
    over = county_words(text, max(start, called), claim.start, own)
    ranked = claim.quantity.kind == "rank"  # 在全县20个乡镇中排第3位
    if over and own is not None and own_as is not None and not ranked:
        division = unit_of(over[-1]["level"], own) or own
        claim.rules.append(f"place.deictic.{division.name}")
        return replace(own_as, basis="deictic") if division is own else as_place(division, "deictic")
    if called >= 0:
        claim.rules.append("place.deictic")
        return replace(home.place, basis="deictic")
    for hit in reversed(hits):
        subject = hit.end <= claim.start and own in hit.options and opens_clause(text, hit)
        if subject and own_as is not None and acts(text, hit) and not any(t.start == hit.end for t in towns):
            claim.rules.append(f"place.explicit.{own_as.name}")
            return replace(own_as, basis="explicit")
    claim.rules.append("place.home")
    return home.place


def _named(towns: list[Town], hits: list[Hit], own: Division | None) -> int:
    """Count how often the county is spoken of by its name without a town after it."""
    before = {town.start for town in towns}
    return sum(own in hit.options and hit.end not in before for hit in hits) if own is not None else 0


def _count_county(text: str, district: bool) -> int:
    """Count the words that `county_words` finds in a whole text."""
    return sum(level != "区" or district for words in _COUNTIES for level in words.findall(text))


def _kind(town: Town) -> str:
    return next(kind for kind in _CALLED if town.name.endswith(kind))


def _same(name: str, town: Town) -> bool:
    """Tell a place of the same kind, of which an article about one tells less."""
    return name.endswith(("村", "社区")) == (town.level == "village")


def _told(text: str, kind: str, district: bool) -> int:
    """Count the words that `_words` finds in a whole text."""
    return len(_heads(kind, district).findall(text))


@lru_cache(maxsize=32)
def _words(kind: str, district: bool) -> re.Pattern[str]:
    """Make the pattern of what a place of a kind is called; inside a 区, 全区 is not a zone."""
    whole = "" if kind == "区" and district else rf"[全我本该]{kind}(?!级)|"
    return compile_pattern(
        rf"{whole}{_BEFORE.format('')}(?:{'|'.join(head + rest for head, rest in _CALLED[kind].items())})"
    )


@lru_cache(maxsize=32)
def _heads(kind: str, district: bool) -> re.Pattern[str]:
    """Make the pattern of the same words that begins with their letters: a whole text is passed over several times faster."""
    whole = "" if kind == "区" and district else rf"{kind}(?<=[全我本该]{kind})(?!级)|"
    return compile_pattern(
        whole + "|".join(f"{head}{_BEFORE.format(head)}{rest}" for head, rest in _CALLED[kind].items())
    )
