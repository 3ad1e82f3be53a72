"""A run: what there is to do, who does it, where its records go, and what is kept when it breaks off."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zongshu.batch.engine import Engine, process
from zongshu.batch.formats import FORMATS, format_of
from zongshu.batch.items import Item, items
from zongshu.batch.plan import Plan, engine_for
from zongshu.batch.results import Result
from zongshu.batch.summary import Summary, Tell
from zongshu.errors import UsageError
from zongshu.files import is_stream, whole_file

if TYPE_CHECKING:
    from zongshu.batch.corrected import Corrector

__all__ = ["records", "run"]


def records(work: Plan, engine: Engine | None = None) -> Iterator[tuple[Item, list[Result]]]:
    """Make the records of a plan.

    Args:
        work: from `plan`.
        engine: who does it; by default this process.

    Returns:
        Each item, in order, with the results of its articles.
    """
    return process(items(work.sources, work.options), work.options, engine or Engine())


def run(
    work: Plan,
    out: str | os.PathLike[str] | None = None,
    format: str | None = None,
    engine: Engine | None = None,
    resume: bool = False,
    tell: Tell | None = None,
    stream: IO[bytes] | None = None,
    command: str = "",
    corrector: Corrector | None = None,
) -> Summary:
    """Make the records of a plan and write them.

    The bytes of JSON Lines, CSV and Parquet are the same whoever does the work. An output is put in place when it is
    complete. Until then the finished records lie in shards beside it, and stay there when the run breaks off.

    Args:
        work: from `plan`.
        out: the file to write, or with parquet a folder, which exists or ends in a slash; None for standard output.
        format: jsonl, csv, parquet or xlsx; None for what the ending of `out` says.
        engine: who does the work; None to choose by its size.
        resume: take up the records of an earlier run whose sources, options and version are the same.
        tell: called with each item and its results.
        stream: where to write when `out` is None; standard output by default.
        command: how the run was called, for the manifest.
        corrector: corrects the records; it is used for one run.

    Raises:
        UsageError: an unknown format, or a place that cannot be written to.
        DataError: an indicator pack holds a mistake.
        Interrupted: the user stopped the run.
    """
    folder = out is not None and (os.fspath(out).endswith(("/", os.sep)) or os.path.isdir(out))
    kind = format or ("parquet" if folder else format_of(out))
    if kind not in FORMATS:
        raise UsageError(f"no format {kind!r}; one of {', '.join(FORMATS)}")
    place = None if out is None or is_stream(Path(out)) else Path(out)
    if resume and place is None:
        raise UsageError("--resume needs a file: -o OUT")
    engine = engine or engine_for(work)
    summary = Summary()
    began = time.perf_counter()
    if place is not None:
        from zongshu.batch.place import Run, to_place

        to_place(Run(work, place, kind, folder, engine, tell, command, summary, began, corrector), resume)
    elif out is not None:
        with whole_file(out) as device:
            _to_stream(work, kind, engine, tell, device, summary, corrector)
    else:
        _to_stream(work, kind, engine, tell, stream or sys.stdout.buffer, summary, corrector)
    summary.seconds = time.perf_counter() - began
    if corrector is not None:
        summary.corrected = corrector.finish()
    return summary


def _to_stream(
    work: Plan, kind: str, engine: Engine, tell: Tell | None, stream: IO[bytes], summary: Summary,
    corrector: Corrector | None,
) -> None:  # fmt: skip
    from zongshu.batch.sheets import csv_head, csv_lines
    from zongshu.record import decode
    from zongshu.tables import CLAIM_COLUMNS, claim_rows

    if kind not in ("jsonl", "csv"):
        raise UsageError(f"{kind} needs a file: -o OUT.{kind}")
    if kind == "csv":
        stream.write(csv_head(CLAIM_COLUMNS))
    for item, results in records(work, engine):
        for result in results:
            assert result.line is not None
            if corrector is not None:
                result.line, result.claims = corrector(result.line)
            stream.write(result.line + b"\n" if kind == "jsonl" else csv_lines(claim_rows(decode(result.line))))
            summary.count(result)
        stream.flush()
        if tell:
            tell(item, results)
