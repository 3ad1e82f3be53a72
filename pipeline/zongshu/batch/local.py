"""Worker processes on this machine: one that dies or hangs costs at most the article that it was at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from zongshu.batch.items import Item
from zongshu.batch.parent import Lost, Process, Results
from zongshu.batch.results import Result
from zongshu.batch.unit import MEMORY, UNIT, Limits, Options, lost

__all__ = ["Crew", "finish"]

_TRIES = 3  # so often an article may lose its process before it is held to be the reason


def finish(process: Process, work: list[Item]) -> Results:
    """Have a batch done whatever its items do to the process.

    Where the process dies, what it was at is done again alone, and the rest in halves where that is not known. An item
    that takes a process with it time and again, or takes too long, is told as failed; nothing else is lost.

    Args:
        process: who works.
        work: the batch.
    """
    made: Results = [[] for _ in work]
    todo = [(0, len(work), 0)]
    while todo:
        start, end, tries = todo.pop()
        try:
            made[start:end] = process.ask(work[start:end])
            continue
        except Lost as error:
            if process.closed:
                raise
            reason = error
        if end - start == 1 and (reason.why != "killed" or tries + 1 >= _TRIES):
            made[start] = [_failure(work[start], reason.why, process.limits)]
        elif end - start == 1:
            todo.append((start, end, tries + 1))
        elif reason.at is None:
            middle = (start + end) // 2
            todo += [(middle, end, 0), (start, middle, 0)]
        else:
            at = start + reason.at
            if reason.why == "killed":
                alone = [(at, at + 1, 1)]
            else:
                made[at] = [_failure(work[at], reason.why, process.limits)]
                alone = []
            todo += [part for part in ((at + 1, end, 0), *alone, (start, at, 0)) if part[0] < part[1]]
    return made


def _failure(item: Item, why: str, limits: Limits) -> Result:
    if why == "time":
        return lost(item, "internal.time", f"takes longer than {limits.seconds:g} s; allow more with --article-seconds")
    if why == "memory":
        size = f"{limits.memory / 1e6:g} MB"
        return lost(item, MEMORY, f"needs more memory than {size}; allow more with --article-memory")
    return lost(item, "internal.killed", "its process was killed each time; it may need more memory than there is")


class Crew:
    """Several worker processes.

    Args:
        options: what decides the records.
        limits: what one article may take.
        processes: how many.
        unit: the function that does the work, as `module:name`.
    """

    def __init__(self, options: Options, limits: Limits, processes: int, unit: str = UNIT) -> None:
        self.ahead = processes * 3
        self._make: Callable[[], Process] = lambda: Process(options, limits, unit)
        self._own = threading.local()
        self._all: list[Process] = []
        self._pool = ThreadPoolExecutor(processes, "zongshu")

    def submit(self, work: list[Item]) -> Future[Results]:
        """Have a batch done by whoever is free first."""
        return self._pool.submit(self._do, work)

    def _do(self, work: list[Item]) -> Results:
        process: Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = self._make()
            self._all.append(process)
        return finish(process, work)

    def close(self) -> None:
        """Stop all processes; batches under way are lost."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        self._pool.shutdown(wait=True)
        for process in self._all:
            process.close()
