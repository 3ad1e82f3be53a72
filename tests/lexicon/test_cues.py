"""Cue words: read by category, found longest first, at the end or at the beginning of a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongshu.errors import DataError
from zongshu.lexicon import cues as module
from zongshu.lexicon.cues import cues

CATEGORIES = [
    "verbs",
    "weak_verbs",
    "copulas",
    "leads",
    "change_up",
    "change_down",
    "bases",
    "right_stops",
    "right_verbs",
    "planned",
    "planned_after",
    "plan_headings",
    "review_headings",
    "done",
    "history_words",
    "now",
    "elsewhere",
    "own",
    "person_titles",
    "person_follow",
    "person_acts",
    "surnames",
    "unsure_surnames",
]


@pytest.mark.parametrize("category", CATEGORIES)
def test_category_has_words(category: str) -> None:
    assert len(cues().words[category]) >= 5
    assert "" not in cues().words[category]


def test_the_longest_word_wins() -> None:
    assert cues().anywhere("verbs").search("改建学校").group() == "改建"
    assert cues().at_end("copulas").search("志愿者达到").group() == "达到"
    assert cues().at_start("leads").match("截至目前全市").group() == "截至目前"


def test_at_end_wants_the_end() -> None:
    assert cues().at_end("copulas").search("达到了一半") is None


def test_up_and_down_exclude_each_other() -> None:
    assert not cues().words["change_up"] & cues().words["change_down"]


def test_weak_verbs_are_verbs() -> None:
    assert not cues().words["weak_verbs"] - cues().words["verbs"]


def test_a_plan_word_is_no_done_word() -> None:
    assert not cues().words["planned"] & cues().words["done"]


def test_a_surname_is_sure_or_unsure() -> None:
    assert not cues().words["surnames"] & cues().words["unsure_surnames"]


def test_a_category_may_say_how_far_it_reaches() -> None:
    assert cues().reach["planned"].scope == "sentence"
    assert cues().reach["planned"].ended_by == ("done",)
    assert cues().reach["planned_after"].direction == "left"
    assert "verbs" not in cues().reach


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"direction": "right", "scope": "page", "words": "拟"}, "scope must be clause or sentence"),
        ({"direction": "up", "scope": "clause", "words": "拟"}, "direction must be right or left"),
        ({"scope": "clause", "words": "拟"}, "lacks the key 'direction'"),
        ({"direction": "right", "scope": "clause"}, "lacks the key 'words'"),
        ({"direction": "right", "scope": "clause", "words": "拟", "end": "x"}, "unknown key 'end'"),
        ({"direction": "right", "scope": "clause", "words": "拟", "ended_by": "x"}, "ended by 'x'"),
    ],
)
def test_a_mistake_in_a_reach_is_told(entry: dict[str, str], told: str) -> None:
    with pytest.raises(DataError, match=told):
        module._parse({"planned": entry})


def test_patterns_are_made_once() -> None:
    assert cues().anywhere("done") is cues().anywhere("done")
    assert cues().anywhere("done") is not cues().at_end("done")


def test_a_category_that_is_no_text_is_told() -> None:
    with pytest.raises(DataError, match=r"schemas/cues\.yaml: category 'verbs' must be words"):
        module._parse({"verbs": ["建成", "新建"]})


def test_every_category_is_read_by_a_stage() -> None:
    package = Path(module.__file__).parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    calls = r"(?:words\[|anywhere\(|at_end\(|at_start\(|table\[|hits\(|before\(|governs\()"
    asked = set(re.findall(calls + r"""["'](\w+)["']""", code))
    assert not set(cues().words) - asked
