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
    """

    future: bool = False
    open: bool = False
    over: bool = False
    earlier: bool = False


_NO_TIME = Time()


class Times:
    """The times of one article's claims, each period looked at once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[Period | None, Time] = {None: _NO_TIME}

    def of(self, period: Period | None) -> Time:
        """Return how a period lies to the report."""
        known = self._known.get(period)
        if known is None and period is not None:
            known = self._known[period] = _time(self._article, period)
        return known or _NO_TIME


def _time(article: Article, period: Period) -> Time:
    until = period.until
    if not until:
        return _NO_TIME
    reporting, published = article.reporting, article.published
    named = period.basis in ("explicit", "deictic")
    return Time(
        _is_future(article, period, until),
        named and bool(published) and _is_open(period, until, published or ""),
        named and bool(published) and _later(published or "", until),
        named and reporting is not None and bool(reporting.since) and int(until[:4]) < int((reporting.since or "")[:4]),
    )


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
