"""Data files are found in an installed package and in a checkout; mistakes in them are told with their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.support.schemas import ready

from zongshu.errors import DataError
from zongshu.lexicon import data


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    """Forget which files are ready, so that each test finds its own."""
    data._ready.cache_clear()
    yield
    data._ready.cache_clear()


@pytest.fixture
def roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two empty `schemas` folders: as installed, and as in a checkout."""
    found = (tmp_path / "installed" / "schemas", tmp_path / "checkout" / "schemas")
    for root in found:
        root.mkdir(parents=True)
    monkeypatch.setattr(data, "_ROOTS", found)
    return found


def test_real_folder_has_the_table():
    assert data.path("divisions", "gbt2260.tsv").is_file()
    assert data.path().is_dir()


def test_installed_copy_goes_first(roots):
    for root in roots:
        (root / "a.yaml").write_text("x: 1", encoding="utf-8")
    assert data.path("a.yaml") == roots[0] / "a.yaml"


def test_checkout_is_used_when_nothing_is_installed(roots):
    (roots[1] / "a.yaml").write_text("x: 1", encoding="utf-8")
    assert data.path("a.yaml") == roots[1] / "a.yaml"


def test_missing_file_is_named(roots):
    with pytest.raises(DataError, match=r"schemas/no/such\.yaml is missing"):
        data.path("no", "such.yaml")


def test_yaml_is_read(roots):
    (roots[1] / "a.yaml").write_text("名: [甲, 乙]", encoding="utf-8")
    assert data.load_yaml("a.yaml") == {"名": ["甲", "乙"]}


def test_empty_yaml_is_none(roots):
    (roots[1] / "a.yaml").write_text("", encoding="utf-8")
    assert data.load_yaml("a.yaml") is None


def test_yaml_mistake_names_file_and_line(roots):
    (roots[1] / "a.yaml").write_text("x: 1\ny: [1, 2\nz: 3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.yaml:3: "):
        data.load_yaml("a.yaml")


def test_yaml_cannot_make_objects(roots):
    (roots[1] / "a.yaml").write_text("x: !!python/object/apply:os.getcwd []", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.yaml:1: "):
        data.load_yaml("a.yaml")


def test_other_encoding_is_told(roots):
    (roots[1] / "a.yaml").write_bytes("名: 甲".encode("gb18030"))
    with pytest.raises(DataError, match=r"a\.yaml: cannot be read"):
        data.load_yaml("a.yaml")


def test_what_is_ready_is_what_the_files_say(monkeypatch):
    assert data.path(data.READY).read_text(encoding="utf-8") == ready(), "schemas/*.yaml changed: run make schemas"
    monkeypatch.setattr(data, "_parse", lambda file, text: pytest.fail(f"{file} is not ready"))
    for file in data.path().rglob("*.yaml"):
        assert data.load_yaml_file(file) == yaml.safe_load(file.read_bytes())


def test_an_edited_file_is_read_anew(roots):
    (roots[1] / "a.yaml").write_text("x: 1", encoding="utf-8")
    known = hashlib.sha256(b"x: 1").hexdigest()
    (roots[1] / data.READY).write_text(f'{{"{known}": {{"x": "ready"}}}}', encoding="utf-8")
    assert data.load_yaml("a.yaml") == {"x": "ready"}
    (roots[1] / "a.yaml").write_text("x: 2", encoding="utf-8")
    assert data.load_yaml("a.yaml") == {"x": 2}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_list_of_what_is_ready_is_passed_over(roots, content):
    (roots[1] / "a.yaml").write_text("x: 1", encoding="utf-8")
    (roots[1] / data.READY).write_bytes(content)
    assert data.load_yaml("a.yaml") == {"x": 1}
