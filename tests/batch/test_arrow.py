"""Batches that are built without pandas are those that Arrow builds."""

from __future__ import annotations

import subprocess
import sys

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zongshu.batch.arrow import from_bytes, record_batch, to_bytes

_SCHEMA = pa.schema(
    [
        ("text", pa.string()), ("path", pa.binary()), ("line", pa.large_binary()), ("item", pa.int32()), ("size", pa.int64()),
    ]
)  # fmt: skip
_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_ROWS = st.fixed_dictionaries(
    {
        "text": st.none() | _TEXT,
        "path": st.none() | st.binary(),
        "line": st.none() | st.binary(),
        "item": st.none() | st.integers(-(2**31), 2**31 - 1),
        "size": st.none() | st.integers(-(2**63), 2**63 - 1),
    }
)


@settings(deadline=None)  # Arrow takes its time at first
@given(st.lists(_ROWS, max_size=20))
def test_a_batch_is_the_one_that_arrow_builds(rows):
    made = record_batch(rows, _SCHEMA)
    made.validate(full=True)
    assert made.equals(pa.RecordBatch.from_pylist(rows, _SCHEMA))
    assert from_bytes(to_bytes(made)).to_pylist() == rows


def test_a_column_of_another_type_is_refused():
    with pytest.raises(TypeError, match="double"):
        record_batch([{"share": 0.5}], pa.schema([("share", pa.float64())]))


def test_nothing_that_a_worker_needs_imports_pandas():
    code = (
        "import sys; from zongshu.batch.items import Item, from_arrow, to_arrow;"
        "from zongshu.batch.unit import Options, extract_batch;"
        "items = [Item('a', text='建成站点280个。', encoding='utf-8')];"
        "extract_batch(to_arrow(items), Options(), lambda number: None).to_pylist();"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
