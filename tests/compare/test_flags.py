from __future__ import annotations

import pytest
from tests.compare.samples import PLACES, claim, table

from zongshu.compare import compare
from zongshu.errors import UsageError


def codes(*rows: dict[str, object], **options: object) -> dict[str, set[str]]:
    panel = compare(table(*rows), level="county", **options)  # type: ignore[arg-type]
    assert panel.flags["words"].str.len().gt(5).all()
    found: dict[str, set[str]] = {}
    for row in panel.flags.itertuples():
        found.setdefault(row.code, set()).add(row.place_name)
    return found


def many(**changes: object) -> list[dict[str, object]]:
    return [claim(place=name, number=at + 10, **changes) for at, name in enumerate(list(PLACES)[:3])]


def test_nothing_stands_against_like_cells() -> None:
    assert codes(*many()) == {}


def test_another_year_and_another_length_of_time() -> None:
    assert codes(*many(), claim(place="临溪县", year=2022)) == {"period.differs": {"临溪县"}}
    flow = {"indicator_id": "volunteer_activities"}
    half = claim(place="临溪县", period_to="2024-06-30", **flow)
    assert codes(*many(**flow), half) == {"period.differs": {"临溪县"}}
    assert codes(*many(), claim(place="临溪县", year=None)) == {"period.unknown": {"临溪县"}}


def test_unit_and_base() -> None:
    area = claim(place="临溪县", quantity_unit="平方米", quantity_kind="area", quantity_dimension="area")
    assert codes(*many(), area) == {"unit.differs": {"临溪县"}}
    rate = {"indicator_id": "x", "quantity_kind": "rate", "quantity_per_text": "每万城镇人口"}
    other = claim(place="临溪县", **{**rate, "quantity_per_text": "每万人"})
    assert codes(*many(**rate), other) == {"denominator.differs": {"临溪县"}}


def test_bounds_conflicts_and_shares() -> None:
    loose = claim(place="临溪县", quantity_approx="over", quantity_high=None)
    assert codes(*many(), loose) == {"bounded": {"临溪县"}}
    two = [claim(place="临溪县", number=1, article="a"), claim(place="临溪县", number=2, start=9, article="a")]
    assert codes(*many(), *two) == {"conflict.article": {"临溪县"}}
    assert codes(*many(), two[0], {**two[1], "article_id": "b"}) == {"conflict.articles": {"临溪县"}}
    share = {"indicator_id": "certification_rate", "quantity_kind": "percent", "quantity_unit": "%"}
    assert codes(*many(**share), claim(place="临溪县", number=104, **share)) == {"share.over_100": {"临溪县"}}


def test_the_same_figure_in_most_places_is_told_but_ranked() -> None:
    rows = [claim(place=name, number=12) for name in list(PLACES)[:5]]
    assert codes(*rows, claim(place="东屏县", number=7)) == {"mandated": set(list(PLACES)[:5])}
    assert codes(*rows[:4], claim(place="东屏县", number=7)) == {}
    assert len(compare(table(*rows)).ranks()) == 5


def test_two_years_and_none_the_commonest() -> None:
    two = [claim(place="青禾县", year=2023), claim(place="云栖县", year=2024)]
    assert codes(*two) == {"period.tied": {"青禾县", "云栖县"}}


def test_a_neighbouring_year_stands_in_and_is_flagged() -> None:
    rows = [*many(), claim(place="临溪县", year=2023, number=99), claim(place="望川市", year=2021, number=98)]
    assert codes(*rows, near_years=1) == {"period.near": {"临溪县"}, "period.differs": {"望川市"}}
    assert codes(*rows, near_years=3) == {"period.near": {"临溪县", "望川市"}}
    panel = compare(table(*rows), near_years=1)
    ranks = panel.ranks()
    assert dict(zip(ranks["place_name"], ranks["near_year"], strict=True)) == {
        "临溪县": True, **dict.fromkeys(list(PLACES)[:3], False),
    }  # fmt: skip
    assert ranks["place_name"].iloc[0] == "临溪县" and not compare(table(*rows)).ranks()["near_year"].any()


def test_two_years_of_which_one_may_stand_in_for_the_other() -> None:
    rows = [claim(place=name, year=year) for name, year in zip(PLACES, (2023, 2023, 2024, 2024), strict=False)]
    assert codes(*rows)["period.tied"] == set(list(PLACES)[:4])
    assert codes(*rows, near_years=1) == {"period.near": set(list(PLACES)[:2])}
    far = [claim(place=name, year=year) for name, year in zip(PLACES, (2020, 2020, 2024, 2024), strict=False)]
    assert set(codes(*far, near_years=1)) == {"period.tied"}


def test_the_year_asked_for_goes_before_its_neighbours() -> None:
    years = {"青禾县": (2023, 2024, 2025), "云栖县": (2023, 2025), "石桥区": (2025,), "望川市": (2022,)}
    rows = [claim(place=name, year=year, number=year, start=at) for name, all_ in years.items()
            for at, year in enumerate(all_)]  # fmt: skip
    panel = compare(table(*rows), year=2024, near_years=1)
    shown = panel.cells().set_index("place_name")["year"].to_dict()
    assert shown == {"青禾县": 2024, "云栖县": 2023, "石桥区": 2025}
    assert panel.years_differ() and panel.year_words() == "2024 ±1"
    assert panel.excluded["reason"].tolist() == ["year.differs"]
    assert set(panel.flags.loc[panel.flags["code"] == "period.near", "place_name"]) == {"云栖县", "石桥区"}
    assert not compare(table(*rows), year=2024).years_differ()
    with pytest.raises(UsageError, match="near_years"):
        compare(table(*rows), near_years=-1)


def test_an_index_counts_figures_of_neighbouring_years() -> None:
    rows = [*many(), *many(indicator_id="grids", start=9), claim(place="临溪县", year=2023),
            claim(place="临溪县", indicator_id="grids", start=9)]  # fmt: skip
    made = compare(table(*rows), near_years=1).composite({"volunteer_sites": 1, "grids": 1}).frame
    assert dict(zip(made["place_name"], made["near_years"], strict=True))["临溪县"] == 1
    assert made["near_years"].sum() == 1


def test_an_index_needs_two_places_and_says_who_is_left_out() -> None:
    rows = [claim(place=place, indicator_id=name, start=at) for at, name in ((1, "a"), (99, "b")) for place in PLACES]
    panel = compare(table(*rows[:-1]), level="county", year="2024")
    made = panel.composite({"a": 1, "b": 1})
    assert made.incomplete["why"].tolist() == ["b (not told)"]
    with pytest.raises(UsageError, match="two places or more"):
        compare(table(rows[0], *rows[-2:]), level="county").composite({"a": 1, "b": 1})
    with pytest.raises(UsageError, match="did you mean 青禾县"):
        panel.evidence("青禾", "a")
    with pytest.raises(UsageError, match="no indicator"):
        panel.evidence("青禾县", "c")
    with pytest.raises(UsageError, match="a year in digits"):
        compare(table(*rows), year="last")
