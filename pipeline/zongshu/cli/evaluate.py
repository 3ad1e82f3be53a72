"""`zongshu evaluate`: how good a claims file is."""

from __future__ import annotations

import json
from pathlib import Path

import click

from zongshu.cli.output import emit, out_option, quiet_option, show

__all__ = ["evaluate"]


@click.command(short_help="Precision, recall and F1 against gold claims.")
@click.argument("claims")
@click.argument("gold")
@click.option("--errors", is_flag=True, help="Also list what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="The whole report as JSON.")
@out_option
@quiet_option
def evaluate(claims: str, gold: str, errors: bool, as_json: bool, out: str | None, quiet: bool) -> None:
    """Compare a claims file (JSON Lines) with gold annotations: a file or a folder of them.

    \b
    Example:
      zongshu evaluate claims.jsonl corpora/dev --errors
    """
    from zongshu.evaluate import evaluate as compare
    from zongshu.evaluate import render

    report = compare(Path(claims), Path(gold))
    if as_json:
        emit((json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n").encode("utf-8"), out)
    else:
        show(render(report, errors=errors), out)
