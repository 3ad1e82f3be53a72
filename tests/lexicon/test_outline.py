"""Which headings open a plan, and which words turn a paragraph to one."""

from __future__ import annotations

import pytest

from zongshu.lexicon.outline import TURN, plan_begins, plan_sections
from zongshu.types import Section


def outline(*titles: tuple[int, str]) -> list[Section]:
    return [Section(title, number * 100, number * 100 + 100, depth) for number, (depth, title) in enumerate(titles)]


def plans(*titles: tuple[int, str], year: int | None = 2024) -> list[bool]:
    return plan_sections(outline(*titles), year)


@pytest.mark.parametrize(
    "title",
    [
        "二、下一步工作打算",
        "二、2025年工作计划",
        "三、下步工作安排",
        "2025年重点工作",
        "三、今后五年发展目标",
        "展望2025年",
    ],
)
def test_plan_headings(title: str) -> None:
    assert plans((1, "一、2024年工作情况"), (1, title)) == [False, True]


@pytest.mark.parametrize(
    "title", ["二、重点工作完成情况", "二、工作亮点", "二、目标任务推进情况", "二、主要成效", "二、存在的问题"]
)
def test_review_headings(title: str) -> None:
    assert plans((1, title)) == [False]


def test_deeper_headings_inherit_a_plan() -> None:
    found = plans(
        (1, "一、工作回顾"), (2, "（一）项目建设"), (1, "二、下一步打算"), (2, "（一）项目建设"), (3, "1．开工")
    )
    assert found == [False, False, True, True, True]


def test_a_heading_of_the_same_depth_ends_a_plan() -> None:
    assert plans((1, "一、下一步打算"), (2, "（一）项目建设"), (1, "二、保障措施")) == [True, True, False]


def test_a_review_heading_ends_a_plan() -> None:
    assert plans((2, "工作计划"), (2, "2024年工作总结")) == [True, False]


def test_a_heading_of_a_later_year_opens_a_plan() -> None:
    assert plans((1, "一、2025年"), year=2024) == [True]
    assert plans((1, "一、2025年"), year=2025) == [False]
    assert plans((1, "一、2025年"), year=None) == [False]


def test_no_headings_no_plans() -> None:
    assert plan_sections([]) == []


@pytest.mark.parametrize(
    "text", ["下一步，将新建公园", "2025年主要预期目标是增长6%", "明年全县要", "展望新的一年", "今后五年"]
)
def test_turning_words(text: str) -> None:
    assert TURN.search(text)


@pytest.mark.parametrize("text", ["去年全县新建公园", "迈出坚实一步", "目标任务全面完成"])
def test_ordinary_words_turn_nothing(text: str) -> None:
    assert not TURN.search(text)


def test_a_plan_section_is_one_from_its_heading_on() -> None:
    text = "一、工作情况\n建成3个。\n二、工作打算\n新建5个。\n"
    at = text.index("二、")
    sections = [Section("一、工作情况", 0, at, 1), Section("二、工作打算", at, len(text), 1)]
    assert plan_begins(text, sections) == [None, at]


def test_a_section_of_shortcomings_and_plans_turns_inside() -> None:
    title = "三、存在问题和下一步打算"
    text = f"{title}\n人手仅够四成。下一步，新招5名。\n"
    assert plan_begins(text, [Section(title, 0, len(text), 1)]) == [text.index("下一步，")]


def test_a_section_of_both_kinds_without_a_turn_is_a_plan() -> None:
    title = "三、存在问题和下一步打算"
    text = f"{title}\n新招5名。\n"
    assert plan_begins(text, [Section(title, 0, len(text), 1)]) == [0]
