from __future__ import annotations

import csv
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support import build
from tests.support.build import CORPORA, articles, differences, outputs

from zongshu.lexicon.registry import registry

RUN = 18


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return outputs()


def test_checked_in_files_are_up_to_date(made: dict[str, str]) -> None:
    assert differences(made) == []


def test_check_tells_what_differs(made: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    assert differences(made, tmp_path) == []
    name, other = [name for name in made if name.endswith(".txt")][:2]
    (tmp_path / name).write_text("anders", encoding="utf-8")
    (tmp_path / other).unlink()
    (tmp_path / "dev" / "zzz.json").write_text("[]", encoding="utf-8")
    found = [f"{name} differs", f"{other} is missing", "dev/zzz.json is made from no marked article"]
    assert differences(made, tmp_path) == found
    monkeypatch.setattr(build, "CORPORA", tmp_path)
    monkeypatch.setattr(build, "differences", lambda made: differences(made, tmp_path))
    result = CliRunner().invoke(build.main, ["--check"])
    assert result.exit_code == 1
    assert f"{name} differs" in result.output


def test_every_row_anchors(made: dict[str, str]) -> None:
    for name in made:
        if not name.endswith(".json"):
            continue
        raw = (CORPORA / name).with_suffix(".txt").read_bytes().decode("utf-8")
        at = 0
        for row in json.loads((CORPORA / name).read_bytes()):
            assert raw[row["start"] : row["end"]] == row["text"], f"{name}: {row['context']}"
            assert row["start"] >= at, f"{name}: {row['context']} stands before the row above it"
            at = row["end"]


def test_half_of_the_articles_are_for_testing() -> None:
    splits = Counter(article.split for article in articles())
    assert splits.total() >= 16
    assert splits["test"] * 2 == splits.total()


def test_parts_point_at_one_claim() -> None:
    for article in articles():
        contexts = Counter(row.context for row in article.rows if row.role == "claim")
        for row in article.rows:
            assert row.part_of is None or contexts[row.part_of] == 1, f"{article.id}: {row.context}"


def test_indicators_exist() -> None:
    known = {entry.id for entry in registry().entries.values()}
    for article in articles():
        for row in article.rows:
            assert {row.indicator, row.also.get("indicator")} <= known | {None}, f"{article.id}: {row.context}"


def test_every_digit_is_marked() -> None:
    for article in articles():
        marked = {at for row in article.rows for at in range(row.start, row.end)}
        bare = [at for at, char in enumerate(article.text) if char.isdigit() and at not in marked]
        assert not bare, f"{article.id}: {article.text[max(0, bare[0] - 10) : bare[0] + 10]}"


def test_the_table_gives_no_answers_away() -> None:
    with (CORPORA / "articles.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(articles())
    assert not {"place", "adcode", "level"} & rows[0].keys()
    assert {row["fictional"] for row in rows} == {"true"}
    assert all((CORPORA / row["file"]).is_file() for row in rows)


def test_the_readme_knows_every_article() -> None:
    table = [line for line in (CORPORA / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = {line.split("|")[1].strip(): line for line in table}
    for article in articles():
        assert article.place in cells[article.id]
        assert f"| {' + '.join(article.layout)} |" in cells[article.id]


def test_nothing_is_taken_from_the_evaluation_texts() -> None:
    folder = os.environ.get("ZONGSHU_EVAL")
    if not folder:
        pytest.skip("ZONGSHU_EVAL is not set: no texts to compare with")
    runs: dict[str, str] = {}
    for article in articles():
        text = "".join(article.text.split())
        runs |= {text[at : at + RUN]: article.id for at in range(len(text) - RUN + 1)}
    paths = [path for part in ("articles", "reports") for path in sorted((Path(folder) / part).glob("*.txt"))]
    assert paths
    for path in paths:
        other = "".join(path.read_text(encoding="utf-8").split())
        shared = [other[at : at + RUN] for at in range(len(other) - RUN + 1) if other[at : at + RUN] in runs]
        assert not shared, f"{runs[shared[0]]} shares “{shared[0]}” with {path.name}"
