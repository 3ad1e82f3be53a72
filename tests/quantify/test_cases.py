"""The case files: every marked mention is found as marked, and nothing else comes out as a claim."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from zongshu.quantify import find_mentions
from zongshu.types import Mention

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))
MARK = re.compile(r"⟦([^|⟧]*)\|(\w+);([^;⟧]*);([^;⟧]*)(?:;(\w+))?⟧")


def lines() -> list[tuple[str, str]]:
    """Return every case with its place."""
    return [
        (f"{file.name}:{number}", line)
        for file in CASES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]


def value_of(mention: Mention) -> str:
    """Write a mention's value as the case files do."""
    quantity = mention.quantity
    if quantity.approx == "range":
        return f"{quantity.low:f}..{quantity.high:f}"
    if quantity.value is None:
        return ""
    sign = {"over": ">", "under": "<", "about": "~"}.get(quantity.approx, "")
    return f"{sign}{quantity.value:f}"


def normal(value: str) -> str:
    """Drop trailing zeros, so that 2.50 and 2.5 are alike."""
    return re.sub(r"\d+(?:\.\d+)?", lambda m: f"{Decimal(m.group()).normalize():f}", value)


@pytest.mark.parametrize(("place", "line"), lines(), ids=[place for place, _ in lines()])
def test_case(place: str, line: str) -> None:
    text, wanted, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        wanted.append((len(text), len(text) + len(mark[1]), *mark.groups()[1:]))
        text += mark[1]
        at = mark.end()
    text += line[at:]
    found = {(m.start, m.end): m for m in find_mentions(text)}
    shown = [(text[m.start : m.end], m.role, value_of(m), m.quantity.unit) for m in found.values()]
    for start, end, role, value, unit, kind in wanted:
        mention = found.get((start, end))
        assert mention is not None, f"{text[start:end]} not found as one mention: {shown}"
        assert mention.role == role, shown
        if value:
            assert normal(value_of(mention)) == normal(value), shown
        if unit or role == "claim":
            assert mention.quantity.unit == unit, shown
        assert not kind or mention.quantity.kind == kind, (kind, mention.quantity.kind, shown)
    claims = {span for span, mention in found.items() if mention.role == "claim"}
    assert claims <= {(start, end) for start, end, role, *_ in wanted if role == "claim"}, shown


def test_there_are_traps_enough() -> None:
    assert len(lines()) >= 900
