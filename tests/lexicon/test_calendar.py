"""Dates: what the pattern takes, and what a date says."""

from __future__ import annotations

import pytest

from zongshu.lexicon.calendar import DATE, month_end, read_date, shift_year

DATES = {
    "2024年5月7日": ("2024-05-07", "2024-05-07"),
    "2024-05-06": ("2024-05-06", "2024-05-06"),
    "2024/05": ("2024-05", "2024-05"),
    "2019—2021年": ("2019", "2021"),
    "二〇二五年": ("2025", "2025"),
    "2024年末": ("2024-12-31", "2024-12-31"),
    "2024年2月底": ("2024-02-29", "2024-02-29"),
    "1-5月": ("2023-01", "2023-05"),
    "一季度": ("2023-01", "2023-03"),
    "前三季度": ("2023-01", "2023-09"),
    "上半年": ("2023-01", "2023-06"),
    "10月31日": ("2023-10-31", "2023-10-31"),
    "公元1996年": ("1996", "1996"),
}


@pytest.mark.parametrize(("text", "span"), DATES.items())
def test_dates(text: str, span: tuple[str, str]) -> None:
    assert DATE.fullmatch(text)
    read = read_date(text, 2023)
    assert read is not None
    assert (read.since, read.until) == span


@pytest.mark.parametrize("text", ["9:30", "20世纪90年代", "90后", "2月30日"])
def test_what_gives_no_time(text: str) -> None:
    assert read_date(text, 2023) is None


def test_a_missing_year_needs_an_anchor() -> None:
    assert read_date("5月7日") is None
    assert read_date("5月7日", 2023).year_given is False  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["5个", "12月龄", "3日游", "10日均"])
def test_no_dates(text: str) -> None:
    assert DATE.match(text) is None


def test_months_and_years() -> None:
    assert month_end(2023, 2) == "2023-02-28"
    assert shift_year("2024-05", -1) == "2023-05"
