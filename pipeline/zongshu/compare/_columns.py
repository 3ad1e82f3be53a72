"""The columns of the table form that the comparison reads, and their types."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zongshu.errors import UsageError
from zongshu.tables import CLAIM_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FLAGS", "NUMBERS", "OFFSETS", "REQUIRED", "TEXTS", "mapped", "typed"]

TEXTS = (
    "article_id",
    "article_source",
    "article_title",
    "article_outlet",
    "article_published",
    "article_place_name",
    "article_place_adcode",
    "article_place_level",
    "id",
    "text",
    "clean",
    "quantity_approx",
    "quantity_unit",
    "quantity_kind",
    "quantity_dimension",
    "quantity_per_of",
    "quantity_per_text",
    "quantity_direction",
    "item",
    "predicate",
    "indicator_id",
    "indicator_basis",
    "status",
    "context_of",
    "place_name",
    "place_adcode",
    "place_level",
    "place_basis",
    "actor",
    "period_from",
    "period_to",
    "period_text",
    "period_basis",
    "part_of",
    "repeats",
    "evidence_text",
    "evidence_clean",
)
OFFSETS = ("start", "end", "evidence_start", "evidence_end")
NUMBERS = (
    "quantity_value",
    "quantity_low",
    "quantity_high",
    "quantity_per_value",
    "indicator_score",
    "confidence",
)
FLAGS = ("article_fictional",)
REQUIRED = ("id", "start", "quantity_value", "indicator_id", "status", "place_name", "place_level")


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give every column its type and add the optional ones that are absent.

    A table may have been through a spreadsheet: codes and years may have become numbers, gaps empty text.

    Args:
        frame: claims in the table form; it is not changed.

    Returns:
        A copy with text as `string`, numbers as `Float64`, offsets as `Int64` and a fresh index.

    Raises:
        UsageError: a column that the comparison cannot do without is missing.
    """
    import pandas as pd

    missing = [name for name in REQUIRED if name not in frame.columns]
    if missing:
        raise UsageError(f"this is no table of claims: it lacks the column {', '.join(missing)}")
    table = frame.reset_index(drop=True)
    new: dict[str, Any] = {}
    for name in TEXTS:
        new[name] = _text(table[name]) if name in table else pd.Series(pd.NA, index=table.index, dtype="string")
    for name in NUMBERS:
        new[name] = _number(table[name]) if name in table else pd.Series(pd.NA, index=table.index, dtype="Float64")
    for name in OFFSETS:
        new[name] = (
            _number(table[name]) if name in table else pd.Series(pd.NA, index=table.index, dtype="Float64")
        ).astype("Int64")
    for name in FLAGS:
        new[name] = _flag(table[name]) if name in table else pd.Series(False, index=table.index)
    others = [name for name in table.columns if name not in new]
    for name in others:
        kind = CLAIM_COLUMNS.get(name)
        if kind in ("text", "json"):
            new[name] = _text(table[name])
        elif kind == "integer":
            new[name] = _number(table[name]).astype("Int64")
    others = [name for name in others if name not in new]
    return pd.concat([pd.DataFrame(new, index=table.index), table[others]], axis=1)


def mapped(column: pd.Series[Any], how: Callable[[pd.Series[Any]], pd.Series[Any]]) -> pd.Series[Any]:
    """Work a column out over its different values, of which there are few.

    Args:
        column: any column.
        how: gives for each value its result.
    """
    import pandas as pd

    codes, values = pd.factorize(column, use_na_sentinel=False)
    result: pd.Series[Any] = how(pd.Series(values, dtype=column.dtype)).take(codes).set_axis(column.index)
    return result


def _text(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    if pd.api.types.is_datetime64_any_dtype(column):
        text = column.dt.strftime("%Y-%m-%d").astype("string")
    elif isinstance(column.dtype, pd.StringDtype):
        text = column.astype("string")
    else:
        text = pd.Series([_word(value) for value in column], index=column.index, dtype="string")
    empty = text == ""
    # A column without gaps is not copied: evidence makes up most of a table.
    filled: pd.Series[Any] = text.mask(empty) if empty.any() else text
    return filled


def _word(value: object) -> str | None:
    if value is None or value != value:  # the only value unlike itself is a NaN
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair, which JSON may hold, becomes one question mark: positions keep.
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return None if text in ("<NA>", "NaT") else text


def _number(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    numbers: pd.Series[Any] = pd.to_numeric(column, errors="coerce").astype("Float64")
    return numbers.mask(numbers.abs() == float("inf"))


def _flag(column: pd.Series[Any]) -> pd.Series[Any]:
    if column.dtype == bool:
        return column
    words: pd.Series[Any] = column.astype("string").str.strip().str.lower()
    return words.isin(["true", "1", "1.0", "yes"]).astype(bool)
