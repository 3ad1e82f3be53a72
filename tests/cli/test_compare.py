from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.compare.samples import claim, table

from zongshu.cli import main


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    loose = {"quantity_approx": "over", "quantity_high": None, "clean": "290余个"}
    table(
        claim(number=290, **loose),
        claim(place="云栖县", number=295),
        *(
            claim(place=place, number=at, start=500, indicator_id="grids")
            for at, place in ((3, "青禾县"), (4, "云栖县"))
        ),
        claim(start=900, status="planned"),
    ).to_csv("claims.csv", index=False)
    Path("people.csv").write_text("place_name,denominator,value,source\n青禾县,population,100000,Yearbook\n", "utf-8")
    return "claims.csv"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def rows(done: Result) -> list[dict[str, str]]:
    import csv

    assert done.exit_code == 0, done.output
    return list(csv.DictReader(done.stdout.splitlines()))


def test_ranks_and_bounds(claims: str) -> None:
    worst = {row["place_name"]: row["rank_worst"] for row in rows(call(claims, "--show", "ranks"))[:2]}
    assert worst["云栖县"] == "2"
    shown = rows(call(claims, "--show", "ranks", "--bounds", "rounding", "--scores", "--lower", "grids"))
    assert [row["place_name"] for row in shown if row["indicator_id"] == "grids"] == ["青禾县", "云栖县"]
    assert {row["most"] for row in shown if row["place_name"] == "青禾县"} == {"299", "3"}
    assert "minmax" in shown[0]


def test_per_and_by(claims: str) -> None:
    shown = rows(call(claims, "--per", "people.csv", "--show", "normalised"))
    assert {(row["value"], row["source"]) for row in shown} == {("29", "Yearbook"), ("0.3", "Yearbook")}
    shown = rows(call(claims, "--per", "people.csv", "--show", "ranks", "--by", "population"))
    assert {row["place_name"] for row in shown} == {"青禾县"}


def test_index(claims: str) -> None:
    shown = rows(call(claims, "--show", "index", "--weight", "grids=2", "--weight", "volunteer_sites=1"))
    assert [row["place_name"] for row in shown] == ["云栖县", "青禾县"]
    assert call(claims, "--show", "index").exit_code == 2
    assert call(claims, "--show", "index", "--weight", "grids=x").exit_code == 2


@pytest.mark.parametrize("name", ["flags", "ranks", "time", "checks", "normalised", "reposts", "excluded"])
def test_every_table_can_be_written(claims: str, name: str) -> None:
    per = ["--per", "people.csv"] if name == "normalised" else []
    done = call(claims, "--show", name, *per, "-o", "out.csv")
    assert done.exit_code == 0, done.output
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert call(claims, "--show", name, "-o", "out.html").exit_code == 2


def test_mistakes_are_told(claims: str) -> None:
    assert "did you mean grids" in call(claims, "--lower", "grid").stderr
    done = call(claims, "--per", "nobody.csv")
    assert (done.exit_code, "nobody.csv" in done.stderr) == (2, True)
    assert "without a year" in call(claims, "--year", "2024", "--show", "time").stderr
    assert json.dumps(call(claims, "--show", "nothing").exit_code) == "2"
