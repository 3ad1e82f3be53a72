from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from tests.compare.samples import claim, table

from zongshu.compare import Panel, compare, write
from zongshu.compare._codebook import COLUMNS
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
    assert book.sheetnames == ["panel", "cells", "claims", "excluded", "conflicts", "ranks", "codebook", "notes"]
    assert [cell.value for cell in book["panel"][2]] == ["990121", "=1+1", 280]
    assert book["panel"]["B2"].data_type == "s"
    assert book["excluded"]["A2"].value == "status.planned"


def test_the_workbook_speaks_chinese_and_tells_what_its_columns_mean(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write(panel(), path, lang="zh")
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["panel"][1]] == ["place_adcode", "place_name", "志愿服务站点数", "grids"]
    assert "计划，尚未实现" in [cell.value for cell in book["excluded"]["B"]]
    meanings = {row[1].value: row[3].value for row in book["codebook"].iter_rows(min_row=2)}
    assert meanings["value"] == "数值；区间为空"
    assert {cell.value for cell in book["cells"][1]} <= set(meanings)
    assert meanings["volunteer_sites"]


def test_every_column_has_a_meaning() -> None:
    assert set(panel().frame.columns) - {"place_key"} == set(COLUMNS)


def test_two_indicators_of_one_name_keep_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write(
        compare(table(claim(), claim(indicator_id="grids", start=9)), names={"grids": "x", "volunteer_sites": "x"}),
        path,
    )
    assert [cell.value for cell in openpyxl.load_workbook(path)["panel"][1]][2:] == ["grids", "volunteer_sites"]


def test_parquet_keeps_types_and_has_no_infinite_bounds(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    write(panel(), path)
    read = pd.read_parquet(path)
    assert "place_key" not in read
    assert read["value"].tolist() == [280, 280, 12.5]
    assert read["place_adcode"].tolist() == ["990121", "990122", "990122"]
    assert read["most"].isna().tolist() == [False, False, True]
    csv_path = tmp_path / "out.csv"
    write(panel(), csv_path)
    assert "inf" not in csv_path.read_text("utf-8-sig")


@pytest.mark.parametrize("ending", ["csv", "html", "xlsx", "parquet"])
def test_the_same_panel_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    one, two = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
    write(panel(), one)
    write(panel(), two)
    assert one.read_bytes() == two.read_bytes()


def test_other_endings_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html, \.csv, \.xlsx or \.parquet"):
        write(panel(), tmp_path / "out.pdf")
    with pytest.raises(UsageError, match="make it first"):
        write(panel(), tmp_path / "none" / "out.csv")


@pytest.mark.parametrize("name", ["out.csv", "out.html", "out.xlsx", "out.parquet"])
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


def test_the_import_is_light() -> None:
    code = (
        "import sys, zongshu.compare; "
        "print([name for name in ('pandas', 'rich', 'jinja2', 'xlsxwriter', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
