"""Time words of a sentence, resolved against the article's anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from zongshu.lexicon.calendar import DATE
from zongshu.locate.anchor import Anchor
from zongshu.locate.dates import RELATIVE, SINCE, resolve_date, resolve_day
from zongshu.locate.resolve import resolve_word
from zongshu.locate.words import words_in
from zongshu.patterns import pattern
from zongshu.types import Period

__all__ = ["TimeWord", "time_words"]

# 本报营口10月15日电: the day the paper was written tells of no figure
_DATELINE = pattern(r"\s?(?:电|讯)(?=[\s\u3000（(：:]|$)")
_AND = pattern(r"\s*[、和与及]\s*")
_EACH = pattern("分别|各")
_BARE_DAY = pattern(r"\d{1,2} ?日")
_RANGE = pattern(r"\s*(?:[-—–－~～至到]{1,2})\s*")


class TimeWord(msgspec.Struct, frozen=True, gc=False):
    """One time expression with what it resolves to.

    `role` is period, since (2021年以来), base (比2020年), plan (明年), deadline (9月底前), asof (截至5月底, 目前, 年末) or
    again (节日期间: the holiday named before).
    """

    start: int
    end: int
    period: Period
    role: str = "period"


def time_words(
    text: str,
    start: int,
    end: int,
    anchor: Anchor,
    year: int | None,
    dates: Iterable[tuple[int, int]] | None = None,
    month: str | None = None,
    said: bool = True,
) -> list[TimeWord]:
    """Find and resolve the time expressions of `[start, end)`.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.
        anchor: the article's anchor.
        year: the year that a date without one takes (carried from the sentences before), None for the anchor's.
        dates: where dates stand, when they are known already.
        month: the year and month that a bare day is of (23日, after 7月20日).
        said: whether a word without which no other time word stands is there.

    Returns:
        Time words in order.
    """
    if dates is None:
        dates = [match.span() for match in DATE.finditer(text, start, end)]
    matches: list[tuple[int, int, re.Match[str] | None]] = [(a, b, None) for a, b in dates]
    for one in words_in(text, start, end) if said else ():
        matches.append((*one.span(), one))
    if len(matches) > 1:
        matches.sort(key=lambda one: (one[0], -one[1]))
    found: list[TimeWord] = []
    current = year or anchor.year
    at = start
    for a, b, match in matches:
        if a < at:
            continue
        before, after = text[max(start, a - 4) : a], text[b : b + 14]
        date = match is None
        if date and _DATELINE.match(text, b):
            continue
        begun = found[-1] if found else None
        first = a
        if begun is not None and begun.end == a and _is_year(begun):
            if match is not None and match.group() == "全年":
                continue
            if date and begun.period.basis == "deictic":
                # 去年10月: the year is said just before
                first, current = begun.start, int(begun.period.since or 0)
                before = text[max(start, first - 4) : first]
        listed = date and begun is not None and begun.role == "period" and _lists(text, begun, a)
        if listed and begun is not None:
            # 4月、5月: both of one year, and one stretch unless each has its own number
            current = int((begun.period.until or "0")[:4])
        if date and _BARE_DAY.fullmatch(text, a, b):
            word = resolve_day(text[a:b], month, before, anchor)
        elif date:
            word = resolve_date(text[a:b], current, before, after, anchor)
        else:
            word = resolve_word(match, anchor, current, before, after) if match is not None else None
        if first != a or listed:
            current = year or anchor.year
        if word is None:
            continue
        period, role = word
        since = SINCE.match(after) if date else None
        at = b + since.end() if since else b
        if first != a:
            found.pop()
            period = Period(period.since, period.until, text[first:b], "deictic")
            found.append(TimeWord(first, at, period, role))
            month = _month_of(period) or month
            continue
        joins = _RANGE.fullmatch(text, begun.end, a) if begun is not None else None
        both = listed and role == "period" and _EACH.search(text, b, b + 16) is None
        if begun is not None and begun.role in ("period", "base") and (joins or both):
            # 2023年7月至2025年6月: the two ends of one stretch
            whole = Period(begun.period.since, period.until, text[begun.start : b], period.basis)
            found[-1] = TimeWord(begun.start, b, whole)
            continue
        named = date and role != "base" and period.basis == "explicit" and not RELATIVE.match(text, b)
        if period.until and anchor.year and (named or role == "plan"):
            current = int(period.until[:4])
        month = _month_of(period) or month
        found.append(TimeWord(a, b, period, role))
    return found


def _is_year(word: TimeWord) -> bool:
    return word.period.since == word.period.until and len(word.period.since or "") == 4


def _lists(text: str, word: TimeWord, at: int) -> bool:
    """Tell a month with nothing but a list mark between it and the next (4月、|5月)."""
    return _month_of(word.period) is not None and _AND.fullmatch(text, word.end, at) is not None


def _month_of(period: Period) -> str | None:
    """Return year and month of a period that names them."""
    until = period.until
    return until[:7] if until and len(until) >= 7 else None
