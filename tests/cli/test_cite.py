"""`zongshu cite` on the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from zongshu import Pipeline
from zongshu.cli import main
from zongshu.record import encode, record


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["cite", *arguments])


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    out = tmp_path / "claims.jsonl"
    out.write_bytes(encode(record(Pipeline()("2024年，孝义市建成志愿服务站280个，计划新建暖心驿站30个。"))) + b"\n")
    return _write(tmp_path, output={"path": "claims.jsonl", "sha256": hashlib.sha256(out.read_bytes()).hexdigest()})


def _write(folder: Path, **more: Any) -> Path:
    body = {
        "zongshu": "0.2.0", "schema_version": "1.0", "made": "2026-01-31T08:00:00+00:00", "command": "zongshu extract a",
        "options": {"encoding": None, "max_bytes": 100_000_000, "text_column": "body"},
        "registry": {"digest": "abcdef0123456789", "packs": []},
        "counts": {"articles": 1200, "claims": 2, "failed": 3, "reused": 0}, "seconds": 9.5, "complete": True, **more,
    }  # fmt: skip
    path = folder / "claims.jsonl.manifest.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_the_paragraph_has_the_figures_of_the_run(manifest: Path) -> None:
    done = call(str(manifest))
    assert done.exit_code == 0, done.output
    for words in (
        "1,200 articles with zongshu 0.2.0", "on 2026-01-31", "2 claims", "3 of the articles could not be processed",
        "achieved 50.0%, planned 50.0%", "digest abcdef012345", "defaults: text_column=body.", "@software{zongshu", "version = {0.2.0}",
    ):  # fmt: skip
        assert words in done.stdout


def test_in_chinese_with_an_evaluation(manifest: Path, tmp_path: Path) -> None:
    result = tmp_path / "estimates.json"
    result.write_text(json.dumps({"precision": {"share": 0.96, "low": 0.93, "high": 0.98}, "recall": None}))
    done = call(str(manifest), "--lang", "zh", "--evaluation", str(result), "--only", "paragraph")
    assert "从1,200篇文章中提取数字陈述2条" in done.stdout
    assert "已实现 50.0%，计划 50.0%" in done.stdout
    assert "精确率 0.960 (95%置信区间0.930–0.980)" in done.stdout
    assert "@software" not in done.stdout
    result.write_text(json.dumps({"overall": {"measures": {"f1": {"score": 0.9}, "value": {"score": 1.0}}}}))
    assert "human coding: F1 0.900." in call(str(manifest), "--evaluation", str(result)).stdout


def test_cff_is_yaml(manifest: Path) -> None:
    body = yaml.safe_load(call(str(manifest), "--only", "cff").stdout)
    assert (body["cff-version"], body["type"], body["version"]) == ("1.2.0", "software", "0.2.0")


def test_an_interrupted_run_says_so(tmp_path: Path) -> None:
    assert "interrupted" in call(str(_write(tmp_path, complete=False))).stdout


def test_another_output_is_refused(manifest: Path) -> None:
    manifest.with_name("claims.jsonl").write_text("{}\n")
    done = call(str(manifest))
    assert done.exit_code == 2
    assert "is not the output" in done.stderr


def test_what_is_no_manifest(tmp_path: Path) -> None:
    other = tmp_path / "x.json"
    other.write_text("[]")
    for path, words in ((other, "is not the manifest of a run"), (tmp_path / "no.json", "no such file")):
        done = call(str(path))
        assert done.exit_code == 2
        assert words in done.stderr
