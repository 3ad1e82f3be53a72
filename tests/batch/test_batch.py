from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from zongshu.batch import Interrupted, Options, Plan, Result, plan, records, run
from zongshu.batch.engine import process
from zongshu.batch.resume import fingerprint, manifest_path, part_path
from zongshu.batch.worker import Worker
from zongshu.errors import DataError, UsageError
from zongshu.pipeline import Pipeline
from zongshu.read import Source
from zongshu.record import decode
from zongshu.types import Article

TEXT = "2024年，孝义市建成志愿服务站{}个，覆盖率达73.8%。"


class Bomb(Source):
    """A source that ends the process that unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def memory(number: int) -> Source:
    return Source(f"{number}.txt", data=TEXT.format(number).encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "文章 一"
    folder.mkdir()
    for number in range(70):
        (folder / f"{number:02d}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    (folder / "05.txt").write_bytes(b"\0\1\2\3")
    (folder / "06.txt").write_bytes(b"")
    return folder


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_the_bytes_do_not_depend_on_the_processes(folder: Path, tmp_path: Path, ending: str) -> None:
    made = []
    for processes in (1, 2):
        out = tmp_path / f"{processes}.{ending}"
        summary = run(plan([folder], Options()), out, processes=processes)
        assert (summary.articles, len(summary.failed)) == (70, 1)
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert not list(tmp_path.glob(".*")) + list(tmp_path.glob("*.part"))


def test_a_failed_article_is_a_record_with_an_issue(folder: Path, tmp_path: Path) -> None:
    run(plan([folder], Options()), tmp_path / "o.jsonl")
    records = [decode(line) for line in (tmp_path / "o.jsonl").read_bytes().splitlines()]
    failed, empty = records[5], records[6]
    assert (failed.claims, failed.article.encoding, len(failed.article.sha256)) == ([], "", 64)
    assert failed.article.source.endswith("文章 一/05.txt")
    assert [issue.code for issue in failed.issues] == ["read.binary"]
    assert (empty.claims, empty.issues[0].code) == ([], "read.empty")
    assert all(record.claims for record in records[7:])


def test_a_stage_that_raises_fails_its_article_alone() -> None:
    def stage(article: Article) -> Article:
        if "3个" in article.raw:
            raise ZeroDivisionError("by 3")
        return article

    worker = Worker(Options(), Pipeline(stages=(stage,)))
    (bad,), (good,) = worker(memory(3)), worker(memory(4))
    assert good.failed is None
    assert bad.failed == ("internal.error", "3.txt: ZeroDivisionError: by 3")
    assert "Traceback" in bad.trace
    made = decode(bad.line or b"")
    assert (made.claims, made.article.characters) == ([], len(TEXT.format(3)))
    assert made.issues[0].code == "internal.error"


def test_a_source_that_kills_its_process_fails_alone() -> None:
    jobs = [(memory(1), ""), (Bomb("bomb.txt"), ""), (memory(2), "")]
    first, second, third = process(jobs, Options(), 2)
    assert [first[0].failed, third[0].failed] == [None, None]
    assert second[0].failed is not None
    assert second[0].failed[0] == "internal.killed"
    assert decode(second[0].line or b"").article.source == "bomb.txt"


@pytest.mark.parametrize("processes", [1, 2])
def test_a_mistake_in_a_pack_stops_the_run(tmp_path: Path, processes: int) -> None:
    (tmp_path / "p.yaml").write_text("pack: x\nindicators: [{id: a}]\n", encoding="utf-8")
    with pytest.raises(DataError, match="lacks name"):
        list(process([(memory(1), "")], Options(indicators=(str(tmp_path / "p.yaml"),)), processes))


def test_csv(folder: Path, tmp_path: Path) -> None:
    import pandas as pd

    run(plan([folder], Options()), tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_bytes().startswith("\ufeffarticle_id,".encode())
    table = pd.read_csv(tmp_path / "o.csv", dtype=str, encoding="utf-8-sig")
    assert set(table["place_adcode"]) == {"141181"}
    assert len(table) == 2 * 68
    issues = pd.read_csv(tmp_path / "o.issues.csv", encoding="utf-8-sig")
    assert {"read.binary", "read.empty"} <= set(issues["code"])
    for name in ("05.txt", "06.txt"):
        (folder / name).write_text(TEXT.format(1), encoding="utf-8")
    run(plan([folder], Options()), tmp_path / "o.csv")
    assert not (tmp_path / "o.issues.csv").exists()


def test_parquet_without_claims_has_the_same_columns(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    for name, text in (("none", ""), ("some", TEXT.format(5))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        run(plan([tmp_path / f"{name}.txt"], Options()), tmp_path / f"{name}.parquet")
    none, some = (parquet.read_table(tmp_path / f"{name}.parquet") for name in ("none", "some"))
    assert none.schema.equals(some.schema, check_metadata=True)
    assert (none.num_rows, some.num_rows) == (0, 2)
    assert str(some.schema.field("quantity_value").type) == "double"


def test_xlsx(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "=1+1.txt").write_text(TEXT.format(5) + "长" * 40_000, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0")
    done = []
    for name in ("a.xlsx", "b.xlsx"):
        run(plan([tmp_path], Options()), tmp_path / name)
        done.append((tmp_path / name).read_bytes())
    assert done[0] == done[1]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["claims", "articles", "issues"]
    head = [cell.value for cell in book["claims"][1]]
    row = dict(zip(head, book["claims"][2], strict=True))
    assert (row["place_adcode"].value, row["place_adcode"].data_type) == ("141181", "s")
    assert (row["quantity_value"].value, row["quantity_value"].data_type) == (5, "n")
    assert row["article_source"].data_type == "s"
    assert book["articles"].max_row == 3
    assert "read.binary" in [row[2].value for row in book["issues"]]


def stop_after(count: int) -> object:
    seen = []

    def tell(results: list[Result]) -> None:
        seen.append(results)
        if len(seen) == count:
            raise KeyboardInterrupt

    return tell


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_finished_outlives_an_interruption(folder: Path, tmp_path: Path, processes: int) -> None:
    out, whole = tmp_path / "o.jsonl", tmp_path / "whole.jsonl"
    run(plan([folder], Options()), whole)
    with pytest.raises(Interrupted, match=r"20 articles are kept in .*resume"):
        run(plan([folder], Options()), out, processes=processes, tell=stop_after(20))  # type: ignore[arg-type]
    assert out.read_bytes() == b"".join(whole.read_bytes().splitlines(True)[:20])
    with pytest.raises(Interrupted, match=r"40 articles are kept in .*\.part"):
        run(plan([folder], Options()), out, resume=True, tell=stop_after(40))  # type: ignore[arg-type]
    assert len(lines(out)) == 20
    summary = run(plan([folder], Options()), out, processes=processes, resume=True)
    assert summary.reused == 39  # what failed is tried again
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("o.*")) == ["o.jsonl", "o.jsonl.manifest.json"]


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_an_interrupted_table_leaves_the_old_one(folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"o.{ending}"
    out.write_bytes(b"old")
    with pytest.raises(Interrupted, match="nothing was written"):
        run(plan([folder], Options()), out, tell=stop_after(3))  # type: ignore[arg-type]
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [out.name]


def test_resume_does_only_what_changed(folder: Path, tmp_path: Path) -> None:
    out, anew = tmp_path / "o.jsonl", tmp_path / "anew.jsonl"
    run(plan([folder], Options()), out)
    (folder / "00.txt").write_text("改为新建站点7个。", encoding="utf-8")
    (folder / "00a.txt").write_text(TEXT.format(9), encoding="utf-8")
    (folder / "03.txt").unlink()
    (folder / "META.csv").write_text("file,title\n04.txt,题\n", encoding="utf-8")
    assert run(plan([folder], Options()), out, resume=True).reused == 66
    run(plan([folder], Options()), anew)
    assert out.read_bytes() == anew.read_bytes()
    assert run(plan([folder], Options(max_bytes=99)), out, resume=True).reused == 0


def test_resume_takes_up_what_a_killed_run_left(folder: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "o.jsonl", tmp_path / "whole.jsonl"
    run(plan([folder], Options()), whole)
    content = whole.read_bytes().splitlines(True)
    part_path(out, fingerprint(Options())).write_bytes(b"".join(content[:4]) + content[4][:50])
    assert run(plan([folder], Options()), out, resume=True).reused == 4
    assert out.read_bytes() == whole.read_bytes()
    assert json.loads(manifest_path(out).read_text())["complete"] is True


def test_all_kinds_in_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    from tests.read.samples import article, sample

    for ending in ("txt", "html", "docx", "pdf", "xlsx"):
        (tmp_path / f"a.{ending}").write_bytes(sample(ending, article()))
    made = []
    for processes in (1, 2):
        out = tmp_path / f"{processes}.out"
        assert run(plan([tmp_path / "a.*"], Options(text_column="text")), out, "jsonl", processes).failed == []
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert made[0].count(b"\n") == 5


def test_calls_that_are_wrong(folder: Path, tmp_path: Path) -> None:
    work = plan([folder], Options())
    for kind, out, resume in (("xml", None, False), ("parquet", None, False), ("csv", tmp_path / "o", True)):
        with pytest.raises(UsageError):
            run(work, out, kind, resume=resume)
    with pytest.raises(UsageError, match="cannot be written"):
        run(work, tmp_path / "none" / "o.jsonl")


def test_standard_input_is_read_here_and_not_in_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    stdin = io.TextIOWrapper(io.BytesIO(TEXT.format(8).encode("gb18030")))
    monkeypatch.setattr(sys, "stdin", stdin)
    work = Plan([*plan(["-"], Options()).jobs, (memory(2), "")], Options())
    first, _ = records(work, 2)
    assert first[0].source == "-"
    assert decode(first[0].line or b"").article.encoding == "gb18030"
