"""`zongshu discover`: what the registry lacks."""

from __future__ import annotations

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import emit, quiet_option, say, show
from zongshu.errors import UsageError
from zongshu.files import guard_output

__all__ = ["discover"]


@click.command(short_help="Draft indicators from the claims that fit none.")
@click.argument("claims", metavar="CLAIMS...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="PACK.yaml", help="Write the drafts as a pack of indicators.")
@click.option(
    "--least", metavar="N", type=click.IntRange(1), default=3, show_default=True, help="Fewest claims of a draft."
)
@click.option(
    "--likeness", metavar="X", type=click.FloatRange(0, 1, min_open=True), default=0.55, show_default=True,
    help="How alike wordings must be to come together, up to 1.",
)  # fmt: skip
@click.option(
    "--indicators", "packs", metavar="FILE_OR_DIR", multiple=True, help="Packs that the claims were made with."
)
@quiet_option
def discover(
    claims: tuple[str, ...], out: str | None, least: int, likeness: float, packs: tuple[str, ...], quiet: bool
) -> None:
    """Cluster the claims that fit no indicator, and draft an indicator for each cluster.

    CLAIMS are files that extract wrote: .jsonl, .csv or .parquet. Without -o the drafts are shown as a table; with it they
    are written as a pack to edit, which `zongshu extract --indicators PACK.yaml` takes as it is.

    \b
    Example:
      zongshu discover claims.jsonl
      zongshu discover claims.jsonl --least 5 -o drafts.yaml
    """
    from zongshu.compare import load
    from zongshu.discover import discover as find
    from zongshu.discover import render, to_yaml, unlinked
    from zongshu.lexicon.registry import load_registry

    if out is not None and not out.lower().endswith((".yaml", ".yml")):
        raise UsageError(f"{out}: a pack of indicators is written as .yaml")
    guard_output(out, (*claims, *packs))
    frame = load(claims)
    drafts = find(frame, least=least, likeness=likeness, indicators=load_registry(packs))
    if out is None:
        show(render(drafts, unlinked(frame)), None)
    else:
        emit(to_yaml(drafts).encode("utf-8"), out)
        held = counted(sum(one.claims for one in drafts), "claim")
        say(f"{out}: {counted(len(drafts), 'draft')} of {held}", quiet)
