"""The worker process: takes batches from its standard input and gives their results, on every system alike."""

from __future__ import annotations

import faulthandler
import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import msgspec

from zongshu.batch.arrow import from_bytes, to_bytes
from zongshu.batch.unit import Limits, Options
from zongshu.errors import ZongshuError
from zongshu.read.apart import receive

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["BEGUN", "DONE", "ERROR", "FULL", "Order", "give", "serve"]

BEGUN, DONE, ERROR, FULL = b"b", b"d", b"e", b"f"
"""What a message of the child is, by its first byte: an item has begun, a batch is done, nothing can be done, the item
that has begun needs more memory than there is."""

# Whoever gives the work stops an article that takes too long; should that process have died, this one ends itself.
_GRACE = 30

Work = Callable[["pa.RecordBatch", Options, Callable[[int], None]], "pa.RecordBatch"]


class Order(msgspec.Struct):
    """The first message: what to do with the batches that follow.

    Attributes:
        unit: the function that does the work, as `module:name`.
        options: for that function.
        limits: what one article may take.
    """

    unit: str
    options: Options
    limits: Limits


def give(stream: IO[bytes], *pieces: bytes) -> None:
    """Write a message, its length before it."""
    stream.write(sum(map(len, pieces)).to_bytes(8, "big"))
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def serve() -> None:
    """Work until there is nothing more to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard reaches all processes; the parent stops this one
    source, goal = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    order = msgspec.msgpack.decode(receive(source), type=Order)

    def begun(number: int) -> None:
        faulthandler.dump_traceback_later(order.limits.seconds + _GRACE, exit=True)
        give(goal, BEGUN, number.to_bytes(4, "big"))

    try:
        work = _unit(order.unit)
        work(_nothing(), order.options, begun)
    except Exception as error:
        told = str(error) if isinstance(error, ZongshuError) else f"a worker process cannot start: {error!r}"
        give(goal, ERROR, msgspec.msgpack.encode((type(error).__name__, told)))
        return
    # The tables stay for good: nobody need look through them for garbage again and again.
    gc.collect()
    gc.freeze()
    _bound_memory(order.limits.memory)
    give(goal, DONE)
    while content := receive(source):
        try:
            done = to_bytes(work(from_bytes(content), order.options, begun))
        except MemoryError:  # what it leaves behind may be too little for the next one: a new process goes on
            give(goal, FULL)
            return
        faulthandler.cancel_dump_traceback_later()
        give(goal, DONE, done)


def _unit(name: str) -> Work:
    module, _, function = name.partition(":")
    found: Work = getattr(importlib.import_module(module), function)
    return found


def _nothing() -> pa.RecordBatch:
    from zongshu.batch.items import to_arrow

    return to_arrow([])


def _bound_memory(allowed: int) -> None:
    """Bound what the process may hold where the system can; elsewhere the parent watches."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:
            held = int(stream.read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = held + allowed
        resource.setrlimit(resource.RLIMIT_AS, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    serve()
