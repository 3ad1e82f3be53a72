"""What became of articles, as Python objects and as Arrow batches of a fixed schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zongshu.batch.arrow import record_batch

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Result", "read_results", "results_batch"]


@dataclass(slots=True)
class Result:
    """What became of one article.

    Attributes:
        source: its name.
        line: its record as one line of JSON without the line end; None where the record at hand is still good.
        claims: how many claims it has.
        failed: why there are none, as `(code, message)`.
        trace: where in the code an unexpected error came from.
        sha256: of the bytes that it was read from.
    """

    source: str
    line: bytes | None
    claims: int = 0
    failed: tuple[str, str] | None = None
    trace: str = ""
    sha256: str = ""


def read_results(batch: pa.RecordBatch, count: int) -> list[list[Result]]:
    """Read what `extract_batch` gave for so many items: the results of each."""
    found: list[list[Result]] = [[] for _ in range(count)]
    for row in batch.to_pylist():
        failed = (row["code"], row["message"]) if row["code"] else None
        found[row["item"]].append(
            Result(row["source"], row["line"], row["claims"], failed, row["trace"], row["sha256"])
        )
    return found


def results_batch(results: list[list[Result]]) -> pa.RecordBatch:
    """Write the results of several items as a batch, the reverse of `read_results`."""
    return _as_batch([_as_row(number, one) for number, several in enumerate(results) for one in several])


def _as_row(number: int, one: Result) -> dict[str, Any]:
    code, message = one.failed or (None, None)
    return {
        "item": number, "source": one.source, "line": one.line, "claims": one.claims, "code": code, "message": message,
        "trace": one.trace, "sha256": one.sha256,
    }  # fmt: skip


def _as_batch(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    import pyarrow as pa

    text = pa.string()
    columns: list[tuple[str, Any]] = [
        ("item", pa.int32()), ("source", text), ("line", pa.large_binary()), ("claims", pa.int64()), ("code", text),
        ("message", text), ("trace", text), ("sha256", text),
    ]  # fmt: skip
    return record_batch(rows, pa.schema(columns))
