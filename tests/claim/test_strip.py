"""What is taken off the words around a number."""

from __future__ import annotations

import pytest

from zongshu.claim.strip import clean_item, is_measure, is_place, stands_alone, strip_copulas, strip_leads


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("注册志愿者达到", "注册志愿者"),
        ("注册志愿者人数已达", "注册志愿者人数"),
        ("卫生院共有", "卫生院"),
        ("城镇化率稳定在", "城镇化率"),
        ("总产值 达", "总产值"),
        ("网格员", "网格员"),
        ("", ""),
    ],
)
def test_strip_copulas(text: str, rest: str) -> None:
    copula, left = strip_copulas(text)
    assert left == rest
    assert left + copula == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("截至目前，全市共建成公园", "建成公园"),
        ("同时，新增床位", "新增床位"),
        ("先后召开座谈会", "召开座谈会"),
        ("【亮点】新增床位", "新增床位"),
        # a lead word ends where a word ends
        ("共青团员", "共青团员"),
        ("成功率", "成功率"),
        ("全市", ""),
        ("", ""),
    ],
)
def test_strip_leads(text: str, rest: str) -> None:
    assert strip_leads(text) == rest


@pytest.mark.parametrize("noun", ["成功率", "金额", "总面积", "参与人次", "产量", "里程长度"])
def test_measure_words(noun: str) -> None:
    assert is_measure(noun)


@pytest.mark.parametrize("noun", ["志愿者", "服务时长总量", "网格", "公办幼儿园覆盖率", ""])
def test_other_nouns(noun: str) -> None:
    assert not is_measure(noun)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        (" 口袋公园、", "口袋公园"),
        ("的养老床位", "养老床位"),
        ("2024年5月新增托位", "新增托位"),
        ("到2025年底，新增托位", "新增托位"),
        ("“司机之家”", "“司机之家”"),
        ("“司机之家", "司机之家"),
        ("示范社区（村", "示范社区村"),
        ("社区\n食堂", "社区食堂"),
    ],
)
def test_clean_item(text: str, item: str) -> None:
    assert clean_item(text) == item


def test_a_long_item_keeps_its_end() -> None:
    assert clean_item("甲" * 30 + "社区食堂", 10) == "甲甲甲甲甲甲社区食堂"


def test_a_copula_is_a_word_of_its_own() -> None:
    assert strip_copulas("修缮传统民居") == ("", "修缮传统民居")


def test_an_adverb_that_may_open_a_name_needs_a_verb() -> None:
    assert strip_leads("高标准农田") == "高标准农田"
    assert strip_leads("高标准推进绿化") == "推进绿化"


@pytest.mark.parametrize("name", ["桦川县", "相邻的桦川县", "姜堰区同期", "岳壁乡"])
def test_places(name: str) -> None:
    assert is_place(name)


@pytest.mark.parametrize("name", ["城市社区", "工业园区", "农贸超市", "桦川县卫生院", ""])
def test_no_places(name: str) -> None:
    assert not is_place(name)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("可再生能源装机", "可再生能源装机"),
        ("最低工资标准", "最低工资标准"),
        ("再“三公”经费", "“三公”经费"),
        ("2.改造危桥", "改造危桥"),
        ("2.6亿元", "2.6亿元"),
        ("但养老床位", "养老床位"),
    ],
)
def test_a_lead_is_no_part_of_a_name(text: str, rest: str) -> None:
    assert strip_leads(text) == rest


@pytest.mark.parametrize(("text", "alone"), [("耕地面积", True), ("建筑面积", False), ("年度目标", False)])
def test_a_measure_may_name_its_own_thing(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone
