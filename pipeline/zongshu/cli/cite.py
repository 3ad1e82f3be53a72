"""`zongshu cite`: what a methods section needs."""

from __future__ import annotations

from pathlib import Path

import click

from zongshu.cli.output import out_option, quiet_option, show
from zongshu.files import guard_output

__all__ = ["cite"]


@click.command(short_help="A methods paragraph with the figures of a run.")
@click.argument("manifest")
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the paragraph."
)
@click.option(
    "--evaluation", metavar="RESULT.json", help="What evaluate --json or sample --codes --json wrote; is cited too."
)
@click.option(
    "--only", type=click.Choice(["paragraph", "bibtex", "cff"]), help="Only this part; default: paragraph and BibTeX."
)
@out_option
@quiet_option
def cite(manifest: str, lang: str, evaluation: str | None, only: str | None, out: str | None, quiet: bool) -> None:
    """Write a methods paragraph, ready to paste, with the figures of a run, and the citation of the software.

    MANIFEST is the file that extract wrote beside its output, OUT.manifest.json. Where OUT lies beside it too, the shares of
    claims by status are given, and it is checked to be the output of that run.

    \b
    Example:
      zongshu cite claims.jsonl.manifest.json
      zongshu cite claims.jsonl.manifest.json --lang zh --evaluation estimates.json
      zongshu cite claims.jsonl.manifest.json --only cff -o CITATION.cff
    """
    from zongshu.batch.citation import bibtex, cff, paragraph, read_evaluation, read_run

    guard_output(out, (manifest, evaluation, manifest.removesuffix(".manifest.json")))
    run = read_run(Path(manifest))
    figures = read_evaluation(Path(evaluation)) if evaluation else None
    parts = {"paragraph": paragraph(run, lang, figures), "bibtex": bibtex(run), "cff": cff(run)}
    wanted = [only] if only else ["paragraph", "bibtex"]
    show("\n\n".join(parts[name] for name in wanted) + "\n", out)
