"""Thresholds and standards name the measure that is bounded."""

from __future__ import annotations

import pytest

from zongshu import Pipeline
from zongshu.claim.bounds import name_bound, name_standard
from zongshu.claim.spending import purpose
from zongshu.types import Quantity


def bound(unit: str, dimension: str, kind: str, head: str, verb: str, noun: str, last: str = "") -> str:
    return name_bound(Quantity(None, None, None, unit=unit, kind=kind, dimension=dimension), head, verb, noun, last)


@pytest.mark.parametrize(
    ("unit", "dimension", "kind", "head", "verb", "noun", "last", "wanted"),
    [
        ("人", "people", "count", "", "", "大班额", "", "大班额人数标准"),
        ("人", "people", "count", "职工", "", "工厂", "", "职工人数"),
        ("元", "money", "money", "新签约", "签约", "项目", "", "签约项目投资额门槛"),
        ("元", "money", "money", "新引进总投资", "", "项目", "", "项目总投资门槛"),
        ("元", "money", "money", "收入", "", "村", "村均集体收入", "村均集体收入门槛"),
        ("分", "none", "count", "", "", "高分段", "", "高分段分数线"),
        ("年", "time", "duration", "结余", "", "资金", "", "资金年限"),
        # the noun is a measure of time itself
        ("天", "time", "duration", "", "", "审理期限", "", ""),
    ],
)
def test_name_bound(
    unit: str, dimension: str, kind: str, head: str, verb: str, noun: str, last: str, wanted: str
) -> None:
    assert bound(unit, dimension, kind, head, verb, noun, last) == wanted


@pytest.mark.parametrize(
    ("left", "after", "wanted"),
    [
        ("按照城区", "的标准重新划格", "城区网格划分标准"),
        ("按照", "一格的尺度", "网格划分标准"),
        ("按照每", "配备一名驻村医生的标准", "驻村医生配备标准"),
        ("建成", "标准化厂房", ""),
    ],
)
def test_name_standard(left: str, after: str, wanted: str) -> None:
    assert name_standard(left, after, "", "户") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("改造林间步道46公里", "改造林间步道"),
        ("改造出2600平方米的助餐中心", "改造助餐中心"),
        ("对32所乡村学校食堂进行改造", "乡村学校食堂改造"),
        ("用于奖补120个示范合作社", "奖补示范合作社"),
        ("增长8%", ""),
    ],
)
def test_purpose(words: str, wanted: str) -> None:
    assert purpose(words) == wanted


def test_money_is_named_by_what_it_was_spent_on() -> None:
    article = Pipeline()("河口镇投入90万元，改造出600平方米的村史馆。")
    assert article.claims[0].item == "改造村史馆投入"
