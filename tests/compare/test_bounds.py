from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.samples import claim, table

from zongshu.compare import compare
from zongshu.errors import UsageError

OVER = {"quantity_approx": "over", "quantity_high": None}
UNDER = {"quantity_approx": "under", "quantity_low": None}
ABOUT = {"quantity_approx": "about", "quantity_low": None, "quantity_high": None}


def bounds(how: str, number: float, words: str, **changes: object) -> tuple[float, float]:
    panel = compare(table(claim(number=number, clean=words, **changes)), bounds=how)
    row = panel.frame.iloc[0]
    return float(row["least"]), float(row["most"])


@pytest.mark.parametrize(
    ("number", "words", "changes", "wanted"),
    [
        (290, "290余个", OVER, (290, 299)),
        (300, "300多个", OVER, (300, 399)),
        (13700, "1.37万余人", OVER, (13700, 13799)),
        (300, "近300个", UNDER, (250, 299)),
        (300, "约300个", ABOUT, (250, 349)),
        (300, "300个以上", OVER, (300, math.inf)),
        (300, "至少300个", OVER, (300, math.inf)),
        (300, "不足300个", UNDER, (0, 300)),
        (300, "300个", {}, (300, 300)),
    ],
)
def test_words_of_rounding(number: float, words: str, changes: dict[str, object], wanted: tuple[float, float]) -> None:
    assert bounds("rounding", number, words, **changes) == wanted


def test_words_as_bounds() -> None:
    assert bounds("words", 290, "290余个", **OVER) == (290, math.inf)
    assert bounds("words", 300, "近300个", **UNDER) == (0, 300)
    assert bounds("words", 300, "约300个", **ABOUT) == (0, math.inf)


@given(st.integers(1, 10**9), st.sampled_from([OVER, UNDER, ABOUT]), st.sampled_from(["words", "rounding"]))
def test_the_number_lies_at_or_within_its_bounds(number: int, how: dict[str, object], reading: str) -> None:
    from zongshu.compare._bounds import intervals
    from zongshu.compare._columns import typed

    words = {"over": f"{number}余个", "under": f"近{number}个", "about": f"约{number}个"}[str(how["quantity_approx"])]
    least, most = intervals(typed(table(claim(number=number, clean=words, **how))), reading)
    assert 0 <= least[0] <= most[0]
    if how is OVER:
        assert least[0] == number
    elif how is UNDER:
        assert most[0] <= number
    else:
        assert least[0] <= number <= most[0]


def test_the_reading_is_told() -> None:
    frame = table(claim(clean="290余个", **OVER))
    assert any("290–299" in note for note in compare(frame, bounds="rounding").notes())
    assert any("290 or more" in note for note in compare(frame).notes())
    with pytest.raises(UsageError, match="words, rounding"):
        compare(frame, bounds="guess")


def test_units_of_an_indicator_are_made_one() -> None:
    area = {"indicator_id": "grain_sown_area", "quantity_kind": "area", "quantity_dimension": "area"}
    panel = compare(
        table(
            claim(number=10, quantity_unit="公顷", **area),
            claim(place="云栖县", number=150, quantity_unit="亩", **area),
        )
    )
    assert panel.frame["unit"].tolist() == ["亩", "亩"]
    assert panel.wide["grain_sown_area"].tolist() == [150, 150]
    assert panel.claims["quantity_value"].tolist() == [10, 150]
