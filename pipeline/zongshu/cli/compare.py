"""`zongshu compare`: the places side by side."""

from __future__ import annotations

import click

from zongshu.cli.output import quiet_option, say, show
from zongshu.errors import UsageError

__all__ = ["compare"]

_LEVELS = ["province", "prefecture", "county", "town", "village", "other"]


@click.command(short_help="The places side by side.")
@click.argument("claims", metavar="CLAIMS...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="OUT", help="A page (.html), a table (.csv) or a workbook (.xlsx), by its ending.")
@click.option("--year", metavar="Y", type=click.IntRange(1900, 2200), help="Only claims for this year.")
@click.option("--level", type=click.Choice(_LEVELS), help="Level of the places; default: the most frequent one.")
@click.option("--indicator", metavar="ID", multiple=True, help="Only this indicator; may be repeated.")
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the labels."
)
@quiet_option
def compare(
    claims: tuple[str, ...], out: str | None, year: int | None, level: str | None, indicator: tuple[str, ...],
    lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Set the places of claims files side by side, as a table on the terminal or as a file.

    CLAIMS are files that extract wrote: .jsonl, .csv or .parquet.

    \b
    Example:
      zongshu compare claims.jsonl --year 2024 --level county
      zongshu compare claims.jsonl --indicator volunteer_sites --lang zh -o page.html
    """
    from zongshu.compare import compare as build
    from zongshu.compare import load, render_terminal, write
    from zongshu.lexicon.registry import registry

    names = {key: entry.zh if lang == "zh" else entry.en for key, entry in registry().entries.items()}
    frame = load(claims)
    _check(indicator, {*names, *frame["indicator_id"].dropna().unique()})
    panel = build(frame, year=year, level=level, indicators=indicator or None, names=names)
    if out is None:
        show(render_terminal(panel, lang=lang), None)
    else:
        write(panel, out, lang=lang)
        counts = panel.counts()
        say(f"{out}: {counts['places']} places, {counts['indicators']} indicators, {counts['claims']} claims", quiet)


def _check(wanted: tuple[str, ...], known: set[str]) -> None:
    from difflib import get_close_matches

    for name in wanted:
        if name not in known:
            close = get_close_matches(name, known, 3)
            hint = f"; did you mean {', '.join(close)}?" if close else "; `zongshu indicators` lists them"
            raise UsageError(f"no indicator {name!r}{hint}")
