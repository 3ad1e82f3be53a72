"""Sentences with the claims that the codebook wants of them: every block of `cases/*.case` is a test.

The form is told in `cases/README.md`. Blocks in `cases/open/` are known failures: each must fail, so that a fix is noticed.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from zongshu import Pipeline
from zongshu.evaluate._compare import LEAST_DICE, dice, same_number, same_period
from zongshu.lexicon.registry import registry
from zongshu.types import Article

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"⟦([^⟦⟧]+)⟧")
_HEADERS = ("place", "published")
_QUANTITY = ("value", "low", "high", "approx", "unit", "kind", "dimension", "direction")
_NUMBERS = ("value", "low", "high")
_DATES = ("from", "to")
_LINKS = ("part_of", "repeats")
_PLAIN = ("status", "context_of", "predicate", "actor", "flags")
_FIELDS = {
    *_QUANTITY,
    *_DATES,
    *_LINKS,
    *_PLAIN,
    "item",
    "per",
    "indicator",
    "place",
    "place_level",
    "candidates",
    "period",
}
_RUN = 18


class CaseError(ValueError):
    """A case file holds a mistake; the message names file and line."""


@dataclass(slots=True)
class Mark:
    """One number of a text and what is wanted of it; `optional` ones may be missing among the claims."""

    start: int
    end: int
    text: str
    wanted: dict[str, list[str]] = field(default_factory=dict)
    optional: bool = False


@dataclass(slots=True)
class Case:
    """One block: a text with all its claims."""

    title: str
    where: str
    text: str
    headers: dict[str, str]
    marks: list[Mark]


def read_cases(path: Path) -> list[Case]:
    """Read the blocks of one case file."""
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(source: str, name: str) -> list[Case]:
    """Read blocks; each begins with a line `== title`."""
    found: list[Case] = []
    title, opened = "", 0
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*source.splitlines(), "== "], 1):
        if line.startswith("== "):
            if title:
                found.append(_block(title, opened, lines, name))
            title, opened, lines = line[3:].strip(), number, []
        elif line.strip() and not line.startswith("#"):
            if not title:
                raise CaseError(f"{name}:{number}: a block begins with `== title`")
            lines.append((number, line.rstrip()))
    return found


def _block(title: str, opened: int, lines: list[tuple[int, str]], name: str) -> Case:
    headers: dict[str, str] = {}
    printed: list[str] = []
    rows: list[tuple[int, str]] = []
    for number, line in lines:
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            if key not in _HEADERS or not value.strip():
                raise CaseError(
                    f"{name}:{number}: a header is one of {', '.join('@' + one for one in _HEADERS)} and a value"
                )
            headers[key] = value.strip()
        elif line[:2] in ("> ", ">"):
            if rows:
                raise CaseError(f"{name}:{number}: text after the lines of its marks")
            printed.append(line[2:])
        else:
            rows.append((number, line))
    text, marks = _marks("\n".join(printed))
    if not text:
        raise CaseError(f"{name}:{opened}: block {title!r} has no text (lines that begin with `> `)")
    if len(rows) != len(marks):
        raise CaseError(f"{name}:{opened}: block {title!r} has {len(marks)} marks and {len(rows)} lines for them")
    for mark, (number, row) in zip(marks, rows, strict=True):
        _row(mark, row, f"{name}:{number}")
    return Case(title, f"{name}:{opened}", text, headers, marks)


def _marks(printed: str) -> tuple[str, list[Mark]]:
    text, at = "", 0
    marks: list[Mark] = []
    for hit in _MARK.finditer(printed):
        text += printed[at : hit.start()]
        marks.append(Mark(len(text), len(text) + len(hit[1]), hit[1]))
        text += hit[1]
        at = hit.end()
    return text + printed[at:], marks


def _row(mark: Mark, row: str, where: str) -> None:
    shown, *parts = (part.strip() for part in row.split("|"))
    if shown != re.sub(r"\s+", "", mark.text) and shown != mark.text:
        raise CaseError(f"{where}: the next mark of the text is {mark.text!r}, not {shown!r}")
    for part in parts:
        if part == "optional":
            mark.optional = True
            continue
        key, equals, value = part.partition("=")
        if key not in _FIELDS or not equals:
            raise CaseError(f"{where}: {part!r} is no field; known are {', '.join(sorted(_FIELDS))}")
        mark.wanted[key] = value.split("/")


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def claims_of(case: Case) -> list[dict[str, Any]]:
    """Extract the claims of a block, as they stand in the record."""
    article = Article(case.text, source=case.where, published=case.headers.get("published"), meta=dict(case.headers))
    claims: list[dict[str, Any]] = json.loads(_pipeline()(article).to_json())["claims"]
    return claims


def differences(case: Case, claims: list[dict[str, Any]]) -> list[str]:
    """Tell what differs between the wanted claims and those found: one line a field."""
    found: list[str] = []
    left = list(claims)
    texts = {claim["id"]: claim["text"] for claim in claims}
    for mark in case.marks:
        claim = next((one for one in left if one["start"] < mark.end and mark.start < one["end"]), None)
        if claim is None:
            if not mark.optional:
                found.append(f"{mark.text}: no claim")
            continue
        left.remove(claim)
        if not mark.optional and (claim["start"], claim["end"]) != (mark.start, mark.end):
            found.append(f"{mark.text}: the claim spans {claim['text']!r}")
        for key, wanted in mark.wanted.items():
            got = _answer(claim, key, texts)
            if not any(_same(key, one, got) for one in wanted):
                found.append(
                    f"{mark.text}: {key} should be {'/'.join(wanted)}, is {_show(got)}   {' '.join(claim['rules'])}"
                )
    found += [f"{claim['text']}: no claim of the text   {' '.join(claim['rules'])}" for claim in left]
    return found


def _answer(claim: dict[str, Any], key: str, texts: dict[str, str]) -> Any:
    place, period, per = claim["place"] or {}, claim["period"] or {}, claim["quantity"]["per"] or {}
    if key in _QUANTITY:
        return claim["quantity"][key]
    if key in _LINKS:
        return texts.get(claim[key])
    if key in _DATES:
        return period.get(key)
    return {
        "item": claim["item"],
        "per": per.get("text"),
        "indicator": (claim["indicator"] or {}).get("id"),
        "place": place.get("name"),
        "place_level": place.get("level"),
        "candidates": len(place.get("candidates") or ()) or None,
        "period": None if not (period.get("from") or period.get("to")) else f"{period['from']}..{period['to']}",
        "flags": " ".join(claim["flags"]) or None,
    }.get(key, claim.get(key))


def _same(key: str, wanted: str, got: Any) -> bool:
    if wanted == "none":
        return got is None
    if key == "item":
        return dice(wanted, got) >= LEAST_DICE
    if key in _NUMBERS:
        return same_number(float(wanted), got)
    if key in _DATES:
        return same_period((wanted, None), (got, None))
    if key == "candidates":
        return got is not None and got >= int(wanted)
    return bool(got == wanted)


def _show(got: Any) -> str:
    return "none" if got is None else str(got)


def _report(case: Case, found: list[str]) -> str:
    shown = case.text
    for mark in reversed(case.marks):
        shown = f"{shown[: mark.start]}⟦{mark.text}⟧{shown[mark.end :]}"
    return "\n".join(
        [
            f"{case.title} ({case.where})",
            *(f"> {line}" for line in shown.splitlines()),
            *(f"  {line}" for line in found),
        ]
    )


def _all(folder: Path) -> list[Case]:
    return [case for path in sorted(folder.glob("*.case")) for case in read_cases(path)]


CLOSED, OPEN = _all(CASES), _all(CASES / "open")


@pytest.mark.parametrize("case", CLOSED, ids=lambda case: f"{case.where} {case.title}")
def test_case(case: Case) -> None:
    found = differences(case, claims_of(case))
    if found:
        pytest.fail(_report(case, found), pytrace=False)


@pytest.mark.parametrize("case", OPEN, ids=lambda case: f"{case.where} {case.title}")
@pytest.mark.xfail(strict=True, reason="known failure; when it passes, move the block to tests/cases")
def test_open_case(case: Case) -> None:
    found = differences(case, claims_of(case))
    assert not found, _report(case, found)


def test_there_are_cases_enough() -> None:
    assert sum(len(case.marks) for case in [*CLOSED, *OPEN]) >= 220


def test_titles_are_unique() -> None:
    titles = [case.title for case in [*CLOSED, *OPEN]]
    assert len(titles) == len(set(titles)), sorted(title for title in titles if titles.count(title) > 1)


def test_wanted_indicators_exist() -> None:
    known = {*registry().entries, "none"}
    for case in [*CLOSED, *OPEN]:
        for mark in case.marks:
            unknown = set(mark.wanted.get("indicator", ())) - known
            assert not unknown, f"{case.where}: {unknown}"


def test_nothing_is_taken_from_the_evaluation_texts() -> None:
    folder = os.environ.get("ZONGSHU_EVAL")
    if not folder:
        pytest.skip("ZONGSHU_EVAL is not set: no texts to compare with")
    runs: dict[str, str] = {}
    for case in [*CLOSED, *OPEN]:
        text = "".join(case.text.split())
        runs |= {text[at : at + _RUN]: case.where for at in range(len(text) - _RUN + 1)}
    paths = [path for part in ("articles", "reports") for path in sorted((Path(folder) / part).glob("*.txt"))]
    assert paths
    for path in paths:
        other = "".join(path.read_text(encoding="utf-8").split())
        shared = [other[at : at + _RUN] for at in range(len(other) - _RUN + 1) if other[at : at + _RUN] in runs]
        assert not shared, f"{runs[shared[0]]} shares “{shared[0]}” with {path.name}"


SAMPLE = "== a\n> 建成公园⟦4个⟧。\n4个 | value={}\n"


def test_a_wrong_answer_is_told_with_what_was_wanted() -> None:
    (case,) = parse(SAMPLE.format(5), "x.case")
    (line,) = differences(case, claims_of(case))
    assert line.startswith("4个: value should be 5, is 4")


def test_missing_and_surplus_claims_are_told() -> None:
    (case,) = parse("== a\n> 全县共有⟦小学⟧18所。\n小学 | kind=count\n", "x.case")
    missing, surplus = differences(case, claims_of(case))
    assert missing == "小学: no claim"
    assert surplus.startswith("18所: no claim of the text")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("> 建成公园4个。", r"x\.case:1: a block begins"),
        ("== a\n4个 | value=4", r"x\.case:1: block 'a' has no text"),
        ("== a\n> 公园⟦4个⟧。", r"has 1 marks and 0 lines"),
        ("== a\n> 公园⟦4个⟧。\n5个 | value=4", r"x\.case:3: the next mark of the text is '4个'"),
        ("== a\n> 公园⟦4个⟧。\n4个 | vaule=4", r"x\.case:3: 'vaule=4' is no field"),
        ("== a\n@plcae 孝义市\n> 公园⟦4个⟧。\n4个", r"x\.case:2: a header is"),
        ("== a\n> 公园⟦4个⟧。\n4个\n> 又一句。", r"x\.case:4: text after"),
    ],
)
def test_mistakes_of_a_case_file_are_told(source: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        parse(source, "x.case")
