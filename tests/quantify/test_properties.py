"""Properties that hold for every text, and the reading back of every rendering of a value."""

from __future__ import annotations

import os
import re
from importlib import import_module

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pytest import MonkeyPatch
from tests.quantify.rendering import Rendering, paragraphs, renderings, sentences

import zongshu
from zongshu.quantify import find_mentions
from zongshu.repair import may_hide_numbers
from zongshu.types import Mention

ALPHABET = "0123456789一二三四十百千万亿零两几数半第前余多约近超，。、；“”《》 \n-—～/%.:年月日个人户元亩次分之至到强负每均成折倍翻番X+"


#: ZONGSHU_CASES=100000 for the long run
CASES = int(os.environ.get("ZONGSHU_CASES", "3000"))


def facts(mention: Mention, shift: int = 0) -> tuple[object, ...]:
    quantity = mention.quantity
    bounds = (quantity.value, quantity.low, quantity.high, quantity.approx, quantity.unit, quantity.kind, quantity.per)
    return (mention.start + shift, mention.end + shift, mention.role, *bounds)


@settings(max_examples=CASES, deadline=None)
@given(renderings())
def test_every_rendering_reads_back(rendering: Rendering) -> None:
    text = f"，完成{rendering.text}。"
    found = [mention for mention in find_mentions(text) if mention.role == "claim"]
    assert len(found) == 1, [facts(mention) for mention in found]
    quantity = found[0].quantity
    assert text[found[0].start : found[0].end] == rendering.text
    assert (quantity.value, quantity.low, quantity.high) == (rendering.value, rendering.low, rendering.high)
    assert quantity.unit == rendering.unit


@settings(max_examples=1500, deadline=None)
@given(st.text(ALPHABET, max_size=60))
def test_spans_are_in_order_and_bounds_hold(text: str) -> None:
    last = 0
    for mention in find_mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        quantity = mention.quantity
        low = quantity.value if quantity.low is None else quantity.low
        high = quantity.value if quantity.high is None else quantity.high
        if quantity.value is not None:
            assert low is not None and high is not None and low <= quantity.value <= high
        elif quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@settings(max_examples=600, deadline=None)
@given(st.lists(sentences(), min_size=2, max_size=5))
def test_the_cut_at_sentence_ends_changes_nothing(parts: list[str]) -> None:
    whole = [facts(mention) for mention in find_mentions("".join(parts))]
    pieces, at = [], 0
    for part in parts:
        pieces += [facts(mention, at) for mention in find_mentions(part)]
        at += len(part)
    assert whole == pieces


# the package has a function of the same name
SCAN = import_module("zongshu.quantify.scan")
WORDS = (
    "约 近 超过 不少于 最多不超过 负 税负的 氏 美元 人民币 ￥ 农历 初 月 1,750"
    " 35 3.5 万 亿 余 多 十 三四 二 两 个 个月 个季度 元 人 % 度 分 块 以上 左右 至 和 （ ， 。"
)
PIECES = st.lists(st.sampled_from([*WORDS.split(), *ALPHABET]), max_size=14).map("".join)


@settings(max_examples=1500, deadline=None)
@given(PIECES)
def test_the_quick_look_reads_what_the_readers_read(text: str) -> None:
    quick = SCAN.scan(text)
    with MonkeyPatch.context() as patch:
        for name in ("commonest", "bare_digits", "lone"):
            patch.setattr(SCAN, name, lambda *given: None)
        assert SCAN.scan(text) == quick


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=60), st.text(ALPHABET, max_size=60))
def test_a_paragraph_end_separates(first: str, second: str) -> None:
    head = [facts(mention) for mention in find_mentions(first + "。\n")]
    tail = [facts(mention, len(first) + 2) for mention in find_mentions(second)]
    assert [facts(mention) for mention in find_mentions(f"{first}。\n{second}")] == head + tail


#: Nothing tells a long number cut behind 2024 from a heading that ends with the year, but what it means.
YEAR_CUT = re.compile(r"(?<![\d.,])(?:[1１][9９]|[2２][0０])\d\d(?:$|\n(?=[1-9１-９]))")


def values(text: str) -> list[tuple[object, ...]]:
    return [(n.role, n.value, n.low, n.high, n.approx, n.unit, n.kind) for n in zongshu.quantities(text)]


@settings(max_examples=CASES // 8, deadline=None)
@given(paragraphs(), st.data())
def test_a_line_break_anywhere_in_a_sentence_changes_nothing(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    at = data.draw(st.integers(1, len(text) - 1))
    mark = data.draw(st.sampled_from(("\n", "\r\n")))
    assume(not may_hide_numbers(text))
    assume(not YEAR_CUT.search(text[:at]))
    assert values(text[:at] + mark + text[at:]) == values(text)


@settings(max_examples=CASES // 8, deadline=None)
@given(paragraphs(), st.integers(12, 40))
@example(["新建改造1,000个，成效明显，每万人拥有社区工作者一千零一十一个的目标，同比提高0个的目标。"], 12)
@example(
    ["全年完成投资不少于1,000个，新建改造0个，成效明显，每万人拥有社区工作者一千零一十一个的目标，同比提高0个的目标。"],
    12,
)
def test_wrapping_to_a_width_changes_nothing(parts: list[str], width: int) -> None:
    text = "".join(parts)
    assume(not may_hide_numbers(text))
    wrapped = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    assume(not YEAR_CUT.search(wrapped))
    assert values(wrapped) == values(text)


@settings(max_examples=300, deadline=None)
@given(paragraphs())
def test_quantities_of_sentences_are_those_of_their_text(parts: list[str]) -> None:
    assume(not may_hide_numbers("".join(parts)))
    assert values("".join(parts)) == [row for part in parts for row in values(part)]
