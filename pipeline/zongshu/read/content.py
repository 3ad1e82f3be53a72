"""The bytes of a source, and the articles that its reader makes of them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from zongshu.errors import ReadError
from zongshu.read.formats import READERS
from zongshu.read.plain import read_plain
from zongshu.read.sources import Source
from zongshu.types import Article

__all__ = ["MAX_BYTES", "articles", "load"]

MAX_BYTES = 100_000_000


def load(source: Source, max_bytes: int = MAX_BYTES) -> bytes:
    """Read the bytes of a source.

    Raises:
        ReadError: it is larger than `max_bytes`, or the system refuses it.
    """
    if source.problem:
        raise ReadError(f"{source.name}: {source.problem}", "read.failed")
    if source.data is not None:
        data = source.data
    elif source.path is None:
        data = sys.stdin.buffer.read(max_bytes + 1)
    else:
        try:
            with Path(source.path).open("rb") as stream:
                data = stream.read(max_bytes + 1)
        except OSError as error:
            raise ReadError(f"{source.name}: cannot be read ({error.strerror})", "read.failed") from error
    if len(data) > max_bytes:
        raise ReadError(
            f"{source.name}: larger than {max_bytes / 1e6:g} MB; split it, or allow more with --max-size", "read.size"
        )
    return data


def articles(source: Source, data: bytes, encoding: str | None = None) -> Iterator[Article]:
    """Make the articles of a source from its bytes.

    Raises:
        ReadError: the bytes are no text, or the kind of file is not known.
    """
    reader = READERS.get(source.ending) if source.ending else read_plain
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise ReadError(f"{source.name}: {source.ending} is no kind of file that is read ({known})", "read.kind")
    digest = hashlib.sha256(data).hexdigest()
    for article in reader(source, data, encoding):
        article.sha256 = digest
        meta = source.meta
        article.meta = dict(meta)
        article.title = meta.get("title") or article.title
        article.outlet = meta.get("outlet") or article.outlet
        article.published = meta.get("published") or article.published
        article.fictional = meta.get("fictional") == "true"
        yield article
