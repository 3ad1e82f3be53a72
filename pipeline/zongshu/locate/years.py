"""The year that a text reports on, from its titles, its date and the years that it names."""

from __future__ import annotations

import re

from zongshu.lexicon.numerals import read_numeral
from zongshu.patterns import pattern
from zongshu.types import Article, Span

__all__ = ["PART_YEAR", "last_month", "plain_years", "read_month", "report_year", "years_in"]

_YEAR = pattern(r"(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2}")
# where one may begin, each found by one literal: a text is passed over several times faster than by a choice or by two
_YEAR_HEADS = (
    pattern(r"2(?=0\d{2})"),
    pattern(r"1(?=9\d{2})"),
    pattern(r"二(?=[〇○零][〇○零一二三四五六七八九]{2})"),
)
_IN_FULL = pattern(r"年(?:，|,|全|度|里|[全我本]?[市县区州旗])")
_TO_IT = pattern(r"[与是到]$")
_TITLE_YEAR = pattern(
    r"((?:19|20)\d{2})\s*年?(?:度|上半年|[一二三四]季度|(?:主要|重点|全面)?工作|政府|全年|农业|教育|经济|社会|总结|亮点)"
)
_LOOK_BACK = pattern(r"过去(?:的)?一年|去年|上年工作|工作回顾")
_YEAR_PAST = pattern(r"过去(?:的|这)?一年|一年来")
_RECENT = pattern(r"全年|去年(?!同期|\d{1,2}月)|一年来|这一年|年度工作|年末|过去一年")
_NEW_YEAR = pattern(r"春节|正月|元宵|开年|寒假|雪季")
_PLAN_TITLE = pattern(r"部署|安排|任务|打算|计划|目标|重点工作|要点|展望|建议")
_REVIEW_TITLE = pattern(r"情况|完成|回顾|总结|成效|进展|落实")
_REPORT = "政府工作报告"
_WORK_REPORT = pattern(rf"(?P<year>\d{{4}})?年?{_REPORT}")
_NAMED = pattern(r"(?:19|20)\d{2}|半年")
_OUTLOOK = pattern(r"将|预计|力争|计划|打算|工作安排|工作思路|拟|目标|确保|争取|展望|提出|底前|月前")
# every branch begins with a letter of its own, so that most of a text is passed over quickly
PART_YEAR = pattern(
    r"上半年|半年(?:工作|报|总结)|前[三3]个?季度|一季度|1季度|1 ?月?份? ?[-—–－~至到]{1,2} ?(1[01]|[2-9]) ?月"
)
_COMPARING = frozenset("比较从由")
_MULTIPLE_OF = pattern(r"年?的\d+(?:\.\d+)?(?:倍|[%％])")
_RANGE_END = pattern(r"\d年?\s*[—–\-~～至到]{1,2}\s*$")
_TOP = 60
_HEAD = 120
_LATE = "07"
_THIS_YEAR = ("今年", "上半年", "前三季度")
_PART_MONTH = {"上": 6, "半": 6, "前": 9, "一": 3}
_DOCUMENT_YEAR = pattern(r"[〔\[（(]((?:19|20)\d{2})[〕\])）]\s*第?\d+\s*号")
_BRACKETS = frozenset("〔（([")


def years_in(text: str) -> list[Span]:
    """Return where years stand in a text, in order.

    Example:
        >>> years_in("2019年至二〇二三年")
        [(0, 4), (6, 10)]
    """
    starts = sorted([head.start() for heads in _YEAR_HEADS for head in heads.finditer(text)])
    found: list[Span] = []
    at = 0
    for start in starts:
        year = _YEAR.match(text, start) if start >= at else None
        if year is not None:
            at = year.end()
            found.append((start, at))
    return found


def report_year(article: Article, years: list[Span], published: str | None) -> int | None:
    """Find the year that an article reports on: the one before its plans, where a heading says for which year they are.

    Args:
        article: an article with its clean text and sections.
        years: where years stand in that text.
        published: the day it appeared, where known.

    Returns:
        The year, None where the text gives no hold.
    """
    year = _named_year(article, years, published)
    return year - 1 if year is not None and _is_ahead(article, year) else year


def _is_ahead(article: Article, year: int) -> bool:
    """Tell a year that a heading below looks ahead to (三、2026年任务), where the text above looks back on 过去一年."""
    for section in article.sections[1:]:
        planned = _PLAN_TITLE.search(section.title) and not _REVIEW_TITLE.search(section.title)
        named = _YEAR.search(section.title) if planned else None
        if named is not None and _year(named.group()) == year:
            return _YEAR_PAST.search(article.clean, 0, section.start) is not None
    return False


