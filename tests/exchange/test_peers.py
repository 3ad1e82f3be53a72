"""The other tools' own readers, or where they are not installed their published rules, take what we write."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.exchange.samples import TEXT, Given, sample

from zongshu.exchange import export

HOSTILE = "建成站点\t7个，=1+1，<img onerror=x>“5\n万余元”😀覆盖率90%。"
MADE = [sample(), sample(HOSTILE, "reports/b.txt")]
SPAN = {"type": "object", "required": ["start", "end"], "properties": {"start": {"type": "integer", "minimum": 0}}}

# What Label Studio's import asks of a task with predictions: https://labelstud.io/guide/predictions and the region
# fields that `validate_prediction` of label-studio-sdk 2.1 checks.
LABEL_STUDIO: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "properties": {
            "data": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
            "predictions": {"type": "array", "items": {
                "type": "object", "required": ["result"],
                "properties": {
                    "model_version": {"type": "string"},
                    "score": {"type": "number", "minimum": 0, "maximum": 1},
                    "result": {"type": "array", "items": {
                        "type": "object", "required": ["id", "from_name", "to_name", "type", "value"],
                        "properties": {
                            "from_name": {"enum": ["label", "status", "item", "value"]},
                            "to_name": {"const": "text"},
                            "type": {"enum": ["labels", "choices", "textarea", "number"]},
                            "value": SPAN,
                        },
                    }},
                },
            }},
        },
    },
}  # fmt: skip

# doccano's import: a column `text`, a column `label` of [start, end, label] with 0 <= start < end and a label of at
# least one character (SpanLabel in backend/data_import/pipeline/label.py).
DOCCANO: dict[str, Any] = {
    "type": "object",
    "required": ["text", "label"],
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "label": {"type": "array", "items": {
            "type": "array", "minItems": 3, "maxItems": 3,
            "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}, {"type": "string", "minLength": 1}],
        }},
    },
}  # fmt: skip

# The lines of https://brat.nlplab.org/standoff.html that are written here.
BRAT = re.compile(
    r"T\d+\t[A-Za-z0-9_-]+ \d+ \d+(;\d+ \d+)*\t[^\n]+|A\d+\tStatus T\d+ \w+|"
    r"R\d+\t(Part_of|Repeats) Arg1:T\d+ Arg2:T\d+|#\d+\tAnnotatorNotes T\d+\t[^\n]+"
)


def write(name: str, out: Path) -> Path:
    export(MADE, name, out, Given(TEXT, HOSTILE))  # type: ignore[arg-type]
    return out


def test_label_studio(tmp_path: Path) -> None:
    tasks = json.loads(write("label-studio", tmp_path / "tasks.json").read_text(encoding="utf-8"))
    jsonschema.validate(tasks, LABEL_STUDIO)
    for task in tasks:
        text = task["data"]["text"]
        for part in task["predictions"][0]["result"]:
            if part["type"] != "labels":
                continue
            assert text[part["value"]["start"] : part["value"]["end"]] == part["value"]["text"]
    setting = (tmp_path / "tasks.config.xml").read_text(encoding="utf-8")
    sdk = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    interface = sdk.LabelInterface(setting)
    interface.validate()
    for task in tasks:
        assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []


def test_label_studio_setting_is_xml_with_every_label(tmp_path: Path) -> None:
    from lxml import etree

    write("label-studio", tmp_path / "tasks.json")
    tree = etree.parse(str(tmp_path / "tasks.config.xml"))
    labels = {one.get("value") for one in tree.iter("Label")}
    assert labels == {claim.indicator.id if claim.indicator else "claim" for one in MADE for claim in one.claims} | {
        "claim"
    }


def test_doccano(tmp_path: Path) -> None:
    content = write("doccano", tmp_path / "out.jsonl").read_bytes()
    assert content.isascii()
    for line in content.splitlines():
        made = json.loads(line)
        jsonschema.validate(made, DOCCANO)
        assert all(start < end <= len(made["text"]) for start, end, _ in made["label"])


def test_doccano_export_comes_back(tmp_path: Path) -> None:
    """What doccano 1.8 writes of a project: ids, spans in order of their places, comments, its columns last.

    Its own import and export took the samples and gave them back unchanged (1.8.4, with pandas 1.5, which is why it is
    no dependency of the tests); here its form stands for it.
    """
    from zongshu.exchange import load
    from zongshu.record import encode

    lines = [json.loads(line) for line in write("doccano", tmp_path / "out.jsonl").read_text("ascii").splitlines()]
    made = [
        {
            "id": 70 + at,
            "text": line["text"],
            "zongshu": line["zongshu"],
            "label": sorted(line["label"]),
            "Comments": [],
        }
        for at, line in enumerate(lines)
    ]
    file = tmp_path / "all.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in made), encoding="utf-8", newline="")
    assert [encode(one) for one in load(file, "doccano")] == [encode(one) for one in MADE]


def test_what_a_format_lacks_is_told_where_it_is_lost(tmp_path: Path) -> None:
    import msgspec

    plain = sample("建成站点7个。\n", "reports/c.txt")
    finder = Given(TEXT, "建成站点7个。\n")
    for at, (name, wanted) in enumerate({"brat": "carriage returns", "xlsx": "the 16th", "stata": "a double"}.items()):
        none = export([plain], name, tmp_path / f"none{at}", finder)  # type: ignore[arg-type]
        assert not [note for note in none if wanted in note], name
        long = msgspec.structs.replace(plain.claims[0].quantity, value=12345678901234567891)
        claim = msgspec.structs.replace(plain.claims[0], quantity=long)
        lossy = sample() if name == "brat" else msgspec.structs.replace(plain, claims=[claim])
        notes = export([plain, lossy], name, tmp_path / f"some{at}", finder)  # type: ignore[arg-type]
        assert [note for note in notes if wanted in note], name
    dismissed = msgspec.structs.replace(plain, superseded=[_replaced(plain)])
    assert any("what corrections replaced" in note for note in export([dismissed], "stata", tmp_path / "past.dta"))


def _replaced(made: Any) -> Any:
    from zongshu.record.models import ReviewRecord, SupersededRecord

    review = ReviewRecord("r", "reject", "anna", "2026-01-02T03:04:05Z", [], "v")
    return SupersededRecord("v", made.claims[0], review)


def test_brat(tmp_path: Path) -> None:
    folder = write("brat", tmp_path / "brat")
    for file in folder.glob("*.ann"):
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        assert "\r" not in text
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines and all(BRAT.fullmatch(line) for line in lines)
        for line in lines:
            if line.startswith("T"):
                _, head, quote = line.split("\t", 2)
                pieces = [piece.split() for piece in head.split(" ", 1)[1].split(";")]
                assert quote == " ".join(text[int(a) : int(b)] for a, b in pieces)
    parser = pytest.importorskip("bratsubset.annotation", reason="brat's parser (bratiaa) is not installed")
    for file in folder.glob("*.ann"):
        assert parser.TextAnnotations(str(file.with_suffix("")), read_only=True).failed_lines == []


def test_brat_cuts_a_claim_at_line_ends(tmp_path: Path) -> None:
    import msgspec

    made = sample()
    start, end = TEXT.index("其中\n县级"), TEXT.index("个😀")
    claim = msgspec.structs.replace(made.claims[0], start=start, end=end, text=TEXT[start:end], runs=[(start, end)])
    made.claims = [claim]
    export([made], "brat", tmp_path / "brat", Given(TEXT))  # type: ignore[arg-type]
    (file,) = (tmp_path / "brat").glob("*.ann")
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"T1\tvolunteer_sites {start} {start + 2};{start + 3} {end}\t其中 县级12"


def test_web_annotation(tmp_path: Path) -> None:
    made = json.loads(write("webannotation", tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    assert (made["@context"], made["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert made["total"] == len(made["first"]["items"])
    texts = {f"urn:zongshu:article:{one.article.id}": text for one, text in zip(MADE, (TEXT, HOSTILE), strict=True)}
    for item in made["first"]["items"]:
        assert item["type"] == "Annotation" and "target" in item
        for selector in [item["target"].get("selector")] if "selector" in item["target"] else []:
            position, quote = selector
            text = texts[item["target"]["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = write("datapackage", tmp_path / "package")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [one["title"].rpartition(", ")[2] for one in package["sources"]] == ["reports/a.txt", "reports/b.txt"]
    claims = (folder / "claims.csv").read_text(encoding="utf-8")
    assert not re.search(r'(?:^|,)"?[=@+]', claims, flags=re.MULTILINE)


def test_frictionless_finds_a_claim_that_was_spoilt(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder = write("datapackage", tmp_path / "package")
    table = folder / "claims.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("achieved", "done"), encoding="utf-8", newline="")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_spacy(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    out = write("docbin", tmp_path / "claims.spacy")
    docs = list(DocBin().from_disk(out).get_docs(spacy.blank("zh").vocab))
    assert [doc.text for doc in docs] == [TEXT, HOSTILE]
    for doc, one in zip(docs, MADE, strict=True):
        assert [(span.text, span.start_char, span.id_) for span in doc.spans["claims"]] == [
            (claim.text, claim.start, claim.id) for claim in one.claims
        ]


def test_pandas_reads_stata(tmp_path: Path) -> None:
    import pandas as pd

    out = write("stata", tmp_path / "claims.dta")
    frame = pd.read_stata(out)
    assert all(len(name) <= 32 for name in frame.columns)
    assert frame["text"].tolist() == [claim.text for one in MADE for claim in one.claims]
    assert str(frame["status"].dtype) == "category"
    with pd.io.stata.StataReader(out) as reader:
        labels = reader.variable_labels()
    assert labels["quantity_value"].startswith("Value in the base")
    assert all(labels.values())


def test_pyreadstat_reads_spss(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    frame, meta = pyreadstat.read_sav(str(write("spss", tmp_path / "claims.sav")))
    assert frame["item"].tolist() == [claim.item for one in MADE for claim in one.claims]
    assert meta.variable_value_labels["status"] == {1: "achieved", 2: "planned", 3: "required", 4: "context"}
    assert meta.column_names_to_labels["quantity_unit"] == "Unit or classifier after normalising"


def test_spss_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from zongshu.errors import UsageError

    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(UsageError, match=r"zongshu\[spss\]"):
        write("spss", tmp_path / "claims.sav")


def test_long_texts(tmp_path: Path) -> None:
    import msgspec

    from zongshu.exchange import load

    made = sample()
    long = "长" * 40_000
    made.claims[0] = msgspec.structs.replace(made.claims[0], item=long)
    notes = {name: export([made], name, tmp_path / name, Given(TEXT)) for name in ("stata", "spss", "xlsx")}  # type: ignore[arg-type]
    held = {name: next(load(tmp_path / name, name)).claims[0].item for name in notes}
    assert held["stata"] == long and notes["stata"] == []
    assert (len(held["spss"]), len(held["xlsx"])) == (10_922, 32_767)
    assert "item" in notes["spss"][0] and "are cut" in notes["xlsx"][0]


def test_sheets(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(write("xlsx", tmp_path / "claims.xlsx"), read_only=True)
    assert book.sheetnames == ["claims", "articles", "issues", "indicators", "codebook"]


def test_every_column_has_a_label_that_stata_takes() -> None:
    from zongshu.exchange._codebook import ARTICLES, CLAIMS, CODEBOOK, INDICATORS, ISSUES, LABELS

    for columns in (ARTICLES, CLAIMS, CODEBOOK, INDICATORS, ISSUES):
        assert all(0 < len(LABELS[name]) <= 80 for name in columns)
