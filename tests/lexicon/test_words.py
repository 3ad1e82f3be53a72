"""Both segmenters cut alike; the choice holds for the process and forgets what the other had cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zongshu.errors import UsageError
from zongshu.lexicon import words

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_CLAUSE = re.compile(r"[^，。；：、！？\s]+")


@pytest.fixture(autouse=True)
def back_to_the_default() -> Iterator[None]:
    yield
    words.use("rjieba")


def _clauses() -> list[str]:
    paths = sorted(CORPORA.glob("dev/*.txt"))[::3]
    assert paths
    return sorted({one for path in paths for one in _CLAUSE.findall(path.read_text(encoding="utf-8"))})


def test_both_cut_the_sample_texts_alike() -> None:
    clauses = _clauses()
    assert len(clauses) > 200
    words.use("rjieba")
    fast = [words.cut(one) for one in clauses]
    words.use("jieba")
    slow = [words.cut(one) for one in clauses]
    assert [pair for pair in zip(slow, fast, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_words_keep_every_character(engine: str) -> None:
    words.use(engine)
    for one in _clauses()[:200]:
        assert "".join(words.cut(one)) == one


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_dictionary_questions(engine: str) -> None:
    words.use(engine)
    assert words.is_word("志愿者")
    assert not words.is_word("者志愿")
    assert words.spans_word("沉甸甸的答", "卷")
    assert not words.spans_word("工作", "开展")
    assert ("建成", "v") in words.tag("建成")


def test_cut_of_nothing_is_nothing() -> None:
    assert words.cut("") == ()


def test_unknown_segmenter_is_told() -> None:
    with pytest.raises(UsageError, match="segmenter 'pkuseg' is not known; choose rjieba or jieba"):
        words.use("pkuseg")


def test_a_change_forgets_what_was_cut() -> None:
    words.cut("忘记我")
    assert words.cut.cache_info().currsize
    words.use("jieba")
    assert words.cut.cache_info().currsize == 0
