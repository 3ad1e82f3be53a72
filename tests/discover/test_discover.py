"""Drafting indicators: what comes together, what stays apart, and that a draft works as a pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import zongshu
import zongshu.tables
from zongshu import Pipeline
from zongshu.discover import discover, render, to_yaml, unlinked
from zongshu.discover._cluster import clusters
from zongshu.errors import UsageError
from zongshu.lexicon.registry import load_registry
from zongshu.link import check_examples
from zongshu.record import record

TEXTS = [
    ("孝义市", "2024年，孝义市建成萤火书角36处，志愿服务站280个。"),
    ("汾阳市", "2024年，汾阳市新建社区萤火书角28处。"),
    ("介休市", "2024年，介休市新建萤火书角12处，面积900平方米。"),
    ("平遥县", "2024年，平遥县萤火书角共有藏书41万册，比上年增长12%。"),
]


def frame(texts: Sequence[tuple[str, str]] = TEXTS) -> pd.DataFrame:
    pipe = Pipeline()
    return zongshu.tables.frame([record(pipe(text)) for _, text in texts])


def table(*items: str, unit: str = "处", **more: Any) -> pd.DataFrame:
    """A table of claims with the columns that are needed."""
    rows = [
        {
            "article_id": str(number), "item": item, "quantity_unit": unit, "quantity_kind": "count",
            "quantity_dimension": "count", "indicator_id": None, "text": f"5{unit}", **more,
        }
        for number, item in enumerate(items)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_what_is_worded_alike_comes_together() -> None:
    (one,) = discover(frame(), least=3)
    assert (one.name, one.unit, one.claims, one.places) == ("萤火书角", "处", 3, 3)
    assert "社区萤火书角" in one.aliases
    assert one.id == "draft_001"


def test_kinds_of_units_stay_apart() -> None:
    one, two = discover(pd.concat([table("萤火书角"), table("萤火书角", unit="册")]), least=1)
    assert {one.units, two.units} == {("处",), ("册",)}


def test_money_comes_together_whatever_its_unit() -> None:
    money = [table("书角经费", unit=unit, quantity_dimension="money") for unit in ("元", "美元")]
    (one,) = discover(pd.concat(money), least=1)
    assert one.units == ("元", "美元")


@pytest.mark.parametrize(
    "more",
    [
        {"indicator_id": "gdp"}, {"quantity_kind": "change"}, {"quantity_kind": "rank"}, {"part_of": "x"},
        {"status": "required"}, {"context_of": "person"},
    ],
)  # fmt: skip
def test_what_may_not_link_is_left_out(more: dict[str, Any]) -> None:
    given = table("萤火书角", "萤火书角", "萤火书角", **more)
    assert unlinked(given) == 0
    assert discover(given, least=1) == []


def test_the_draft_is_a_pack_that_works(tmp_path: Path) -> None:
    path = tmp_path / "drafts.yaml"
    path.write_text(to_yaml(discover(frame(), least=3)), encoding="utf-8")
    entry = load_registry([path]).entries["draft_001"]
    pipe = Pipeline(indicators=[path])
    assert len(entry.examples) == 3
    assert list(check_examples(entry, pipe)) == []
    (claim,) = pipe("全镇建成萤火书角5处。").claims
    assert claim.indicator is not None and claim.indicator.id == "draft_001"


def test_what_does_not_link_alone_is_evidence_and_no_example(tmp_path: Path) -> None:
    more = {"evidence_text": "共5处。", "evidence_start": 7, "start": 8, "clean": "5处", "evidence_clean": "共5处。"}
    (one,) = discover(table("萤火书角", **more), least=1)
    assert (one.examples, one.evidence) == ((), ("共⟦5处⟧。",))
    assert yaml.safe_load(to_yaml([one]))["indicators"][0]["evidence"] == ["共⟦5处⟧。"]


def test_a_mark_in_the_article_is_not_taken_for_ours() -> None:
    text = "⟦甲⟧建成萤火书角5处。"
    more = {"evidence_text": text, "evidence_start": 0, "start": text.index("5处"), "clean": "5处"}
    (one,) = discover(table("萤火书角", **more), least=1)
    assert [*one.examples, *one.evidence] == ["甲建成萤火书角⟦5处⟧。"]


def test_examples_read_as_repaired() -> None:
    text = "萤火书角55处处，另有萤火书角5处。"
    clean = "萤火书角5处，另有萤火书角5处。"
    more = {"evidence_text": text, "evidence_start": 0, "clean": "5处", "evidence_clean": clean}
    (one,) = discover(table("萤火书角", **more, start=14), least=1)
    assert [*one.examples, *one.evidence] == ["萤火书角5处，另有萤火书角⟦5处⟧。"]
    (one,) = discover(table("萤火书角", **more, start=4), least=1)
    assert [*one.examples, *one.evidence] == ["萤火书角⟦5处⟧，另有萤火书角5处。"]


def test_text_of_an_article_stays_text(tmp_path: Path) -> None:
    item = "!!python/object:os.system {a: 1} # - x\n: |"
    path = tmp_path / "drafts.yaml"
    path.write_text(to_yaml(discover(table(item), least=1)), encoding="utf-8")
    assert load_registry([path]).entries["draft_001"].aliases == ((item,),)


def test_the_order_of_claims_does_not_matter() -> None:
    given = table("萤火书角", "社区萤火书角", "口袋公园", "新建口袋公园", "口袋公园", "充电桩群")
    wanted = [(one.name, one.aliases, one.claims) for one in discover(given, least=1)]
    turned = [(one.name, one.aliases, one.claims) for one in discover(given.iloc[::-1], least=1)]
    assert turned == wanted
    assert wanted[0] == ("口袋公园", ("口袋公园", "新建口袋公园"), 3)


def test_least_is_kept() -> None:
    given = table("萤火书角", "萤火书角", "口袋公园")
    assert [one.claims for one in discover(given, least=2)] == [2]
    assert "too few of the 3 claims" in render(discover(given, least=4), unlinked(given))
    assert "too few of the 1 claim without" in render([], 1)


def test_records_are_taken_too() -> None:
    pipe = Pipeline()
    assert discover([record(pipe(text)) for _, text in TEXTS]) == discover(frame())
    assert zongshu.discover(frame())[0].name == "萤火书角"


def test_what_cannot_be_is_told() -> None:
    with pytest.raises(UsageError, match="lack the column item"):
        discover(table("萤火书角").drop(columns="item"))
    with pytest.raises(UsageError, match="at least 1 claim"):
        discover(table("萤火书角"), least=0)
    with pytest.raises(UsageError, match="from above 0 to 1"):
        discover(table("萤火书角"), likeness=1.5)


def test_the_table_says_how_much_is_held() -> None:
    given = frame()
    lines = render(discover(given), unlinked(given)).splitlines()
    assert lines[1].split()[:6] == ["draft_001", "3", "3", "处", "flow", "萤火书角"]
    assert lines[-1] == f"1 draft holds 3 of {unlinked(given)} claims that fit no indicator."


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text("萤火书角口袋公园社区新建", min_size=1, max_size=8), unique=True, max_size=12), st.floats(0.05, 1)
)
def test_every_wording_is_in_one_cluster(items: list[str], likeness: float) -> None:
    found = clusters(items, [1] * len(items), likeness)
    assert sorted(at for cluster in found for at in cluster) == list(range(len(items)))


def test_no_chain_joins_what_has_nothing_in_common() -> None:
    items = ["甲乙丙丁", "丙丁戊己", "戊己庚辛", "庚辛壬癸"]
    joined = clusters(items, [1, 5, 1, 1], 0.1)
    assert joined == [[1, 2, 0], [3]]
