"""For each claim the place it is about, and who did it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from zongshu.lexicon.divisions import Division, divisions
from zongshu.locate.actors import find_actor
from zongshu.locate.places import Hit, as_place, sub_places
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Place

__all__ = ["place_in_space"]

_DEICTIC = re.compile(r"全[市县区州旗盟域]|[我本该][市县区州旗]|[市县区]里|城区|辖区|境内")
_PERSON = re.compile(
    r"[他她]|老人|这[所家座片]|该[校园站企厂院]|这里|该镇|该村|该社区|该街道|村里|镇里|社区里|老[^\W\d]说"
)
_AVERAGE = re.compile(r"的?平均(?:水平)?(?:为|是|达|仅)?|(?:为|达)")
# help from elsewhere (无锡市选派18名教师来县支教) is told of the article's own place
_TOWARDS = re.compile(r"(?:来|赴|驻|援)[县市区州旗我]|对口|协作|结对|共建|帮扶|引进|签约")
_EACH = re.compile(r"分别|依次")
_TOPIC_CLAUSE = re.compile(r"[，,]")
_LIST_AFTER = re.compile(r"[、和与及等]")


def place_in_space(
    article: Article, own: Division | None, hits: list[Hit], by_sentence: dict[int, list[Claim]]
) -> None:
    """Fill `place` and `actor` of every claim.

    Args:
        article: the article with its claims and own place.
        own: the division of that place, None where it is not known for sure.
        hits: the division names in the clean text.
        by_sentence: the claims by the index of their sentence.
    """
    text = article.clean
    starts = [hit.start for hit in hits]
    carried: tuple[int, Place] | None = None
    for index, sentence in enumerate(article.sentences):
        if index not in by_sentence and not _mentions_town(text, sentence.start, sentence.end):
            continue
        inside = hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        subs = sub_places(text, sentence.start, sentence.end, inside)
        claims = by_sentence.get(index, [])
        inside = [hit for hit in inside if not any(a <= hit.start and hit.end <= b for a, b, _, _ in subs)]
        for claim in claims:
            claim.place = _place_of(text, claim, sentence.start, own, article.place, inside, subs)
            if (
                claim.place is None
                and carried
                and carried[0] == sentence.paragraph
                and _PERSON.search(text, sentence.start, claim.start)
            ):
                claim.place = carried[1]
                claim.rules.append("place.carried")
            if claim.place is None and (claim.quantity.unit == "岁" or _in_speech(text, claim.start, sentence.start)):
                claim.place = _ahead(article, index, hits, starts, 1 if claim.quantity.unit == "岁" else 2)
            if claim.place is None:
                claim.place = _own(text, claim, sentence.start, article.place, own, inside)
                claim.rules.append(f"place.{claim.place.basis if claim.place else 'unknown'}")
            claim.actor = find_actor(text, sentence.start, claim.start)
        _align_places(text, claims, inside)
        if subs:
            carried = (sentence.paragraph, Place(subs[-1][2], None, subs[-1][3], "carried"))
        elif any(_DEICTIC.search(text, sentence.start, claim.start) for claim in claims):
            carried = None


def _align_places(text: str, claims: list[Claim], hits: list[Hit]) -> None:
    """Give each value after 分别 its own place, where as many places stand before it (甲县、乙县分别为3个、5个)."""
    for claim in claims:
        each = _EACH.search(text, max(0, claim.start - 16), claim.start)
        if each is None:
            continue
        mark = max(
            (m.end() for m in CLAUSE_MARK.finditer(text, max(0, each.start() - 80), each.start())),
            default=max(0, each.start() - 80),
        )
        named = [hit for hit in hits if mark <= hit.start and hit.end <= each.start() and len(hit.options) == 1]
        stop = CLAUSE_MARK.search(text, claim.end)
        values = [one for one in claims if claim.start <= one.start < (stop.start() if stop else len(text))]
        if len(named) > 1 and len(named) == len(values):
            for hit, one in zip(named, values, strict=True):
                one.place = as_place(hit.options[0], "explicit")
                one.rules.append("place.分别")
        return


def _mentions_town(text: str, start: int, end: int) -> bool:
    return any(text.find(kind, start, end) != -1 for kind in ("镇", "乡", "街道", "社区", "村"))


def _place_of(
    text: str,
    claim: Claim,
    start: int,
    own: Division | None,
    own_as: Place | None,
    hits: list[Hit],
    subs: list[tuple[int, int, str, str]],
) -> Place | None:
    """Return the nearest place before a claim that is not the article's own unit or one above it."""
    table = divisions()
    marks = [match.end() for match in CLAUSE_MARK.finditer(text, start, claim.start)]
    clause = marks[-1] if marks else start
    best: tuple[int, Place] | None = None
    for begin, end, name, level in subs:
        if end <= claim.start:
            basis = "explicit"
            # of a village named right after its town the town stands for both
            if best is None or text[best[0] : begin].strip() != best[1].name:
                best = (begin, Place(name, None, level, basis))
    town = best
    for hit in hits:
        if hit.end > claim.start or _LIST_AFTER.match(text, hit.end):
            continue
        options = [o for o in hit.options if own is None or table.contains(own, o)] or list(hit.options)
        child = own is not None and all(table.contains(own, o) for o in options)
        if hit.start < clause and not child and not (_TOPIC_CLAUSE.match(text, hit.end) and hit.end + 1 >= clause):
            continue
        if own is not None and any(table.contains(o, own) for o in options):
            if _AVERAGE.fullmatch(text[hit.end : claim.start]) and options[0].code != own.code:
                best = (hit.start, as_place(options[0], "explicit"))
            continue
        if own is not None and not child and _TOWARDS.search(text, hit.end, claim.end + 12):
            continue
        full = hit.name == options[0].name
        if not full and own is not None and options[0].code[:2] != own.code[:2]:
            continue
        if len(options) > 1:
            candidates = tuple((o.code, table.path(o)) for o in options)
            best = (hit.start, Place(hit.name, None, options[0].level, "explicit", candidates))
        else:
            best = (hit.start, as_place(options[0], "explicit"))
    if best is None:
        return None
    if _DEICTIC.search(text, best[0] + len(best[1].name), claim.start) and (best is town or _within_own(best[1], own)):
        return own_as
    claim.rules.append(f"place.explicit.{best[1].name}")
    return best[1]


