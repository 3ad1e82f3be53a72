"""Scenes: a paragraph that tells of somebody in a town or village goes on there."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from zongshu.lexicon.divisions import Division, divisions
from zongshu.locate.deictics import TOPIC
from zongshu.locate.places import Hit, as_place
from zongshu.locate.towns import Town, find_towns
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Place, Sentence, Span

__all__ = ["SPEECH", "Names", "Told", "ahead", "go_on", "goes_over", "heading", "in_speech", "speaker", "still_there"]

# what goes on about the town or village named before
_THERE = pattern(
    r"他(?<!其他)|她|老人|这[所家座片位户]|该[校园站企厂院]|这里|该镇|该乡|该村|该社区|该街道|全[村镇乡]|本[村镇乡]|全街道|村里|镇里|社区里|老[^\W\d]说"
)
# somebody is told of, not a whole place
_PERSON = pattern(
    r"岁(?!以|及|[—\-至])|(?<![乡镇市])村民|(?<![乡镇村市])居民(?!人均|可支配|收入|消费|医|参保|健康|用|小区|电子|代表|议事|自治|公约)|店主|老板|[养种]殖?[殖植]户|棚主|户主|掰着|算[了起]?笔?账|[花茶粮药蚕瓜]农|牧民|渔民|果农|菜农|农户|大户|骑手|老党员|大娘|大妈|大爷|老人|奶奶|爷爷|她(?!们)|他(?<![其吉排利]他)(?!们)|师傅|大[姐嫂叔伯]|阿姨|老汉|老伴|老两口|一家[人老]|全家|家[里中](?!庭)|儿子|女儿|厂长|楼门长|小[^\W\d](?:说|道)|“[^”]{8,}"
)
# how far back somebody is looked for whom the paragraph before told of
_BEFORE = 240
SPEECH = 120
"""How far before a claim the quotation opens in which somebody tells of it."""
# from one who was told of back to all (今年以来，这样的援助已有16次)
_BACK = pattern(r"今年以来|截至|目前|据统计|像[^，。；]{0,8}这样|这样的|类似的")
# what may stand before a place that a paragraph opens with
_OPENS = pattern(r"[\s\u3000]*(?:[^，。；：、\d]{1,12}，)?(?:在|走进|来到|再看|地处|位于)?")
# what a word for a place of the other level begins or ends with
_OTHER_LEVEL = {"village": "镇", "town": "村"}
# what may stand before the place that an item of a list is headed by
_ITEM = pattern(
    r"\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、]|[（(][^（()）]{1,3}[）)]|[①-⑳●◆■▲★□◎]|[—-]{2})?\s*"
)
_SCENE = pattern(r"岁(?!以|及)|“[^”]{8,}")


class Names:
    """The names in a text: those of divisions, and those of towns and villages, looked for where they are asked for.

    Args:
        text: the clean text.
        hits: the names of divisions in it, in order.
    """

    def __init__(self, text: str, hits: list[Hit]) -> None:
        self.hits = hits
        self._text = text
        self._starts = [hit.start for hit in hits]
        self._edges = frozenset([hit.end for hit in hits if hit.name[-1] in "省市县区旗州盟"])
        self._towns: dict[Span, list[Town]] = {}

    def hits_in(self, start: int, end: int) -> list[Hit]:
        """Return the names of divisions that begin in a stretch of text."""
        first = bisect_left(self._starts, start)
        return self.hits[first : bisect_left(self._starts, end, first)]

    def towns_in(self, start: int, end: int) -> list[Town]:
        """Return the towns and villages that begin in a stretch of text that no word runs into (a sentence, a cell)."""
        found = self._towns.get((start, end))
        if found is None:
            found = self._towns[start, end] = find_towns(self._text, self._edges, start, end)
        return found


@dataclass(slots=True)
class Told:
    """The place inside the article's own that the sentences before speak of.

    A paragraph that opens with somebody there (`person`), or with a county as what it tells of (`leads`), stays there, and
    so does one that it stands over (`heads`: 3．瑞景街道：…).
    """

    place: Place
    division: bool = False
    person: bool = False
    leads: bool = False
    heads: bool = False


def still_there(text: str, claim: Claim, start: int, told: Told, own: Division | None, hits: list[Hit]) -> Place | None:
    """Return the town that the sentences before were about, where the one at `start` goes on about it or somebody there."""
    named = any(own in hit.options for hit in hits if hit.end <= claim.start)
    if told.heads and not named and TOPIC.search(text, start, claim.start) is None:
        claim.rules.append("place.headed")
        return told.place
    topic = TOPIC.search(text, start, claim.start)
    # in an article about a province 全市 is the city that the paragraph tells of
    away = named or (topic is not None and not (told.leads and own is not None and _its_own(topic.group(), told, own)))
    if told.division:
        cue = (told.leads and not _turns(text, start, claim.start, own)) or (
            told.person and _SCENE.search(text, start, claim.end) is not None
        )
    else:
        somebody = _PERSON.search(text, start, claim.end) is not None
        # shares and changes are of the whole again, unless somebody tells them
        cue = (
            (told.person and claim.quantity.kind not in ("percent", "change", "rank") and not _BACK.match(text, start))
            or somebody
            or _in_speech(text, claim.start, start)
        )
    there = None if told.division or named else _THERE.search(text, start, claim.start)
    # 全镇 is not the village that was told of
    here = there is not None and _OTHER_LEVEL.get(told.place.level, "") not in (there.group()[-1], there.group()[:1])
    if here or (cue and not away):
        claim.rules.append("place.carried")
        return told.place
    return None


def go_on(
    text: str, sentence: Sentence, towns: list[Town], hits: list[Hit], own: Division | None, told: Told | None
) -> Told | None:
    """Return what town the sentences after this one may still be about."""
    if not towns and not hits and told is None:
        return None
    single = [town for town in towns if not town.listed]
    if single:
        last = single[-1]
        name, level = (last.within, "town") if last.within else (last.name, last.level)
        opens = text[max(0, sentence.start - 1) : sentence.start] in ("", "\n", "\r", " ", "\u3000")
        scene = opens and _PERSON.search(text, sentence.start, sentence.end) is not None
        return Told(Place(name, None, level, "carried"), False, scene, opens)
    inner = [hit for hit in hits if own is not None and len(hit.options) == 1 and hit.options[0].code != own.code]
    inner = [hit for hit in inner if own is not None and divisions().contains(own, hit.options[0])]
    if inner and not towns and not TOPIC.search(text, inner[-1].end, sentence.end):
        scene = _SCENE.search(text, inner[-1].end, sentence.end) is not None
        return Told(as_place(inner[-1].options[0], "carried"), True, scene, _leads(text, sentence, inner, told))
    if told is None or any(own in hit.options for hit in hits):
        return None
    if told.leads and _turns(text, sentence.start, sentence.end, own):
        return None
    if told.leads and not told.division and not told.person and _PERSON.search(text, sentence.start, sentence.end):
        told = Told(told.place, False, True, True)
    topic = TOPIC.search(text, sentence.start, sentence.end)
    return told if topic is None or (told.leads and own is not None and _its_own(topic.group(), told, own)) else None


def heading(text: str, names: Names, start: int, end: int) -> Told | None:
    """Return the town or division that stands over a stretch of text, by itself or before a colon (3．瑞景街道：…)."""
    item = _ITEM.match(text, start, end)
    at = item.end() if item is not None else start
    for town in names.towns_in(at, end)[:2]:
        begin = town.start - len(town.within or "")
        if begin == at and _closes(text, town.end, end):
            return Told(Place(town.name, None, town.level, "carried"), heads=True)
    for hit in names.hits_in(at, min(at + 1, end)):
        if len(hit.options) == 1 and _closes(text, hit.end, end):
            return Told(as_place(hit.options[0], "carried"), True, heads=True)
    return None


def _closes(text: str, at: int, end: int) -> bool:
    return text[at : at + 1] in ("：", ":", "】") or at >= end


def goes_over(text: str, sentence: Sentence, told: Told | None) -> bool:
    """Tell a paragraph that opens with the words, or the name, of somebody whom the one before told of."""
    if told is None or not told.person:
        return False
    start = sentence.start
    if text.startswith("“", start):
        return True
    floor = max(0, start - _BEFORE)
    return any(text.find(f"岁的{text[start : start + length]}", floor, start) >= 0 for length in (2, 3))


def _leads(text: str, sentence: Sentence, inner: list[Hit], told: Told | None) -> bool:
    """Tell the one part of the own unit that a paragraph opens with (滕州的难题是…, 在邹平，…)."""
    first = inner[0]
    if len({hit.options[0].code for hit in inner}) > 1:
        return False
    if told is not None and told.leads and told.place.adcode == first.options[0].code:
        return True
    return (
        text[max(0, sentence.start - 1) : sentence.start] in ("", "\n", "\r", "\u3000")
        and _OPENS.fullmatch(text, sentence.start, first.start) is not None
    )


def _turns(text: str, start: int, end: int, own: Division | None) -> bool:
    """Tell a stretch that speaks of the whole again, in whatever role (放到全州看)."""
    return own is not None and any(text.find(head + own.name[-1], start, end) >= 0 for head in "全我本")


def _its_own(topic: str, told: Told, own: Division) -> bool:
    """Tell a word for a unit (全市) that is what the paragraph tells of, and not the article's own."""
    return own.name[-1] not in topic and told.place.name[-1] in topic


