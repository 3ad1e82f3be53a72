"""For each claim the time it is for: the time word that governs it, one carried, or the article's own period."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from zongshu.lexicon.outline import TURN, TURN_WORDS, plan_begins
from zongshu.lexicon.terms import trie_pattern
from zongshu.locate.anchor import Anchor
from zongshu.locate.flow import Flow, carried_on, hand_on, is_feast
from zongshu.locate.periods import TimeWord, time_words
from zongshu.locate.reach import (
    align_times,
    begun,
    deadline_after,
    governing,
    named,
    ordered,
    origin,
    reaching,
    shared,
    since_base,
)
from zongshu.locate.stocks import is_flow
from zongshu.locate.words import CUES
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Period, Section

__all__ = ["place_in_time"]

_NOW = pattern(r"目前|如今|眼下|截[至止]")
_ACTUALLY = pattern(r"(?:已|实际|累计)[^，。；]*$")
_CUMULATIVE = pattern(r"累计(?<![年来前]累计)[^，。；]*$")
_FULL_STOPS = frozenset("。！？\n")
# without one of these no turn to plans and no time word stands; most sentences do not even have two letters that begin one
_CUES = frozenset((*CUES, *TURN_WORDS))
_CUE = pattern(trie_pattern(_CUES))
_CUE_HEAD = pattern(f"[{''.join(sorted({cue[0] for cue in _CUES}))}][{''.join(sorted({cue[1] for cue in _CUES}))}]")
_NO_ROLES: frozenset[str] = frozenset()
_TITLES = 150
_NEAR = 14
_HOLDS = pattern(r"\d年|[年季]度|半年|月")
_YEAR_HEAD = pattern(r"(?:19|20)\d{2}")


def place_in_time(article: Article, anchor: Anchor, by_sentence: dict[int, list[Claim]], told: list[range]) -> None:
    """Fill `period` of every claim.

    Args:
        article: the article with its claims and reporting period.
        anchor: what its time words are counted from.
        by_sentence: its claims by the index of their sentence.
        told: of each paragraph the sentences that may say something of a claim, in order.
    """
    text, sentences = article.clean, article.sentences
    plans = plan_begins(text, article.sections, anchor.year)
    titled = _section_periods(article.sections, anchor, plans)
    dates = [(one.start, one.end) for one in article.mentions if one.role == "date" and text[one.end - 1] != "代"]
    starts = [start for start, _ in dates]
    feast: Period | None = None
    for paragraph in told:
        sentence = sentences[paragraph.start]
        begins = plans[sentence.section] if sentence.section >= 0 else None
        usual = anchor.coming if begins is not None and sentence.end > begins else None
        flow = Flow(year=usual, usual=usual)
        flow.carried = titled[sentence.section] if sentence.section >= 0 else None
        for index in paragraph:
            sentence = sentences[index]
            start, end = sentence.start, sentence.end
            if flow.sibling is not None or flow.now:
                before = sentences[index - 1].end
                if not _FULL_STOPS.isdisjoint(text[before - 2 : before]):
                    flow.stop()
            cued = _CUE_HEAD.search(text, start, end) is not None and _CUE.search(text, start, end) is not None
            if cued and TURN.search(text, start, end):
                flow.carried = flow.asof = None
                flow.usual = anchor.coming if flow.usual is None else flow.usual
                flow.year = flow.usual if flow.year is None else flow.year
            if flow.planned is not None and _NOW.search(text, start, end):
                flow.go_back()
            first = bisect_left(starts, start)
            inside = dates[first : bisect_left(starts, end, first)]
            words: list[TimeWord] = []
            if cued or inside:
                found = time_words(text, start, end, anchor, flow.year, inside, flow.month, cued)
                words, feast = _again(found, feast)
            last: Claim | None = None
            roles = {word.role for word in words} if words else _NO_ROLES
            for claim in by_sentence.get(index, ()):
                period = _period_of(text, claim, last, words, roles, start, anchor, flow, article.reporting)
                claim.period = ordered(period) if period is not None else None
                last = claim
            if last is not None and text.find("分别", start, end) != -1:
                align_times(text, by_sentence[index], sentence, words)
            flow.scene = None
            # nothing is handed on to the next paragraph
            for word in words if index + 1 < paragraph.stop else ():
                hand_on(text, word, sentence, anchor, flow, last)


def _again(words: list[TimeWord], feast: Period | None) -> tuple[list[TimeWord], Period | None]:
    """Give 节日期间 the holiday named last, and return that of the words too; without one it says nothing."""
    found: list[TimeWord] = []
    for word in words:
        if word.role != "again":
            found.append(word)
            feast = word.period if is_feast(word.period) else feast
        elif feast is not None:
            period = Period(feast.since, feast.until, word.period.text, feast.basis)
            found.append(TimeWord(word.start, word.end, period))
    return found, feast


def _section_periods(sections: list[Section], anchor: Anchor, plans: list[int | None]) -> list[Period | None]:
    """Return for each section the time that its heading names (（一）2023年完成情况), which deeper headings inherit.

    The title of the article and headings of plans are left to the anchor.
    """
    found: list[Period | None] = []
    stack: list[tuple[int, Period | None]] = []
    for number, section in enumerate(sections):
        while stack and stack[-1][0] >= section.depth:
            stack.pop()
        period = stack[-1][1] if stack else None
        if section.start > _TITLES and plans[number] is None:
            words = (
                time_words(section.title, 0, len(section.title), anchor, None) if _HOLDS.search(section.title) else []
            )
            told = [word.period for word in words if word.role == "period"]
            if len(told) == 1 and told[0].since and len(told[0].until or "") in (4, 7):
                period = carried_on(told[0])
        stack.append((section.depth, period))
        found.append(period)
    return found


def _period_of(
    text: str,
    claim: Claim,
    last: Claim | None,
    words: list[TimeWord],
    roles: AbstractSet[str],
    start: int,
    anchor: Anchor,
    flow: Flow,
    default: Period | None,
) -> Period | None:
    """Choose the time word that governs a claim: the last before it, else one carried, else the article's."""
    headed = _headed(text, claim, anchor, flow.year) if claim.heads else None
    if headed is not None:
        return named(claim, headed)
    if "fromto.base" in claim.rules:
        return origin(text, claim, words)
    first = origin(text, claim, words) if "base" in roles else None
    if first is not None:
        return first
    if "base" in roles and claim.quantity.kind in ("change", "multiple"):
        stretch = since_base(text, claim, words, anchor)
        if stretch is not None:
            claim.rules.append("period.from_base")
            return stretch
    source = shared(text, claim, last, words) if last is not None else None
    if source is not None:
        claim.rules += [rule for rule in source.rules if rule.startswith("period.")]
        return carried_on(source.period) if source.period is not None else None
    chosen = _told(text, claim, words, roles, anchor) if words else None
    if chosen is not None:
        return reaching(text, claim, chosen, words, anchor)
    if flow.sibling is not None and claim.start > start:
        claim.rules.append("period.carried")
        return carried_on(flow.sibling)
    if flow.scene is not None:
        claim.rules.append("period.carried")
        return flow.scene
    near = claim.start - _NEAR if claim.start - start > _NEAR else start
    if flow.carried is not None and flow.carried.text == flow.planned and _ACTUALLY.search(text, near, claim.start):
        flow.go_back()
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
        if whole and _is_cumulative(text, near, claim.start) and not anchor.founded:
            return replace(flow.carried, since=None)
        return flow.carried
    if default is None:
        return None
    claim.rules.append(f"period.article.{default.basis}")
    if _is_cumulative(text, near, claim.start) and not anchor.founded:
        return Period(None, default.until, "累计", default.basis)
    return default


def _is_cumulative(text: str, start: int, at: int) -> bool:
    """Tell a figure of all that was done up to its time (累计注册3万人)."""
    return text.find("累计", start, at) >= 0 and _CUMULATIVE.search(text, start, at) is not None


def _told(text: str, claim: Claim, words: list[TimeWord], roles: AbstractSet[str], anchor: Anchor) -> TimeWord | None:
    """Return the time word that governs a claim, or the deadline after it where none does in its clause."""
    chosen = governing(text, claim, words, anchor)
    due = deadline_after(text, claim, words) if "deadline" in roles else None
    if due is not None and (chosen is None or CLAUSE_MARK.search(text[chosen.end : claim.start])):
        return due
    return chosen


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
