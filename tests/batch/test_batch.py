from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from zongshu.batch import Engine, Interrupted, Item, Limits, Options, Plan, Result, Tell, engine_for, plan, records, run
from zongshu.batch.engine import process
from zongshu.batch.manifest import fingerprint, manifest_path
from zongshu.batch.shards import Shards, run_folder
from zongshu.batch.unit import Worker
from zongshu.errors import DataError, UsageError
from zongshu.pipeline import Pipeline
from zongshu.read import Source
from zongshu.record import decode
from zongshu.types import Article

TEXT = "2024年，孝义市建成志愿服务站{}个，覆盖率达73.8%。"


def memory(number: int) -> Item:
    return Item(f"{number}.txt", data=TEXT.format(number).encode())


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
    for processes in (1, 3):
        out = tmp_path / f"{processes}.{ending}"
        summary = run(plan([folder], Options()), out, engine=Engine("local", processes - 1))
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


def test_a_record_that_the_schema_does_not_know_is_never_written() -> None:
    def stage(article: Article) -> Article:
        article.repairs = {"hard_wrap": "often"}  # type: ignore[dict-item]
        return article

    worker = Worker(Options(), Pipeline(stages=(stage,)))
    (bad,) = worker(memory(3))
    assert bad.failed is not None
    assert bad.failed[0] == "internal.error"
    assert "repairs" in bad.failed[1]
    assert decode(bad.line or b"").issues[0].code == "internal.error"


@pytest.mark.parametrize("processes", [0, 1])
def test_a_mistake_in_a_pack_stops_the_run(tmp_path: Path, processes: int) -> None:
    (tmp_path / "p.yaml").write_text("pack: x\nindicators: [{id: a}]\n", encoding="utf-8")
    with pytest.raises(DataError, match="lacks name"):
        list(process([memory(1)], Options(indicators=(str(tmp_path / "p.yaml"),)), Engine("local", processes)))


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


def stop_after(count: int) -> Tell:
    seen = []

    def tell(item: Item, results: list[Result]) -> None:
        seen.append(results)
        if len(seen) == count:
            raise KeyboardInterrupt

    return tell


@pytest.mark.parametrize(("ending", "processes"), [("jsonl", 0), ("jsonl", 2), ("csv", 0), ("parquet", 0), ("xlsx", 0)])
def test_what_is_finished_outlives_an_interruption(folder: Path, tmp_path: Path, ending: str, processes: int) -> None:
    out, whole = tmp_path / f"o.{ending}", tmp_path / f"whole.{ending}"
    run(plan([folder], Options()), whole)
    out.write_bytes(b"old")
    engine = Engine("local", processes)
    with pytest.raises(Interrupted, match=r"20 articles are kept in .*resume"):
        run(plan([folder], Options()), out, engine=engine, tell=stop_after(20))
    with pytest.raises(Interrupted, match=r"40 articles are kept"):
        run(plan([folder], Options()), out, resume=True, tell=stop_after(40))
    assert out.read_bytes() == b"old"
    assert run(plan([folder], Options()), out, engine=engine, resume=True).reused == 39  # what failed is tried again
    assert out.read_bytes() == whole.read_bytes()
    assert not run_folder(out).exists()
    assert not list(tmp_path.glob(".*"))


