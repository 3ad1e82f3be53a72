"""`zongshu review`: a page on which people check claims against the text."""

from __future__ import annotations

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import complain, quiet_option, say
from zongshu.errors import UsageError
from zongshu.files import guard_input, guard_output

__all__ = ["review"]


@click.command(short_help="A page to check claims against the text.")
@click.argument("claims", metavar="CLAIMS...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="PAGE.html", required=True, help="The page.")
@click.option("--articles", metavar="DIR", help="Folder with the articles; default: where the claims say they were.")
@click.option("--coder", metavar="NAME", default="", help="The name that the page proposes.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the page.")
@click.option("--title", metavar="TITLE", help="A title of your own.")
@click.option("--indicators", metavar="FILE_OR_DIR", multiple=True, help="Further indicator packs; may be repeated.")
@click.option("--encoding", metavar="E", help="Encoding of the articles, as told to extract.")
@click.option("--text-column", metavar="C", help="Column of tables that holds the articles, as told to extract.")
@click.option("--id-column", metavar="C", help="Column of tables that names the articles, as told to extract.")
@quiet_option
def review(
    claims: tuple[str, ...], out: str, articles: str | None, coder: str, lang: str, title: str | None,
    indicators: tuple[str, ...], encoding: str | None, text_column: str | None, id_column: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Write one page that shows each claim where it stands in its article; it is opened from disk and needs no network.

    CLAIMS are JSON Lines files that extract wrote. The articles are read again and must be the very texts that the claims
    were taken from. On the page, a coder accepts, edits and rejects claims, adds missing ones, and looks at every number
    that no claim covers; the decisions are saved as corrections.CODER.jsonl, for apply. Above 50 MB, PAGE.html is an index
    and each article has a page of its own in PAGE_articles/.

    \b
    Exit codes: 0 all done; 1 some articles have no text at hand, each is named; 2 the call was wrong.

    \b
    Example:
      zongshu review claims.jsonl -o page.html
      zongshu review claims.jsonl --articles reports/ --lang zh --coder wang -o page.html
    """
    from zongshu.read import ReadOptions
    from zongshu.review import review as write
    from zongshu.texts import read_records

    if not out.lower().endswith((".html", ".htm")):
        raise UsageError(f"{out}: the page is written as .html")
    for file in claims:
        guard_input(file, "extract it first, and review the claims file")
    guard_output(out, claims)
    records = (record for _, record in read_records(claims))
    options = ReadOptions(encoding, text_column, id_column)
    done = write(
        records, out, articles=articles, options=options, indicators=indicators, lang=lang, title=title, coder=coder
    )
    for _, message in done.failed:
        complain(f"left out: {message}")
    pages = f" on {counted(len(done.pages) - 1, 'page')}" if len(done.pages) > 1 else ""
    told = f"{counted(done.articles, 'article')}{pages}"
    say(f"{out}: {told}, {counted(done.claims, 'claim')}, {counted(done.numbers, 'other number')}", quiet)
    if done.failed:
        click.get_current_context().exit(1)
