"""Time words that are no dates (今年, 近三年来, 截至目前): where they stand in a text, and of which kind they are."""

from __future__ import annotations

import re

from zongshu.lexicon.terms import trie_pattern
from zongshu.patterns import pattern

__all__ = ["CUES", "words_in"]

_N = r"(?P<{}>[一二两三四五六七八九十]+|\d{{1,2}}) ?年"
# the kinds of time words; of two that begin at one place the first counts
_KINDS = {
    "upto": r"(?:截至|截止|到|至|止)(?:目前|现在|今)(?!年)",
    "now": r"目前|如今|而今|现今|眼下|时下|当下(?=，)|现阶段|[至迄]今(?!年)",
    "plan": r"[“\"]?(?P<which>十[一二三四五]?五)[”\"]?(?P<tail>期间|时期|以来|末|开局|规划|前(?P<part>[两二三四])年)?",
    "run": rf"连续(?:保持|坚持|举办|蝉联|实现|获评|荣获|获)? ?{_N.format('years')}",
    "lately": rf"近年来|(?<![了拖闲])近 ?{_N.format('near')}(?:来|间|里)?|{_N.format('past')}来|(?:过去|最近)(?:的)?{_N.format('ago')}"
    rf"|(?<![^，。；：！？\n\u3000 ]){_N.format('bare')}(?=累计|共(?!同|享|建|计划)|总计|合计|新增|年均|间，)",
    "next": rf"(?:今后|未来|接下来的?) ?{_N.format('coming')}|(?<![一二三四五六七八九十几])来年|明年|(?<![\u4e00-\u9fff])后年",
    "day0": r"[今昨][天日](?![^，。]{0,4}的)",
    "month": r"(?<![\u4e00-\u9fff])(?:本月|上个?月)(?![底末初中])",
    "same": r"今年同期|(?<![比较与同是于])(?:去年|上年)同期(?!相比|持平|的|[增减提下上多少])",
    "last": r"(?<![比较与同之于跟])(?:去年|上一?年)"
    r"(?![薪龄级轻货均]|同期|(?<![由从]上年)(?<!去年)[增减提下上]|相比|来)(?:年?[度]?[底末]|全年|以来)?|前年",
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
# 五一前: a deadline
_UNSTATED_HOLIDAY = pattern(r"[“\"]?(?P<day>五一|国庆|元旦|春节|中秋)[”\"]?(?:节)?(?=前(?!夕|后))")
_HOLIDAYS = frozenset(("五一", "国庆", "元旦", "春节", "中秋"))
# One of these stands in every such word; most sentences have none. With each, how many characters before it a word may
# begin that has no other before it.
_FIRST = (
    *(
        "如今",
        "而今",
        "现今",
        "眼下",
        "时下",
        "当下",
        "现阶段",
        "连续",
        "今天",
        "今日",
        "昨天",
        "昨日",
        "本月",
        "上月",
        "上个月",
    ),
    *(
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
        "该年",
        "年内",
        "年初",
        "年度",
    ),
    *("过去", "最近", "岁末", "疫情", "今后", "未来", "接下"),
)
_BACK = {
    **dict.fromkeys(_FIRST, 0),
    **dict.fromkeys([f"近{tail}" for tail in "一二两三四五六七八九十0123456789年 "], 0),
    **dict.fromkeys(("春节", "五一", "国庆", "元旦", "清明", "端午", "中秋"), 1),
    **dict.fromkeys(("一五", "二五", "三五", "四五", "五五", "五”"), 2),
    **dict.fromkeys(("到今", "至今", "止今", "迄今"), 1),
    "世纪": 2,
    "目前": 2,
    "现在": 2,
    "学年": 2,
    "学期": 2,
    "年底": 1,
    "年末": 1,
    **dict.fromkeys(("一年", "以来", "期间", "假期", "长假", "假日", "黄金周", "节日"), 10),
    **dict.fromkeys([f"年{tail}" for tail in "来间中里累共总合新均"], 10),
}
CUES = frozenset(_BACK)
"""Words without one of which no time word stands."""
_CUE = pattern(trie_pattern(_BACK))


def words_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Find the time words of `[start, end)` other than dates.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.

    Returns:
        Their matches, not overlapping but for 五一 and its like before 前; the last group of each names its kind.

    Example:
        >>> [(word.group(), word.lastgroup) for word in words_in("截至目前，近三年来", 0, 9)]
        [('截至目前', 'upto'), ('近三年来', 'lately')]
    """
    found: list[re.Match[str]] = []
    at = start
    for hint in _CUE.finditer(text, start, end):
        cue, (stands, stop) = hint.group(), hint.span()
        first = max(at, stands - _BACK[cue])
        # inside one cue another may begin (到今|年)
        while first < stop:
            word = _WORD.match(text, first, end)
            if word is not None:
                found.append(word)
                at = first = word.end()
            else:
                first += 1
        if cue in _HOLIDAYS:
            quoted = stands > start and text[stands - 1] in '“"'
            word = _UNSTATED_HOLIDAY.match(text, stands - quoted, end)
            if word is not None:
                found.append(word)
    return found
