"""What stands twice is found by comparing a text with itself, and is what a walk over it finds."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from zongshu.repair.doubling import _LONE
from zongshu.repair.twice import ENDLESS, LONGEST, lengths_of, pairs, runs, stretches

_PIECES = st.lists(st.sampled_from(["个", "13", "，", "建成", "覆盖率", "a", " ", "\n"]), max_size=40)
_TEXT = st.tuples(_PIECES, _PIECES).map(lambda parts: "".join(parts[0]) * 2 + "".join(parts[1]))


@given(_TEXT)
def test_runs_are_the_longest_that_stand_twice(text: str) -> None:
    assume(re.search(rf"(.)\1{{{ENDLESS - 1}}}", text, re.DOTALL) is None)
    wanted = {}
    for at in range(len(text)):
        lengths = [
            size for size in range(1, LONGEST + 1) if text[at : at + size] == text[at + size : at + 2 * size] != ""
        ]
        if lengths:
            wanted[at] = max(lengths)
    found = runs(text, range(1, LONGEST + 1), 0, len(text))
    assert found == wanted
    assert list(found) == sorted(found)


def test_a_row_of_one_sign_is_passed_over() -> None:
    assert min(runs("目录" + "…" * 40 + "3", [1, 2], 0, 50)) > 2 + 40 - ENDLESS


@given(_TEXT)
def test_stretches_follow_one_another_and_hold_every_pair(text: str) -> None:
    told = list(stretches(text))
    assert all(start < end for start, end, _ in told)
    assert all(before[1] <= after[0] for before, after in pairwise(told))
    assert all(any(start <= at < end and 1 in lags for start, end, lags in told) for at in pairs(text))


@given(st.text(alphabet="3，、；.个\n", max_size=40))
def test_a_mark_that_stands_twice_is_a_pair(text: str) -> None:
    # a stretch without pairs is not searched for lone ones
    assert {match.start() for match in _LONE.finditer(text)} <= set(pairs(text))


@given(_TEXT)
def test_of_a_run_that_no_hint_tells_of_a_piece_recurs(text: str) -> None:
    for at in range(len(text)):
        for size in range(39, LONGEST + 1):
            if text[at : at + size] == text[at + size : at + 2 * size] and at + 2 * size <= len(text):
                assert size in lengths_of(text, set())


@given(_TEXT)
def test_the_lengths_of_a_stretch_are_all_that_matter(text: str) -> None:
    for start, end, told in stretches(text):
        line = text[start:end]
        assert runs(line, lengths_of(line, told), 0, len(line)) == runs(line, range(1, LONGEST + 1), 0, len(line))
