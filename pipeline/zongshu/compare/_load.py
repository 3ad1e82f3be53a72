"""Claims files to one table: records are flattened, a row a claim."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zongshu.compare._columns import FLAGS, NUMBERS, OFFSETS, TEXTS, typed
from zongshu.errors import DataError, UsageError
from zongshu.files import guard_input
from zongshu.tables import CLAIM_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["load"]

_JSON = frozenset(name for name, kind in CLAIM_COLUMNS.items() if kind == "json")


def load(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> pd.DataFrame:
    """Read claims files, JSON Lines or the table form, into one table."""
    import pandas as pd

    files = [Path(paths)] if isinstance(paths, str | os.PathLike) else [Path(path) for path in paths]
    rows: list[dict[str, Any]] = []
    tables: list[pd.DataFrame] = []
    for path in files:
        ending = guard_input(path, "extract it first, and compare the claims file").suffix.lower()
        if ending in (".csv", ".parquet"):
            tables.append(_table(path, ending))
        elif ending in (".xlsx", ".xls"):
            raise UsageError(f"{path}: a comparison reads .jsonl, .csv or .parquet; save the sheet as .csv")
        else:
            rows.extend(_rows(path))
    columns = [*TEXTS, *OFFSETS, *NUMBERS, *FLAGS]
    if rows or not tables:
        tables.insert(0, typed(pd.DataFrame(rows, columns=_union(columns, rows), dtype=object)))
    return pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0]


def _union(columns: list[str], rows: list[dict[str, Any]]) -> list[str]:
    seen = dict.fromkeys(columns)
    for row in rows:
        seen.update(dict.fromkeys(row))
    return list(seen)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                # A byte order mark may stand before the first line.
                content = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
                if content:
                    yield from _record(content, f"{path}, line {number}")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def _record(content: bytes, where: str) -> Iterator[dict[str, Any]]:
    try:
        record = json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where}: not a line of JSON ({error})") from error
    if not isinstance(record, dict) or not isinstance(record.get("article"), dict):
        raise DataError(f"{where}: no record of an article (an object with `article` and `claims` is expected)")
    claims = record.get("claims")
    if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
        raise DataError(f"{where}: `claims` is no list of objects")
    article = dict(_flat(record["article"], "article_"))
    for claim in claims:
        if "id" not in claim or not isinstance(claim.get("quantity"), dict):
            raise DataError(f"{where}: a claim has no id or no quantity")
        yield {**article, "place_candidates": "[]", **dict(_flat(claim, ""))}


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _flat(node: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Give the cells of a part of a record as the table form has them: lists and open sets of names as JSON text."""
    for key, value in node.items():
        name = f"{prefix}{key}"
        if name in _JSON:
            yield name, json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        elif isinstance(value, dict):
            yield from _flat(value, f"{name}_")
        elif value is not None and not isinstance(value, list):
            # A nested object that is null (no indicator, no period) leaves its columns empty.
            yield name, value


def _table(path: Path, ending: str) -> pd.DataFrame:
    import pandas as pd

    try:
        if ending == ".parquet":
            return typed(pd.read_parquet(path))
        return typed(pd.read_csv(path, dtype="string", encoding="utf-8-sig", keep_default_na=False))
    except UsageError as error:
        raise DataError(f"{path}: {error}") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    except ValueError as error:  # pandas and pyarrow derive their parse errors from it
        if not path.stat().st_size:
            raise DataError(f"{path}: is empty; a claims file that extract wrote is wanted") from error
        kind = "a sound Parquet file" if ending == ".parquet" else "a table of claims as extract writes it"
        raise DataError(f"{path}: is not {kind} ({str(error).strip()}); extract it again") from error
