"""For each claim the place it is about, and who did it."""

from __future__ import annotations

from msgspec.structs import replace

from zongshu.lexicon.divisions import Division
from zongshu.locate.actors import find_actors
from zongshu.locate.deictics import POINTS, TOPIC, UNIT, UNIT_REACH
from zongshu.locate.explicit import Setting, built_there, headed, named_place
from zongshu.locate.home import at_home, find_home
from zongshu.locate.places import Hit
from zongshu.locate.respective import align_places
from zongshu.locate.scenes import SPEECH, Names, Told, ahead, go_on, goes_over, heading, in_speech, speaker, still_there
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Place, Section

__all__ = ["place_in_space"]

_MEMBER = pattern(r"[^，。；]{0,12}(?:中的一[员个名家]|之一)")


def place_in_space(
    article: Article, own: Division | None, hits: list[Hit], by_sentence: dict[int, list[Claim]], leading: list[range]
) -> None:
    """Fill `place` and `actor` of every claim.

    Args:
        article: the article with its claims and own place.
        own: the division of that place, None where it is not known for sure.
        hits: the division names in the clean text.
        by_sentence: the claims by the index of their sentence.
        leading: of each paragraph the sentences that may say something of a claim, in order.
    """
    text, sentences = article.clean, article.sentences
    names = Names(text, hits)
    home = find_home(article, names, own)
    own_as = article.place
    explicit, deictic = _forms(own_as)
    titled = [_over(text, names, section, own) for section in article.sections]
    told: Told | None = None
    number = -1
    for paragraph in leading:
        first = sentences[paragraph.start]
        head = heading(text, names, first.start, first.end)
        if head is None and first.section >= 0:
            head = titled[first.section]
        told = head or (told if first.paragraph == number + 1 and goes_over(text, first, told) else None)
        number = first.paragraph
        for index in paragraph:
            sentence = sentences[index]
            start = sentence.start
            towns = names.towns_in(start, sentence.end)
            claims = by_sentence.get(index)
            inside = names.hits_in(start, sentence.end)
            if claims is None and not towns and not inside and told is None:
                continue
            if towns and inside:
                inside = [
                    hit for hit in inside if not any(one.start <= hit.start and hit.end <= one.end for one in towns)
                ]
            if claims is not None:
                last = claims[-1].start
                reach = start - UNIT_REACH if start > UNIT_REACH else 0
                points = POINTS.search(text, reach, last) is not None
                unit = points and own is not None and UNIT.search(text, reach, last) is not None
                topic = TOPIC.search(text, start, last) if points else None
                floor = start - SPEECH if start > SPEECH else 0
                quoted = text.find("“", floor, last) >= 0
                told_of = bool(inside or towns or unit or told)
                own_end = next((hit.end for hit in inside if own in hit.options), None) if inside else None
                setting: Setting | None = None
                actors = find_actors(text, start, last)
                for claim in claims:
                    spoken = quoted and in_speech(text, claim.start, floor)
                    place: Place | None = None
                    if told_of or spoken or claim.heads or claim.quantity.unit == "岁":
                        setting = setting or Setting(text, start, unit, own, own_as, home, inside, towns)
                        place = _told_place(article, claim, setting, names, spoken, told)
                    if home is not None and place is None:
                        place = at_home(text, claim, start, own_as, own, inside, towns, home)
                    if place is None or (home is None and _MEMBER.match(text, claim.end)):
                        if own_end is not None and own_end <= claim.start:
                            place = explicit
                        elif topic is not None and topic.end() <= claim.start:
                            place = deictic
                        else:
                            place = own_as
                        claim.rules.append(f"place.{place.basis}" if place is not None else "place.unknown")
                    claim.place = place
                    if actors:
                        claim.actor = next((name for end, name in reversed(actors) if end <= claim.start), None)
                if len(claims) > 1:
                    align_places(text, claims, inside, towns, own)
            told = go_on(text, sentence, towns, inside, own, told)
            told = head if head is not None and (told is None or not told.heads) else told


def _over(text: str, names: Names, section: Section, own: Division | None) -> Told | None:
    """Return the place inside the article's own that a heading below the title is."""
    stop = text.find("\n", section.start)
    told = heading(text, names, section.start, len(text) if stop < 0 else stop) if section.start else None
    return told if told is not None and (own is None or told.place.adcode != own.code) else None


def _told_place(
    article: Article, claim: Claim, setting: Setting, names: Names, spoken: bool, told: Told | None
) -> Place | None:
    """Return the place that a table, the sentence, who is quoted, or the sentences around it give a claim."""
    text = setting.text
    place: Place | None = None
    if claim.heads:
        place = headed(names, claim, setting.own, setting.own_as)
    if place is None and (setting.unit or setting.names or setting.towns):
        place = named_place(claim, setting) or built_there(claim, setting)
    if place is None and spoken:
        place = speaker(text, claim, names)
    if place is None and told is not None:
        home = setting.home
        if home is None or not home.called(text, setting.start, claim.start, told.place):
            place = still_there(text, claim, setting.start, told, setting.own, setting.hits)
    if place is None and (spoken or claim.quantity.unit == "岁"):
        place = ahead(article, claim, names)
    return place


def _forms(own_as: Place | None) -> tuple[Place | None, Place | None]:
    """Return the article's own place as its name (explicit) and as a word such as 全市 (deictic) give it.

    What the metadata says stays as it is.
    """
    if own_as is None or own_as.basis == "metadata":
        return own_as, own_as
    return replace(own_as, basis="explicit"), replace(own_as, basis="deictic")
