"""For each claim the place it is about, and who did it."""

from __future__ import annotations

from msgspec.structs import replace

from zongshu.lexicon.divisions import Division, divisions
from zongshu.lexicon.marks import clause_begin
from zongshu.locate.actors import find_actors
from zongshu.locate.deictics import TOPIC, above
from zongshu.locate.home import Home, at_home, county_words, find_home
from zongshu.locate.places import Hit, as_place
from zongshu.locate.respective import align_places
from zongshu.locate.scenes import Names, Told, ahead, go_on, speaker, still_there
from zongshu.locate.towns import Town
from zongshu.locate.upper import OURS, does, goes_on, set_beside, stop_of
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Place

__all__ = ["place_in_space"]

_AVERAGE = pattern(r"的?平均(?:水平)?(?:为|是|达|仅)?|(?:为|达)")
# help from elsewhere (无锡市选派18名教师来县支教) is told of the article's own place
_TOWARDS = pattern(
    r"(?:来|赴|驻|援)[县市区州旗我]|援[疆藏青]|对口|协作|结对|共建|帮扶|引进|签约|捐|认[建养领]|落户|出资|资助"
)
_MEMBER = pattern(r"[^，。；]{0,12}(?:中的一[员个名家]|之一)")
_TOPIC_CLAUSE = pattern(r"[，,]")
_LIST_AFTER = pattern(r"[、和与及等]")
_COMPARED = pattern(r"[比较][^，。；]{0,4}$|(?:高于|低于|超过|多于|少于|优于)[^，。；]{0,3}$")
_NEIGHBOUR = pattern(r"(?:相邻|毗邻|邻近|接壤|同处[^，。；]{0,4})的?$|邻[省市县区]$")
# 海宁皮革城, 宁波银行: a name that begins with a place's is not the place
_FIRM = pattern(
    r"[^，。；、的\d]{0,6}(?:公司|集团|银行|商行|酒业|啤酒|股份|药业|大学|学院|医院|商会|协会|皮革城|商贸城|籍)"
)
# 许村镇9处，其余10处: what is left is the whole's
_REST = pattern(r"其余|其他|其它|余下")
_PURSE = pattern(r"村集体|集体经济|集体收入")


def place_in_space(
    article: Article, own: Division | None, hits: list[Hit], by_sentence: dict[int, list[Claim]], leading: list[int]
) -> None:
    """Fill `place` and `actor` of every claim.

    Args:
        article: the article with its claims and own place.
        own: the division of that place, None where it is not known for sure.
        hits: the division names in the clean text.
        by_sentence: the claims by the index of their sentence.
        leading: the sentences that may say something of a claim, in order.
    """
    text = article.clean
    names = Names(text, hits)
    home = find_home(article, names, own)
    told: Told | None = None
    for index in leading:
        sentence = article.sentences[index]
        towns = names.towns_in(sentence.start, sentence.end)
        claims = by_sentence.get(index, [])
        if not claims and not towns and (told is None or told.paragraph != sentence.paragraph):
            continue
        inside = names.hits_in(sentence.start, sentence.end)
        if towns and inside:
            inside = [hit for hit in inside if not any(one.start <= hit.start and hit.end <= one.end for one in towns)]
        actors = find_actors(text, sentence.start, claims[-1].start) if claims else []
        for claim in claims:
            claim.place = (
                _headed(names, claim, own, article.place)
                or _place_of(text, claim, sentence.start, own, article.place, inside, towns, home)
                or _built_there(text, claim, towns)
                or speaker(text, claim, names)
                or (
                    None
                    if home is not None
                    and home.called(text, sentence.start, claim.start, told.place if told is not None else None)
                    else still_there(text, claim, sentence, told, own, inside)
                )
                or ahead(article, claim, index, names)
            )
            if home is not None and claim.place is None:
                claim.place = at_home(text, claim, sentence.start, article.place, own, inside, towns, home)
            if claim.place is None or (home is None and _MEMBER.match(text, claim.end)):
                claim.place = _own(text, claim, sentence.start, article.place, own, inside)
                claim.rules.append(f"place.{claim.place.basis if claim.place else 'unknown'}")
            claim.actor = next((name for end, name in reversed(actors) if end <= claim.start), None)
        align_places(text, claims, inside, towns, own)
        told = go_on(text, sentence, towns, inside, own, told)


