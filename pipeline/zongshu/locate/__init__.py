"""Stage `locate`: for each claim the place it is about, who did it, and the time it is for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from zongshu.lexicon.divisions import Division, divisions
from zongshu.lexicon.outline import TURN, plan_sections
from zongshu.locate.actors import find_actor
from zongshu.locate.periods import Anchor, TimeWord, find_anchor, time_words
from zongshu.locate.places import Hit, as_place, find_divisions, own_place, sub_places
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Issue, Period, Place

__all__ = ["locate"]

_DEICTIC = re.compile(r"全[市县区州旗盟域]|[我本该][市县区州旗]|[市县区]里|城区|辖区|境内")
_CUMULATIVE = re.compile(r"(?<![年来前])累计[^，。；]*$")
_PERSON = re.compile(
    r"[他她]|老人|这[所家座片]|该[校园站企厂院]|这里|该镇|该村|该社区|该街道|村里|镇里|社区里|老[^\W\d]说"
)
_LAUNCH = re.compile(r"上线|挂牌|启动|成立|开通|开馆|运行|投用|揭牌|组建|开园")
_FULL_STOP = re.compile(r"[。！？\n]")
_AVERAGE = re.compile(r"的?平均(?:水平)?(?:为|是|达|仅)?|(?:为|达)")
# help from elsewhere (无锡市选派18名教师来县支教) is told of the article's own place
_TOWARDS = re.compile(r"(?:来|赴|驻|援)[县市区州旗我]|对口|协作|结对|共建|帮扶|引进|签约")
_OPENING = re.compile(r"[ \u3000，到至截止自从在]*")
_EACH = re.compile(r"分别|依次")
_TOPIC_CLAUSE = re.compile(r"[，,]")
_LIST_AFTER = re.compile(r"[、和与及等]")


def locate(article: Article) -> Article:
    """Fill `place`, `actor` and `period` of every claim, and the article's own place and date."""
    text = article.clean
    anchor = find_anchor(article)
    article.reporting = Period(anchor.since, anchor.until, None, anchor.basis) if anchor.until else None
    article.published = article.published or anchor.published
    hits = find_divisions(text, anchor.year)
    article.place, own = own_place(article, hits, anchor.year)
    if article.place is not None and article.place.candidates:
        article.issues.append(
            Issue(
                "place.ambiguous",
                f"{article.place.name} fits {len(article.place.candidates)} divisions; give the place in a metadata table",
            )
        )
    elif article.place is None:
        article.issues.append(
            Issue("place.unknown", "no administrative division could be made out; give the place in a metadata table")
        )
    by_sentence: dict[int, list[Claim]] = {}
    for claim in article.claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    _periods(article, anchor, by_sentence)
    _places(article, own, hits, by_sentence)
    return article


def _periods(article: Article, anchor: Anchor, by_sentence: dict[int, list[Claim]]) -> None:
    text = article.clean
    default = article.reporting
    carried: Period | None = None
    year: int | None = None
    sibling: Period | None = None
    paragraph = -1
    plans = plan_sections(article.sections, anchor.year)
    for index, sentence in enumerate(article.sentences):
        if sentence.paragraph != paragraph:
            carried, sibling, paragraph = None, None, sentence.paragraph
            planned = sentence.section >= 0 and plans[sentence.section]
            year = anchor.year + 1 if planned and anchor.year else None
        elif index and _FULL_STOP.search(text[article.sentences[index - 1].end - 2 : article.sentences[index - 1].end]):
            sibling = None
        turn = TURN.search(text, sentence.start, sentence.end)
        if turn:
            carried = None
            year = anchor.year + 1 if anchor.year and year is None else year
        words = time_words(text, sentence.start, sentence.end, anchor, year)
        claims = by_sentence.get(index, [])
        for claim in claims:
            claim.period = _period_of(text, claim, words, sentence.start, anchor, sibling, carried, default)
        for word in words:
            if word.role == "base":
                continue
            sibling = word.period
            since, until = word.period.since, word.period.until
            opens = _OPENING.fullmatch(text, sentence.start, word.start) is not None
            if not opens and word.role != "plan" and not _as_of(word.period):
                continue
            if (
                word.role == "plan"
                or (word.period.basis == "explicit" and until and len(until) == 4)
                or _as_of(word.period)
            ):
                carried = Period(since, until, word.period.text, "carried")
                if until and anchor.year and int(until[:4]) >= anchor.year:
                    year = int(until[:4])
            elif word.period.text in ("全年", "今年", "今年以来", "这一年"):
                carried = Period(since, until, word.period.text, "carried")
                if sentence.heading is False and word.period.text != "全年":
                    year = None


