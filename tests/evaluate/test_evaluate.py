"""Scores of small gold files, worked out by hand, and what must hold for any gold."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.errors import DataError, UsageError
from zongshu.evaluate import MEASURES, Report, bootstrap, evaluate, render

TEXT = "甲县一年来建成驿站12个，\r\n其中东镇3个；2024年“三到”行动惠及5万余人。乙县约8家，力争明年办课40场。"
UP_IS_BETTER = [measure for measure in MEASURES if measure != "role_errors"]


def row(text: str, value: float | None, **more: Any) -> dict[str, Any]:
    """A gold claim at the place where its words stand in TEXT."""
    start = TEXT.index(text)
    base = {"role": "claim", "start": start, "end": start + len(text), "text": text, "value": value, "low": value}
    base |= {"high": value, "approx": "exact", "unit": text[-1], "kind": "count", "status": "achieved"}
    base |= {"indicator": None, "place": "甲县", "part_of": None, "items": ["驿站"]}
    return base | {"period": {"text": None, "from": "2024", "to": "2024"}} | more


def other(role: str, text: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"role": role, "start": start, "end": start + len(text), "text": text, **more}


def gold_rows() -> list[dict[str, Any]]:
    return [
        row("12个", 12, indicator="rest_stations"),
        row("3个", 3, part_of="驿站⟦12个⟧", place="东镇", also={"indicator": "rest_stations"}),
        other("date", "2024年"),
        other("label", "三到"),
        row("5万余人", 50000, high=None, approx="over", items=["行动惠及", "惠及群众"], period=None),
        row("约8家", 8, low=None, high=None, approx="about", place="乙县", optional=True),
        row("40场", 40, status="planned", period={"text": "明年", "from": "2025", "to": "2025"}, items=["办课"]),
    ]


def claim(gold: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The record's claim that says what a gold claim says."""
    names = ("value", "low", "high", "approx", "unit", "kind")
    quantity = {name: gold[name] for name in names} | {"direction": gold.get("direction")}
    result = {name: gold[name] for name in ("start", "end", "text", "status")}
    result |= {"quantity": quantity, "item": (gold.get("items") or [""])[0], "part_of": gold["part_of"] and "id"}
    result |= {"indicator": gold["indicator"] and {"id": gold["indicator"], "score": 1, "basis": "alias"}}
    result |= {"place": gold["place"] and {"name": gold["place"]}, "period": gold["period"]}
    for name in list(more):
        if name in quantity:
            quantity[name] = more.pop(name)
    return result | more


def record(claims: list[dict[str, Any]], source: str = "in/a.txt") -> dict[str, Any]:
    return {"article": {"source": source, "encoding": "utf-8"}, "claims": claims}


