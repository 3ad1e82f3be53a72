"""`zongshu compare`: the places side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import complain, quiet_option, say, show
from zongshu.errors import UsageError
from zongshu.files import guard_output

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare import Panel

__all__ = ["compare"]

_LEVELS = ["province", "prefecture", "county", "town", "village", "other"]
_TABLES = ["panel", "flags", "ranks", "time", "checks", "normalised", "reposts", "excluded", "index"]


@click.command(short_help="The places side by side.")
@click.argument("claims", metavar="CLAIMS...", nargs=-1, required=True)
@click.option(
    "-o", "--out", metavar="OUT", help="A page (.html), a table (.csv, .parquet) or a workbook (.xlsx), by its ending."
)
@click.option("--year", metavar="Y", type=click.IntRange(1900, 2200), help="Only claims for this year.")
@click.option(
    "--near-years", metavar="N", type=click.IntRange(0, 20), default=0, show_default=True,
    help="Years before or after that may stand in where a place tells none for the year compared (--year, else the "
    "commonest of each indicator); such figures are ranked and flagged.",
)  # fmt: skip
@click.option("--level", type=click.Choice(_LEVELS), help="Level of the places; default: the most frequent one.")
@click.option("--indicator", metavar="ID", multiple=True, help="Only this indicator; may be repeated.")
@click.option(
    "--per", metavar="POPULATION.csv",
    help="Denominators: columns place_adcode or place_name, denominator (population, communities, area_km2), year, "
    "value, source. Gives figures per 10,000 inhabitants, community, km2.",
)  # fmt: skip
@click.option(
    "--bounds", type=click.Choice(["words", "rounding"]), default="words", show_default=True,
    help="How approximate numbers are compared: as the bounds their words set, or as rounded at their last digit "
    "that is not zero (290-299 for 290 and more).",
)  # fmt: skip
@click.option(
    "--show", "table", type=click.Choice(_TABLES), default="panel", show_default=True,
    help="Which table: the places side by side; what stands against comparing a cell; ranks; years; what does not "
    "fit together; figures per head; reprints; what was left out; an index.",
)  # fmt: skip
@click.option("--lower", metavar="ID", multiple=True, help="With ranks and index: less is better; may be repeated.")
@click.option("--scores", is_flag=True, help="With ranks: z-scores and min-max scores too.")
@click.option("--weight", metavar="ID=W", multiple=True, help="With index: the weight of an indicator; two or more.")
@click.option("--method", type=click.Choice(["minmax", "z"]), default="minmax", show_default=True, help="With index.")
@click.option("--by", metavar="NAME", help="With ranks and index: the denominator of --per to divide by.")
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the labels."
)
@quiet_option
def compare(
    claims: tuple[str, ...], out: str | None, year: int | None, near_years: int, level: str | None, indicator: tuple[str, ...],
    per: str | None, bounds: str, table: str, lower: tuple[str, ...], scores: bool, weight: tuple[str, ...],
    method: str, by: str | None, lang: str, quiet: bool,
) -> None:  # fmt: skip
    """Set the places of claims files side by side, as a table on the terminal or as a file.

    CLAIMS are files that extract wrote: .jsonl, .csv or .parquet. Tables other than the panel are written as CSV.

    \b
    Example:
      zongshu compare claims.jsonl --year 2024 --level county
      zongshu compare claims.jsonl --indicator volunteer_sites --lang zh -o page.html
      zongshu compare claims.jsonl --per population.csv --show normalised -o per_head.csv
      zongshu compare claims.jsonl --bounds rounding --show ranks --scores -o ranks.csv
      zongshu compare claims.jsonl --show index --weight volunteer_sites=2 --weight grids=1
      zongshu compare claims.jsonl --year 2024 --near-years 1 --show ranks
      zongshu compare claims.jsonl --show checks
    """
    from zongshu.compare import compare as build
    from zongshu.compare import load, render_terminal, write
    from zongshu.lexicon.registry import registry

    names = {key: entry.zh if lang == "zh" else entry.en for key, entry in registry().entries.items()}
    weights = _weights(weight)
    if table == "index" and len(weights) < 2:
        raise UsageError("--show index needs a --weight ID=W for each of its indicators, two or more")
    if weights and table != "index":
        raise UsageError("--weight goes with --show index")
    if table == "normalised" and per is None:
        raise UsageError("--show normalised needs --per, a table of denominators")
    guard_output(out, (*claims, per))
    if table != "panel" and out is not None and not out.lower().endswith(".csv"):
        raise UsageError(f"{out}: --show {table} is written as .csv; a page or a workbook holds the panel")
    frame = load(claims)
    _check((*indicator, *lower, *weights), {*names, *frame["indicator_id"].dropna().unique()})
    panel = build(
        frame, year=year, level=level, indicators=indicator or None, names=names, per=per, bounds=bounds,
        near_years=near_years,
    )  # fmt: skip
    if table != "panel":
        _table(_chosen(panel, table, lower, scores, weights, method, by), out, quiet)
    elif out is None:
        show(render_terminal(panel, lang=lang), None)
    else:
        write(panel, out, lang=lang)
        counts = panel.counts()
        told = ", ".join(counted(counts[f"{name}s"], name) for name in ("place", "indicator", "claim"))
        say(f"{out}: {told}", quiet)


def _chosen(
    panel: Panel,
    table: str,
    lower: tuple[str, ...],
    scores: bool,
    weights: dict[str, float],
    method: str,
    by: str | None,
) -> pd.DataFrame:
    if table == "ranks":
        return panel.ranks(per=by, lower_is_better=lower, scores=scores)
    if table == "index":
        made = panel.composite(weights, per=by, lower_is_better=lower, method=method)
        for place in made.incomplete.itertuples():
            complain(f"left out of the index: {place.place_name}: {place.why}")
        return made.frame
    if table == "time":
        return panel.over_time()
    tables = {
        "flags": lambda: panel.flags,
        "checks": lambda: panel.checks,
        "normalised": lambda: panel.normalised,
        "reposts": lambda: panel.reposts,
        "excluded": lambda: panel.excluded,
    }
    return tables[table]()


def _table(table: pd.DataFrame, out: str | None, quiet: bool) -> None:
    from zongshu.compare import csv
    from zongshu.files import replace_file

    content = csv(table)
    if out is None:
        show(content.decode("utf-8-sig").replace("\r\n", "\n"), None)
    else:
        replace_file(out, content)
        say(f"{out}: {counted(len(table), 'row')}", quiet)


def _weights(given: tuple[str, ...]) -> dict[str, float]:
    weights = {}
    for entry in given:
        name, sign, number = entry.partition("=")
        try:
            weights[name.strip()] = float(number) if sign else 1.0
        except ValueError:
            raise UsageError(f"--weight {entry}: ID=NUMBER is wanted, as in volunteer_sites=2") from None
    return weights


def _check(wanted: tuple[str, ...], known: set[str]) -> None:
    from difflib import get_close_matches

    for name in wanted:
        if name not in known:
            close = get_close_matches(name, known, 3)
            hint = f"; did you mean {', '.join(close)}?" if close else "; `zongshu indicators` lists them"
            raise UsageError(f"no indicator {name!r}{hint}")
