"""The wheel carries the data files that steer the tool, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_data_files_are_inside(names: set[str]) -> None:
    for file in (ROOT / "schemas").rglob("*"):
        if file.is_file():
            assert f"zongshu/schemas/{file.relative_to(ROOT / 'schemas').as_posix()}" in names


def test_page_parts_and_types_are_inside(names: set[str]) -> None:
    assert {
        "zongshu/py.typed",
        "zongshu/compare/page.html.j2",
        "zongshu/compare/page.css",
        "zongshu/compare/page.js",
    } <= names


def test_no_tests_or_corpora_are_inside(names: set[str]) -> None:
    assert not [name for name in names if name.split("/")[0] in ("tests", "corpora", "notebooks")]
