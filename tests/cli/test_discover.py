"""`zongshu discover` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zongshu import Pipeline
from zongshu.cli import main
from zongshu.record import encode, record


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def claims(tmp_path: Path) -> str:
    pipe = Pipeline()
    texts = [
        f"2024年，{place}建成萤火书角{number}处。" for number, place in enumerate(("孝义市", "汾阳市", "介休市"), 21)
    ]
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(encode(record(pipe(text))) + b"\n" for text in texts))
    return str(path)


def test_the_table_goes_to_the_terminal(claims: str) -> None:
    done = call("discover", claims)
    assert done.exit_code == 0, done.output
    assert "萤火书角" in done.stdout
    assert "1 draft holds 3 of 3 claims" in done.stdout


def test_the_pack_is_taken_as_it_is(claims: str, tmp_path: Path) -> None:
    pack, text = tmp_path / "pack.yaml", tmp_path / "a.txt"
    done = call("discover", claims, "-o", str(pack))
    assert (done.exit_code, done.stdout) == (0, "")
    assert call("indicators", "check", str(pack)).exit_code == 0
    text.write_text("2025年，平遥县建成萤火书角9处。", encoding="utf-8")
    assert '"draft_001"' in call("extract", str(text), "--indicators", str(pack), "-q").stdout


def test_known_packs_leave_nothing_to_draft(claims: str, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    call("discover", claims, "-o", str(pack), "-q")
    done = call("discover", claims, "--indicators", str(pack), "-o", str(tmp_path / "two.yaml"))
    assert done.exit_code == 2
    assert "'draft_001' is defined" in done.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = call("discover", str(tmp_path / "no.jsonl"))
    assert done.exit_code == 2
    assert "no such file" in done.stderr
