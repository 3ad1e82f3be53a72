"""A sign is in whatever the patterns of its rules match, so that no rule is passed over that would have spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from re import _constants as kind  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.judge import elsewhere, norm, plan, terms, told
from zongshu.judge.signs import name_openings, sign_words, signs
from zongshu.lexicon.outline import TURN, TURN_WORDS

GAP = "\0"
"""Stands for what a pattern leaves open."""
_LARGEST = 600
_LONGEST = 3


def readings(pattern: Any, words: frozenset[str]) -> Iterator[str]:
    """Yield what a parsed pattern may match, without the ways that hold one of the words anyway."""
    found = [""]
    for part in pattern:
        options = list(_readings(*part, words))
        texts = (one + more for one, more in product(found, options))
        found = [text for text in texts if not any(word in text for word in words)]
        # what stands before a gap cannot become part of a word any more
        found = list({re.sub(f".*{GAP}", GAP, one, flags=re.DOTALL) for one in found})
    yield from found


def _readings(name: Any, value: Any, words: frozenset[str]) -> Iterator[str]:
    if name is kind.LITERAL:
        yield chr(value)
    elif name is kind.SUBPATTERN:
        yield from readings(value[3], words)
    elif name is kind.ATOMIC_GROUP:
        yield from readings(value, words)
    elif name is kind.BRANCH:
        for one in value[1]:
            yield from readings(one, words)
    elif name in (kind.MAX_REPEAT, kind.MIN_REPEAT):
        least, most, inner = value
        if not least:
            yield ""
        for times in range(max(least, 1), min(most, _LONGEST) + 1):
            yield from readings(list(inner) * times, words)
        if most > _LONGEST:
            yield GAP
    elif name is kind.IN and value[0][0] is not kind.NEGATE and _size(value) <= _LARGEST:
        for one, what in value:
            codes = range(what[0], what[1] + 1) if one is kind.RANGE else [what]
            yield from map(chr, codes)
    elif name is kind.ASSERT and value[0] > 0:
        # what must follow is in the sentence too
        yield from (one + GAP for one in readings(value[1], words))
    elif name in (kind.AT, kind.ASSERT, kind.ASSERT_NOT):
        yield ""
    else:
        yield GAP


def _size(members: Any) -> int:
    sizes = {kind.LITERAL: lambda what: 1, kind.RANGE: lambda what: what[1] - what[0] + 1}
    return sum(sizes[one](what) if one in sizes else _LARGEST + 1 for one, what in members)


def unsigned(pattern: re.Pattern[str], words: frozenset[str]) -> list[str]:
    """Return what a pattern may match without one of the words; a gap may hold anything."""
    return sorted(readings(parser.parse(pattern.pattern), words))


def test_a_missing_word_is_seen() -> None:
    words = sign_words()["must"]
    assert unsigned(re.compile("(?:必须|应当|可以)$"), words) == ["可以"]
    assert unsigned(re.compile("(?:必须|应当)[^，]{0,9}$"), words) == []
    assert unsigned(re.compile("不[^，]?得"), words) == [GAP + "得"]
    assert unsigned(re.compile("不(?=得)"), words) == []


@pytest.mark.parametrize(
    ("pattern", "sign"),
    [
        # strict_norm_rule, of what is neither bounded nor a duration
        (norm._OBLIGED, "must"),
        (norm._OFFERED, "offer"),
        (norm._DEMANDED, "ruled"),
        (norm._STRICT, "must"),
        (norm._AS_DEMANDED, "ruled"),
        (norm._LIMITED, "capped"),
        (terms._CONSEQUENCE, "outcome"),
        # norm_rule
        (norm._DEMANDS, "norm"),
        (norm._AFTER, "norm"),
        (norm._DESIGN, "norm"),
        (norm._SCALED, "norm"),
        (norm._PER, "norm"),
        (norm._PER, "per"),
        (norm._MADE, "ruled"),
        (norm._DEMANDS, "ruled"),
        (norm._LIMIT_BEFORE, "norm"),
        (norm._BASIS_AFTER, "norm"),
        (norm._PAID_EACH, "norm"),
        (norm._PAY_BEFORE, "norm"),
        # told_rule
        (told._AGE, "age"),
        (told._PRONOUN, "pronoun"),
        (told._ALONE, "alone"),
        (told._LIFE, "life"),
        (told._CROWD, "crowd"),
        # plan_rule and planned_after
        (TURN, "turn"),
        (plan._TARGET_AFTER, "target"),
        (plan._TARGET_BEFORE, "target"),
        (plan._SOON, "after"),
        # elsewhere
        (elsewhere._WIDER, "wider"),
        (elsewhere._WIDER_LEVEL, "wider"),
        (elsewhere._FROM, "from"),
        (elsewhere._FORMER, "history"),
        (elsewhere._OPENS, "ago"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.pattern[:12],
)
def test_whatever_a_rule_matches_holds_its_sign(pattern: re.Pattern[str], sign: str) -> None:
    assert unsigned(pattern, sign_words()[sign]) == []


def test_a_person_told_without_a_trade_has_the_sign() -> None:
    assert unsigned(told._addressed(), sign_words()["name"]) == []


def test_a_name_begins_with_a_surname_or_is_proven() -> None:
    proof = name_openings() | sign_words()["act"] | sign_words()["age"]
    assert unsigned(told._named(), proof) == []


def test_a_turn_holds_a_turning_word() -> None:
    assert unsigned(TURN, TURN_WORDS) == []
    assert sign_words()["turn"] == TURN_WORDS


@given(
    st.lists(st.sampled_from(sorted(frozenset().union(*sign_words().values()))), max_size=6),
    st.text("，的县", max_size=3),
)
def test_each_word_gives_its_signs(words: list[str], between: str) -> None:
    text = between.join(words)
    held = {sign for sign, known in sign_words().items() if any(word in text for word in known)}
    # a title needs a name after it, and what a person does a title before it
    assert held - {"title", "act"} <= signs([text])[0] <= held
