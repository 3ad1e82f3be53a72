"""The anchor: the reporting period that an article's time words are counted from.

It comes, in this order, from the published date of the metadata, a date in masthead or title, and the year that the text
names most; what is inferred is marked so.
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from zongshu.lexicon.calendar import month_end, shift_year
from zongshu.lexicon.numerals import read_numeral
from zongshu.locate.years import PART_YEAR, last_month, plain_years, read_month, report_year, years_in
from zongshu.patterns import pattern
from zongshu.types import Article, Span

__all__ = ["Anchor", "find_anchor"]

_ISO = pattern(
    r"(?:成文日期|发布日期|发布时间|印发日期|日期|时间)?[：: ]{0,2}((?:19|20)\d{2})[-/年.](\d{1,2})(?:[-/月.](\d{1,2})日?)?"
)
_ISO_YEAR = pattern(r"(?:19|20)\d{2}[-/年.]\d")
_SPEECH = pattern(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日[^。\n]{0,10}在[^。\n]{2,40}(?:会议|大会|全会)上")
_FOUNDED = pattern(
    r"((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})日)?[^。；]{0,30}(?:挂牌成立|正式挂牌|挂牌|揭牌|成立|组建)"
)
_ANNIVERSARY = pattern(r"一周年|周岁|成立一年|组建一年|一年来|过去一年")
_AS_OF_MONTH = pattern(r"截[至止]到?(?:今年|\d{4}年)?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月")
_OF_A_YEAR = pattern(r"(?:19|20)\d{2}年(?!\s?\d{1,2}月)")
_WIRE = r"日\s?(?:电|讯)(?=[\s\u3000（(：:]|$)"
_DATELINE = pattern(rf"(\d{{1,2}})月(\d{{1,2}}){_WIRE}")
_DATELINE_END = pattern(_WIRE)
_HEAD = 400
# an anniversary is written of around its day
_LEAST_MONTHS, _MOST_MONTHS = 11, 18
_SCHOOL_YEAR = pattern(r"((?:19|20)\d{2})[-—–－~～至]{1,2}(?:20)?\d{2}学年")
_REVIEW_OF_YEARS = pattern(
    r"(?<![第\d一二三四五六七八九十])([三四五六七八九十3-9]|10)年(?:来)?(?:的)?(?:工作|发展|奋斗|建设|改革)?(?:回顾|回眸|总结|综述|巡礼|答卷|成就|纪实)"
)
_TITLE = 80
_YEAR_OVER = pattern(
    r"去年|过去(?:的|这)?一年|过去的20\d\d年|今年(?:，|工作)?的?(?:工作)?(?:安排|打算|盘子|计划|思路|部署|[要将拟]|力争|预计)"
)
_YEAR_END = pattern(
    r"全年|一年来|这一年|年度工作|年终|\d{4}年(?:度)?(?:主要|重点)?(?:工作)?(?:总结|回顾|情况|述职|年报)"
)


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """What the article's time words are counted from.

    Attributes:
        since: first day, month or year of the reporting period.
        until: last.
        as_of: the date of 目前; the published date where known, else the end of the reporting period.
        year: the reporting year.
        basis: metadata, article or inferred.
        published: the published date, where known.
        standing: the date up to which the reporting period has run where it is not a whole year (a paper of mid-year,
            the report of a half-year, an anniversary), else None.
        narrow: True where that is the end of what is reported on (the report of a half-year, an anniversary).
        today: the year that 今年 means.
        day: the day that 今天 means, the one of the dateline where there is one.
    """

    since: str | None
    until: str | None
    as_of: str | None
    year: int | None
    basis: str
    published: str | None = None
    standing: str | None = None
    narrow: bool = False
    today: int | None = None
    day: str | None = None

    @property
    def founded(self) -> bool:
        """Tell a first anniversary, whose period runs from the founding day."""
        return bool(self.since and self.until and "-" in self.since and self.since[:4] != self.until[:4])

    def ahead(self, date: str | None) -> bool:
        """Tell a date that the paper still had before it."""
        known = self.published or self.until
        if date is None or known is None:
            return date is not None
        size = min(len(date), len(known))
        return date[:size] > known[:size] or (
            size == 4 and len(date) > 4 and self.standing is not None and date > known
        )

    @property
    def coming(self) -> int | None:
        """Return the year that plans are for: the one after a finished year, else the one that runs."""
        if self.year is None:
            return None
        return self.year if self.standing and self.year == int(self.standing[:4]) else self.year + 1


def find_anchor(article: Article) -> Anchor:
    """Find the reporting period of an article.

    Args:
        article: an article with its metadata, clean text and sections.

    Returns:
        The anchor; all of it None where the text gives no hold.
    """
    anchor = _anchor(article, article.clean)
    return replace(anchor, today=_today(anchor, article.clean), day=_day(anchor, article.clean))


def _day(anchor: Anchor, text: str) -> str | None:
    """Return the day the paper was written: the dateline's, which the published date gives its year, or that date itself."""
    if not anchor.published or len(anchor.published) < len("2025-01-01") or not _DATELINE_END.search(text, 0, _HEAD):
        return anchor.published
    line = _DATELINE.search(text, 0, _HEAD)
    if line is None:
        return anchor.published
    day = f"{anchor.published[:4]}-{int(line[1]):02d}-{int(line[2]):02d}"
    return day if day <= anchor.published else anchor.published


