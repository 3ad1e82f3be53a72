from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pandas as pd
import pytest
from tests.read.samples import article, as_table

from zongshu.errors import ReadError
from zongshu.read import READERS, ReadOptions, Source, apart, attach, check_columns, find, read
from zongshu.read import rows as streamed
from zongshu.types import Article

KINDS = ["csv", "tsv", "xlsx", "jsonl", "parquet"]
COLUMNS = {"title": "题", "place": "孝义市", "published": "2025/6/2", "outlet": "日报", "批次": "二"}


def rows(ending: str, data: bytes, **options: str) -> list[Article]:
    return list(read(Source(f"t.{ending}", f"t.{ending}", data=data), ReadOptions(**options)))  # type: ignore[arg-type]


def table(frame: pd.DataFrame, ending: str) -> bytes:
    stream = io.BytesIO()
    match ending:
        case "csv":
            return frame.to_csv(index=False).encode()
        case "tsv":
            return frame.to_csv(index=False, sep="\t").encode()
        case "jsonl":
            return frame.to_json(orient="records", lines=True, force_ascii=False).encode()
        case "xlsx":
            frame.to_excel(stream, index=False, engine="openpyxl")
        case _:
            frame.to_parquet(stream)
    return stream.getvalue()


@pytest.mark.parametrize("ending", KINDS)
def test_a_row_is_an_article(ending: str) -> None:
    (one,) = rows(ending, as_table(article(), ending, **COLUMNS), id_column="id")
    assert one.raw == article()
    assert (one.source, one.title, one.outlet, one.published) == (f"t.{ending}#a1", "题", "日报", "2025-06-02")
    assert (one.meta["place"], one.meta["批次"]) == ("孝义市", "二")


@pytest.mark.parametrize("ending", KINDS)
def test_several_rows_go_by_their_numbers(ending: str) -> None:
    frame = pd.DataFrame(
        {"正文": ["站点3个。\n人5名", "", "站点4个，“引号”, 逗号"], "地区": ["孝义市", "方山县", None]}
    )
    found = rows(ending, table(frame, ending))
    first = 1 if ending in ("jsonl", "parquet") else 2
    assert [one.source for one in found] == [f"t.{ending}#{first + at}" for at in range(3)]
    assert [one.raw for one in found] == ["站点3个。\n人5名", "", "站点4个，“引号”, 逗号"]
    assert [one.meta.get("place") for one in found] == ["孝义市", "方山县", None]
    assert [len(one.issues) for one in found] == [0, 1, 0]


@pytest.mark.parametrize("ending", KINDS)
def test_the_user_names_the_column(ending: str) -> None:
    data = table(pd.DataFrame({"text": ["甲"], "body": ["乙"], "n": [7]}), ending)
    with pytest.raises(ReadError, match=r"--text-column \(text \| body \| n\)") as caught:
        rows(ending, data)
    assert caught.value.code == "read.column"
    (one,) = rows(ending, data, text_column="body", id_column="n")
    assert (one.raw, one.meta, one.source) == ("乙", {"text": "甲"}, f"t.{ending}#7")
    for wrong in ({"text_column": "none"}, {"text_column": "body", "id_column": "none"}):
        with pytest.raises(ReadError, match="no column 'none'"):
            rows(ending, data, **wrong)


def test_ids_that_are_not_there_or_there_twice() -> None:
    with pytest.raises(ReadError, match="row 3: id a again, which row 2 has already"):
        rows("csv", b"id,text\na,x\na,y\n", id_column="id")
    with pytest.raises(ReadError, match="row 3: no id"):
        rows("csv", b"id,text\na,x\n,y\n", id_column="id")


@pytest.mark.parametrize(
    ("ending", "data", "message"),
    [
        ("csv", b"", "say which column"),
        ("csv", b'text\n"x\n', "no valid table"),
        ("csv", b"text\nx,y\n", "row 2: more cells than the 1 columns"),
        ("jsonl", b'{"text": "x"}\n{"text"\n', "line 2: no JSON"),
        ("jsonl", b"[1]\n", "line 1: no object"),
        ("jsonl", b"[" * 100_000, "line 1: no JSON"),
        ("parquet", b"PAR1xxxxPAR1", "no Parquet file"),
        ("csv", b"article_id,text,quantity_value\na,280,1\n", "say which column"),
    ],
)
def test_tables_that_are_none(ending: str, data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        rows(ending, data)


def test_a_long_cell_and_a_date_that_is_none() -> None:
    (one,) = rows("csv", f"text,published,fictional\n{'长' * 200_000},last year,是\n".encode())
    assert len(one.raw) == 200_000
    assert (one.published, one.fictional) == (None, True)
    assert [issue.code for issue in one.issues] == ["read.date"]


def test_a_metadata_table_speaks_for_all_rows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"text,outlet\nx,A\ny,\n")
    (tmp_path / "meta.csv").write_text("file,outlet,title\nt.csv,乙,题\n", encoding="utf-8")
    found = find([tmp_path / "t.csv"], READERS)
    attach(found.sources, tmp_path / "meta.csv")
    assert [(one.outlet, one.title) for one in read(found.sources[0])] == [("乙", "题"), ("乙", "题")]


