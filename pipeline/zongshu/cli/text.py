"""`zongshu text`: the text that offsets refer to, where it stands on its pages, and what repair changes in it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from zongshu.cli.output import emit, out_option, quiet_option, say
from zongshu.errors import UsageError
from zongshu.files import guard_output

if TYPE_CHECKING:
    from zongshu.types import Article

__all__ = ["text"]

_AROUND = 12


@click.command(short_help="The text that offsets refer to.")
@click.argument("file")
@click.option("--encoding", metavar="E", help="Encoding of the file; without it, it is detected.")
@click.option("--text-column", metavar="C", help="Column of a table that holds the articles; default: by its name.")
@click.option("--id-column", metavar="C", help="Column of a table that names its articles; default: number of the row.")
@click.option(
    "--boxes", is_flag=True, help="Print where the text stands on the pages of a PDF: JSON, a printed line each."
)
@click.option(
    "--span", "spans", multiple=True, metavar="START:END", help="With --boxes: only this span, as of a claim."
)
@click.option(
    "--repairs", is_flag=True, help="List what repair changes in the text, and what it flags, with the place."
)
@out_option
@quiet_option
def text(
    file: str,
    encoding: str | None,
    text_column: str | None,
    id_column: str | None,
    boxes: bool,
    spans: tuple[str, ...],
    repairs: bool,
    out: str | None,
    quiet: bool,
) -> None:
    """Print the raw text of an article in UTF-8; the start and end of a claim count its characters.

    FILE is as for extract. An article of a table, or of a file that holds several, is named as in its record, FILE#ROW or
    FILE#ID; a file named without one must hold a single article.

    --boxes prints a JSON object a line: start, end, text, page (from 1), and box, which is left, top, right and bottom in
    points from the upper left corner of the page; --span gives those of one claim. --repairs prints a line a change:
    line:column in the raw text, kind, what stood there and what stands there now, and the words around it.

    \b
    Example:
      zongshu text report.pdf -o report.raw.txt
      zongshu text report.pdf --boxes --span 1234:1239
      zongshu text pages.csv#17
      zongshu text scan.txt --repairs
    """
    if boxes and repairs:
        raise UsageError("--boxes and --repairs are two lists; ask for one of them")
    if spans and not boxes:
        raise UsageError("--span goes with --boxes")
    guard_output(out, (file, file.rpartition("#")[0] or None))
    article = _find(file, encoding, text_column, id_column)
    if boxes:
        lines = list(_boxes(file, article, [_span(span, len(article.raw)) for span in spans]))
    elif repairs:
        lines = list(_repairs(article, quiet))
    else:
        lines = [article.raw]
    emit("".join(lines).encode("utf-8"), out)


def _find(file: str, encoding: str | None, text_column: str | None, id_column: str | None) -> Article:
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
    if not found:
        raise UsageError(f"{file}: holds no article")
    return found[0]


def _span(given: str, length: int) -> tuple[int, int]:
    start, colon, end = given.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and int(start) <= int(end) <= length):
        raise UsageError(f"--span {given}: write START:END, both between 0 and {length}, as in the record of a claim")
    return int(start), int(end)


def _boxes(file: str, article: Article, spans: list[tuple[int, int]]) -> Iterator[str]:
    from zongshu.read import PageArticle

    if not isinstance(article, PageArticle):
        raise UsageError(f"{file}: only the text of a PDF has pages and boxes")
    for first, last in spans or [(0, len(article.raw))]:
        for start, end, box in article.layout.lines(first, last):
            place = [round(edge, 2) for edge in (box.left, box.top, box.right, box.bottom)]
            row = {"start": start, "end": end, "text": article.raw[start:end], "page": box.page, "box": place}
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _repairs(article: Article, quiet: bool) -> Iterator[str]:
    from zongshu.repair import changes, repair

    raw = article.raw
    made = changes(raw)
    for one in made:
        after = _shown(one.after) if one.to is None else f"moved to {_place(raw, one.to)}"
        yield _row(raw, one.start, one.end, one.step, f"{_shown(one.before)} → {after}")
    issues = [issue for issue in repair(article).issues if issue.code.startswith("repair.")]
    for issue in issues:
        yield _row(raw, issue.start, issue.end, issue.code, issue.message)
    counts = ", ".join(f"{step} {count}" for step, count in sorted(Counter(one.step for one in made).items()))
    say(f"{len(made)} changes{f' ({counts})' if counts else ''}, {len(issues)} flags", quiet)


def _row(raw: str, start: int, end: int, kind: str, what: str) -> str:
    around = raw[max(0, start - _AROUND) : start] + "[" + raw[start:end] + "]" + raw[end : end + _AROUND]
    return "\t".join((_place(raw, start), kind, what, _one_line(around))) + "\n"


def _place(raw: str, at: int) -> str:
    """Write a position as line:column, both from 1."""
    return f"{raw.count(chr(10), 0, at) + 1}:{at - raw.rfind(chr(10), 0, at)}"


def _shown(part: str) -> str:
    return json.dumps(part, ensure_ascii=False)


def _one_line(part: str) -> str:
    return part.replace("\r", "").replace("\n", "⏎").replace("\t", "⇥")
