from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zongshu.batch import Engine, Limits, Options, plan, run
from zongshu.errors import UsageError

TEXT = "2024年，孝义市建成志愿服务站{}个，覆盖率达73.8%。"


def test_a_cluster_gives_the_same_bytes_and_quarantine(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    folder = tmp_path / "文章 一"
    folder.mkdir()
    for number in range(70):
        (folder / f"{number:02d}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    (folder / "33 kill.txt").write_text(TEXT.format(1), encoding="utf-8")
    unit = "tests.batch.units:real"
    here = run(plan([folder], Options()), tmp_path / "here.jsonl", engine=Engine("local", 1, unit=unit))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        engine = Engine("dask", scheduler=cluster.scheduler_address, unit=unit)
        there = run(plan([folder], Options()), tmp_path / "there.jsonl", engine=engine)
    assert (tmp_path / "here.jsonl").read_bytes() == (tmp_path / "there.jsonl").read_bytes()
    assert (here.articles, there.articles) == (71, 71)
    assert [(Path(name).name, code) for name, code, _ in there.failed] == [("33 kill.txt", "internal.killed")]


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
