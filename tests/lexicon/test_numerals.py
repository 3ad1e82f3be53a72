"""Numerals: values, bounds, and what is none."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.quantify.rendering import chinese, formal

from zongshu.lexicon.numerals import CHINESE, LONGEST, NUMERAL, Number, read_numeral

VALUES = {
    "1,412": "1412",
    "1,100.9亿": "110090000000",
    "3万4000": "34000",
    "5亿1万4千6百": "500014600",
    "2千零30万": "20300000",
    "三百五": "350",
    "一万二": "12000",
    "一百五": "150",
    "一千五百五": "1550",
    "两千三点一": "2300.1",
    "一百零十万": "1100000",
    "四万万": "400000000",
    "二十一万亿": "21000000000000",
    "一万五千亿": "1500000000000",
    "廿五": "25",
    "卅": "30",
    "二〇二四": "2024",
    "二○○○": "2000",
    "壹佰贰拾叁万肆仟": "1234000",
    "零点零五": "0.05",
    "十五点七": "15.7",
    "半百": "50",
    "2.789e-1": "0.2789",
    "300w": "3000000",
}
RANGES = {
    "十几": (11, 19),
    "三十几万": (310000, 390000),
    "几十": (20, 99),
    "数百": (200, 999),
    "数十万": (200000, 990000),
    "三四": (3, 4),
    "三五百": (300, 500),
    "十五六": (15, 16),
    "七百三四十": (730, 740),
    "一万六七": (16000, 17000),
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_values(text: str, value: str) -> None:
    match = re.fullmatch(NUMERAL, text)
    assert match
    assert read_numeral(text) == Number.exact(Decimal(value))


@pytest.mark.parametrize(("text", "bounds"), RANGES.items())
def test_ranges(text: str, bounds: tuple[int, int]) -> None:
    assert re.fullmatch(NUMERAL, text)
    assert read_numeral(text) == Number.between(*map(Decimal, bounds))


def test_fuzzy_words_set_bounds() -> None:
    assert read_numeral("三千六百余") == Number.over(Decimal(3600))
    assert read_numeral("二十来万") == Number.about(Decimal(200000))


@pytest.mark.parametrize("text", ["", "几", "数", "三百九十九三", "一点", "7" * (LONGEST + 1)])
def test_no_numerals(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("两万两", "两万"),
        ("三十两", "三十"),
        ("七十百分位", "七十"),
        ("五十千", "五十"),
        ("八点三十", "八"),
        ("三千瓦", "三"),
    ],
)
def test_where_a_chinese_numeral_ends(text: str, numeral: str) -> None:
    match = re.match(CHINESE, text)
    assert match
    assert match.group() == numeral


@settings(max_examples=2000, deadline=None)
@given(st.integers(0, 10**15))
def test_chinese_numerals_read_back(number: int) -> None:
    assert read_numeral(chinese(number)) == Number.exact(Decimal(number))


@settings(max_examples=500, deadline=None)
@given(st.integers(11, 10**8 - 1))
def test_formal_numerals_read_back(number: int) -> None:
    assert read_numeral(formal(number)) == Number.exact(Decimal(number))


def test_a_negative_factor_turns_bounds() -> None:
    assert Number.over(Decimal(3)).times(Decimal(-1)) == Number.under(Decimal(-3))
