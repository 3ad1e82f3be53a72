"""The anchor: the reporting period that an article's time words are counted from.

It comes, in this order, from the published date of the metadata, a date in masthead or title, and the year that the text
names most; what is inferred is marked so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from zongshu.lexicon.calendar import month_end, shift_year
from zongshu.lexicon.numerals import read_numeral
from zongshu.types import Article

__all__ = ["Anchor", "find_anchor"]

_YEAR = re.compile(r"(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2}")
_ISO = re.compile(
    r"(?:成文日期|发布日期|发布时间|印发日期|日期|时间)?[：: ]{0,2}((?:19|20)\d{2})[-/年.](\d{1,2})(?:[-/月.](\d{1,2})日?)?"
)
_TITLE_YEAR = re.compile(
    r"((?:19|20)\d{2})\s*年?(?:度|上半年|[一二三四]季度|(?:主要|重点|全面)?工作|政府|全年|农业|教育|经济|社会|总结|亮点)"
)
_SPEECH = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日[^。\n]{0,10}在[^。\n]{2,40}(?:会议|大会|全会)上")
_FOUNDED = re.compile(
    r"((?:19|20)\d{2})年(\d{1,2})月(?:(\d{1,2})日)?[^。；]{0,30}(?:挂牌成立|正式挂牌|挂牌|揭牌|成立|组建)"
)
_ANNIVERSARY = re.compile(r"一周年|周岁|成立一年|组建一年|一年来|过去一年")
_LOOK_BACK = re.compile(r"过去(?:的)?一年|去年|上年工作|工作回顾")
_RECENT = re.compile(r"全年|去年(?!同期)|一年来|这一年|年度工作|年末|过去一年")
_NEW_YEAR = re.compile(r"春节|正月|元宵|开年|寒假|雪季")
_PLAN_TITLE = re.compile(r"部署|安排|任务|打算|计划|目标|重点工作|要点|展望|建议")
_WORK_REPORT = re.compile(r"\d{4}年?政府工作报告")
_OUTLOOK = re.compile(r"将|力争|计划|拟|目标|确保|争取|展望|提出|底前|月前")
_PART_YEAR = re.compile(
    r"上半年|半年(?:工作|报|总结)|前[三3]个?季度|[一1]季度|1 ?月?份? ?[-—–－~至到]{1,2} ?(1[01]|[2-9]) ?月"
)
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d{2})[-—–－~～至]{1,2}(?:20)?\d{2}学年")
_THIS_YEAR = re.compile(r"今年|上半年|前三季度")
_PART_MONTH = {"上": 6, "半": 6, "前": 9, "一": 3}
_YEAR_END = re.compile(r"全年|一年来|这一年|年度工作|年终")
_DOCUMENT_YEAR = re.compile(r"[〔\[（(]((?:19|20)\d{2})[〕\])）]\s*第?\d+\s*号")
_BRACKETED = re.compile(r"[〔（(\[]")


@dataclass(slots=True, frozen=True)
class Anchor:
    """What the article's time words are counted from.

    Attributes:
        since: first day, month or year of the reporting period.
        until: last.
        as_of: the date of 目前; the published date where known, else the end of the reporting period.
        year: the reporting year.
        basis: metadata, article or inferred.
        published: the published date, where known.
        standing: the date that a stock without a time word holds for, None where that is the reporting period: what a
            paper of mid-year says to exist exists on its day.
        narrow: True where only what is plainly a stock has that date (the report of a half-year, an anniversary).
        today: the year that 今年 means.
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
    return replace(anchor, today=_today(anchor, article.clean))


def _today(anchor: Anchor, text: str) -> int | None:
    """Return the year that 今年 means: a paper of January may mean the year it reports on, one that also says 去年 may not."""
    if anchor.year is None or anchor.published is None or int(anchor.published[:4]) != anchor.year + 1:
        return anchor.year
    spring = anchor.published[5:7] >= "03"
    return anchor.year + 1 if spring or "去年" in text else anchor.year


