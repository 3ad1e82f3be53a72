"""`zongshu agree` on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zongshu import Pipeline
from zongshu.cli import main
from zongshu.record import encode, record
from zongshu.types import Article


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["agree", *arguments])


@pytest.fixture
def coders(tmp_path: Path) -> list[str]:
    text = "2024年，孝义市建成志愿服务站280个，暖心驿站35个。"
    line = encode(record(Pipeline()(Article(text, source="a.txt"))))
    (tmp_path / "wang.jsonl").write_bytes(line)
    told = json.loads(line)
    told["claims"][1]["status"] = "planned"
    (tmp_path / "li.jsonl").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return [str(tmp_path / "wang.jsonl"), str(tmp_path / "li.jsonl")]


def test_the_table_and_the_list(coders: list[str], tmp_path: Path) -> None:
    out = tmp_path / "disagreements.csv"
    done = call(*coders, "-o", str(out), "--draws", "20")
    assert done.exit_code == 0, done.output
    assert "claims: wang / li" in done.stdout
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["text"], row["field"], row["wang"], row["li"]) for row in rows] == [
        ("35个", "status", "achieved", "planned")
    ]


def test_as_json(coders: list[str]) -> None:
    found = json.loads(call(*coders, "--json", "--draws", "20").stdout)
    assert found["coders"] == ["wang", "li"]
    assert found["pairs"][0]["f1"] == 1.0


def test_wrong_calls(coders: list[str], tmp_path: Path) -> None:
    assert "two coders" in call(coders[0]).stderr
    done = call(coders[0], str(tmp_path / "no.jsonl"))
    assert done.exit_code == 2
    assert "no such file" in done.stderr
