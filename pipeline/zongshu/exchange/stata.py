"""Stata .dta, format 118 (Stata 14 and later): claims with labels of variables and of values, out and in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from zongshu.errors import DataError
from zongshu.exchange._codebook import CLAIMS, LABELS
from zongshu.exchange._files import read_bytes
from zongshu.exchange._frames import claims_frame, frame_rows
from zongshu.exchange._job import Job
from zongshu.exchange._rows import restore
from zongshu.files import replace_file
from zongshu.record.models import Record
from zongshu.texts import Texts

__all__ = ["read", "write"]

# `end` closes a block in Stata's languages; its pair is named alike.
_NAMES = {"start": "start_pos", "end": "end_pos"}


def write(job: Job) -> list[str]:
    """Write the table of claims; texts of more than 2,045 bytes are held as strL, start and end as start_pos and end_pos."""
    frame = claims_frame(job.records).rename(columns=_NAMES)
    if frame.empty:  # pandas cannot label the values of a column without any
        frame = frame.astype("object")
    memory = io.BytesIO()
    frame.to_stata(
        memory,
        write_index=False,
        version=118,
        data_label="Claims of work-summary articles (zongshu)",
        variable_labels={_NAMES.get(name, name): LABELS[name] for name in CLAIMS},
        time_stamp=datetime(2000, 1, 1),  # the same claims, the same file
    )
    replace_file(job.out, memory.getvalue())
    return []


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read a table of claims that Stata saved.

    Raises:
        DataError: the file is no .dta, or a row is no claim.
    """
    import pandas as pd

    try:
        frame = pd.read_stata(io.BytesIO(read_bytes(path)), preserve_dtypes=False)
    except Exception as error:  # pandas raises what the bytes lead it to
        raise DataError(f"{path}: no Stata file, or a damaged one ({error})") from error
    frame = frame.rename(columns={short: name for name, short in _NAMES.items()})
    yield from restore(list(frame_rows(frame, str(path))))
