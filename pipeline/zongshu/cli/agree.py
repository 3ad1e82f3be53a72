"""`zongshu agree`: how far coders agree."""

from __future__ import annotations

import json
from pathlib import Path

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import emit, out_option, quiet_option, say, show
from zongshu.cli.rows import check_ending, write_rows
from zongshu.errors import UsageError
from zongshu.files import guard_output

__all__ = ["agree"]


@click.command(short_help="Agreement of two or more coders.")
@click.argument("coders", metavar="A B...", nargs=-1, required=True)
@click.option(
    "--draws", metavar="N", type=click.IntRange(10), default=1000, show_default=True, help="For the intervals."
)
@click.option("--seed", metavar="S", type=int, default=0, show_default=True, help="Of the intervals.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@out_option
@quiet_option
def agree(coders: tuple[str, ...], draws: int, seed: int, as_json: bool, out: str | None, quiet: bool) -> None:
    """Tell how far coders agree: F1 of the spans for each two, and for each field the share of equal answers, Cohen's kappa
    and Krippendorff's alpha with its 95 % interval over articles.

    A, B and so on are a coder each: a claims file (.jsonl) or a folder of gold files, as for evaluate. Articles go together
    by the names of their files. -o FILE.csv, .xlsx, .json or .jsonl lists the disagreements.

    \b
    Example:
      zongshu agree wang.jsonl li.jsonl
      zongshu agree gold_wang/ gold_li/ gold_zhao/ -o disagreements.csv
    """
    from zongshu.evaluate import render_table
    from zongshu.evaluate._agreement import agree as compare
    from zongshu.evaluate._agreement import agreement_notes, agreement_table

    if len(coders) < 2:
        raise UsageError("agreement needs the files of two coders or more")
    if not as_json:
        check_ending(out)
    guard_output(out, coders)
    found = compare([Path(coder) for coder in coders], draws, seed)
    if as_json:
        emit((json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n").encode("utf-8"), out)
        return
    if out is not None:
        head = ["article", "start", "end", "text", "field", *found.coders]
        write_rows(
            [head, *([d.article, d.start, d.end, d.text, d.field, *d.answers] for d in found.disagreements)], out
        )
        say(f"{out}: {counted(len(found.disagreements), 'disagreement')}", quiet)
    show(render_table(agreement_table(found)) + "".join(f"\n{note}" for note in agreement_notes(found)), None)