def test_an_interruption_before_anything_leaves_no_trace(folder: Path, tmp_path: Path) -> None:
    def stop(item: Item, results: list[Result]) -> None:
        raise KeyboardInterrupt

    (folder / "05.txt").rename(tmp_path / "05.txt")
    with pytest.raises(DataError):
        run(plan([folder], Options(indicators=(str(tmp_path / "05.txt"),))), tmp_path / "o.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["05.txt", folder.name]


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


def test_rows_of_a_table_are_shared_out_and_taken_up_again(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("text,place\n" + "".join(f"{TEXT.format(n)},孝义市\n" for n in range(1, 91)), encoding="utf-8")
    made = []
    for processes in (0, 2):
        out = tmp_path / f"{processes}.jsonl"
        assert run(plan([table], Options()), out, engine=Engine("local", processes)).articles == 90
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert run(plan([table], Options()), out, resume=True).reused == 90
    with pytest.raises(Interrupted, match="50 articles"):
        run(plan([table], Options()), tmp_path / "c.jsonl", tell=stop_after(50))
    assert run(plan([table], Options()), tmp_path / "c.jsonl", resume=True).reused == 50
    assert (tmp_path / "c.jsonl").read_bytes() == made[0]


def test_a_dataset_is_a_folder_that_reads_as_one_table(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as parquet

    monkeypatch.setattr("zongshu.batch.writers._PART", 40)
    run(plan([folder], Options()), tmp_path / "one.parquet")
    out = tmp_path / "set"
    with pytest.raises(Interrupted):
        run(plan([folder], Options()), f"{out}/", tell=stop_after(30))
    assert not out.exists()
    assert run(plan([folder], Options()), f"{out}/", resume=True).reused == 29
    assert [path.name for path in sorted(out.iterdir())] == [f"part-0000{number}.parquet" for number in range(4)]
    assert parquet.read_table(out).equals(parquet.read_table(tmp_path / "one.parquet"))
    issues = parquet.read_table(tmp_path / "set.issues.parquet")
    assert issues.equals(parquet.read_table(tmp_path / "one.issues.parquet"))
    before = [path.read_bytes() for path in sorted(out.iterdir())]
    run(plan([folder], Options()), out, engine=Engine("local", 2))
    assert [path.read_bytes() for path in sorted(out.iterdir())] == before
    (out / "mine.txt").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="folder of its own"):
        run(plan([folder], Options()), out)
    assert (out / "mine.txt").exists()


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx"])
def test_the_manifest_says_what_it_was_made_with(folder: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"o.{ending}"
    run(plan([folder], Options()), out, command="zongshu extract x")
    told = json.loads(manifest_path(out).read_text(encoding="utf-8"))
    assert told["output"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["output"]["bytes"] == out.stat().st_size
    assert told["counts"] == {"articles": 70, "claims": 2 * 68, "failed": 1, "reused": 0}
    assert told["inputs"]["count"] == 70
    assert told["inputs"]["bytes"] == sum(path.stat().st_size for path in folder.iterdir())
    assert (told["complete"], told["command"]) == (True, "zongshu extract x")


def test_all_kinds_in_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    from tests.read.samples import article, sample

    for ending in ("txt", "html", "docx", "pdf", "xlsx"):
        (tmp_path / f"a.{ending}").write_bytes(sample(ending, article()))
    made = []
    for processes in (1, 2):
        out = tmp_path / f"{processes}.out"
        work = plan([tmp_path / "a.*"], Options(text_column="text"))
        assert run(work, out, "jsonl", Engine("local", processes - 1)).failed == []
        made.append(out.read_bytes())
    assert made[0] == made[1]
    assert made[0].count(b"\n") == 5


def test_calls_that_are_wrong(folder: Path, tmp_path: Path) -> None:
    work = plan([folder], Options())
    for kind, out, resume in (
        ("xml", None, False),
        ("parquet", None, False),
        ("csv", None, True),
        ("csv", tmp_path, False),
    ):
        with pytest.raises(UsageError):
            run(work, out, kind, resume=resume)
    with pytest.raises(UsageError, match="cannot be written"):
        run(work, tmp_path / "none" / "o.jsonl")


def test_standard_input_is_read_here_and_not_in_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    stdin = io.TextIOWrapper(io.BytesIO(TEXT.format(8).encode("gb18030")))
    monkeypatch.setattr(sys, "stdin", stdin)
    work = Plan([*plan(["-"], Options()).sources, Source("2.txt", data=TEXT.encode())], Options())
    (_, (first,)), _ = records(work, Engine("local", 2))
    assert first.source == "-"
    assert decode(first.line or b"").article.encoding == "gb18030"


def test_little_work_is_done_here_unless_a_limit_is_asked_for(folder: Path) -> None:
    work = plan([folder], Options())
    assert engine_for(work).processes == 0
    assert engine_for(work, limits=Limits(seconds=1)).processes >= 1
    assert engine_for(work, jobs=3).processes == 3
    work.size = 400_000
    assert engine_for(work, jobs=1).processes == 1


def test_damaged_leftovers_are_not_used(folder: Path, tmp_path: Path) -> None:
    out, whole = tmp_path / "o.jsonl", tmp_path / "whole.jsonl"
    run(plan([folder], Options()), whole)

    def broken() -> Path:
        with pytest.raises(Interrupted):
            run(plan([folder], Options()), out, tell=stop_after(20))
        return run_folder(out)

    manifest = broken() / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:50])
    assert run(plan([folder], Options()), out, resume=True).reused == 0
    assert out.read_bytes() == whole.read_bytes()
    (shard,) = broken().glob("000000-*")
    shard.write_bytes(shard.read_bytes()[:-100])
    (run_folder(out) / "shard.tmp").write_bytes(b"half")
    out.unlink()
    assert run(plan([folder], Options()), out, resume=True).reused == 0
    assert out.read_bytes() == whole.read_bytes()
    manifest_path(out).write_bytes(b'{"zongshu": "0')
    assert run(plan([folder], Options()), out, resume=True).reused == 0


def test_a_full_shard_is_put_in_place_and_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zongshu.batch.shards._ARTICLES", 2)
    made_with = fingerprint(Options())
    (one,) = Worker(Options())(memory(1))
    shards = Shards(tmp_path / "o.jsonl", True, made_with, resume=False)
    for _ in range(5):
        shards.write(one.line or b"")
    assert len(list(shards.folder.glob("0*.jsonl"))) == 2
    again = Shards(tmp_path / "o.jsonl", True, made_with, resume=True)
    item = memory(1)
    again.known(item)
    assert (item.kept, item.known) == (one.line, one.sha256)
    item = Item("1.txt", meta={"title": "new"})
    again.known(item)
    assert item.known == ""
    again.close()


def test_a_run_below_its_own_sources_does_not_read_its_own_work(folder: Path) -> None:
    (folder / "t.jsonl").write_text('{"text": "新建站点3个。"}\n', encoding="utf-8")
    out = folder / "z.jsonl"
    options = Options(text_column="text")
    with pytest.raises(Interrupted):
        run(plan([folder], options), out, tell=stop_after(20))
    assert run(plan([folder], options), out).articles == 71


def test_corrections_are_applied_to_each_later_run(folder: Path, tmp_path: Path) -> None:
    from zongshu.batch.corrected import Corrector

    out = tmp_path / "o.jsonl"
    run(plan([folder], Options()), out)
    record = lines(out)[0]
    claim = record["claims"][0]  # type: ignore[index]
    made = {
        "sha256": record["article"]["sha256"], "article": record["article"]["id"], "claim": claim["id"],  # type: ignore[index]
        "action": "edit", "span": [claim["start"], claim["end"]], "quote": claim["text"], "before": claim,
        "after": {"status": "planned"}, "coder": "anna", "time": "2026-01-02T03:04:05Z",
    }  # fmt: skip
    told = tmp_path / "c.jsonl"
    stray = {**made, "sha256": "0" * 64, "article": "none"}
    told.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (made, stray)), encoding="utf-8")
    made_of = []
    for processes, again in ((0, False), (1, False), (0, True)):
        summary = run(
            plan([folder], Options()), out, resume=again, engine=Engine("local", processes), corrector=Corrector([told])
        )
        assert summary.corrected is not None
        assert summary.corrected.counts.total() + summary.corrected.known == 1
        assert len(summary.corrected.refused) == 1
        assert summary.reused == (69 if again else 0)
        made_of.append(out.read_bytes())
    assert lines(out)[0]["claims"][0]["status"] == "planned"  # type: ignore[index]
    assert made_of[0] == made_of[1] == made_of[2]
    assert run(plan([folder], Options()), out, resume=True).reused == 0
