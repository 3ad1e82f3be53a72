"""The tables beside the report: rules, calibration, ablation."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from zongshu.cli import main
from zongshu.errors import DataError, UsageError
from zongshu.evaluate import (
    Calibration,
    Variant,
    ablation,
    calibration,
    calibration_notes,
    calibration_table,
    render_table,
    rules,
)
from zongshu.evaluate._calibration import _EDGES, _bin

TEXT = "建成志愿服务站12个，组建志愿服务队3支，办课40场。"


def row(text: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    value = int(text[:-1])
    base = {"role": "claim", "start": start, "end": start + len(text), "text": text, "value": value, "low": value}
    base |= {"high": value, "approx": "exact", "unit": text[-1], "kind": "count", "status": "achieved"}
    return base | {"indicator": None, "place": "甲县", "period": None, "part_of": None, "items": ["志愿服务站"]} | more


GOLD = [row("12个", indicator="volunteer_sites"), row("3支", indicator="volunteer_teams", items=["志愿服务队"])]


def claim(text: str, *fired: str, indicator: str | None = None, confidence: Any = 0.97, **more: Any) -> dict[str, Any]:
    one = row(text)
    quantity = {name: one[name] for name in ("value", "low", "high", "approx", "unit", "kind")}
    quantity |= {"dimension": "count", "direction": None}
    result = {name: one[name] for name in ("start", "end", "text", "status")}
    result |= {
        "quantity": quantity,
        "item": one["items"][0],
        "predicate": "",
        "place": {"name": "甲县"},
        "period": None,
    }
    result |= {
        "part_of": None,
        "rules": list(fired),
        "confidence": confidence,
        "evidence": {"text": TEXT, "clean": TEXT},
    }
    return result | {"indicator": indicator and {"id": indicator, "score": 1, "basis": "alias"}} | more


def folder(tmp_path: Path, *names: str, rows: list[dict[str, Any]] = GOLD) -> Path:
    for name in names or ("a",):
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return tmp_path


def records(*claims: dict[str, Any], names: tuple[str, ...] = ("a",)) -> list[dict[str, Any]]:
    return [{"article": {"source": f"{name}.txt"}, "claims": list(claims)} for name in names]


# -- rules ------------------------------------------------------------------------------------------------------------


def test_a_rule_is_judged_by_the_fields_it_decides(tmp_path: Path) -> None:
    given = records(
        claim("12个", "status.achieved", "place.article", indicator="volunteer_sites"),
        claim("3支", "status.achieved", "place.article", status="planned"),
        claim("40场", "status.achieved"),
    )
    table = {use.rule: use for use in rules(given, folder(tmp_path))}
    status, place = table["status.achieved"], table["place.article"]
    assert (status.fired, status.agreed, status.conflicted, status.spurious) == (3, 1, 1, 1)
    assert status.fields == "status"
    assert status.share == 0.5
    assert (place.fired, place.agreed, place.conflicted) == (2, 2, 0)
    assert next(iter(table)) == "status.achieved"


def test_a_rule_on_items_is_judged_by_wording(tmp_path: Path) -> None:
    given = records(claim("12个", "list.shared_noun"), claim("3支", "list.shared_noun", item="甲乙丙丁"))
    (use,) = rules(given, folder(tmp_path))
    assert (use.agreed, use.conflicted) == (1, 1)


def test_what_the_gold_does_not_code_is_not_judged(tmp_path: Path) -> None:
    given = records(claim("12个", "indicator.alias.gdp", "repeats.same_value", indicator="gdp"))
    assert rules(given, folder(tmp_path)) == []


def test_a_rule_named_twice_fires_once(tmp_path: Path) -> None:
    (use,) = rules(records(claim("12个", "status.x", "status.x")), folder(tmp_path))
    assert use.fired == 1


# -- calibration ------------------------------------------------------------------------------------------------------


def test_a_spurious_claim_is_a_wrong_one(tmp_path: Path) -> None:
    given = records(claim("12个"), claim("3支", confidence=0.55, status="planned"), claim("40场", confidence=0.93))
    found = calibration(given, folder(tmp_path))
    assert (found.claims, found.sure, found.sure_right) == (3, 2, 1)
    assert sum(one.claims for one in found.bins) == 3
    assert {one.high: (one.claims, one.right) for one in found.bins if one.claims} == {
        0.6: (1, 0), 0.95: (1, 0), 1.0: (1, 1)
    }  # fmt: skip
    assert found.gap == pytest.approx((0.55 + 0.93 + 0.03) / 3)
    assert "2 of 3 claims (66.7%), 1 of them right" in calibration_notes(found)[0]
    assert calibration_table(found)[1][2] == 1


def test_exactly_nine_tenths_is_not_above(tmp_path: Path) -> None:
    assert calibration(records(claim("12个", confidence=0.9)), folder(tmp_path)).sure == 0


@pytest.mark.parametrize("confidence", [None, "high", 1.2, True])
def test_a_confidence_that_is_none_is_told(tmp_path: Path, confidence: Any) -> None:
    with pytest.raises(DataError, match="a: the claim at 7 has no confidence"):
        calibration(records(claim("12个", confidence=confidence)), folder(tmp_path))


def test_nothing_to_calibrate() -> None:
    assert calibration_notes(Calibration([], 0, 0, 0, None)) == ["No claim was scored."]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_every_confidence_is_in_one_band(scored: list[tuple[float, bool]]) -> None:
    bins = [_bin(scored, low, high) for low, high in pairwise(_EDGES)]
    assert sum(one.claims for one in bins) == len(scored)
    assert sum(one.right for one in bins) == sum(right for _, right in scored)


# -- ablation ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Variant]:
    pytest.importorskip("sklearn")
    names = ("a", "b", "c")
    by_clause = claim("3支", item="志愿服务队")
    by_clause["indicator"] = {"id": "volunteer_teams", "score": 0.5, "basis": "clause"}
    given = records(claim("12个", item="志愿服务站"), by_clause, names=names)
    return {one.name: one for one in ablation(given, folder(tmp_path_factory.mktemp("gold"), *names))}


def test_parts_of_the_rules_are_taken_out(variants: dict[str, Variant]) -> None:
    alone, every = variants["aliases alone"], variants["all rules"]
    assert (alone.linked, alone.right, alone.wanted) == (0, 0, 6)
    assert (every.linked, every.right, every.wanted) == (3, 3, 6)
    assert (every.precision, every.recall, every.f1) == (1, 0.5, pytest.approx(2 / 3))
    assert alone.precision is None


def test_a_model_fills_what_the_rules_leave(variants: dict[str, Variant]) -> None:
    filled = variants["all rules, then nearest wording"]
    assert (filled.linked, filled.right) == (6, 6)
    assert len(filled.thresholds) == 3
    assert all(threshold is not None for threshold in filled.thresholds)


def test_a_model_that_does_not_help_abstains(variants: dict[str, Variant]) -> None:
    denied = variants["all rules, less what nearest wording denies"]
    assert denied.thresholds == (None, None, None)
    assert (denied.linked, denied.right) == (3, 3)


def test_one_article_is_too_few(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give at least two"):
        ablation(records(claim("12个")), folder(tmp_path))


# -- the command ------------------------------------------------------------------------------------------------------


def call(tmp_path: Path, *options: str) -> Any:
    gold = tmp_path / "gold"
    gold.mkdir()
    claims = tmp_path / "claims.jsonl"
    (one,) = records(claim("12个", "status.achieved", indicator="volunteer_sites"))
    claims.write_text(json.dumps(one), encoding="utf-8")
    return CliRunner().invoke(main, ["evaluate", str(claims), str(folder(gold)), *options])


def test_rules_as_csv(tmp_path: Path) -> None:
    out = tmp_path / "rules.csv"
    assert call(tmp_path, "--rules", "-o", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8-sig").splitlines() == [
        "rule,decides,fired,agreed,conflicted,spurious,share", "status.achieved,status,1,1,0,0,1",
    ]  # fmt: skip


def test_calibration_on_the_terminal(tmp_path: Path) -> None:
    done = call(tmp_path, "--calibration")
    assert done.exit_code == 0, done.output
    assert "Above 0.9: 1 of 1 claims (100.0%), 1 of them right" in done.stdout


def test_a_table_as_json(tmp_path: Path) -> None:
    (one,) = json.loads(call(tmp_path, "--rules", "--json").stdout)
    assert (one["rule"], one["agreed"], one["share"]) == ("status.achieved", 1, 1.0)


def test_one_table_at_a_time(tmp_path: Path) -> None:
    done = call(tmp_path, "--rules", "--errors")
    assert done.exit_code == 2
    assert "--errors and --rules do not go together" in done.stderr


def test_empty_cells_are_dashes() -> None:
    assert render_table([["a", "b"], ["x", None], ["yy", 0.5]]).splitlines() == [
        "a       b",
        "---------",
        "x       -",
        "yy  0.500",
    ]
