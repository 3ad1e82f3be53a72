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


def items(text: str) -> list[str]:
    return [one.item for one in claims(text)]


def test_a_predicate_stays_out_of_the_item() -> None:
    one, two = claims("320台收割机昼夜抢收，46名医师常驻乡镇卫生院。")
    assert (one.item, one.predicate) == ("收割机", "抢收")
    assert (two.item, two.predicate) == ("医师", "常驻")


def test_a_verb_that_says_which_stays() -> None:
    assert items("53名快递员加入志愿者队伍。") == ["加入志愿者队伍的快递员"]


def test_a_benchmark_measures_what_came_before() -> None:
    line = claims("水质达标率96%，高于70%的考核线。")[1]
    assert line.item == "水质达标率考核线"
    assert line.quantity.kind == "percent"


def test_a_neighbour_has_the_same_measure() -> None:
    assert items("大豆平均亩产328斤，相邻的桦川县为317斤。") == ["大豆平均亩产", "大豆平均亩产"]


def test_nouns_cut_to_their_last_character_are_completed() -> None:
    assert items("设养老服务中心12个、站86个。") == ["养老服务中心", "养老服务站"]


def test_the_latter_is_the_second_of_a_list() -> None:
    assert items("城镇、农村低保标准分别为780元、560元，后者提高40元。")[2].startswith("农村低保标准")


def test_a_capacity_is_that_of_the_topic() -> None:
    assert items("新建冷库12座，可储存果蔬8600吨。")[1] == "冷库储存果蔬"


def test_parts_go_on_over_semicolons_after_a_sentence_of_their_own() -> None:
    whole, first, second = claims("地区生产总值386亿元。其中，第一产业增加值58亿元；第二产业增加值142亿元。")
    assert first.part_of is whole
    assert second.part_of is whole


def test_more_than_the_whole_is_no_part() -> None:
    found = claims("财政收入30亿元。其中，税收20亿元；财政支出25亿元。")
    assert [one.part_of is None for one in found] == [True, False, True]


def test_parts_inside_a_part() -> None:
    whole, part, city, country, other = claims(
        "发放救助资金5200万元，其中低保金3900万元（城市600万元、农村3300万元）、临时救助金420万元。"
    )
    assert [part.part_of, city.part_of, country.part_of, other.part_of] == [whole, part, part, whole]
    assert country.item == "农村低保金"


def test_the_share_of_a_part_names_the_whole() -> None:
    assert items("交流轮岗教师214名，其中骨干教师51名，占23.8%。")[2] == "骨干教师占交流轮岗教师比重"