def ahead(article: Article, claim: Claim, names: Names) -> Place | None:
    """Look for the place of a quoted resident in what follows the quotation."""
    text, index = article.clean, claim.sentence
    start = article.sentences[index].start
    aged = claim.quantity.unit == "岁"
    if not aged and not _in_speech(text, claim.start, start):
        return None
    if not aged and text.startswith("的", text.find("”", claim.end) + 1):
        # “3个工作日内答复”的规定: nobody says it
        return None
    last = article.sentences[min(index + (1 if aged else 2), len(article.sentences)) - 1]
    towns = names.towns_in(start, last.end)
    if not towns:
        return None
    name, level = (towns[0].within, "town") if towns[0].within else (towns[0].name, towns[0].level)
    return Place(name, None, level, "carried")


def in_speech(text: str, at: int, floor: int) -> bool:
    """Tell a position inside a quotation that opens at `floor` or after it."""
    opened = text.rfind("“", floor, at)
    return opened >= 0 and text.find("”", opened, at) < 0


def speaker(text: str, claim: Claim, names: Names) -> Place | None:
    """Return the place of who said the words that hold a claim, where they name it right after the quotation."""
    if not in_speech(text, claim.start, max(0, claim.start - SPEECH)):
        return None
    shut = text.find("”", claim.end, claim.end + SPEECH)
    if shut < 0:
        return None
    towns = names.towns_in(shut + 1, shut + 4)
    if not towns:
        return None
    claim.rules.append("place.carried")
    return _told_of(towns[-1], names)


def _told_of(town: Town, names: Names) -> Place:
    """Return the place of a town, or of a village the town right before it."""
    after = names.towns_in(town.end, town.end + 1)
    if after and after[0].within == town.name:
        return Place(town.name, None, "town", "carried")
    return Place(town.within or town.name, None, "town" if town.within else town.level, "carried")


def _in_speech(text: str, at: int, start: int) -> bool:
    if text.find("“", min(start, max(0, at - 60)), at) < 0:
        return False
    return text.rfind("“", max(0, at - 60), at) > text.rfind("”", max(0, at - 60), at) or (
        text.rfind("“", start, at) > text.rfind("”", start, at)
    )
