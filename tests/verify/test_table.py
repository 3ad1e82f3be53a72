"""Tables of claims in every form that they come in."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.errors import DataError, UsageError
from zongshu.verify import read_asked, read_rows
from zongshu.verify._figures import figure

ROWS = [{"地区": "孝义市", "指标": "志愿服务站", "数值": "280", "单位": "个"}]


def _write(folder: Path, name: str) -> Path:
    path = folder / name
    head, cells = list(ROWS[0]), list(ROWS[0].values())
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(head)
        sheet.append([*cells[:2], 280, "个"])
        book.save(path)
    elif name.endswith(".jsonl"):
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n", encoding="utf-8")
    elif name.endswith(".json"):
        path.write_text(json.dumps({"model": "x", "claims": [{**ROWS[0], "数值": 280.0}]}), encoding="utf-8")
    else:
        mark = "\t" if name.endswith(".tsv") else ";" if "semicolon" in name else ","
        text = mark.join(head) + "\n" + mark.join(cells) + "\n"
        path.write_bytes(text.encode("gb18030" if "gbk" in name else "utf-8-sig"))
    return path


@pytest.mark.parametrize("name", ["a.csv", "gbk.csv", "semicolon.csv", "a.tsv", "a.json", "a.jsonl", "a.xlsx"])
def test_every_form_says_the_same(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path, name)
    assert read_rows(path) == ROWS
    (asked,) = read_asked(path)
    assert (asked.place, asked.indicator, asked.value, asked.unit) == ("孝义市", "志愿服务站", "280", "个")


def test_headings_that_the_user_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y,Unit (as printed)\n志愿服务站,280,个\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--columns value=HEADING"):
        read_asked(path)
    (asked,) = read_asked(path, {"item": "x", "value": "y"})
    assert (asked.item, asked.value, asked.unit) == ("志愿服务站", "280", "个")
    with pytest.raises(UsageError, match="no such column"):
        read_asked(path, {"item": "z"})
    with pytest.raises(UsageError, match="no field 'colour'"):
        read_asked(path, {"colour": "x"})


def test_period_in_two_columns_and_status_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("item,value,from,to,状态\n站,1,2024-01,2024-06,计划\n站,2,,,\n", encoding="utf-8")
    first, second = read_asked(path)
    assert (first.period, first.status, second.period, second.status) == ("2024-01/2024-06", "planned", "", "achieved")
    path.write_text("item,value,status\n站,1,grand\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 2: status 'grand'"):
        read_asked(path)


def test_percentages_of_a_workbook_are_read_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["item", "value"])
    sheet.append(["覆盖率", 0.738])
    sheet["B2"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    assert read_asked(tmp_path / "a.xlsx")[0].value == "73.8%"


@pytest.mark.parametrize(
    ("name", "content"), [("a.json", "{"), ("a.json", '"x"'), ("a.xlsx", "x"), ("a.csv", 'item,value\n"a')]
)
def test_damaged_tables(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=name):
        read_asked(tmp_path / name)


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_rows(tmp_path / "no.csv")
    (tmp_path / "a.docx").write_text("x")
    with pytest.raises(UsageError, match=r"\.xlsx"):
        read_rows(tmp_path / "a.docx")


@given(st.integers(0, 10**6), st.sampled_from([("", 1), ("千", 1000), ("万", 10**4), ("亿", 10**8)]))
def test_the_scale_may_stand_with_value_or_unit(number: int, scale: tuple[str, int]) -> None:
    word, factor = scale
    want = Decimal(number) * factor
    for value, unit in ((f"{number}{word}", "人"), (f"{number}{word}人", "人"), (str(number), f"{word}人")):
        (found,) = figure(value, unit)
        assert (found.low, found.high, found.unit and found.unit.name) == (want, want, "人")
