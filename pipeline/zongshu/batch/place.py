"""A run to a file or folder: its finished work is kept beside it until all of it is put in place."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zongshu.batch.engine import Engine, process
from zongshu.batch.formats import writer_for
from zongshu.batch.items import Item, items
from zongshu.batch.lines import claims_in
from zongshu.batch.lock import Lock
from zongshu.batch.manifest import digest_of, fingerprint, manifest_path, write_manifest
from zongshu.batch.plan import Plan
from zongshu.batch.shards import Shards
from zongshu.batch.summary import Interrupted, Summary, Tell
from zongshu.errors import UsageError

if TYPE_CHECKING:
    from zongshu.batch.corrected import Corrector
    from zongshu.batch.writers import Writer

__all__ = ["Run", "to_place"]


@dataclass(slots=True)
class Run:
    """A run to a file or folder.

    Attributes:
        work: what to do.
        out: where the records go.
        kind: the format.
        folder: whether it is a dataset in a folder.
        engine: who does it.
        tell: is told what is done.
        command: how the run was called, for the manifest.
        summary: what it did.
        began: when it began.
        corrector: corrects the records.
        bytes: of the sources that are done; `inputs` how many these are, `digest` their hash.
    """

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


def to_place(run: Run, resume: bool) -> None:
    """Make the records of a run and put them in place.

    Args:
        run: the run.
        resume: take up what an earlier one left.

    Raises:
        UsageError: the place cannot be written to, or another run has it.
        Interrupted: the user stopped the run.
    """
    try:
        with Lock(run.out):
            _locked(run, resume)
    except OSError as error:
        raise UsageError(f"{run.out}: cannot be written ({error.strerror or error})") from error


def _locked(run: Run, resume: bool) -> None:
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


def _write(run: Run, writer: Writer, shards: Shards) -> None:
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
            run.summary.count(result)
        if run.tell:
            run.tell(item, results)
    shards.flush()
    run.digest = digest.hexdigest()


def _with_known(work: Iterable[Item], shards: Shards) -> Iterator[Item]:
    for item in work:
        shards.known(item)
        yield item
