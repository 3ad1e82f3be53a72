"""The text of a record is found again, and never another one."""

from __future__ import annotations

from pathlib import Path

import pytest

import zongshu
from zongshu.errors import DataError, ReadError, UsageError
from zongshu.record import encode
from zongshu.record.models import Record
from zongshu.texts import Texts, read_records, text_of


def records(*sources: Path) -> list[Record]:
    return zongshu.extract(list(sources)).records


def test_in_another_encoding_and_another_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a.txt"
    file.write_bytes("建成站点3个。\r\n".encode("gb18030"))
    (made,) = records(tmp_path / "in")
    assert text_of(made) == text_of(made, tmp_path) == text_of(made, tmp_path / "in") == "建成站点3个。\r\n"
    file.rename(tmp_path / "a.txt")
    assert text_of(made, tmp_path) == "建成站点3个。\r\n"
    with pytest.raises(ReadError, match="--articles"):
        text_of(made)


def test_rows_of_a_table(tmp_path: Path) -> None:
    table = tmp_path / "pages.csv"
    table.write_text("id,text\nx,建成站点3个。\ny,建成站点4个。\n", encoding="utf-8")
    made, texts = records(table), Texts()
    assert [texts.of(one) for one in made] == ["建成站点3个。", "建成站点4个。"]


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("建成站点3个。", encoding="utf-8")
    (made,) = records(file)
    file.write_text("建成站点4个。", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.txt"):
        text_of(made)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        Texts(tmp_path / "missing")


def test_lines_that_are_no_records(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("建成站点3个。", encoding="utf-8")
    line = encode(records(file)[0])
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(b"\xef\xbb\xbf" + line + b"\n\n")
    assert [found for found, _ in read_records([claims])] == [line]
    claims.write_bytes(line + b"\n{}\n")
    with pytest.raises(DataError, match="line 2"):
        list(read_records([claims]))
