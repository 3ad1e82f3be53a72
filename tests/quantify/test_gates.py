"""What is looked at first lets through all that the rule behind it can find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.lexicon.labels import labels
from zongshu.lexicon.units import units
from zongshu.quantify import names, rates
from zongshu.quantify.view import view
from zongshu.types import Mention, Quantity

BLANKS = " \t\u3000"


@given(st.text("每万均产速人户亩时单名城镇常住居民口拥有配备5，\n", max_size=14))
def test_no_rate_is_without_a_sign_of_one(window: str) -> None:
    if rates._RATE.search(window):
        assert rates._HINT.search(window)


@pytest.mark.parametrize("word", [*units().rates, "每万人", "县万城镇居民拥有", "县万名常住人口有", "市万人口配备"])
@pytest.mark.parametrize("broken", [False, True])
def test_every_word_of_a_rate_shows_its_sign(word: str, broken: bool) -> None:
    # a line break that only wraps may stand before any letter
    shown = "\n".join(word) if broken else word
    assert rates._RATE.search(word) and rates._HINT.search(f"农民{shown}增收")


def test_an_idiom_is_found_from_every_numeral_in_it() -> None:
    for term in labels().terms.terms:
        assert len(term) > 1
        for at in range(len(term)):
            for end in (at + 1, at + 2):
                if end <= len(term):
                    mention = Mention(at + 1, end + 1, "claim", Quantity(None, None, None))
                    found = labels().terms.find(term)
                    assert names.named(f"，{term}，", [mention]) or term[at].isdigit() or found[0][2] != len(term), term


@given(st.text("个百分点之成五十2" + BLANKS, max_size=14))
def test_a_gap_begins_with_any_blank(text: str) -> None:
    found = view(text).text
    assert found.translate(dict.fromkeys(map(ord, BLANKS))) == text.translate(dict.fromkeys(map(ord, BLANKS)))


@pytest.mark.parametrize("blank", BLANKS)
def test_each_blank_is_left_out(blank: str) -> None:
    # a tab alone is a column's, unless the text has spaces too
    assert view(f"共一百{blank}五{blank}十户 ").text == "共一百五十户 "
