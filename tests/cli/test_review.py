"""`zongshu review` and `zongshu apply` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.review.samples import FIRST, claims_file

from zongshu.cli import main


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    return claims_file(tmp_path)


def line(claims: Path, **change: object) -> str:
    record = json.loads(claims.read_text("utf-8").splitlines()[0])
    claim = record["claims"][2]
    article = {name: record["article"][name] for name in ("sha256", "source")} | {"article": record["article"]["id"]}
    told = {
        **article, "claim": claim["id"], "action": "edit", "span": [claim["start"], claim["end"]], "quote": claim["text"],
        "before": claim, "after": {"status": "planned"}, "coder": "anna", "time": "2026-01-02T03:04:05Z",
    }  # fmt: skip
    return json.dumps({**told, **change}, ensure_ascii=False) + "\n"


def test_the_page_is_written(claims: Path, tmp_path: Path) -> None:
    done = call("review", claims, "--articles", tmp_path / "texts", "-o", tmp_path / "page.html")
    assert done.exit_code == 0, done.output
    assert "2 articles, 8 claims, 3 other numbers" in done.stderr
    first = (tmp_path / "page.html").read_bytes()
    assert call("review", claims, "--articles", tmp_path, "-q", "-o", tmp_path / "two.html").output == ""
    assert (tmp_path / "two.html").read_bytes() == first, "the same claims and texts give the same bytes"


def test_the_source_is_looked_up_where_the_claims_say(
    claims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("review", claims, "-o", "page.html").exit_code == 0


def test_a_changed_article_is_left_out_and_named(claims: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "first.txt").write_text(FIRST + "又建成9所。", encoding="utf-8")
    done = call("review", claims, "--articles", tmp_path, "-o", tmp_path / "page.html")
    assert done.exit_code == 1
    assert "first.txt: is not the text that the claims were taken from" in done.stderr
    assert "1 article, 2 claims" in done.stderr
    (tmp_path / "texts" / "second.txt").unlink()
    done = call("review", claims, "--articles", tmp_path, "-o", tmp_path / "none.html")
    assert done.exit_code == 2 and "no article to review" in done.stderr
    assert not (tmp_path / "none.html").exists()


def test_another_encoding_of_the_same_text_is_the_same_text(claims: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "first.txt").write_bytes(FIRST.encode("gb18030"))
    done = call("review", claims, "--articles", tmp_path, "--encoding", "gb18030", "-o", tmp_path / "page.html")
    assert "1 article" in done.stderr and "second.txt" in done.stderr


@pytest.mark.parametrize("name", ["no.jsonl", "claims.csv"])
def test_wrong_calls(name: str, claims: Path, tmp_path: Path) -> None:
    assert call("review", tmp_path / name, "-o", tmp_path / "page.html").exit_code == 2
    assert call("apply", tmp_path / name, claims, "-o", tmp_path / "two.jsonl").exit_code == 2
    assert call("apply", claims, tmp_path / "no.jsonl", "-o", tmp_path / "two.jsonl").exit_code == 2
    assert call("apply", claims, claims, "-o", tmp_path / "two.csv").exit_code == 2
    assert call("review", claims, "--articles", tmp_path / "no", "-o", tmp_path / "page.html").exit_code == 2


def test_corrections_are_applied_and_again_change_nothing(claims: Path, tmp_path: Path) -> None:
    corrections, two, three = (tmp_path / name for name in ("corrections.anna.jsonl", "two.jsonl", "three.jsonl"))
    corrections.write_text(line(claims), encoding="utf-8")
    done = call("apply", claims, corrections, "-o", two)
    assert done.exit_code == 0, done.output
    assert "1 correction applied (1 edit)" in done.stderr
    record = json.loads(two.read_text("utf-8").splitlines()[0])
    assert record["claims"][2]["status"] == "planned" and record["claims"][2]["reviews"][0]["coder"] == "anna"
    assert two.read_bytes().splitlines()[1] == claims.read_bytes().splitlines()[1]
    done = call("apply", two, corrections, "-o", three)
    assert done.exit_code == 0 and "1 applied before" in done.stderr
    assert three.read_bytes() == two.read_bytes()


def test_what_is_refused_is_named_and_the_rest_is_applied(claims: Path, tmp_path: Path) -> None:
    corrections, two = tmp_path / "corrections.anna.jsonl", tmp_path / "two.jsonl"
    wrong = [
        line(claims, sha256="0" * 64),
        line(claims, quote="9家"),
        "{}\n",
        line(claims, coder=""),
        line(claims, span=[9, 3]),
    ]
    corrections.write_text("".join([*wrong, line(claims)]), encoding="utf-8")
    done = call("apply", claims, corrections, "-o", two)
    assert done.exit_code == 1
    refused = [one for one in done.stderr.splitlines() if "refused:" in one]
    assert len(refused) == 5
    for number in range(1, 6):
        assert any(f"line {number}:" in one for one in refused), number
    assert json.loads(two.read_text("utf-8").splitlines()[0])["claims"][2]["status"] == "planned"


def test_a_broken_claims_file_leaves_no_half_output(claims: Path, tmp_path: Path) -> None:
    corrections = tmp_path / "corrections.anna.jsonl"
    corrections.write_text(line(claims), encoding="utf-8")
    claims.write_bytes(claims.read_bytes() + b"{}\n")
    done = call("apply", claims, corrections, "-o", tmp_path / "two.jsonl")
    assert done.exit_code == 2 and "line 3" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.jsonl", "corrections.anna.jsonl", "texts"]
