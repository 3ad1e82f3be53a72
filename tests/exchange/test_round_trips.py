"""What goes out comes back, in every field that a format can hold."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from tests.exchange.samples import LETTERS, TEXT, Given, pairs, sample

from zongshu.errors import DataError, UsageError
from zongshu.exchange import FORMATS, export, load
from zongshu.record.models import Record
from zongshu.texts import Texts

CALM = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
# spreadsheets have line feeds alone; see what FORMATS says that xlsx lacks
NO_RETURNS = [letter for letter in LETTERS if "\r" not in letter]


def trip(made: Record, text: str, name: str, folder: Path) -> list[Record]:
    out = Path(mkdtemp(dir=folder)) / "out"
    export([made], name, out, Given(text))  # type: ignore[arg-type]
    return list(load(out, name))


@pytest.mark.parametrize("name", ["label-studio", "doccano", "webannotation", "datapackage"])
@given(pair=pairs())
@CALM
def test_nothing_is_lost(name: str, pair: tuple[Record, str], tmp_path: Path) -> None:
    made, text = pair
    assert trip(made, text, name, tmp_path) == [made]


@given(pair=pairs())
@CALM
def test_brat_loses_only_spans_of_line_ends(pair: tuple[Record, str], tmp_path: Path) -> None:
    made, text = pair
    (back,) = trip(made, text, "brat", tmp_path)
    whole = {claim.id: claim for claim in made.claims if claim.text.strip("\n\r\u2028\x85")}
    assert [claim.id for claim in back.claims] == list(whole)
    for claim in back.claims:
        assert msgspec.structs.replace(claim, part_of=None, repeats=None) == msgspec.structs.replace(
            whole[claim.id], part_of=None, repeats=None
        )
    assert (back.article, back.issues) == (made.article, made.issues)


@given(pair=pairs())
@settings(CALM, max_examples=3)
def test_docbin(pair: tuple[Record, str], tmp_path: Path) -> None:
    made, text = pair
    assert trip(made, text, "docbin", tmp_path) == [made]


@pytest.mark.parametrize("name", ["stata", "spss"])
@given(pair=pairs([letter for letter in LETTERS if letter != " "]))
@CALM
def test_statistics_packages_hold_the_claims(name: str, pair: tuple[Record, str], tmp_path: Path) -> None:
    made, text = pair
    back = trip(made, text, name, tmp_path)
    assert back == ([msgspec.structs.replace(made, issues=[])] if made.claims else [])


@given(pair=pairs(NO_RETURNS))
@CALM
def test_workbook(pair: tuple[Record, str], tmp_path: Path) -> None:
    made, text = pair
    assert trip(made, text, "xlsx", tmp_path) == [made]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_articles_at_all(name: str, tmp_path: Path) -> None:
    if name == "brat":
        export([], name, tmp_path / "out")
        with pytest.raises(UsageError, match=r"no \.ann file"):
            list(load(tmp_path / "out", name))
        return
    export([], name, tmp_path / "out")
    assert list(load(tmp_path / "out", name)) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_other_files_are_refused_in_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.bin"
    path.write_bytes(b"\x00\x01 no such thing")
    with pytest.raises((DataError, UsageError), match=r"claims\.bin"):
        list(load(path, name))
    with pytest.raises(UsageError, match="no such file"):
        load(tmp_path / "missing", name)


def test_annotations_are_not_written_over(tmp_path: Path) -> None:
    export([sample()], "brat", tmp_path / "out", Given(TEXT))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="holds annotations already"):
        export([sample()], "brat", tmp_path / "out", Given(TEXT))  # type: ignore[arg-type]


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose one of brat"):
        export([], "word", tmp_path / "x")


@pytest.mark.parametrize("name", ["label-studio", "doccano", "docbin", "brat"])
def test_a_text_changed_in_the_tool_is_told(name: str, tmp_path: Path) -> None:
    made, out = sample(), tmp_path / "out"
    export([made], name, out, Given(TEXT))  # type: ignore[arg-type]
    if name == "docbin":
        pytest.skip("a DocBin is no file that anyone edits by hand")
    files = sorted(out.glob("*.txt")) if name == "brat" else [out]
    for file in files:
        printed = file.read_text(encoding="utf-8")
        # doccano's lines are plain ASCII
        old = "孝义市" if "孝义市" in printed else "\\u5b5d\\u4e49\\u5e02"
        file.write_text(printed.replace(old, "某某市", 1), encoding="utf-8", newline="")
    with pytest.raises(DataError, match="was changed in the tool"):
        list(load(out, name))


def test_texts_are_checked_by_hash(tmp_path: Path) -> None:
    made = sample(source="a.txt")
    (tmp_path / "a.txt").write_text("另一篇文章。", encoding="utf-8")
    from zongshu.errors import ReadError

    with pytest.raises(ReadError, match=r"a\.txt"):
        export([made], "doccano", tmp_path / "out.jsonl", Texts(tmp_path))
    assert not (tmp_path / "out.jsonl").exists()
