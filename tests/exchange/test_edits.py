"""What a coder changes in a tool is in the claims afterwards, and everything else is as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.samples import TEXT, Given, sample

from zongshu.exchange import export, load
from zongshu.record.models import Record

ADDED = TEXT.index("5万余元")


def exported(name: str, out: Path) -> Record:
    made = sample()
    # the last claim is left for the coder to add
    made.claims = [claim for claim in made.claims if claim.start != ADDED]
    assert [claim.text for claim in made.claims] == ["280个", "12个", "73.8%"]
    export([made], name, out, Given(TEXT))  # type: ignore[arg-type]
    return made


def edit_label_studio(out: Path) -> None:
    tasks = json.loads(out.read_text(encoding="utf-8"))
    result = tasks[0].pop("predictions")[0]["result"]
    first, second = (
        result[0]["id"],
        next(part["id"] for part in result if part["value"]["start"] != result[0]["value"]["start"]),
    )
    result = [part for part in result if part["id"] != second]
    for part in result:
        if part["id"] == first:
            part["value"].update({"labels": ["grids"]} if part["type"] == "labels" else {})
            part["value"].update({"choices": ["planned"]} if part["type"] == "choices" else {})
            part["value"].update({"text": ["服务站"]} if part["type"] == "textarea" else {})
            part["value"].update({"number": 281} if part["type"] == "number" else {})
    new = {"start": ADDED, "end": ADDED + 4, "text": "5万余元", "labels": ["claim"]}
    result.append({"id": "x1", "type": "labels", "from_name": "label", "to_name": "text", "value": new})
    old = {"result": [], "updated_at": "2025-01-01T00:00:00Z"}
    dropped = {"result": [], "updated_at": "2026-01-01T00:00:00Z", "was_cancelled": True}
    tasks[0]["annotations"] = [old, {"result": result, "updated_at": "2025-02-01T00:00:00Z"}, dropped]
    out.write_text(json.dumps(tasks), encoding="utf-8")


def edit_doccano(out: Path) -> None:
    line = json.loads(out.read_text(encoding="utf-8"))
    first, _, third = line.pop("label")
    spans = [[first[0], first[1], "grids"], third, [ADDED, ADDED + 4, "claim"]]
    # as a project with relations exports them
    line["entities"] = [{"id": n, "start_offset": a, "end_offset": b, "label": c} for n, (a, b, c) in enumerate(spans)]
    line["meta"] = {"zongshu": line.pop("zongshu")}
    out.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")


def edit_brat(out: Path) -> None:
    (file,) = out.glob("*.ann")
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "T2" not in line.split("\t")[0] + line]
    lines = [
        line.replace("volunteer_sites", "grids").replace("Status T1 achieved", "Status T1 planned") for line in lines
    ]
    lines.append(f"T9\tclaim {ADDED} {ADDED + 4}\t5万余元")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def edit_webannotation(out: Path) -> None:
    made = json.loads(out.read_text(encoding="utf-8"))
    items = made["first"]["items"]
    del items[2]
    items[1]["body"][0]["value"] = "grids"
    quote = {"type": "TextQuoteSelector", "exact": "5万余元", "prefix": "发放补贴", "suffix": "。"}
    # the position is wrong; the quote tells where it is
    selectors = [{"type": "TextPositionSelector", "start": 0, "end": 5}, quote]
    target = {"source": items[1]["target"]["source"], "selector": selectors}
    items.append({"id": "urn:x", "type": "Annotation", "body": {"type": "TextualBody", "value": "?"}, "target": target})
    out.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "label-studio": edit_label_studio,
    "doccano": edit_doccano,
    "brat": edit_brat,
    "webannotation": edit_webannotation,
}


@pytest.mark.parametrize("name", sorted(EDITS))
def test_changed_dropped_and_added(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = exported(name, out)
    EDITS[name](out)
    (back,) = load(out, name, Given(TEXT) if name == "webannotation" else None)  # type: ignore[arg-type]
    assert [claim.text for claim in back.claims] == ["280个", "73.8%", "5万余元"]
    first, kept, new = back.claims
    assert first.indicator is not None
    assert (first.indicator.id, first.indicator.basis) == ("grids", "coder")
    assert first.rules == [*made.claims[0].rules, f"exchange.{name}.changed"]
    assert (first.id, first.place, first.period) == (made.claims[0].id, made.claims[0].place, made.claims[0].period)
    assert kept == made.claims[2]
    assert (new.quantity.value, new.quantity.low, new.quantity.unit, new.quantity.approx) == (
        50000,
        50000,
        "元",
        "over",
    )
    assert (new.indicator, new.rules, new.start, new.end) == (None, [f"exchange.{name}.added"], ADDED, ADDED + 4)
    assert new.evidence.text == TEXT[new.evidence.start : new.evidence.end]
    assert new.evidence.start <= new.start < new.end <= new.evidence.end
    if name in ("label-studio", "brat"):
        assert first.status == "planned"
    if name == "label-studio":
        assert (first.item, first.quantity.value, first.quantity.low) == ("服务站", 281, 281)


def test_a_moved_span_keeps_its_claim_and_reads_its_number_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = exported("doccano", out)
    line = json.loads(out.read_text(encoding="utf-8"))
    line["label"][0][0] += 1  # 280个 → 80个
    out.write_text(json.dumps(line), encoding="utf-8")
    (back,) = load(out, "doccano")
    moved, part = back.claims[0], back.claims[1]
    assert (moved.text, moved.quantity.value, moved.item) == ("80个", 80, made.claims[0].item)
    assert moved.id != made.claims[0].id
    assert part.part_of == (moved.id if made.claims[1].part_of else None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": [[0, 10_000, "claim"]]}, "a span from 0 to 10000"),
        ({"label": [[5, 5, "claim"]]}, "a span from 5 to 5"),
        ({"label": [["a", 5, "claim"]]}, "line 1: is not what doccano exports"),
        ({"zongshu": "{}"}, "not a zongshu record"),
    ],
)
def test_mistakes_are_told_with_their_line(change: dict[str, Any], words: str, tmp_path: Path) -> None:
    from zongshu.errors import DataError

    out = tmp_path / "out.jsonl"
    exported("doccano", out)
    out.write_text(json.dumps({**json.loads(out.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    with pytest.raises(DataError, match=words) as told:
        list(load(out, "doccano"))
    assert "line 1" in str(told.value)


def test_labelled_elsewhere_altogether(tmp_path: Path) -> None:
    out = tmp_path / "other.jsonl"
    out.write_text(json.dumps({"text": "发放😀补贴5万元。", "labels": [[5, 8, "claim"]]}) + "\n", encoding="utf-8")
    (back,) = load(out, "doccano")
    assert [(claim.text, claim.quantity.value) for claim in back.claims] == [("5万元", 50000)]
    assert back.article.characters == 9
