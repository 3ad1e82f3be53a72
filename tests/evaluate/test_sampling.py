"""Samples that are drawn as they should be, and intervals that hold what they promise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu import Pipeline
from zongshu.errors import DataError, UsageError
from zongshu.evaluate._estimate import Stratum, share, t_quantile
from zongshu.evaluate._sampling import FORM, choose, draw, estimate
from zongshu.record import encode, record


def test_wilson_without_strata() -> None:
    # 81 of 263 in a large population: Wilson's interval is .2553 to .3662 (Newcombe, Statistics in Medicine 17, 1998, table I).
    found = share({"all": Stratum(10**9, [(1, 1)] * 81 + [(0, 1)] * 182)})
    assert found.share == pytest.approx(81 / 263)
    assert (found.low, found.high) == (pytest.approx(0.2553, abs=0.003), pytest.approx(0.3662, abs=0.003))


def test_strata_weigh_by_their_size() -> None:
    found = share({"large": Stratum(900, [(1, 1)] * 9 + [(0, 1)]), "small": Stratum(100, [(0, 1)] * 10)})
    assert found.share == pytest.approx(0.81)
    assert found.population == 1000


def test_a_whole_that_was_seen_has_no_interval() -> None:
    found = share({"all": Stratum(4, [(1, 1)] * 3 + [(0, 1)])})
    assert (found.low, found.share, found.high) == (0.75, 0.75, 0.75)


def test_t_is_that_of_the_tables() -> None:
    for df, wanted in ((5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)):
        assert t_quantile(0.975, df) == pytest.approx(wanted, abs=0.005)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(1, 200), min_size=1), st.integers(1, 150))
def test_each_stratum_has_its_share(sizes: dict[str, int], wanted: int) -> None:
    strata = {name: [(number, at) for at in range(size)] for number, (name, size) in enumerate(sizes.items())}
    drawn = choose(strata, wanted, random.Random(1))
    assert sum(size for size, _ in drawn.values()) == sum(sizes.values())
    for size, units in drawn.values():
        assert len(set(units)) == len(units) >= min(2, size)
    total = sum(len(units) for _, units in drawn.values())
    assert min(wanted, sum(sizes.values())) <= total <= wanted + 2


def _covered(strata: dict[str, list[tuple[float, float]]], wanted: int, draws: int = 400) -> float:
    """Return how often the interval of a sample holds the true share."""
    flat = {name: [(number, at) for at in range(len(units))] for number, (name, units) in enumerate(strata.items())}
    names = list(strata)
    true = sum(x for units in strata.values() for x, _ in units) / sum(y for units in strata.values() for _, y in units)
    held = 0
    for seed in range(draws):
        drawn = choose(flat, wanted, random.Random(seed))
        found = share({
            name: Stratum(size, [strata[names[number]][at] for number, at in units]) for name, (size, units) in drawn.items()
        })  # fmt: skip
        held += found.low <= true <= found.high
    return held / draws


@pytest.mark.parametrize("shares", [(0.98, 0.9, 0.7), (0.6, 0.5, 0.4), (0.995, 0.97, 0.9), (0.9, 0.9, 0.9)])
def test_intervals_of_claims_hold_what_they_promise(shares: tuple[float, ...]) -> None:
    chance = random.Random(5)
    strata = {
        str(p): [(float(chance.random() < p), 1.0) for _ in range(size)]
        for p, size in zip(shares, (3000, 900, 300), strict=True)
    }
    assert 0.92 <= _covered(strata, 150) <= 0.99


@pytest.mark.parametrize("good", [0.95, 0.8])
def test_intervals_of_articles_hold_what_they_promise(good: float) -> None:
    chance = random.Random(6)
    strata: dict[str, list[tuple[float, float]]] = {}
    for name, size, p in (("county", 500, good), ("town", 150, good - 0.1)):
        units = []
        for _ in range(size):
            whole = chance.randint(5, 80)
            found_by = chance.betavariate(20 * p, 20 * (1 - p))
            units.append((float(sum(chance.random() < found_by for _ in range(whole))), float(whole)))
        strata[name] = units
    assert 0.91 <= _covered(strata, 40) <= 0.99


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pipe = Pipeline()
    texts = [
        f"2024年，孝义市建成志愿服务站{number}个，开展活动{number + 7}场。明年计划新建驿站{number + 1}个。"
        for number in range(10, 40)
    ]
    path = tmp_path_factory.mktemp("sampling") / "claims.jsonl"
    path.write_bytes(b"".join(encode(record(pipe(text))) + b"\n" for text in texts))
    return path


def _coded(rows: list[dict[str, object]], wrong: int = 0, missed: int = 0) -> list[dict[str, str]]:
    """Fill a form in as a coder would: some claims wrong, some numbers missed in each article."""
    plain = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]
    for at, row in enumerate(plain):
        if row["what"] == "claim":
            row["right"] = "0" if at < wrong else "1"
        else:
            row["right"], row["missed"] = row["claims_found"], str(missed)
    return plain


def test_from_draw_to_estimate(claims: Path) -> None:
    rows = draw(claims, articles=6, number=30, seed=3)
    assert rows == draw(claims, articles=6, number=30, seed=3) != draw(claims, articles=6, number=30, seed=4)
    assert set(rows[0]) == set(FORM)
    assert (sum(row["what"] == "claim" for row in rows), sum(row["what"] == "article" for row in rows)) == (30, 6)
    found = estimate(_coded(rows, wrong=3, missed=1), claims)
    assert found.precision is not None and found.recall is not None
    assert found.precision.low < found.precision.share < found.precision.high < 1
    assert found.recall.share == pytest.approx(0.75, abs=0.001)
    assert (found.precision.population, found.recall.population, found.uncoded) == (90, 30, 0)


def test_rows_left_empty_and_columns_of_ones_own(claims: Path) -> None:
    rows = _coded(draw(claims, articles=4, number=20, seed=1))
    rows[0]["right"] = ""
    for row in rows:
        row["right_place"] = "1" if row["what"] == "claim" else ""
    found = estimate(rows, claims)
    assert found.uncoded == 1
    assert found.fields["place"].share == 1.0
    assert found.fields["place"].low > 0.8


def test_codes_that_are_none(claims: Path) -> None:
    rows = _coded(draw(claims, articles=2, number=4, seed=1))
    rows[1]["right"] = "maybe"
    with pytest.raises(DataError, match="row 2: right is 'maybe'"):
        estimate(rows, claims)
    with pytest.raises(UsageError, match="nothing was coded"):
        estimate([{**row, "right": ""} for row in rows])
    with pytest.raises(DataError, match="row 1 was not drawn from"):
        estimate([{**rows[0], "claim_id": "f" * 16}], claims)


def test_strata_that_are_none(claims: Path) -> None:
    with pytest.raises(UsageError, match="no stratum 'mood'"):
        draw(claims, claim_strata=["mood"])
