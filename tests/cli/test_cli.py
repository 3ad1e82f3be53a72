from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from zongshu.cli import main
from zongshu.lexicon import data

TEXT = "2024年，孝义市建成志愿服务站280个，覆盖率达73.8%。\r\n力争明年新建6个。"

MARKDOWN = TEXT.replace("\r\n", "\n") + "\n"  # its marks are taken out, and a line of it ends in one way

FILES = 700


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "文章 一"
    folder.mkdir()
    for name, encoding in (("甲.txt", "utf-8"), ("乙 2.txt", "gb18030"), ("丙.md", "utf-16")):
        (folder / name).write_bytes(TEXT.encode(encoding))
    return folder


def call(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=given)


def shell(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "zongshu.cli", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env={**os.environ, **environment}, check=False)


def records(output: bytes | str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def commands() -> list[list[str]]:
    found = [[name] for name in main.commands]
    return [[], *found, *[["indicators", name] for name in ("list", "show", "check")]]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    done = call(*command, "--help")
    assert done.exit_code == 0
    assert re.search(r"Example:\n +zongshu ", done.output)
    assert done.output.isascii()


def test_version() -> None:
    assert call("--version").output.startswith("zongshu 0.")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from zongshu.cli import main; main(['--help'], standalone_mode=False)\n"
        "print(*{'pandas', 'numpy', 'rich', 'yaml', 'rjieba', 'msgspec', 'zongshu.pipeline'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_extract_to_standard_output_is_the_same_for_all_processes(folder: Path) -> None:
    one, two = (shell("extract", "文章 一", "--jobs", jobs, "--quiet") for jobs in ("1", "2"))
    assert (one.returncode, two.returncode) == (0, 0)
    assert one.stdout == two.stdout
    assert (one.stderr, two.stderr) == (b"", b"")
    made = records(one.stdout)
    assert [r["article"]["source"] for r in made] == ["文章 一/丙.md", "文章 一/乙 2.txt", "文章 一/甲.txt"]  # type: ignore[index]
    assert [r["article"]["encoding"] for r in made] == ["utf-16", "gb18030", "utf-8"]  # type: ignore[index]


def test_every_record_validates_and_points_into_its_text(folder: Path) -> None:
    schema = json.loads(call("schema", "article").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    (folder / "bad.txt").write_bytes(b"\0")
    for made in records(call("extract", str(folder)).stdout):
        jsonschema.validate(made, schema, cls=jsonschema.Draft202012Validator)
        for claim in made["claims"]:  # type: ignore[attr-defined]
            for part in (claim, claim["evidence"]):
                text = MARKDOWN if str(made["article"]["source"]).endswith(".md") else TEXT  # type: ignore[index]
                assert text[part["start"] : part["end"]] == part["text"]


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\0\1")
    done = shell("extract", "文章 一", "-o", "o.jsonl", "--jobs", "2")
    assert done.returncode == 1
    assert done.stdout == b""
    told = done.stderr.decode()
    assert "failed: 文章 一/bad.txt: binary" in told
    assert re.search(r"4 articles, [1-9]\d* claims, 1 failed, \d+\.\d s", told)
    made = records(Path("o.jsonl").read_bytes())
    assert [bool(r["claims"]) for r in made] == [False, True, True, True]


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "none.txt"],
        ["extract", "empty"],
        ["extract", "*.none"],
        ["extract", "文章 一", "--format", "xml"],
        ["extract", "文章 一", "--encoding", "klingon"],
        ["extract", "文章 一", "--meta", "none.csv"],
        ["extract", "文章 一", "--indicators", "none.yaml"],
        ["extract", "文章 一", "-o", "none/o.jsonl"],
        ["extract", "文章 一", "--jobs", "0"],
        ["extract", "文章 一", "--resume"],
        ["compare", "none.jsonl"],
        ["evaluate", "none.jsonl", "文章 一"],
        ["text", "none.txt"],
        ["indicators", "show", "volunter_sites"],
        ["indicators", "check", "none.yaml"],
        ["schema", "nothing"],
        ["nothing"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_in_one_line(folder: Path, arguments: list[str]) -> None:
    Path("empty").mkdir()
    done = call(*arguments)
    assert done.exit_code == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_standard_input(folder: Path) -> None:
    done = call("extract", "-", "--encoding", "gb18030", given=TEXT.encode("gb18030"))
    assert done.exit_code == 0
    (made,) = records(done.stdout)
    assert made["article"]["source"] == "-"  # type: ignore[index]
    assert call("extract", "-", given=b"").exit_code == 0


def test_a_gbk_console(folder: Path) -> None:
    (folder / "😀.txt").write_bytes(b"\0")
    done = shell("extract", "文章 一", PYTHONIOENCODING="gbk")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "文章 一/\\U0001f600.txt".encode("gbk") in done.stderr
    assert len(records(done.stdout.decode("utf-8"))) == 4
    Path("o.jsonl").write_bytes(done.stdout)
    assert "孝义市" in shell("compare", "o.jsonl", PYTHONIOENCODING="gbk").stdout.decode("gbk")


def test_a_reader_that_stops_reading(folder: Path) -> None:
    command = [sys.executable, "-m", "zongshu.cli", "extract", *["文章 一"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        told = child.stderr.read()
    assert b"Traceback" not in told
    assert b"Exception" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_keeps_what_is_finished(folder: Path, sign: signal.Signals) -> None:
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(TEXT * 5, encoding="utf-8")
    command = [sys.executable, "-m", "zongshu.cli", "extract", "文章 一", "-o", "o.jsonl", "--jobs", "2"]

    # a shell lets what it runs in the background ignore the interrupt, and a child would inherit that
    def hear() -> None:
        signal.signal(sign, signal.SIG_DFL)

    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=hear) as child:
        deadline = time.monotonic() + 30
        while not any(Path("o.jsonl.run").glob("0*.jsonl")) and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(child.pid, sign)
        told = child.communicate(timeout=30)[1].decode()
    assert child.returncode == 130
    assert "Traceback" not in told
    assert not Path("o.jsonl").exists()
    kept = re.search(r"(\d+) articles are kept in .*--resume", told)
    assert kept
    assert 0 < int(kept[1]) < FILES + 3
    done = call("extract", "文章 一", "-o", "o.jsonl", "--resume")
    assert f"({kept[1]} kept from before)" in done.stderr
    assert done.exit_code == 0
    assert len(records(Path("o.jsonl").read_bytes())) == FILES + 3


def test_metadata(folder: Path) -> None:
    Path("m.csv").write_text("file,place,fictional\n甲.txt,方山县,yes\nnone.txt,x,no\n", encoding="utf-8")
    done = call("extract", str(folder / "甲.txt"), "--meta", "m.csv")
    (made,) = records(done.stdout)
    assert made["article"]["fictional"] is True  # type: ignore[index]
    assert made["article"]["place"]["name"] == "方山县"  # type: ignore[index]
    assert "row 3 (none.txt)" in done.stderr


def test_compare_reads_all_forms_alike(folder: Path) -> None:
    shown = []
    for ending in ("jsonl", "csv", "parquet"):
        assert call("extract", "文章 一", "-o", f"o.{ending}", "--quiet").exit_code == 0
        done = call("compare", f"o.{ending}", "--level", "county", "--lang", "zh")
        assert done.exit_code == 0
        assert "志愿服务站点数" in done.stdout
        shown.append(done.stdout)
    assert shown[0] == shown[1] == shown[2]
    done = call("compare", "o.jsonl", "--indicator", "volunteer_sites", "-o", "p.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("p.html").read_text("utf-8").startswith("<!")
    assert "did you mean volunteer_sites" in call("compare", "o.jsonl", "--indicator", "volunteer_site").stderr


def test_evaluate(folder: Path) -> None:
    (made,) = records(
        call("extract", "文章 一/甲.txt", "-o", "o.jsonl").stdout or shell("extract", "文章 一/甲.txt").stdout
    )
    first = made["claims"][0]  # type: ignore[index]
    gold = [{"start": first["start"], "end": first["end"], "text": first["text"], "role": "claim", "value": 280}]
    (folder / "甲.json").write_text(json.dumps(gold), encoding="utf-8")
    assert "missed" not in call("evaluate", "o.jsonl", "文章 一").stdout
    report = json.loads(call("evaluate", "o.jsonl", "文章 一", "--json").stdout)
    assert report["overall"]["measures"]["recall"]["score"] == 1
    assert "spurious" in call("evaluate", "o.jsonl", "文章 一/甲.json", "--errors").stdout


def test_text_is_what_offsets_count_in(folder: Path) -> None:
    for name in ("甲.txt", "乙 2.txt", "丙.md"):
        assert shell("text", f"文章 一/{name}").stdout == (MARKDOWN if name.endswith(".md") else TEXT).encode()
    (folder / "bad.txt").write_bytes(b"\0")
    assert call("text", "文章 一/bad.txt").exit_code == 1


def test_an_article_of_a_table_is_called_by_its_row(folder: Path) -> None:
    Path("t.csv").write_text(
        f'id,正文,place\na,"{TEXT}",孝义市\nb,新建站点3个。,方山县\n', encoding="utf-8", newline=""
    )
    made = records(call("extract", "t.csv", "--id-column", "id").stdout)
    assert [one["article"]["source"] for one in made] == ["t.csv#a", "t.csv#b"]  # type: ignore[index]
    assert [one["article"]["place"]["name"] for one in made] == ["孝义市", "方山县"]  # type: ignore[index]
    assert shell("text", "t.csv#a", "--id-column", "id").stdout == TEXT.encode()
    assert shell("text", "t.csv#3").stdout == "新建站点3个。".encode()
    for wrong in ("t.csv", "t.csv#9"):
        assert call("text", wrong).exit_code == 2
    done = call("extract", "t.csv", "--text-column", "none")
    assert (done.exit_code, "no column 'none'; --text-column (id | 正文 | place)" in done.stderr) == (2, True)


def test_tables_in_folders_need_a_column(folder: Path) -> None:
    (folder / "t.csv").write_text("正文\n新建站点3个。\n", encoding="utf-8")
    (folder / "META.csv").write_text("file,place\n甲.txt,方山县\n", encoding="utf-8")
    (folder / "旧.doc").write_bytes(b"")
    done = call("extract", str(folder))
    assert (done.exit_code, len(records(done.stdout))) == (0, 3)
    assert "left alone: 1 .csv, 1 .doc" in done.stderr
    assert ".doc can be read after soffice --headless --convert-to docx FILE" in done.stderr
    assert "--text-column" in done.stderr
    assert len(records(call("extract", str(folder), "--text-column", "正文").stdout)) == 4
    assert len(records(call("extract", f"{folder}/t*.csv").stdout)) == 1
    done = call("extract", str(folder / "旧.doc"))
    assert (done.exit_code, "soffice" in done.stderr) == (1, True)


def test_bounds_are_options(folder: Path) -> None:
    from tests.read.samples import article, as_html, as_pdf

    (folder / "长.pdf").write_bytes(as_pdf(article() * 4))
    (folder / "页.html").write_bytes(as_html(article()))
    done = call("extract", str(folder), "--max-pages", "1", "--jobs", "2")
    assert (done.exit_code, done.stderr.count("failed: ")) == (1, 1)
    assert "more than 1; split it" in done.stderr
    done = call("extract", str(folder / "页.html"), "--max-seconds", "0.001")
    assert (done.exit_code, "takes longer than 0.001 s" in done.stderr) == (1, True)


def test_schemas_hold_for_what_they_describe() -> None:
    claim = json.loads(call("schema", "claim").stdout)
    jsonschema.Draft202012Validator.check_schema(claim)
    pack = json.loads(call("schema", "indicators").stdout)
    jsonschema.Draft202012Validator.check_schema(pack)
    packs = sorted(data.path("indicators").glob("*.yaml"))
    assert packs
    for path in packs:
        jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), pack, cls=jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"pack": "x", "indicators": [{"id": "a"}]}, pack)


def test_claims_validate_alone(folder: Path) -> None:
    schema = json.loads(call("schema", "claim").stdout)
    claims = [claim for made in records(call("extract", "文章 一").stdout) for claim in made["claims"]]  # type: ignore[attr-defined]
    assert claims
    for claim in claims:
        jsonschema.validate(claim, schema, cls=jsonschema.Draft202012Validator)


PACK = """
pack: mine
indicators:
  - id: lamps
    name: {{zh: 路灯数, en: Street lamps}}
    definition: {{zh: 安装的路灯}}
    dimension: count
    unit: 盏
    measure: flow
    aliases: [路灯]
    examples: [安装路灯{good}]
    counterexamples: [全年新栽绿化树⟦70棵⟧]
"""


def test_indicators(folder: Path) -> None:
    listed = call("indicators").stdout
    assert listed == call("indicators", "list").stdout
    assert "\tvolunteer_sites\t" in listed
    assert json.loads(call("indicators", "show", "volunteer_sites", "--json").stdout)["unit"] == "个"
    Path("p.yaml").write_text(PACK.format(good="⟦70盏⟧"), encoding="utf-8")
    done = call("indicators", "check", "p.yaml")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 indicator, 2 examples, 0 problems" in done.stderr
    Path("p.yaml").write_text(PACK.format(good="⟦70人⟧"), encoding="utf-8")
    done = call("indicators", "check", "p.yaml")
    assert done.exit_code == 1
    assert "mine: lamps: example gives nothing" in done.stdout
    Path("p.yaml").write_text("pack: mine\nindicators:\n  - id: [\n", encoding="utf-8")
    done = call("indicators", "check", "p.yaml")
    assert done.exit_code == 1
    assert "p.yaml:" in done.stderr
    Path("p.yaml").write_text(PACK.format(good="⟦70盏⟧"), encoding="utf-8")
    (folder / "灯.txt").write_text("2024年，孝义市安装路灯70盏。", encoding="utf-8")
    (made,) = records(call("extract", "文章 一/灯.txt", "--indicators", "p.yaml").stdout)
    assert made["claims"][0]["indicator"]["id"] == "lamps"  # type: ignore[index]


def test_an_unexpected_error_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    import zongshu.record

    def broken() -> None:
        raise RuntimeError("oh\nno")

    monkeypatch.setattr(zongshu.record, "json_schema", broken)
    done = call("schema")
    assert done.exit_code == 1
    assert "internal error (RuntimeError: oh no)" in done.stderr
    assert "Traceback" not in done.output
