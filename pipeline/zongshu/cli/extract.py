"""`zongshu extract`: articles in, claims out."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

import click

from zongshu.cli.output import complain, out_option, quiet_option, say
from zongshu.files import guard_output

if TYPE_CHECKING:
    from zongshu.batch import Item, Result
    from zongshu.review.apply import Applied

__all__ = ["extract"]


@click.command(short_help="Articles in, claims out.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@out_option
@click.option(
    "--format",
    type=click.Choice(["jsonl", "csv", "parquet", "xlsx"]),
    help="Default: by the ending of OUT, parquet for a folder, jsonl without an ending.",
)
@click.option("--meta", metavar="META.csv", help="What is known of the articles; see above.")
@click.option("--indicators", metavar="FILE_OR_DIR", multiple=True, help="Further indicator packs; may be repeated.")
@click.option("--encoding", metavar="E", help="Encoding of all sources; without it, it is detected.")
@click.option("--text-column", metavar="C", help="Column of tables that holds the articles; default: by its name.")
@click.option(
    "--id-column", metavar="C", help="Column of tables that names their articles; default: number of the row."
)
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Processes; default: as many as are worth it.")
@click.option("--resume", is_flag=True, help="Keep the good records of an earlier run to OUT.")
@click.option("--max-size", metavar="MB", type=click.FloatRange(min=0), default=100.0, show_default=True,
              help="Refuse larger articles; a .csv, .tsv, .jsonl or .parquet may be of any size.")  # fmt: skip
@click.option("--max-pages", metavar="N", type=click.IntRange(min=1), default=2000, show_default=True,
              help="Refuse longer PDFs.")  # fmt: skip
@click.option("--max-seconds", metavar="S", type=click.FloatRange(min=0, min_open=True), default=60.0,
              show_default=True, help="Refuse files that take longer to read.")  # fmt: skip
@click.option("--article-seconds", metavar="S", type=click.FloatRange(min=0, min_open=True),
              help="Give an article up after so long; default 600, none for runs under 0.3 MB.")  # fmt: skip
@click.option("--article-memory", metavar="MB", type=click.FloatRange(min=0, min_open=True),
              help="Give an article up that needs more; default 4000, none for runs under 0.3 MB.")  # fmt: skip
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
              help="Who does the work: processes here, or a Dask cluster.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786; without it, one is started.")
@click.option("--corrections", metavar="FILE", multiple=True,
              help="Apply what a review saved to the new records; may be repeated.")  # fmt: skip
@click.option("--prefer", metavar="CODER", multiple=True,
              help="Where coders disagree, take this one's decision; may be repeated.")  # fmt: skip
@click.option("--log", metavar="FILE", help="Write how far it is to FILE, twice a minute, and what failed.")
@click.option("--debug", is_flag=True, help="Show where in the code an unexpected error came from.")
@quiet_option
def extract(
    sources: tuple[str, ...], out: str | None, format: str | None, meta: str | None, indicators: tuple[str, ...],
    encoding: str | None, text_column: str | None, id_column: str | None, jobs: int | None, resume: bool,
    max_size: float, max_pages: int, max_seconds: float, article_seconds: float | None, article_memory: float | None,
    engine: str, scheduler: str | None, corrections: tuple[str, ...], prefer: tuple[str, ...], log: str | None,
    debug: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read articles and write the numbers they claim, one JSON object a line and article.

    SOURCE is a file, a folder, which is walked, a pattern, an address of one of them (s3://..., with fsspec), or - for
    plain text on standard input. Read are .txt, .md, .html, .docx, .pdf with a text layer, and tables of articles
    (.csv, .tsv, .xlsx, .jsonl, .parquet): a row is an article named FILE#ROW or FILE#ID, its other columns are what is
    known of it. Tables in folders are read only with --text-column.

    META.csv has a column file, source or id, and any of place, published, outlet, title, fictional and others; a
    META.csv in an article's own folder is read by itself.

    Until OUT is complete, the finished work lies in OUT.run/; after a break, the same call with --resume goes on from
    there. OUT.manifest.json tells what OUT was made with. With parquet, OUT may be a folder (claims/): a dataset in
    several files.

    \b
    Exit codes: 0 all done; 1 some articles failed or corrections were refused, each is named; 2 the call was wrong; 130 interrupted.

    \b
    Example:
      zongshu extract reports/ -o claims.jsonl
      zongshu extract "2024/*.txt" --meta places.csv -o claims.xlsx
      zongshu extract pages.xlsx --text-column body --id-column url -o claims.jsonl
      zongshu extract archive/ -o claims/ --format parquet --jobs 8 --log run.log --resume
      zongshu extract - --encoding gb18030 < article.txt
    """
    from zongshu.batch import Limits, Options, engine_for, plan, run
    from zongshu.cli.progress import Progress

    if scheduler is not None and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    options = Options(encoding, indicators, round(max_size * 1_000_000), text_column, id_column, max_pages, max_seconds)
    limits = None
    if article_seconds is not None or article_memory is not None:
        usual = Limits()
        memory = usual.memory if article_memory is None else round(article_memory * 1_000_000)
        limits = Limits(article_seconds or usual.seconds, memory)
    corrector = None
    if corrections:
        from zongshu.batch.corrected import Corrector

        corrector = Corrector(corrections, prefer)
    with _Termination():
        if out is not None and os.path.isfile(out):
            guard_output(out, [meta])
        work = plan(sources, options, meta, out)
        for note in work.notes:
            say(f"note: {note}", quiet)
        with Progress(work.size, quiet, log) as progress:

            def tell(item: Item, results: list[Result]) -> None:
                progress.advance(item.size, len(results), sum(result.failed is not None for result in results))
                for result in results:
                    if result.failed:
                        progress.note(f"failed: {result.failed[1]}")
                        complain(f"failed: {result.failed[1]}")
                        if debug and result.trace:
                            complain(result.trace)

            chosen = engine_for(work, jobs, engine, scheduler, limits)
            command = shlex.join(["zongshu", *sys.argv[1:]])
            summary = run(work, out, format, chosen, resume, tell, command=command, corrector=corrector)
            reused = f" ({summary.reused} kept from before)" if summary.reused else ""
            counts = f"{summary.articles} articles{reused}, {summary.claims} claims, {len(summary.failed)} failed"
            progress.note(f"done: {counts}, {summary.seconds:.1f} s")
    if summary.empty:
        others = f" and {len(summary.empty) - 1} others hold" if len(summary.empty) > 1 else " holds"
        say(f"note: {summary.empty[0]}{others} no text", quiet)
    say(f"{counts}, {summary.seconds:.1f} s", quiet)
    refused = _tell_corrected(summary.corrected, quiet) if summary.corrected is not None else 0
    if summary.failed or refused:
        click.get_current_context().exit(1)


def _tell_corrected(outcome: Applied, quiet: bool) -> int:
    """Tell what became of the corrections; return how many were refused."""
    for one in outcome.refused:
        complain(f"refused: {one.where}: {one.reason}")
    for one in outcome.passed:
        say(f"passed over: {one.where}: {one.reason}", quiet)
    applied = outcome.counts.total() + outcome.known
    say(f"{applied} corrections applied, {len(outcome.refused)} refused", quiet)
    return len(outcome.refused)


class _Termination:
    """Takes a polite request to end (a scheduler's) for an interruption, so that what is finished is kept."""

    def __enter__(self) -> None:
        self._before = None
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGTERM, _interrupt)

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
