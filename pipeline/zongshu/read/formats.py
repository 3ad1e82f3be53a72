"""Which reader reads which kind of file; a further format is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zongshu.read.plain import read_plain
from zongshu.read.sources import Source
from zongshu.types import Article

__all__ = ["READERS", "Reader"]

Reader = Callable[[Source, bytes, str | None], Iterator[Article]]
"""Makes articles of a source, its bytes and the encoding that the user named (or None)."""

READERS: dict[str, Reader] = {
    ".md": read_plain,
    ".txt": read_plain,
}
"""Readers by the ending of the file, in small letters."""
