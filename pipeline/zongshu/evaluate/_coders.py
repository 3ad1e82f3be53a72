"""The files of several coders brought together: article by article, and claim by claim."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zongshu.errors import UsageError
from zongshu.evaluate._match import Span, match
from zongshu.evaluate._pair import pair, stem_of
from zongshu.evaluate._read import GoldArticle, Record, read_gold, read_records

__all__ = ["Unit", "align", "names_of", "read_coder", "together"]

Unit = list[Span | None]
"""One claim as each coder has it."""


def names_of(paths: Sequence[Path]) -> list[str]:
    """Call each coder after the file, or with its folder where files are called the same."""
    stems = [Path(path).stem for path in paths]
    if len(set(stems)) < len(stems):
        stems = [Path(path).as_posix() for path in paths]
    return [f"{stem} ({stems[:at].count(stem) + 1})" if stem in stems[:at] else stem for at, stem in enumerate(stems)]


def read_coder(path: Path) -> list[Record]:
    """Read one coder's articles, claims only; of several right answers the first one is the coder's."""
    if path.is_dir() or path.suffix.lower() == ".json":
        return [
            Record(f"{a.name}.json", "", [s for s in a.spans if s.role == "claim"]) for a in read_gold(path).articles
        ]
    return read_records(path)


def together(coders: Sequence[list[Record]]) -> dict[str, list[list[Span] | None]]:
    """Bring the articles of all coders together by their names."""
    known: list[GoldArticle] = []
    table: dict[str, list[list[Span] | None]] = {}
    for number, records in enumerate(coders):
        pairing = pair(records, known)
        found = {id(record): article.name for record, article in pairing.pairs}
        for record in records:
            name = found.get(id(record))
            if name is None:
                name = stem_of(record.source)
                if name in table:
                    raise UsageError(f"{record.source} is twice in the file of one coder")
                known.append(GoldArticle(name, Path(name), []))
                table[name] = [None] * len(coders)
            table[name][number] = record.spans
    return table


def align(row: Sequence[list[Span] | None]) -> list[Unit]:
    """Find which spans of the coders are one claim: each coder's are matched with those known from the coders before."""
    units: list[Unit] = []
    shapes: list[Span] = []
    for number, spans in enumerate(row):
        if spans is None:
            continue
        found = {o: g for g, o in match(shapes, spans).pairs}
        for o, span in enumerate(spans):
            if o in found:
                units[found[o]][number] = span
            else:
                unit: Unit = [None] * len(row)
                unit[number] = span
                units.append(unit)
                shapes.append(span)
    order = sorted(range(len(units)), key=lambda at: (shapes[at].start, shapes[at].end))
    return [units[at] for at in order]
