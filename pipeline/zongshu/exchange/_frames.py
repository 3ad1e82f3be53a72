"""The table of claims as the frame that statistics packages are given: plain strings, doubles, and categories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zongshu.exchange._codebook import CLAIMS, WORDS
from zongshu.exchange._rows import claim_cells
from zongshu.record.models import Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["claims_frame", "frame_rows"]


def claims_frame(records: list[Record]) -> pd.DataFrame:
    """Return a row a claim: texts without missing values, numbers as doubles, few words as categories."""
    import pandas as pd

    rows = [cells for record in records for cells in claim_cells(record)]
    made: dict[str, Any] = {}
    for name, kind in CLAIMS.items():
        cells = [row[name] for row in rows]
        if name in WORDS:
            made[name] = pd.Categorical(cells, categories=list(WORDS[name]))
        elif kind == "number":
            made[name] = pd.Series([None if cell is None else float(cell) for cell in cells], dtype="float64")
        elif kind == "integer":
            made[name] = pd.Series(cells, dtype="int64")
        elif kind == "flag":
            made[name] = pd.Series([int(cell) for cell in cells], dtype="int8")
        else:
            made[name] = pd.Series(["" if cell is None else cell for cell in cells], dtype="object")
    return pd.DataFrame(made)


def frame_rows(frame: pd.DataFrame, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rows of such a frame with their places."""
    columns = [str(name) for name in frame.columns]
    for number, row in enumerate(frame.astype(object).itertuples(index=False, name=None), 1):
        yield f"{where}, row {number}", dict(zip(columns, row, strict=True))
