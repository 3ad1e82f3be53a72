"""Places that are named for a claim: in its sentence, or at the head of its row or column."""

from __future__ import annotations

import msgspec

from zongshu.lexicon.divisions import Division, divisions
from zongshu.lexicon.marks import clause_begin
from zongshu.locate.deictics import TOPIC, above
from zongshu.locate.home import Home, county_words
from zongshu.locate.places import Hit, as_place
from zongshu.locate.scenes import Names
from zongshu.locate.towns import Town
from zongshu.locate.upper import OURS, does, goes_on, set_beside, stop_of
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Claim, Place

__all__ = ["Setting", "built_there", "headed", "named_place"]

_AVERAGE = pattern(r"的?平均(?:水平)?(?:为|是|达|仅)?|(?:为|达)")
# help from elsewhere (无锡市选派18名教师来县支教) is told of the article's own place
_TOWARDS = pattern(
    r"(?:来|赴|驻|援)[县市区州旗我]|援[疆藏青]|对口|协作|结对|共建|帮扶|引进|签约|捐|认[建养领]|落户|出资|资助"
)
_TOPIC_MARKS = frozenset("，,")
_LIST_AFTER = frozenset("、和与及等")
_COMPARED = pattern(r"[比较][^，。；]{0,4}$|(?:高于|低于|超过|多于|少于|优于)[^，。；]{0,3}$")
# 比同期武汉全市平均的98.2%高出0.5个百分点: the level that something is compared with is that place's
_ITS_LEVEL = pattern(r"(?:全[省市县区州盟旗])?(?:同期|平均|均值|水平|的|为){1,3}")
_DIFFERS = pattern(r"的?(?:水平)?(?:还|更|要)?[高低多少快慢]")
# 同期泰州全市完成1124亿元
_AS_A_WHOLE = pattern(r"全[省市县区州盟旗](?!第|前|首|平均)")
_RANKED = pattern(r"[占居列排于超出比较][^，。；]{0,3}$")
# 天峨经凤山至巴马段: a road's way is no place of its figures
_ROUTE_BEFORE = pattern(r"[经至]$")
_ROUTE_AFTER = pattern(r"[经至][^，。；、\d]{2,10}(?:段|线|公路|高速|铁路)")
_NEIGHBOUR = pattern(r"(?:相邻|毗邻|邻近|接壤|同处[^，。；]{0,4})的?$|邻[省市县区]$")
# 海宁皮革城, 宁波银行: a name that begins with a place's is not the place
_FIRM = pattern(
    r"[^，。；、的\d]{0,6}(?:公司|集团|银行|商行|酒业|啤酒|股份|药业|大学|学院|医院|商会|协会|皮革城|商贸城|籍)"
)
# 许村镇9处，其余10处: what is left is the whole's
_REST = pattern(r"其余|其他|其它|余下")
_PURSE = pattern(r"村集体|集体经济|集体收入")


class _Name(msgspec.Struct, frozen=True, gc=False):
    """A division's name that may be the place of the claims after it.

    Attributes:
        hit: where it stands.
        place: what it names, with its candidates where it fits several.
        own: it is the article's own.
        above: it is the own one or lies above it.
        inside: it lies inside the own one.
        beside: it is called a neighbour.
        full: it is the full official name.
        compared: something is compared with it.
    """

    hit: Hit
    place: Place
    own: bool
    above: bool
    inside: bool
    beside: bool
    full: bool
    compared: bool


class Setting:
    """What a sentence and its article say of places, looked up once for all claims of the sentence.

    Args:
        text: the clean text.
        start: where the sentence begins.
        unit: whether a word may stand before a claim for the unit above the article's own (全市).
        own: the article's own division, None where it is not known for sure.
        own_as: the article's own place.
        home: the place below the county that the article is about.
        hits: the division names in the sentence.
        towns: the towns and villages in it.
    """

    def __init__(
        self,
        text: str,
        start: int,
        unit: bool,
        own: Division | None,
        own_as: Place | None,
        home: Home | None,
        hits: list[Hit],
        towns: list[Town],
    ) -> None:
        self.text, self.start = text, start
        self.own, self.own_as, self.home = own, own_as, home
        self.hits = hits
        self.unit = unit
        self.names = _names(text, start, own, hits) if hits else []
        self.towns = self.told = towns
        if towns:
            self.towns = [town for town in towns if not town.listed]
            ends = [town.end for town in towns if town.listed]
            self.told = [town for town in self.towns if not _joined(text, _head(town), ends)]


def _names(text: str, start: int, own: Division | None, hits: list[Hit]) -> list[_Name]:
    """Return the names of a sentence that may be the place of a claim, whichever claim it is."""
    table = divisions()
    listed = [hit.end for hit in hits if text[hit.end : hit.end + 1] in _LIST_AFTER]
    found: list[_Name] = []
    for hit in hits:
        if hit.end in listed or _joined(text, hit.start, listed):
            continue
        if _ROUTE_BEFORE.search(text, max(start, hit.start - 1), hit.start) or _ROUTE_AFTER.match(text, hit.end):
            continue
        compared = _COMPARED.search(text, max(start, hit.start - 5), hit.start) is not None
        if compared and not _ITS_LEVEL.match(text, hit.end):
            continue
        options = [o for o in hit.options if own is None or table.contains(own, o)] or list(hit.options)
        first = options[0]
        beside = _NEIGHBOUR.search(text, max(start, hit.start - 6), hit.start) is not None
        full = hit.name == first.name
        inside = own is not None and all(table.contains(own, o) for o in options)
        above = own is not None and any(table.contains(o, own) for o in options)
        if not (above or full or beside) and (
            (not inside and _FIRM.match(text, hit.end)) or (own is not None and first.code[:2] != own.code[:2])
        ):
            continue
        place = as_place(first, "explicit")
        if len(options) > 1 and not above:
            candidates = tuple((o.code, table.path(o)) for o in options)
            place = Place(hit.name, None, first.level, "explicit", candidates)
        found.append(_Name(hit, place, own is not None and own in options, above, inside, beside, full, compared))
    return found


