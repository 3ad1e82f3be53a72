from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.samples import PLACES, claim, table

from zongshu.compare import Panel, compare
from zongshu.errors import UsageError


def reasons(panel: Panel) -> dict[str, int]:
    return panel.excluded["reason"].value_counts().to_dict()


def value(panel: Panel, place: str, indicator: str = "volunteer_sites") -> object:
    return panel.wide.xs(place, level="place_name")[indicator].iloc[0]


def test_places_side_by_side() -> None:
    panel = compare(
        table(
            claim(number=280),
            claim(number=73.8, start=200, indicator_id="certification_rate", quantity_unit="%"),
            claim(place="云栖县", number=12),
        ),
        names={"volunteer_sites": "志愿服务站点数"},
    )
    assert list(panel.wide.columns) == ["volunteer_sites", "certification_rate"]
    assert value(panel, "青禾县") == 280
    assert value(panel, "云栖县") == 12
    assert panel.wide.loc[("990121", "青禾县"), "certification_rate"] == 73.8
    row = panel.frame.iloc[0]
    assert (row["place_adcode"], row["unit"], row["year"], row["n_claims"]) == ("990121", "%", 2024, 1)
    assert set(panel.frame["indicator_name"]) == {"志愿服务站点数", "certification_rate"}
    assert panel.frame.columns[:16].tolist() == [
        *("place_adcode", "place_name", "place_level", "indicator_id", "indicator_name", "unit", "value", "low"),
        *("high", "approx", "period_from", "period_to", "year", "n_claims", "conflict", "claim_id"),
    ]


def test_missing_is_never_zero() -> None:
    panel = compare(table(claim(number=0), claim(place="云栖县", indicator_id="grids")))
    assert value(panel, "青禾县") == 0
    assert value(panel, "云栖县") is pd.NA


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": "planned"}, "status.planned"),
        ({"status": "required"}, "status.required"),
        ({"status": "context"}, "status.context"),
        ({"status": None}, "status.unknown"),
        ({"indicator_id": None}, "no_indicator"),
        ({"indicator_id": "grids"}, "indicator.differs"),
        ({"place_name": None, "place_adcode": None}, "no_place"),
        ({"place_level": "town"}, "sub_area"),
        ({"place_level": "village"}, "sub_area"),
        ({"place_level": "other"}, "sub_area"),
        ({"place_level": "prefecture"}, "level.differs"),
        ({"quantity_kind": "change"}, "kind.change"),
        ({"part_of": "another"}, "part_of"),
        ({"quantity_value": None, "quantity_low": None, "quantity_high": None}, "no_value"),
        ({"year": 2023}, "year.differs"),
        ({"period_from": "2021"}, "period.several"),
        ({"predicate": "新建"}, "measure.differs"),
        ({"quantity_per_text": "每个社区", "quantity_kind": "rate"}, "denominator.differs"),
        ({"year": None}, "year.unknown"),
    ],
)
def test_every_reason(changes: dict[str, object], code: str) -> None:
    kept = claim(number=280)
    panel = compare(
        table(kept, claim(number=999, start=500, **changes)), year=2024, level="county", indicators=["volunteer_sites"]
    )
    assert reasons(panel) == {code: 1}
    assert panel.excluded["reason_text"].str.len().min() > 5
    assert value(panel, "青禾县") == 280
    assert not panel.frame["conflict"].any()


def test_the_commonest_level_is_compared_and_the_others_are_told() -> None:
    frame = table(claim(), claim(place="云栖县"), claim(place="宁州市", place_level="prefecture"))
    panel = compare(frame)
    assert panel.level == "county"
    assert reasons(panel) == {"level.differs": 1}
    assert any("county" in note and "1" in note for note in panel.notes())
    assert compare(frame, level="prefecture").wide.index.get_level_values("place_name").tolist() == ["宁州市"]


def test_planned_claims_do_not_vote_on_the_level() -> None:
    planned = [claim(place="宁州市", place_level="prefecture", status="planned", start=at) for at in range(5)]
    assert compare(table(claim(), *planned)).level == "county"


