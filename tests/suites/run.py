"""Run the numeral suites of other projects: `python -m tests.suites.run [--errors] [--public]`.

The suites lie in the folder `suites` below the folder that the environment variable ZONGSHU_EVAL names. A case passes
when every number it expects lies inside one of our spans, whatever its role, with an equal value after per cent, per
mille and fractions are brought to one base. Where a suite expects two bounds, each must be a value or a bound of ours in
that place. Cases that are set aside, with the reason, are listed in `exclusions.jsonl` beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zongshu.lexicon.calendar import read_date
from zongshu.quantify import find_mentions

__all__ = ["Outcome", "load", "run", "scope"]

SUITES = ("recognizers-text", "wetextprocessing", "chinese2digits")
IN_SCOPE = ("Number.", "NumberWithUnit.")
EXCLUSIONS = Path(__file__).with_name("exclusions.jsonl")
#: our percentages of fractions are printed to two decimals (codebook: 三分之二 = 66.67 %)
TOLERANCE = 2e-4
_NUMERIC = re.compile(r"[-－负±]?[0-9０-９零〇○一二两三四五六七八九十百千万亿兆半几数][^a-zA-Z]*")
_PART = re.compile(r"[0-9０-９]+|[零〇○一二两三四五六七八九十百千万亿兆半几]+")


@dataclass(slots=True)
class Outcome:
    """One case: which suite and kind, whether it passed, and what was missing."""

    suite: str
    kind: str
    text: str
    passed: bool
    missing: list[str]


@dataclass(slots=True)
class _Ours:
    start: int
    end: int
    numbers: set[float]
    unit: str
    role: str


def folder() -> Path:
    """Return the folder of the suites; ends the program with a message where it is not given."""
    root = os.environ.get("ZONGSHU_EVAL")
    if not root:
        raise SystemExit("set ZONGSHU_EVAL to the folder that holds `suites`")
    return Path(root) / "suites"


def load(name: str, root: Path) -> list[dict[str, Any]]:
    """Return the cases of one suite that are in scope: formal news, number kinds, with something expected."""
    lines = (root / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if scope(case)]


def scope(case: dict[str, Any]) -> bool:
    """Tell whether a case is counted: about formal news, a number (not a date expression), something to find."""
    if not case["relevant_to_formal_news"] or not case["expected"]:
        return False
    return case["suite"] != "recognizers-text" or case["kind"].startswith(IN_SCOPE)


def excluded() -> dict[tuple[str, str, str], str]:
    """Return the excluded cases with their reasons; the key is suite, kind, input."""
    rows = [json.loads(line) for line in EXCLUSIONS.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {(row["suite"], row["kind"], row["input"]): row["reason"] for row in rows}


def ours(text: str, public: bool = False) -> list[_Ours]:
    """Return our mentions of a text, with every value and bound that they hold on the plain base."""
    if public:
        from zongshu import quantities

        found = [(n.start, n.end, n.role, n.value, n.low, n.high, n.unit) for n in quantities(text)]
    else:
        found = []
        for mention in find_mentions(text):
            quantity = mention.quantity
            numbers = (quantity.value, quantity.low, quantity.high, quantity.unit)
            found.append((mention.start, mention.end, mention.role, *numbers))
    rows = []
    for start, end, role, *numbers, unit in found:
        plain = {_plain(float(number), unit) for number in numbers if number is not None}
        if role == "date":
            plain |= _date_numbers(text[start:end])
        rows.append(_Ours(start, end, plain, unit, role))
    return rows


def _date_numbers(text: str) -> set[float]:
    """Return year, month and day that a date holds: the suites expect them as numbers."""
    span = read_date(text, 1)
    parts = re.findall(r"\d+", f"{span.since} {span.until}") if span else re.findall(r"\d+", text)
    return {float(part) for part in parts}


def _plain(number: float, unit: str | None) -> float:
    if unit in ("%", "个百分点", "百分点"):
        return number / 100
    return number / 1000 if unit == "‰" else number


def check(case: dict[str, Any], public: bool = False) -> list[str]:
    """Return what a case expects and our mentions lack; empty when it passes."""
    found = ours(case["input"], public)
    return [item["text"] for item in case["expected"] if not _matches(case["input"], item, found)]


def _matches(text: str, item: dict[str, Any], found: list[_Ours]) -> bool:
    number = _NUMERIC.search(item["text"])
    if number is None:
        return True  # a currency word without a number
    first, last = item["start"] + number.start(), item["start"] + number.start()
    for part in _PART.finditer(item["text"], number.start()):
        last = item["start"] + part.end()
    inside = [row for row in found if row.start < last and first < row.end]
    bounds = [item[key] for key in ("value", "low", "high") if item[key] is not None]
    if len(bounds) == 1 and item["value"] is not None:
        inside = [row for row in inside if row.start <= first and last <= row.end]
    elif not _covered(text, first, last, inside):
        return False
    have = {value for row in inside for value in row.numbers}
    # a suite that counts in per cent may still print the unit as part of the number, or leave it out
    return bool(inside) and all(
        any(_equal(value, want) for value in have for want in _wanted(bound, item)) for bound in bounds
    )


def _covered(text: str, first: int, last: int, inside: list[_Ours]) -> bool:
    parts = [(first + part.start(), first + part.end()) for part in _PART.finditer(text[first:last])]
    return all(any(row.start <= start and end <= row.end for row in inside) for start, end in parts)


def _wanted(number: float, item: dict[str, Any]) -> tuple[float, ...]:
    """Return what an expected number may mean: in per cent (66.67 beside %), or of the whole."""
    if item["unit"] == "%" or item["type"] == "percentage":
        return (number / 100,)
    return (number, number / 100)


def _equal(value: float, want: float) -> bool:
    return abs(value - want) <= TOLERANCE * max(abs(value), abs(want))


def run(root: Path, public: bool = False) -> tuple[list[Outcome], int]:
    """Run all suites; the second result is the number of excluded cases."""
    aside, outcomes, left_out = excluded(), [], 0
    for name in SUITES:
        for case in load(name, root):
            if (name, case["kind"], case["input"]) in aside:
                left_out += 1
                continue
            missing = check(case, public)
            outcomes.append(Outcome(name, case["kind"], case["input"], not missing, missing))
    return outcomes, left_out


def main() -> int:
    """Print pass rates by suite and kind; the exit code is 0 when the goal of 97 % is met."""
    parser = argparse.ArgumentParser(prog="python -m tests.suites.run", description=__doc__.split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list the cases that fail")
    parser.add_argument("--public", action="store_true", help="through zongshu.quantities instead of find_mentions")
    options = parser.parse_args()
    outcomes, left_out = run(folder(), options.public)
    for group in ("suite", "kind"):
        total, right = Counter(), Counter()
        for outcome in outcomes:
            key = outcome.suite if group == "suite" else f"{outcome.suite} {outcome.kind}"
            total[key] += 1
            right[key] += outcome.passed
        for key in sorted(total):
            print(f"{key:55} {right[key] / total[key]:6.1%}  {right[key]:4} of {total[key]}")
        print()
    if options.errors:
        for outcome in outcomes:
            if not outcome.passed:
                rows = [
                    (outcome.text[r.start : r.end], sorted(r.numbers), r.unit, r.role)
                    for r in ours(outcome.text, options.public)
                ]
                print(f"{outcome.kind}: {outcome.text!r}: lacks {outcome.missing}, has {rows}")
    passed, count = sum(outcome.passed for outcome in outcomes), len(outcomes)
    print(f"all {passed / count:.1%}, {passed} of {count}; {left_out} excluded ({left_out / (count + left_out):.1%})")
    return 0 if passed >= 0.97 * count else 1


if __name__ == "__main__":
    sys.exit(main())
