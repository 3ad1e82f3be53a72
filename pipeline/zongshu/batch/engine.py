"""Batches to results in their order: in this process, over worker processes, or over a Dask cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from zongshu.batch.items import Item, batches
from zongshu.batch.results import Result
from zongshu.batch.unit import UNIT, Limits, Options, Worker

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["Engine", "process"]

Done = tuple[Item, list[Result]]


@dataclass(slots=True, frozen=True)
class Engine:
    """Who does the work.

    Attributes:
        kind: local or dask.
        processes: how many processes; 0 works in this one. A cluster that is there already has its own number.
        scheduler: the address of a Dask scheduler; None for a cluster on this machine.
        limits: what one article may take; not held to in this process.
        unit: the function that does the work, as `module:name`.
    """

    kind: str = "local"
    processes: int = 0
    scheduler: str | None = None
    limits: Limits = field(default_factory=Limits)
    unit: str = UNIT


class _Workers(Protocol):
    ahead: int

    def submit(self, work: list[Item]) -> Future[list[list[Result]]]: ...

    def close(self) -> None: ...


def process(work: Iterable[Item], options: Options, engine: Engine) -> Iterator[Done]:
    """Make the records of all items; few of them are held at a time.

    Args:
        work: what to do.
        options: what decides the records.
        engine: who does it.

    Returns:
        Each item, in order, with its results (one for each of its articles).

    Raises:
        DataError: an indicator pack holds a mistake.
        UsageError: there is nobody to do the work.
    """
    if engine.kind == "local" and engine.processes < 1:
        worker = Worker(options)
        _ = worker.pipeline  # a mistake in a pack is told before any article is read
        for item in work:
            yield item, worker(item)
        return
    workers: _Workers
    if engine.kind == "dask":
        from zongshu.batch.cluster import Cluster

        workers = Cluster(options, engine.limits, engine.processes, engine.scheduler, engine.unit)
    else:
        from zongshu.batch.local import Crew

        workers = Crew(options, engine.limits, engine.processes, engine.unit)
    try:
        yield from _ordered(batches(work), workers)
    finally:
        # Also when the reader of this generator stops: what runs is not wanted any more.
        workers.close()


def _ordered(parts: Iterator[list[Item]], workers: _Workers) -> Iterator[Done]:
    waiting: deque[tuple[list[Item], Future[list[list[Result]]]]] = deque()
    while True:
        while len(waiting) < workers.ahead and (part := next(parts, None)):
            waiting.append((part, workers.submit(part)))
        if not waiting:
            return
        part, future = waiting.popleft()
        yield from zip(part, future.result(), strict=True)
