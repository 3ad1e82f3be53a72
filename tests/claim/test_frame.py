"""The frame of a number: what belongs to it on both sides, and how a clause splits into doer, verb and object."""

from __future__ import annotations

import pytest

from zongshu.claim.frame import (
    clean_item,
    ends_in_verb,
    frames,
    is_measure,
    open_object,
    strip_copulas,
    strip_leads,
)
from zongshu.quantify import quantify
from zongshu.repair import repair
from zongshu.segment import segment
from zongshu.types import Article


def framed(text: str) -> list[tuple[str, str, str]]:
    """Return left words, number and right words of every claim mention."""
    article = Article(text)
    for stage in (repair, segment, quantify):
        article = stage(article)
    clean = article.clean
    mentions = [one for one in article.mentions if one.role == "claim"]
    return [
        (one.left, clean[one.mention.start : one.mention.end], one.right)
        for one in frames(clean, 0, len(clean), mentions)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("县委社会工作部组建志愿服务队", ("县委社会工作部", "组建", "志愿服务队")),
        ("市教育局招聘高中教师", ("市教育局", "招聘", "高中教师")),
        ("建成口袋公园", ("", "建成", "口袋公园")),
        ("累计建成充电桩", ("累计", "建成", "充电桩")),
        ("培训社区工作者", ("", "培训", "社区工作者")),
        # a weak verb is part of a noun unless it opens the clause
        ("志愿服务队", ("", "", "志愿服务队")),
        ("基层治理创新案例", ("", "", "基层治理创新案例")),
        # a measure word is no object
        ("服务时长", ("", "", "服务时长")),
        ("注册志愿者", ("", "注册", "志愿者")),
        # a noun alone has no verb
        ("森林覆盖率", ("", "", "森林覆盖率")),
        ("", ("", "", "")),
    ],
)
def test_open_object(text: str, wanted: tuple[str, str, str]) -> None:
    assert open_object(text) == wanted


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


@pytest.mark.parametrize(
    ("head", "verb"),
    [
        ("矛盾纠纷化解", "化解"),
        ("拖欠工资追回", "追回"),
        ("先后举办", "举办"),
        ("新建了", "新建了"),
        ("志愿服务", ""),
        ("老年食堂", ""),
        ("", ""),
    ],
)
def test_ends_in_verb(head: str, verb: str) -> None:
    found = ends_in_verb(head)
    assert head.endswith(found)
    assert bool(found) == bool(verb)


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


def test_each_number_has_its_own_words() -> None:
    assert framed("建成公园3个、绿道68公里，新增车位500个") == [
        ("建成公园", "3个", ""),
        ("绿道", "68公里", ""),
        ("新增车位", "500个", ""),
    ]


def test_a_noun_between_two_numbers_goes_to_the_first() -> None:
    assert framed("吸纳20名司机、53名快递员") == [("吸纳", "20名", "司机"), ("", "53名", "快递员")]


def test_a_verb_between_two_numbers_goes_to_the_second() -> None:
    assert framed("383个村清理垃圾2914吨") == [("", "383个", "村"), ("清理垃圾", "2914吨", "")]


def test_a_bracket_is_a_clause_of_its_own() -> None:
    found = framed("建成辅导站74所（示范站6所），新增床位20张")
    assert [one[:2] for one in found] == [("建成辅导站", "74所"), ("示范站", "6所"), ("新增床位", "20张")]
    assert found[1][2] == ""


def test_a_threshold_belongs_to_what_is_counted() -> None:
    found = framed("10人以上非公企业95户")
    assert found[1][0].endswith("10人以上非公企业")


def test_commas_inside_numbers_part_nothing() -> None:
    assert framed("流转土地9,556亩") == [("流转土地", "9,556亩", "")]
