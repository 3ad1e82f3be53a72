"""Many articles at once: over processes, in order, one bad file never stopping the others."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zongshu.batch.engine import process
from zongshu.batch.worker import Options, Result
from zongshu.errors import UsageError
from zongshu.read import CONVERT, READERS, attach, check_encoding, find

if TYPE_CHECKING:
    from zongshu.batch.resume import Earlier
    from zongshu.batch.worker import Job
    from zongshu.batch.writers import Writer

__all__ = ["Interrupted", "Options", "Plan", "Result", "Summary", "plan", "records", "run"]

# One process reads this much in about two seconds; below that, starting more of them costs more than it gains.
_WORTH_IT = 1_500_000


@dataclass(slots=True)
class Plan:
    """What a run is about to do.

    Attributes:
        jobs: the sources, each with the hash that its record at hand was made of.
        options: what decides the records.
        notes: what the user should know before, in sentences.
    """

    jobs: list[Job]
    options: Options
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        articles: how many records were written.
        claims: how many claims they hold.
        reused: how many of the records were at hand.
        failed: `(source, code, message)` of each article that failed.
        seconds: how long it took.
    """

    articles: int = 0
    claims: int = 0
    reused: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0


class Interrupted(KeyboardInterrupt):
    """The user stopped a run; the text says what was kept."""


def plan(
    sources: Iterable[str | os.PathLike[str]], options: Options, meta: str | os.PathLike[str] | None = None
) -> Plan:
    """Find what there is to do.

    Args:
        sources: files, folders, patterns, `-` for standard input.
        options: what decides the records.
        meta: a table of what is known of the articles.

    Raises:
        UsageError: nothing is there by a name, or there is no such encoding.
        DataError: the table holds a mistake.
    """
    if options.encoding is not None:
        check_encoding(options.encoding)
    tables = {ending for ending, kind in READERS.items() if kind.table}
    found = find(sources, READERS if options.text_column else READERS.keys() - tables, tables)
    notes = []
    if found.skipped:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(found.skipped.items()))
        notes.append(f"files of other kinds, left alone: {kinds}")
    notes += [f"{kind} can be read after {CONVERT[kind]} FILE" for kind in sorted(found.skipped) if kind in CONVERT]
    if tables & found.skipped.keys():
        notes.append("tables of articles are read where --text-column names the column, or SOURCE the file")
    notes += attach(found.sources, meta)
    return Plan([(source, "") for source in found.sources], options, notes)


def records(work: Plan, processes: int | None = None) -> Iterator[list[Result]]:
    """Make the records of a plan.

    Args:
        work: from `plan`.
        processes: how many processes; None for as many as are worth it.

    Returns:
        For each source, in order, the results of its articles.
    """
    for source, _ in work.jobs:
        if source.path is None and source.data is None:
            source.data = sys.stdin.buffer.read(work.options.max_bytes + 1)
    if processes is None:
        size = sum(source.size for source, _ in work.jobs)
        processes = min(_cores(), len(work.jobs)) if size > _WORTH_IT else 1
    return process(work.jobs, work.options, processes)


def run(
    work: Plan,
    out: str | os.PathLike[str] | None = None,
    format: str | None = None,
    processes: int | None = None,
    resume: bool = False,
    tell: Callable[[list[Result]], None] | None = None,
    stream: IO[bytes] | None = None,
) -> Summary:
    """Make the records of a plan and write them.

    The bytes of JSON Lines, CSV and Parquet are the same however many processes work. A file is put in place when it is
    complete. When the user stops a run to JSON Lines, the records made so far are kept.

    Args:
        work: from `plan`.
        out: the file to write; None for standard output.
        format: jsonl, csv, parquet or xlsx; None for what the ending of `out` says.
        processes: how many processes; None for as many as are worth it.
        resume: keep the records of an earlier run whose sources, options and version are the same (JSON Lines only).
        tell: called with the results of each source.
        stream: where to write when `out` is None; standard output by default.

    Raises:
        UsageError: an unknown format, or a place that cannot be written to.
        DataError: an indicator pack holds a mistake.
        Interrupted: the user stopped the run.
    """
    from zongshu.batch.writers import FORMATS, format_of

    kind = format or format_of(out)
    if kind not in FORMATS:
        raise UsageError(f"no format {kind!r}; one of {', '.join(FORMATS)}")
    if resume and (out is None or kind != "jsonl"):
        raise UsageError("--resume needs JSON Lines in a file: -o OUT.jsonl")
    summary = Summary()
    began = time.perf_counter()
    if out is None:
        _to_stream(work, kind, processes, tell, stream or sys.stdout.buffer, summary)
    else:
        _to_file(work, Path(out), kind, processes, resume, tell, summary)
    summary.seconds = time.perf_counter() - began
    return summary


