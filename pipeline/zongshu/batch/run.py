"""A run: what there is to do, who does it, where its records go, and what is kept when it breaks off."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zongshu.batch.engine import Engine, process
from zongshu.batch.items import Item, items
from zongshu.batch.plan import Plan, engine_for
from zongshu.batch.unit import Result
from zongshu.errors import UsageError

if TYPE_CHECKING:
    from zongshu.batch.corrected import Corrector
    from zongshu.batch.shards import Shards
    from zongshu.batch.writers import Writer
    from zongshu.review.apply import Applied

__all__ = ["Interrupted", "Summary", "Tell", "records", "run"]

Tell = Callable[[Item, list[Result]], None]
"""Is told each item that is done, with the results of its articles."""


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        articles: how many records were written.
        claims: how many claims they hold.
        reused: how many of the records were at hand.
        failed: `(source, code, message)` of each article that failed.
        seconds: how long it took.
        corrected: what became of the corrections; None where there were none.
    """

    articles: int = 0
    claims: int = 0
    reused: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0
    corrected: Applied | None = None


class Interrupted(KeyboardInterrupt):
    """The user stopped a run; the text says what was kept."""


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
    from zongshu.batch.writers import FORMATS, format_of

    folder = out is not None and (os.fspath(out).endswith(("/", os.sep)) or os.path.isdir(out))
    kind = format or ("parquet" if folder else format_of(out))
    if kind not in FORMATS:
        raise UsageError(f"no format {kind!r}; one of {', '.join(FORMATS)}")
    if resume and out is None:
        raise UsageError("--resume needs a file: -o OUT")
    engine = engine or engine_for(work)
    summary = Summary()
    began = time.perf_counter()
    if out is None:
        _to_stream(work, kind, engine, tell, stream or sys.stdout.buffer, summary, corrector)
        summary.seconds = time.perf_counter() - began
    else:
        _to_place(_Run(work, Path(out), kind, folder, engine, tell, command, summary, began, corrector), resume)
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
            _count(summary, result)
        stream.flush()
        if tell:
            tell(item, results)


@dataclass(slots=True)
class _Run:
    """A run to a file or folder."""

    work: Plan
    out: Path
    kind: str
    folder: bool
    engine: Engine
    tell: Tell | None
    command: str
    summary: Summary
    began: float
    corrector: Corrector | None
    bytes: int = 0
    inputs: int = 0
    digest: str = ""


def _to_place(run: _Run, resume: bool) -> None:
    from zongshu.batch.lock import Lock

    try:
        with Lock(run.out):
            _locked(run, resume)
    except OSError as error:
        raise UsageError(f"{run.out}: cannot be written ({error.strerror or error})") from error


def _locked(run: _Run, resume: bool) -> None:
    from zongshu.batch.manifest import digest_of, fingerprint, manifest_path, write_manifest
    from zongshu.batch.shards import Shards
    from zongshu.batch.writers import writer_for

    made_with = fingerprint(run.work.options)
    if run.corrector is not None:
        made_with["options"].update(run.corrector.told)
    shards = Shards(run.out, run.kind == "jsonl", made_with, resume)
    writer: Writer | None = None
    try:
        writer = writer_for(run.kind, run.out, shards.draft, run.folder)
        _write(run, writer, shards)
        writer.finish()
        digest, size = digest_of(writer.draft)
        # The manifest of an earlier output must not speak for this one, nor this one for that.
        manifest_path(run.out).unlink(missing_ok=True)
        writer.commit()
        summary = run.summary
        summary.seconds = time.perf_counter() - run.began
        write_manifest(
            manifest_path(run.out),
            made_with,
            command=run.command,
            inputs={"count": run.inputs, "bytes": run.bytes, "digest": run.digest},
            counts={
                "articles": summary.articles, "claims": summary.claims, "failed": len(summary.failed),
                "reused": summary.reused,
            },
            seconds=round(summary.seconds, 3),
            complete=True,
            output={"path": run.out.as_posix(), "sha256": digest, "bytes": size},
        )  # fmt: skip
        shards.remove()
    except BaseException as error:
        if writer is not None:
            writer.discard()
        kept = shards.keep()
        if isinstance(error, KeyboardInterrupt):
            raise Interrupted(kept) from error
        if isinstance(error, OSError):
            raise UsageError(f"{run.out}: cannot be written ({error.strerror or error}); {kept}") from error
        raise


def _write(run: _Run, writer: Writer, shards: Shards) -> None:
    from zongshu.batch.shards import claims_in

    digest = hashlib.sha256()
    work = _with_known(items(run.work.sources, run.work.options), shards)
    for item, results in process(work, run.work.options, run.engine):
        run.inputs += 1
        run.bytes += item.size
        for result in results:
            if result.line is None:
                result.line, result.claims = item.kept, claims_in(item.kept)
                run.summary.reused += 1
            digest.update(f"{result.source}\0{result.sha256}\n".encode("utf-8", "surrogatepass"))
            shards.write(result.line)
            if run.corrector is not None:
                result.line, result.claims = run.corrector(result.line)
            writer.write(result.line)
            _count(run.summary, result)
        if run.tell:
            run.tell(item, results)
    shards.flush()
    run.digest = digest.hexdigest()


def _with_known(work: Iterable[Item], shards: Shards) -> Iterator[Item]:
    for item in work:
        shards.known(item)
        yield item


def _count(summary: Summary, result: Result) -> None:
    summary.articles += 1
    summary.claims += result.claims
    if result.failed:
        summary.failed.append((result.source, *result.failed))
