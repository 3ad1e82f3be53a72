"""Whether place and time of a row and of a claim go together; in doubt they do."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from zongshu.lexicon.divisions import Division, divisions
from zongshu.patterns import pattern
from zongshu.verify._facts import Fact

__all__ = ["dates_in", "place_fits", "time_fits"]

Span = tuple[date, date]

_WHOLE = pattern("^(?:全|我|本)(?:省|市|县|区|旗|州|镇|乡)$")
_KIND = pattern("(?:自治区|自治州|自治县|省|市|县|区|旗|州|盟|镇|乡|街道|街道办事处|村|社区)$")
_TOWN = pattern("(?:镇|乡|街道|街道办事处|村|社区)$")
_BEFORE = 3
_DATE = pattern(r"(?<!\d)((?:19|20)\d\d)(?:\s*(?:[-/.年])\s*(\d{1,2})(?!\d))?(?:\s*(?:[-/.月])\s*(\d{1,2})(?!\d))?")
_HALF = {"上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}
_EARLY = 6  # a summary of a year may be dated up to its next summer


def place_fits(place: str, fact: Fact) -> bool:
    """Tell whether a claim may be about the place that a row names.

    A figure of a town or a village may be told as one of the county that its article is about; a figure of another county
    may not.
    """
    name = place.strip()
    claimed = fact.claim.place
    if not name or claimed is None or _WHOLE.match(name):
        return True
    if name.isdecimal():
        return claimed.adcode in (None, name)
    if _same(name, claimed.name) or any(_same(name, one.path) for one in claimed.candidates):
        return True
    own = fact.text.place
    about = own is not None and _same(name, own.name)
    if claimed.level in ("town", "village", "other"):
        return about or (claimed.basis != "explicit" and _stem(name) in fact.wide)
    if claimed.basis in ("article", "inferred") and _TOWN.search(name):
        # A town that was named shortly before may still be the one that is spoken of.
        said = fact.text.quoted.sentences[max(0, fact.sentence - _BEFORE) : fact.sentence + 1]
        return any(_stem(name) in sentence for sentence in said)
    if claimed.basis in ("explicit", "deictic"):
        return False
    return about or _stem(name) in fact.wide


def _same(asked: str, found: str) -> bool:
    """Tell whether two names mean one place: in full, short, or with the path to it.

    >>> _same("孝义", "孝义市"), _same("山西省孝义市", "孝义市"), _same("山西省孝义市", "山西省")
    (True, True, False)
    """
    if asked == found or asked.endswith(found) or found.endswith(asked) or _stem(asked) == _stem(found):
        return True
    first, second = (_division(name) for name in (asked, found))
    return first is not None and second is not None and divisions().current(first) == divisions().current(second)


def _division(name: str) -> Division | None:
    return divisions().resolve(name)


def _stem(name: str) -> str:
    short = _KIND.sub("", name)
    return short if len(short) > 1 else name


def dates_in(text: str) -> Span | None:
    """Read the time that a row names, first day to last; None where it names no year.

    >>> dates_in("2024年1-6月") == dates_in("2024年上半年") == (date(2024, 1, 1), date(2024, 6, 30))
    True
    """
    months = re.search(r"((?:19|20)\d\d)年?\s*(\d{1,2})月?\s*[-—–~～至到]\s*(\d{1,2})月", text)
    if months:
        year, first, last = map(int, months.groups())
        return _span(year, first, last)
    found = [(int(y), int(m or 0), int(d or 0)) for y, m, d in _DATE.findall(text)]
    if not found:
        return None
    if len(found) == 1:
        word = next((word for word in _HALF if word in text), None)
        if word:
            return _span(found[0][0], *_HALF[word])
    spans = [span for span in map(_day_span, found) if span]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def _span(year: int, first: int, last: int) -> Span | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day_span(parts: tuple[int, int, int]) -> Span | None:
    year, month, day = parts
    if not 1 <= month <= 12:
        return _span(year, 1, 12)
    if 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day), date(year, month, day)
    return _span(year, month, month)


def time_fits(period: str, fact: Fact) -> bool:
    """Tell whether a claim may be for the time that a row names; a row or a claim without a time fits."""
    asked = dates_in(period)
    claimed = fact.claim.period
    since, until = (claimed.since, claimed.until) if claimed else fact.text.years
    ends = [span for span in (dates_in(end or "") for end in (since, until)) if span]
    if asked is None or not ends:
        return True
    start, end = min(one for one, _ in ends), max(one for _, one in ends)
    if asked[0] <= end and start <= asked[1]:
        return True
    # What stands at the date of the article, early in a year, is told as of the year before.
    stock = since is None and end.month <= _EARLY
    if stock and asked[0].year <= end.year - 1 == asked[1].year:
        return True
    basis = claimed.basis if claimed else ""
    if basis == "deictic" and not fact.text.dated:
        return True  # which year 今年 is, is a guess there
    return basis not in ("explicit", "deictic") and any(
        str(year) in fact.wide for year in range(asked[0].year, asked[1].year + 1)
    )
