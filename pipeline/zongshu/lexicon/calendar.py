"""Dates as Chinese reports print them: one pattern, and what a date says as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

import msgspec

from zongshu.patterns import pattern

__all__ = ["DATE", "LUNAR", "LUNAR_HEAD", "Span", "month_end", "read_date", "shift_year"]

_Y = r"(?:(?:19|20)\d{2}|[一二][〇○零ＯO九][〇○零ＯO一二三四五六七八九]{2})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r" ?(?:[-—–－~～〜]{1,2}|至|到) ?"
_PART = r"(?:底|初|末|中旬|上旬|下旬|中|)"
_QUARTER = r"(?:第?[一二三四1-4](?:、[二三四2-4])?|前[二两三23]个?)季度"
_HALF = r"(?:上|下|前|后)半年"
_MONTHS = rf"{_M} ?月?{_TO}{_M} ?月份?|前(?:{_M}|十一|两)个?月"

DATE = pattern(
    "|".join(
        (
            r"(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)",
            r"(?:19|20)\d{2}[-/](?:0[1-9]|1[0-2])(?![\d年月万亿.%个/-])",
            rf"{_Y} ?年?{_TO}{_Y} ?年度?",
            r"公元前?(?:\d{1,4}|[一二三四五六七八九〇零]{1,4})年",
            rf"[五六七八九][〇零一二三四五六七八九]年(?={_M}月){_M}月(?:{_D}[日号])?",
            r"(?:二十[一二三四]?|十[一二三四五六七八九]?|[零一二三四五六七八九])点(?:钟|整|半|[零一二三四五]?[十零][一二三四五六七八九]?分?)",
            rf"{_Y} ?年 ?(?:{_MONTHS}|{_QUARTER}|{_HALF}|{_M} ?月 ?{_D} ?[日号](?:{_TO}(?:{_M} ?月 ?)?{_D} ?[日号])?"
            rf"|{_M} ?月份?{_PART}|度|{_PART}(?!级))",
            rf"(?<!个)(?:{_M} ?月 ?{_D} ?[日号](?:{_TO}(?:{_M} ?月 ?)?{_D} ?[日号])?|{_MONTHS}|{_M} ?月份?{_PART}(?!龄|供|均))",
            rf"{_QUARTER}|{_HALF}",
            r"(?:3[01]|[12]\d|[1-9]) ?日(?!内|游|均|产|处理|供|夜|元)",
            r"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)",
            r"(?:[01]?\d|2[0-4]) ?[时点](?:[0-5]?\d ?分(?![之钟])|[0-5]\d(?=[，。、；至到前后左\s—-]|$)|半?钟(?!头)|半?"
            r"(?!间|段|长|限|任|效|候|刻|代|位|评|赞|击|多|对|状|片|源|面|[^至到，。、前后许整左开\W]))",
            r"(?:19|20|21|二十一?|十[五六七八九])世纪(?:初|末|中叶|[1-9]0年代|[二三四五六七八九]十年代|)",
            r"(?:[1-9]0|[二三四五六七八九]十)年代[初末]?|[5-9]0后|0[05]后",
        )
    )
)
LUNAR_HEAD = pattern(r"(?:大年初|(?:农历|旧历|阴历)?(?:正月|冬月|腊月)初?|农历|旧历|阴历)$")
"""What stands before the numeral of a lunar day or month; it ends where the numeral begins."""

LUNAR = pattern(
    r"大年初[一二三四五六七八九十]|(?:(?:农历|旧历|阴历)?(?:正|冬|腊)月|(?:农历|旧历|阴历)(?:十[一二]?|[一二三四五六七八九])月)"
    r"(?:初(?:十|[一二三四五六七八九])|(?:二十|廿)[一二三四五六七八九]?|十[一二三四五六七八九]|三十)?"
)
"""A day or month of the lunar calendar (正月十五, 农历八月十五); no year is told by it, so `read_date` gives none."""

_CN_DIGITS = str.maketrans("〇○零ＯO一二三四五六七八九", "00000123456789")
_YEARS = pattern(_Y)
_YEAR_RANGE = pattern(rf"{_Y}年?{_TO}{_Y}")
_NO_DATE = pattern(r"世纪|年代|后$|[:：]|[时点]")
_IN_QUARTER = pattern(r"(前|第)?([一二两三四1-4])(?:、([二三四2-4]))?个?季度")
_FRONT_MONTHS = pattern(rf"前({_M}|两)个?月")
_DAYS = pattern(rf"({_M})[月/.-]({_D})[日号]?(?:{_TO}(?:({_M})月)?({_D})[日号])?$")
_IN_MONTHS = pattern(rf"({_M})月?{_TO}({_M})月")
_MONTH = pattern(rf"({_M})(?:月|$)")


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of time; either end may be open. `year_given` is False where the year was filled in."""

    since: str | None
    until: str | None
    year_given: bool = True


