"""Units of work that misbehave, for the tests of what runs them; worker processes import them by name."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable

import pyarrow as pa

from zongshu.batch.items import from_arrow, to_arrow
from zongshu.batch.results import Result, results_batch
from zongshu.batch.unit import Options, extract_batch


def misbehave(source: str) -> None:
    """Do what the name of an article says, whatever its folders are called."""
    source = source.rsplit("/", 1)[-1]
    if "kill all" in source:
        os.kill(os.getppid(), signal.SIGKILL)  # the worker of the cluster that has this process
    if "kill" in source:
        os._exit(9)
    if "hang" in source:
        while True:
            time.sleep(0.01)
    if "eat" in source:
        raise MemoryError(len(bytearray(3_000_000_000)))
    if "slow" in source:
        time.sleep(0.004)


def fake(batch: pa.RecordBatch, options: Options, begun: Callable[[int], None]) -> pa.RecordBatch:
    """Give every article a line without reading it."""
    made = []
    for number, item in enumerate(from_arrow(batch)):
        begun(number)
        misbehave(item.source)
        made.append([Result(item.source, json.dumps({"source": item.source}).encode())])
    return results_batch(made)


def real(batch: pa.RecordBatch, options: Options, begun: Callable[[int], None]) -> pa.RecordBatch:
    """Do the real work, except where an article misbehaves."""

    def told(number: int) -> None:
        begun(number)
        misbehave(names[number])

    names = [item.source for item in from_arrow(batch)]
    return extract_batch(batch if names else to_arrow([]), options, told)
