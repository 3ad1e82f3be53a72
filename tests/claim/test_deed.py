"""Which of a kind are counted: those that do something, or for whom it is done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.claim.deed import deed_of, with_deed


@pytest.mark.parametrize(
    ("noun", "said", "wanted"),
    [
        ("社区", "推行了错峰值班制度", "推行错峰值班制度的社区"),
        ("骨干", "外出进修", "外出进修的骨干"),
        ("困难家庭", "免费发放学习机", "免费发放学习机的困难家庭"),
        ("农户", "用上了沼气灶", "用上沼气灶的农户"),
        # a deed with somebody, told at length, keeps its verb and object
        ("社区", "与物流企业、餐饮平台搭建“双向响应”机制", "搭建“双向响应”机制的社区"),
        # a state, a place and a passive tell nothing apart
        ("栈道", "沿着山脊伸展", "栈道"),
        ("志愿者", "守在路口、码头", "志愿者"),
        ("企业", "全部投产", "企业"),
        ("行政村", "都有了卫生室", "行政村"),
        # a thing does nothing
        ("机床", "完成智能改造", "机床"),
    ],
)
def test_with_deed(noun: str, said: str, wanted: str) -> None:
    assert with_deed(noun, said) == wanted


def test_a_long_noun_is_told_apart_by_itself() -> None:
    assert with_deed("特殊困难老年人家庭", "实施居家环境适老化和无障碍改造提升工程") == "特殊困难老年人家庭"


@given(st.text("开展了活动的、社区村，与企业签订协议已全部在", max_size=20))
def test_a_deed_keeps_the_noun_and_is_a_phrase(said: str) -> None:
    deed = deed_of(said)
    assert not deed or 4 <= len(deed) <= 24
    assert with_deed("村民", said).endswith("村民")
