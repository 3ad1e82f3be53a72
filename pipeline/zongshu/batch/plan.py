"""What a run is about to do, and who is to do it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zongshu.batch.engine import Engine
from zongshu.batch.unit import Limits, Options
from zongshu.errors import ReadError, UsageError
from zongshu.files import guard_output, is_address
from zongshu.read import CONVERT, READERS, Search, Source, Tables, check_columns, check_encoding

__all__ = ["Plan", "engine_for", "plan"]

# This much is done in about a second, which starting a worker process takes too.
_WORTH_IT = 300_000


@dataclass(slots=True)
class Plan:
    """What a run is about to do.

    Attributes:
        sources: what to read; gone through once to plan and once to run, and never held as a whole.
        options: what decides the records.
        notes: what the user should know before, in sentences.
        size: bytes of all sources, as far as known.
    """

    sources: Iterable[Source]
    options: Options
    notes: list[str] = field(default_factory=list)
    size: int = 0


@dataclass(slots=True, frozen=True)
class _Described:
    """The sources of a search, each with what the metadata tables say of it."""

    search: Search
    tables: Tables

    def __iter__(self) -> Iterator[Source]:
        for source in self.search:
            source.meta = self.tables.of(source)
            yield source


class _Columns:
    """Looks into tables until one has the columns that are wanted: where none has, the call is wrong."""

    def __init__(self, options: Options) -> None:
        self._options = options.reading
        self._refused: ReadError | None = None
        self._found = False

    def meet(self, source: Source) -> None:
        if self._found:
            return
        try:
            check_columns(source, self._options)
        except ReadError as error:
            if error.code == "read.column":
                self._refused = self._refused or error
                return
        self._found = True  # also where it cannot be read at all, which the run tells of that table alone

    def settle(self) -> None:
        if self._refused is not None and not self._found:
            raise UsageError(str(self._refused))


def plan(
    sources: Iterable[str | os.PathLike[str]],
    options: Options,
    meta: str | os.PathLike[str] | None = None,
    out: str | os.PathLike[str] | None = None,
) -> Plan:
    """Find what there is to do.

    Args:
        sources: files, folders, patterns, `-` for standard input.
        options: what decides the records.
        meta: a table of what is known of the articles.
        out: where the records will go, which may be none of the sources.

    Raises:
        UsageError: nothing is there by a name, there is no such encoding, no table has the columns that are wanted, or
            the output is one of the sources or an address.
        DataError: the table holds a mistake.
    """
    if options.encoding is not None:
        check_encoding(options.encoding)
    if out is not None and is_address(os.fspath(out)):
        guard_output(out)
    tables = {ending for ending, kind in READERS.items() if kind.table}
    search = Search(sources, READERS if options.text_column else READERS.keys() - tables, tables)
    told = Tables(meta)
    columns = _Columns(options)
    taken = os.path.getsize(out) if out is not None and os.path.isfile(out) else None
    size = 0
    for source in search:
        size += source.size
        told.meet(source)
        if taken == source.size and source.path is not None and not is_address(source.path):
            guard_output(out, [source.path])
        if source.ending in tables:
            columns.meet(source)
    columns.settle()
    skipped = search.skipped
    notes = []
    if skipped:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(skipped.items()))
        notes.append(f"files of other kinds, left alone: {kinds}")
    notes += [f"{kind} can be read after {CONVERT[kind]} FILE" for kind in sorted(skipped) if kind in CONVERT]
    if tables & skipped.keys():
        notes.append("tables of articles are read where --text-column names the column, or SOURCE the file")
    notes += told.settle()
    notes += told.strays(path for path in search.sidecars if meta is None or not os.path.samefile(path, meta))
    return Plan(_Described(search, told), options, notes, size)


def engine_for(
    work: Plan, jobs: int | None = None, kind: str = "local", scheduler: str | None = None,
    limits: Limits | None = None,
) -> Engine:  # fmt: skip
    """Choose who does the work: this process for little of it, else one worker process a core.

    Only a worker process can be stopped when an article never ends, and starting one costs a second. Work of about a
    second is done here: somebody waits for it, and an interruption keeps what is finished. All other work, and any for
    which a limit is asked, goes to workers and is held to the limits.

    Args:
        work: from `plan`.
        jobs: how many processes; None for as many as are worth it.
        kind: local or dask.
        scheduler: the address of a Dask scheduler.
        limits: what one article may take; asking for one asks for a worker process, which can be stopped.
    """
    little = work.size <= _WORTH_IT and jobs in (None, 1)
    if kind == "local" and little and limits is None:
        return Engine()
    return Engine(kind, jobs or _cores(), scheduler, limits or Limits())


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and the Mac
        return os.cpu_count() or 1
