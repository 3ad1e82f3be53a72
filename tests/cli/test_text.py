"""`zongshu text`: boxes of a PDF, repairs, files with several articles."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from tests.read.samples import as_pdf
from tests.read.test_records import EXPORT, TWO

from zongshu.cli.main import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["text", *map(str, arguments)])


def test_boxes_of_all_lines_and_of_one_span(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(as_pdf("工作综述\n全县建成站点3个，覆盖率达73.8%。"))
    raw = run(path).stdout
    rows = [json.loads(line) for line in run(path, "--boxes").stdout.splitlines()]
    assert "".join(row["text"] for row in rows) == "".join(raw.split())
    assert all(raw[row["start"] : row["end"]] == row["text"] and row["page"] == 1 for row in rows)
    at = raw.index("3个")
    (row,) = [json.loads(line) for line in run(path, "--boxes", "--span", f"{at}:{at + 2}").stdout.splitlines()]
    left, top, right, bottom = row["box"]
    assert (row["text"], right - left < 20, bottom - top < 20) == ("3个", True, True)


def test_boxes_need_pages_and_a_span_needs_sense(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("建成站点3个。", "utf-8")
    assert (run(path, "--boxes").exit_code, "PDF" in run(path, "--boxes").stderr) == (2, True)
    assert run(path, "--span", "0:3").exit_code == 2
    assert run(path, "--boxes", "--repairs").exit_code == 2
    path = tmp_path / "a.pdf"
    path.write_bytes(as_pdf("题\n建成站点3个。"))
    assert "START:END" in run(path, "--boxes", "--span", "3").stderr


def test_repairs_are_listed_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("综述\n建成站点1313个个，人民锟斤拷锟斤拷满意，增长$\\frac{1}{3}$。", "utf-8")
    done = run(path, "--repairs")
    rows = [line.split("\t")[:3] for line in done.stdout.splitlines()]
    assert rows[:2] == [["2:7", "doubled_print", '"13" → ""'], ["2:10", "doubled_print", '"个" → ""']]
    assert [(place, kind) for place, kind, _ in rows[2:]] == [("2:14", "repair.mojibake"), ("2:25", "repair.formula")]
    assert "2 changes (doubled_print 2), 2 flags" in done.stderr


def test_an_article_of_a_file_with_several(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(EXPORT, "utf-8")
    assert (run(path).exit_code, "#1" in run(path).stderr) == (2, True)
    assert run(f"{path}#2").stdout.strip() == TWO
    assert run(f"{path}#3").exit_code == 2
