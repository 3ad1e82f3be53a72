"""Wrong calls that would destroy something or say nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zongshu import Pipeline
from zongshu.cli import main
from zongshu.errors import UsageError
from zongshu.files import guard_output, replace_file
from zongshu.record import encode, record
from zongshu.review import apply_corrections, review


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("c.jsonl")
    path.write_bytes(encode(record(Pipeline()("2024年，孝义市建成志愿服务站280个。"))) + b"\n")
    Path("t.csv").write_text("item,value\n志愿服务站,280\n\n志愿服务站,1\n", "utf-8")
    Path("a.txt").write_text("2024年，孝义市建成志愿服务站280个。", "utf-8")
    Path("page.html").write_bytes(path.read_bytes())
    Path("pack.yaml").write_bytes(path.read_bytes())
    Path("c.csv").write_bytes(path.read_bytes())
    return path


IN_PLACE = (
    ("compare", "c.csv", "-o", "./c.csv"), ("review", "page.html", "-o", "page.html"),
    ("apply", "c.jsonl", "t.csv", "-o", "c.jsonl"), ("verify", "t.csv", "a.txt", "-o", "t.csv"),
    ("discover", "pack.yaml", "-o", "pack.yaml"), ("cite", "c.jsonl", "-o", "c.jsonl"),
    ("evaluate", "c.jsonl", "c.csv", "-o", "c.jsonl"), ("export", "c.jsonl", "--to", "stata", "-o", "c.jsonl"),
    ("import", "c.jsonl", "--from", "doccano", "-o", "c.jsonl"), ("agree", "c.csv", "c.jsonl", "-o", "c.csv"),
    ("sample", "c.csv", "-o", "c.csv"), ("text", "a.txt", "-o", "a.txt"),
)  # fmt: skip


@pytest.mark.parametrize("arguments", IN_PLACE, ids=lambda one: one[0])
def test_no_input_is_overwritten_and_no_folder_is_missing(arguments: tuple[str, ...], claims: Path) -> None:
    before = {path: path.read_bytes() for path in Path().iterdir()}
    done = call(*arguments)
    assert (done.exit_code, "is one of the inputs; name another file" in done.stderr) == (2, True), done.output
    done = call(*arguments[:-1], f"nodir/{Path(arguments[-1]).name}")
    assert (done.exit_code, "there is no folder nodir; make it first" in done.stderr) == (2, True), done.output
    assert before == {path: path.read_bytes() for path in Path().iterdir()}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("compare -", "standard input is not taken"), ("verify - a.txt", "standard input is not taken"),
        ("compare .", "extract it first"), ("compare empty.csv", "is empty"), ("compare bad.parquet", "a sound Parquet file"),
        ("discover c.jsonl -o d.csv", ".yaml"), ("review c.jsonl -o r.jsonl", ".html"),
        ("apply c.jsonl t.csv -o two.jsonl", "no file of corrections; review saves one"),
        ("import c.jsonl --from doccano -o d.jsonl", "is not what doccano exports"),
        ("evaluate c.jsonl c.jsonl", "a JSON list of rows"), ("evaluate c.jsonl gold.json", "no article in common"),
        ("compare c.jsonl --show normalised", "needs --per"), ("compare c.jsonl --show index", "needs a --weight"),
        ("cite c.jsonl", "name c.jsonl.manifest.json"),
    ],
)  # fmt: skip
def test_what_is_wanted_is_said(arguments: str, words: str, claims: Path) -> None:
    Path("empty.csv").touch()
    Path("bad.parquet").write_bytes(b"PAR1 no")
    Path("gold.json").write_text('[{"role": "date", "start": 0, "end": 1, "text": "2"}]')
    Path("c.jsonl.manifest.json").write_text("{}")
    done = call(*arguments.split())
    assert (done.exit_code, words in done.stderr) == (2, True), done.output
    assert "Error:" not in done.stderr and not Path("two.jsonl").exists()


def test_rows_of_verify_are_those_of_the_file(claims: Path) -> None:
    assert call("verify", "t.csv", "a.txt").stdout.splitlines()[-1].split()[0] == "4"


def test_devices_are_written_to(tmp_path: Path) -> None:
    replace_file("/dev/null", b"x")
    assert Path("/dev/null").is_char_device()
    if Path("/dev/full").is_char_device():
        with pytest.raises(UsageError, match="cannot be written"):
            replace_file("/dev/full", b"x")
    with pytest.raises(UsageError, match="is a folder"):
        replace_file(tmp_path, b"x")


def test_links_are_the_same_file(claims: Path) -> None:
    Path("link").symlink_to(claims)
    with pytest.raises(UsageError, match="one of the inputs"):
        guard_output("link", [None, claims])
    shutil.copy(claims, "other")
    guard_output("other", [claims])


def test_python_takes_paths(claims: Path) -> None:
    assert len(apply_corrections("c.jsonl", []).records) == 1
    assert apply_corrections("c.jsonl", "t.csv").refused
    with pytest.raises(UsageError, match="one of the inputs"):
        review("page.html", "page.html")
