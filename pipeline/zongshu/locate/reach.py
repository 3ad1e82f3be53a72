"""How far a time word reaches: over commas, to parts and lists, to the two ends of a change."""

from __future__ import annotations

import re

from msgspec.structs import replace

from zongshu.lexicon.cues import cues
from zongshu.lexicon.marks import clause_begin
from zongshu.locate.anchor import Anchor
from zongshu.locate.dates import RELATIVE, THEN
from zongshu.locate.periods import TimeWord
from zongshu.locate.stocks import is_flow
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Claim, Period, Sentence

__all__ = [
    "align_times",
    "begun",
    "deadline_after",
    "governing",
    "named",
    "ordered",
    "origin",
    "reaching",
    "shared",
    "since_base",
]

_LAUNCH = pattern(r"上线|挂牌|启动|成立|开通|开馆|运行|投用|揭牌|组建|开园")
_ORIGIN = ("由", "从")
_JOINS = frozenset(("", *"、和与及（("))
_AT_ONCE = pattern(r"\s*的?(?:下降|增长|减少|增加)?\s*")
_ON_THE_DAY = pattern(r"(?:启动|举办|开展|举行)[^，。；]*(?:活动|仪式|培训|行动)")
_MONTH, _YEAR = 7, 4
_NET = pattern(r"净[增减]|新增")
_AHEAD = pattern(r"拟|计划|力争|争取|确保|还?将|再|招聘|启动")
_TOPIC_PAST = tuple("，,底末全我该以把将对共新累完实投建举开")
# 2009年建成时只有30张床，扩建后达到160张: how it was then does not reach on
_AT_THE_TIME = pattern(r"[^，。；\d]{1,8}时(?:只有|仅有?|有|为|，)")
_BEGUN = pattern(r"已|累计")
_AND = pattern(r"\s*[、和与及]\s*")
_RESPECTIVELY = pattern(r"[^。；\d]{0,16}?分别")
_YEARS_RESPECTIVELY = pattern(r"((?:(?:19|20)\d{2}年?[、和与及])+)((?:19|20)\d{2}) ?年(?:度)?[^。；]{0,16}?分别")


def shared(text: str, claim: Claim, last: Claim | None, words: list[TimeWord]) -> Claim | None:
    """Return the claim whose time a claim shares: the whole of a part, the number beside it in a list, the level of a change."""
    if last is None or "fromto.base" in last.rules:
        return None
    for word in words:
        if word.start >= last.end and word.end <= claim.start and word.role != "base":
            return None
    between = text[last.end : claim.start]
    if claim.part_of is not None:
        return last
    if between[:1] in _JOINS and not CLAUSE_MARK.search(between):
        return last
    level = (
        claim.quantity.kind == "change"
        and (claim.item.startswith(last.item) or "分别" in between)
        and not _NET.search(between)
        and not CLAUSE_MARK.search(between.replace("，", ""))
    )
    return last if level and last.period is not None and last.period.since is None else None


def governing(text: str, claim: Claim, words: list[TimeWord], anchor: Anchor) -> TimeWord | None:
    """Return the last time word of the sentence that reaches as far as a claim."""
    inside = [
        word
        for word in words
        if claim.start <= word.start < claim.end and word.period.text and word.period.text.startswith("连续")
    ]
    if claim.quantity.kind == "duration":
        inside += [word for word in words if word.start < claim.start < word.end]
    if inside:
        return inside[-1]
    for word in reversed(words):
        if word.end <= claim.start and word.role != "base" and _governs(text, word, claim, anchor, words):
            return word
    return None


def deadline_after(text: str, claim: Claim, words: list[TimeWord]) -> TimeWord | None:
    """Return a deadline told after the number in its clause (总投资6200万元的新馆6月底前完工)."""
    for word in words:
        if word.role == "deadline" and word.start >= claim.end and not CLAUSE_MARK.search(text[claim.end : word.start]):
            return word
    return None


