"""The article's anchor, and what time words resolve to against it."""

from __future__ import annotations

import pytest

from zongshu.locate.anchor import Anchor, find_anchor
from zongshu.locate.periods import time_words
from zongshu.segment import segment
from zongshu.types import Article

YEAR = Anchor("2024", "2024", "2025-01-15", 2024, "metadata", "2025-01-15")
MIDYEAR = Anchor("2025", "2025", "2025-06-12", 2025, "metadata", "2025-06-12", "2025-06-12")
NOTHING = Anchor(None, None, None, None, "article")


def anchor_of(text: str, published: str | None = None) -> Anchor:
    article = Article(text, clean=text, published=published)
    return find_anchor(segment(article))


def resolved(text: str, anchor: Anchor = YEAR, year: int | None = None) -> list[tuple[str | None, str | None, str]]:
    return [(one.period.since, one.period.until, one.role) for one in time_words(text, 0, len(text), anchor, year)]


# -- the anchor -------------------------------------------------------------------------------------------------------


def test_the_title_says_the_year() -> None:
    found = anchor_of("孝义市2023年工作总结\n全市建成公园3个，比2022年多1个。")
    assert (found.year, found.since, found.until) == (2023, "2023", "2023")


def test_a_january_paper_looks_back() -> None:
    assert anchor_of("2024年全县新建公园3个。", "2025-01-15").year == 2024


def test_a_paper_of_june_is_about_its_own_year() -> None:
    assert anchor_of("今年，全县新建公园3个。", "2025-06-12").year == 2025


def test_the_published_date_is_kept() -> None:
    found = anchor_of("今年，全县新建公园3个。", "2025-06-12")
    assert (found.published, found.as_of, found.basis) == ("2025-06-12", "2025-06-12", "metadata")


def test_a_date_in_the_masthead_is_the_published_date() -> None:
    found = anchor_of("发布时间：2024-12-20\n全县新建公园3个。\n")
    assert found.published == "2024-12-20"


def test_the_year_named_most_where_nothing_else_says_it() -> None:
    text = "2022年，新建公园3个。2022年，新建绿道5公里。较2020年增长3%，到2025年力争新建10个。"
    found = anchor_of(text)
    assert (found.year, found.basis) == (2022, "inferred")


def test_a_first_anniversary_runs_from_founding_day() -> None:
    found = anchor_of("县委社会工作部2024年3月挂牌成立。成立一年来，新建站点3个。")
    assert (found.since, found.until) == ("2024-03", "2025-03")


def test_no_hold_no_anchor() -> None:
    found = anchor_of("各村建起文化礼堂，添置图书1.2万册。")
    assert (found.since, found.until, found.year) == (None, None, None)


# -- time words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2023年新建公园", "2023", "2023"),
        ("2024年5月7日启用", "2024-05-07", "2024-05-07"),
        ("全年新建公园", "2024", "2024"),
        ("上半年新建公园", "2024-01", "2024-06"),
        ("一季度新建公园", "2024-01", "2024-03"),
        ("前三季度完成投资", "2024-01", "2024-09"),
        ("1—5月完成投资", "2024-01", "2024-05"),
        ("截至5月底建成", None, "2024-05-31"),
        ("截至目前建成", None, "2025-01-15"),
        ("去年新建公园", "2024", "2024"),
        ("连续三年获评", "2022", "2024"),
        ("近五年来新建", "2020", "2024"),
        ("“十四五”以来新建", "2021", "2024"),
        ("“十三五”期间新建", "2016", "2020"),
        ("2016—2020年投资", "2016", "2020"),
        ("2021年以来新建", "2021", "2025-01-15"),
        ("3月开工以来完成投资", "2024-03", "2025-01-15"),
        ("年末存款余额", None, "2024-12-31"),
        ("国庆假期接待游客", "2024-10", "2024-10"),
        ("2023年7月至2025年6月取消挂牌", "2023-07", "2025-06"),
        ("二〇二三年新建", "2023", "2023"),
    ],
)
def test_time_words(text: str, since: str | None, until: str | None) -> None:
    assert resolved(text)[0][:2] == (since, until)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [("明年新建公园", "2026", "2026"), ("未来三年新建", "2026", "2028"), ("到2026年底建成", None, "2026-12-31")],
)
def test_coming_years(text: str, since: str | None, until: str) -> None:
    assert resolved(text, MIDYEAR)[0][:2] == (since, until)


def test_this_year_so_far_ends_on_the_day_of_the_paper() -> None:
    assert resolved("今年以来新建公园", MIDYEAR)[0][:2] == ("2025-01-01", "2025-06-12")


@pytest.mark.parametrize(
    "text", ["比2020年增长5%", "较2019年同期提高", "恢复到2019年的82%", "是2015年的2.4倍", "相当于2020年水平"]
)
def test_what_is_compared_with_is_a_base(text: str) -> None:
    assert resolved(text)[0][2] == "base"


@pytest.mark.parametrize("text", ["比上年增长5%", "较去年提高3%", "比去年同期多3个"])
def test_last_year_in_a_comparison_is_no_period(text: str) -> None:
    assert [one for one in resolved(text) if one[2] != "base"] == []


def test_a_month_takes_the_year_named_before_it() -> None:
    assert resolved("2022年3月启动，5月建成")[1][:2] == ("2022-05", "2022-05")


def test_a_month_takes_the_year_carried_from_before() -> None:
    assert resolved("5月建成", year=2023)[0][:2] == ("2023-05", "2023-05")


def test_without_an_anchor_a_bare_month_says_nothing() -> None:
    assert resolved("5月建成", NOTHING) == []
    assert resolved("2023年5月建成", NOTHING)[0][:2] == ("2023-05", "2023-05")


def test_words_stand_where_they_are_said_to() -> None:
    text = "截至5月底，全市建成公园；去年为3个。"
    for one in time_words(text, 0, len(text), YEAR, None):
        assert one.period.text == text[one.start : one.end]


def test_a_sentence_without_time_has_none() -> None:
    assert resolved("建成公园3个、绿道5公里") == []


# -- what kind of paper it is -----------------------------------------------------------------------------------------


def test_a_half_years_report() -> None:
    found = anchor_of("孝义市2025年上半年工作总结\n新建公园3个。", "2025-07-16")
    assert (found.since, found.until, found.standing) == ("2025-01", "2025-06", "2025-06-30")


def test_a_school_year() -> None:
    found = anchor_of("孝义市2021—2022学年教育工作总结\n新建公园3个。", "2022-08-30")
    assert (found.since, found.until) == ("2021-09", "2022-07")


def test_a_paper_of_mid_year_tells_stocks_as_of_its_day() -> None:
    assert anchor_of("今年，全县新建公园3个。", "2025-06-12").standing == "2025-06-12"
    assert anchor_of("2024年，全县新建公园3个。", "2025-01-15").standing is None


def test_plans_of_mid_year_are_for_the_same_year() -> None:
    assert anchor_of("今年，全县新建公园3个。", "2025-06-12").coming == 2025
    assert anchor_of("2024年，全县新建公园3个。", "2025-01-15").coming == 2025


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("由2019年的11万元增加", "base"),
        ("从2022年底的96个增加", "base"),
        ("9月底前完成改造", "deadline"),
        ("2021年以来新建", "since"),
        ("截至5月底建成", "asof"),
        ("到2027年建成", "plan"),
        ("年初的71.4%", "base"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert resolved(text)[0][2] == role
