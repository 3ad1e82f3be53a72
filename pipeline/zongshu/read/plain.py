"""Plain text: the decoded bytes as they are, line ends kept, a byte order mark not counted."""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.read.encodings import decode
from zongshu.read.sources import Source
from zongshu.types import Article, Issue

__all__ = ["read_plain"]


def read_plain(source: Source, data: bytes, encoding: str | None) -> Iterator[Article]:
    """Make one article of a text file."""
    text, name = decode(data, source.name, encoding)
    article = Article(text, source=source.name, encoding=name)
    if not text.strip():
        article.issues.append(Issue("read.empty", "the article holds no text"))
    yield article
