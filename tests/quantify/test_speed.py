"""The pass is linear on hostile input, and fast beside a word segmenter."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import zongshu
from zongshu.quantify import find_mentions

HOSTILE = {
    "digits": "7",
    "one": "一",
    "brackets": "（",
    "quotes": "“",
    "titles": "《",
    "commas": "1,",
    "thousands": ",123",
    "hyphens": "1-",
    "slashes": "1/2",
    "scales": "十百",
    "pairs": "二三",
    "shares": "百分之",
    "ordinals": "第一",
    "approximators": "约近",
    "rates": "每1人",
    "spaces": "一 百 ",
    "points": "1.",
    "formula": "1+",
    "years": "2024年",
    "colons": "1:1",
    "few": "几十",
    "more": "多万",
    "formal": "壹",
    "both": "1万",
    "numbered": "（1",
    "column": "7\n",
    "wrapped": "一\n二",
}


def seconds(text: str) -> float:
    """Return the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        find_mentions(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    size = 6000 // len(piece)
    small, large = seconds(piece * size), seconds(piece * size * 8)
    # eight times the text: linear is 8; a square would be 64. A floor keeps short times from deciding
    assert large < 25 * max(small, 0.0005), (small, large)
    assert large < 5


@pytest.mark.slow
@pytest.mark.parametrize("find", [find_mentions, zongshu.quantities], ids=["find_mentions", "quantities"])
@pytest.mark.parametrize("piece", ["7", "一", "（", "“"])
def test_a_million_characters_end(piece: str, find: Callable[[str], object]) -> None:
    begin = time.perf_counter()
    find(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - begin < 30


@pytest.mark.slow
@pytest.mark.skipif("ZONGSHU_EVAL" not in os.environ, reason="ZONGSHU_EVAL names no folder of reports")
def test_ten_times_the_speed_of_a_segmenter() -> None:
    jieba = pytest.importorskip("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    files = sorted((Path(os.environ["ZONGSHU_EVAL"]) / "reports").glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    zongshu.quantities(texts[0])
    cut, read = [float("inf")] * len(texts), [float("inf")] * len(texts)
    # both take turns over each text, and the best turn of each counts: other work on the machine comes and goes
    for _ in range(5):
        for number, text in enumerate(texts):
            cut[number] = min(cut[number], _spent(lambda text: list(jieba.cut(text)), text))
            read[number] = min(read[number], *(_spent(zongshu.quantities, text) for _ in range(2)))
    assert sum(cut) / sum(read) >= 10, (sum(cut), sum(read))


def _spent(work: Callable[[str], object], text: str) -> float:
    """Return the processor time that a piece of work takes over a text."""
    begin = time.process_time()
    work(text)
    return time.process_time() - begin