def _today(anchor: Anchor, text: str) -> int | None:
    """Return the year that 今年 means: a paper of January may mean the year it reports on.

    One that also says 去年 or 过去的一年 does not, nor one that tells what 今年 is to bring (今年的打算, 今年将).
    """
    if anchor.founded and anchor.until:
        return int(anchor.until[:4])
    if anchor.year is None or anchor.published is None or int(anchor.published[:4]) != anchor.year + 1:
        return anchor.year
    spring = anchor.published[5:7] >= "03"
    return anchor.year + 1 if spring or _YEAR_OVER.search(text) else anchor.year


def _anchor(article: Article, text: str) -> Anchor:
    published = article.published or article.meta.get("published") or None
    basis = "metadata" if published else "article"
    if not published:
        published = _masthead(text)
    years = years_in(text)
    day = _founding(text, years, published)
    if day is not None:
        until = shift_year(day, 1)
        as_of = published or until
        return Anchor(day, until, as_of, int(day[:4]), "article", published, as_of, True)
    school = _SCHOOL_YEAR.search(text[:80])
    if school is not None:
        first = int(school[1])
        since, until = f"{first}-09", f"{first + 1}-07"
        return Anchor(since, until, published or until, first + 1, "article", published, until, True)
    year = report_year(article, years, published)
    if year is None and not published:
        # all years are plans: the first of them is the year of the report itself (力争到2020年12月), which is enough to
        # resolve 今年, not to date every claim
        planned = min(plain_years(text, years), default=None)
        return Anchor(None, None, str(planned) if planned else None, planned, "inferred")
    if year is None:
        return Anchor(None, None, published, None, basis, published)
    span = _span_of_years(article, text)
    if span:
        # 五年工作回眸: counted back from the day of the paper, or from the end of the last whole year
        runs = published is not None and published[:4] == str(year)
        first = year - span + (0 if runs and published is not None and published[5:7] < "12" else 1)
        return Anchor(
            str(first), str(year), published or str(year), year, basis, published, published if runs else None
        )
    part = _part_year(article, text, year, published)
    if part is not None:
        until = f"{year}-{part:02d}"
        day = month_end(year, part)
        return Anchor(
            f"{year}-01", until, published or day, year, basis if published else "inferred", published, day, True
        )
    if published and published[:4] == str(year):
        running = published if published[5:7] < "12" else None
        return Anchor(str(year), str(year), published, year, basis, published, running)
    return Anchor(str(year), str(year), published or str(year), year, basis if published else "inferred", published)


def _founding(text: str, years: list[Span], published: str | None) -> str | None:
    """Return the month in which what a paper looks back on was founded, a year before it was written."""
    told: list[re.Match[str]] = []
    for start, _ in years:
        founded = _FOUNDED.match(text, start) if not told or start >= told[-1].end() else None
        if founded is not None:
            told.append(founded)
    if not told or not _ANNIVERSARY.search(text):
        return None
    for founded in told:
        day = f"{founded[1]}-{int(founded[2]):02d}"
        late = (int(published[:4]) - int(founded[1])) * 12 + int(published[5:7]) - int(founded[2]) if published else 12
        if _LEAST_MONTHS <= late <= _MOST_MONTHS:
            # on the eve of it, the year is the one up to the paper
            return min(day, shift_year(published[:7], -1)) if published else day
    return None


def _part_year(article: Article, text: str, year: int, published: str | None) -> int | None:
    """Return the last month of the part of a year that a report is on (a half-year's report: 6), None for a whole year."""
    titles = " ".join(section.title for section in article.sections[:3])
    told = PART_YEAR.search(titles) or (PART_YEAR.search(text, 0, _HEAD) if published is not None else None)
    if told is None or _YEAR_END.search(titles) or (_OF_A_YEAR.search(titles) and not PART_YEAR.search(titles)):
        return None
    month = last_month(told)
    if published is None:
        return month
    if any(read_month(one[1]) > month for one in _AS_OF_MONTH.finditer(text)):
        # what goes on to the end of October is no report on three quarters
        return None
    late = (int(published[:4]) - year) * 12 + int(published[5:7]) - month
    return month if 0 <= late <= 2 else None


def _span_of_years(article: Article, text: str) -> int:
    """Return of how many years the title says that the text is the review of, 0 for none (五年工作回顾: 5)."""
    titles = " ".join(section.title for section in article.sections[:2]) or text[:_TITLE]
    told = _REVIEW_OF_YEARS.search(titles)
    number = read_numeral(told[1]) if told is not None else None
    return int(number.value) if number is not None and number.value is not None else 0


def _masthead(text: str) -> str | None:
    """Return a date printed in the masthead, the dateline or the signature, where one stands on its own."""
    speech = _SPEECH.search(text[:300])
    if speech:
        return f"{speech[1]}-{int(speech[2]):02d}-{int(speech[3]):02d}"
    for part in (text[:160], text[-80:]):
        for match in _ISO.finditer(part) if _ISO_YEAR.search(part) else ():
            labelled = match.group()[0] in "成发印日时"
            alone = part[match.end() : match.end() + 1] in ("", "\n", "\r", " ", "\u3000", "）", ")")
            if match[3] and (labelled or alone):
                return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return None
