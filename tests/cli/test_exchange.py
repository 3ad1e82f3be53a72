"""`zongshu export` and `zongshu import` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zongshu.cli import main
from zongshu.exchange import FORMATS

TEXT = "2024年，孝义市建成志愿服务站280个，覆盖率73.8%。"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="gb18030")
    (folder / "b.txt").write_text("没有数字。", encoding="utf-8")
    out = tmp_path / "claims.jsonl"
    assert call("extract", folder, "-o", out, "-q").exit_code == 0
    return out


def test_the_command_offers_the_formats_that_there_are() -> None:
    for name in ("export", "import"):
        option = next(one for one in main.commands[name].params if one.name == "format")
        assert set(option.type.choices) == set(FORMATS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_there_and_back(name: str, claims: Path, tmp_path: Path) -> None:
    out, again = tmp_path / f"out.{name}", tmp_path / "again.jsonl"
    done = call("export", claims, "--to", name, "--articles", tmp_path / "reports", "-o", out)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "2 articles, 2 claims" in done.stderr
    told = {line.partition(" cannot hold ")[2][:12] for line in done.stderr.splitlines() if "cannot hold" in line}
    always = {"doccano": {"status, item"}, "datapackage": {"texts of the"}, "webannotation": {"texts of the"}}
    tables = {one: {"articles wit"} for one in ("stata", "spss")}  # one of the two articles has no claim
    assert told == {**always, **tables}.get(name, set())
    back = call("import", out, "--from", name, "-o", again)
    assert back.exit_code == 0, back.output
    wanted = sorted(claims.read_bytes().splitlines())
    if name in ("stata", "spss"):
        wanted = [line for line in wanted if b'"claims":[]' not in line]
    assert sorted(again.read_bytes().splitlines()) == wanted
    assert "(0 added, 0 changed)" in back.stderr


def test_the_manifest_goes_into_the_package(claims: Path, tmp_path: Path) -> None:
    assert call("export", claims, "--to", "datapackage", "-o", tmp_path / "package", "-q").exit_code == 0
    manifest = tmp_path / "claims.jsonl.manifest.json"
    assert (tmp_path / "package" / "manifest.json").read_bytes() == manifest.read_bytes()


def test_standard_output(claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    call("export", claims, "--to", "doccano", "-o", out, "-q")
    done = call("import", out, "--from", "doccano", "-q")
    assert done.stdout_bytes == claims.read_bytes()
    assert done.stderr == ""


def test_a_text_that_is_another_now(claims: Path, tmp_path: Path) -> None:
    (tmp_path / "reports" / "a.txt").write_text("别的文章，站点5个。", encoding="utf-8")
    done = call("export", claims, "--to", "brat", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "a.txt" in done.stderr and "Traceback" not in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "no.jsonl", "--to", "xlsx", "-o", "x.xlsx"), "no such file"),
        (("import", "no.json", "--from", "label-studio"), "no such file"),
        (("export", "table.csv", "--to", "xlsx", "-o", "x.xlsx"), "JSON Lines"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text("a,b\n1,2\n")
    done = call(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
