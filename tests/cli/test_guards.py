"""Wrong calls that would destroy something or say nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
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


def test_an_output_found_in_a_folder_of_articles_is_an_input(claims: Path) -> None:
    before = Path("a.txt").read_bytes()
    Path("link.txt").symlink_to("a.txt")
    for out in ("a.txt", "./link.txt"):
        done = call("extract", ".", "-o", out, "--format", "jsonl")
        assert (done.exit_code, "is one of the inputs; name another file" in done.stderr) == (2, True), done.output
    assert Path("a.txt").read_bytes() == before


def test_an_ending_that_names_no_format_is_refused(claims: Path) -> None:
    done = call("extract", "a.txt", "-o", "x.foo")
    assert (done.exit_code, ".jsonl, .csv, .parquet, .xlsx" in done.stderr) == (2, True), done.output
    assert not Path("x.foo").exists()
    assert call("extract", "a.txt", "-o", "x.foo", "--format", "csv").exit_code == 0
    assert call("extract", "a.txt", "-o", "plain").exit_code == 0
    assert Path("plain").read_bytes().startswith(b'{"schema_version"')


@pytest.mark.parametrize("option", ["--text-column", "--id-column"])
def test_a_column_that_no_table_has_is_a_wrong_call(option: str, claims: Path) -> None:
    Path("one.csv").write_text("text,n\n站点3个。,1\n", "utf-8")
    Path("two.csv").write_text("text,m\n站点3个。,1\n", "utf-8")
    done = call("extract", "one.csv", "two.csv", option, "body", "-o", "o.jsonl")
    assert (done.exit_code, "one.csv: no column 'body'" in done.stderr) == (2, True), done.output
    assert "(text | n)" in done.stderr and not Path("o.jsonl").exists()
    done = call("extract", "one.csv", "two.csv", option, "m", "-o", "o.jsonl")
    assert (done.exit_code, len(Path("o.jsonl").read_bytes().splitlines())) == (1, 2), done.output


def test_an_article_without_text_is_told(claims: Path) -> None:
    Path("zero.txt").touch()
    done = call("extract", "zero.txt", "a.txt")
    assert (done.exit_code, "note: zero.txt holds no text" in done.stderr) == (0, True)
    Path("blank.txt").write_bytes(b" \n")
    assert "blank.txt and 1 others hold no text" in call("extract", "blank.txt", "zero.txt").stderr
    assert "no text" not in call("extract", "a.txt").stderr


def test_a_table_of_metadata_that_lies_beside_no_article_is_told(claims: Path) -> None:
    Path("in/below").mkdir(parents=True)
    shutil.copy("a.txt", "in/below/a.txt")
    Path("in/META.csv").write_text("file,title\nbelow/a.txt,题\n", "utf-8")
    done = call("extract", "in")
    assert (done.exit_code, "in/META.csv: no article lies beside it" in done.stderr) == (0, True)
    done = call("extract", "in", "--meta", "in/META.csv")
    assert ("lies beside it" in done.stderr, '"title":"题"' in done.stdout) == (False, True)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments", [["extract", "a.txt"], ["schema"], ["--help"], ["extract", "a.txt", "-o", "/dev/full"]]
)
def test_a_full_disk_behind_standard_output_is_told(arguments: list[str], claims: Path) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "zongshu.cli", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "cannot be written (No space left on device)" in done.stderr) == (2, True), done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no such device")
def test_a_device_is_written_to_and_not_replaced(claims: Path) -> None:
    done = call("extract", "a.txt", "-o", "/dev/null")
    assert (done.exit_code, Path("/dev/null").is_char_device()) == (0, True), done.output
    for wrong in (["--resume"], ["--format", "xlsx"]):
        assert call("extract", "a.txt", "-o", "/dev/null", *wrong).exit_code == 2


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
