"""What stands before a rule of the stage as a cheap condition never keeps out what the rule would find."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.shapes import firsts, lasts, needs, widest

import zongshu
from zongshu.claim.change import result_in
from zongshu.claim.measure import _tells_rate
from zongshu.lexicon.cues import cues

assert zongshu.Pipeline


def of(module: str, name: str) -> re.Pattern[str]:
    found: re.Pattern[str] = getattr(sys.modules[f"zongshu.claim.{module}"], name)
    return found


OPENS = {
    ("build", "_PART"): "_PART_OPENS",
    ("build", "_THIS_IS"): "，：这它",
    ("left", "_THAT"): "_THAT_OPENS",
    ("level", "_HAVING"): "每",
    ("measure", "_AHEAD"): "_AHEAD_OPENS",
    ("measure", "_RATE_AFTER"): "_RATE_OPENS",
    ("scene", "_SITE"): "SITE_OPENS",
    ("special", "_GOAL"): "的",
    ("special", "_RIDE"): "的",
    ("special", "_SINGLE"): "单当",
    ("special", "_THIS"): "这该",
    ("topic", "_ABOUT"): "对",
    ("topic", "_ABOUT_ALONE"): "对",
    ("topic", "_SUCH"): "_SUCH_OPENS",
}
ENDS = {
    ("around", "ATTRIBUTE"): "ATTRIBUTE_ENDS",
    ("around", "_TOWARD"): "_TOWARD_ENDS",
    ("around", "_WHOLE"): "_WHOLE_ENDS",
    ("left", "_TASK"): "_TASK_ENDS",
    ("counted", "QUALIFIER"): "QUALIFIER_ENDS",
    ("counted", "_COME"): "来",
    ("counted", "_SAYS_WHICH"): "的",
    ("counted", "_SET_IN"): "在",
    ("frame", "_REACHES_THE"): "的",
    ("measure", "_COMPLETION"): "_COMPLETES",
    ("measure", "_OF_YEAR"): "的",
    ("scene", "_INSIDE"): "中上",
    ("spending", "_SPENDS"): "_SPENDS_ENDS",
    ("strip", "_MODAL"): "_MODAL_ENDS",
    ("strip", "_PLACE"): "_PLACE_ENDS",
    ("topic", "_WHEN"): "_WHEN_ENDS",
}
NEEDS = {
    ("around", "_RANK_TAIL"): "居列排",
    ("around", "_SINCE"): "以",
    ("build", "_THIS_IS"): "是",
    ("left", "_ABLE"): "可能",
    ("left", "_EQUALS"): "于",
    ("frame", "_OF_WHICH"): "的",
    ("bare", "_MEAN"): "均",
    ("align", "_EACH"): "分各依",
    ("lists", "_SUM"): "起计共",
    ("measure", "_FROM"): "由从",
    ("measure", "_GIVES"): "全",
    ("measure", "_MORE"): "比较",
    ("measure", "_NOUN_CHANGE"): "增降涨减",
    ("measure", "_RATE_NOUN"): "增降涨减",
    ("measure", "_SHARE"): "占",
    ("special", "_AGAINST"): "于",
}


def characters(module: str, told: str) -> frozenset[str]:
    return frozenset(getattr(sys.modules[f"zongshu.claim.{module}"], told, told))


@pytest.mark.parametrize(("where", "told"), OPENS.items(), ids=lambda one: "".join(one))
def test_a_match_opens_with_what_its_gate_asks_for(where: tuple[str, str], told: str) -> None:
    found = firsts(of(*where))
    assert found is not None
    assert found <= characters(where[0], told)


@pytest.mark.parametrize(("where", "told"), ENDS.items(), ids=lambda one: "".join(one))
def test_a_match_ends_with_what_its_gate_asks_for(where: tuple[str, str], told: str) -> None:
    found = lasts(of(*where))
    assert found is not None
    assert found <= characters(where[0], told)


@pytest.mark.parametrize(("where", "told"), NEEDS.items(), ids=lambda one: "".join(one))
def test_a_match_holds_what_its_gate_asks_for(where: tuple[str, str], told: str) -> None:
    assert needs(of(*where), told)


def test_a_result_is_no_longer_than_what_is_searched() -> None:
    assert widest(of("change", "_RESULT")) <= sys.modules["zongshu.claim.change"]._RESULT_REACH


@given(st.from_regex(re.compile(of("change", "_RESULT").pattern), fullmatch=True))
def test_every_result_is_found(text: str) -> None:
    assert result_in(text.rstrip("\n")) is not None


@given(st.from_regex(re.compile(of("measure", "_NOUN_CHANGE").pattern), fullmatch=True))
def test_every_rate_is_told(text: str) -> None:
    assert _tells_rate(text.rstrip("\n"))


@given(st.from_regex(re.compile(of("measure", "_COMPARE").pattern), fullmatch=True))
def test_every_comparison_is_held(text: str) -> None:
    assert any(word in text for word in ("于", "超", "高出", "领先", "落后"))


def test_every_change_ends_as_its_gate_asks() -> None:
    ends = sys.modules["zongshu.claim.change"]._change_ends()
    assert all(
        word[-1:] in ends or word[-2:] in ends for word in cues().words["change_up"] | cues().words["change_down"]
    )
