"""For each claim the time it is for: the time word that governs it, one carried, or the article's own period."""

from __future__ import annotations

import re

from zongshu.lexicon.outline import TURN, plan_sections
from zongshu.locate.anchor import Anchor
from zongshu.locate.periods import TimeWord, time_words
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Period

__all__ = ["place_in_time"]

_CUMULATIVE = re.compile(r"(?<![年来前])累计[^，。；]*$")
_LAUNCH = re.compile(r"上线|挂牌|启动|成立|开通|开馆|运行|投用|揭牌|组建|开园")
_FULL_STOP = re.compile(r"[。！？\n]")
_OPENING = re.compile(r"[ \u3000，到至截止自从在]*")


def place_in_time(article: Article, anchor: Anchor, by_sentence: dict[int, list[Claim]]) -> None:
    """Fill `period` of every claim.

    Args:
        article: the article with its claims and reporting period.
        anchor: what its time words are counted from.
        by_sentence: its claims by the index of their sentence.
    """
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
