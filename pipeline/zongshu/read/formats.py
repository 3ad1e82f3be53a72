"""Which reader reads which kind of file; a further format is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zongshu.read.html import read_html
from zongshu.read.markdown import read_markdown
from zongshu.read.options import Reading, ReadOptions
from zongshu.read.pdf import read_pdf
from zongshu.read.plain import read_plain
from zongshu.read.tables import read_csv, read_jsonl, read_parquet, read_tsv, read_xlsx
from zongshu.read.word import read_docx

__all__ = ["CONVERT", "READERS", "Format", "Reader"]

Reader = Callable[[str, bytes, ReadOptions], Iterator[Reading]]
"""Makes the articles of a file out of its name (for messages), its bytes and the options."""


@dataclass(slots=True, frozen=True)
class Format:
    """A kind of file.

    Attributes:
        read: its reader.
        apart: whether it is read in a process of its own, because a library that may hang or crash does the work.
        table: whether its rows are the articles.
    """

    read: Reader
    apart: bool = False
    table: bool = False


READERS: dict[str, Format] = {
    ".csv": Format(read_csv, table=True),
    ".docx": Format(read_docx, apart=True),
    ".htm": Format(read_html, apart=True),
    ".html": Format(read_html, apart=True),
    ".jsonl": Format(read_jsonl, table=True),
    ".md": Format(read_markdown, apart=True),
    ".parquet": Format(read_parquet, apart=True, table=True),
    ".pdf": Format(read_pdf, apart=True),
    ".tsv": Format(read_tsv, table=True),
    ".txt": Format(read_plain),
    ".xlsx": Format(read_xlsx, apart=True, table=True),
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
