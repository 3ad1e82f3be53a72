"""Anchors on randomly damaged texts: what repair and the stages behind it say stands at a place, stands there.

`ZONGSHU_CASES` says how many texts are damaged; a few hundred by default.
"""

from __future__ import annotations

import os
from functools import cache
from random import Random

from tests.support.build import articles
from tests.support.damage import DAMAGES, damage

from zongshu.offsets import OffsetMap
from zongshu.quantify import find_mentions
from zongshu.record import print_span
from zongshu.repair import STEPS, repair_text

CASES = int(os.environ.get("ZONGSHU_CASES", "300"))
FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
REPLACED = frozenset("%〇 ")  # what repair writes for another sign
LONGEST = 400
NOISE = [
    "\n",
    "\n\n",
    " ",
    "\u3000",
    "\t",
    "12",
    "个",
    "，",
    "%",
    "（jiàn）",
    "$1 \\%$",
    "１",
    "℅",
    "…",
    "—",
    "第3页\n",
]


@cache
def clean_texts() -> list[str]:
    return [one.text for one in articles()]


def damaged_text(seed: int) -> tuple[str, str]:
    """Cut a piece out of an article, damage it in up to four ways, and put noise into it."""
    rng = Random(seed)
    text = rng.choice(clean_texts())
    start = rng.randrange(len(text))
    clean = text[start : start + rng.randint(20, LONGEST)]
    kinds = rng.sample(sorted(DAMAGES), rng.randint(1, 4))
    damaged, _ = damage(clean, kinds, seed)
    for _ in range(rng.choice((0, 0, 1, 3))):
        at = rng.randrange(len(damaged) + 1)
        damaged = damaged[:at] + rng.choice(NOISE) + damaged[at:]
    return clean, damaged


def assert_total_and_monotone(text: str, repaired: str, back: OffsetMap) -> None:
    """Every clean character has its place in the text, and within a run of a map raw positions rise with clean ones."""
    assert len(back) == len(repaired)
    at = 0
    for clean, length, raw, width in back.rows:
        assert clean in (at, at - length)  # rows of one block share their place
        at = clean + length
        assert 0 <= raw <= raw + width <= len(text)
        if length == width:
            assert (back.position(clean), back.position(at - 1)) == (raw, raw + width - 1)
    assert at == len(repaired)


def assert_anchored(text: str, repaired: str, back: OffsetMap) -> None:
    """Every clean character stands in its raw span, as it is or in its full-width form; a joint may get a space."""
    folded = text.translate(FOLD)
    for at, char in enumerate(repaired):
        start, end = back.span(at, at + 1)
        assert char in text[start:end] or char in folded[start:end] or char.isspace() or char in REPLACED


def test_anchors_hold_on_damaged_texts() -> None:
    for seed in range(CASES):
        _, damaged = damaged_text(seed)
        repaired, back, _ = repair_text(damaged)
        assert_total_and_monotone(damaged, repaired, back)
        assert_anchored(damaged, repaired, back)
        for mention in find_mentions(repaired, wrapped=True):
            start, end = print_span(damaged, back, mention.start, mention.end)
            printed = iter(damaged[start:end].translate(FOLD))
            read = repaired[mention.start : mention.end].translate(FOLD)
            assert all(char in printed for char in read if char not in REPLACED)


def test_every_step_has_a_map_that_is_total_and_monotone() -> None:
    for seed in range(CASES):
        _, damaged = damaged_text(seed)
        text, whole = damaged, OffsetMap.identity(len(damaged))
        for step in STEPS:
            repaired, back, _ = repair_text(text, [step])
            assert_total_and_monotone(text, repaired, back)
            assert_anchored(text, repaired, back)
            text, whole = repaired, whole.then(back)
        assert (text, whole) == repair_text(damaged)[:2]
