"""`zongshu verify` on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from zongshu.cli import main


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text("2024年，孝义市建成志愿服务站280个。", encoding="utf-8")
    path = tmp_path / "table.csv"
    path.write_text("item,value,unit,memo\n志愿服务站,280,个,=1+1\n志愿服务站,208,个,\n", encoding="utf-8")
    return str(path)


def test_what_is_wrong_goes_to_the_terminal(table: str, tmp_path: Path) -> None:
    done = call(table, str(tmp_path / "a.txt"))
    assert done.exit_code == 0, done.output
    assert "208个  value_differs" in done.stdout
    assert "1 supported, 1 value_differs" in done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_all_rows_go_to_a_file(table: str, tmp_path: Path) -> None:
    for name in ("out.csv", "out.json", "out.jsonl", "out.xlsx"):
        done = call(table, str(tmp_path / "a.txt"), "-q", "-o", str(tmp_path / name))
        assert (done.exit_code, done.output) == (0, "")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert [row["verdict"] for row in rows] == ["supported", "value_differs"]
    assert (rows[0]["memo"], rows[0]["found_text"], rows[0]["found_value"]) == ("'=1+1", "280个", "280")
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))[1]["found_file"].endswith("a.txt")
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 2
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert sheet["D2"].value == "=1+1"
    assert sheet["D2"].data_type == "s"


def test_all_is_well(table: str, tmp_path: Path) -> None:
    Path(table).write_text("item,value\n志愿服务站,280\n", encoding="utf-8")
    assert "The row is supported" in call(table, str(tmp_path / "a.txt")).stdout


def test_wrong_calls(table: str, tmp_path: Path) -> None:
    article = str(tmp_path / "a.txt")
    for arguments, words in (
        ((str(tmp_path / "no.csv"), article), "no such file"),
        ((table, str(tmp_path / "no.txt")), "no.txt"),
        ((table, article, "--columns", "value"), "FIELD=HEADING"),
        ((table, article, "-o", "x.docx"), ".xlsx"),
    ):
        done = call(*arguments)
        assert done.exit_code == 2, done.output
        assert words in done.stderr


def test_an_article_that_cannot_be_read(table: str, tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_text("no archive")
    done = call(table, str(tmp_path / "a.txt"), str(tmp_path / "b.docx"))
    assert done.exit_code == 1
    assert "b.docx" in done.stderr
    assert "value_differs" in done.stdout
