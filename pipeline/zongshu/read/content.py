"""The bytes of a source, and the articles that its reader makes of them."""

from __future__ import annotations

import hashlib
import os
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from itertools import chain

from zongshu.errors import ReadError
from zongshu.files import is_address
from zongshu.read.formats import CONVERT, READERS
from zongshu.read.layout import Layout, PageArticle
from zongshu.read.options import MAX_BYTES, Reading, ReadOptions
from zongshu.read.records import several
from zongshu.read.remote import open_address
from zongshu.read.sources import Source
from zongshu.types import Article, Issue

__all__ = ["articles", "check_columns", "load", "rows"]


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
            with open_address(source.path) if is_address(source.path) else open(source.path, "rb") as stream:
                data = stream.read(max_bytes + 1)
        except OSError as error:
            raise ReadError(f"{source.name}: cannot be read ({error.strerror})", "read.failed") from error
    if len(data) > max_bytes:
        raise ReadError(
            f"{source.name}: larger than {max_bytes / 1e6:g} MB; split it, or allow more with --max-size", "read.size"
        )
    return data


def articles(source: Source, data: bytes, options: ReadOptions) -> Iterator[Article]:
    """Make the articles of a source from its bytes; what a metadata table says goes before what the file says.

    A document in which several articles stand gives each by itself, named FILE#NUMBER as the rows of a table are.

    Raises:
        ReadError: the bytes are not what the ending says, or the kind of file is not read.
    """
    readings = chain.from_iterable(map(several, _readings(source, data, options)))
    return _articles(source, readings, hashlib.sha256(data).hexdigest())


def check_columns(source: Source, options: ReadOptions) -> None:
    """See whether a table has the columns that are wanted, without reading its rows.

    Raises:
        ReadError: it has not (`read.column`), or cannot be read.
    """
    if source.path is None or source.problem or is_address(source.path):
        return
    known = READERS[source.ending]
    if known.apart:
        # imported where it is needed: plain text is read without another process
        from zongshu.read.apart import check_apart

        check_apart(source.ending, source.name, source.path, options)
        return
    with _opened(source.name, source.path) as stream:
        known.check(source.name, stream, options)


def rows(source: Source, options: ReadOptions) -> Iterator[Article]:
    """Make the articles of a table, row by row, whatever its size; one at an address is read as a whole.

    Raises:
        ReadError: it cannot be read, or has changed while it was.
    """
    if source.data is not None or source.path is None or source.problem or is_address(source.path):
        yield from articles(source, load(source, options.max_bytes), options)
        return
    name, path = source.name, source.path
    known = READERS[source.ending]
    with _opened(name, path) as stream:
        before = os.fstat(stream.fileno())
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if known.apart:
            from zongshu.read.apart import table_apart

            made = table_apart(source.ending, name, path, options)
        else:
            made = known.read(name, stream, options)
        yield from _articles(source, made, digest)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError(f"{source.name}: has changed while it was read; extract it again", "read.failed")


@contextmanager
def _opened(name: str, path: str) -> Iterator[BufferedReader]:
    try:
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror})", "read.failed") from error


def _articles(source: Source, readings: Iterable[Reading], digest: str) -> Iterator[Article]:
    for reading in readings:
        article = _article(reading)
        meta = {**reading.meta, **source.meta}
        article.source = f"{source.name}#{reading.key}" if reading.key else source.name
        article.encoding, article.sha256, article.meta = reading.encoding, digest, meta
        article.issues = list(reading.issues)
        if not article.raw.strip():
            article.issues.append(Issue("read.empty", "the article holds no text"))
        article.title = meta.get("title") or reading.title
        article.outlet = meta.get("outlet") or reading.outlet
        article.published = meta.get("published") or reading.published
        article.fictional = meta.get("fictional") == "true"
        yield article


def _article(reading: Reading) -> Article:
    if not reading.boxes:
        return Article(reading.raw)
    return PageArticle(reading.raw, layout=Layout(reading.pages, array("f", reading.boxes)))


def _readings(source: Source, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    name, ending = source.name, source.ending
    known = READERS.get(ending) if ending else READERS[".txt"]
    if ending in CONVERT:
        wanted = f"{CONVERT[ending]} {_quoted(name)}"
        raise ReadError(f"{name}: {ending} is not read; turn it into a kind that is: {wanted}", "read.kind")
    if known is None:
        kinds = ", ".join(sorted(READERS))
        raise ReadError(f"{name}: {ending} is no kind of file that is read ({kinds})", "read.kind")
    if not known.apart:
        return known.read(name, data, options)
    from zongshu.read.apart import read_apart

    return iter(read_apart(ending, name, data, options))


def _quoted(name: str) -> str:
    return f'"{name}"' if set(name) & set(" ()&;'") else name
