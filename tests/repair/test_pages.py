"""Whole pages as newspapers, scanners and web sites leave them, with the text that was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongshu.repair import repair_text

_SIGNS = {
    "{zw}": "\u200b", "{wj}": "\u2060", "{bom}": "\ufeff", "{shy}": "\u00ad", "{nb}": "\u00a0", "{id}": "\u3000",
    "{cr}": "\r",
}  # fmt: skip


def pages() -> list[tuple[str, str, str]]:
    text = Path(__file__).with_name("cases").joinpath("pages.txt").read_text("utf-8")
    for name, sign in _SIGNS.items():
        text = text.replace(name, sign)
    blocks = re.findall(r"^== (.+)\n((?s:.)*?)^--\n((?s:.)*?)(?=^== |\Z)", text, re.MULTILINE)
    return [(name, damaged.strip("\n"), clean.strip("\n")) for name, damaged, clean in blocks]


@pytest.mark.parametrize(("damaged", "clean"), [pytest.param(*page[1:], id=page[0]) for page in pages()])
def test_page(damaged: str, clean: str) -> None:
    repaired, back, _ = repair_text(damaged)
    assert repaired == clean
    assert len(back) == len(clean)
    assert repair_text(clean)[0] == clean


def test_there_are_pages_of_every_origin() -> None:
    assert {name.split(":")[0] for name, _, _ in pages()} == {
        "newspaper",
        "scan",
        "web",
        "chat account",
        "annual report",
    }
