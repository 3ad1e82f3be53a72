from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.evaluate._compare import dice, same_number, same_period, show


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        (280, 280.0, True),
        (280, 281, False),
        (66.67, 200 / 3, True),
        (66.67, 66.68, False),
        (0.002, 0.008, False),
        (10**12, 10**12 + 1, True),
        (10**8, 10**8 + 1, False),
        (10**400, 10**400, True),
        (10**400, 1.0, False),
        (5860000000, Decimal("5.86e9"), True),
        (None, None, True),
        (None, 0, False),
        (0, 0, True),
        (1, True, False),
        (1, "1", False),
        (1, math.nan, False),
    ],
)
def test_same_number(gold: object, got: object, same: bool) -> None:
    assert same_number(gold, got) is same
    assert same_number(got, gold) is same


@pytest.mark.parametrize(
    ("gold", "got", "score"),
    [
        ("服务站点", "服务站点", 1.0),
        # 服务 务站 | 服务 务点: one of two on each side.
        ("服务站", "服务点", 0.5),
        ("“服务” 站。", "服务站", 1.0),
        ("站", "站", 1.0),
        ("站", "服务站", 0.0),
        ("站", "", 0.0),
        ("服务服务", "服务", 0.5),
    ],
)
def test_dice(gold: str, got: str, score: float) -> None:
    assert dice(gold, got) == score


@given(st.text(max_size=8), st.text(max_size=8))
def test_dice_is_a_symmetric_share(left: str, right: str) -> None:
    assert dice(left, left) == 1.0
    assert 0.0 <= dice(left, right) == dice(right, left) <= 1.0


def test_periods_compare_at_the_coarser_precision() -> None:
    assert same_period(("2024-05", None), ("2024", None))
    assert not same_period(("2024-05", None), ("2024", "2024"))
    assert not same_period(("2024-05", "2025"), ("2024-06-01", "2025"))
    assert not same_period(None, ("2024", "2024"))


def test_answers_are_written_plainly() -> None:
    assert [show(x) for x in (None, False, 12.5, 5e9, (None, "2024"), "个")] == [
        *("null", "no", "12.5", "5000000000"),
        *("null..2024", "个"),
    ]
