"""Every division of today is found as an article's own, by its full name and by its short one."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from zongshu.lexicon.divisions import Division, divisions, short_names
from zongshu.locate.own import own_place
from zongshu.locate.places import find_divisions
from zongshu.locate.seams import whole
from zongshu.segment import segment
from zongshu.types import Article

# full names that say no more than which part of a town is meant
_PARTS = {
    "矿区",
    "西市区",
    "工农区",
    "老城区",
    "解放区",
    "港口区",
    "东区",
    "西区",
    "古城区",
    "城东区",
    "城西区",
    "城北区",
    "新市区",
}


@cache
def today() -> tuple[Division, ...]:
    known = [one for one in divisions() if one.last is None]
    times = Counter(one.name for one in known)
    return tuple(one for one in known if times[one.name] == 1)


def own(text: str) -> str | None:
    article = segment(Article(text, clean=text))
    place, _ = own_place(article, find_divisions(text, 2024), 2024)
    return place.adcode if place else None


def test_a_full_name_in_the_title() -> None:
    missed = {
        one.name
        for one in today()
        if own(f"{one.name}2024年工作总结\n\n2024年，全{one.name[-1]}新增志愿服务站12个。") != one.code
    }
    assert missed == _PARTS


def test_a_full_name_in_the_text() -> None:
    text = "为民办实事\n\n2024年，{0}新增志愿服务站12个。{0}委社会工作部组织志愿者300名。"
    assert {one.name for one in today() if own(text.format(one.name)) != one.code} == _PARTS


def test_a_part_of_a_town_after_its_city() -> None:
    over = {one.name: divisions().parent(one) for one in today() if one.name in _PARTS}
    assert {
        name
        for name, city in over.items()
        if city is None or own(f"{city.name}{name}2024年工作总结\n\n2024年，全区新增志愿服务站12个。") == city.code
    } == set()
    assert own("洛阳市老城区改造提速\n\n2024年，全市改造12个。") == "410300"


def test_a_short_name_that_is_no_word() -> None:
    """西安, 长沙 and 喀什 are also the names of counties and districts: 全市 says which is meant."""
    text = "{0}：为民办实事\n\n2024年，全{1}新增志愿服务站12个。走进{0}，志愿者300名。"
    shorts = [(one, short_names(one.name)) for one in today()]
    missed = {
        one.name
        for one, short in shorts
        if short and not divisions().risky(short[0]) and own(text.format(short[0], one.name[-1])) != one.code
    }
    assert missed == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("岳阳\n全县新增12个，岳阳启动", "430621"),
        ("岳阳\n全市新增12个，岳阳启动", "430600"),
        ("岳阳\n新增12个，岳阳启动", "430600"),
        ("海南\n全省新增12个", "460000"),
        ("恩施\n全州新增12个", "422800"),
        ("鼓楼区\n全区新增12个", None),
    ],
)
def test_of_several_the_one_that_is_pointed_at(text: str, expected: str | None) -> None:
    assert own(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("新会青年志愿服务队成立", "新会", True),
        ("大连、沈阳启动", "大连", True),
        ("注册的新会志愿者", "新会", True),
        ("易县委社会工作部", "易县", True),
        ("扩大连锁门店", "大连", False),
        ("发展新会员", "新会", False),
        ("修水利", "修水", False),
        ("省和县级资金", "和县", False),
        ("，和县级资金", "和县", False),
        ("“新海驿站”", "新海", False),
        ("，富县强镇", "富县", False),
        ("，朝阳街道", "朝阳", False),
    ],
)
def test_names_that_two_words_also_form(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert whole(text, start, start + len(name)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开新会议3次，发展新会员300名，新会堂投用。", []),
        ("回顾。\n新会今年新增12个。", []),
        ("回顾。\n新会今年新增12个，在新会实名注册。", ["新会", "新会"]),
        ("回顾。\n江门市各区比拼，新会今年新增12个。", ["江门市", "新会"]),
    ],
)
def test_they_need_support(text: str, expected: list[str]) -> None:
    assert [hit.name for hit in find_divisions(text, 2024)] == expected
