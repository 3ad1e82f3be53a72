"""Arrow batches of rows, and the form in which they travel between processes.

`pyarrow.RecordBatch.from_pylist` does the same, but imports pandas to see whether a list is one of its series: a third of
a worker's start, and some ten megabytes of its memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["from_bytes", "record_batch", "to_bytes"]


def record_batch(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Write rows as a batch.

    Args:
        rows: a value, or None, for each name of the schema.
        schema: columns of texts, of bytes and of integers with a sign.

    Raises:
        TypeError: the schema has a column of another type.

    Example:
        >>> import pyarrow as pa
        >>> record_batch([{"name": "孝义市"}, {"name": None}], pa.schema([("name", pa.string())])).to_pylist()
        [{'name': '孝义市'}, {'name': None}]
    """
    import pyarrow as pa

    columns = [_column([row[field.name] for row in rows], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(values: list[Any], kind: pa.DataType) -> pa.Array:
    import pyarrow as pa

    missing = [at for at, value in enumerate(values) if value is None]
    present = ((1 << len(values)) - 1) ^ sum(1 << at for at in missing)
    valid = pa.py_buffer(present.to_bytes((len(values) + 7) // 8, "little")) if missing else None
    if pa.types.is_integer(kind):
        numbers = array({32: "i", 64: "q"}[kind.bit_width], (0 if value is None else value for value in values))
        return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(numbers)])
    if not (pa.types.is_string(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind)):
        raise TypeError(f"no column of {kind} can be written")
    pieces = [b"" if value is None else value.encode() if isinstance(value, str) else value for value in values]
    ends = array("q" if pa.types.is_large_binary(kind) else "i", accumulate(map(len, pieces), initial=0))
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(ends), pa.py_buffer(b"".join(pieces))])


def to_bytes(batch: pa.RecordBatch) -> bytes:
    """Write a batch in Arrow's form for streams."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def from_bytes(content: bytes) -> pa.RecordBatch:
    """Read a batch that `to_bytes` wrote."""
    import pyarrow as pa

    return pa.ipc.open_stream(content).read_next_batch()