def _to_stream(
    work: Plan, kind: str, processes: int | None, tell: Callable[[list[Result]], None] | None,
    stream: IO[bytes], summary: Summary,
) -> None:  # fmt: skip
    from zongshu.batch.writers import csv_head, csv_lines
    from zongshu.record import decode
    from zongshu.tables import CLAIM_COLUMNS, claim_rows

    if kind not in ("jsonl", "csv"):
        raise UsageError(f"{kind} needs a file: -o OUT.{kind}")
    if kind == "csv":
        stream.write(csv_head(CLAIM_COLUMNS))
    for results in records(work, processes):
        for result in results:
            assert result.line is not None
            stream.write(result.line + b"\n" if kind == "jsonl" else csv_lines(claim_rows(decode(result.line))))
            _count(summary, result)
        stream.flush()
        if tell:
            tell(results)


def _to_file(
    work: Plan, out: Path, kind: str, processes: int | None, resume: bool,
    tell: Callable[[list[Result]], None] | None, summary: Summary,
) -> None:  # fmt: skip
    from zongshu.batch.resume import fingerprint, forget, load_earlier, part_path, write_manifest
    from zongshu.batch.writers import FORMATS

    lines = kind == "jsonl"
    try:
        made_with = fingerprint(work.options) if lines else {}
        earlier = None
        if resume:
            earlier = load_earlier(out, made_with)
            work.jobs = [(source, earlier.known(source.name, source.meta)) for source, _ in work.jobs]
        elif lines:
            forget(out, made_with)
        writer = FORMATS[kind](out, part_path(out, made_with) if lines else None)
        try:
            _write(work, writer, processes, earlier, tell, summary)
            writer.commit()
        except KeyboardInterrupt as error:
            if lines:
                raise Interrupted(_keep(writer, made_with, summary)) from error
            writer.discard()
            raise Interrupted("nothing was written; JSON Lines (-o OUT.jsonl) keeps what is finished") from error
        except BaseException:
            writer.discard()
            raise
        if lines:
            counts = {"articles": summary.articles, "claims": summary.claims, "failed": len(summary.failed)}
            write_manifest(out, made_with, complete=True, **counts)
            forget(out, made_with)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror or error})") from error


def _write(
    work: Plan, writer: Writer, processes: int | None, earlier: Earlier | None,
    tell: Callable[[list[Result]], None] | None, summary: Summary,
) -> None:  # fmt: skip
    for results in records(work, processes):
        for result in results:
            if result.line is None and earlier is not None:
                kept = earlier.kept[result.source]
                result.line, result.claims = kept.line(), kept.claims
                summary.reused += 1
            assert result.line is not None
            writer.write(result.line)
            _count(summary, result)
        if tell:
            tell(results)


def _keep(writer: Writer, made_with: dict[str, object], summary: Summary) -> str:
    """Keep the finished records: as the output where there is none yet, else beside it."""
    from zongshu.batch.resume import write_manifest

    writer.finish()
    where = writer.draft
    if not writer.out.exists():
        where = writer.out
        os.replace(writer.draft, where)
        write_manifest(where, made_with, complete=False, articles=summary.articles)
    return f"{summary.articles} articles are kept in {where}; --resume goes on from there"


def _count(summary: Summary, result: Result) -> None:
    summary.articles += 1
    summary.claims += result.claims
    if result.failed:
        summary.failed.append((result.source, *result.failed))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and the Mac
        return os.cpu_count() or 1
