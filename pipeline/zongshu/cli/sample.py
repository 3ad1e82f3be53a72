"""`zongshu sample`: what to code, and what the codes say of the whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import emit, quiet_option, say, show
from zongshu.cli.rows import check_ending, write_rows
from zongshu.errors import UsageError
from zongshu.files import guard_input, guard_output

if TYPE_CHECKING:
    from zongshu.evaluate._estimate import Estimate

__all__ = ["sample"]


@click.command(short_help="A random sample to code, and what its codes imply.")
@click.argument("claims")
@click.option(
    "--articles", metavar="N", type=click.IntRange(0), default=20, show_default=True, help="Articles to read."
)
@click.option(
    "--claims", "number", metavar="M", type=click.IntRange(0), default=200, show_default=True, help="Claims to check."
)
@click.option(
    "--seed", metavar="S", type=int, default=0, show_default=True, help="The same seed draws the same sample."
)
@click.option(
    "--article-strata", metavar="NAMES", default="level,year", show_default=True,
    help="What divides the articles: level, year, outlet, or none.",
)  # fmt: skip
@click.option(
    "--claim-strata", metavar="NAMES", default="confidence,status", show_default=True,
    help="What divides the claims: confidence, status, indicator, kind, or none.",
)  # fmt: skip
@click.option(
    "--codes", metavar="CODED.csv", help="Instead: the form filled in; tells precision and recall of the whole."
)
@click.option("--json", "as_json", is_flag=True, help="With --codes: as JSON.")
@click.option("-o", "--out", metavar="OUT", help="The form to write: .csv, .xlsx, .json or .jsonl.")
@quiet_option
def sample(
    claims: str, articles: int, number: int, seed: int, article_strata: str, claim_strata: str, codes: str | None,
    as_json: bool, out: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Draw articles and claims to code from a claims file (JSON Lines), and estimate precision and recall from the codes.

    In the form, write for each claim 1 or 0 under `right`; read each article in full and write under `right` how many of
    its claims that were found are right, under `missed` how many were not found. Columns that you add with names such as
    right_place are coded 1 or 0 and estimated too. Rows left empty count as not drawn.

    The estimates are stratified ratio estimates (Cochran 1977) with Wilson intervals at the effective sample size (Korn and
    Graubard 1998).

    \b
    Example:
      zongshu sample claims.jsonl --articles 30 --claims 300 --seed 7 -o sample.csv
      zongshu sample claims.jsonl --codes coded.csv
    """
    from zongshu.evaluate._sampling import FORM, draw, estimate

    guard_input(claims, "extract it first, and sample the claims file")
    guard_output(out, (claims, codes))
    if codes is not None:
        guard_input(codes, "the form filled in is wanted")
        from zongshu.verify import read_rows

        found = estimate(read_rows(Path(codes)), Path(claims))
        if as_json:
            emit((json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n").encode("utf-8"), out)
            return
        named = {"precision": found.precision, "recall": found.recall, **found.fields}
        show("".join(_line(name, one) for name, one in named.items() if one is not None), out)
        if found.uncoded:
            say(f"{counted(found.uncoded, 'row')} left empty, counted as not drawn", quiet)
        return
    if out is None:
        raise UsageError("say where the form goes: -o sample.csv (or .xlsx), or give the filled-in form with --codes")
    check_ending(out)
    rows = draw(
        Path(claims), articles=articles, number=number, seed=seed, article_strata=article_strata.split(","),
        claim_strata=claim_strata.split(","),
    )  # fmt: skip
    write_rows([list(FORM), *([row[name] for name in FORM] for row in rows)], out)
    read = sum(row["what"] == "article" for row in rows)
    claims_told, articles_told = counted(len(rows) - read, "claim"), counted(read, "article")
    say(f"{out}: {claims_told} to check and {articles_told} to read, seed {seed}", quiet)


def _line(name: str, one: Estimate) -> str:
    return f"{name:<12} {one.share:.3f}  95 % interval {one.low:.3f}-{one.high:.3f}  ({one.units} of {one.population} coded)\n"
