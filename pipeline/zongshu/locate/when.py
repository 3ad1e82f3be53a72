"""For each claim the time it is for: the time word that governs it, one carried, or the article's own period."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from msgspec.structs import replace

from zongshu.lexicon.outline import TURN, plan_sections
from zongshu.locate.anchor import Anchor
from zongshu.locate.periods import TimeWord, time_words
from zongshu.locate.reach import (
    align_years,
    begun,
    deadline_after,
    governing,
    named,
    origin,
    reaching,
    shared,
    since_base,
)
from zongshu.locate.stocks import is_flow, is_held
from zongshu.types import Article, Claim, Period, Section, Sentence

__all__ = ["place_in_time"]

_CUMULATIVE = re.compile(r"累计(?<![年来前]累计)[^，。；]*$")
_FULL_STOP = re.compile(r"[。！？\n]")
_OPENING = re.compile(r"(?:[ \u3000，到至截止自从在]|面向|展望|进入|步入|迈入|回望|回顾|过去的)*")
_DAY = 10
_TITLES = 150
_HOLDS = re.compile(r"\d年|[年季]度|半年|月")
_YEAR_HEAD = re.compile(r"(?:19|20)\d{2}")
_TOPIC = tuple("，,全我该本度")


@dataclass(slots=True)
class _Flow:
    """What the sentences before hand on inside a paragraph.

    Attributes:
        carried: a period that holds until another is named.
        sibling: the last period of the same full sentence, cut at semicolons.
        asof: the date that stocks still hold for.
        scene: the day that the sentence just before opens with and tells nothing else of.
        year: the year that dates without one take, None for the reporting year.
    """

    carried: Period | None = None
    sibling: Period | None = None
    asof: Period | None = None
    scene: Period | None = None
    year: int | None = None


def place_in_time(article: Article, anchor: Anchor, by_sentence: dict[int, list[Claim]], told: list[int]) -> None:
    """Fill `period` of every claim.

    Args:
        article: the article with its claims and reporting period.
        anchor: what its time words are counted from.
        by_sentence: its claims by the index of their sentence.
        told: the sentences that may say something of a claim, in order.
    """
    text = article.clean
    plans = plan_sections(article.sections, anchor.year)
    titled = _section_periods(article.sections, anchor, plans)
    dates = [(one.start, one.end) for one in article.mentions if one.role == "date"]
    starts = [start for start, _ in dates]
    flow = _Flow()
    feast: Period | None = None
    paragraph = -1
    for index in told:
        sentence = article.sentences[index]
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            planned = sentence.section >= 0 and plans[sentence.section]
            flow = _Flow(year=anchor.coming if planned else None)
            flow.carried = titled[sentence.section] if sentence.section >= 0 else None
        elif index and _FULL_STOP.search(text[article.sentences[index - 1].end - 2 : article.sentences[index - 1].end]):
            flow.sibling = None
        if TURN.search(text, sentence.start, sentence.end):
            flow.carried = flow.asof = None
            flow.year = anchor.coming if flow.year is None else flow.year
        inside = dates[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        words = []
        for word in time_words(text, sentence.start, sentence.end, anchor, flow.year, inside):
            if word.role == "again" and feast is not None:
                period = Period(feast.since, feast.until, word.period.text, feast.basis)
                words.append(TimeWord(word.start, word.end, period))
            elif word.role != "again":
                words.append(word)
                feast = word.period if _is_feast(word.period) else feast
        last: Claim | None = None
        for claim in by_sentence.get(index, ()):
            claim.period = _period_of(text, claim, last, words, sentence, anchor, flow, article.reporting)
            last = claim
        if last is not None and text.find("分别", sentence.start, sentence.end) != -1:
            align_years(text, by_sentence[index], sentence)
        flow.scene = None
        for word in words:
            _hand_on(text, word, sentence, anchor, flow, last)


def _section_periods(sections: list[Section], anchor: Anchor, plans: list[bool]) -> list[Period | None]:
    """Return for each section the time that its heading names (（一）2023年完成情况), which deeper headings inherit.

    The title of the article and headings of plans are left to the anchor.
    """
    found: list[Period | None] = []
    stack: list[tuple[int, Period | None]] = []
    for number, section in enumerate(sections):
        while stack and stack[-1][0] >= section.depth:
            stack.pop()
        period = stack[-1][1] if stack else None
        if section.start > _TITLES and not plans[number]:
            words = (
                time_words(section.title, 0, len(section.title), anchor, None) if _HOLDS.search(section.title) else []
            )
            told = [word.period for word in words if word.role == "period"]
            if len(told) == 1 and told[0].since and len(told[0].until or "") in (4, 7):
                period = _carried(told[0])
        stack.append((section.depth, period))
        found.append(period)
    return found


def _hand_on(text: str, word: TimeWord, sentence: Sentence, anchor: Anchor, flow: _Flow, last: Claim | None) -> None:
    """Keep what a time word hands on to the sentences after its own; `last` is the last claim of its sentence."""
    if word.role in ("base", "deadline", "since"):
        return
    period = _carried(word.period)
    until = period.until
    if word.role == "asof":
        flow.asof = period
        return
    past = until is not None and anchor.year is not None and int(until[:4]) < anchor.year and word.role == "period"
    if past and text[word.end : word.end + 1] not in _TOPIC:
        return
    flow.sibling = word.period
    opens = _OPENING.fullmatch(text, sentence.start, word.start) is not None
    if opens and until and len(until) == _DAY and last is None:
        flow.scene = period
    if word.role == "plan":
        flow.carried = period
        flow.year = int(until[:4]) if until and anchor.year and int(until[:4]) >= anchor.year else flow.year
    elif (
        opens
        and word.period.basis == "explicit"
        and until
        and len(until) == 4
        and word.period.since == until
        and (not anchor.standing or text[word.end : word.end + 1] in _TOPIC)
    ):
        flow.carried, flow.asof = period, None
        flow.year = int(until) if anchor.year and int(until) >= anchor.year else flow.year
    elif opens and word.period.text in ("全年", "今年", "今年以来", "这一年"):
        flow.carried, flow.asof = period, None
        if not sentence.heading and word.period.text != "全年":
            flow.year = None
    elif _is_feast(word.period) or (opens and _is_stretch(word.period)):
        flow.carried = period


def _carried(period: Period) -> Period:
    return Period(period.since, period.until, period.text, "carried")


def _is_stretch(period: Period) -> bool:
    """Tell a stretch of months (6月中旬至7月中旬)."""
    return bool(period.since and period.until and len(period.until) == 7 and period.since != period.until)


def _is_feast(period: Period) -> bool:
    """Tell the days off of a holiday (春节假期)."""
    return bool(period.text and period.text[-1] in "假期间周日里" and period.until and len(period.until) == 7)


def _period_of(
    text: str,
    claim: Claim,
    last: Claim | None,
    words: list[TimeWord],
    sentence: Sentence,
    anchor: Anchor,
    flow: _Flow,
    default: Period | None,
) -> Period | None:
    """Choose the time word that governs a claim: the last before it, else one carried, else the article's."""
    headed = _headed(text, claim, anchor, flow.year)
    if headed is not None:
        return named(claim, headed)
    first = origin(text, claim, words)
    if first is not None or "fromto.base" in claim.rules:
        return first
    if claim.quantity.kind in ("change", "multiple"):
        stretch = since_base(text, claim, words, anchor)
        if stretch is not None:
            claim.rules.append("period.from_base")
            return stretch
    source = shared(text, claim, last, words)
    if source is not None:
        claim.rules += [rule for rule in source.rules if rule.startswith("period.")]
        return _carried(source.period) if source.period is not None else None
    chosen = governing(text, claim, words, anchor) or deadline_after(text, claim, words)
    if chosen is not None:
        return reaching(text, claim, chosen, anchor)
    if flow.sibling is not None and claim.start > sentence.start:
        claim.rules.append("period.carried")
        return _carried(flow.sibling)
    if flow.scene is not None:
        claim.rules.append("period.carried")
        return flow.scene
    moving = (
        (anchor.standing is not None or flow.asof is not None)
        and is_flow(text, claim)
        and not (anchor.standing and not anchor.narrow and begun(text, claim))
    )
    if flow.asof is not None and not moving:
        claim.rules.append("period.carried")
        return flow.asof
    if flow.carried is not None and (moving or not anchor.standing or flow.carried.text not in ("今年", "今年以来")):
        claim.rules.append("period.carried")
        whole = len(flow.carried.until or "") == 4
        if (
            whole
            and _CUMULATIVE.search(text, max(sentence.start, claim.start - 14), claim.start)
            and not anchor.founded
        ):
            return replace(flow.carried, since=None)
        return flow.carried
    if default is None:
        return None
    claim.rules.append(f"period.article.{default.basis}")
    stands = anchor.standing and (
        is_held(text, claim, not anchor.founded) if anchor.narrow else not moving and "fromto.result" not in claim.rules
    )
    if stands and flow.year is None:
        return Period(None, anchor.standing, None, default.basis)
    if _CUMULATIVE.search(text, max(sentence.start, claim.start - 14), claim.start) and not anchor.founded:
        return Period(None, default.until, "累计", default.basis)
    return default


def _headed(text: str, claim: Claim, anchor: Anchor, year: int | None) -> Period | None:
    """Return the time that the head of a table's row or column names, the nearest last."""
    for start, end in reversed(claim.heads):
        words = [word for word in time_words(text, start, end, anchor, year) if word.role != "base"]
        if words:
            return words[-1].period
        bare = _YEAR_HEAD.fullmatch(text[start:end].strip())
        if bare is not None:
            return Period(bare.group(), bare.group(), bare.group(), "explicit")
    return None
