"""The goal for other projects' suites: 97 % of the cases in scope, with at most 6 % set aside."""

from __future__ import annotations

import os

import pytest
from tests.suites.run import excluded, folder, run

pytestmark = pytest.mark.skipif("ZONGSHU_EVAL" not in os.environ, reason="ZONGSHU_EVAL names no folder of suites")


def test_the_suites_pass() -> None:
    outcomes, left_out = run(folder())
    failed = [outcome for outcome in outcomes if not outcome.passed]
    assert len(failed) <= 0.03 * len(outcomes), failed
    assert left_out <= 0.06 * (len(outcomes) + left_out)


def test_every_exclusion_is_a_case_and_has_a_reason() -> None:
    outcomes, left_out = run(folder())
    assert outcomes
    assert left_out == len(excluded())
    assert all(excluded().values())
