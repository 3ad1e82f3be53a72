"""Stage `read`: files, folders, patterns and standard input to articles; it knows formats and nothing of language.

`find` says what there is to read, `attach` adds what a metadata table tells of it, `read` makes articles of one source.
"""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.read.content import articles, check_columns, load, rows
from zongshu.read.encodings import check_encoding
from zongshu.read.formats import CONVERT, READERS, Format
from zongshu.read.layout import Box, Layout, PageArticle
from zongshu.read.metadata import Tables, attach
from zongshu.read.options import MAX_BYTES, MAX_PAGES, MAX_SECONDS, ReadOptions
from zongshu.read.sources import Found, Search, Source, find
from zongshu.types import Article

__all__ = [
    "CONVERT", "MAX_BYTES", "MAX_PAGES", "MAX_SECONDS", "READERS", "Box", "Format", "Found", "Layout", "PageArticle",
    "ReadOptions", "Search", "Source", "Tables", "articles", "attach", "check_columns", "check_encoding", "find", "load", "read", "rows",
]  # fmt: skip


def read(source: Source, options: ReadOptions | None = None) -> Iterator[Article]:
    """Make the articles of one source: one of a document, one a row of a table.

    Args:
        source: from `find`.
        options: encoding, columns and bounds; the usual ones by default.

    Returns:
        The articles, with `raw`, `source`, `encoding`, `sha256` and metadata filled; one from pages is a `PageArticle`,
        whose `layout` tells where each character of `raw` stands.

    Raises:
        ReadError: the source cannot be read; `code` says why.
        UsageError: there is no such encoding.

    Example:
        >>> article = next(read(Source("-", data="建成站点3个。".encode("gb18030"))))
        >>> article.raw, article.encoding
        ('建成站点3个。', 'gb18030')
    """
    options = options or ReadOptions()
    return articles(source, load(source, options.max_bytes), options)
