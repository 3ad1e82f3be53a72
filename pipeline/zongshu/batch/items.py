"""What there is to do, one item a file or row of a table, as Python objects and as Arrow batches of a fixed schema."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zongshu.batch.arrow import record_batch
from zongshu.errors import ReadError
from zongshu.read import READERS, Source, rows
from zongshu.types import Issue

if TYPE_CHECKING:
    import pyarrow as pa

    from zongshu.batch.unit import Options

__all__ = ["Item", "batches", "from_arrow", "items", "schema", "to_arrow"]

# A batch is some tenths of a second of work: an interruption is quick, the order costs little waiting, and at the end no
# process waits long for the others.
_BATCH_ITEMS = 16
_BATCH_BYTES = 100_000


@dataclass(slots=True)
class Item:
    """One thing to work on.

    Attributes:
        source: its name: of a file, or FILE#ROW.
        path: where the file lies; None where the content is at hand.
        data: the bytes of the file, where they are at hand.
        text: the text of the row.
        encoding: of the row's table; `sha256` likewise.
        meta: what is known of it.
        issues: what reading the row found.
        failure: code, message and place in the code where reading has failed already.
        size: its bytes, as far as known.
        known: the hash of the bytes that the record at hand was made of; empty where there is none.
        kept: that record, which stays in this process.
    """

    source: str
    path: str | None = None
    data: bytes | None = None
    text: str | None = None
    encoding: str = ""
    sha256: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    failure: tuple[str, str, str] | None = None
    size: int = 0
    known: str = ""
    kept: bytes = b""


def items(sources: Iterable[Source], options: Options) -> Iterator[Item]:
    """Give an item for each file, and for each row of a table; one table is open at a time.

    Args:
        sources: from `read.find`.
        options: how tables are read.
    """
    for source in sources:
        kind = READERS.get(source.ending)
        if kind is not None and kind.table:
            yield from _rows(source, options)
            continue
        data = source.data
        if source.path is None and data is None:
            data = sys.stdin.buffer.read(options.max_bytes + 1)
        failure = ("read.failed", f"{source.name}: {source.problem}", "") if source.problem else None
        size = source.size if data is None else len(data)
        yield Item(source.name, source.path, data, meta=source.meta, failure=failure, size=size)


def _rows(source: Source, options: Options) -> Iterator[Item]:
    try:
        for article in rows(source, options.reading):
            item = Item(
                article.source, None, None, article.raw, article.encoding, article.sha256, article.meta, article.issues,
                size=len(article.raw) * 3,
            )  # fmt: skip
            if item.size > options.max_bytes and len(article.raw.encode("utf-8", "surrogatepass")) > options.max_bytes:
                message = f"{article.source}: larger than {options.max_bytes / 1e6:g} MB; allow more with --max-size"
                item.text, item.failure = None, ("read.size", message, "")
            yield item
    except ReadError as error:
        yield Item(source.name, meta=source.meta, failure=(error.code, str(error), ""))
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        failure = ("internal.error", f"{source.name}: {words}", traceback.format_exc())
        yield Item(source.name, meta=source.meta, failure=failure)


def batches(work: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut items into batches; where they are cut does not depend on who works."""
    batch: list[Item] = []
    size = 0
    for item in work:
        if batch and (len(batch) == _BATCH_ITEMS or size + item.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
    if batch:
        yield batch


def schema() -> pa.Schema:
    """Return the schema of a batch of items; texts are UTF-8 in which lone surrogates are allowed."""
    import pyarrow as pa

    binary, text = pa.large_binary(), pa.string()
    columns: list[tuple[str, Any]] = [
        ("source", text), ("path", pa.binary()), ("bytes", binary), ("text", binary), ("encoding", text),
        ("sha256", text), ("meta", text), ("issues", text), ("failure", text), ("known", text), ("size", pa.int64()),
    ]  # fmt: skip
    return pa.schema(columns)


def to_arrow(work: list[Item]) -> pa.RecordBatch:
    """Write items as an Arrow batch of `schema`."""
    rows = [
        {
            "source": item.source,
            "path": None if item.path is None else os.fsencode(item.path),
            "bytes": item.data,
            "text": None if item.text is None else item.text.encode("utf-8", "surrogatepass"),
            "encoding": item.encoding,
            "sha256": item.sha256,
            "meta": json.dumps(item.meta),
            "issues": json.dumps([(one.code, one.message, one.start, one.end) for one in item.issues]),
            "failure": json.dumps(item.failure),
            "known": item.known,
            "size": item.size,
        }
        for item in work
    ]
    return record_batch(rows, schema())


def from_arrow(batch: pa.RecordBatch) -> list[Item]:
    """Read items from an Arrow batch of `schema`."""
    return [
        Item(
            source=row["source"],
            path=None if row["path"] is None else os.fsdecode(row["path"]),
            data=row["bytes"],
            text=None if row["text"] is None else row["text"].decode("utf-8", "surrogatepass"),
            encoding=row["encoding"],
            sha256=row["sha256"],
            meta=json.loads(row["meta"]),
            issues=[Issue(*one) for one in json.loads(row["issues"])],
            failure=tuple(json.loads(row["failure"]) or ()) or None,
            known=row["known"],
            size=row["size"],
        )
        for row in batch.to_pylist()
    ]
