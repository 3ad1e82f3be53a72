from __future__ import annotations

import json
import unicodedata

import pytest

from zongshu.errors import UsageError
from zongshu.evaluate import MEASURES, Error, Ratio, Report, Scores, bootstrap, render
from zongshu.evaluate._render import width


def scores(part: int, whole: int) -> Scores:
    result = Scores(whole, whole, part)
    result.ratios["f1"] = Ratio(2 * part, 2 * whole)
    return result


def report() -> Report:
    return Report(
        per_article={"孝义": scores(1, 4), "b": scores(6, 6), "c": scores(0, 0)},
        errors=[
            Error("value", "孝义", 12, "5\n万人", "50000", "5", "惠及⟦5\n万人⟧，"),
            Error("missed", "b", 7, "三家", "三家", "null", "共⟦三家⟧。"),
            Error("value", "b", 123, "8家", "8", "9", "建⟦8家⟧站"),
        ],
    )


def test_every_claim_weighs_the_same_in_all() -> None:
    overall = report().overall
    assert (overall.gold, overall.matched, overall["f1"]) == (10, 7, 0.7)


def test_table_has_a_row_for_each_article_and_all() -> None:
    rows = report().table()
    assert rows[0] == ["article", "gold", "predicted", "matched", *MEASURES]
    assert [row[0] for row in rows[1:]] == ["孝义", "b", "c", "all"]
    assert [row[rows[0].index("f1")] for row in rows[1:]] == [0.25, 1.0, None, 0.7]
    assert {len(row) for row in rows} == {len(MEASURES) + 4}


def test_report_as_json() -> None:
    data = json.loads(json.dumps(report().to_dict(), ensure_ascii=False))
    assert data["overall"]["measures"]["f1"] == {"score": 0.7, "part": 14, "whole": 20}
    assert data["per_article"]["c"]["measures"]["f1"]["score"] is None
    assert data["errors"][1]["kind"] == "missed"


def test_bootstrap_over_articles() -> None:
    low, high = bootstrap(report(), "f1")
    # Two articles can be drawn as twice the first, twice the second or both: 0.25, 1.0 or 0.7.
    assert (low, high) == (0.25, 1.0)
    assert bootstrap(report(), "f1", n=50, seed=3) == bootstrap(report(), "f1", n=50, seed=3)
    even = Report(per_article={str(n): scores(1, 2) for n in range(5)})
    assert bootstrap(even, "f1") == (0.5, 0.5)
    many = Report(per_article={str(n): scores(n % 2, 1) for n in range(400)})
    low, high = bootstrap(many, "f1", n=4000)
    # The standard error of a share of one half in 400 is 0.025.
    assert (low, high) == (pytest.approx(0.451, abs=0.004), pytest.approx(0.549, abs=0.004))


def test_bootstrap_says_what_it_cannot_do() -> None:
    with pytest.raises(UsageError, match="no measure 'f2'"):
        bootstrap(report(), "f2")
    with pytest.raises(UsageError, match="no article"):
        bootstrap(report(), "place")


@pytest.mark.parametrize(("text", "columns"), [("ab", 2), ("孝义", 4), ("５％", 4), ("“a”", 3), ("e\u0301", 1)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up() -> None:
    blocks = render(report()).rstrip("\n").split("\n\n")
    for block in blocks[:2]:
        head, rule, *rows = block.splitlines()
        assert set(rule) == {"-"}
        assert {width(line) for line in (head, *rows)} == {len(rule)}
    assert blocks[0].splitlines()[2].split()[:7] == ["孝义", "4", "4", "1", "-", "-", "0.250"]
    assert "0.250 .. 1.000" in blocks[2]


def test_errors_are_listed_by_kind_on_request() -> None:
    assert "value (2)" not in render(report())
    lines = render(report(), errors=True).splitlines()
    first = lines.index("missed (1)")
    at = lines.index("value (2)")
    assert first < at
    assert lines[at + 1].split() == ["孝义", "12", "5", "万人", "50000", "→", "5", "惠及⟦5", "万人⟧，"]
    arrows = [
        line.index("→") + sum(unicodedata.east_asian_width(c) in "WF" for c in line[: line.index("→")])
        for line in lines[at + 1 : at + 3]
    ]
    assert arrows[0] - arrows[1] == len("50000") - len("8")
    assert "No errors." in render(Report(per_article={"a": scores(1, 1)}), errors=True)
    every = [Error(f"spurious.{role}", "a", 1, "1", "", "1", "") for role in ("label", "date", "ordinal", "other")]
    printed = render(Report(errors=every), errors=True)
    assert all(f"{error.kind} (1)" in printed for error in every)
