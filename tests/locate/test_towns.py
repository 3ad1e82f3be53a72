"""Places below the county, and the words that point at places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.lexicon.divisions import divisions
from zongshu.locate.deictics import POINTS, TOPIC, UNIT, above
from zongshu.locate.holidays import holiday_months
from zongshu.locate.towns import find_towns
from zongshu.segment import segment
from zongshu.types import Article, Claim, Quantity


def test_a_village_knows_its_town() -> None:
    assert [(one.name, one.level, one.within) for one in find_towns("在板桥镇大沟村", ())] == [
        ("板桥镇", "town", None),
        ("大沟村", "village", "板桥镇"),
    ]


def test_a_list_is_marked() -> None:
    assert [one.listed for one in find_towns("板桥镇、何埂镇和朱沱镇新建", ())] == [True, True, False]


@pytest.mark.parametrize(
    "name", ["松多藏族乡", "五十镇", "杏花村镇", "龙泉关镇", "麻黄山乡", "振兴街道", "城南庄镇", "天生桥镇"]
)
def test_names_with_words_in_them(name: str) -> None:
    assert [one.name for one in find_towns(f"{name}新建公园", ())] == [name]


def test_a_shared_last_word_is_no_name() -> None:
    assert [one.name for one in find_towns("贾家庄、峪道河两镇分别改造", ())] == []


@given(st.text(alphabet="孝义镇村乡街道社区新建在到，。12个的", max_size=40))
def test_towns_stand_where_they_are_said_to(text: str) -> None:
    at = 0
    for town in find_towns(text, ()):
        assert at <= town.start < town.end <= len(text)
        assert text[town.start : town.end] == town.name
        at = town.end


def number(text: str, kind: str = "count", dimension: str = "count") -> Claim:
    article = segment(Article(text, clean=text))
    assert article.sentences
    at = next(i for i, char in enumerate(text) if char.isdigit())
    end = max(i for i, char in enumerate(text) if char.isdigit()) + 2
    return Claim(at, end, Quantity(None, None, None, kind=kind, dimension=dimension), 0)


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ("全省117个县中", "汾阳市", "山西省"),
        ("全市平均为62万", "永川区", "重庆市"),
        ("全区平均为62万", "盐池县", "宁夏回族自治区"),
        ("全州平均为62万", "昭觉县", "凉山彝族自治州"),
        ("全市38个镇", "汾阳市", "汾阳市"),
        ("全县62万", "盐池县", None),
        ("全省12家", "汾阳市", None),
    ],
)
def test_the_unit_above(text: str, place: str, wanted: str | None) -> None:
    own = divisions().resolve(place)
    assert own is not None
    found = above(text, number(text), own)
    assert (found.name if found else None) == wanted


def test_a_rank_is_not_of_the_unit_above() -> None:
    own = divisions().resolve("汾阳市")
    assert own is not None
    assert above("居全省第3位", number("居全省第3位", kind="rank"), own) is None


@given(st.text(alphabet="全我本该境省市县区州旗盟域里内平均级委居的", max_size=6))
def test_what_points_at_a_place_is_seen_by_one_look(text: str) -> None:
    if TOPIC.search(text) or UNIT.search(text):
        assert POINTS.search(text)


@pytest.mark.parametrize("text", ["占全市的", "高于全市平均", "居全省", "列全县第"])
def test_what_is_compared_with_opens_no_topic(text: str) -> None:
    assert TOPIC.search(text) is None


@pytest.mark.parametrize(
    ("name", "year", "wanted"),
    [
        ("春节", 2024, ("2024-02", "2024-02")),
        ("国庆", 2023, ("2023-09", "2023-10")),
        ("五一", 2021, ("2021-05", "2021-05")),
        ("端午", 2023, ("2023-06", "2023-06")),
        ("春节", 1950, None),
    ],
)
def test_holidays(name: str, year: int, wanted: tuple[str, str] | None) -> None:
    assert holiday_months(name, year) == wanted


def test_development_zones() -> None:
    zone = find_towns("，柘北经济开发区新引进企业18户", ())[0]
    assert (zone.name, zone.level) == ("柘北经济开发区", "other")


def test_a_name_that_may_be_a_verb_counts_where_something_is() -> None:
    assert [town.name for town in find_towns("粮库就在新立镇开工", ())] == ["新立镇"]
