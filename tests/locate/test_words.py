"""Time words: the short look for their cues finds what the long look through the whole text finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zongshu.locate.words import _WORD, words_in

PIECES = (
    "截至目前",
    "到现在",
    "至今",
    "到今年",
    "如今",
    "“十四五”期间",
    "十二五末",
    "连续3年",
    "近年来",
    "近三年",
    "5年来",
    "过去的两年",
    "十一年累计",
    "今后三年",
    "接下来的2年",
    "来年",
    "明年",
    "今天",
    "昨日",
    "本月",
    "上个月",
    "今年同期",
    "去年同期",
    "上年末",
    "去年全年",
    "上一年度底",
    "前年",
    "上世纪九十年代",
    "今年年底",
    "今年以来",
    "年初以来",
    "本年度",
    "年内",
    "当年",
    "全年",
    "一年来",
    "这一年",
    "过去一年",
    "该年",
    "年度",
    "到年底",
    "年末存栏",
    "岁末",
    "年初",
    "十八大以来",
    "建成使用以来",
    "雪季以来",
    "春节假期",
    "“五一”、国庆8天长假期间",
    "节日期间",
    "下一学年",
    "春季学期",
    "疫情期间",
    "，",
    "的",
    "完成",
    "3",
    "个",
    "年",
    "一",
    "近",
    "到",
    "本",
    "是",
    "比",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_no_time_word_is_without_a_cue(text: str) -> None:
    # 十五 without a tail is told by nothing around it and resolves to nothing
    wanted = [word.span() for word in _WORD.finditer(text) if word.group() != "十五"]
    assert [word.span() for word in words_in(text, 0, len(text)) if word.lastgroup != "day"] == wanted