def test_towns_can_be_asked_for() -> None:
    panel = compare(table(claim(place="东关镇", place_level="town"), claim()), level="town")
    assert panel.wide.index.get_level_values("place_name").tolist() == ["东关镇"]
    assert reasons(panel) == {"level.differs": 1}


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ({"period_to": "2024-06-30"}, {"period_to": "2024-05-31"}, 1),
        ({"period_to": "2024-11"}, {"period_to": "2024"}, 2),
        ({"confidence": 0.5}, {"confidence": 0.8}, 2),
        ({"start": 300}, {"start": 200}, 1),
        ({"period_to": "2024-06-30", "confidence": 0.1}, {"period_to": "2024-05-31", "confidence": 0.9}, 1),
    ],
)
def test_which_of_two_values_is_shown(first: dict[str, object], second: dict[str, object], wanted: int) -> None:
    one = claim(number=1, **{"start": 100, **first})
    two = claim(number=2, article="second", **{"start": 100, **second})
    panel = compare(table(one, two), year=2024)
    assert value(panel, "青禾县") == wanted
    assert panel.frame["conflict"].tolist() == [True]
    assert panel.conflicts.sort_values("value")["value"].tolist() == [1, 2]
    assert panel.conflicts.loc[panel.conflicts["shown"], "value"].tolist() == [wanted]
    assert len(panel.evidence("青禾县", "volunteer_sites")) == 2


def test_a_repeat_is_no_conflict_and_counts_once() -> None:
    first = claim(start=100)
    again = claim(start=700, repeats=first["id"], quantity_approx="over", quantity_high=None)
    panel = compare(table(first, again))
    assert panel.frame["n_claims"].tolist() == [1]
    assert panel.conflicts.empty
    assert len(panel.evidence("990121", "volunteer_sites")) == 2


def test_the_same_number_in_another_unit_is_a_conflict() -> None:
    square = {"quantity_dimension": "area", "quantity_kind": "area"}
    frame = table(
        claim(quantity_unit="平方米", **square), claim(start=300, quantity_unit="亩", **square), claim(place="云栖县")
    )
    panel = compare(frame)
    assert panel.frame["conflict"].tolist() == [True, False]
    counted = compare(table(claim(quantity_unit="家"), claim(start=300, quantity_unit="户")))
    assert not counted.frame["conflict"].any()


def test_units_that_differ_are_told() -> None:
    square = {"quantity_dimension": "area", "quantity_kind": "area"}
    panel = compare(table(claim(quantity_unit="亩", **square), claim(place="云栖县", quantity_unit="平方米", **square)))
    assert any("亩" in note and "平方米" in note for note in panel.notes())


def test_without_a_year_the_latest_is_shown() -> None:
    rows = claim(number=1, year=2023), claim(number=2, year=2024, start=50), claim(year=None, start=900)
    panel = compare(table(*rows))
    assert value(panel, "青禾县") == 2
    assert panel.frame["year"].tolist() == [2024, 2023, pd.NA]
    assert not panel.frame["conflict"].any()


def test_a_sum_over_years_is_not_the_figure_of_its_last_year() -> None:
    frame = table(claim(number=10), claim(number=50, start=600, period_from="2020-01-01"))
    panel = compare(frame)
    assert value(panel, "青禾县") == 10
    assert not panel.frame["conflict"].any()


def test_a_range_has_no_single_value_but_a_row() -> None:
    panel = compare(table(claim(number=None, quantity_approx="range", quantity_low=300, quantity_high=500)))
    assert value(panel, "青禾县") is pd.NA
    assert panel.frame[["low", "high"]].iloc[0].tolist() == [300, 500]
    assert panel.excluded.empty


def test_the_same_claim_from_two_files_counts_once() -> None:
    panel = compare(table(claim(), claim()))
    assert reasons(panel) == {"duplicate": 1}
    assert panel.frame["n_claims"].tolist() == [1]


def test_an_ambiguous_name_is_not_joined_across_articles() -> None:
    shared = {"place_adcode": None, "place_candidates": [["990201", "x"], ["990301", "y"]], "place": "鼓台区"}
    panel = compare(table(claim(number=1, article="a", **shared), claim(number=2, article="b", **shared)))
    assert len(panel.wide) == 2
    assert panel.conflicts.empty
    with pytest.raises(UsageError, match="several places"):
        panel.evidence("鼓台区", "volunteer_sites")


def test_codes_and_years_that_a_spreadsheet_made_numbers() -> None:
    frame = table(claim(), claim(place="云栖县"))
    frame["place_adcode"] = frame["place_adcode"].astype(float)
    frame["period_to"] = 2024.0
    frame["period_from"] = 2024
    panel = compare(frame, year=2024)
    assert panel.frame["place_adcode"].tolist() == ["990121", "990122"]