def _period_of(
    text: str,
    claim: Claim,
    words: list[TimeWord],
    start: int,
    anchor: Anchor,
    sibling: Period | None,
    carried: Period | None,
    default: Period | None,
) -> Period | None:
    """Choose the time word that governs a claim: the last before it, else one carried, else the article's."""
    base = "fromto.base" in claim.rules
    before = [
        word
        for word in words
        if word.end <= claim.start and (word.role != "base" or base) and _governs(text, word, claim, anchor)
    ]
    inside = [
        word
        for word in words
        if claim.start <= word.start < claim.end and word.period.text and word.period.text.startswith("连续")
    ]
    if claim.quantity.kind == "duration":
        inside += [word for word in words if word.start < claim.start < word.end]
    chosen = inside[-1] if inside else before[-1] if before else None
    since_base = _from_base(text, claim, words, anchor) if claim.quantity.kind in ("change", "multiple") else None
    if since_base is not None:
        claim.rules.append("period.from_base")
        return since_base
    if chosen is not None:
        if chosen.role == "base" and not base:
            return default
        claim.rules.append(f"period.{chosen.period.basis}.{chosen.period.text}")
        since = chosen.period.since
        if (
            since
            and len(since) == 10
            and _LAUNCH.search(text[chosen.end : claim.start])
            and CLAUSE_MARK.search(text[chosen.end : claim.start])
        ):
            return Period(since, anchor.until, chosen.period.text, chosen.period.basis)
        return chosen.period
    if sibling is not None and claim.start > start:
        claim.rules.append("period.carried")
        return Period(sibling.since, sibling.until, sibling.text, "carried")
    if carried is not None:
        claim.rules.append("period.carried")
        return carried
    if default is not None:
        claim.rules.append(f"period.article.{default.basis}")
        if _CUMULATIVE.search(text, max(start, claim.start - 14), claim.start):
            return Period(None, default.until, "累计", default.basis)
    return default


def _from_base(text: str, claim: Claim, words: list[TimeWord], anchor: Anchor) -> Period | None:
    """Return the period from a named base year to the reporting year (是2015年的1.6倍, 较2017年提升5个百分点)."""
    if anchor.year is None:
        return None
    for word in reversed(words):
        if word.end > claim.start or word.role != "base" or not word.period.since:
            continue
        if word.period.basis != "explicit" or CLAUSE_MARK.search(text[word.end : claim.start].rstrip("，")):
            return None
        year = int(word.period.since[:4])
        if year < anchor.year - (claim.quantity.kind == "change"):
            return Period(str(year), anchor.until, word.period.text, "explicit")
        return None
    return None


def _as_of(period: Period) -> bool:
    """Tell the date of a stock or the end of a plan (截至5月底, 到2025年), which holds for the sentences after it too."""
    return (
        period.since is None
        and period.until is not None
        and period.text not in ("目前", "如今", "累计")
        and len(period.until) >= 4
    )


def _governs(text: str, word: TimeWord, claim: Claim, anchor: Anchor) -> bool:
    """Tell whether a time word reaches as far as a claim.

    连续N年 and a past year that only describes a noun (2012年社工) do not reach over a comma.
    """
    if not CLAUSE_MARK.search(text[word.end : claim.start]):
        return True
    if word.period.text and word.period.text.startswith("连续"):
        return False
    until = word.period.until
    if word.role == "period" and until and anchor.year and int(until[:4]) < anchor.year and word.period.since == until:
        return text[word.end : word.end + 1] in "，,底末全我该以"
    return True


def _places(article: Article, own: Division | None, hits: list[Hit], by_sentence: dict[int, list[Claim]]) -> None:
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
