"""What the time of a claim says of it, seen from the report: to come, still running, over, of an earlier year."""

from __future__ import annotations

import msgspec

from zongshu.types import Article, Period

__all__ = ["Time", "Times"]

_MONTH = len("2025-01")


class Time(msgspec.Struct, frozen=True, gc=False):
    """How a period lies to the report.

    Attributes:
        future: it lies after the report (到2027年, 10月底前).
        open: the text names it, and it is not over when the article appears.
        over: the text names it, and it is over when the article appears.
        earlier: the text names it, and it ends in a year before the one reported on.
        year: the year that it ends in, where the text names it, else empty.
    """

    future: bool = False
    open: bool = False
    over: bool = False
    earlier: bool = False
    year: str = ""


_NO_TIME = Time()


class Times(dict[Period | None, Time]):
    """The times of one article's claims; each period is looked at once, when it is first asked for."""

    def __init__(self, article: Article) -> None:
        super().__init__({None: _NO_TIME})
        self._article = article

    def __missing__(self, period: Period) -> Time:
        time = self[period] = _time(self._article, period)
        return time


def _time(article: Article, period: Period) -> Time:
    until = period.until
    if not until:
        return _NO_TIME
    future = _is_future(article, period, until)
    if period.basis not in ("explicit", "deictic"):
        return Time(future)
    since = article.reporting.since if article.reporting is not None else None
    published, year = article.published, until[:4]
    earlier = bool(since) and int(year) < int((since or "")[:4])
    if not published:
        return Time(future, earlier=earlier, year=year)
    return Time(future, _is_open(period, until, published), _later(published, until), earlier, year)


def _is_future(article: Article, period: Period, until: str) -> bool:
    reporting, since = article.reporting, period.since
    if reporting is None or not reporting.until or period.basis == "article":
        return False
    if article.published and len(until) >= _MONTH:
        return _later(until, article.published) and (since is None or _later(since, article.published))
    if article.published is None and reporting.basis == "inferred" and since is not None:
        # an inferred year is too weak to make a plain year a plan
        return False
    end = reporting.until
    size = min(len(end), len(until), _MONTH)
    return until[:size] > end[:size] and (since is None or since[:size] > end[:size])


def _is_open(period: Period, until: str, published: str) -> bool:
    end = until if len(until) >= _MONTH else f"{until}-12"
    return period.text not in (None, "目前", "今年以来") and _later(end, published)


def _later(date: str, other: str) -> bool:
    size = min(len(date), len(other))
    return date[:size] > other[:size]
