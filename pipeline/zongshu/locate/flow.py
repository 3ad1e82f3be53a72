"""What a sentence hands on to the next: the time that was named and how long it holds."""

from __future__ import annotations

import msgspec

from zongshu.locate.anchor import Anchor
from zongshu.locate.periods import TimeWord
from zongshu.patterns import pattern
from zongshu.types import Claim, Period, Sentence

__all__ = ["Flow", "carried_on", "hand_on", "is_feast"]

_OPENING = pattern(r"(?:[ \u3000，到至截止自从在]|面向|展望|进入|步入|迈入|回望|回顾|过去的)*")
_DAY, _MONTH = 10, 7
_NOW = ("目前", "如今", "而今", "现今", "眼下", "时下", "当下", "现阶段", "现在")
_TOPIC = tuple("，,全我该本度")
_PART = pattern(r"其中[^，。；]*$")


class Flow(msgspec.Struct, eq=False, gc=False):
    """What the sentences before hand on inside a paragraph.

    Attributes:
        carried: a period that holds until another is named.
        sibling: the last period of the same full sentence, cut at semicolons.
        asof: the date that stocks still hold for.
        planned: the words of the last time of a plan.
        scene: the day that the sentence just before opens with and tells nothing else of.
        year: the year that dates without one take, None for the reporting year.
        month: the month named last, which bare days are of.
        now: whether that date is the day of the paper (目前), which does not outlast its full sentence.
        usual: the year that the section or a turn to plans gives them.
    """

    carried: Period | None = None
    sibling: Period | None = None
    asof: Period | None = None
    scene: Period | None = None
    planned: str | None = None
    year: int | None = None
    usual: int | None = None
    now: bool = False
    month: str | None = None

    def stop(self) -> None:
        """End at a full stop what does not reach over one: the time beside a clause, and 目前 itself."""
        self.sibling = None
        if self.now:
            self.asof = None

    def go_back(self) -> None:
        """Leave the time of a plan for the day of the paper (到2027年建成40个，目前已有26个)."""
        if self.carried is not None and self.carried.text == self.planned:
            self.carried = None
        self.year = self.usual


def hand_on(text: str, word: TimeWord, sentence: Sentence, anchor: Anchor, flow: Flow, last: Claim | None) -> None:
    """Keep what a time word hands on to the sentences after its own; `last` is the last claim of its sentence."""
    if word.period.until and len(word.period.until) >= _MONTH and word.period.basis != "carried":
        flow.month = word.period.until[:_MONTH]
    if word.role in ("base", "deadline", "since"):
        return
    period = carried_on(word.period)
    until = period.until
    if word.role == "asof":
        flow.asof = period
        flow.now = period.text in _NOW
        flow.go_back()
        return
    past = until is not None and anchor.year is not None and int(until[:4]) < anchor.year and word.role == "period"
    if past and text[word.end : word.end + 1] not in _TOPIC:
        return
    flow.sibling = word.period
    opens = _OPENING.fullmatch(text, sentence.start, word.start) is not None
    if opens and until and len(until) == _DAY and last is None:
        flow.scene = period
    if word.role == "plan" and text.find("，", sentence.start, word.start) < 0:
        # what stands in a later clause (预计年底出栏6头) is of that clause
        flow.carried, flow.planned = period, period.text
        flow.year = int(until[:4]) if until and anchor.year and int(until[:4]) >= anchor.year else flow.year
    elif (
        opens
        and word.period.basis == "explicit"
        and until
        and len(until) == 4
        and word.period.since == until
        and text[word.end : word.end + 1] not in ("春", "秋")
        and (not anchor.standing or text[word.end : word.end + 1] in _TOPIC)
    ):
        flow.carried, flow.asof = period, None
        flow.year = int(until) if anchor.year and int(until) >= anchor.year else flow.year
    elif opens and word.period.text in ("全年", "今年", "今年以来", "这一年"):
        flow.carried, flow.asof = period, None
        if not sentence.heading and word.period.text != "全年":
            flow.year = None
    elif (is_feast(word.period) and not _PART.search(text, sentence.start, word.start)) or (
        opens and _is_stretch(word.period)
    ):
        flow.carried = period


def carried_on(period: Period) -> Period:
    """Return a period as the sentences after its own take it."""
    return Period(period.since, period.until, period.text, "carried")


def _is_stretch(period: Period) -> bool:
    """Tell a stretch of months (6月中旬至7月中旬)."""
    return bool(period.since and period.until and len(period.until) == 7 and period.since != period.until)


def is_feast(period: Period) -> bool:
    """Tell the days off of a holiday (春节假期)."""
    return bool(period.text and period.text[-1] in "假期间周日里" and period.until and len(period.until) == 7)
