"""Which reader reads which kind of file; a further format is one module and one line here."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO

from zongshu.read.options import Reading, ReadOptions
from zongshu.read.tables import choose, fits

__all__ = ["CONVERT", "READERS", "Format"]


@dataclass(slots=True, frozen=True)
class Format:
    """A kind of file, whose module is imported when the first such file is read.

    Attributes:
        module: the module of its reader.
        kind: what the functions there are named after: `read_kind`, and for a table `heads_kind`.
        apart: whether it is read in a process of its own, because a library that may hang or crash does the work.
        table: whether its rows are the articles.
    """

    module: str
    kind: str
    apart: bool = False
    table: bool = False

    def read(self, name: str, source: bytes | BinaryIO, options: ReadOptions) -> Iterator[Reading]:
        """Make the articles of a file.

        Args:
            name: for messages.
            source: its bytes; a table may also be an open file, of which no more than a few rows are held.
            options: how to read.

        Raises:
            ReadError: it cannot be read.
        """
        given = io.BytesIO(source) if self.table and isinstance(source, bytes) else source
        made: Iterator[Reading] = self._function("read")(name, given, options)
        return made

    def check(self, name: str, stream: BinaryIO, options: ReadOptions) -> None:
        """See whether a table has the columns that are wanted, without reading its rows.

        Raises:
            ReadError: it has not (`read.column`), or cannot be read.
        """
        widest: list[str] = []
        for head in self._function("heads")(name, stream, options):
            if fits(head, options):
                return
            widest = max(widest, head, key=len)
        choose(name, widest, options)

    def _function(self, what: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(f"zongshu.read.{self.module}"), f"{what}_{self.kind}")
        return found


READERS: dict[str, Format] = {
    ".csv": Format("text_tables", "csv", table=True),
    ".docx": Format("word", "docx", apart=True),
    ".htm": Format("html", "html", apart=True),
    ".html": Format("html", "html", apart=True),
    ".jsonl": Format("text_tables", "jsonl", table=True),
    ".md": Format("markdown", "markdown", apart=True),
    ".parquet": Format("binary_tables", "parquet", apart=True, table=True),
    ".pdf": Format("pdf", "pdf", apart=True),
    ".tsv": Format("text_tables", "tsv", table=True),
    ".txt": Format("plain", "plain"),
    ".xlsx": Format("binary_tables", "xlsx", apart=True, table=True),
}
"""Formats by the ending of the file, in small letters."""

_TO_DOCX = "soffice --headless --convert-to docx"
_TO_PDF = "soffice --headless --convert-to pdf"
_TO_XLSX = "soffice --headless --convert-to xlsx"

CONVERT: dict[str, str] = {
    ".doc": _TO_DOCX,
    ".odt": _TO_DOCX,
    ".rtf": _TO_DOCX,
    ".wps": _TO_DOCX,
    ".ppt": _TO_PDF,
    ".pptx": _TO_PDF,
    ".et": _TO_XLSX,
    ".ods": _TO_XLSX,
    ".xls": _TO_XLSX,
    ".ofd": "Ofd2Pdf",
    ".caj": "caj2pdf convert",
}
"""The command that turns a kind of file that is not read into one that is."""