def _named_year(article: Article, years: list[Span], published: str | None) -> int | None:
    text = article.clean
    for section in article.sections[:4]:
        report = _WORK_REPORT.search(section.title) if _REPORT in section.title else None
        if report is not None and report["year"]:
            # the work report that is given in a year reports on the year before
            return int(report["year"]) - 1
        if report is not None and published and published[5:7] <= "07" and not _NAMED.search(section.title):
            return int(published[:4]) - 1
        hit = _TITLE_YEAR.search(section.title)
        later = hit is not None and published is not None and hit[1] > published[:4]
        if hit and not later and not _PLAN_TITLE.search(section.title):
            return int(hit[1])
    part = PART_YEAR.search(article.title or "") or PART_YEAR.search(text[:_TOP])
    if published and part is not None and not _YEAR.search(text[:_TOP]):
        # 一季度工作情况, printed in March or April, is on the year that runs
        return int(published[:4]) - (0 if int(published[5:7]) >= last_month(part) else 1)
    # what is printed in the first weeks of a year looks back on the year before
    early = int(published[:4]) - 1 if published and published[5:7] in ("01", "02", "03") else None
    if (
        early is not None
        and (str(early) in text or _YEAR_PAST.search(text))
        and (published is None or published[5:7] != "03" or _LOOK_BACK.search(text))
    ):
        return early
    if published and "04" <= published[5:7] <= "11" and any(word in text for word in _THIS_YEAR):
        return int(published[:4])
    hit = _TITLE_YEAR.search(text[:_HEAD]) if years and years[0][0] < _HEAD else None
    if hit and not (published and published.startswith(hit[1]) and hit.start() < 12):
        return int(hit[1])
    # where 今年 is spoken of, a stretch of years that has ended does not end with it
    running: bool | None = None
    counts: dict[int, int] = {}
    told = False
    limit = int(published[:4]) if published else None
    # a document of the year itself is quoted with its number; a report is never older than what it quotes
    quoted: list[int] = []
    for start, end in years:
        if text[start - 1 : start] in _BRACKETS:
            document = _DOCUMENT_YEAR.match(text, start - 1)
            if document is not None and (limit is None or int(document[1]) <= limit):
                quoted.append(int(document[1]))
            continue
        rest = text[end : end + 6].lstrip()
        if not rest.startswith(("年", "-", "/")):
            continue
        year = _year(text[start:end])
        if limit and year > limit:
            continue
        weight = 3 if _IN_FULL.match(rest) else 1
        ended = _RANGE_END.search(text, max(0, start - 4), start) is not None
        if ended and running is None:
            running = "今年" in text
        before = max(0, start - 3)
        if (
            (ended and running)
            or _is_base(text, start, end)
            or _TO_IT.search(text, before, start)
            or _OUTLOOK.search(text, max(0, start - 8), end + 30)
        ):
            weight = 0
        counts[year] = counts.get(year, 0) + weight
        told = told or (weight > 1 and not ended)
    if published and published[5:7] >= _LATE and counts and not told:
        # half a year later a year that is only counted from (2024年末) is not what is reported
        return max([int(published[:4]), *quoted])
    if counts and max(counts.values()) > 0:
        top = max(counts.values())
        best = max(year for year, n in counts.items() if n == top)
        if limit is None or best >= limit - 1:
            return max([best, *quoted])
    if quoted and not published:
        return max(quoted)
    if published:
        # a summary of January to March looks back on the year before
        new = _NEW_YEAR.search(text) and not _RECENT.search(text)
        return int(published[:4]) - (1 if early is not None and not new else 0)
    return None


def plain_years(text: str, years: list[Span]) -> list[int]:
    """Return the years that a text names as such, without those that it only compares with."""
    return [
        _year(text[start:end]) for start, end in years if text.startswith("年", end) and not _is_base(text, start, end)
    ]


def _is_base(text: str, start: int, end: int) -> bool:
    """Tell a year that something is only compared with (比2019年, 是2020年的3.2倍, 从2018年的5个)."""
    return text[start - 1 : start] in _COMPARING or _MULTIPLE_OF.match(text, end) is not None


def last_month(part: re.Match[str]) -> int:
    """Return the last month of a part of a year that `PART_YEAR` found (上半年: 6)."""
    return int(part[1]) if part[1] else _PART_MONTH.get(part.group()[0], 3)


def read_month(text: str) -> int:
    """Return the number of a month (10, 十)."""
    number = read_numeral(text)
    return int(number.value) if number is not None and number.value is not None else 0


def _year(text: str) -> int:
    if text.isdecimal():
        return int(text)
    number = read_numeral(text)
    return int(number.value) if number is not None and number.value is not None else 0
