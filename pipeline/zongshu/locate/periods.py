"""Time words of a sentence, resolved against the article's anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from zongshu.lexicon.calendar import DATE
from zongshu.lexicon.terms import trie_pattern
from zongshu.locate.anchor import Anchor
from zongshu.locate.dates import RELATIVE, SINCE, resolve_date, resolve_day
from zongshu.locate.resolve import resolve_word
from zongshu.patterns import pattern
from zongshu.types import Period

__all__ = ["TimeWord", "time_words"]

_N = r"(?P<{}>[一二两三四五六七八九十]+|\d{{1,2}}) ?年"
# the kinds of time words; of two that begin at one place the first counts
_KINDS = {
    "upto": r"(?:截至|截止|到|至|止)(?:目前|现在|今)(?!年)",
    "now": r"目前|如今|而今|现今|眼下|时下|当下(?=，)|现阶段|[至迄]今(?!年)",
    "plan": r"[“\"]?(?P<which>十[一二三四五]?五)[”\"]?(?P<tail>期间|时期|以来|末|开局|规划|前(?P<part>[两二三四])年)?",
    "run": rf"连续 ?{_N.format('years')}",
    "lately": rf"近年来|近 ?{_N.format('near')}(?:来|间|里)?|{_N.format('past')}来|(?:过去|最近)(?:的)?{_N.format('ago')}"
    rf"|(?<![^，。；：！？\n\u3000 ]){_N.format('bare')}(?=累计|共(?!同|享|建|计划)|总计|合计|新增|年均|间，)",
    "next": rf"(?:今后|未来|接下来的?) ?{_N.format('coming')}|(?<![一二三四五六七八九十几])来年|明年|(?<![\u4e00-\u9fff])后年",
    "day0": r"[今昨][天日](?![^，。]{0,4}的)",
    "month": r"(?<![\u4e00-\u9fff])(?:本月|上个?月)(?![底末初中])",
    "same": r"今年同期|(?<![比较与同是于])(?:去年|上年)同期(?!相比|持平|的|[增减提下上多少])",
    "last": r"(?<![比较与同])(?:去年|上一?年)(?!同期|(?<![由从]上年)[增减提下上]|相比|来)(?:年?[度]?[底末]|全年|以来)?|前年",
    "decade": r"(?:上个?|20|二十)世纪[二三四五六七八九2-9][十0]年代",
    "ending": r"今年年?[底末]",
    "this": r"今年以来|年初以来|今年|本年度?|(?<![比一二两三四五六七八九十\d])年内|当年(?!的)"
    r"|全年(?!(?:计划|目标|任务|预算|预期)[数量值]?的)|一年来|这一年|过去一年|一年[间中里]|该年|年度(?!(?:计划|目标|任务|预算)[数量值]?的)",
    "yearend": r"(?<![\d年每历去上])(?:到?年[底末](?!存)|年末(?=存)|岁末)",
    "yearstart": r"(?<!\d)年初(?!以来)",
    "congress": r"(?:十八大|十九大|二十大|改革开放)以来",
    "since": r"(?:挂牌|组建|成立|开展|实施|启动|建[立成]|运[行营]|上线|开[馆园业工通]|投[用运产入]|推[行开]|试点"
    r"|(?:雪|汛|冬|夏)季?|入[冬夏春秋汛]|开春|换届|脱贫|建[县区市])(?:使用|运行|运营)?以来",
    "feast": r"[“\"]?(?P<which_feast>春节|五一|国庆|元旦|清明|端午|中秋)[”\"]?(?:、?[“\"]?(?:国庆|中秋)[”\"]?)?"
    r"(?:\d{1,2}天|[三五七八]天)?(?:[小长]{0,2}假|假期|黄金周|期间|假日)+",
    "again": r"(?:节日|长假|假期|假日)(?:期间|里)",
    "school": r"(?:本|上|新|下一?)学年|学年末|(?<!\d)学年",
    "term": r"[春秋]季?学期|疫情期间",
}
_WORD = pattern(
    # one look at the first letter, before all kinds are tried; an empty group at its end tells which of them fits
    r"(?=[截到至止目如而时眼现迄“\"十连近昨一二两三四五六七八九\d过最今未接来明后去上前本年当全这该岁改挂组成开实启建运投试推雪汛冬夏入换脱"
    r"春国元清端中节长假学下新秋疫])"
    rf"(?:{'|'.join(f'(?:{source})(?P<{kind}>)' for kind, source in _KINDS.items())})"
)
# one of these stands in every such word; most sentences have none
_HINT = pattern(
    trie_pattern(
        [
            *[
                "目前",
                "如今",
                "而今",
                "现今",
                "眼下",
                "时下",
                "当下",
                "现阶段",
                "现在",
                "至今",
                "迄今",
                "到今",
                "止今",
                "一五",
                "二五",
                "三五",
                "四五",
                "五五",
                "五”",
                "连续",
                "今天",
                "今日",
                "昨天",
                "昨日",
            ],
            *[
                "本月",
                "上月",
                "上个月",
                "今年",
                "去年",
                "上年",
                "上一年",
                "前年",
                "明年",
                "来年",
                "后年",
                "本年",
                "当年",
                "全年",
                "一年",
                "该年",
                "过去",
                "最近",
                "以来",
                "岁末",
                "学年",
                "学期",
            ],
            *[
                "疫情",
                "期间",
                "世纪",
                "假期",
                "长假",
                "假日",
                "黄金周",
                "节日",
                "春节",
                "五一",
                "国庆",
                "元旦",
                "清明",
                "端午",
                "中秋",
                "今后",
                "未来",
                "接下",
            ],
            *(f"年{tail}" for tail in "来内底末初度间中里累共总合新均"),
            *(f"近{tail}" for tail in "一二两三四五六七八九十0123456789年 "),
        ]
    )
)
# 本报营口10月15日电: the day the paper was written tells of no figure
_DATELINE = pattern(r"\s?(?:电|讯)(?=[\s\u3000（(：:]|$)")
_AND = pattern(r"\s*[、和与及]\s*")
_EACH = pattern("分别|各")
_BARE_DAY = pattern(r"\d{1,2} ?日")
# how far the longest such word reaches to either side of its hint
_BEFORE_HINT, _AFTER_HINT = 10, 14
_RANGE = pattern(r"\s*(?:[-—–－~～至到]{1,2})\s*")
_UNSTATED_HOLIDAY = pattern(r"[“\"]?(?P<day>五一|国庆|元旦|春节|中秋)[”\"]?(?:节)?(?=前(?!夕|后))")


class TimeWord(msgspec.Struct, frozen=True, gc=False):
    """One time expression with what it resolves to.

    `role` is period, since (2021年以来), base (比2020年), plan (明年), deadline (9月底前), asof (截至5月底, 目前, 年末) or
    again (节日期间: the holiday named before).
    """

    start: int
    end: int
    period: Period
    role: str = "period"


def time_words(
    text: str,
    start: int,
    end: int,
    anchor: Anchor,
    year: int | None,
    dates: Iterable[tuple[int, int]] | None = None,
    month: str | None = None,
) -> list[TimeWord]:
    """Find and resolve the time expressions of `[start, end)`.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.
        anchor: the article's anchor.
        year: the year that a date without one takes (carried from the sentences before), None for the anchor's.
        dates: where dates stand, when they are known already.
        month: the year and month that a bare day is of (23日, after 7月20日).

    Returns:
        Time words in order.
    """
    if dates is None:
        dates = [match.span() for match in DATE.finditer(text, start, end)]
    matches: list[tuple[int, int, re.Match[str] | None]] = [(a, b, None) for a, b in dates]
    for first, last in _hinted(text, start, end):
        for words in (_WORD, _UNSTATED_HOLIDAY):
            matches += [(match.start(), match.end(), match) for match in words.finditer(text, first, last)]
    if not matches:
        return []
    found: list[TimeWord] = []
    current = year or anchor.year
    at = start
    for a, b, match in sorted(matches, key=lambda one: (one[0], -one[1])):
        if a < at:
            continue
        before, after = text[max(start, a - 4) : a], text[b : b + 14]
        date = match is None
        if date and _DATELINE.match(text, b):
            continue
        begun = found[-1] if found else None
        first = a
        if begun is not None and begun.end == a and _is_year(begun):
            if match is not None and match.group() == "全年":
                continue
            if date and begun.period.basis == "deictic":
                # 去年10月: the year is said just before
                first, current = begun.start, int(begun.period.since or 0)
                before = text[max(start, first - 4) : first]
        listed = date and begun is not None and begun.role == "period" and _lists(text, begun, a)
        if listed and begun is not None:
            # 4月、5月: both of one year, and one stretch unless each has its own number
            current = int((begun.period.until or "0")[:4])
        if date and _BARE_DAY.fullmatch(text, a, b):
            word = resolve_day(text[a:b], month, before, anchor)
        elif date:
            word = resolve_date(text[a:b], current, before, after, anchor)
        else:
            word = resolve_word(match, anchor, current, before, after) if match is not None else None
        if first != a or listed:
            current = year or anchor.year
        if word is None:
            continue
        period, role = word
        since = SINCE.match(after) if date else None
        at = b + since.end() if since else b
        if first != a:
            found.pop()
            period = Period(period.since, period.until, text[first:b], "deictic")
            found.append(TimeWord(first, at, period, role))
            month = _month_of(period) or month
            continue
        joins = _RANGE.fullmatch(text, begun.end, a) if begun is not None else None
        both = listed and role == "period" and _EACH.search(text, b, b + 16) is None
        if begun is not None and begun.role in ("period", "base") and (joins or both):
            # 2023年7月至2025年6月: the two ends of one stretch
            whole = Period(begun.period.since, period.until, text[begun.start : b], period.basis)
            found[-1] = TimeWord(begun.start, b, whole)
            continue
        named = date and role != "base" and period.basis == "explicit" and not RELATIVE.match(text, b)
        if period.until and anchor.year and (named or role == "plan"):
            current = int(period.until[:4])
        month = _month_of(period) or month
        found.append(TimeWord(a, b, period, role))
    return found


def _is_year(word: TimeWord) -> bool:
    return word.period.since == word.period.until and len(word.period.since or "") == 4


def _lists(text: str, word: TimeWord, at: int) -> bool:
    """Tell a month with nothing but a list mark between it and the next (4月、|5月)."""
    return _month_of(word.period) is not None and _AND.fullmatch(text, word.end, at) is not None


def _month_of(period: Period) -> str | None:
    """Return year and month of a period that names them."""
    until = period.until
    return until[:7] if until and len(until) >= 7 else None


def _hinted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches in which a time word other than a date may stand."""
    found: list[tuple[int, int]] = []
    for hint in _HINT.finditer(text, start, end):
        first, last = max(start, hint.start() - _BEFORE_HINT), min(end, hint.end() + _AFTER_HINT)
        if found and found[-1][1] >= first:
            first = found.pop()[0]
        found.append((first, last))
    return found