def _number(text: str) -> int:
    """Return a month or day number, printed in digits or in Chinese numerals up to 三十一."""
    if text.isascii():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return int(text.translate(_CN_DIGITS))
    return (int(tens.translate(_CN_DIGITS)) if tens else 1) * 10 + (int(ones.translate(_CN_DIGITS)) if ones else 0)


def month_end(year: int, month: int) -> str:
    """Return the last day of a month as `YYYY-MM-DD`.

    Example:
        >>> month_end(2024, 2)
        '2024-02-29'
    """
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def shift_year(date: str, years: int) -> str:
    """Return the same date some years later (or earlier), at the same precision.

    Example:
        >>> shift_year("2024-05", 1)
        '2025-05'
    """
    return f"{int(date[:4]) + years:04d}{date[4:]}"


@lru_cache(maxsize=4096)
def read_date(text: str, year: int | None = None) -> Span | None:
    """Read a date mention.

    Args:
        text: the mention, as `DATE` matches it.
        year: the year to fill in where the mention names none (the anchor).

    Returns:
        The time it covers, or None for clock times and decades, and where the year is needed and unknown.

    Example:
        >>> read_date("2024年5月7日"), read_date("上半年", 2023).until
        (Span(since='2024-05-07', until='2024-05-07', year_given=True), '2023-06')
    """
    text = text.replace(" ", "").removeprefix("公元")
    years = _YEARS.findall(text)
    given = bool(years)
    if len(years) >= 2 and _YEAR_RANGE.match(text):
        first, second = (y.translate(_CN_DIGITS) for y in years[:2])
        return Span(first, second) if first <= second else None
    if years and text.startswith(years[0]):
        year = int(years[0].translate(_CN_DIGITS))
        text = text[len(years[0]) :].lstrip("年-/.")
    elif not given and _NO_DATE.search(text):
        return None
    if year is None:
        return None
    span = _within(text, year)
    return Span(span[0], span[1], given) if span else None


def _within(text: str, year: int) -> tuple[str, str] | None:
    """Return what the rest of a date says inside `year`."""
    if not text or text[0] in "度中":
        return f"{year}", f"{year}"
    if text in ("底", "末"):
        return f"{year}-12-31", f"{year}-12-31"
    if text == "初":
        return f"{year}-01", f"{year}-01"
    if text[0] in "上下前后" and "半年" in text:
        return (f"{year}-01", f"{year}-06") if text[0] in "上前" else (f"{year}-07", f"{year}-12")
    quarter = _IN_QUARTER.search(text)
    if quarter:
        number = _quarter(quarter[2])
        first = 1 if quarter[1] == "前" else number * 3 - 2
        return f"{year}-{first:02d}", f"{year}-{_quarter(quarter[3] or quarter[2]) * 3:02d}"
    front = _FRONT_MONTHS.match(text)
    if front:
        return f"{year}-01", f"{year}-{2 if front[1] == '两' else _number(front[1]):02d}"
    days = _DAYS.match(text)
    if days:
        return _days(year, days)
    months = _IN_MONTHS.match(text)
    if months:
        return f"{year}-{_number(months[1]):02d}", f"{year}-{_number(months[2]):02d}"
    month = _MONTH.match(text)
    if month is None:
        return None
    number = _number(month[1])
    if text[month.end() :].lstrip("份") in ("底", "末"):
        return month_end(year, number), month_end(year, number)
    return f"{year}-{number:02d}", f"{year}-{number:02d}"


def _quarter(text: str) -> int:
    return "一二三四".find(text.replace("两", "二")) + 1 or int(text)


def _days(year: int, match: re.Match[str]) -> tuple[str, str] | None:
    """Return a day or a stretch of days; None where the month has no such day (2月30日)."""
    month, day = _number(match[1]), _number(match[2])
    last_month = _number(match[3]) if match[3] else month
    last_day = _number(match[4]) if match[4] else day
    if day > monthrange(year, month)[1] or last_day > monthrange(year, last_month)[1]:
        return None
    return f"{year}-{month:02d}-{day:02d}", f"{year}-{last_month:02d}-{last_day:02d}"
