"""What a date says with the words around it: 截至…, …前, …以来, 比…."""

from __future__ import annotations

from zongshu.lexicon.calendar import Span, read_date
from zongshu.locate.anchor import Anchor
from zongshu.patterns import pattern
from zongshu.types import Period

__all__ = ["BEFORE", "BEFORE_BASE", "DUE", "RELATIVE", "SINCE", "THEN", "resolve_date", "resolve_day"]

DUE = pattern(r"(?:预计|计划|力争|有望|拟|将)[于在]?$")
BEFORE_BASE = pattern(r"(?:比|较|同比|与|相比|是|为|恢复到|占|高于|低于|自|从|由)$")
BEFORE = pattern(r"\s*(?:年?底|末|止)?(?:前|之前|以前)(?![一二两三四五六七八九十\d])")
_PREFIX_TO = pattern(r"(?:截至|截止到?|到|至|截止至)$")
_AS_OF = pattern(r"(?:截至|截止[到至]?)$")
_WAS_DONE = pattern(r"已|了|如期|提前|实现|均")
_COMPARED_BEFORE = pattern(r"(?:恢复[到至]|相当于|同比|超过|高于|低于|[比较与是])$")
_COMPARED_AFTER = pattern(
    r"年?同期(?!完成|为|是|共|有|仅|只|达|实现|接待|新)|水平|的[\d一二两三四五六七八九十.]+[%％倍成]"
)
_SUFFIX_END = pattern(r"\s*(?:年?底|末|止)")
# what opens a clause: no word before it is of the date after it
_MARKS = frozenset("，。；：、！？（“")
_ORIGIN = pattern(r"\s*(?:年?[底末])?的")
RELATIVE = pattern(
    r"[^，。；\d]{0,8}?(?:新?[建改修]|投用|成立|启动|开工|出台|印发|制定|修订|通车|开业|创办|引进|投产|栽|种)[^，。；\d]{0,8}的[^，。；\d]{2,}"
)
SINCE = pattern(r"[^，。；、\d]{0,10}?以来|起(?![来步初])|开始")
# 2019年起步时，只有3个: how it was then
THEN = pattern(r"[^，。；\d]{1,6}时，[^，。；\d]{0,5}(?:只有|仅有?|才有?|不足|不到)")
_SUFFIX_EVENT = pattern(r"[^，。；\d]{1,8}[后时][，,]|(?:组建|成立|挂牌|启动)后")


def resolve_date(word: str, current: int | None, before: str, after: str, anchor: Anchor) -> tuple[Period, str] | None:
    """Resolve a date with what stands around it: 截至…, …前, …以来, 比…."""
    if before[-1:] in _MARKS:
        before = ""
    span = read_date(word, current)
    if span is None:
        return None
    basis = "explicit" if span.year_given else "deictic"
    if basis == "deictic" and anchor.founded and current == anchor.year and span.since and anchor.since:
        # in a year that begins with the founding in May, March is the March after it
        later = len(span.since) >= len(anchor.since) and span.since[:7] < anchor.since[:7]
        span = (read_date(word, int(anchor.since[:4]) + 1) or span) if later else span
    late = current is not None and anchor.year is not None and current >= anchor.year
    if basis == "deictic" and late and anchor.published and _AS_OF.search(before):
        # 截至2月底, said in March of a report on last year, is the February just past
        span = _just_past(word, anchor, int(anchor.published[:4])) or span
    if basis == "deictic" and current == anchor.year and anchor.coming != current and DUE.search(before):
        # 预计6月通车, said in January of a report on last year: the June to come
        coming = read_date(word, anchor.coming)
        span = coming if coming is not None and anchor.ahead(coming.until) else span
    since, until = span.since, span.until
    if after.startswith("学年") and since and until and len(since) == len(until) == 4:
        return Period(f"{since}-09", f"{until}-07", word, basis), "period"
    if (before and _COMPARED_BEFORE.search(before)) or _COMPARED_AFTER.match(after):
        return Period(since, until, word, basis), "base"
    if before[-1:] in ("由", "从") and _ORIGIN.match(after):
        ending = _SUFFIX_END.match(after) or word[-1] in "底末"
        return Period(None if ending else since, until, word, basis), "base"
    if BEFORE.match(after):
        if basis == "deictic" and current == anchor.year and anchor.published and not _WAS_DONE.search(after):
            # 8月底前 in a paper of February: the August to come
            coming = read_date(word, int(anchor.published[:4]))
            until = coming.until if coming is not None and anchor.ahead(coming.until) else until
        return Period(None, until, word, basis), "deadline"
    if SINCE.match(after):
        return Period(since, anchor.as_of, word, basis), "since"
    if before[-1:] in ("到", "至") and after.startswith("的"):
        return Period(since, until, word, basis), "period"
    if (before and _PREFIX_TO.search(before)) or _SUFFIX_END.match(after):
        return Period(None, until, word, basis), "plan" if anchor.ahead(until) else "asof"
    if until and until == since and len(until) == 10 and (until[5:] == "12-31" or word[-1] in "底末"):
        return Period(None, until, word, basis), "plan" if anchor.ahead(until) else "asof"
    base = (before and BEFORE_BASE.search(before)) or (_SUFFIX_EVENT.match(after) and not THEN.match(after))
    return Period(since, until, word, basis), "base" if base else "period"


def resolve_day(word: str, month: str | None, before: str, anchor: Anchor) -> tuple[Period, str] | None:
    """Resolve a day that is told without its month: it is of the month named last."""
    day = int(word.rstrip("日 "))
    if month is None or not 1 <= day <= 31:
        return None
    date = f"{month}-{day:02d}"
    if _PREFIX_TO.search(before):
        return Period(None, date, word, "deictic"), "plan" if anchor.ahead(date) else "asof"
    return Period(date, date, word, "deictic"), "period"


def _just_past(word: str, anchor: Anchor, year: int) -> Span | None:
    """Return what a date without a year means that was over when the paper appeared."""
    for one in (year, year - 1):
        span = read_date(word, one)
        if span is not None and span.until and not anchor.ahead(span.until):
            return span
    return None
