"""`zongshu text`: the text that offsets refer to."""

from __future__ import annotations

import os

import click

from zongshu.cli.output import emit, out_option, quiet_option
from zongshu.errors import UsageError

__all__ = ["text"]


@click.command(short_help="The text that offsets refer to.")
@click.argument("file")
@click.option("--encoding", metavar="E", help="Encoding of the file; without it, it is detected.")
@click.option("--text-column", metavar="C", help="Column of a table that holds the articles; default: by its name.")
@click.option("--id-column", metavar="C", help="Column of a table that names its articles; default: number of the row.")
@out_option
@quiet_option
def text(
    file: str, encoding: str | None, text_column: str | None, id_column: str | None, out: str | None, quiet: bool
) -> None:
    """Print the raw text of an article in UTF-8; the start and end of a claim count its characters.

    FILE is as for extract. An article of a table is named as in its record, TABLE#ROW or TABLE#ID; a table without one
    must hold a single article.

    \b
    Example:
      zongshu text report.pdf -o report.raw.txt
      zongshu text pages.csv#17
    """
    from zongshu.read import READERS, ReadOptions, find, read

    options = ReadOptions(encoding, text_column, id_column)
    whole, mark, _ = file.rpartition("#")
    wanted = file if mark and not os.path.lexists(file) and os.path.isfile(whole) else ""
    sources = find([whole if wanted else file], READERS).sources
    found = [article for source in sources for article in read(source, options)]
    if wanted:
        found = [article for article in found if article.source == wanted.replace(os.sep, "/")]
        if not found:
            raise UsageError(f"{wanted}: {whole} holds no such article")
    if len(found) > 1:
        names = ", ".join(article.source for article in found[:3])
        raise UsageError(f"{file}: holds {len(found)} articles; name one of them ({names}, ...)")
    emit("".join(article.raw for article in found).encode("utf-8"), out)
