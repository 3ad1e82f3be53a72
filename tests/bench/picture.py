"""The picture of the measurements that README shows: speeds as bars beside the yardstick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.bench.clock import Row

__all__ = ["draw"]

_OURS, _THEIRS, _YARD = "#1f5fa8", "#9aa3ad", "#c8553d"


def draw(rows: Sequence[Row], path: Path) -> None:
    """Draw the speeds that are told in multiples of the yardstick; nothing is drawn where there are none."""
    ours = [row for row in rows if row.group == "reports" and row.unit == "× jieba.cut"]
    theirs = [row for row in rows if row.group == "peers"]
    if not ours:
        return
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    bars = [*((row, _OURS) for row in ours), *((row, _THEIRS) for row in theirs)]
    figure, axes = plt.subplots(figsize=(9, 0.6 + 0.42 * len(bars)), layout="constrained")
    for at, (row, colour) in enumerate(bars):
        low, high = row.low or row.value, row.high or row.value
        axes.barh(at, row.value, color=colour, height=0.62)
        axes.plot([low, high], [at, at], color="black", linewidth=1)
        axes.annotate(f"{row.value:.2g}", (max(row.value, high), at), (4, 0), textcoords="offset points", va="center")
    axes.axvline(1, color=_YARD, linewidth=1.2)
    axes.annotate("jieba.cut", (1, -0.75), color=_YARD, ha="center", fontsize=9, annotation_clip=False)
    axes.set_yticks(range(len(bars)), [f"zongshu: {row.name}" if row in ours else row.name for row, _ in bars])
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xscale("log")
    axes.set_xlabel("times the speed of jieba.cut on the same texts\nin the same run (line: span over the rounds)")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150)
    plt.close(figure)
