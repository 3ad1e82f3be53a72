"""`zongshu sample` on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zongshu import Pipeline
from zongshu.cli import main
from zongshu.record import encode, record


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["sample", *arguments])


@pytest.fixture
def claims(tmp_path: Path) -> str:
    pipe = Pipeline()
    path = tmp_path / "claims.jsonl"
    texts = [f"2024年，孝义市建成志愿服务站{number}个，暖心驿站{number + 5}个。" for number in range(20, 32)]
    path.write_bytes(b"".join(encode(record(pipe(text))) + b"\n" for text in texts))
    return str(path)


def test_the_round_trip(claims: str, tmp_path: Path) -> None:
    form = tmp_path / "sample.csv"
    done = call(claims, "--articles", "3", "--claims", "10", "--seed", "7", "-o", str(form))
    assert done.exit_code == 0, done.output
    assert "10 claims to check and 3 articles to read" in done.stderr
    rows = list(csv.DictReader(form.read_text("utf-8-sig").splitlines()))
    for row in rows:
        row["right"] = "1" if row["what"] == "claim" else row["claims_found"]
        row["missed"] = "" if row["what"] == "claim" else "0"
    rows[0]["right"] = "0"
    coded = tmp_path / "coded.csv"
    with coded.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert "precision    0.9" in call(claims, "--codes", str(coded)).stdout
    found = json.loads(call(claims, "--codes", str(coded), "--json").stdout)
    assert found["recall"]["share"] == 1.0
    assert found["recall"]["low"] < 1.0


def test_wrong_calls(claims: str, tmp_path: Path) -> None:
    for arguments, words in (
        ((claims,), "-o sample.csv"),
        ((claims, "--claim-strata", "mood", "-o", "x.csv"), "no stratum 'mood'"),
        ((str(tmp_path / "no.jsonl"), "-o", "x.csv"), "no such file"),
    ):
        done = call(*arguments)
        assert done.exit_code == 2, done.output
        assert words in done.stderr
