"""How to read: what the user may choose, and the bounds that a file is held to."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from zongshu.types import Issue

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_MEMBERS", "MAX_PAGES", "MAX_SECONDS", "UNPACKED", "ReadOptions", "Reading"]

MAX_BYTES = 100_000_000
MAX_PAGES = 2_000
MAX_SECONDS = 60.0
MAX_MEMBERS = 10_000
"""Files inside a .docx or .xlsx."""
MAX_DEPTH = 400
"""Tags inside tags; pages that people read have some dozens."""
UNPACKED = 5
"""A packed file may grow to this many times `max_bytes`."""


@dataclass(slots=True, frozen=True)
class ReadOptions:
    """What decides how a source is read.

    Attributes:
        encoding: the encoding of text files; None to detect it.
        text_column: the column of a table that holds the articles; None to find it by its name.
        id_column: the column of a table that names its articles; None for the number of the row.
        max_bytes: larger files are refused.
        max_pages: longer PDFs are refused.
        max_seconds: files that take longer are refused.
    """

    encoding: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    max_bytes: int = MAX_BYTES
    max_pages: int = MAX_PAGES
    max_seconds: float = MAX_SECONDS


class Reading(msgspec.Struct):
    """What a reader makes of one article.

    Attributes:
        raw: its text; all offsets count here.
        encoding: the encoding that the bytes were decoded with.
        title: as the file tells it; `outlet` and `published` likewise.
        key: what tells it from other articles of its file, a row or an id; empty where it is alone.
        meta: what else the file says of it.
        issues: what a user should know.
        pages: width and height of each page, in points.
        boxes: for each character of `raw` page, left, top, right and bottom, as 32-bit floats.
    """

    raw: str
    encoding: str = "utf-8"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    key: str = ""
    meta: dict[str, str] = msgspec.field(default_factory=dict)
    issues: list[Issue] = msgspec.field(default_factory=list)
    pages: list[tuple[float, float]] = msgspec.field(default_factory=list)
    boxes: bytes = b""
