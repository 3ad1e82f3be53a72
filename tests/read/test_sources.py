from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from zongshu.errors import ReadError, UsageError
from zongshu.read import READERS, Search, Source, find, load, read

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a b/乙.md", "a b/甲.TXT", "c.xyz", "d.xyz", "none", ".hidden.txt", ".git/x.txt", "a[1].txt"):
        path = tmp_path / "资料" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("建成站点3个。", encoding="utf-8")
    return tmp_path


def names(*given: str) -> list[str]:
    return [source.name for source in find(given, READERS).sources]


def test_a_folder_is_walked_in_order(folder: Path) -> None:
    found = find(["资料/"], READERS)
    assert [s.name for s in found.sources] == ["资料/a b/乙.md", "资料/a b/甲.TXT", "资料/a[1].txt", "资料/b.txt"]
    assert found.skipped == {".xyz": 2, "without ending": 1}


def test_patterns_and_names(folder: Path) -> None:
    assert names("资料/*.txt") == ["资料/a[1].txt", "资料/b.txt"]
    assert names("资料/**/*.md") == ["资料/a b/乙.md"]
    assert names("资料/a[1].txt") == ["资料/a[1].txt"]
    assert names("资料/*") == names("资料")
    assert names("./资料/b.txt", "资料", "-", "-")[:2] == ["./资料/b.txt", "资料/a b/乙.md"]
    assert len(names("./资料/b.txt", "资料", "-", "-")) == 5


@pytest.mark.parametrize("given", ["nothing.txt", "nothing/", "*.nothing", "资料/*.xyz", "资料/.git/empty"])
def test_what_is_not_there(folder: Path, given: str) -> None:
    with pytest.raises(UsageError, match=given.split("/")[0].replace("*", r"\*")):
        find([given], READERS)


def test_a_folder_without_articles(folder: Path) -> None:
    (folder / "none").mkdir()
    with pytest.raises(UsageError, match="without one article"):
        find(["none"], READERS)
    with pytest.raises(UsageError, match="nothing to read"):
        find([], READERS)


@needs_links
def test_links_that_lead_back_or_nowhere(folder: Path) -> None:
    os.symlink(folder / "资料", folder / "资料" / "loop")
    os.symlink(folder / "gone.txt", folder / "资料" / "gone.txt")
    found = find(["资料"], READERS).sources
    assert [s.name for s in found if s.problem] == ["资料/gone.txt"]
    assert len(found) == 5
    with pytest.raises(ReadError, match=r"gone\.txt: a link to a file that is not there"):
        load(next(s for s in found if s.problem))


@pytest.mark.skipif(sys.platform != "linux", reason="only there names may be any bytes")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("新.txt".encode("gbk"))).write_bytes(b"")
    (source,) = find([str(tmp_path)], READERS).sources
    assert source.name.endswith(r"\xd0\xc2.txt")
    assert load(source) == b""


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\n二\r三\n\n".encode())
    (article,) = read(Source("a.txt", str(path)))
    assert article.raw == "一\r\n二\r三\n\n"
    assert article.source == "a.txt"
    assert not article.fictional
    assert article.title is None


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n"])
def test_an_article_without_text_has_an_issue(data: bytes) -> None:
    (article,) = read(Source("a.txt", data=data))
    assert [issue.code for issue in article.issues] == ["read.empty"]


def test_files_that_are_too_large_or_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(ReadError, match="--max-size") as caught:
        load(Source("a.txt", str(path)), max_bytes=10)
    assert caught.value.code == "read.size"
    assert load(Source("a.txt", str(path)), max_bytes=11) == b"x" * 11
    with pytest.raises(ReadError, match=r"\.xyz is no kind") as caught:
        next(read(Source("a.xyz", str(path.rename(tmp_path / "a.xyz")))))
    assert caught.value.code == "read.kind"
    assert next(read(Source("report", str((tmp_path / "a.xyz").rename(tmp_path / "report"))))).raw == "x" * 11


def test_a_second_walk_meets_what_is_gone_as_a_failure_alone(folder: Path) -> None:
    search = Search(["资料/b.txt", "资料", "资料/a b/乙.md"], READERS)
    assert [source.name for source in search] == ["资料/b.txt", "资料/a b/乙.md", "资料/a b/甲.TXT", "资料/a[1].txt"]
    (folder / "资料" / "b.txt").unlink()
    first = next(iter(search))
    assert (first.name, first.problem) == ("资料/b.txt", "it is no longer there")
