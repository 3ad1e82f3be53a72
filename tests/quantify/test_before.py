"""The short cut before the words that widen a number."""

from __future__ import annotations

from re import _parser as parser  # type: ignore[attr-defined]

from tests.judge.test_signs import readings

from zongshu.quantify.before import _BEFORE, _WORD_ENDS


def test_the_ends_of_words_are_those_of_the_pattern() -> None:
    words = [word.strip() for word in readings(parser.parse(_BEFORE.pattern), frozenset())]
    assert {"至少", "差不多", "不应当超过"} <= set(words)
    for word in words:
        assert word[-2:-1] in _WORD_ENDS.get(word[-1], word[-2:-1])
    assert {word[-1] for word in words} >= set(_WORD_ENDS)
