"""Frictionless Data Package v2: a folder with datapackage.json and its tables, out and in.

claims.csv, articles.csv and issues.csv hold the whole records; indicators.csv and codebook.csv say what they mean; the
manifest of the run lies beside, where there is one. A cell that a spreadsheet would run as a formula, or that starts
with an apostrophe, has an apostrophe before it, which reading takes away again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.exchange._codebook import (
    ARTICLES,
    CLAIMS,
    CODEBOOK,
    INDICATORS,
    ISSUES,
    LABELS,
    WORDS,
    codebook_rows,
    indicator_rows,
)
from zongshu.exchange._files import read_bytes
from zongshu.exchange._job import Job
from zongshu.exchange._rows import article_cells, claim_cells, issue_cells, restore
from zongshu.files import replace_file
from zongshu.record.models import Record
from zongshu.tables import printed
from zongshu.texts import Texts

__all__ = ["read", "write"]

_PROFILE = "https://datapackage.org/profiles/2.0/"
_TYPES = {"text": "string", "integer": "integer", "number": "number", "flag": "boolean"}
_OBJECTS = frozenset(("article_repairs", "article_meta"))
_REQUIRED = frozenset(("article_id", "id", "start", "end", "code"))


def write(job: Job) -> list[str]:
    """Write the folder."""
    try:
        job.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{job.out}: no folder can be made there ({error.strerror})") from error
    records = job.records
    resources = [
        _table(job.out, "claims", CLAIMS, (cells for record in records for cells in claim_cells(record)), _keys(records)),
        _table(job.out, "articles", ARTICLES, map(article_cells, records), {"primaryKey": ["article_id"]}),
        _table(
            job.out, "issues", ISSUES, (cells for record in records for cells in issue_cells(record)),
            {"foreignKeys": [_reference("article_id", "articles", "article_id")]},
        ),
        _table(job.out, "indicators", INDICATORS, indicator_rows(records, job.packs), {"primaryKey": ["id"]}),
        _table(job.out, "codebook", CODEBOOK, codebook_rows(), {"primaryKey": ["table", "variable"]}),
    ]  # fmt: skip
    if job.manifest is not None:
        resources.append(_file(job.out, "manifest", "manifest.json", read_bytes(job.manifest), "application/json"))
    package = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": "zongshu-claims",
        "title": "Claims of work-summary articles",
        "description": "Numbers that Chinese work-summary articles claim, each with the exact characters of its source; "
        "offsets count code points of the raw text.",
        "keywords": ["Chinese", "work summaries", "text as data"],
        "sources": [_source(record) for record in records],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    replace_file(job.out / "datapackage.json", text.encode("utf-8"))
    return []


def _keys(records: list[Record]) -> dict[str, Any]:
    ids = [claim.id for record in records for claim in record.claims]
    keys: dict[str, Any] = {
        "foreignKeys": [
            _reference("article_id", "articles", "article_id"),
            _reference("indicator_id", "indicators", "id"),
        ]
    }
    if len(set(ids)) == len(ids):
        keys["primaryKey"] = ["id"]
    return keys


def _reference(field: str, resource: str, other: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": [other]}}


def _source(record: Record) -> dict[str, str]:
    article = record.article
    parts = (article.title, article.outlet, article.published, article.source)
    return {"title": ", ".join(part for part in parts if part) or article.id}


def _table(
    out: Path, name: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], keys: dict[str, Any]
) -> dict[str, Any]:
    memory = io.StringIO(newline="")
    writer = csv.writer(memory, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    made = _file(out, name, f"{name}.csv", memory.getvalue().encode("utf-8"), "text/csv")
    fields = [_field(column, kind) for column, kind in columns.items()]
    return {**made, "type": "table", "schema": {"fields": fields, "missingValues": [""], **keys}}


def _file(out: Path, name: str, path: str, content: bytes, mediatype: str) -> dict[str, Any]:
    replace_file(out / path, content)
    return {
        "name": name, "path": path, "format": path.rpartition(".")[2], "mediatype": mediatype, "encoding": "utf-8",
        "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }  # fmt: skip


def _field(name: str, kind: str) -> dict[str, Any]:
    type_ = ("object" if name in _OBJECTS else "array") if kind == "json" else _TYPES[kind]
    made: dict[str, Any] = {"name": name, "type": type_, "description": LABELS[name]}
    constraints: dict[str, Any] = {}
    if name in _REQUIRED:
        constraints["required"] = True
    if name in WORDS:
        constraints["enum"] = list(WORDS[name])
    return {**made, "constraints": constraints} if constraints else made


def _cell(value: Any) -> str:
    """Print a cell so that `_plain` gives it back."""
    return f"'{value}" if isinstance(value, str) and value.startswith("'") else printed(value)


def _plain(cell: str) -> str:
    return cell.removeprefix("'")


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read a folder, or its datapackage.json.

    Raises:
        UsageError: it holds no claims.csv.
        DataError: a row is no claim or article.
    """
    folder = path if path.is_dir() else path.parent
    if not (folder / "claims.csv").is_file():
        raise UsageError(f"{path}: no Data Package of zongshu: claims.csv is not there")
    yield from restore(*(list(_rows(folder / f"{name}.csv")) for name in ("claims", "articles", "issues")))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    if not path.is_file():
        return
    try:
        text = read_bytes(path).decode("utf-8-sig")
        # a sentence may be longer than what the csv module takes for a cell
        csv.field_size_limit(1 << 30)
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values():
                raise DataError(f"{path}, row {number}: not as many cells as columns")
            yield f"{path}, row {number}", {name: _plain(cell) for name, cell in row.items()}
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(f"{path}: no valid CSV in UTF-8 ({error})") from error
