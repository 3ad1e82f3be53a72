"""Every step on the case file: damaged text, clean text, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

import zongshu
from zongshu.repair import STEPS, repair_text

_SIGNS = str.maketrans("⏎␣⇥□", "\n \t\u3000")


def cases() -> list[tuple[str, str, str]]:
    """Read the case file; a new line there is a new test."""
    lines = Path(__file__).with_name("cases").joinpath("steps.txt").read_text("utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(step, damaged.translate(_SIGNS), clean.translate(_SIGNS)) for step, damaged, clean in rows]


@pytest.mark.parametrize(("step", "damaged", "clean"), cases())
def test_case(step: str, damaged: str, clean: str) -> None:
    steps = STEPS if step == "all" else [step]
    repaired, back, counts = repair_text(damaged, steps)
    assert repaired == clean
    assert len(back) == len(clean)
    assert bool(counts) == (damaged != clean)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_a_case_of_damage(step: str) -> None:
    assert any(name == step and damaged != clean for name, damaged, clean in cases())


@pytest.mark.parametrize("step", STEPS)
def test_a_step_left_out_does_nothing(step: str) -> None:
    damaged = next(damaged for name, damaged, clean in cases() if name == step and damaged != clean)
    _, _, counts = repair_text(damaged, [name for name in STEPS if name != step])
    assert step not in counts


def test_unknown_steps_are_refused() -> None:
    with pytest.raises(KeyError):
        repair_text("全县", ["magic"])


def test_digits_of_a_style_are_found_as_numbers_alone_too() -> None:
    (number,) = zongshu.quantities("新增𝟏𝟐𝟖名")
    assert (number.text, number.value) == ("𝟏𝟐𝟖名", 128)