def _own(
    text: str, claim: Claim, start: int, own_as: Place | None, own: Division | None, hits: list[Hit]
) -> Place | None:
    """Return the article's own unit with what names it here: its name, a word such as 全市, or nothing but the article."""
    if own_as is None or own_as.basis == "metadata":
        return own_as
    if own is not None and any(hit.end <= claim.start and own in hit.options for hit in hits):
        return replace(own_as, basis="explicit")
    if _DEICTIC.search(text, start, claim.start):
        return replace(own_as, basis="deictic")
    return own_as


def _within_own(place: Place, own: Division | None) -> bool:
    """Tell a part of the article's own unit from a place elsewhere."""
    inner = divisions().by_code(place.adcode) if place.adcode else None
    return own is not None and inner is not None and divisions().contains(own, inner)


def _in_speech(text: str, at: int, start: int) -> bool:
    return text.rfind("“", max(0, at - 60), at) > text.rfind("”", max(0, at - 60), at) or (
        text.rfind("“", start, at) > text.rfind("”", start, at)
    )


def _ahead(article: Article, index: int, hits: list[Hit], starts: list[int], reach: int) -> Place | None:
    """Look for the place of a quoted resident in what follows the quotation."""
    for later in article.sentences[index : index + reach]:
        inside = hits[bisect_left(starts, later.start) : bisect_left(starts, later.end)]
        subs = sub_places(article.clean, later.start, later.end, inside)
        if subs:
            return Place(subs[0][2], None, subs[0][3], "carried")
    return None
