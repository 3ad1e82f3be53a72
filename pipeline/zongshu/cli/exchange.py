"""`zongshu export` and `zongshu import`: claims in the formats of other tools, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import emit, quiet_option, say
from zongshu.files import guard_input, guard_output

if TYPE_CHECKING:
    from zongshu.texts import Texts

__all__ = ["export", "import_"]

# The names stand here too, so that the help of other commands does not wait for what the formats import.
_FORMATS = [
    "datapackage", "label-studio", "doccano", "brat", "webannotation", "docbin", "stata", "spss", "xlsx",
]  # fmt: skip


@click.command(short_help="Claims in the format of another tool.")
@click.argument("claims")
@click.option("--to", "format", type=click.Choice(_FORMATS), required=True, help="The format.")
@click.option("-o", "--out", metavar="OUT", required=True, help="File, or folder for datapackage and brat.")
@click.option("--articles", metavar="DIR", help="Where the articles lie; default: where the claims say.")
@click.option("--text-column", metavar="C", help="Column of tables that holds the articles; default: by its name.")
@click.option("--indicators", metavar="FILE_OR_DIR", multiple=True, help="Packs that the claims were made with.")
@quiet_option
def export(
    claims: str,
    format: str,
    out: str,
    articles: str | None,
    text_column: str | None,
    indicators: tuple[str, ...],
    quiet: bool,
) -> None:
    """Write claims (JSON Lines) in the format of another tool.

    Label Studio, doccano, brat, Web Annotation and DocBin need the texts; each is checked against the hash of its
    record. Positions are converted to what the tool counts. What a format cannot hold of these claims is told on
    standard error.

    \b
    Example:
      zongshu export claims.jsonl --to label-studio -o tasks.json
      zongshu export claims.jsonl --to brat --articles reports/ -o brat/
      zongshu export claims.jsonl --to datapackage -o package/
      zongshu export claims.jsonl --to stata -o claims.dta
    """
    from zongshu.exchange import FORMATS
    from zongshu.exchange import export as write
    from zongshu.texts import read_records

    guard_input(claims, "extract it first, and export the claims file")
    guard_output(out, (claims, articles, *indicators), folder=FORMATS[format].folder)
    records = [record for _, record in read_records([claims])]
    manifest = Path(f"{claims}.manifest.json")
    notes = write(
        records, format, out, _texts(articles, text_column), indicators, manifest if manifest.is_file() else None
    )
    for note in notes:
        say(f"note: {note}", quiet)
    found = counted(sum(len(one.claims) for one in records), "claim")
    say(f"{out}: {counted(len(records), 'article')}, {found}", quiet)


@click.command("import", short_help="Claims back from another tool.")
@click.argument("file")
@click.option("--from", "format", type=click.Choice(_FORMATS), required=True, help="The format.")
@click.option("-o", "--out", metavar="CLAIMS", help="Write to this file instead of standard output.")
@click.option("--articles", metavar="DIR", help="Where the articles lie, for formats that do not hold their texts.")
@click.option("--text-column", metavar="C", help="Column of tables that holds the articles; default: by its name.")
@quiet_option
def import_(
    file: str, format: str, out: str | None, articles: str | None, text_column: str | None, quiet: bool
) -> None:
    """Read what another tool saved and write it as claims (JSON Lines).

    FILE is a file, or a folder for datapackage and brat. A span that lies where a claim lay keeps all of that claim; what
    was changed is named in its `rules`; a span where no claim was becomes a claim whose number is read from its own
    characters; a claim whose span was taken away is gone.

    \b
    Example:
      zongshu import project.json --from label-studio -o coded.jsonl
      zongshu import brat/ --from brat -o coded.jsonl
      zongshu import claims.dta --from stata -o recoded.jsonl
    """
    from zongshu.exchange import FORMATS, load
    from zongshu.record import encode

    guard_output(out, (file,))
    if not FORMATS[format].folder:
        guard_input(file, f"{format} is one file")
    texts = _texts(articles, text_column) if articles is not None else None
    records = list(load(file, format, texts))
    emit(b"".join(encode(record) + b"\n" for record in records), out)
    claims = [claim for record in records for claim in record.claims]
    marks = [rule.rpartition(".")[2] for claim in claims for rule in claim.rules if rule.startswith("exchange.")]
    counts = f"{marks.count('added')} added, {marks.count('changed')} changed"
    say(f"{counted(len(records), 'article')}, {counted(len(claims), 'claim')} ({counts})", quiet)


def _texts(articles: str | None, text_column: str | None) -> Texts:
    from zongshu.read import ReadOptions
    from zongshu.texts import Texts

    return Texts(articles, ReadOptions(text_column=text_column))
