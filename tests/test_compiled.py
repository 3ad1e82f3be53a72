"""Patterns kept beside the bytecode: the same matches, and nothing lost where they cannot be kept or read."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zongshu
from zongshu.compiled import _Store, compile_pattern

TEXT = "新建两新党组织14个，覆盖率73.8%，比上年提高3个百分点；到2027年，每万城镇人口20.28人。全县三分之二的村（社区）已完成。"


def kept(path: Path, source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile in one store, and again in the next that finds what the first kept."""
    first = _Store(path)
    first.compile(source, flags)
    first.save()
    again = _Store(path)
    made = again.compile(source, flags)
    assert again.known is not None and f"{flags}:{source}".encode() in again.known
    assert not again.new
    return made


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_all_patterns_of_the_package_find_the_same(tmp_path: Path) -> None:
    sources = set()
    for one in pkgutil.walk_packages(zongshu.__path__, "zongshu."):
        for value in list(vars(importlib.import_module(one.name)).values()):
            if type(value).__name__ == "_Uncompiled" or isinstance(value, re.Pattern):
                flags = value._flags if type(value).__name__ == "_Uncompiled" else value.flags
                if isinstance(value.pattern, str):
                    sources.add((value.pattern, flags))
    assert len(sources) > 500
    path = tmp_path / "made.patterns"
    first = _Store(path)
    for source, flags in sources:
        first.compile(source, flags)
    first.save()
    again = _Store(path)
    for source, flags in sources:
        ours, usual = again.compile(source, flags), re.compile(source, flags)
        assert [match.span() for match in ours.finditer(TEXT)] == [match.span() for match in usual.finditer(TEXT)]
        assert (ours.flags, ours.groups, dict(ours.groupindex)) == (usual.flags, usual.groups, dict(usual.groupindex))
    assert not again.new


@given(
    st.from_regex(r"[a-c](?:[a-c]|[a-c][+*?]|\([a-c]\)|\[[a-c]{1,3}\]){0,6}", fullmatch=True),
    st.text("abcd", max_size=12),
)
def test_any_pattern_finds_the_same(source: str, text: str) -> None:
    try:
        usual = re.compile(source)
    except re.error:
        return
    store = _Store(Path(os.devnull))
    store.compile(source, 0)
    store.known = store.used
    ours = store.compile(source, 0)
    assert [match.regs for match in ours.finditer(text)] == [match.regs for match in usual.finditer(text)]


def test_names_of_groups_and_flags(tmp_path: Path) -> None:
    made = kept(tmp_path / "a.patterns", "(?P<n>[0-9]+)(个|K)(?i:m)?", re.IGNORECASE)
    match = made.search("建成280k")
    assert match is not None and match["n"] == "280" and match.lastgroup is None and match.lastindex == 2
    assert made == re.compile("(?P<n>[0-9]+)(个|K)(?i:m)?", re.IGNORECASE)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"\x92\xa1x\x80", msgspec.msgpack.encode(("2.7", {}))])
def test_a_broken_file_or_one_of_another_python_is_made_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.patterns"
    path.write_bytes(content)
    assert kept(path, "建成([0-9]+)个").findall("建成12个") == ["12"]


def test_code_that_is_none_is_compiled_again(tmp_path: Path) -> None:
    path = tmp_path / "a.patterns"
    kept(path, "[0-9]+个")
    store = _Store(path)
    store.compile("甲", 0)
    assert store.known is not None
    store.known["0:[0-9]+个".encode()] = msgspec.Raw(msgspec.msgpack.encode([32, 0, {}, [99999, 1, 2]]))
    assert store.compile("[0-9]+个", 0).findall("12个") == ["12个"]
    store.known["0:[0-9]+个".encode()] = msgspec.Raw(b"\x93")
    assert store.compile("[0-9]+个", 0).findall("12个") == ["12个"]


def test_nothing_is_written_where_python_writes_no_bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    store = _Store(tmp_path / "a.patterns")
    store.compile("甲", 0)
    store.save()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may write everywhere cannot see this")
def test_a_folder_that_takes_no_files(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    store = _Store(tmp_path / "a.patterns")
    store.compile("甲", 0)
    store.save()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = _Store(tmp_path / "file" / "a.patterns")
    assert store.compile("甲", 0).search("甲")
    store.save()
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_without_the_library_s_own_modules(tmp_path: Path) -> None:
    store = _Store(tmp_path / "a.patterns")
    store.known = {}
    assert store.compile("甲(乙)?", 0).search("甲乙")
    store.save()
    assert list(tmp_path.iterdir()) == []


def test_old_versions_of_patterns_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zongshu.compiled._MOST", 2)
    path = tmp_path / "a.patterns"
    for source in ("甲", "乙", "丙"):
        kept(path, source)
    store = _Store(path)
    store.compile("丙", 0)
    assert store.known is not None and list(store.known) == ["0:丙".encode()]


def test_a_mistake_is_told_as_by_re() -> None:
    with pytest.raises(re.error):
        compile_pattern("(")


def test_the_second_process_compiles_next_to_none(tmp_path: Path) -> None:
    code = (
        "import re._compiler as c; calls = []; real = c._code\n"
        "c._code = lambda *a, **k: calls.append(a) or real(*a, **k)\n"
        "import zongshu; zongshu.quantities('新建两新党组织14个，覆盖率73.8%')\n"
        "import zongshu.compiled as k; print(len(k._store.known), k._store.new)"
    )
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    call = [sys.executable, "-c", code]
    first, second = (
        subprocess.run(call, capture_output=True, text=True, check=True, env=environment).stdout.split()
        for _ in range(2)
    )
    assert first == ["0", "True"]
    assert int(second[0]) > 20 and second[1] == "False"
