"""Coefficients against published examples, and codings of two and three coders worked out by hand."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

import zongshu
from zongshu.errors import UsageError
from zongshu.evaluate._agreement import agree, agreement_table
from zongshu.evaluate._alpha import alpha, kappa
from zongshu.record import encode

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = list(zip(*OBSERVERS, strict=True))


@pytest.mark.parametrize(
    ("level", "wanted"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_the_published_example(level: str, wanted: float) -> None:
    found = alpha(UNITS, level)
    assert found is not None and round(found, 3) == wanted


def test_alpha_of_the_published_binary_example() -> None:
    # Krippendorff (2011), example A: two observers, ten units, alpha .095.
    left, right = "0100000001", "1101001000"
    units = list(zip(left, right, strict=True))
    found = alpha([list(unit) for unit in units])
    by_hand = 1 - (20 - 1) * 2 * sum(a != b for a, b in units) / (2 * 6 * 14)
    assert found is not None and math.isclose(found, by_hand)
    assert round(found, 3) == 0.095


def test_kappa_of_a_known_example() -> None:
    # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), table 18.1: kappa .676.
    table = {("p", "p"): 75, ("p", "n"): 1, ("p", "o"): 4, ("n", "p"): 5, ("n", "n"): 4, ("n", "o"): 1, ("o", "o"): 10}
    found = kappa([pair for pair, times in table.items() for _ in range(times)])
    assert found is not None and round(found, 3) == 0.676


@settings(deadline=None)  # the first call imports
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    found = kappa(pairs)
    if found is None:
        assert len({word for pair in pairs for word in pair}) == 1
    else:
        assert math.isclose(found, cohen_kappa_score(*zip(*pairs, strict=True)), abs_tol=1e-9)


@settings(deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3), max_size=20))
def test_alpha_has_no_order(units: list[list[int | None]]) -> None:
    for level in ("nominal", "ordinal", "interval", "ratio"):
        first, turned = alpha(units, level), alpha([unit[::-1] for unit in units[::-1]], level)
        assert (first is None) == (turned is None)
        assert first is None or turned is None or (math.isclose(first, turned, abs_tol=1e-9) and first <= 1 + 1e-9)


def test_unknown_level() -> None:
    with pytest.raises(UsageError, match="no level 'cardinal'"):
        alpha(UNITS, "cardinal")


def row(start: int, text: str, value: float, **more: Any) -> dict[str, Any]:
    base = {"role": "claim", "start": start, "end": start + len(text), "text": text, "value": value, "low": value}
    base |= {"high": value, "approx": "exact", "unit": "个", "kind": "count", "status": "achieved", "items": ["站点"]}
    return base | {"indicator": None, "place": "甲县", "part_of": None, "period": {"from": "2024", "to": "2024"}} | more


def coder(folder: Path, name: str, **articles: list[dict[str, Any]]) -> Path:
    (folder / name).mkdir()
    for article, rows in articles.items():
        (folder / name / f"{article}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder / name


def test_two_coders(tmp_path: Path) -> None:
    first = coder(tmp_path, "wang", a=[row(0, "12个", 12), row(9, "3个", 3), row(20, "7个", 7)], b=[row(0, "5个", 5)])
    second = coder(
        tmp_path, "li", a=[row(0, "12个", 12), row(9, "3个", 30, status="planned")], b=[row(0, "5个", 5)],
        c=[row(0, "1个", 1)],
    )  # fmt: skip
    found = agree([first, second], n=50)
    assert (found.coders, found.articles, found.alone) == (["wang", "li"], 2, ["c"])
    (pair,) = found.pairs
    assert (pair.both, pair.only_first, pair.only_second) == (3, 1, 0)
    assert pair.f1 == pytest.approx(6 / 7)
    fields = {(one.field, one.level): one for one in found.fields}
    status = fields["status", "nominal"]
    # Three claims, one of them told otherwise: counts 5 achieved, 1 planned; alpha = 1 - 5 * 2 / (2 * 5).
    assert (status.units, status.agreement) == (3, pytest.approx(2 / 3))
    assert status.alpha == pytest.approx(0.0)
    assert status.kappa == pytest.approx(0.0)
    assert fields["value", "ratio"].agreement == pytest.approx(2 / 3)
    assert fields["item", "wording"].agreement == 1.0
    assert ("indicator", "nominal") not in fields, "nobody coded it"
    told = [(d.article, d.start, d.field, d.answers) for d in found.disagreements]
    assert ("a", 9, "value", ("3", "30")) in told
    assert ("a", 9, "status", ("achieved", "planned")) in told
    assert ("a", 20, "claim", ("7个", "-")) in told
    assert {one[2] for one in told} == {"value", "low", "high", "status", "claim"}
    assert len(agreement_table(found)) == 1 + 1 + len(found.fields)


def test_three_coders_of_whom_one_has_not_read_everything(tmp_path: Path) -> None:
    rows = [row(0, "12个", 12), row(9, "3个", 3, status="planned")]
    paths = [coder(tmp_path, name, a=rows, b=rows) for name in ("one", "two")]
    paths.append(coder(tmp_path, "three", a=[row(0, "12个", 12), row(9, "3个", 3)]))
    found = agree(paths, n=20)
    assert [pair.f1 for pair in found.pairs] == [1.0, 1.0, 1.0]
    status = next(one for one in found.fields if one.field == "status")
    assert status.units == 4
    by_hand = alpha([["a", "a", "a"], ["p", "p", "a"], ["a", "a", None], ["p", "p", None]])
    assert status.alpha == pytest.approx(by_hand)
    assert all(one.answers[2] != "-" for one in found.disagreements if one.article == "b")


def test_intervals_are_the_same_with_the_same_seed(tmp_path: Path) -> None:
    one = coder(tmp_path, "x", **{f"t{n}": [row(0, "12个", 12), row(9, "3个", n)] for n in range(8)})
    two = coder(tmp_path, "y", **{f"t{n}": [row(0, "12个", 12), row(9, "3个", n + n % 2)] for n in range(8)})
    assert agree([one, two], n=100, seed=3) == agree([one, two], n=100, seed=3)
    value = next(one for one in agree([one, two], n=200).fields if one.field == "value" and one.level == "ratio")
    assert value.low is not None and value.high is not None and value.alpha is not None
    assert value.low < value.alpha < value.high


def test_nothing_in_common(tmp_path: Path) -> None:
    paths = [coder(tmp_path, "x", a=[row(0, "1个", 1)]), coder(tmp_path, "y", b=[row(0, "1个", 1)])]
    with pytest.raises(UsageError, match="no article is in the files of two coders"):
        agree(paths)
    with pytest.raises(UsageError, match="two coders"):
        agree(paths[:1])


def test_rows_of_one_table_are_articles_of_their_own(tmp_path: Path) -> None:
    table = tmp_path / "texts.csv"
    table.write_text("text\n2024年，桐乡市新建驿站3个。\n2024年，桐乡市新建驿站5个。\n", encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    records = zongshu.extract(table, text_column="text").records
    claims.write_bytes(b"\n".join(encode(record) for record in records) + b"\n")
    found = agree([claims, claims], n=10)
    assert agreement_table(found)
