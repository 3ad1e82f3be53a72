"""Claims in the formats of other tools, and back.

One module a format, each with `write`, `read` and what the format cannot hold; `export` and `load` choose it by name.

Example:
    >>> sorted(FORMATS)
    ['brat', 'datapackage', 'docbin', 'doccano', 'label-studio', 'spss', 'stata', 'webannotation', 'xlsx']
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from zongshu.errors import UsageError
from zongshu.exchange import _lacks as of
from zongshu.exchange._job import Job
from zongshu.exchange._lacks import Lack
from zongshu.record.models import Record
from zongshu.texts import Texts

__all__ = ["FORMATS", "Format", "export", "load"]


@dataclass(slots=True, frozen=True)
class Format:
    """A format of another tool.

    Attributes:
        module: where `write` and `read` are.
        words: what it is, for people.
        texts: whether the texts of the articles are needed to write it.
        folder: whether it is a folder of files.
        lacks: what it cannot hold, and of which records that is true.
    """

    module: str
    words: str
    texts: bool
    folder: bool = False
    lacks: tuple[Lack, ...] = ()

    def load(self) -> Any:
        """Import its module; what it needs is imported with it."""
        return import_module(f"zongshu.exchange.{self.module}")


_NO_ARTICLES = Lack("articles without claims, and the issues of articles: they have no row", of.beyond_claims)
_NO_PAST = Lack("what corrections replaced or dismissed: it has no row", of.corrected)
_FLOATS = Lack("digits of a number beyond the 15th to 17th, which a double drops", of.beyond_doubles)

FORMATS: dict[str, Format] = {
    "brat": Format(
        "brat", "brat stand-off: NAME.txt and NAME.ann, annotation.conf", True, True,
        (Lack("carriage returns: they are written as spaces or line feeds and kept in zongshu.jsonl", of.with_returns),),
    ),
    "datapackage": Format(
        "datapackage", "Frictionless Data Package v2: CSV with schema, sources, codebook", False, True,
        (Lack("texts of the articles", of.any_article),),
    ),
    "docbin": Format("docbin", "spaCy DocBin with doc.spans['claims']", True),
    "doccano": Format(
        "doccano", "doccano JSON Lines for sequence labelling", True, False,
        (Lack("status, item and value for the coder to change: a span has a label and no more", of.with_claims),),
    ),
    "label-studio": Format("label_studio", "Label Studio tasks with predictions, and OUT.config.xml", True),
    "spss": Format(
        "spss", "SPSS .sav with labels (needs zongshu[spss])", False, False,
        (_NO_ARTICLES, _NO_PAST, _FLOATS, Lack("spaces at the end of a text", of.with_end_spaces)),
    ),
    "stata": Format("stata", "Stata .dta (14 and later) with labels", False, False, (_NO_ARTICLES, _NO_PAST, _FLOATS)),
    "webannotation": Format(
        "webannotation", "W3C Web Annotation, JSON-LD", True, False,
        (Lack("texts of the articles beyond quotes and the 32 characters around them", of.any_article),),
    ),
    "xlsx": Format(
        "xlsx", "a workbook with claims, articles, issues, codebook", False, False,
        (Lack("digits of a number beyond the 16th", of.beyond_sheet_digits),
         Lack("carriage returns: a sheet has line feeds", of.cells_with_returns)),
    ),
}  # fmt: skip
"""Formats by name. What all hold is the whole record of a claim; `lacks` and the notes of `export` tell the rest."""


def _known(name: str) -> Format:
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; choose one of {', '.join(sorted(FORMATS))}")
    return FORMATS[name]


def export(
    records: Iterable[Record],
    to: str,
    out: str | os.PathLike[str],
    texts: Texts | None = None,
    indicators: Iterable[str | os.PathLike[str]] = (),
    manifest: str | os.PathLike[str] | None = None,
) -> list[str]:
    """Write records in the format of another tool.

    Args:
        records: from `zongshu.texts.read_records` or `zongshu.extract(...).records`.
        to: name of the format.
        out: file or, for brat and datapackage, folder.
        texts: where the texts of the articles are found; by default where `article.source` says.
        indicators: the packs that the records were made with beside the shipped ones, for names and definitions.
        manifest: of the run that made the records, where there is one; a Data Package takes it in.

    Returns:
        A sentence for each thing that the format could not hold of these very records.

    Raises:
        UsageError: an unknown format, a text that is not there, a package that is not installed.
        DataError: a text is another than the record was made from.
    """
    format = _known(to)
    finder = texts or Texts()
    pairs = [(record, finder.of(record) if format.texts else "") for record in records]
    packs = tuple(os.fspath(pack) for pack in indicators)
    job = Job(pairs, Path(out), packs, None if manifest is None else Path(manifest))
    notes: list[str] = format.load().write(job)
    lacks = [lack.words for lack in format.lacks if any(lack.applies(record, text) for record, text in pairs)]
    return [*notes, *(f"{to} cannot hold {words}" for words in lacks)]


def load(path: str | os.PathLike[str], source: str, texts: Texts | None = None) -> Iterator[Record]:
    """Read records back from the format of another tool.

    Args:
        path: file or folder.
        source: name of the format.
        texts: where the texts of articles are found that the format does not hold.

    Raises:
        UsageError: an unknown format, no such file, a package that is not installed.
        DataError: the file is not of the format, or its spans do not fit its texts.
    """
    format = _known(source)
    if not Path(path).exists():
        raise UsageError(f"{os.fspath(path)}: no such file")
    found: Iterator[Record] = format.load().read(Path(path), texts)
    return found