def reaching(text: str, claim: Claim, word: TimeWord, words: list[TimeWord], anchor: Anchor) -> Period:
    """Return what a time word says of the claim that it governs: what began on a day goes on, a change is so at its end."""
    since = word.period.since
    until = word.period.until
    if word.role == "since" and claim.quantity.kind == "change" and anchor.until:
        return named(claim, replace(word.period, until=anchor.until))
    if word.role == "asof" and is_flow(text, claim):
        begun_at = _opener(text, word, words)
        if begun_at is not None:
            # 今年以来…，截至目前，新增…: from the one to the other
            return named(claim, replace(word.period, since=begun_at.period.since))
    if word.role == "asof" and _is_year_reached(text, word) and claim.quantity.kind in ("money", "percent", "rate"):
        return named(claim, replace(word.period, since=until))
    stretch = since and until and since[:4] < until[:4] and "fromto.result" in claim.rules
    if stretch and until and not (word.period.text or "").endswith("年代"):
        # what a stretch of years led to is so at its end
        return named(claim, replace(word.period, since=until if len(until) == _YEAR else since))
    if since and since == until and len(since) >= _MONTH and _goes_on(text[word.end : claim.start], claim, since):
        until = anchor.until if _in_order(since, anchor.until) else anchor.as_of
        return named(claim, Period(since, until, word.period.text, word.period.basis))
    return named(claim, word.period)


def _goes_on(between: str, claim: Claim, since: str) -> bool:
    """Tell what was launched on a day, told before a claim, and goes on (5月上线，服务3万人)."""
    if not _LAUNCH.search(between) or not CLAUSE_MARK.search(between):
        return False
    return claim.quantity.kind == "rate" or (len(since) > _MONTH and not _ON_THE_DAY.search(between))


def named(claim: Claim, period: Period) -> Period:
    """Give a period back with its rule noted on the claim; what would end before it begins has no end that is known."""
    claim.rules.append(f"period.{period.basis}.{period.text}")
    return ordered(period)


def ordered(period: Period) -> Period:
    """Take the end from a period that would end before it begins (8—6月)."""
    return period if _in_order(period.since, period.until) else replace(period, until=None)


def _in_order(since: str | None, until: str | None) -> bool:
    """Tell whether two dates are in order, as far as both are told."""
    if since is None or until is None:
        return True
    size = min(len(since), len(until))
    return since[:size] <= until[:size]


def origin(text: str, claim: Claim, words: list[TimeWord]) -> Period | None:
    """Return the time named inside 由…/从… before the first value of a change; without one it has none."""
    based = "fromto.base" in claim.rules
    for word in reversed(words):
        if word.end > claim.start or word.role == "asof":
            continue
        at_once = text[word.start - 1 : word.start] in _ORIGIN and _AT_ONCE.fullmatch(text, word.end, claim.start)
        if at_once and (based or word.role == "base"):
            return named(claim, word.period)
        near = max(0, claim.start - 20)
        if based and (text.find("由", near, word.start) >= 0 or text.find("从", near, word.start) >= 0):
            return named(claim, word.period)
    return None


def since_base(text: str, claim: Claim, words: list[TimeWord], anchor: Anchor) -> Period | None:
    """Return the period from a named base year to the reporting year (是2015年的1.6倍, 较2017年提升5个百分点)."""
    if anchor.year is None:
        return None
    for word in reversed(words):
        if word.end > claim.start or word.role != "base" or not word.period.since:
            continue
        between = text[word.end : claim.start].removeprefix("相比").strip("，,")
        if word.period.basis != "explicit" or word.period.since != word.period.until or CLAUSE_MARK.search(between):
            return None
        chosen = governing(text, claim, words, anchor)
        spoken = chosen.period.until if chosen is not None and chosen.role == "period" else None
        until = spoken if spoken and len(spoken) == 4 else anchor.until
        year = int(word.period.since[:4])
        if year < int((until or str(anchor.year))[:4]) - (claim.quantity.kind == "change"):
            return Period(str(year), until, word.period.text, "explicit")
        return None
    return None


