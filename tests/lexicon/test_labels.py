"""The lists of names, idioms and words that hold a numeral."""

from __future__ import annotations

import pytest

from zongshu.lexicon.labels import labels


@pytest.mark.parametrize("text", ["落实三会一课制度", "千家万户", "党的二十大"])
def test_terms_are_found_in_a_text(text: str) -> None:
    assert labels().terms.find(text)


def test_idioms_are_terms_and_names_are_no_idioms() -> None:
    table = labels()
    assert table.idioms <= set(table.terms.terms)
    assert "三会一课" not in table.idioms


def test_words_are_two_characters_long_and_no_counts() -> None:
    words = labels().words
    assert all(len(word) == 2 for word in words)
    assert words.isdisjoint({"一种", "一天", "第一", "数万", "百家", "十分"})


def test_rank_verbs_stand_in_a_clause() -> None:
    assert labels().rank_verbs.search("总量位居全省")