def write(folder: Path, rows: list[dict[str, Any]], name: str = "a", text: str | None = TEXT) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    if text is not None:
        (folder / f"{name}.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return folder


def run(folder: Path, claims: list[dict[str, Any]], rows: list[dict[str, Any]] | None = None) -> Report:
    return evaluate([record(claims)], write(folder, gold_rows() if rows is None else rows))


def kinds(report: Report) -> list[str]:
    return [error.kind for error in report.errors]


def pick(name: str) -> dict[str, Any]:
    return next(gold for gold in gold_rows() if gold["text"] == name)


def test_gold_told_back_is_perfect(tmp_path: Path) -> None:
    report = run(tmp_path, [claim(gold) for gold in gold_rows() if gold["role"] == "claim"])
    overall = report.overall
    assert (overall.gold, overall.predicted, overall.matched) == (4, 4, 4)
    # No gold claim has a direction, so of these two nothing is scored.
    unscored = {"direction_precision", "direction_recall"}
    assert {m: overall[m] for m in UP_IS_BETTER} == {m: None if m in unscored else 1.0 for m in UP_IS_BETTER}
    assert overall["role_errors"] == 0.0
    assert report.errors == []


def test_scores_by_hand(tmp_path: Path) -> None:
    start = TEXT.index("5万")
    claims = [
        claim(pick("12个"), value=13, indicator={"id": "grids"}, period=None),
        claim(pick("3个"), place={"name": "甲县"}, part_of=None, item="东镇的站"),
        claim(pick("5万余人"), start=start, end=start + 3, text="5万余", unit="名", approx="exact", high=50000),
        claim(pick("12个") | other("date", "2024年")),
        claim(pick("12个") | other("label", "三到")),
        claim(pick("12个") | other("label", "乙县")),
    ]
    report = run(tmp_path, claims)
    overall = report.overall
    # 4 gold claims, 6 predictions, 3 matched (5万余 of 5万余人 has IoU 3/4), 1 missed, 3 spurious.
    assert (overall.gold, overall.predicted, overall.matched) == (4, 6, 3)
    expected = {
        "precision": 3 / 6,
        "recall": 3 / 4,
        "f1": 6 / 10,
        "exact_f1": 4 / 10,
        "core_f1": 2 / 10,
        "role_errors": 2 / 6,
        "anchored": 1.0,
        "value": 2 / 3,
        "low": 1.0,
        "high": 2 / 3,
        "bounds": 2 / 3,
        "approx": 2 / 3,
        "unit": 2 / 3,
        "kind": 1.0,
        "status": 1.0,
        "item": 2 / 3,
        "item_mean": 2 / 3,
        # The first claim names a wrong one; the second has none, as its gold has, and is not counted.
        "indicator": 0.0,
        "indicator_precision": 0.0,
        "indicator_recall": 0.0,
        "place": 2 / 3,
        "place_other": 0.0,
        "period": 2 / 3,
        "period_other": None,
        "direction": 1.0,
        "direction_precision": None,
        "direction_recall": None,
        "part_of": 2 / 3,
        "part_of_precision": None,
        "part_of_recall": 0.0,
    }
    assert {measure: overall[measure] for measure in MEASURES} == pytest.approx(expected)
    assert kinds(report) == [
        *("value", "indicator", "period", "place", "part_of", "item"),
        *("spurious.date", "spurious.label", "approx", "unit", "bounds", "spurious.other", "missed"),
    ]
    value = report.errors[0]
    assert (value.article, value.start, value.text, value.gold, value.got) == ("a", 9, "12个", "12", "13")
    assert value.context == "甲县一年来建成驿站⟦12个⟧，\r\n其中东镇3个；2024年"


def test_half_the_span_is_enough_and_less_is_not(tmp_path: Path) -> None:
    gold = pick("40场")
    half = claim(gold, end=gold["end"] + 3, text=TEXT[gold["start"] : gold["end"] + 3])
    report = evaluate([record([half])], write(tmp_path / "1", [gold], text=None))
    assert report.overall["f1"] == 1.0
    assert report.overall["exact_f1"] == 0.0
    less = claim(gold, end=gold["end"] + 4, text="40场。后后后")
    report = evaluate([record([less])], write(tmp_path / "2", [gold], text=None))
    assert report.overall["f1"] == 0.0
    missed, spurious = sorted(report.errors, key=lambda error: error.kind)
    assert (missed.kind, missed.got) == ("missed", "40场。后后后")
    assert (spurious.kind, spurious.gold) == ("spurious.other", "40场")


def test_the_limit_is_one_half(tmp_path: Path) -> None:
    gold = pick("12个") | {"start": 0, "end": 10, "text": TEXT[:10]}
    for length, matched in ((20, 1), (21, 0)):
        long = claim(gold, end=length, text=TEXT[:length])
        assert run(tmp_path / str(length), [long], [gold]).overall.matched == matched


@pytest.mark.parametrize("field", ["value", "approx", "unit", "status"])
def test_core_needs_each_of_its_fields(tmp_path: Path, field: str) -> None:
    wrong = claim(pick("12个"), **{field: "other"})
    overall = run(tmp_path, [wrong, claim(pick("3个"))], [pick("12个"), pick("3个")]).overall
    assert (overall["f1"], overall["core_f1"]) == (1.0, 0.5)


def test_core_needs_no_other_field(tmp_path: Path) -> None:
    wrong = claim(pick("12个"), low=1, kind="rate", item="", indicator=None, place=None, period=None, part_of="id")
    assert run(tmp_path, [wrong], [pick("12个")]).overall["core_f1"] == 1.0


def test_an_item_half_alike_is_right(tmp_path: Path) -> None:
    gold = pick("12个") | {"items": ["服务站"]}
    overall = run(tmp_path, [claim(gold, item="服务点")], [gold]).overall
    assert (overall["item"], overall["item_mean"]) == (1.0, 0.5)


def test_a_role_error_is_of_the_role_it_covers_most(tmp_path: Path) -> None:
    start = TEXT.index("4年")
    over_both = claim(pick("12个") | {"start": start, "end": start + 5, "text": TEXT[start : start + 5]})
    report = run(tmp_path, [over_both], [other("date", "4年"), other("label", "“三到”")])
    assert kinds(report) == ["spurious.label"]


def test_white_space_at_the_ends_is_no_part_of_a_span(tmp_path: Path) -> None:
    gold = pick("12个") | {"items": []}
    wide = claim(gold, start=gold["start"] - 1, end=gold["end"] + 2, text=" 12个\r\n")
    report = evaluate([record([wide])], write(tmp_path, [gold], text=None))
    assert report.overall["exact_f1"] == 1.0
    assert report.overall["item"] is None
    assert report.overall["anchored"] is None


def test_a_gold_claim_takes_the_better_of_two_predictions(tmp_path: Path) -> None:
    gold = pick("5万余人")
    short = claim(gold, end=gold["end"] - 1, text="5万余", value=1)
    report = run(tmp_path, [short, claim(gold)], [gold])
    assert (report.overall["precision"], report.overall["recall"], report.overall["value"]) == (0.5, 1.0, 1.0)
    assert kinds(report) == ["spurious.other"]


def test_optional_rows_count_neither_way(tmp_path: Path) -> None:
    label = other("label", "三到", optional=True)
    rows = [pick("12个"), pick("约8家"), label]
    without = run(tmp_path / "1", [claim(pick("12个"))], rows)
    wrong = claim(pick("约8家"), value=9)
    touching = claim(pick("12个") | {"start": label["start"] - 1, "end": label["end"] + 1, "text": "“三到”"})
    with_them = run(tmp_path / "2", [claim(pick("12个")), wrong, touching], rows)
    for report in (without, with_them):
        assert (report.overall.gold, report.overall.predicted, report.overall.matched) == (1, 1, 1)
        assert report.overall["f1"] == report.overall["value"] == 1.0
        assert report.errors == []


def test_a_prediction_over_a_claim_is_no_role_error(tmp_path: Path) -> None:
    start, end = TEXT.index("3个"), TEXT.index("年“") + 1
    wide = claim(pick("3个"), start=start, end=end, text=TEXT[start:end])
    report = run(tmp_path, [wide], [pick("3个"), other("date", "2024年")])
    assert report.overall["role_errors"] == 0.0
    assert kinds(report) == ["missed", "spurious.other"]


@pytest.mark.parametrize(
    ("field", "also", "given"),
    [
        ("value", 13, {"value": 13}),
        ("bounds", [20, 21], {"low": 20}),
        ("approx", "over", {"approx": "over"}),
        ("unit", "座", {"unit": "座"}),
        ("kind", "rate", {"kind": "rate"}),
        ("status", "context", {"status": "context"}),
        ("item", ["服务点"], {"item": "服务点"}),
        ("indicator", None, {"indicator": None}),
        ("place", "乙县", {"place": {"name": "乙县"}}),
        ("period", None, {"period": None}),
        ("direction", "up", {"direction": "up"}),
        ("part_of", "⟦12个⟧", {"part_of": "id"}),
    ],
)
def test_a_second_right_answer(tmp_path: Path, field: str, also: Any, given: dict[str, Any]) -> None:
    gold = pick("12个")
    key = {"bounds": "low", "item": "items"}.get(field, field)
    strict = run(tmp_path / "1", [claim(gold, **given)], [gold])
    assert strict.overall[field] == 0.0
    assert kinds(strict) == [field]
    lenient = run(tmp_path / "2", [claim(gold, **given)], [gold | {"also": {key: also}}])
    assert lenient.overall[field] == 1.0
    assert lenient.errors == []
    first = run(tmp_path / "3", [claim(gold)], [gold | {"also": {key: also}}])
    assert first.overall[field] == 1.0


def test_an_indicator_that_may_be_missing_costs_no_recall(tmp_path: Path) -> None:
    gold = pick("12个") | {"also": {"indicator": None}}
    overall = run(tmp_path, [claim(gold, indicator=None)], [gold]).overall
    assert (overall["indicator"], overall["indicator_precision"], overall["indicator_recall"]) == (1.0, None, None)


def period(since: str | None, until: str | None) -> dict[str, str | None]:
    return {"text": None, "from": since, "to": until, "basis": "article"}


@pytest.mark.parametrize(
    ("gold", "given", "right"),
    [
        (period("2025", "2025"), period("2025-01-01", "2025-12"), True),
        (period("2025-03", "2025-05"), period("2025-03-01", "2025-06"), False),
        (period(None, "2025-05"), period("2025", "2025-05"), False),
        (period(None, "2025-05-31"), period(None, "2025"), True),
        # Without a period in the gold, none and the article's usual one are right.
        (None, None, True),
        (None, period("2024-01", "2024"), True),
        (None, period("2025", "2025"), False),
        (period(None, None), period(None, None), True),
        (period(None, None), period("2024", "2024"), True),
        (period("2025", "2025"), None, False),
    ],
)
def test_periods(tmp_path: Path, gold: Any, given: Any, right: bool) -> None:
    rows = [pick("12个"), pick("3个"), pick("40场") | {"period": gold}]
    claims = [claim(rows[0]), claim(rows[1]), claim(rows[2], period=given)]
    report = run(tmp_path, claims, rows)
    assert report.overall["period"] == pytest.approx(1.0 if right else 2 / 3)
    assert kinds(report) == ([] if right else ["period"])
    named = gold is not None and gold["to"] is not None
    assert report.overall["period_other"] == (float(right) if named else None)


def test_usual_place_and_period_are_the_gold_s(tmp_path: Path) -> None:
    rows = [gold for gold in gold_rows() if gold["role"] == "claim"]
    lazy = [claim(gold, place={"name": "甲县"}, period=period("2024", "2024")) for gold in rows]
    overall = run(tmp_path, lazy, rows).overall
    assert (overall["place"], overall["place_other"]) == (3 / 4, 0.0)
    assert (overall["period"], overall["period_other"]) == (3 / 4, 0.0)


def test_optional_claims_do_not_make_a_place_usual(tmp_path: Path) -> None:
    rows = [pick("12个"), pick("3个") | {"place": "丙县", "optional": True}, pick("约8家") | {"place": "丙县"}]
    overall = run(tmp_path, [claim(gold) for gold in rows], rows).overall
    # 甲县 is the only place of a claim that counts.
    assert (overall["place"], overall["place_other"]) == (1.0, None)


def test_direction_and_parts_as_precision_and_recall(tmp_path: Path) -> None:
    rows = [pick("12个") | {"direction": "up"}, pick("3个") | {"direction": "down"}, pick("40场")]
    claims = [claim(rows[0]), claim(rows[1], direction=None), claim(rows[2], direction="up", part_of="id")]
    overall = run(tmp_path, claims, rows).overall
    assert overall["direction"] == pytest.approx(1 / 3)
    assert (overall["direction_precision"], overall["direction_recall"]) == (0.5, 0.5)
    assert (overall["part_of_precision"], overall["part_of_recall"]) == (0.5, 1.0)


def test_anchoring_keeps_line_ends(tmp_path: Path) -> None:
    # With line ends made one character, everything after the first line would move by one.
    moved = claim(pick("40场"), start=pick("40场")["start"] - 1, end=pick("40场")["end"] - 1)
    report = run(tmp_path, [claim(pick("12个")), claim(pick("3个")), moved])
    assert report.overall["anchored"] == pytest.approx(2 / 3)
    anchor = next(error for error in report.errors if error.kind == "anchor")
    assert (anchor.gold, anchor.got) == ("课40", "40场")


def test_the_text_may_be_in_another_encoding_than_the_record_says(tmp_path: Path) -> None:
    article = record([claim(pick("12个"))])
    for encoding in ("ascii", "no-such-encoding", "utf-8"):
        article["article"]["encoding"] = encoding
        assert evaluate([article], write(tmp_path, gold_rows())).overall["anchored"] == 1.0


def test_a_missed_claim_lowers_recall_only(tmp_path: Path) -> None:
    claims = [claim(gold) for gold in gold_rows() if gold["role"] == "claim"]
    report = run(tmp_path, claims[1:])
    assert (report.overall["precision"], report.overall["recall"]) == (1.0, 3 / 4)
    assert kinds(report) == ["missed"]


def test_leftovers_are_named_and_not_scored(tmp_path: Path) -> None:
    gold = [pick("12个")]
    for name in ("a", "deep/b", "deep/c"):
        write(tmp_path, gold, name)
    (tmp_path / "datapackage.json").write_text('{"name": "x"}', encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    rows = [
        record([claim(gold[0])], "a.txt"),
        record([], "other\\a.html"),
        record([claim(gold[0])], "x/deep/b"),
        record([], "z.txt"),
    ]
    claims.write_text("\n\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    report = evaluate(claims, tmp_path)
    assert sorted(report.per_article) == ["a", "deep/b"]
    assert report.overall["recall"] == 1.0
    assert report.without_record == {"deep/c": 1}
    assert report.without_gold == ["z.txt"]
    assert report.duplicates == ["other\\a.html"]
    assert report.not_gold == ["datapackage.json"]
    printed = render(report)
    for words in ("deep/c (1 claims)", "z.txt", "other\\a.html", "datapackage.json"):
        assert words in printed


def test_folders_decide_between_namesakes(tmp_path: Path) -> None:
    write(tmp_path, [pick("12个")], "east/a")
    write(tmp_path, [pick("40场")], "west/a")
    records = [record([claim(pick("40场"))], "in/west/a.txt"), record([claim(pick("12个"))], "in/east/a.txt")]
    report = evaluate(records, tmp_path)
    assert [report.per_article[name]["f1"] for name in ("east/a", "west/a")] == [1.0, 1.0]
    with pytest.raises(DataError, match="several gold files"):
        evaluate([record([], "a.txt")], tmp_path)


def test_the_record_with_more_folders_in_common_is_scored(tmp_path: Path) -> None:
    write(tmp_path, [pick("12个")], "east/a")
    records = [record([], "west/a.txt"), record([claim(pick("12个"))], "in/east/a.txt")]
    report = evaluate(records, tmp_path)
    assert (report.overall["f1"], report.duplicates) == (1.0, ["west/a.txt"])


def test_one_gold_file(tmp_path: Path) -> None:
    write(tmp_path, [pick("12个")])
    write(tmp_path, [pick("12个")], "b")
    report = evaluate([record([]), record([], "b.txt")], tmp_path / "a.json")
    assert (list(report.per_article), report.without_gold) == (["a"], ["b.txt"])


def test_an_article_without_claims(tmp_path: Path) -> None:
    report = run(tmp_path, [], [])
    assert report.overall["f1"] is None
    assert run(tmp_path, [claim(pick("12个"))], []).overall["precision"] == 0.0
    assert "-" in render(report)


def test_nothing_to_compare(tmp_path: Path) -> None:
    report = evaluate([], write(tmp_path, gold_rows()))
    assert report.without_record == {"a": 4}
    assert report.overall["f1"] is None
    assert "No article was scored" in render(report)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("not json", "line 1 is not JSON"),
        ('{"claims": []}', "line 1 is no record"),
        ('\n{"article": {"source": "a"}, "claims": [{"start": 1}]}', r"line 2 \(a\): claim 1 needs whole numbers"),
        ('{"article": {}, "claims": [{"start": 4, "end": 1, "text": ""}]}', "runs from 4 to 1"),
        (
            '{"article": {}, "claims": [{"start": 0, "end": 1, "text": "5", "quantity": 5}]}',
            "quantity is not an object",
        ),
    ],
)
def test_mistakes_in_claims_are_told_with_their_line(tmp_path: Path, lines: str, words: str) -> None:
    claims = tmp_path / "c.jsonl"
    claims.write_text(lines, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        evaluate(claims, write(tmp_path, gold_rows()))


def test_mistakes_in_gold_and_paths(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        evaluate([], tmp_path / "none")
    with pytest.raises(UsageError, match="no gold annotations"):
        evaluate([], tmp_path)
    with pytest.raises(DataError, match=r"a\.json: row 2 has role 'guess'"):
        evaluate([], write(tmp_path, [pick("12个"), other("guess", "三到")]))
    with pytest.raises(UsageError, match="no such file"):
        evaluate(tmp_path / "none.jsonl", write(tmp_path, gold_rows()))
    (tmp_path / "a.json").write_text("[", encoding="utf-8")
    with pytest.raises(DataError, match="is not JSON"):
        evaluate([], tmp_path)
    claims = tmp_path / "gbk.jsonl"
    claims.write_bytes('{"article": "甲县"}'.encode("gbk"))
    with pytest.raises(DataError, match="is not UTF-8"):
        evaluate(claims, write(tmp_path, gold_rows()))


@st.composite
def articles(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Gold claims with any fields, side by side in a made-up text."""
    size = draw(st.integers(1, 12))
    numbers = st.none() | st.integers(0, 10**12) | st.floats(0.001, 1e6)
    dates = st.sampled_from([None, "2024", "2024-05", "2025-06-30"])
    rows = []
    at = 0
    for _ in range(size):
        at += draw(st.integers(0, 3))
        text = draw(st.text("0123456789万余个人 \n", min_size=1, max_size=6))
        rows.append(
            {
                "role": "claim",
                "start": at,
                "end": at + len(text),
                "text": text,
                **{name: draw(numbers) for name in ("value", "low", "high")},
                "approx": draw(st.sampled_from(["exact", "over", "about"])),
                "unit": draw(st.sampled_from(["个", "人", ""])),
                "kind": draw(st.sampled_from(["count", "rate"])),
                "status": draw(st.sampled_from(["achieved", "planned"])),
                "indicator": draw(st.sampled_from([None, "grids", "tasks"])),
                "place": draw(st.sampled_from([None, "甲县", "乙县"])),
                "period": draw(st.none() | st.fixed_dictionaries({"from": dates, "to": dates})),
                "part_of": draw(st.sampled_from([None, "⟦1⟧"])),
                "items": draw(st.lists(st.text("志愿服务站“”1", min_size=1), min_size=1, max_size=2)),
                "direction": draw(st.sampled_from([None, "up", "down"])),
            }
        )
        at += len(text)
    return rows


@given(articles(), st.data())
def test_any_gold_told_back_is_perfect(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    folder = write(tmp_path_factory.mktemp("gold"), rows, text=None)
    claims = [claim(gold) for gold in rows]
    whole = evaluate([record(claims)], folder)
    assert all(whole.overall[measure] in (1.0, None) for measure in UP_IS_BETTER)
    assert whole.overall["core_f1"] == 1.0
    assert whole.errors == []
    del claims[data.draw(st.integers(0, len(rows) - 1))]
    less = evaluate([record(claims)], folder)
    assert less.overall["recall"] == (len(rows) - 1) / len(rows)
    assert kinds(less) == ["missed"]
    assert less.overall["precision"] in (1.0, None)


def test_shared_gold_told_back_is_perfect() -> None:
    shared = os.environ.get("ZONGSHU_EVAL")
    if not shared:
        pytest.skip("ZONGSHU_EVAL does not name the folder with the shared gold")
    folder = Path(shared) / "articles"
    records = []
    for path in sorted(folder.glob("*.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))
        records.append(record([claim(r) for r in rows if r["role"] == "claim"], f"in/{path.stem}.txt"))
    report = evaluate(records, folder)
    assert len(report.per_article) == 6
    assert report.errors == []
    for scores in [*report.per_article.values(), report.overall]:
        assert all(scores[measure] in (1.0, None) for measure in UP_IS_BETTER)
        assert scores["anchored"] == scores["core_f1"] == 1.0
    assert bootstrap(report, "f1") == (1.0, 1.0)
    assert not (report.without_gold or report.without_record or report.duplicates or report.not_gold)
