"""The short run of the fuzzer, and every input that ever failed: no crash, no hang, true anchors, records that fit."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.checks import CHECKS, TooSlow, bounded, check_claims, check_file, check_input, check_line, check_text
from tests.fuzz.damage import ODD, PIECES, mangled, samples
from tests.fuzz.run import another, first_inputs
from tests.fuzz.shrink import failure, smallest
from tests.read.samples import as_docx, as_html, as_pdf

CRASHES = Path(__file__).parent / "crashes"
# The long run looks for what is new; this one tries the same inputs every time.
usual = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
few, some, many = (settings(usual, max_examples=count) for count in (20, 100, 300))


def check(path: Path) -> None:
    CHECKS[path.stem.split("-")[0]](path.read_bytes())


@pytest.mark.parametrize("path", sorted(CRASHES.glob("*-*")), ids=lambda path: path.stem)
def test_what_once_failed(path: Path) -> None:
    check(path)


@pytest.mark.parametrize("path", sorted(CRASHES.glob("open/*-*")), ids=lambda path: path.stem)
def test_what_still_fails(path: Path) -> None:
    with pytest.raises(Exception):  # noqa: B017 - whatever it is: once it is gone, move the file up a folder
        check(path)


@many
@given(st.lists(st.sampled_from([*PIECES, *ODD]) | st.text(max_size=4), max_size=40))
def test_words_of_numbers_in_any_order(pieces: list[str]) -> None:
    check_text("".join(pieces))


@some
@given(st.sampled_from(samples()), st.integers(0, 2**32))
def test_damaged_articles(text: str, seed: int) -> None:
    check_text(mangled(text, Random(seed), 1200))


@some
@given(st.binary(max_size=400))
def test_bytes_on_standard_input(data: bytes) -> None:
    check_input(data)


@some
@given(st.integers(0, 2**32))
def test_damaged_articles_in_any_encoding(seed: int) -> None:
    rng = Random(seed)
    check_input(another("input", rng.choice(samples())[:800].encode(), rng))


@some
@given(st.integers(0, 2**32))
def test_damaged_web_pages(seed: int) -> None:
    rng = Random(seed)
    check_file(".html", another("page", as_html(rng.choice(samples())[:600]), rng))


@some
@given(st.sampled_from([".txt", ".csv", ".tsv", ".jsonl", ".md"]), st.binary(max_size=200) | st.text().map(str.encode))
def test_files_that_hold_anything(ending: str, data: bytes) -> None:
    check_file(ending, data)


@few
@given(st.sampled_from([".pdf", ".docx"]), st.integers(0, 2**32))
def test_damaged_documents(ending: str, seed: int) -> None:
    rng = Random(seed)
    data = bytearray(_document(ending))
    for _ in range(rng.randrange(1, 40)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    check_file(ending, bytes(data[: rng.choice((len(data), rng.randrange(len(data))))]))


@few
@given(st.integers(0, 2**32))
def test_damaged_claims(seed: int) -> None:
    rng = Random(seed)
    check_claims(another("claims", first_inputs("claims")[0], rng))


_made: dict[str, bytes] = {}


def _document(ending: str) -> bytes:
    if ending not in _made:
        _made[ending] = as_docx(samples()[6]) if ending == ".docx" else as_pdf(samples()[6])
    return _made[ending]


def test_a_wrong_anchor_is_seen() -> None:
    from zongshu.pipeline import Pipeline
    from zongshu.record import encode, record

    raw = "2024年，全县建成站点3个。"
    line = encode(record(Pipeline()(raw)))
    check_line(line, raw)
    with pytest.raises(AssertionError, match="words"):
        check_line(line, raw.replace("3", "4"))


def test_a_hang_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.checks._SECONDS", 0.05)
    with pytest.raises(TooSlow), bounded(0):
        while True:
            pass


def test_a_failing_input_is_made_small() -> None:
    def check(data: bytes) -> None:
        if "坏".encode() in data and b"7" in data:
            raise ValueError("both are there")

    assert smallest(check, "一二三坏四五六789".encode()) == "坏7".encode()
    assert failure(check, "坏".encode()) == ""
