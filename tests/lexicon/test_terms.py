"""The trie pattern and the term matcher against a plain search."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from zongshu.lexicon.terms import TermKinds, TermMatcher, prefix_pattern, trie_pattern

WORDS = st.lists(st.text("甲乙丙.", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)
TEXT = st.text("甲乙丙.丁", max_size=20)


def longest(words: list[str], text: str, at: int) -> str | None:
    fitting = [word for word in words if text.startswith(word, at)]
    return max(fitting, key=len) if fitting else None


@given(WORDS, TEXT)
def test_trie_pattern_matches_the_longest_word(words: list[str], text: str) -> None:
    pattern = re.compile(trie_pattern(words))
    for at in range(len(text)):
        hit = pattern.match(text, at)
        assert (hit.group() if hit else None) == longest(words, text, at)


@given(WORDS, TEXT)
def test_prefix_pattern_matches_the_longest_word(words: list[str], text: str) -> None:
    pattern = re.compile(prefix_pattern(words))
    for at in range(len(text)):
        hit = pattern.match(text, at)
        assert (hit.group() if hit else None) == longest(words, text, at)


@given(WORDS, WORDS, TEXT)
def test_kinds_are_those_of_all_words_in_a_text(some: list[str], others: list[str], text: str) -> None:
    kinds = {"some": some, "others": others}
    wanted = {kind for kind, words in kinds.items() if any(word in text for word in words)}
    assert TermKinds(kinds).find(text) == wanted


@given(WORDS, st.lists(TEXT, max_size=5))
def test_kinds_of_several_texts_are_those_of_each(words: list[str], texts: list[str]) -> None:
    kinds = TermKinds({word: [word] for word in words})
    assert kinds.find_each(texts) == [frozenset(word for word in words if word in text) for text in texts]


@given(WORDS, TEXT)
def test_matcher_finds_leftmost_longest(words: list[str], text: str) -> None:
    wanted, at = [], 0
    while at < len(text):
        word = longest(words, text, at)
        if word is not None:
            wanted.append((words.index(word), at, at + len(word)))
        at += len(word or "x")
    assert TermMatcher(words).find(text) == wanted


def test_many_first_letters_are_found_by_groups() -> None:
    words = [chr(code) + end for code in range(0x4E00, 0x4E00 + 90) for end in ("", "甲乙")] + ["]", "^a", "-b"]
    pattern = re.compile(prefix_pattern(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert pattern.match("b") is None


def test_special_characters_are_literal() -> None:
    assert re.fullmatch(trie_pattern(["a.b", "c*", "(d"]), "axb") is None
    assert re.fullmatch(trie_pattern(["a.b", "c*", "(d"]), "(d")


def test_single_characters_share_a_class() -> None:
    assert trie_pattern(["年", "月", "日"]) == "[年月日]"
