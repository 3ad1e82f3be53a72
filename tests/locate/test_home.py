"""The one town, village or zone that an article is about, and what is the county's all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.lexicon.divisions import divisions
from zongshu.locate.home import _CALLED, _count_county, _told, _words, county_words, find_home
from zongshu.locate.places import find_divisions
from zongshu.locate.scenes import Names
from zongshu.segment import segment
from zongshu.types import Article


def home(text: str, county: str) -> tuple[str, str, str] | None:
    article = segment(Article(text, clean=text))
    hits = find_divisions(text, 2024)
    found = find_home(article, Names(text, hits), divisions().resolve(county))
    return (found.place.name, found.place.level, found.place.basis) if found else None


@pytest.mark.parametrize(
    ("text", "county", "wanted"),
    [
        (
            "大唐镇2024年工作总结\n大唐镇新建驿站3个。全镇种树2万棵。\n",
            "诸暨市",
            ("大唐镇", "town", "article"),
        ),
        (
            "山路弯弯\n霞坑镇石潭村有人家412户。全村种茶1600亩，村里修路9公里。石潭村人爱唱歌。\n",
            "歙县",
            ("石潭村", "village", "inferred"),
        ),
        (
            "芜湖经开区2024年总结\n芜湖经开区签约项目86个。园区企业达900家。\n",
            "芜湖市",
            ("芜湖经开区", "other", "article"),
        ),
    ],
)
def test_an_article_about_one_place(text: str, county: str, wanted: tuple[str, str, str]) -> None:
    assert home(text, county) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "从大唐镇看平安\n大唐镇设窗口3个。全市设窗口90个，全市调解员达310名，诸暨市新增志愿者2000人。\n",
        "大唐镇、枫桥镇观察\n大唐镇、枫桥镇新建站点5个。两镇种树900棵。\n",
        "诸暨市2024年总结\n全市新建驿站80个。\n",
        "",
    ],
)
def test_an_article_about_the_county(text: str) -> None:
    assert home(text, "诸暨市") is None


@pytest.mark.parametrize(
    ("text", "county", "wanted"),
    [
        ("全市产值达700亿元，我县新增3家", "德清县", ["全市", "我县"]),
        ("居全市第二，是全县首个", "德清县", []),
        ("全区企业达900家", "芜湖市", []),
        ("全区企业达900家", "思明区", ["全区"]),
    ],
)
def test_words_for_the_county(text: str, county: str, wanted: list[str]) -> None:
    own = divisions().resolve(county)
    assert [word.group() for word in county_words(text, 0, len(text), own)] == wanted


@given(
    st.lists(
        st.sampled_from([*"全我本该今在居级里内上一，", *[head for called in _CALLED.values() for head in called]])
    ),
    st.sampled_from(sorted(_CALLED)),
    st.booleans(),
)
def test_words_counted_in_a_whole_text(parts: list[str], kind: str, district: bool) -> None:
    text = "".join(parts)
    assert _told(text, kind, district) == len(_words(kind, district).findall(text))


@given(st.text("全我本该居市县区旗平均第委"), st.sampled_from(["孝义市", "路北区", None]))
def test_county_words_counted_in_a_whole_text(text: str, county: str | None) -> None:
    own = divisions().find(county)[0] if county else None
    district = own is None or own.name[-1] == "区"
    assert _count_county(text, district) == len(county_words(text, 0, len(text), own))