def _headed(names: Names, claim: Claim, own: Division | None, own_as: Place | None) -> Place | None:
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


def _place_of(
    text: str,
    claim: Claim,
    start: int,
    own: Division | None,
    own_as: Place | None,
    hits: list[Hit],
    towns: list[Town],
    home: Home | None,
) -> Place | None:
    """Return the nearest place before a claim that is not the article's own unit or one above it."""
    table = divisions()
    higher = above(text, claim, own) if own is not None else None
    if higher is not None:
        claim.rules.append(f"place.deictic.{higher.name}")
        return as_place(higher, "deictic") if own is None or higher.code != own.code else own_as
    if not hits and not towns:
        return None
    clause = clause_begin(text, start, claim.start)
    best: tuple[int, int, Place] | None = None
    near: Town | None = None
    for town in towns:
        if (
            town.end <= claim.start
            and not town.listed
            and not _joined(text, _head(text, town), [t.end for t in towns if t.listed])
        ):
            best, near = (town.start, town.end, _as_told(text, town, claim, home)), town
    listed = [hit.end for hit in hits if _LIST_AFTER.match(text, hit.end)]
    for hit in hits:
        if hit.end > claim.start or hit.end in listed or _joined(text, hit.start, listed):
            continue
        if _COMPARED.search(text, max(start, hit.start - 5), hit.start):
            continue
        options = [o for o in hit.options if own is None or table.contains(own, o)] or list(hit.options)
        child = own is not None and all(table.contains(own, o) for o in options)
        own_name = own is not None and own in options
        if own_name and best is not None and hit.start > best[0]:
            best = near = None
        beside = _NEIGHBOUR.search(text, max(start, hit.start - 6), hit.start) is not None
        if (
            hit.start < clause
            and not child
            and not beside
            and not (_TOPIC_CLAUSE.match(text, hit.end) and hit.end + 1 >= clause)
            and not (hit.name == options[0].name and goes_on(text, hit, claim, own, hits))
        ):
            continue
        if own is not None and any(table.contains(o, own) for o in options):
            average = _AVERAGE.fullmatch(text[hit.end : claim.start]) is not None
            if options[0].code != own.code and (
                average or does(text, hit, claim, own_as) or set_beside(text, hit, claim, own, hits)
            ):
                best, near = (hit.start, hit.end, as_place(options[0], "explicit")), None
            continue
        if own is not None and not child and _TOWARDS.search(text, hit.end, stop_of(text, claim.end)):
            continue
        full = hit.name == options[0].name or beside
        if not full and not child and _FIRM.match(text, hit.end):
            continue
        if not full and own is not None and options[0].code[:2] != own.code[:2]:
            continue
        if best is not None and best[0] > hit.start:
            continue
        if len(options) > 1:
            candidates = tuple((o.code, table.path(o)) for o in options)
            best = (hit.start, hit.end, Place(hit.name, None, options[0].level, "explicit", candidates))
        else:
            best = (hit.start, hit.end, as_place(options[0], "explicit"))
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


def _built_there(text: str, claim: Claim, towns: list[Town]) -> Place | None:
    """Return the town in which a thing came to be whose figure stands before it (600吨的冷库在新立镇开工)."""
    for town in towns:
        if town.start < claim.end or town.listed:
            continue
        if CLAUSE_MARK.search(text, claim.end, town.start) is None and text[town.start - 1] in "在于户":
            claim.rules.append(f"place.explicit.{town.name}")
            return _as_told(text, town, claim, None)
        break
    return None


def _head(text: str, town: Town) -> int:
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


def _own(
    text: str, claim: Claim, start: int, own_as: Place | None, own: Division | None, hits: list[Hit]
) -> Place | None:
    """Return the article's own unit with what names it here: its name, a word such as 全市, or nothing but the article."""
    if own_as is None or own_as.basis == "metadata":
        return own_as
    if own is not None and any(hit.end <= claim.start and own in hit.options for hit in hits):
        return replace(own_as, basis="explicit")
    if TOPIC.search(text, start, claim.start):
        return replace(own_as, basis="deictic")
    return own_as


def _within_own(place: Place, own: Division | None) -> bool:
    """Tell a part of the article's own unit from a place elsewhere."""
    inner = divisions().by_code(place.adcode) if place.adcode else None
    return own is not None and inner is not None and divisions().contains(own, inner)
