"""Sources to results in the order of the sources, in this process or over several, with bounded memory."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from zongshu.batch.worker import Job, Options, Result, Worker, killed, start, work
from zongshu.errors import UsageError

__all__ = ["process"]

# A chunk is some seconds of work at most, so that an interruption is quick and the order costs little waiting.
_CHUNK_FILES = 32
_CHUNK_BYTES = 500_000
_AHEAD = 3

Chunk = tuple[list[Job], "Future[list[list[Result]]]"]


def process(jobs: Iterable[Job], options: Options, processes: int = 1) -> Iterator[list[Result]]:
    """Make the records of all sources.

    Args:
        jobs: what to do.
        options: what decides the records.
        processes: how many processes; 1 works in this one.

    Returns:
        For each job, in order, its results (one for each of its articles).

    Raises:
        DataError: an indicator pack holds a mistake.
        UsageError: processes cannot be started.
    """
    if processes <= 1:
        worker = Worker(options)
        _ = worker.pipeline  # a mistake in a pack is told before any article is read
        for source, known in jobs:
            yield worker(source, known)
        return
    yield from _parallel(_chunks(jobs), options, processes)


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    chunk: list[Job] = []
    size = 0
    for job in jobs:
        if chunk and (len(chunk) == _CHUNK_FILES or size + job[0].size > _CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(job)
        size += job[0].size
    if chunk:
        yield chunk


def _parallel(chunks: Iterator[list[Job]], options: Options, processes: int) -> Iterator[list[Result]]:
    before = set(multiprocessing.active_children())
    pool = _pool(options, processes)
    waiting: deque[Chunk] = deque()
    try:
        while True:
            while len(waiting) < processes * _AHEAD and (chunk := next(chunks, None)):
                waiting.append((chunk, _submit(pool, chunk)))
            if not waiting:
                return
            try:
                results = waiting[0][1].result()
            except BrokenProcessPool:
                # Which source did it is not known: what was under way is done again, each alone.
                yield from _rescue(waiting, options)
                waiting.clear()
                pool = _pool(options, processes)
                continue
            waiting.popleft()
            yield from results
    except BaseException:
        # Also when the reader of this generator stops: what runs is not wanted any more.
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[Job]) -> Future[list[list[Result]]]:
    try:
        return pool.submit(work, chunk)
    except BrokenProcessPool as error:
        future: Future[list[list[Result]]] = Future()
        future.set_exception(error)
        return future


def _rescue(waiting: Iterable[Chunk], options: Options) -> Iterator[list[Result]]:
    pool: ProcessPoolExecutor | None = None
    try:
        for chunk, future in waiting:
            if future.done() and future.exception() is None:
                yield from future.result()
                continue
            for job in chunk:
                pool = pool or _pool(options, 1)
                try:
                    yield pool.submit(work, [job]).result()[0]
                except BrokenProcessPool:
                    yield [killed(job[0])]
                    pool = None
    finally:
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _pool(options: Options, processes: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), start, (options,))
    # An interruption from the keyboard reaches every process; workers are born deaf to it, this one stops them.
    main = threading.current_thread() is threading.main_thread()
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    try:
        first = pool.submit(work, [])
    finally:
        if main:
            signal.signal(signal.SIGINT, heard)
    try:
        first.result()
    except BrokenProcessPool as error:
        raise UsageError(
            "worker processes cannot start; a script must keep what it runs under `if __name__ == '__main__':`, "
            "or use one process (jobs=1)"
        ) from error
    return pool
