"""The stage as a whole: topics, lists and parts across clauses and sentences."""

from __future__ import annotations

from functools import lru_cache

from zongshu import Pipeline
from zongshu.types import Claim


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def claims(text: str) -> list[Claim]:
    return _pipeline()(text).claims


def test_one_claim_for_each_claim_mention() -> None:
    article = _pipeline()("2024年，第一批12个社区建成“1+3”网格468个，覆盖率98%。")
    assert [(one.start, one.end) for one in article.claims] == [
        (m.start, m.end) for m in article.mentions if m.role == "claim"
    ]


def test_a_topic_is_carried_over_a_comma() -> None:
    assert [one.item for one in claims("大力推进户厕改造，完成4260座。")] == ["户厕改造"]


def test_a_topic_ends_with_its_paragraph() -> None:
    first, second = claims("推进户厕改造3座。\n完成5座。")
    assert "户厕" in first.item
    assert "户厕" not in second.item


def test_a_change_takes_the_topic() -> None:
    first, second = claims("全年旅游收入98亿元，同比增长21.5%。")
    assert second.quantity.kind == "change"
    assert first.item in second.item


def test_a_part_points_to_its_whole() -> None:
    whole, part, other = claims("培训农民2400人次，其中妇女900人次；发放手册1.5万册。")
    assert part.part_of is whole
    assert other.part_of is None


def test_a_part_larger_than_the_whole_is_none() -> None:
    assert [one.part_of for one in claims("培训农民200人次，其中妇女900人次。")] == [None, None]


def test_a_part_is_never_a_change_or_a_share() -> None:
    assert [one.part_of for one in claims("森林48万亩，其中经济林占36%、增长5%。")] == [None, None, None]


def test_respective_values_are_told_in_order() -> None:
    assert [one.item for one in claims("供水普及率、水质达标率分别达到96%、98%。")] == ["供水普及率", "水质达标率"]


def test_levels_share_the_noun_at_the_end() -> None:
    assert [one.item for one in claims("建成1个市级、2个县级党群服务中心。")] == [
        "市级党群服务中心",
        "县级党群服务中心",
    ]


def test_no_items_are_empty_in_running_text() -> None:
    assert all(one.item for one in claims("建成公园3个，占地20亩，投资300万元，提升5%，达到80%。"))
