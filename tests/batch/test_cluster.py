from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zongshu.batch import Engine, Item, Limits, Options, Result, plan, run
from zongshu.batch.shards import run_folder
from zongshu.errors import UsageError

TEXT = "2024年，孝义市建成志愿服务站{}个，覆盖率达73.8%。"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two workers; a task that takes one worker with it is given up at once."""
    distributed = pytest.importorskip("distributed")
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made,
    ):
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "文章 一"
    folder.mkdir()
    for number in range(70):
        (folder / f"{number:02d}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    return folder


def test_a_cluster_gives_the_same_bytes_and_quarantine(cluster: Any, folder: Path, tmp_path: Path) -> None:
    (folder / "33 kill.txt").write_text(TEXT.format(1), encoding="utf-8")
    unit = "tests.batch.units:real"
    here = run(plan([folder], Options()), tmp_path / "here.jsonl", engine=Engine("local", 1, unit=unit))
    engine = Engine("dask", scheduler=cluster.scheduler_address, unit=unit)
    there = run(plan([folder], Options()), tmp_path / "there.jsonl", engine=engine)
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()
    assert (here.articles, there.articles) == (71, 71)
    assert [(Path(name).name, code) for name, code, _ in there.failed] == [("33 kill.txt", "internal.killed")]


def test_workers_of_a_cluster_open_addresses_themselves(cluster: Any, folder: Path, tmp_path: Path) -> None:
    sources = [f"file://{folder.as_posix()}"]
    run(plan(sources, Options()), tmp_path / "here.jsonl")
    run(plan(sources, Options()), tmp_path / "there.jsonl", engine=Engine("dask", scheduler=cluster.scheduler_address))
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_workers_that_are_killed_are_survived(cluster: Any, folder: Path, tmp_path: Path) -> None:
    run(plan([folder], Options()), tmp_path / "here.jsonl")
    killed: list[int] = []

    def kill(item: Item, results: list[Result]) -> None:
        if len(killed) < 2 and item.source.endswith(("03.txt", "40.txt")):
            pid = next(one.pid for one in cluster.workers.values() if one.pid and one.pid not in killed)
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    engine = Engine("dask", scheduler=cluster.scheduler_address, unit="tests.batch.units:real")
    there = run(plan([folder], Options()), tmp_path / "there.jsonl", engine=engine, tell=kill)
    assert (len(killed), there.articles, there.failed) == (2, 70, [])
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_an_article_that_takes_workers_of_the_cluster_with_it_fails_alone(cluster: Any, tmp_path: Path) -> None:
    for name in ("a", "b kill all", "c"):
        (tmp_path / f"{name}.txt").write_text(TEXT.format(3), encoding="utf-8")
    engine = Engine("dask", scheduler=cluster.scheduler_address, unit="tests.batch.units:real")
    made = run(plan([tmp_path], Options()), tmp_path / "o.jsonl", engine=engine)
    assert (made.articles, [(Path(name).name, code) for name, code, _ in made.failed]) == (
        3, [("b kill all.txt", "internal.killed")],
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_run_whose_client_dies_is_taken_up_by_another(cluster: Any, folder: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "o.jsonl", tmp_path / "whole.jsonl"
    run(plan([folder], Options()), whole)
    code = (
        "import sys; import zongshu.batch.shards as s; s._ARTICLES = 8\n"
        "from zongshu.cli import main; main(sys.argv[1:])"
    )
    command = ["extract", str(folder), "-o", str(out), "--engine", "dask", "--scheduler", cluster.scheduler_address]
    child = subprocess.Popen([sys.executable, "-c", code, *command], stderr=subprocess.DEVNULL)
    while not list(run_folder(out).glob("0*.jsonl")) and child.poll() is None:
        time.sleep(0.005)
    child.kill()
    child.wait()
    assert not out.exists()
    engine = Engine("dask", scheduler=cluster.scheduler_address)
    again = run(plan([folder], Options()), out, engine=engine, resume=True)
    assert (again.articles, again.reused >= 8) == (70, True)
    assert out.read_bytes() == whole.read_bytes()


def test_a_cluster_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("zongshu.batch.cluster._PATIENCE", 1)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    engine = Engine("dask", scheduler="tcp://127.0.0.1:9", limits=Limits())
    with pytest.raises(UsageError, match="cannot be reached"):
        run(plan([tmp_path], Options()), tmp_path / "o.jsonl", engine=engine)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    def missing(name: str, *rest: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return found(name, *rest)

    found = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", missing)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"zongshu\[cluster\]"):
        run(plan([tmp_path], Options()), tmp_path / "o.jsonl", engine=Engine("dask", 1))
