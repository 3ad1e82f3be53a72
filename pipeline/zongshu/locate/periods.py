"""Time words of a sentence, resolved against the article's anchor."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zongshu.lexicon.calendar import DATE, read_date
from zongshu.lexicon.numerals import read_numeral
from zongshu.locate.anchor import Anchor
from zongshu.types import Period

__all__ = ["TimeWord", "time_words"]

_FIVE = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十五": 2001}
_WORD = re.compile(
    r"(?P<upto>(?:截至|截止|到|至|止)(?:目前|现在|今))"
    r"|(?P<now>目前|如今|眼下|现阶段|至今|迄今)"
    r"|(?P<plan>“(?P<which>十[一二三四五]?五)”(?P<tail>期间|时期|以来|末|开局|规划)?)"
    r"|(?P<run>连续(?P<years>[一二两三四五六七八九十]+|\d+) ?年)"
    r"|(?P<lately>近年来|近(?P<near>[一二两三四五六七八九十]+|\d) ?年(?:来|间)?|(?P<past>[一二两三四五六七八九十]+|\d) ?年来|"
    r"(?:过去|最近)(?P<ago>[两二三四五六七八九十]|\d) ?年)"
    r"|(?P<next>(?:今后|未来|接下来的?)(?P<coming>[一二两三四五六七八九十]|\d)年|明年底?|(?<![一二三四五六七八九十几])来年|后年)"
    r"|(?P<last>(?<![比较与同])(?:去年|上年|上一年)(?!同期|末|底|[增减提下上]|相比)(?:底|末|全年)?|前年)"
    r"|(?P<this>今年以来|今年|本年度?|年初以来|(?<!比)年内|当年(?!的)|全年|一年来|这一年|过去一年|一年间|一年中|本年度|该年|年度)"
    r"|(?P<since>(?:挂牌|组建|成立|开展|实施|启动|建立|运行|上线|开馆|开园)以来)"
    r"|(?P<term>(?:[春秋]季?学期|学年|疫情期间))"
    r"|(?P<date>" + DATE.pattern + r")"
)
# one of these stands in every time expression; most sentences have none
_HINT = re.compile(r"[年月季今日前后]|目前|如今|眼下|现阶段|以来|五”|学期|疫情")
_BEFORE_BASE = re.compile(r"(?:比|较|同比|与|相比|是|为|恢复到|占|高于|低于|自|从|由)$")
_PREFIX_TO = re.compile(r"(?:截至|截止到?|到|至|截止至)$")
_COMPARED_BEFORE = re.compile(r"(?:恢复[到至]|相当于|同比|超过|高于|低于|[比较与是])$")
_COMPARED_AFTER = re.compile(r"同期|年?同期|水平|的[\d一二两三四五六七八九十.]+[%％倍成]")
_SUFFIX_END = re.compile(r"\s*(?:年?底|末|止)?(?:前|之前|以前)")
_SUFFIX_SINCE = re.compile(r"(?:以来|起|开始)")
_SUFFIX_EVENT = re.compile(r"[^，。；\d]{1,8}[后时][，,]|(?:组建|成立|挂牌|启动)后")


@dataclass(slots=True, frozen=True)
class TimeWord:
    """One time expression with what it resolves to; `role` is period, base (比2020年) or plan."""

    start: int
    end: int
    period: Period
    role: str = "period"


def time_words(text: str, start: int, end: int, anchor: Anchor, year: int | None) -> list[TimeWord]:
    """Find and resolve the time expressions of `[start, end)`.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.
        anchor: the article's anchor.
        year: the year that a date without one takes (carried from the sentences before), None for the anchor's.

    Returns:
        Time words in order.
    """
    found: list[TimeWord] = []
    if _HINT.search(text, start, end) is None:
        return found
    current = year or anchor.year
    for match in _WORD.finditer(text, start, end):
        kind = match.lastgroup if match.lastgroup in ("upto", "now", "this", "term") else _kind(match)
        before = text[max(start, match.start() - 4) : match.start()]
        word = match.group()
        period, role = _resolve(kind, match, anchor, current, before, text[match.end() : match.end() + 12])
        if period is None:
            continue
        if kind == "date" and role != "base" and period.until and re.match(r"(?:19|20)", word):
            current = int(period.until[:4])
        if kind == "next" and period.until and anchor.year:
            current = int(period.until[:4])
        found.append(TimeWord(match.start(), match.end(), period, role))
    return found


def _kind(match: re.Match[str]) -> str:
    for name in ("upto", "now", "plan", "run", "lately", "next", "last", "this", "since", "term", "date"):
        if match[name]:
            return name
    return "date"


def _resolve(
    kind: str, match: re.Match[str], anchor: Anchor, current: int | None, before: str, after: str
) -> tuple[Period | None, str]:
    word = match.group()
    year = anchor.year
    if kind in ("upto", "now"):
        return Period(None, anchor.as_of, word, "deictic"), "period"
    if kind == "this" and anchor.published and current == anchor.year and word.startswith(("今年以来", "年初以来")):
        return Period(f"{current}-01-01", anchor.as_of, word, "deictic"), "period"
    if kind == "this":
        if (
            anchor.since
            and "-" in anchor.since
            and word in ("全年", "一年来", "这一年", "过去一年", "一年间", "一年中")
        ):
            return Period(anchor.since, anchor.until, word, "deictic"), "period"
        if current is None:
            return None, "period"
        return Period(str(current), str(current), word, "deictic"), "period"
    if kind == "last":
        if year is None:
            return None, "period"
        base = int(anchor.published[:4]) if anchor.published else year
        target = base - (2 if word == "前年" else 1)
        return Period(str(target), str(target), word, "deictic"), "base" if _BEFORE_BASE.search(before) else "period"
    if kind == "next":
        if year is None:
            return None, "plan"
        span = _count(match["coming"]) if match["coming"] else 1
        ahead = 2 if word == "后年" else 1
        if match["coming"]:
            return Period(str(year + 1), str(year + span), word, "deictic"), "plan"
        base = int(anchor.published[:4]) if anchor.published and word.startswith("明年") else year
        return Period(str(base + ahead), str(base + ahead), word, "deictic"), "plan"
    if kind == "plan":
        first = _FIVE.get(match["which"])
        if first is None:
            return None, "period"
        if match["tail"] == "末":
            return Period(None, str(first + 4), word, "explicit"), "period"
        if match["tail"] == "以来":
            return Period(str(first), anchor.until, word, "explicit"), "period"
        if match["tail"] in ("期间", "时期"):
            return Period(str(first), str(first + 4), word, "explicit"), "period"
        return None, "period"
    if kind == "run":
        last = current or year
        if last is None:
            return None, "period"
        return Period(str(last - _count(match["years"]) + 1), str(last), word, "deictic"), "period"
    if kind == "lately":
        span = _count(match["near"] or match["past"] or match["ago"])
        if span == 1 and anchor.since:
            return Period(anchor.since, anchor.until, word, "deictic"), "period"
        if year is None or not span:
            return Period(None, anchor.until, word, "deictic") if anchor.until else None, "period"
        return Period(str(year - span + 1), str(year), word, "deictic"), "period"
    if kind == "since":
        if anchor.since and "-" in anchor.since:
            return Period(anchor.since, anchor.until, word, "deictic"), "period"
        return (Period(None, anchor.until, word, "deictic") if anchor.until else None), "period"
    if kind == "term":
        return (Period(str(current), str(current), word, "deictic") if current else None), "period"
    return _date(match, current, before, after)


def _date(match: re.Match[str], current: int | None, before: str, after: str) -> tuple[Period | None, str]:
    word = match.group()
    span = read_date(word, current)
    if span is None:
        return None, "period"
    basis = "explicit" if span.year_given else "deictic"
    since, until = span.since, span.until
    text = word
    compared = _COMPARED_BEFORE.search(before) or _COMPARED_AFTER.match(after)
    role = (
        "base"
        if compared or (_BEFORE_BASE.search(before) and not _SUFFIX_SINCE.match(after)) or _SUFFIX_EVENT.match(after)
        else "period"
    )
    if compared:
        return Period(since, until, text, basis), role
    if _PREFIX_TO.search(before) or _SUFFIX_END.match(after):
        since = None
        role = "period"
    elif _SUFFIX_SINCE.match(after):
        until = None
        role = "period"
    elif until and len(until) == 10 and until[5:] == "12-31" and since == until:
        since = None
    return Period(since, until, text, basis), role


def _count(text: str | None) -> int:
    if not text:
        return 0
    number = read_numeral(text)
    return int(number.value) if number is not None and number.value is not None else 0
