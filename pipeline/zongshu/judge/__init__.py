"""Stage `judge`: status, context, repeats, conflicts, flags and confidence of every claim."""

from __future__ import annotations

import re

from zongshu.judge.status import Scope, judge_status
from zongshu.lexicon.outline import TURN, plan_sections
from zongshu.types import Article, Claim, Period

__all__ = ["judge"]

# a cue does not reach further than this many characters, whatever the text leaves out in stops
_REACH = 600
_TOTAL = re.compile(r"(?:总数|总量|数量|总额|总面积|总数量)$")
_STOP = re.compile(r"[。！？!?\n]")
_DOUBT = {
    "list.shared_verb": 0.02,
    "place.carried": 0.05,
    "period.carried": 0.02,
    "unit.shared": 0.05,
    "planned.carried": 0.1,
    "planned.section": 0.03,
    "context.speech": 0.08,
    "context.person": 0.05,
    "context.duration": 0.1,
    "quantity.chinese.count": 0.06,
    "context.history.period": 0.12,
    "required.norm": 0.04,
    "required.standard": 0.06,
}


def judge(article: Article) -> Article:
    """Fill `status`, `context_of`, `repeats`, `flags` and `confidence` of every claim."""
    text = article.clean
    reporting = article.reporting.until if article.reporting else None
    sections = plan_sections(article.sections, int(reporting[:4]) if reporting else None)
    paragraph, turned = -1, False
    seen_until = 0
    for claim in article.claims:
        sentence = article.sentences[claim.sentence]
        scope = _scope(article, claim, sections)
        if sentence.paragraph != paragraph:
            paragraph, turned = sentence.paragraph, False
            first = claim.sentence
            while first and article.sentences[first - 1].paragraph == paragraph:
                first -= 1
            seen_until = article.sentences[first].start
        if scope.start > seen_until:
            turned = turned or bool(TURN.search(text, seen_until, scope.start))
            seen_until = scope.start
        claim.status, claim.context_of, rule = judge_status(article, claim, scope, turned)
        if claim.status in ("required", "context"):
            if claim.status == "required" or claim.context_of in ("person", "method") or "fromto.base" in claim.rules:
                claim.indicator = claim.indicator if claim.context_of == "history" else None
            if claim.context_of != "other_place" and not any(
                rule.startswith(("period.explicit", "period.deictic")) for rule in claim.rules
            ):
                claim.period = None
        if claim.status == "planned":
            _next_year(article, claim)
        claim.rules.append(f"status.{rule}")
    _repeats(article.claims)
    for claim in article.claims:
        claim.confidence = _confidence(claim)
    return article


def _next_year(article: Article, claim: Claim) -> None:
    """Give a plan without a date of its own the year after the report."""
    reporting, period = article.reporting, claim.period
    if (
        reporting is None
        or not reporting.until
        or (period is not None and period.basis not in ("article", "inferred", "metadata"))
    ):
        return
    if period is not None and period != reporting:
        return
    year = str(int(reporting.until[:4]) + 1)
    claim.period = Period(year, year, None, "inferred")
    claim.rules.append("period.next_year")


def _scope(article: Article, claim: Claim, sections: list[bool]) -> Scope:
    """Return the full sentence (from full stop to full stop) around a claim."""
    sentences = article.sentences
    first = last = claim.sentence
    here = sentences[first]
    while (
        first and sentences[first - 1].paragraph == here.paragraph and here.start - sentences[first - 1].start < _REACH
    ):
        if _ends(article.clean, sentences[first - 1].end):
            break
        first -= 1
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == here.paragraph:
        if _ends(article.clean, sentences[last].end) or sentences[last + 1].end - here.end > _REACH:
            break
        last += 1
    section = sentences[claim.sentence].section
    return Scope(sentences[first].start, sentences[last].end, section >= 0 and sections[section])


def _ends(text: str, end: int) -> bool:
    return bool(_STOP.search(text, max(0, end - 2), end))


def _repeats(claims: list[Claim]) -> None:
    """Link a claim told again to its first telling, and flag two values for one thing."""
    first: dict[tuple[object, ...], Claim] = {}
    by_thing: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        quantity = claim.quantity
        if claim.status != "achieved" or quantity.kind in ("change", "duration"):
            continue
        name = claim.indicator.id if claim.indicator else _TOTAL.sub("", claim.item)
        place = claim.place.name if claim.place else None
        thing = (name, place, quantity.unit, claim.part_of is None)
        told = (*thing, quantity.value, quantity.low, quantity.high)
        if told in first:
            claim.repeats = first[told]
            claim.rules.append("repeats.same_value")
            continue
        first[told] = claim
        other = by_thing.setdefault(thing, claim)
        same_item = other.item == claim.item and other.predicate == claim.predicate
        if other is not claim and same_item and other.period == claim.period and claim.part_of is None:
            for one in (claim, other):
                if "conflict" not in one.flags:
                    one.flags.append("conflict")


def _confidence(claim: Claim) -> float:
    doubt = 0.03
    for rule in claim.rules:
        doubt += _DOUBT.get(rule, 0.0) + _DOUBT.get(rule.removeprefix("status."), 0.0)
    if len(claim.item) < 2:
        doubt += 0.15
    if claim.place is None or claim.place.candidates:
        doubt += 0.1
    if claim.indicator is not None and claim.indicator.basis == "clause":
        doubt += 0.05
    return round(max(0.05, 1.0 - doubt), 2)
