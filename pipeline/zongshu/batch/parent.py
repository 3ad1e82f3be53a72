"""The parent's side of a worker process: it is started, given work, watched, and stopped when that takes too much."""

from __future__ import annotations

import importlib
import os
import subprocess
import threading
import time

import msgspec

from zongshu.batch.arrow import from_bytes, to_bytes
from zongshu.batch.child import BEGUN, DONE, ERROR, FULL, Order, give
from zongshu.batch.items import Item, to_arrow
from zongshu.batch.results import Result, read_results
from zongshu.batch.unit import UNIT, Limits, Options
from zongshu.errors import DataError, UsageError
from zongshu.read.apart import receive, start_module, stop_process

__all__ = ["Lost", "Process", "Results"]

Results = list[list[Result]]
"""The results of each item of a batch."""

_STARTS = 10  # they may be killed while they start
_LOOK = 0.2
# What a sleeping laptop misses is not counted against the article that it was at.
_LONGEST_LOOK = 1.0


class Lost(Exception):
    """A process ended in the middle of a batch.

    Attributes:
        at: the number of the item that it was at; None where it had not begun.
        why: "time" or "memory" where it was stopped for that, else "killed".
    """

    def __init__(self, at: int | None, why: str) -> None:
        super().__init__(why)
        self.at = at
        self.why = why


class Process:
    """A worker process, started when it is first needed and again after it has died.

    Args:
        options: what decides the records.
        limits: what one article may take.
        unit: the function that does the work, as `module:name`.

    Attributes:
        closed: whether it has been stopped for good.
    """

    def __init__(self, options: Options, limits: Limits, unit: str = UNIT) -> None:
        self.limits = limits
        self._order = msgspec.msgpack.encode(Order(unit, options, limits))
        self._child: subprocess.Popen[bytes] | None = None
        self._at: int | None = None
        self._spent = 0.0
        self._why = "killed"
        self.closed = False

    def ask(self, work: list[Item]) -> Results:
        """Have a batch done.

        Raises:
            Lost: the process ended meanwhile.
            DataError: an indicator pack holds a mistake.
            UsageError: no process can be started.
        """
        child = self._running()
        done = self._talk(child, to_bytes(to_arrow(work)))
        if done is None:
            at, why = self._at, self._why
            self._drop()
            raise Lost(at, why)
        return read_results(from_bytes(done), len(work))

    def end(self) -> None:
        """Stop the process for good; a batch under way is lost."""
        self.closed = True
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """Let an idle process go."""
        self.closed = True
        self._drop()

    def _running(self) -> subprocess.Popen[bytes]:
        for _ in range(_STARTS):
            if self.closed:
                raise Lost(None, "killed")
            if self._child is not None and self._child.poll() is None:
                return self._child
            self._drop()
            try:
                self._child = child = start_module("zongshu.batch.child")
            except OSError as error:
                raise UsageError(f"no worker process can be started ({error})") from error
            if self.closed:  # by another thread, meanwhile
                child.kill()
            threading.Thread(target=self._watch, args=(child,), daemon=True).start()
            if self._talk(child, self._order) is not None:
                return child
            self._drop()  # it may be dying still, and must not be taken for one that is ready
        raise UsageError("no worker process can be started; is there memory left? --jobs 1 needs the least")

    def _talk(self, child: subprocess.Popen[bytes], message: bytes) -> bytes | None:
        """Send a message and wait for its answer; None where the process has died."""
        assert child.stdin is not None
        assert child.stdout is not None
        self._at, self._why, self._spent = None, "killed", 0.0
        try:
            give(child.stdin, message)
            while answer := receive(child.stdout):
                kind, content = answer[:1], answer[1:]
                if kind == DONE:
                    self._at = None
                    return content
                if kind == ERROR:
                    name, words = msgspec.msgpack.decode(content, type=tuple[str, str])
                    self._drop()
                    raise DataError(words) if name == "DataError" else UsageError(words)
                if kind == FULL:
                    self._why = "memory"
                    return None
                if kind == BEGUN:
                    self._at, self._spent = int.from_bytes(content, "big"), 0.0
        except OSError:
            return None
        return None

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        """Stop the process when an article takes more than it may."""
        held = _memory(child.pid) if not os.path.exists("/proc/self/statm") else None
        before = time.monotonic()
        while child.poll() is None:
            time.sleep(_LOOK)
            now = time.monotonic()
            if self._at is None or self._child is not child:
                before = now
                continue
            self._spent += min(max(now - before, 0.0), _LONGEST_LOOK)
            before = now
            if self._spent > self.limits.seconds:
                self._why = "time"
                child.kill()
            elif held is not None and (_memory(child.pid) or 0) > held + self.limits.memory:
                self._why = "memory"
                child.kill()

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            stop_process(child)


def _memory(pid: int) -> int | None:
    """Return what a process holds, where the system lets us know; it is asked only where it sets no bounds itself."""
    try:
        process = importlib.import_module("psutil").Process(pid)
        held: int = process.memory_info().rss
    except Exception:  # not installed, or the process has gone
        return None
    return held