@pytest.mark.parametrize(
    ("ending", "encoding"),
    [
        *((ending, code) for ending in ("csv", "tsv", "jsonl") for code in ("utf-8", "utf-8-sig", "gb18030", "utf-16")),
        ("xlsx", ""),
        ("parquet", ""),
    ],
)
def test_a_table_that_is_larger_than_an_article_may_be_is_read_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, encoding: str
) -> None:
    frame = pd.DataFrame({"id": range(150), "text": [f"建成站点{n}个。\n" + "县" * 40 for n in range(150)]})
    data = table(frame, ending)
    data = data.decode().encode(encoding) if encoding else data
    path = tmp_path / f"t.{ending}"
    path.write_bytes(data)
    whole = rows(ending, data, id_column="id")
    monkeypatch.setattr("zongshu.read.text_tables._SAMPLE", 1_000)
    most = 50_000 if ending == "xlsx" else len(data) // 3  # what is packed may not unpack to far more
    found = list(streamed(Source(f"t.{ending}", str(path)), ReadOptions(id_column="id", max_bytes=most)))
    assert [(one.source, one.raw, one.sha256) for one in found] == [(one.source, one.raw, one.sha256) for one in whole]
    assert len(found) == 150


@pytest.mark.parametrize("ending", ["parquet", "xlsx", "jsonl"])
def test_a_large_table_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setattr("zongshu.read.text_tables._SAMPLE", 1_000_000)
    path = tmp_path / f"t.{ending}"
    path.write_bytes(table(pd.DataFrame({"text": [f"建成站点{n}个。" + "县" * 30_000 for n in range(600)]}), ending))
    tracemalloc.start()
    assert sum(len(one.raw) > 30_000 for one in streamed(Source(path.name, str(path)), ReadOptions())) == 600
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 12_000_000  # of 36 MB


@pytest.mark.parametrize("ending", ["parquet", "xlsx"])
def test_who_takes_not_all_rows_ends_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    servers = []

    class Recorded(apart._Server):
        def __init__(self) -> None:
            super().__init__()
            servers.append(self)

    monkeypatch.setattr(apart, "_Server", Recorded)
    path = tmp_path / f"t.{ending}"
    path.write_bytes(table(pd.DataFrame({"text": [f"建成站点{n}个。" for n in range(200)]}), ending))
    found = streamed(Source(path.name, str(path)), ReadOptions())
    next(found)
    (server,) = servers
    child = server._child
    assert child is not None and child.poll() is None
    found.close()  # type: ignore[attr-defined]
    assert child.poll() is not None


@pytest.mark.parametrize("ending", KINDS)
def test_columns_are_looked_for_before_the_rows(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    path.write_bytes(table(pd.DataFrame({"n": [7, 8], "词": ["甲", "乙"]}), ending))
    source = Source(path.name, str(path))
    check_columns(source, ReadOptions(text_column="词", id_column="n"))
    for wrong, words in (
        ({}, "say which"),
        ({"text_column": "x"}, "'x'"),
        ({"text_column": "n", "id_column": "x"}, "'x'"),
    ):
        with pytest.raises(ReadError, match=rf"{words}.*\(n \| 词\)") as caught:
            check_columns(source, ReadOptions(**wrong))  # type: ignore[arg-type]
        assert caught.value.code == "read.column"


def test_a_column_that_only_a_later_line_has(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"n": 1}\n{"n": 2, "body": "甲"}\n', encoding="utf-8")
    source = Source("t.jsonl", str(tmp_path / "t.jsonl"))
    check_columns(source, ReadOptions(text_column="body"))
    assert [one.raw for one in streamed(source, ReadOptions(text_column="body"))] == ["", "甲"]


def test_the_sheet_that_has_the_column(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "t.xlsx", engine="openpyxl") as book:
        pd.DataFrame({"note": ["x"]}).to_excel(book, sheet_name="cover", index=False)
        pd.DataFrame({"正文": ["站点3个。"]}).to_excel(book, sheet_name="data", index=False)
    source = Source("t.xlsx", str(tmp_path / "t.xlsx"))
    check_columns(source, ReadOptions())
    assert [one.raw for one in streamed(source, ReadOptions())] == ["站点3个。"]


def test_a_table_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("text\n" + "建成站点3个。\n" * 9, encoding="utf-8")
    found = streamed(Source("t.csv", str(path)), ReadOptions())
    next(found)
    path.write_text("text\n" + "新\n" * 9, encoding="utf-8")
    with pytest.raises(ReadError, match="changed while"):
        list(found)