def headed(names: Names, claim: Claim, own: Division | None, own_as: Place | None) -> Place | None:
    """Return the place that the row or column of a table names; the row label is the nearest."""
    for start, end in reversed(claim.heads):
        towns = names.towns_in(start, end)
        if towns:
            return Place(towns[-1].name, None, towns[-1].level, "explicit")
        for hit in reversed(names.hits_in(start, end)):
            inner = [one for one in hit.options if own is None or divisions().contains(own, one)] or list(hit.options)
            if own is not None and inner[0].code == own.code:
                return own_as
            if len(inner) == 1 and hit.end - hit.start >= (end - start) // 2:
                return as_place(inner[0], "explicit")
    return None


def named_place(claim: Claim, setting: Setting) -> Place | None:
    """Return the nearest place before a claim that is not the article's own unit or one above it."""
    text, own, own_as, home = setting.text, setting.own, setting.own_as, setting.home
    higher = above(text, claim, own) if setting.unit and own is not None else None
    if higher is not None:
        claim.rules.append(f"place.deictic.{higher.name}")
        return as_place(higher, "deictic") if own is None or higher.code != own.code else own_as
    if not setting.names and not setting.told:
        return None
    clause = clause_begin(text, setting.start, claim.start)
    best: tuple[int, int, Place] | None = None
    near = next((town for town in reversed(setting.told) if town.end <= claim.start), None)
    if near is not None:
        best = (near.start, near.end, _as_told(text, near, claim, home))
    for name in setting.names:
        hit = name.hit
        if hit.end > claim.start:
            break
        if name.compared and not (_ITS_LEVEL.fullmatch(text, hit.end, claim.start) and _DIFFERS.match(text, claim.end)):
            continue
        if name.own and best is not None and hit.start > best[0]:
            best = near = None
        if (
            hit.start < clause
            and not name.inside
            and not name.beside
            and not (text[hit.end] in _TOPIC_MARKS and hit.end + 1 >= clause)
            and not (name.full and goes_on(text, hit, claim, own, setting.hits))
        ):
            continue
        if name.above and own is not None:
            if name.place.adcode != own.code and (
                name.compared
                or _AVERAGE.fullmatch(text, hit.end, claim.start)
                or (hit.start >= clause and _is_whole(text, hit, claim, clause))
                or does(text, hit, claim, own_as)
                or set_beside(text, hit, claim, own, setting.hits)
            ):
                best, near = (hit.start, hit.end, name.place), None
            continue
        if own is not None and not name.inside and _TOWARDS.search(text, hit.end, stop_of(text, claim.end)):
            continue
        if best is None or best[0] <= hit.start:
            best = (hit.start, hit.end, name.place)
    if best is None:
        return None
    begin, end, place = best
    if home is not None and (home.words.search(text, end, claim.start) or county_words(text, end, claim.start, own)):
        return None
    if OURS.search(text, end, claim.start) or (end <= clause and _REST.search(text, clause, claim.start)):
        return own_as if home is None else home.place
    if TOPIC.search(text, end, claim.start) and ((near is not None and begin == near.start) or _within_own(place, own)):
        return own_as
    claim.rules.append(f"place.explicit.{place.name}")
    return place


def _is_whole(text: str, hit: Hit, claim: Claim, clause: int) -> bool:
    """Tell a unit above the own one that is spoken of as a whole (同期泰州全市完成1124亿元)."""
    if claim.quantity.kind == "rank" or _AS_A_WHOLE.match(text, hit.end) is None:
        return False
    return _RANKED.search(text, clause, hit.start) is None


def built_there(claim: Claim, setting: Setting) -> Place | None:
    """Return the town in which a thing came to be whose figure stands before it (600吨的冷库在新立镇开工)."""
    text = setting.text
    for town in setting.towns:
        if town.start < claim.end:
            continue
        if CLAUSE_MARK.search(text, claim.end, town.start) is None and text[town.start - 1] in "在于户":
            claim.rules.append(f"place.explicit.{town.name}")
            return _as_told(text, town, claim, None)
        break
    return None


def _head(town: Town) -> int:
    """Return where the name of a place begins, with the town it is told to lie in."""
    return town.start - len(town.within or "")


def _joined(text: str, start: int, ends: list[int]) -> bool:
    """Tell the last name of a list (梧桐镇和下堡镇), whose number is about all of them."""
    if text[start - 1 : start] not in ("、", "和", "与", "及"):
        return False
    return start - 1 in ends or text[start - 2 : start - 1] in ("镇", "乡", "村", "道")


def _as_told(text: str, town: Town, claim: Claim, home: Home | None) -> Place:
    """Return the place of a town or village; of a village named right after its town the town stands for both.

    What the village itself owns (村集体经济收入) is the village's, and so is what it does in an article about it or its town.
    """
    ours = home is not None and home.place.name in (town.name, town.within)
    if town.within is None or ours or _PURSE.search(text, town.end, claim.end):
        return Place(town.name, None, town.level, "explicit")
    return Place(town.within, None, "town", "explicit")


def _within_own(place: Place, own: Division | None) -> bool:
    """Tell a part of the article's own unit from a place elsewhere."""
    inner = divisions().by_code(place.adcode) if place.adcode else None
    return own is not None and inner is not None and divisions().contains(own, inner)
