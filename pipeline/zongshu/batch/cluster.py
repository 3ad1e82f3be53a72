"""The same work over a Dask cluster: each of its workers has a worker process of ours, which may die without harm."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from zongshu.batch.arrow import from_bytes, to_bytes
from zongshu.batch.items import Item, from_arrow, to_arrow
from zongshu.batch.local import finish
from zongshu.batch.manifest import fingerprint
from zongshu.batch.parent import Process
from zongshu.batch.results import Result, read_results, results_batch
from zongshu.batch.unit import UNIT, Limits, Options, lost
from zongshu.errors import UsageError, ZongshuError
from zongshu.files import is_address

__all__ = ["Cluster", "on_worker"]

_PATIENCE = 30

_own = threading.local()


def on_worker(content: bytes, options: Options, limits: Limits, unit: str, made_with: str) -> bytes:
    """Do a batch on a worker of the cluster.

    Args:
        content: an Arrow stream of items.
        options: what decides the records.
        limits: what one article may take.
        unit: the function that does the work, as `module:name`.
        made_with: version, data and options of whoever asks, which have to be the same here.

    Raises:
        UsageError: they are not.
    """
    if _made_with(options) != made_with:
        raise UsageError(
            "a worker of the cluster has another version of zongshu or of its data; install the same everywhere"
        )
    key = (options, limits, unit)
    if getattr(_own, "key", None) != key:
        if (before := getattr(_own, "process", None)) is not None:
            before.close()
        _own.key, _own.process = key, Process(options, limits, unit)
    return to_bytes(results_batch(finish(_own.process, from_arrow(from_bytes(content)))))


@lru_cache(maxsize=4)
def _made_with(options: Options) -> str:
    return repr(fingerprint(options))


class Cluster:
    """The workers of a Dask cluster.

    Args:
        options: what decides the records.
        limits: what one article may take.
        processes: how many workers to start here, where there is no cluster yet.
        scheduler: the address of the cluster that is there.
        unit: the function that does the work, as `module:name`.

    Raises:
        UsageError: Dask is not installed, or the cluster cannot be reached.
    """

    def __init__(
        self, options: Options, limits: Limits, processes: int, scheduler: str | None = None, unit: str = UNIT
    ) -> None:
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError as error:
            raise UsageError("--engine dask needs Dask: pip install 'zongshu[cluster]'") from error
        packs = tuple(str(Path(pack).absolute()) for pack in options.indicators)
        self._options, self._limits, self._unit = replace(options, indicators=packs), limits, unit
        self._made_with = _made_with(self._options)
        self._closed = False
        self._cluster: Any = None
        quiet = logging.CRITICAL
        logging.getLogger("distributed").setLevel(quiet)
        try:
            if scheduler is None:
                self._cluster = distributed.LocalCluster(
                    n_workers=max(processes, 1), threads_per_worker=1, dashboard_address=None, silence_logs=quiet
                )
            self._client = distributed.Client(scheduler or self._cluster, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            self.close()
            where = scheduler or "on this machine"
            raise UsageError(f"the Dask cluster {where} cannot be reached or has no workers ({error})") from error
        threads = sum(self._client.nthreads().values())
        self.ahead = threads * 3
        self._pool = ThreadPoolExecutor(self.ahead, "zongshu")

    def submit(self, work: list[Item]) -> Future[list[list[Result]]]:
        """Have a batch done by whoever is free first."""
        return self._pool.submit(self._do, work)

    def _do(self, work: list[Item]) -> list[list[Result]]:
        """Have a batch done; where it takes several workers with it one after the other, in halves."""
        from distributed import KilledWorker

        try:
            content = to_bytes(to_arrow([_everywhere(item) for item in work]))
            future = self._client.submit(
                on_worker, content, self._options, self._limits, self._unit, self._made_with, pure=False
            )
            return read_results(from_bytes(future.result()), len(work))
        except KilledWorker:
            if len(work) == 1:
                return [[lost(work[0], "internal.killed", "it took several workers of the cluster with it")]]
            middle = len(work) // 2
            return self._do(work[:middle]) + self._do(work[middle:])
        except ZongshuError:
            raise
        except Exception as error:
            if self._closed:
                raise
            raise UsageError(f"the Dask cluster was lost ({type(error).__name__}: {error})") from error

    def close(self) -> None:
        """Let the cluster go; batches under way are lost."""
        self._closed = True
        if hasattr(self, "_pool"):
            self._pool.shutdown(wait=False, cancel_futures=True)
        for one in (getattr(self, "_client", None), self._cluster):
            if one is not None:
                with contextlib.suppress(Exception):
                    one.close()


def _everywhere(item: Item) -> Item:
    """Name a file so that it is found from any folder."""
    if item.path is None or is_address(item.path):
        return item
    return replace(item, path=os.path.abspath(item.path))
