from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.compare.samples import claim, table

from zongshu.compare import Panel, compare, render_terminal, write
from zongshu.errors import UsageError


def panel() -> Panel:
    return compare(
        table(
            claim(),
            claim(place="云栖县", number=12.5, quantity_approx="over", quantity_high=None),
            claim(place="云栖县", indicator_id="grids", start=300),
            claim(start=400, number=290, confidence=0.1),
            claim(start=500, status="planned"),
        ),
        names={"volunteer_sites": "志愿服务站点数"},
    )


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write(panel(), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["value"] for row in rows] == ["280", "280", "12.5"]
    assert (rows[2]["high"], rows[2]["year"], rows[2]["place_adcode"]) == ("", "2024", "990122")
    assert "place_key" not in rows[0]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "out.csv"
    write(compare(table(claim(place_name=f"{sign}cmd()", number=-5))), path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        row = next(csv.DictReader(lines))
    assert row["place_name"] == f"'{sign}cmd()"
    assert row["value"] == "-5"


def test_workbook(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    hostile = claim(place_name="=1+1", start=900, evidence_text="http://a.b", place_candidates=[])
    write(compare(table(claim(place="云栖县"), hostile, claim(status="planned", start=1))), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["wide", "tidy", "conflicts", "claims", "excluded", "notes"]
    assert [cell.value for cell in book["wide"][2]] == ["990121", "=1+1", 280]
    assert book["wide"]["B2"].data_type == "s"
    assert book["excluded"]["A2"].value == "status.planned"


def test_other_endings_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html, \.csv or \.xlsx"):
        write(panel(), tmp_path / "out.pdf")
    with pytest.raises(UsageError, match="cannot be written"):
        write(panel(), tmp_path / "none" / "out.csv")


@pytest.mark.parametrize("name", ["out.csv", "out.html", "out.xlsx"])
def test_a_failure_leaves_the_old_file(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    write(panel(), path)
    old = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match="no space left"):
        write(panel(), path)
    assert path.read_bytes() == old
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_terminal_without_a_terminal() -> None:
    text = render_terminal(panel())
    assert "\x1b" not in text
    line = next(line for line in text.splitlines() if "云栖县" in line)
    assert "≥12.5" in line and "280" in line
    assert "≠" in next(line for line in text.splitlines() if "青禾县" in line)
    assert "planned, not done" in text


def test_columns_stand_in_line_in_a_cjk_font() -> None:
    from rich.cells import cell_len

    lines = [line for line in render_terminal(panel()).splitlines() if "个" in line or "志愿服务站点数" in line]
    assert len(lines) == 3
    ends = {cell_len(line.split("个")[0] + "个") for line in lines if "青禾县" not in line and "个" in line}
    head = next(line for line in lines if "志愿服务站点数" in line)
    assert ends == {cell_len(head.split("志愿服务站点数")[0] + "志愿服务站点数")}


def test_a_narrow_terminal_gets_several_blocks() -> None:
    from rich.cells import cell_len

    wide = compare(table(*(claim(indicator_id=f"indicator_{at}", start=at) for at in range(8))))
    text = render_terminal(wide, width=60)
    assert text.count("青禾县") > 1
    assert all(f"indicator_{at}" in text for at in range(8))
    assert max(cell_len(line) for line in text.splitlines() if "青禾县" in line) <= 60


def test_text_of_an_article_does_not_steer_the_terminal() -> None:
    text = render_terminal(compare(table(claim(place_name="\x1b[31m[bold]县\u202e"))))
    assert "\x1b" not in text and "\u202e" not in text
    assert "[bold]县" in text


def test_colour_and_language() -> None:
    assert "\x1b[" in render_terminal(panel(), width=100, colour=True)
    assert "计划而非已完成" in render_terminal(panel(), lang="zh")
    assert "Nothing to compare" in render_terminal(compare(table(claim(status="planned"))))


def test_the_import_is_light() -> None:
    code = (
        "import sys, zongshu.compare; "
        "print([name for name in ('pandas', 'rich', 'jinja2', 'xlsxwriter') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
