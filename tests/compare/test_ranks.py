from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.samples import PLACES, claim, table

from zongshu.compare import Panel, compare
from zongshu.compare._ranks import rank_bounds
from zongshu.errors import UsageError


def panel(*numbers: float, **options: object) -> Panel:
    return compare(table(*(claim(place=name, number=n) for name, n in zip(PLACES, numbers, strict=False))), **options)  # type: ignore[arg-type]


def test_ranks_with_ties_and_the_median() -> None:
    ranks = panel(30, 20, 20, 10).ranks()
    assert ranks["rank"].tolist() == [1, 2, 2, 4]
    assert ranks["tied"].tolist() == [False, True, True, False]
    assert ranks[["rank_best", "rank_worst"]].values.tolist() == [[1, 1], [2, 2], [2, 2], [4, 4]]
    assert ranks["difference"].tolist() == [10, 0, 0, -10]
    assert ranks["ratio"].tolist() == [1.5, 1, 1, 0.5]
    assert panel(30, 20).ranks(lower_is_better=["volunteer_sites"])["value"].tolist() == [20, 30]


def test_bounds_that_overlap_leave_ranks_open() -> None:
    loose = claim(place="青禾县", number=290, quantity_approx="over", quantity_high=None, clean="290余个")
    frame = table(loose, claim(place="云栖县", number=295), claim(place="石桥区", number=400))
    ranks = compare(frame).ranks().set_index("place_name")[["rank_best", "rank_worst"]]
    assert ranks.loc["青禾县"].tolist() == [1, 3]
    assert ranks.loc["石桥区"].tolist() == [1, 2]
    ranks = compare(frame, bounds="rounding").ranks().set_index("place_name")[["rank_best", "rank_worst"]]
    assert ranks.loc["青禾县"].tolist() == [2, 3]
    assert ranks.loc["石桥区"].tolist() == [1, 1]


pairs = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(st.lists(pairs, min_size=1, max_size=6), st.data())
def test_every_possible_rank_lies_within_the_bounds(rows: list[list[int]], data: st.DataObject) -> None:
    least, most = (np.array([row[at] for row in rows], dtype=float) for at in (0, 1))
    best, worst = rank_bounds(least, most)
    drawn = np.array([data.draw(st.integers(low, high)) for low, high in rows])
    ranks = np.array([1 + (drawn > one).sum() for one in drawn])
    assert (best <= ranks).all() and (ranks <= worst).all()
    for at in range(len(rows)):
        luckiest = np.where(np.arange(len(rows)) == at, most, least)
        unlucky = np.where(np.arange(len(rows)) == at, least, most)
        assert best[at] == 1 + (luckiest > most[at]).sum()
        assert worst[at] == 1 + (unlucky > least[at]).sum()


def test_scores() -> None:
    ranks = panel(30, 20, 10).ranks(scores=True)
    assert ranks["minmax"].tolist() == [1, 0.5, 0]
    assert ranks["z"].round(3).tolist() == [1.225, 0, -1.225]
    assert panel(5, 5).ranks(scores=True)[["z", "minmax"]].values.tolist() == [[0, 0.5], [0, 0.5]]


def test_cells_that_differ_are_not_ranked() -> None:
    rows = [claim(place=name) for name in list(PLACES)[:3]]
    old = claim(place="临溪县", year=2020)
    assert "临溪县" not in set(compare(table(*rows, old)).ranks()["place_name"])
    with pytest.raises(UsageError, match="no indicator"):
        compare(table(*rows)).ranks("nothing")


def test_a_range_has_bounds_but_no_rank() -> None:
    spread = claim(place="云栖县", number=None, quantity_approx="range", quantity_low=100, quantity_high=300)
    ranks = compare(table(claim(number=200), spread)).ranks().set_index("place_name")
    assert ranks.loc["云栖县", "rank"] is pd.NA
    assert ranks.loc["云栖县", ["rank_best", "rank_worst"]].tolist() == [1, 2]


def both() -> Panel:
    numbers = {"a": [30, 20, 10], "b": [1, 2, 9]}
    rows = [
        claim(place=place, number=n, indicator_id=name, start=ord(name))
        for name, values in numbers.items()
        for place, n in zip(PLACES, values, strict=False)
    ]
    return compare(table(*rows, claim(place="临溪县", number=5, indicator_id="a", start=1)))


def test_an_index_shows_its_weights_and_what_hangs_on_them() -> None:
    index = both().composite({"a": 3, "b": 1})
    assert index.weights == {"a": 0.75, "b": 0.25}
    assert index.frame["place_name"].tolist() == ["青禾县", "云栖县", "石桥区"]
    assert (index.frame["rank_best"] <= index.frame["rank"]).all()
    assert (index.frame["rank_worst"] >= index.frame["rank"]).all()
    assert index.left_out.set_index("place_name")["without_a"].to_dict() == {"青禾县": 3, "云栖县": 2, "石桥区": 1}
    assert index.incomplete[["place_name", "lacks"]].values.tolist() == [["临溪县", "b"]]
    again = both().composite({"a": 3, "b": 1})
    pd.testing.assert_frame_equal(index.frame, again.frame)
    assert both().composite({"a": 1, "b": 1}, lower_is_better=["b"]).frame["place_name"].iloc[0] == "青禾县"


@pytest.mark.parametrize(
    "weights", [{"a": 1}, {"a": 1, "b": -1}, {"a": 0, "b": 0}, {"a": math.nan, "b": 1}, {"a": 1, "c": 1}]
)
def test_wrong_weights(weights: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        both().composite(weights)
