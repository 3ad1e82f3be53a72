"""The unit table and its conversion."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from zongshu.lexicon.units import to_base, units


@pytest.mark.parametrize(
    ("form", "name", "dimension"),
    [
        ("㎡", "平方米", "area"),
        ("千米", "公里", "length"),
        ("人次", "人次", "visits"),
        ("％", "%", "share"),
        ("千瓦时", "千瓦时", "energy"),
    ],
)
def test_forms_lead_to_one_name(form: str, name: str, dimension: str) -> None:
    unit = units().forms[form]
    assert (unit.name, unit.dimension) == (name, dimension)


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("2", "公里", ("2000", "米")),
        ("1.5", "公顷", ("15000", "平方米")),
        ("3", "吨", ("3000", "千克")),
        ("2", "小时", ("7200", "秒")),
        ("5", "兆瓦", ("5000000", "瓦")),
        ("6", "角", ("0.6", "元")),
        ("4", "升", ("0.004", "立方米")),
    ],
)
def test_base_units(value: str, unit: str, base: tuple[str, str]) -> None:
    assert to_base(Decimal(value), unit) == (Decimal(base[0]), base[1])


@pytest.mark.parametrize("unit", ["个", "人次", "美元", "年", "没有这个单位"])
def test_units_without_a_base(unit: str) -> None:
    assert to_base(Decimal(1), unit) is None


def test_the_longest_form_wins() -> None:
    match = re.match(units().pattern, "平方公里")
    assert match and match.group() == "平方公里"


def test_every_base_is_a_unit_that_is_its_own_base() -> None:
    for unit in units().forms.values():
        if unit.base:
            name, factor = unit.base
            assert factor > 0
            assert name == "千克" or to_base(Decimal(1), name) == (Decimal(1), name)
