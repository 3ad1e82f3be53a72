"""`zongshu apply`: corrections back into the claims."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import complain, quiet_option, say
from zongshu.errors import UsageError
from zongshu.files import guard_input, guard_output, whole_file

if TYPE_CHECKING:
    from zongshu.record.models import Record
    from zongshu.review.apply import Applied, Applier
    from zongshu.review.corrections import Found
    from zongshu.texts import Texts

__all__ = ["apply"]


@click.command(short_help="Corrections back into the claims.")
@click.argument("claims")
@click.argument("corrections", metavar="CORRECTIONS...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="CLAIMS2", required=True, help="The corrected claims, as JSON Lines.")
@click.option("--articles", metavar="DIR", help="Check quotes against the articles in this folder, too.")
@click.option(
    "--prefer", metavar="CODER", multiple=True,
    help="Where coders disagree, take this one's decision; may be repeated, the first goes first.",
)  # fmt: skip
@quiet_option
def apply(
    claims: str, corrections: tuple[str, ...], out: str, articles: str | None, prefer: tuple[str, ...], quiet: bool
) -> None:
    """Put the corrections that review saved into a claims file.

    A correction is refused, with the reason, where the hash of its article or its quote does not match, or where coders
    disagree; the others are applied. Nothing is overwritten: what a correction replaces is kept under "superseded" of its
    article, and a claim tells under "reviews" who decided, when, and what it supersedes. Corrections that were applied
    before change nothing. After a new extraction, apply the same corrections to its output: they find their claims by the
    hash of the file, the span and the quote.

    \b
    Exit codes: 0 all applied; 1 some were refused, each is named; 2 the call was wrong.

    \b
    Example:
      zongshu apply claims.jsonl corrections.anna.jsonl -o claims2.jsonl
      zongshu apply claims.jsonl corrections.*.jsonl --prefer anna -o claims2.jsonl
    """
    from zongshu.review.apply import Applier
    from zongshu.review.corrections import read_corrections
    from zongshu.texts import Texts

    if Path(out).suffix.lower() in (".csv", ".parquet", ".xlsx"):
        raise UsageError(f"{out}: corrected claims are JSON Lines (.jsonl); a table could not hold what was superseded")
    guard_output(out, (claims, *corrections))
    guard_input(claims, "extract it first, and correct the claims file")
    for file in corrections:
        guard_input(file, "name the files in it")
    found = read_corrections(corrections)
    _need_corrections(corrections, found)
    texts = Texts(articles)
    applier = Applier(found.corrections, prefer, lambda record: _text(texts, record))
    _write(claims, out, applier)
    outcome = applier.finish()
    refused = [*found.refused, *outcome.refused]
    for one in refused:
        complain(f"refused: {one.where}: {one.reason}")
    for one in outcome.passed:
        say(f"passed over: {one.where}: {one.reason}", quiet)
    say(f"{out}: {_summary(outcome, len(refused))}", quiet)
    if refused:
        click.get_current_context().exit(1)


def _need_corrections(files: tuple[str, ...], found: Found) -> None:
    """Refuse a file in which no line is a correction: it is another file than was meant."""
    known = {one.where.rpartition(", line ")[0] for one in found.corrections}
    wrong = Counter(
        one.where.rpartition(", line ")[0] for one in found.refused if one.reason.startswith("not a correction")
    )
    for file in files:
        if wrong[file] and file not in known:
            raise UsageError(f"{file}: no file of corrections; review saves one, corrections.CODER.jsonl")


def _write(claims: str, out: str, applier: Applier) -> None:
    from zongshu.record import encode
    from zongshu.texts import read_records

    with whole_file(out) as stream:
        for line, record in read_records([claims]):
            made = applier.apply(record)
            # a record without corrections goes over as it stands
            stream.write((line if made is record else encode(made)) + b"\n")


def _text(texts: Texts, record: Record) -> str | None:
    from zongshu.errors import ZongshuError

    try:
        return texts(record).raw
    except ZongshuError:
        return None


def _summary(outcome: Applied, refused: int) -> str:
    actions = ", ".join(f"{count} {action}" for action, count in sorted(outcome.counts.items()))
    parts = [f"{counted(outcome.counts.total(), 'correction')} applied{f' ({actions})' if actions else ''}"]
    if outcome.known:
        parts.append(f"{outcome.known} applied before")
    if outcome.passed:
        parts.append(f"{len(outcome.passed)} passed over")
    if refused:
        parts.append(f"{refused} refused")
    return ", ".join(parts)