def _governs(text: str, word: TimeWord, claim: Claim, anchor: Anchor, words: list[TimeWord]) -> bool:
    """Tell whether a time word reaches as far as a claim.

    连续N年 and a past year that only describes a noun (2012年社工) do not reach over a comma; a date of a stock (截至5月底)
    does not reach what was done; a deadline (9月底前) does not reach the next verb; the year of a noun (2022年建成的…)
    belongs to the noun.
    """
    between = text[word.end : claim.start]
    if RELATIVE.match(between) or (between[-1:] == "的" and (word.period.text or "").startswith("连续")):
        return False  # 2022年建成的, 连续两年未参检的
    last = clause_begin(between, 0, len(between))
    if not last:
        return True
    if THEN.match(between) and CLAUSE_MARK.search(between, between.find("，") + 1) is None:
        return True
    if _AT_THE_TIME.match(between):
        return False
    if word.role == "deadline":
        over = anchor.year and int((word.period.until or "9999")[:4]) < anchor.year
        if over and between.lstrip("之以前")[:1] not in "，,":
            return False  # 2000年底前建成的老旧小区
        here = between[last:]
        opening = not between[: last - 1].strip("之以前底末 ")
        return opening or not (_AHEAD.match(here) or cues().at_start("verbs").match(here))
    if word.role == "asof":
        if not is_flow(text, claim) or begun(text, claim) or _is_year_reached(text, word):
            return True
        return _opener(text, word, words) is not None
    if word.period.text and word.period.text.startswith("连续"):
        return False
    until = word.period.until
    if word.role == "period" and until and anchor.year and int(until[:4]) < anchor.year and word.period.since == until:
        return text[word.end : word.end + 1] in _TOPIC_PAST
    return True


def _opener(text: str, word: TimeWord, words: list[TimeWord]) -> TimeWord | None:
    """Return the time before an as-of date from which on something was done (今年以来…; 3月启动…, 截至5月底)."""
    for one in reversed(words):
        launch = one.role == "period" and _LAUNCH.match(text, one.end) is not None
        if one.end <= word.start and one.period.since and (launch or text.endswith("以来", one.start, one.end)):
            return one
    return None


def _is_year_reached(text: str, word: TimeWord) -> bool:
    """Tell a year that something had come to (到2011年，产值达32亿元), which a figure of a whole year is for."""
    year = word.period.until is not None and len(word.period.until) == _YEAR
    return year and text[word.start - 1 : word.start] in ("到", "至") and text[word.start - 2 : word.start - 1] != "截"


def begun(text: str, claim: Claim) -> bool:
    """Tell what has been done up to now (已让利38万元)."""
    left = text[max(0, claim.start - 14) : claim.start]
    return _BEGUN.search(left, clause_begin(left, 0, len(left))) is not None


def align_times(text: str, claims: list[Claim], sentence: Sentence, words: list[TimeWord]) -> None:
    """Give each value after 分别 its own time (2021、2022、2023年分别完成3亿元、4亿元、5亿元; 一、二季度分别开工2个、3个)."""
    listed = _YEARS_RESPECTIVELY.search(text, sentence.start, sentence.end)
    if listed is None:
        _align_words(text, claims, words)
        return
    years = [*re.findall(r"(?:19|20)\d{2}", listed[1]), listed[2]]
    values = [claim for claim in claims if claim.start >= listed.end()][: len(years)]
    if len(values) == len(years):
        for year, claim in zip(years, values, strict=True):
            claim.period = named(claim, Period(year, year, f"{year}年", "explicit"))


def _align_words(text: str, claims: list[Claim], words: list[TimeWord]) -> None:
    """Give each value after 分别 the time word that stands in its place in the list before."""
    for index, first in enumerate(words):
        run = [first]
        for word in words[index + 1 :]:
            if _AND.fullmatch(text, run[-1].end, word.start) is None:
                break
            run.append(word)
        each = _RESPECTIVELY.match(text, run[-1].end)
        if len(run) < 2 or each is None:
            continue
        values = [claim for claim in claims if claim.start >= each.end()][: len(run)]
        if len(values) == len(run):
            for word, claim in zip(run, values, strict=True):
                claim.period = named(claim, word.period)
        return
