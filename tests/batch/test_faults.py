from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zongshu.batch import Item, Options, Result, plan, run
from zongshu.batch.lock import Lock
from zongshu.batch.shards import run_folder
from zongshu.errors import UsageError
from zongshu.record import decode

TEXT = "2024年，孝义市建成志愿服务站{}个，覆盖率达73.8%。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "文章 一"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02d}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    return folder


def start(*arguments: str, before: str = "") -> subprocess.Popen[bytes]:
    code = f"import sys; {before}\nfrom zongshu.cli import main\nmain(sys.argv[1:])"
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE)


@pytest.mark.skipif(sys.platform == "win32", reason="no bound on the size of files")
def test_a_full_disk_is_told_and_what_is_finished_is_kept(folder: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "o.jsonl", tmp_path / "whole.jsonl"
    run(plan([folder], Options()), whole)
    bound = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"
    shards = "import zongshu.batch.shards as s; s._ARTICLES = 8"
    child = start("extract", str(folder), "-o", str(out), before=f"{shards}; {bound}")
    told = child.communicate()[1].decode()
    assert child.returncode == 2
    assert "cannot be written (File too large)" in told
    assert "--resume goes on" in told
    assert not out.exists()
    assert run(plan([folder], Options()), out, resume=True).reused >= 8
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_to(folder: Path, tmp_path: Path) -> None:
    goal = tmp_path / "goal"
    goal.mkdir(mode=0o500)
    with pytest.raises(UsageError, match="cannot be written"):
        run(plan([folder], Options()), goal / "o.jsonl")


def test_a_goal_below_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        run(plan([folder], Options()), tmp_path / "file" / "o.jsonl")


def test_inputs_that_change_while_a_run_reads_them(folder: Path, tmp_path: Path) -> None:
    def change(item: Item, results: list[Result]) -> None:
        if item.source.endswith("00.txt"):
            (folder / "20.txt").write_text("改为新建站点7个。", encoding="utf-8")
            (folder / "30.txt").unlink()
            (folder / "00.txt").write_text("", encoding="utf-8")

    out = tmp_path / "o.jsonl"
    summary = run(plan([folder], Options()), out, tell=change)
    made = [decode(line) for line in out.read_bytes().splitlines()]
    assert [(Path(name).name, code) for name, code, _ in summary.failed] == [("30.txt", "read.failed")]
    assert made[20].article.sha256 == hashlib.sha256((folder / "20.txt").read_bytes()).hexdigest()
    assert made[20].claims[0].text == "7个"
    assert made[0].article.sha256 == hashlib.sha256(TEXT.format(1).encode()).hexdigest()
    (folder / "30.txt").write_text(TEXT.format(31), encoding="utf-8")
    run(plan([folder], Options()), out, resume=True)
    run(plan([folder], Options()), tmp_path / "anew.jsonl")
    assert out.read_bytes() == (tmp_path / "anew.jsonl").read_bytes()


def test_a_second_run_to_the_same_output_is_refused(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    with Lock(out), pytest.raises(UsageError, match="another run"):
        run(plan([folder], Options()), out)
    (tmp_path / ".o.jsonl.lock").write_bytes(b"left behind")
    assert run(plan([folder], Options()), out).articles == 40
    assert not (tmp_path / ".o.jsonl.lock").exists()


def test_a_clock_that_is_set_back(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(plan([folder], Options()), tmp_path / "a.jsonl")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 1e7)
    summary = run(plan([folder], Options()), tmp_path / "a.jsonl", resume=True)
    assert (summary.reused, summary.seconds >= 0) == (40, True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_dies_at_any_moment_is_taken_up(folder: Path, tmp_path: Path, sign: signal.Signals) -> None:
    out, whole = tmp_path / "o.jsonl", tmp_path / "whole.jsonl"
    run(plan([folder], Options()), whole)
    slow = (
        "import time; import zongshu.batch.shards as s; s._ARTICLES = 4; import zongshu.batch.unit as u\n"
        "old = u.Worker.__call__\n"
        "def late(*given):\n"
        "    time.sleep(0.01)\n"
        "    return old(*given)\n"
        "u.Worker.__call__ = late"
    )
    for wanted in (1, 5, 9):  # so many shards are there when it dies
        child = start("extract", str(folder), "-o", str(out), "--resume", "--quiet", before=slow)
        while len(list(run_folder(out).glob("0*.jsonl"))) < wanted and child.poll() is None:
            time.sleep(0.005)
        child.send_signal(sign)
        told = child.communicate()[1].decode()
        assert "Traceback" not in told
        assert child.returncode in (0, 130 if sign == signal.SIGINT else -sign)
    run(plan([folder], Options()), out, resume=True)
    assert out.read_bytes() == whole.read_bytes()
    assert not run_folder(out).exists()
