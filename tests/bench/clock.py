"""Times of several pieces of work, taken in turns, so that a busy machine is busy for all of them alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["Row", "Times", "turns"]

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        group: what it belongs to: speed, numbers, start, memory, size.
        name: what was measured.
        value: the figure.
        unit: what it counts.
        low: the least of the rounds; `high` the most; None for a single measurement.
        wanted: the goal in words, as `≥ 5`; empty where there is none.
    """

    group: str
    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    wanted: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if not self.wanted:
            return None
        sign, goal = self.wanted.split()[:2]
        return self.value >= float(goal) if sign == "≥" else self.value <= float(goal)


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of one piece of work, a figure a round."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The least: what the work takes where nothing gets between."""
        return min(self.seconds)

    def over(self, other: Times) -> tuple[float, float, float]:
        """Return how many times this takes what the other takes: of the best, and the span over the rounds."""
        each = self._each(other)
        return self.best / other.best, min(each), max(each)

    def beside(self, other: Times) -> tuple[float, float, float]:
        """Return the same of rounds that each had work of their own: the median, and the span over the rounds."""
        each = self._each(other)
        return statistics.median(each), min(each), max(each)

    def _each(self, other: Times) -> list[float]:
        return [mine / yours for mine, yours in zip(self.seconds, other.seconds, strict=True)]


def turns(work: Mapping[str, Callable[[], object]], rounds: int, clock: Clock = time.process_time) -> dict[str, Times]:
    """Do each piece of work once a round.

    Args:
        work: what to do, by name.
        rounds: how often.
        clock: processor time by default, which other programs on the machine disturb least.
    """
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, do in work.items():
            gc.collect()
            began = clock()
            do()
            seconds[name].append(clock() - began)
    return {name: Times(tuple(taken)) for name, taken in seconds.items()}
