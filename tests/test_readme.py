"""Everything the two READMEs show is run: commands, Python, the record of the example, links and pictures."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+\.\w+)\n")
_ROW = re.compile(r"^\| (`[^|]*`) \| (`[^|]*`) \| [^|]+ \|$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
_PIP = re.compile(r"pip install '?\.(\[[a-z,]+\])?'?")


@dataclass(frozen=True)
class Block:
    """A fenced block of a README: its language, its text and the line it stands on."""

    language: str
    text: str
    line: int


def blocks_of(text: str) -> list[Block]:
    found = [Block(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in _BLOCK.finditer(text)]
    assert text.count("\n```") == 2 * len(found), "a fenced block without a language, or one that is not closed"
    return found


def steps(block: Block) -> Iterator[tuple[str, str]]:
    """Give the commands of a console block, each with the output that is shown under it."""
    assert block.text.startswith("$ "), f"line {block.line}: a console block begins with a command"
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def fits(shown: str, got: str) -> bool:
    """Whether output is as shown: `…` stands for anything within a line, a line of `…` for any lines."""
    pattern = ""
    for line in shown.splitlines():
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            # Columns are as wide as their longest cell, which may change; words and numbers may not.
            words = [r"[^\n]*?".join(map(re.escape, word.split("…"))) for word in line.split()]
            pattern += r"[ ]*" + r"[ ]+".join(words) + r"[ ]*\n"
    return re.fullmatch(pattern, got.rstrip("\n") + "\n") is not None


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", text, flags=re.MULTILINE))


def run_command(command: str, folder: Path) -> str:
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env=env, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    # 141: `head` had enough.
    assert done.returncode in (0, 141), f"{command}: exit code {done.returncode}\n{done.stdout}"
    return done.stdout


def check_command(command: str, shown: str, folder: Path) -> None:
    if command.startswith("make "):
        assert command.split()[1] in make_targets(), f"{command}: no such target"
    elif command.startswith("pip "):
        assert _PIP.fullmatch(command), command
    else:
        got = run_command(command, folder)
        assert not shown or fits(shown, got), f"{command}\n--- shown\n{shown}\n--- came\n{got}"


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A copy of corpora/, so that nothing is written into the checkout."""
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    return tmp_path


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_commands_do_what_is_shown(name: str, workplace: Path) -> None:
    ran = 0
    for block in blocks_of(read(name)):
        title = _FILE.match(block.text)
        if block.language == "yaml" and title:
            (workplace / title[1]).write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, shown in steps(block):
                check_command(command, shown, workplace)
                ran += 1
    assert ran > 10


@pytest.mark.parametrize("name", READMES)
def test_python_prints_what_is_shown(name: str, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    names: dict[str, Any] = {}
    blocks = blocks_of(read(name))
    ran = 0
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language != "python":
            continue
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(block.text, f"{name}:{block.line}", "exec"), names)
        assert after is not None and after.language == "text", f"{name}:{block.line}: its output is not shown"
        assert fits(after.text, out.getvalue()), f"{name}:{block.line}\n{out.getvalue()}"
        ran += 1
    assert ran


@pytest.mark.skipif(sys.platform == "win32", reason="a job of Slurm is a shell script")
def test_the_job_of_a_cluster_runs(workplace: Path) -> None:
    pytest.importorskip("distributed")
    scripts = {block.text for name in READMES for block in blocks_of(read(name)) if block.language == "bash"}
    assert len(scripts) == 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    (workplace / "job.sh").write_text(scripts.pop().replace("8786", port), encoding="utf-8")
    tools = workplace / "bin"
    tools.mkdir()
    for name, body in {"srun": 'exec "$@" --nworkers 2', "hostname": "echo 127.0.0.1"}.items():
        (tools / name).write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    run_command('PATH="$PWD/bin:$PATH" bash job.sh', workplace)
    run_command("zongshu extract corpora/dev -q -o here.jsonl", workplace)
    assert (workplace / "claims.jsonl").read_bytes() == (workplace / "here.jsonl").read_bytes()


@pytest.mark.parametrize("name", READMES)
def test_the_record_is_as_the_table_says(name: str, workplace: Path) -> None:
    text = read(name)
    command = next(
        command for block in blocks_of(text) if block.language == "console" for command, _ in steps(block)
        if command.endswith("-o one.jsonl")
    )  # fmt: skip
    run_command(command, workplace)
    claim = json.loads((workplace / "one.jsonl").read_text(encoding="utf-8"))["claims"][0]
    told = set()
    for names, values in _ROW.findall(text):
        fields, shown = re.findall("`([^`]+)`", names), re.findall("`([^`]+)`", values)
        assert len(fields) == len(shown), names
        for field, value in zip(fields, shown, strict=True):
            told.add(field.split(".")[0])
            found: Any = claim
            for key in field.split("."):
                found = found[key]
            assert value == "…" or json.loads(value) == found, f"{field}: {value} is shown, {found!r} is true"
    assert told == set(claim)


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    text = read(name)
    links = _LINK.findall(text)
    for link in links:
        assert (ROOT / link).is_file(), link
    assert ({*READMES} - {name}) <= set(links), "each README links to the other"
    pictures = [link for link in links if link.endswith(".png")]
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 300_000, picture


def test_paths_named_in_the_text_exist() -> None:
    for name in READMES:
        for path in re.findall(r"`((?:schemas|corpora|notebooks|pipeline)/[\w./-]*)`", read(name)):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_both_languages_run_the_same() -> None:
    english, chinese = (blocks_of(read(name)) for name in READMES)
    assert [block.language for block in english] == [block.language for block in chinese]
    for left, right in zip(english, chinese, strict=True):
        if left.language == "console":
            assert list(steps(left)) == list(steps(right)), f"{READMES[1]}:{right.line}"
        elif left.language == "yaml":
            assert left.text == right.text
    headings = [
        len(re.findall(rf"^{mark} ", read(name), flags=re.MULTILINE)) for mark in ("##", "-") for name in READMES
    ]
    assert headings[0] == headings[1] and headings[2] == headings[3]


def test_stages_are_those_of_the_pipeline() -> None:
    from zongshu import Pipeline

    stages = ["read", *repr(Pipeline()).removeprefix("Pipeline(").removesuffix(")").split(" → "), "record"]
    for name in READMES:
        rows = re.findall(r"^\| `(\w+)` \| [^|`]+ \|$", read(name), flags=re.MULTILINE)
        assert rows == stages, name
        assert " → ".join(stages) in read(name)


def test_a_wildcard_stands_for_what_it_says() -> None:
    assert fits("a … c\n", "a   b b  c\n")
    assert fits("a\n…\nc\n", "a\nb\nb\nc\n")
    assert not fits("a … c\n", "a\nc\n")
    assert not fits("12 个\n", "13 个\n")
    assert not fits("a\n", "a\nb\n")
