"""The offset map against a model that carries, for every character, the set of raw positions it came from."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zongshu.offsets import OffsetMap, edit, rearrange

Model = list[frozenset[int]]


@st.composite
def step(draw: st.DrawFn, length: int):
    """One random repair of a text of `length`: a list of edits, or a rearrangement."""
    if draw(st.booleans()):
        cuts = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
        edits = [(a, b, draw(st.text("甲乙丙123", max_size=4))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        return "edit", edits
    cuts = sorted({0, length, *draw(st.lists(st.integers(0, length), max_size=4))})
    ranges = list(itertools.pairwise(cuts))
    return "move", draw(st.permutations(ranges)) if ranges else []


def apply(text: str, model: Model, kind: str, what) -> tuple[str, OffsetMap, Model]:
    if kind == "edit":
        new, back = edit(text, what)
        made: Model = []
        at = 0
        for start, end, replacement in what:
            made += model[at:start]
            if len(replacement) == end - start:
                made += model[start:end]
            else:
                made += [frozenset().union(*model[start:end])] * len(replacement)
            at = end
        return new, back, made + model[at:]
    new, back = rearrange(text, what)
    return new, back, [one for start, end in what for one in model[start:end]]


def positions(runs) -> frozenset[int]:
    return frozenset(i for a, b in runs for i in range(a, b))


@settings(max_examples=300)
@given(st.data(), st.text("一二三四五六七八九十", max_size=30))
def test_chains_keep_provenance(data: st.DataObject, raw: str) -> None:
    text, back = raw, OffsetMap.identity(len(raw))
    model: Model = [frozenset([i]) for i in range(len(raw))]
    for _ in range(data.draw(st.integers(0, 4))):
        kind, what = data.draw(step(len(text)))
        text, second, model = apply(text, model, kind, what)
        back = back.then(second)
    assert len(back) == len(text) == len(model)
    for i in range(len(text)):
        assert positions(back.runs(i, i + 1)) == model[i]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert positions(back.runs(start, end)) == frozenset().union(*model[start:end])
    low, high = back.span(start, end)
    assert 0 <= low <= high <= len(raw)
    assert positions(back.runs(start, end)) <= set(range(low, high))


@settings(max_examples=200)
@given(st.data(), st.text("甲乙丙丁", max_size=20))
def test_grouping_does_not_matter(data: st.DataObject, raw: str) -> None:
    text, maps = raw, []
    for _ in range(3):
        kind, what = data.draw(step(len(text)))
        text, one, _ = apply(text, [frozenset()] * len(text), kind, what)
        maps.append(one)
    a, b, c = maps
    left, right = a.then(b).then(c), a.then(b.then(c))
    for i in range(len(text)):
        assert positions(left.runs(i, i + 1)) == positions(right.runs(i, i + 1))


@given(st.text(max_size=50))
def test_untouched_text_maps_to_itself(text: str) -> None:
    new, back = edit(text, [])
    assert new == text
    assert back == OffsetMap.identity(len(text))
    assert back.is_identity


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not follow"):
        edit("abc", [(2, 3, ""), (0, 1, "")])
    with pytest.raises(ValueError, match="outside"):
        rearrange("abc", [(0, 4)])
