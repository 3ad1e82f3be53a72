"""Stage `read`: files, folders, patterns and standard input to articles; it knows encodings and nothing of language.

`find` says what there is to read, `attach` adds what a metadata table tells of it, `read` makes articles of one source.
"""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.read.content import MAX_BYTES, articles, load
from zongshu.read.encodings import check_encoding
from zongshu.read.formats import READERS
from zongshu.read.metadata import attach
from zongshu.read.sources import Found, Source, find
from zongshu.types import Article

__all__ = [
    "MAX_BYTES", "READERS", "Found", "Source", "articles", "attach", "check_encoding", "find", "load", "read",
]  # fmt: skip


def read(source: Source, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> Iterator[Article]:
    """Make the articles of one source.

    Args:
        source: from `find`.
        encoding: the encoding of its bytes; without it, it is detected.
        max_bytes: a larger file is refused.

    Returns:
        The articles, with `raw`, `source`, `encoding`, `sha256` and metadata filled.

    Raises:
        ReadError: the source cannot be read; `code` says why.
        UsageError: there is no such encoding.

    Example:
        >>> article = next(read(Source("-", data="建成站点3个。".encode("gb18030"))))
        >>> article.raw, article.encoding
        ('建成站点3个。', 'gb18030')
    """
    return articles(source, load(source, max_bytes), encoding)
