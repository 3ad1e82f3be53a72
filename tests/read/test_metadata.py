from __future__ import annotations

from pathlib import Path

import pytest

from zongshu.errors import DataError, UsageError
from zongshu.read import Source, attach, read


def sources(*names: str) -> list[Source]:
    return [Source(name, path=name, data="建成站点3个。".encode()) for name in names]


def table(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "places.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_fills_the_article(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [
        ["file", "place", "published", "outlet", "title", "fictional", "批次"],
        ["a.txt", "孝义市", "2025/6/2", "县融媒体中心", "站点建设综述", "是", "第一批次"],
    ]
    (source,) = sources("reports/a.txt")
    text = "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    assert attach([source], table(tmp_path, text, encoding)) == []
    (article,) = read(source)
    assert (article.title, article.outlet, article.published) == ("站点建设综述", "县融媒体中心", "2025-06-02")
    assert article.fictional
    assert (article.meta["place"], article.meta["批次"]) == ("孝义市", "第一批次")


def test_rows_are_joined_by_as_much_of_the_path_as_they_write(tmp_path: Path) -> None:
    given = sources("r/x/a.txt", "r/y/a.txt", "r/b.txt", "r/c.txt")
    notes = attach(given, table(tmp_path, "id,n\nx/a,1\ny\\a.txt,2\nb,3\nnone.txt,4\n"))
    assert [source.meta for source in given] == [{"n": "1"}, {"n": "2"}, {"n": "3"}, {}]
    assert len(notes) == 1
    assert "1 rows fit no article: row 5 (none.txt)" in notes[0]


def test_a_table_in_the_folder_speaks_for_it_and_the_given_one_goes_first(tmp_path: Path) -> None:
    table(tmp_path, "file,fictional,outlet\na.txt,true,甲\nelsewhere.txt,true,乙\n", name="META.csv")
    (tmp_path / "a.txt").write_bytes(b"x")
    source = Source("a.txt", str(tmp_path / "a.txt"))
    assert attach([source]) == []
    assert source.meta == {"fictional": "true", "outlet": "甲"}
    attach([source], table(tmp_path, "file,outlet\na.txt,丙\n"))
    assert source.meta == {"fictional": "true", "outlet": "丙"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "row 1: no column file, source or id"),
        ("name,place\na.txt,x\n", "row 1: no column file, source or id"),
        ("file,place,place\na.txt,x,y\n", "row 1: column 'place' stands there twice"),
        ("file,place\na.txt,x\n,y\n", "row 3: no file"),
        ("file,place\na.txt,x,z\n", "row 2: more cells"),
        ("file,place\na.txt,x\n\nr/a.txt,y\n", "row 4: r/a.txt again, which row 2 is for"),
        ("file,published\na.txt,2025-02-30\n", "row 2: published is '2025-02-30'"),
        ("file,published\na.txt,last year\n", "row 2: published is 'last year'"),
        ("file,fictional\na.txt,maybe\n", "row 2: fictional is 'maybe'"),
        ('file,place\na.txt,"x\n', "no valid CSV"),
        ("file,place\nb,x\n", "row 2: b fits 2 articles"),
    ],
)
def test_a_mistake_names_file_and_row(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        attach(sources("r/a.txt", "r/b.txt", "s/b.txt"), table(tmp_path, text))
    assert "places.csv" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("written", "date"),
    [("2025", "2025"), ("2025年", "2025"), ("2025.6", "2025-06"), ("2025年6月", "2025-06"),
     ("2025年6月2日", "2025-06-02"), ("20250602", "2025-06-02")],
)  # fmt: skip
def test_dates_as_people_write_them(tmp_path: Path, written: str, date: str) -> None:
    (source,) = sources("a.txt")
    attach([source], table(tmp_path, f"file,published\na.txt,{written}\n"))
    assert source.meta["published"] == date


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv: no such file"):
        attach(sources("a.txt"), tmp_path / "none.csv")
