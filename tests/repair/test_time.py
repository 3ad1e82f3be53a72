"""Repair takes time in proportion to the length of the text, whatever the damage.

A few shapes of text at small sizes by default; `ZONGSHU_FULL=1` runs all of them, every kind of damage among them, up
to 1 MB, which is about 333,000 Chinese characters.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from math import log
from random import Random

import pytest
from tests.support.damage import DAMAGES, damage

from zongshu.repair import repair_text

FULL = bool(os.environ.get("ZONGSHU_FULL"))
SIZES = (42_000, 83_000, 167_000, 333_000) if FULL else (8_000, 16_000, 32_000)
# small texts scatter more; work that grows with the square of the length has an exponent of 2
MOST = 1.1 if FULL else 1.35
TRIES = 4
SENTENCES = (
    "2024年，青禾县建成志愿服务站280个，覆盖率达到73.8%，参与群众5万余人次。",
    "全县清理村级机制牌子五百块，撤并协调机制十二个，取消证明事项三十项，村里的负担轻了许多。",
    "各乡镇把议事桌搬进院坝，群众的事群众商量着办，一年下来大家都说好，邻里也更和睦。",
    "全年举办培训班46期，培训党务工作者1,860人次，其中女性占51.2%。",
    "一、聚焦党建，提质增效\n",
)


def prose(size: int) -> str:
    """Write sentences in a changing order, none right behind itself: that would be doubled print."""
    rng = Random(1)
    parts: list[str] = []
    length = last = 0
    while length < size:
        last = (last + rng.randint(1, len(SENTENCES) - 1)) % len(SENTENCES)
        parts.append(SENTENCES[last] + ("\n" if rng.random() < 0.3 else ""))
        length += len(parts[-1])
    return "".join(parts)[:size]


def damaged(*kinds: str) -> Callable[[int], str]:
    return lambda size: damage(prose(size), kinds, 1)[0][:size]


def again(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


# what stands at or between lines shows as damage where they are those of a column
LINES = ("line_numbers", "bylines", "blank_lines")

SHAPES = {
    "clean": prose,
    **{kind: damaged(*(("wrap18", kind) if kind in LINES else (kind,))) for kind in DAMAGES if kind != "none"},
    "justified": lambda size: " ".join(prose(size))[:size],
    "mixed": damaged("numbers_spaced", "wrap24", "shadow", "fullwidth"),
    "one line": lambda size: prose(size).replace("\n", ""),
    "one line, doubled": lambda size: damaged("shadow")(size).replace("\n", ""),
    "table": lambda size: "".join(f"城关镇{row}\t{row * 7}\t{row / 7:.1f}\t{row}%\n" for row in range(size // 16)),
    "pages": lambda size: damaged("wrap18")(size).replace("。\n", "\n— 3 —\n"),
    **{
        repr(unit): again(unit)
        for unit in (
            *("两百八\n", "12\n", "a\t1\n", "全县全县1 1，，", " ", "，", "个", "1", "1 ", "—", "建(jiàn", "$1 "),
            *(
                "全 县 建 成 ",
                "答 卷三百 份，",
                "个1 1 $",
                "Smart\ncity ",
                "全縣建成 ",
                "聚焦，主责主业的做\n聚焦主责主业\n",
            ),
        )
    },
}
OFTEN = ("clean", "mixed", "one line, doubled", "table", "pages", repr("个"), repr("$1 "), repr("Smart\ncity "))


def exponent(shape: Callable[[int], str]) -> float:
    """Return the slope of the line through the logarithms of size and time, the best of several runs each."""
    texts = [shape(size) for size in SIZES]
    times = []
    for text in texts:
        best = float("inf")
        for _ in range(3 if FULL else 2):
            gc.collect()
            start = time.process_time()
            repair_text(text)
            best = min(best, time.process_time() - start)
        times.append(best)
    points = [(log(len(text)), log(best)) for text, best in zip(texts, times, strict=True)]
    x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


@pytest.mark.parametrize("name", SHAPES if FULL else OFTEN)
def test_time_is_linear(name: str) -> None:
    # on a machine that does other things besides, a run may be slow by chance; not all of them
    assert any(exponent(SHAPES[name]) <= MOST for _ in range(TRIES))
