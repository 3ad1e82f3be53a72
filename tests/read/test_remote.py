"""Files at an address: found like files on a disk, and told apart from them where something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from zongshu.batch import Engine, Options, plan, run
from zongshu.errors import ReadError, UsageError
from zongshu.read import READERS, ReadOptions, Search, Source, find, load, read, rows
from zongshu.record import decode


@pytest.fixture
def storage() -> Iterator[fsspec.AbstractFileSystem]:
    memory = fsspec.filesystem("memory")
    for name, text in {
        "reports/b.txt": "建成站点280个。",
        "reports/2024/a 年报.txt": "覆盖率73.8%。",
        "reports/.hidden.txt": "建成1个。",
        "reports/picture.png": "",
        "reports/META.csv": "file,place\n",
        "table.csv": "id,text\n1,建成站点3个。\n",
    }.items():
        memory.pipe(f"/zs/{name}", text.encode())
    yield memory
    memory.rm("/zs", recursive=True)


def _found(*names: str) -> list[str]:
    return [source.name for source in find(names, READERS).sources]


def test_a_folder_is_walked_by_name_without_what_is_hidden(storage: fsspec.AbstractFileSystem) -> None:
    search = Search(["memory://zs/reports"], {".txt"})
    sources = list(search)
    assert [one.name for one in sources] == ["memory:///zs/reports/2024/a 年报.txt", "memory:///zs/reports/b.txt"]
    assert [one.size for one in sources] == [len("覆盖率73.8%。".encode()), len("建成站点280个。".encode())]
    assert search.skipped == {".png": 1, ".csv": 1}
    assert [one.name for one in search] == [one.name for one in sources]


def test_a_file_and_a_pattern_and_what_is_named_twice(storage: fsspec.AbstractFileSystem) -> None:
    assert _found("memory://zs/reports/b.txt", "memory://zs/reports/b.txt") == ["memory://zs/reports/b.txt"]
    assert _found("memory://zs/reports/*/*.txt") == ["memory:///zs/reports/2024/a 年报.txt"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("memory://zs/nothing", "no such file or folder"),
        ("memory://zs/*.pdf", "the pattern fits no file"),
        ("nokind://zs/a.txt", "nokind"),
    ],
)
def test_what_is_not_there_is_a_wrong_call(storage: fsspec.AbstractFileSystem, address: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        _found(address)
    assert address in str(caught.value)


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"zongshu\[remote\]"):
        _found("memory://zs/reports")


def test_reading_gives_the_same_article_as_from_a_disk(storage: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("建成站点280个。", encoding="utf-8")
    there, here = (next(read(find([name], READERS).sources[0])) for name in ("memory://zs/reports/b.txt", str(path)))
    assert (there.raw, there.sha256, there.encoding) == (here.raw, here.sha256, here.encoding)


def test_a_table_is_read_and_bounded(storage: fsspec.AbstractFileSystem) -> None:
    source = Source("memory://zs/table.csv", "memory://zs/table.csv")
    options = ReadOptions(text_column="text")
    assert [one.raw for one in rows(source, options)] == ["建成站点3个。"]
    with pytest.raises(ReadError, match="larger than"):
        load(source, 5)


def test_a_file_that_has_gone_fails_alone(storage: fsspec.AbstractFileSystem) -> None:
    with pytest.raises(ReadError, match=r"gone\.txt: cannot be read \(no such file\)"):
        load(Source("memory://zs/gone.txt", "memory://zs/gone.txt"))


@pytest.mark.parametrize("out", ["s3://reports/claims.jsonl", Path("s3://reports/claims.jsonl")])
def test_an_output_lies_on_a_disk(storage: fsspec.AbstractFileSystem, out: str | Path) -> None:
    with pytest.raises(UsageError, match="name a file on a disk"):
        plan(["memory://zs/reports"], Options(), out=out)


def test_workers_open_addresses_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "年报 2024"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"建成站点28{number}个。", encoding="utf-8")
    run(plan([folder], Options()), tmp_path / "disk.jsonl")
    run(plan([f"file://{folder.as_posix()}"], Options()), tmp_path / "address.jsonl", engine=Engine("local", 2))
    disk, address = (
        [decode(line) for line in (tmp_path / name).read_bytes().splitlines()]
        for name in ("disk.jsonl", "address.jsonl")
    )
    assert [f"file://{one.article.source}" for one in disk] == [one.article.source for one in address]
    assert [one.article.sha256 for one in disk] == [one.article.sha256 for one in address]
    assert [one.claims[0].text for one in address] == [one.claims[0].text for one in disk]
