"""`zongshu text`: the text that offsets refer to."""

from __future__ import annotations

import click

from zongshu.cli.output import emit, out_option, quiet_option

__all__ = ["text"]


@click.command(short_help="The text that offsets refer to.")
@click.argument("file")
@click.option("--encoding", metavar="E", help="Encoding of the file; without it, it is detected.")
@out_option
@quiet_option
def text(file: str, encoding: str | None, out: str | None, quiet: bool) -> None:
    """Print the raw text of an article in UTF-8; the start and end of a claim count its characters.

    \b
    Example:
      zongshu text report.txt -o report.raw.txt
    """
    from zongshu.read import READERS, find, read

    sources = find([file], READERS).sources
    emit("".join(article.raw for source in sources for article in read(source, encoding)).encode("utf-8"), out)