def _anchor(article: Article, text: str) -> Anchor:
    published = article.published or article.meta.get("published") or None
    basis = "metadata" if published else "article"
    if not published:
        published = _masthead(text)
    founded = _FOUNDED.search(text)
    if founded and _ANNIVERSARY.search(text):
        day = f"{founded[1]}-{int(founded[2]):02d}"
        until = shift_year(day, 1)
        as_of = published or until
        return Anchor(day, until, as_of, int(founded[1]), "article", published, as_of, True)
    school = _SCHOOL_YEAR.search(text[:80])
    if school is not None:
        first = int(school[1])
        since, until = f"{first}-09", f"{first + 1}-07"
        return Anchor(since, until, published or until, first + 1, "article", published, until, True)
    year = _report_year(article, text, published)
    if year is None and not published:
        # all years are plans: the first of them is the year of the report itself (力争到2020年12月), which is enough to
        # resolve 今年, not to date every claim
        planned = min(_years(text), default=None)
        return Anchor(None, None, str(planned) if planned else None, planned, "inferred")
    if year is None:
        return Anchor(None, None, published, None, basis, published)
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


def _part_year(article: Article, text: str, year: int, published: str | None) -> int | None:
    """Return the last month of the part of a year that a report is on (a half-year's report: 6), None for a whole year."""
    titles = " ".join(section.title for section in article.sections[:3])
    told = _PART_YEAR.search(titles) or _PART_YEAR.search(text[:400])
    if told is None or _YEAR_END.search(titles):
        return None
    month = int(told[1]) if told[1] else _PART_MONTH.get(told.group()[0], 3)
    if published is None:
        return month if _PART_YEAR.search(titles) else None
    late = (int(published[:4]) - year) * 12 + int(published[5:7]) - month
    return month if 0 <= late <= 2 else None


def _masthead(text: str) -> str | None:
    """Return a date printed in the masthead, the dateline or the signature, where one stands on its own."""
    speech = _SPEECH.search(text[:300])
    if speech:
        return f"{speech[1]}-{int(speech[2]):02d}-{int(speech[3]):02d}"
    for part in (text[:160], text[-80:]):
        for match in _ISO.finditer(part):
            labelled = match.group()[0] in "成发印日时"
            alone = part[match.end() : match.end() + 1] in ("", "\n", "\r", " ", "\u3000", "）", ")")
            if match[3] and (labelled or alone):
                return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return None


def _report_year(article: Article, text: str, published: str | None) -> int | None:
    for section in article.sections[:4]:
        hit = _TITLE_YEAR.search(section.title)
        if hit and _WORK_REPORT.search(section.title):
            # the work report that is given in a year reports on the year before
            return int(hit[1]) - 1
        later = hit is not None and published is not None and hit[1] > published[:4]
        if hit and not later and not _PLAN_TITLE.search(section.title):
            return int(hit[1])
    # what is printed in the first weeks of a year looks back on the year before
    early = int(published[:4]) - 1 if published and published[5:7] in ("01", "02", "03") else None
    if (
        early is not None
        and str(early) in text
        and (published is None or published[5:7] != "03" or _LOOK_BACK.search(text))
    ):
        return early
    if published and "04" <= published[5:7] <= "11" and _THIS_YEAR.search(text):
        return int(published[:4])
    hit = _TITLE_YEAR.search(text[:120])
    if hit and not (published and published.startswith(hit[1]) and hit.start() < 12):
        return int(hit[1])
    counts: Counter[int] = Counter()
    for match in _YEAR.finditer(text):
        year = _year(match.group())
        rest = text[match.end() : match.end() + 6].lstrip()
        before = text[max(0, match.start() - 3) : match.start()]
        if not rest.startswith(("年", "-", "/")) or _BRACKETED.search(before[-1:]):
            continue
        weight = 1
        if re.match(r"年(?:，|,|全|度|里|[全我本]?[市县区州旗])", rest):
            weight = 3
        if re.search(r"[比较与是到从由]$", before) or _OUTLOOK.search(
            text[max(0, match.start() - 8) : match.end() + 30]
        ):
            weight = 0
        counts[year] += weight
    limit = int(published[:4]) if published else None
    if limit:
        counts = Counter({year: n for year, n in counts.items() if year <= limit})
    # a document of the year itself is quoted with its number; a report is never older than what it quotes
    quoted = [int(m[1]) for m in _DOCUMENT_YEAR.finditer(text) if limit is None or int(m[1]) <= limit]
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


def _years(text: str) -> list[int]:
    """Return the years that a text names as such, without those that it only compares with."""
    return [
        _year(match.group())
        for match in _YEAR.finditer(text)
        if text.startswith("年", match.end())
        and not re.search(r"[比较]$", text[max(0, match.start() - 1) : match.start()])
    ]


def _year(text: str) -> int:
    number = read_numeral(text)
    return int(number.value) if number is not None and number.value is not None else 0