def test_the_users_table_is_not_changed() -> None:
    frame = table(claim(), claim(status="planned", start=1))
    before = frame.copy(deep=True)
    compare(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_asked_indicators_are_columns_even_when_empty() -> None:
    panel = compare(table(claim()), indicators=["grids", "volunteer_sites"])
    assert list(panel.wide.columns) == ["grids", "volunteer_sites"]
    assert value(panel, "青禾县", "grids") is pd.NA
    assert list(compare(table(claim()), indicators="grids").wide.columns) == ["grids"]


def test_nothing_to_compare() -> None:
    panel = compare(table(claim()).head(0))
    assert panel.wide.empty
    assert panel.level is None
    assert panel.notes() == []
    with pytest.raises(UsageError, match="no place"):
        panel.evidence("青禾县", "volunteer_sites")


def test_wrong_calls() -> None:
    with pytest.raises(UsageError, match="county"):
        compare(table(claim()), level="galaxy")
    with pytest.raises(UsageError, match="status"):
        compare(table(claim()).drop(columns="status"))


claims = st.builds(
    claim,
    place=st.sampled_from(sorted(PLACES)[:3]),
    number=st.sampled_from([1, 2, 280, 1000]),
    year=st.sampled_from([None, 2023, 2024]),
    article=st.sampled_from(["a", "b"]),
    start=st.integers(0, 40),
    indicator_id=st.sampled_from([None, "volunteer_sites", "grids"]),
    status=st.sampled_from(["achieved", "achieved", "planned", "context"]),
    place_level=st.sampled_from(["county", "county", "prefecture", "town"]),
    confidence=st.sampled_from([None, 0.5, 0.9]),
    quantity_unit=st.sampled_from(["个", "平方米"]),
    quantity_dimension=st.sampled_from([None, "count"]),
)
lists = st.lists(claims, min_size=1, max_size=12)


def same(left: Panel, right: Panel) -> None:
    for name in ("frame", "wide", "conflicts", "claims"):
        pd.testing.assert_frame_equal(getattr(left, name), getattr(right, name))
    assert left.level == right.level
    assert reasons(left) == reasons(right)


@settings(max_examples=15, deadline=None)
@given(lists, st.randoms(use_true_random=False), st.sampled_from([None, 2024]))
def test_the_order_of_claims_changes_nothing(rows: list[dict[str, object]], random: object, year: int | None) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    same(compare(table(*rows), year=year), compare(table(*shuffled), year=year))


@settings(max_examples=15, deadline=None)
@given(lists, claims)
def test_a_claim_about_another_place_changes_no_other_row(
    rows: list[dict[str, object]], more: dict[str, object]
) -> None:
    stranger = {**more, "place_name": "远山县", "place_adcode": "990199", "id": "stranger", "article_id": "c"}
    before = compare(table(*rows), level="county", indicators=["volunteer_sites", "grids"])
    after = compare(table(*rows, stranger), level="county", indicators=["volunteer_sites", "grids"])
    others = after.frame[after.frame["place_adcode"] != "990199"].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, before.frame)
    pd.testing.assert_frame_equal(after.wide[after.wide.index.get_level_values(0) != "990199"], before.wide)


@settings(max_examples=15, deadline=None)
@given(lists)
def test_every_claim_is_compared_or_left_out_with_a_reason(rows: list[dict[str, object]]) -> None:
    panel = compare(table(*rows))
    assert len(panel.claims) + len(panel.excluded) == len(rows)
    assert panel.excluded["reason"].notna().all()
    assert set(panel.claims["status"]) <= {"achieved"}
    assert set(panel.frame["claim_id"]) <= set(panel.claims["id"])
    assert not set(panel.excluded.loc[panel.excluded["reason"] != "duplicate", "id"]) & set(panel.frame["claim_id"])


@settings(max_examples=15, deadline=None)
@given(lists, st.lists(claims, max_size=6))
def test_a_plan_never_enters_a_cell(rows: list[dict[str, object]], more: list[dict[str, object]]) -> None:
    for at, row in enumerate(more):
        row.update(status="planned", id=f"plan-{at}", article_id="plans", indicator_id="grids")
    panel = compare(table(*rows, *more), level="county", indicators=["volunteer_sites", "grids"])
    assert not panel.frame["claim_id"].str.startswith("plan-").any()
    assert not panel.claims["article_id"].eq("plans").any()


@settings(max_examples=15, deadline=None)
@given(lists)
def test_a_cell_without_a_claim_is_empty(rows: list[dict[str, object]]) -> None:
    panel = compare(table(*rows), level="county", indicators=["volunteer_sites", "grids"])
    told = set(zip(panel.frame["place_adcode"], panel.frame["indicator_id"], strict=True))
    for (code, _), row in panel.wide.iterrows():
        for indicator, found in row.items():
            assert pd.isna(found) == ((code, indicator) not in told)
