"""The short way of plain claims gives what the long way gives."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.build import articles

from zongshu import Pipeline
from zongshu.claim.plain import plain
from zongshu.types import Claim

_LEVEL = sys.modules["zongshu.claim.level"]
_WORDS = tuple(
    "建成 新建 全县 完成 通过 占 可 年产值 森林覆盖率 农村公路 志愿服务站 最多的 该村 每户 任务 目标 收入 面积 达到 共有 的 在 投入 "  # noqa: SIM905
    "资金 日均 到岗 单日 第二批 居民 户均 新增 铺 了 公司 等 、 高于去年 相当于周边 实现产值 此类 活动 国家级".split()
)
_NUMBERS = ("3个", "280万元", "1200人", "60%", "户均2亩", "56岁", "90分", "十多天", "50人以上", "5趟")


def _both(text: str) -> tuple[list[Claim], list[Claim]]:
    pipeline = Pipeline()
    short = pipeline(text).claims
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_LEVEL, "_may_be_plain", lambda *_: False)
        return short, pipeline(text).claims


def test_the_short_way_is_the_long_way_in_the_samples() -> None:
    for article in articles():
        short, long = _both(article.text)
        assert short == long, article.text[:20]


@given(st.lists(st.sampled_from((*_WORDS, *_NUMBERS, "，", "。")), min_size=2, max_size=16))
def test_the_short_way_is_the_long_way_in_mixed_words(words: list[str]) -> None:
    short, long = _both("".join(words))
    assert short == long


def test_most_words_of_their_own_are_plain() -> None:
    told = plain("新增志愿服务站")
    assert told is not None
    assert (told.item, told.predicate) == ("志愿服务站", "新增")
    assert plain("可储存果蔬") is None
    assert plain("已到岗") is None
