"""How fast: the whole extraction, each stage and the numbers alone, as ratios to `jieba.cut` on the same texts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tests.bench.articles import PROSE, articles, text_of
from tests.bench.clock import Row, turns

import zongshu
from zongshu.quantify import find_mentions
from zongshu.record import decode, encode, record
from zongshu.repair import repair_text
from zongshu.types import Article

__all__ = ["extracted", "linearity", "speed", "stages"]


def _jieba() -> Callable[[str], None]:
    """Return the yardstick: the reference segmenter."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()

    def cut(text: str) -> None:
        for _ in jieba.cut(text):
            pass

    return cut


def extracted(text: str, pipeline: zongshu.Pipeline) -> bytes:
    """Return the record of a text as a line of JSON that was read back against its types."""
    line = encode(record(pipeline(Article(text))))
    decode(line)
    return line


def speed(count: int, rounds: int) -> list[Row]:
    """Measure over so many articles as dense with numbers as reports are, and over ones full of them.

    Each round has articles of its own, as a researcher has: what the tool remembers of wordings must not count double.
    """
    return [
        *_speed("reports", count, rounds, 0, PROSE, "≥ 5", "≥ 10"),
        *_speed("dense", 4 * count, rounds, 1, 0, "", ""),
    ]


def _speed(group: str, count: int, rounds: int, seed: int, prose: float, whole: str, numbers: str) -> list[Row]:
    pipeline = zongshu.Pipeline()
    every = list(articles(count * (rounds + 1), seed, prose))
    sets = [every[at : at + count] for at in range(0, len(every), count)]

    def over(function: Callable[[str], Any]) -> Callable[[], None]:
        turn = iter(sets)

        def work() -> None:
            for text in next(turn):
                function(text)

        return work

    work = {
        "jieba.cut": over(_jieba()),
        "numbers": over(zongshu.quantities),
        "extract": over(lambda text: extracted(text, pipeline)),
        "find_mentions": over(find_mentions),
        "repair": over(repair_text),
    }
    for warm in work.values():
        warm()
    times = turns(work, rounds)
    yard = times["jieba.cut"]
    characters = sum(len(text) for texts in sets[1:] for text in texts)
    claims = sum(len(pipeline(text).claims) for text in sets[1])
    rows = [
        Row(group, "claims in a thousand characters", 1000 * claims / sum(map(len, sets[1])), ""),
        Row(group, "yardstick: jieba.cut", characters / sum(yard.seconds) / 1e6, "million characters/s"),
    ]
    names = {
        "extract": ("whole extraction, text in, validated JSON out", whole),
        "numbers": ("numbers alone, zongshu.quantities", numbers),
        "find_mentions": ("stage quantify alone", ""),
        "repair": ("stage repair alone", ""),
    }
    for key, (name, wanted) in names.items():
        value, low, high = yard.beside(times[key])
        rows.append(Row(group, name, value, "× jieba.cut", low, high, wanted))
    rate = characters / sum(times["extract"].seconds) / 1e6
    return [*rows, Row(group, "whole extraction", rate, "million characters/s")]


def stages(count: int, rounds: int) -> list[Row]:
    """Measure which part of the time each stage takes."""
    texts = list(articles(count, 2, PROSE))
    pipeline = zongshu.Pipeline()
    made: list[Article] = []
    taken: dict[str, float] = {}

    def run(stage: Callable[[Article], Article]) -> Callable[[], None]:
        def work() -> None:
            made[:] = [stage(article) for article in made]

        return work

    def begin() -> None:
        made[:] = map(Article, texts)

    for _ in range(rounds):
        begin()
        for stage in pipeline.stages:
            one = turns({stage.__name__: run(stage)}, 1)[stage.__name__].best
            taken[stage.__name__] = min(one, taken.get(stage.__name__, math.inf))
        one = turns({"record": lambda: [encode(record(article)) for article in made]}, 1)["record"].best
        taken["record"] = min(one, taken.get("record", math.inf))
    whole = sum(taken.values())
    return [Row("stages", name, 100 * part / whole, "% of the time") for name, part in taken.items()]


def linearity(largest: int, rounds: int) -> list[Row]:
    """Measure how the time grows with the length of one text: the exponent of a power of it."""
    pipeline = zongshu.Pipeline()
    extracted(text_of(5_000), pipeline)
    points: list[tuple[int, float]] = []
    sizes = [length for length in (1_000 * 4**power for power in range(12)) if length < largest]
    for size in [*sizes, largest]:
        # Short texts again and again, so that each measurement lasts.
        times = max(1, min(100, 100_000 // size))
        texts = [text_of(size, seed) for seed in range(min(times, 10))]

        def work(texts: list[str] = texts, times: int = times) -> None:
            for at in range(times):
                extracted(texts[at % len(texts)], pipeline)

        best = turns({"it": work}, rounds if size < 1_000_000 else 1)["it"].best
        points.append((size, best / times))
    rows = [Row("size", f"one text of {length:,} characters", taken, "s") for length, taken in points]
    xs, ys = [math.log(length) for length, _ in points], [math.log(taken) for _, taken in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)
    return [*rows, Row("size", f"exponent, 1 thousand to {largest:,} characters", slope, "", wanted="≤ 1.05")]
