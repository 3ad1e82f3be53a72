"""The pass is linear on hostile input, and fast beside a word segmenter."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

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
}


def seconds(text: str) -> float:
    """Return the best of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        find_mentions(text)
        best = min(best, time.perf_counter() - begin)
    return best


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    size = 6000 // len(piece)
    small, large = seconds(piece * size), seconds(piece * size * 8)
    # eight times the text: linear is 8; a square would be 64. A floor keeps short times from deciding
    assert large < 25 * max(small, 0.0005), (small, large)
    assert large < 5


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["7", "一", "（", "“"])
def test_a_million_characters_end(piece: str) -> None:
    begin = time.perf_counter()
    find_mentions(piece * 1_000_000)
    assert time.perf_counter() - begin < 20


@pytest.mark.slow
@pytest.mark.skipif("ZONGSHU_EVAL" not in os.environ, reason="ZONGSHU_EVAL names no folder of reports")
def test_ten_times_the_speed_of_a_segmenter() -> None:
    jieba = pytest.importorskip("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    files = sorted((Path(os.environ["ZONGSHU_EVAL"]) / "reports").glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    find_mentions(texts[0])
    ratios = []
    for _ in range(3):
        begin = time.perf_counter()
        for text in texts:
            list(jieba.cut(text))
        middle = time.perf_counter()
        for text in texts:
            find_mentions(text)
        ratios.append((middle - begin) / (time.perf_counter() - middle))
    assert max(ratios) >= 10, ratios
