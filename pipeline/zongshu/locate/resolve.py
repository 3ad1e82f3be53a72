"""What a time word says: from when to when, and in what role (a period, a base of comparison, a deadline …)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from zongshu.lexicon.calendar import shift_year
from zongshu.lexicon.numerals import read_numeral
from zongshu.locate.anchor import Anchor
from zongshu.locate.dates import BEFORE, BEFORE_BASE, DUE
from zongshu.locate.holidays import holiday_months
from zongshu.patterns import pattern
from zongshu.types import Period

__all__ = ["resolve_word"]

_DAY = 10
_MONTH, _SPRING, _AUTUMN = 7, "04", "10"
_LAST_YEAR = pattern("去年的?$")
_AGED = pattern(r"(?:已|才|刚满?)?(?:\d+|[二三四五六七八九十]{1,3})多?岁")
_ON_TOP = pattern(r"[^，。；]{0,24}基础上")
_FIVE = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十五": 2001}
_CONGRESS = {"十八大": "2012-11", "十九大": "2017-10", "二十大": "2022-10", "改革开放": "1978"}
_FROM_ON = pattern(r"(?:起(?![来步初到])|开始)")
_INTENDED = pattern(r"，?(?:[^，。；\d]{0,6}(?:将|计划|拟|力争|确保|争取|要)|目标)")


def resolve_word(
    match: re.Match[str], anchor: Anchor, current: int | None, before: str, after: str
) -> tuple[Period, str] | None:
    """Resolve a time word that is no date; the last group of its match names its kind."""
    word, year = match.group(), anchor.year
    kind = match.lastgroup
    period: Period | None
    if kind in ("upto", "now"):
        return Period(None, anchor.as_of, word, "deictic"), "base" if before[-1:] in ("由", "从") else "asof"
    if kind == "this":
        said = anchor.published[:4] if anchor.published else None
        if word.startswith("今年") and (current == year or (said is not None and str(current) != said)):
            # a plan named before (到2027年) does not move 今年
            current = anchor.today or year
        early = anchor.published and anchor.year and anchor.published[:4] == str(anchor.year + 1)
        if word == "今年" and early and _INTENDED.match(after):
            # said in January of a report on the year before: 今年将新建…
            return Period(str(anchor.coming), str(anchor.coming), word, "deictic"), "plan"
        if word == "年内" and anchor.ahead(f"{current}-12-31") and (DUE.search(before) or _INTENDED.match(after)):
            return Period(None, f"{current}-12-31", word, "deictic"), "deadline"
        resolved = _this(word, anchor, current)
        if resolved is not None and (_AGED.match(after) or before[-1:] in ("比", "较")):
            return resolved[0], "base"
        return resolved
    if kind == "day0":
        day = shift_year(anchor.day, -1) if anchor.day and _LAST_YEAR.search(before) else anchor.day
        if day and word[0] == "昨" and len(day) == _DAY:
            day = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        if day and before.endswith(("到", "至")):
            return Period(None, day, word, "deictic"), "asof"  # 到昨天为止
        return (Period(day, day, word, "deictic"), "period") if day else None
    if kind == "month":
        day = anchor.day[:_MONTH] if anchor.day else None
        day = _month_before(day) if day and word[0] == "上" else day
        return (Period(day, day, word, "deictic"), "period") if day else None
    if kind == "decade":
        first = 1900 + _count(word[-4]) * 10
        return Period(str(first), str(first + 9), word, "explicit"), "period"
    if kind == "ending":
        until = f"{anchor.today or current}-12-31"
        if BEFORE.match(after):
            return Period(None, until, word, "deictic"), "deadline"
        return Period(None, until, word, "deictic"), "plan" if anchor.ahead(until) else "asof"
    if kind == "plan":
        return _five_years(match, anchor, word, before)
    if kind == "congress":
        return Period(_CONGRESS[word[:-2]], anchor.as_of, word, "explicit"), "since"
    if kind == "since":
        if anchor.founded:
            return Period(anchor.since, anchor.until, word, "deictic"), "period"
        return (Period(None, anchor.until, word, "deictic"), "period") if anchor.until else None
    if kind in ("feast", "day"):
        return _feast(match["which_feast" if kind == "feast" else kind], word, anchor, current, kind)
    if kind == "again":
        return Period(None, None, word, "deictic"), "again"
    if year is None or current is None:
        return None
    if kind == "school":
        period, role = _school_year(word, anchor, current)
        return period, "base" if BEFORE_BASE.search(before) else role
    if kind == "yearstart":
        return Period(None, f"{current}-01", word, "deictic"), "base"
    if kind == "same":
        if not anchor.since or not anchor.until:
            return None
        if word[0] == "今":
            return Period(anchor.since, anchor.until, word, "deictic"), "period"
        return Period(shift_year(anchor.since, -1), shift_year(anchor.until, -1), word, "deictic"), "period"
    if kind == "last":
        # 上年 is the year before the one reported on, 去年 the one before the day of the paper
        base = int(anchor.published[:4]) if anchor.published and word[0] != "上" else year
        target = str(base - (2 if word == "前年" else 1))
        if word.endswith("以来") or (word[-1] == "年" and _FROM_ON.match(after)):
            return Period(target, anchor.as_of, word, "deictic"), "period"
        since = None if word[-1] in "底末" else target
        until = f"{target}-12-31" if word[-1] in "底末" else target
        base_only = BEFORE_BASE.search(before) or (before[-1:] == "在" and _ON_TOP.match(after))
        return Period(since, until, word, "deictic"), "base" if base_only else "period"
    if kind == "next":
        if match["coming"]:
            return Period(str(year + 1), str(year + _count(match["coming"])), word, "deictic"), "plan"
        base = int(anchor.published[:4]) if anchor.published and word.startswith("明年") else year
        target = str(base + (2 if word == "后年" else 1))
        return Period(target, target, word, "deictic"), "plan"
    if kind == "yearend":
        until = f"{current}-12-31"
        return Period(None, until, word, "deictic"), "plan" if anchor.ahead(until) else "asof"
    if kind == "run":
        return Period(str(current - _count(match["years"]) + 1), str(current), word, "deictic"), "period"
    if kind == "lately":
        years = _count(match["near"] or match["past"] or match["ago"] or match["bare"])
        if years == 1 and anchor.since:
            return _past_year(word, anchor), "period"
        if not years:
            return (Period(None, anchor.until, word, "deictic"), "period") if anchor.until else None
        return Period(str(year - years + 1), str(year), word, "deictic"), "period"
    return Period(str(current), str(current), word, "deictic"), "period"


def _this(word: str, anchor: Anchor, current: int | None) -> tuple[Period, str] | None:
    if current is None:
        return None
    if anchor.published and current in (anchor.year, anchor.today) and word in ("今年以来", "年初以来"):
        return Period(f"{current}-01-01", anchor.as_of, word, "deictic"), "period"
    whole = word in ("全年", "一年来", "这一年", "过去一年", "一年间", "一年中", "一年里")
    if whole and anchor.founded:
        return Period(anchor.since, anchor.until, word, "deictic"), "period"
    return Period(str(current), str(current), word, "deictic"), "period"


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"


def _past_year(word: str, anchor: Anchor) -> Period:
    """Resolve 一年来: the reporting period; in a paper of mid-year (June), from June to June."""
    written = anchor.published or ""
    if anchor.standing and not anchor.narrow and _SPRING <= written[5:7] <= _AUTUMN:
        month = written[:_MONTH]
        return Period(shift_year(month, -1), month, word, "deictic")
    return Period(anchor.since, anchor.until, word, "deictic")


def _school_year(word: str, anchor: Anchor, current: int) -> tuple[Period, str]:
    """Resolve 本学年 and its neighbours: from September to July."""
    if anchor.since is None or anchor.since[4:] != "-09" or anchor.until is None:
        return Period(str(current), str(current), word, "deictic"), "period"
    if word == "学年末":
        return Period(None, anchor.until, word, "deictic"), "asof"
    step = 1 if word[0] in "新下" else -1 if word[0] == "上" else 0
    role = "plan" if step > 0 else "period"
    return Period(shift_year(anchor.since, step), shift_year(anchor.until, step), word, "deictic"), role


def _five_years(match: re.Match[str], anchor: Anchor, word: str, before: str) -> tuple[Period, str] | None:
    first = _FIVE.get(match["which"])
    tail = match["tail"] or ""
    if first is None:
        return None
    if tail == "末":
        base = before[-1:] in ("由", "从", "比", "较")
        return Period(str(first + 4) if base else None, str(first + 4), word, "explicit"), "base" if base else "period"
    if tail == "以来":
        return Period(str(first), anchor.as_of if anchor.standing else anchor.until, word, "explicit"), "period"
    if tail in ("期间", "时期"):
        base = BEFORE_BASE.search(before) is not None
        return Period(str(first), str(first + 4), word, "explicit"), "base" if base else "period"
    if match["part"]:
        return Period(str(first), str(first + _count(match["part"]) - 1), word, "explicit"), "period"
    return None


def _feast(name: str, word: str, anchor: Anchor, current: int | None, kind: str) -> tuple[Period, str] | None:
    """Resolve a holiday: the last one before the paper appeared, else that of the year spoken of."""
    if current is None:
        return None
    year = current
    months = holiday_months(name, year)
    if anchor.published and current == anchor.year and kind == "feast":
        later = holiday_months(name, int(anchor.published[:4]))
        months = later if later and later[0] <= anchor.published[:7] else months
    if months is None:
        return None
    if kind == "day":
        return Period(None, months[0], word, "deictic"), "deadline"
    return Period(months[0], months[1], word, "deictic"), "period"


def _count(text: str | None) -> int:
    if not text:
        return 0
    number = read_numeral(text)
    return int(number.value) if number is not None and number.value is not None else 0
