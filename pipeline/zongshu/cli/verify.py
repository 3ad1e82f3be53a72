"""`zongshu verify`: claims made elsewhere against the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zongshu.cli.output import complain, out_option, quiet_option, say, show
from zongshu.cli.rows import check_ending, write_rows
from zongshu.errors import ReadError, UsageError
from zongshu.files import guard_input, guard_output

if TYPE_CHECKING:
    from zongshu.types import Article
    from zongshu.verify import Audit

__all__ = ["verify"]

_SHOWN = 40


@click.command(short_help="Check claims made elsewhere against the text.")
@click.argument("table")
@click.argument("articles", metavar="ARTICLES...", nargs=-1, required=True)
@click.option(
    "--columns", metavar="FIELD=HEADING", multiple=True,
    help="Which column holds article, place, indicator, item, value, unit, quote, period or status, where the headings "
    "do not tell; may be repeated.",
)  # fmt: skip
@click.option(
    "--meta", metavar="META.csv", help="What is known of the articles (place, published ...), as for extract."
)
@click.option("--indicators", "packs", metavar="FILE_OR_DIR", multiple=True, help="Further indicator packs.")
@click.option("--encoding", metavar="E", help="Encoding of the articles; without it, it is detected.")
@click.option("--text-column", metavar="C", help="Column of tables that holds the articles; default: by its name.")
@out_option
@quiet_option
@click.pass_context
def verify(
    context: click.Context, table: str, articles: tuple[str, ...], columns: tuple[str, ...], meta: str | None,
    packs: tuple[str, ...], encoding: str | None, text_column: str | None, out: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Check a table of claims, made by hand or by a language model, against articles.

    TABLE is .csv, .tsv, .xlsx, .json or .jsonl with a row a claim: value, and item, indicator or quote; unit, place, period,
    status and article where it has them, under English or Chinese headings. ARTICLES are as for extract.

    Each row is found to be supported; value_differs (the item is there with another number or unit);
    planned_not_achieved (the number is a plan, a target or a rule); other_place_or_period; or not_found; with the file, the
    place in it and the sentence. Units are converted, and the rounding of the table is honoured: 12 thousand is supported
    by 12,034. -o FILE.csv, .xlsx, .json or .jsonl writes all rows; without it those that are not supported are shown.

    \b
    Example:
      zongshu verify llm_output.csv reports/
      zongshu verify coded.xlsx reports/ --meta meta.csv -o checked.xlsx
      zongshu verify coded.csv reports/ --columns item=variable --columns value=figure
    """
    from zongshu.lexicon.registry import load_registry
    from zongshu.verify import read_asked
    from zongshu.verify import verify as check

    pairs = [one.partition("=") for one in columns]
    if any(not (mark and name and heading) for name, mark, heading in pairs):
        raise UsageError("--columns needs FIELD=HEADING, as in --columns value=取值")
    guard_input(table, "a table of claims is wanted")
    check_ending(out)
    guard_output(out, (table, *articles, meta, *packs))
    asked = read_asked(Path(table), {name.strip(): heading for name, _, heading in pairs})
    failed: list[str] = []
    audit = check(
        asked,
        _articles(articles, meta, packs, encoding, text_column, failed, out, quiet),
        indicators=load_registry(packs),
    )
    if out is None:
        show(_render(audit), None)
    else:
        write_rows(audit.table(), out)
    say(", ".join(f"{count} {verdict}" for verdict, count in audit.counts.items()), quiet)
    if failed:
        context.exit(1)


def _articles(
    sources: tuple[str, ...], meta: str | None, packs: tuple[str, ...], encoding: str | None, text_column: str | None,
    failed: list[str], out: str | None, quiet: bool,
) -> Iterator[Article]:  # fmt: skip
    """Read the articles and take their claims out, one at a time; what cannot be read is told and left out."""
    from zongshu.pipeline import Pipeline
    from zongshu.read import READERS, ReadOptions, attach, find, read

    tables = {ending for ending, kind in READERS.items() if kind.table}
    found = find(sources, READERS if text_column else READERS.keys() - tables, tables).sources
    guard_output(out, [source.path for source in found if source.path])
    for note in attach(found, meta):
        say(note, quiet)
    pipe = Pipeline(packs)
    options = ReadOptions(encoding, text_column)
    for source in found:
        try:
            for article in read(source, options):
                yield pipe(article)
        except ReadError as error:
            complain(str(error))
            failed.append(source.name)


def _render(audit: Audit) -> str:
    from zongshu.evaluate import render_table

    wrong = [one for one in audit.findings if one.verdict != "supported"]
    if not wrong:
        count = len(audit.findings)
        return f"All {count} rows are supported by the text.\n" if count != 1 else "The row is supported by the text.\n"
    rows: list[list[str | int | float | None]] = [["row", "claim", "verdict", "note", "where", "text"]]
    for one in wrong[:_SHOWN]:
        asked = one.asked
        words = " ".join(
            part for part in (asked.place, asked.item or asked.indicator, asked.value + asked.unit) if part
        )
        where = f"{one.fact.text.source}:{one.fact.claim.start}" if one.fact else ""
        rows.append([asked.number, words, one.verdict, one.note, where, one.fact.claim.clean if one.fact else ""])
    more = f"... and {len(wrong) - _SHOWN} more; -o FILE.csv writes all\n" if len(wrong) > _SHOWN else ""
    return render_table(rows) + more
