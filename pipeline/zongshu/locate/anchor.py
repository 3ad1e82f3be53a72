"""The anchor: the reporting period that an article's time words are counted from.

It comes, in this order, from the published date of the metadata, a date in masthead or title, and the year that the text
names most; what is inferred is marked so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from zongshu.lexicon.calendar import shift_year
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
_PLAN_TITLE = re.compile(r"部署|安排|任务|打算|计划|目标|重点工作|要点|展望|建议")
_WORK_REPORT = re.compile(r"\d{4}年?政府工作报告")
_OUTLOOK = re.compile(r"将|力争|计划|拟|目标|确保|争取|展望|提出|底前|月前")
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
    """

    since: str | None
    until: str | None
    as_of: str | None
    year: int | None
    basis: str
    published: str | None = None


def find_anchor(article: Article) -> Anchor:
    """Find the reporting period of an article.

    Args:
        article: an article with its metadata, clean text and sections.

    Returns:
        The anchor; all of it None where the text gives no hold.
    """
    text = article.clean
    published = article.published or article.meta.get("published") or None
    basis = "metadata" if published else "article"
    if not published:
        published = _masthead(text)
    founded = _FOUNDED.search(text)
    if founded and _ANNIVERSARY.search(text):
        day = f"{founded[1]}-{int(founded[2]):02d}"
        until = shift_year(day, 1)
        return Anchor(day, until, published or until, int(founded[1]), "article", published)
    year = _report_year(article, text, published)
    if year is None and not published:
        # all years are plans: the first of them is the year of the report itself (力争到2020年12月), which is enough to
        # resolve 今年, not to date every claim
        return Anchor(None, None, None, min(_years(text), default=None), "inferred")
    if year is None:
        return Anchor(None, None, published, None, basis, published)
    if published and published[:4] == str(year):
        return Anchor(str(year), str(year), published, year, basis, published)
    return Anchor(str(year), str(year), published or str(year), year, basis if published else "inferred", published)


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
        if re.match(r"年(?:以来|，|,|全|度|里|[全我本]?[市县区州旗])", rest):
            weight = 3
        if re.search(r"[比较与是到]$", before) or _OUTLOOK.search(text[max(0, match.start() - 8) : match.end() + 30]):
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
        return int(published[:4]) - (1 if published[5:7] in ("01", "02", "03") else 0)
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
