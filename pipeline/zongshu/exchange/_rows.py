"""Records as rows of tables, and rows as records again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from zongshu.errors import DataError
from zongshu.exchange._codebook import ARTICLES, CLAIMS, ISSUES
from zongshu.record.models import SCHEMA_VERSION, Record
from zongshu.tables import ARTICLE_COLUMNS, CLAIM_COLUMNS, article_row, claim_rows, issue_rows

__all__ = ["article_cells", "claim_cells", "issue_cells", "restore"]

Cells = dict[str, Any]


def claim_cells(record: Record) -> Iterator[Cells]:
    """Give the claims of a record as rows by column; numbers keep all their digits."""
    for claim, row in zip(record.claims, claim_rows(record), strict=True):
        cells = dict(zip(CLAIM_COLUMNS, row, strict=True))
        quantity = claim.quantity
        cells.update(quantity_value=quantity.value, quantity_low=quantity.low, quantity_high=quantity.high)
        cells["quantity_per_value"] = quantity.per.value if quantity.per else None
        cells["reviews"] = _json(claim.reviews)
        yield cells


def article_cells(record: Record) -> Cells:
    """Give the article of a record as a row by column."""
    cells = dict(zip(ARTICLE_COLUMNS, article_row(record), strict=True))
    return {**cells, "superseded": _json(record.superseded), "dismissed": _json(record.dismissed)}


def issue_cells(record: Record) -> Iterator[Cells]:
    """Give the issues of a record as rows by column."""
    for row in issue_rows(record):
        yield dict(zip(ISSUES, row, strict=True))


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode("utf-8")


def restore(
    claims: Iterable[tuple[str, Mapping[str, Any]]],
    articles: Iterable[tuple[str, Mapping[str, Any]]] = (),
    issues: Iterable[tuple[str, Mapping[str, Any]]] = (),
) -> list[Record]:
    """Make records of rows, each of which comes with its place for messages.

    Args:
        claims: rows of the table of claims; an article that has no row of its own is made of those of its claims.
        articles: rows of the table of articles.
        issues: rows of the table of issues.

    Raises:
        DataError: a row is no claim or article; the message names its place.
    """
    made: dict[str, Cells] = {}
    places: dict[str, str] = {}

    def article(cells: Cells, where: str) -> Cells:
        name = str(cells["article_id"])
        if name not in made:
            made[name] = {
                "schema_version": SCHEMA_VERSION, "article": _article(cells), "claims": [], "issues": [],
                "superseded": cells.get("superseded") or [], "dismissed": cells.get("dismissed") or [],
            }  # fmt: skip
            places[name] = where
        return made[name]

    for columns, rows, key in ((ARTICLES, articles, ""), (CLAIMS, claims, "claims"), (ISSUES, issues, "issues")):
        for where, row in rows:
            try:
                cells = _cells(row, columns)
                record = article(cells, where) if key != "issues" else made[str(cells["article_id"])]
                if key == "claims":
                    record[key].append(_claim(cells))
                elif key == "issues":
                    record[key].append({name: cells[name] for name in ("code", "message", "start", "end")})
            except (KeyError, TypeError, ValueError) as error:
                words = f"column {error} is not there" if isinstance(error, KeyError) else str(error)
                raise DataError(f"{where}: no row of {key or 'articles'}: {words}") from error
    found = []
    for name, cells in made.items():
        try:
            found.append(msgspec.convert(cells, Record))
        except msgspec.ValidationError as error:
            raise DataError(f"{places[name]}: what was read is no record of zongshu ({error})") from error
    return found


def _cells(row: Mapping[str, Any], columns: Mapping[str, str]) -> Cells:
    """Bring the cells of a row to their kinds; an empty one is None."""
    found: Cells = {}
    for name, kind in columns.items():
        if name not in row:
            continue
        cell = row[name]
        if cell is None or cell != cell or cell == "":
            found[name] = None
        elif kind == "json":
            found[name] = json.loads(cell)
        elif kind == "integer":
            found[name] = int(cell)
        elif kind == "number":
            found[name] = _number(cell)
        elif kind == "flag":
            found[name] = str(cell).lower() in ("true", "1", "1.0")
        else:
            found[name] = str(cell)
    return found


def _number(cell: Any) -> int | float:
    """Return a whole number as an integer, as the record has it."""
    if isinstance(cell, str) and cell.lstrip("-").isdecimal():
        return int(cell)
    number = float(cell)
    return int(number) if number.is_integer() else number


def _article(cells: Cells) -> Cells:
    found = {
        name: cells[f"article_{name}"]
        for name in ("id", "source", "fictional", "sha256", "encoding", "title", "outlet", "published", "characters")
    }
    found["source"] = found["source"] or ""
    found["encoding"] = found["encoding"] or ""
    found["sha256"] = found["sha256"] or ""
    found["repairs"] = cells["article_repairs"] or {}
    found["meta"] = cells["article_meta"] or {}
    found["place"] = _group(cells, "article_place", "name", "adcode", "level")
    return found


def _group(cells: Cells, prefix: str, first: str, *rest: str) -> Cells | None:
    """Return a nested object of the record; None where its first column is empty."""
    if cells[f"{prefix}_{first}"] is None:
        return None
    return {name: cells[f"{prefix}_{name}"] for name in (first, *rest)}


def _claim(cells: Cells) -> Cells:
    kept = ("id", "start", "end", "status", "context_of", "actor", "part_of", "repeats")
    found = {name: cells[name] for name in kept}
    for name in ("text", "clean", "item", "predicate"):
        found[name] = cells[name] or ""
    for name in ("runs", "section", "flags", "rules", "reviews"):
        found[name] = cells.get(name) or []
    quantity = {
        name: cells[f"quantity_{name}"] for name in ("value", "low", "high", "approx", "kind", "dimension", "direction")
    }
    per = _group(cells, "quantity_per", "value", "of", "text")
    if per is not None:
        per = {"value": per["value"], "of": per["of"] or "", "text": per["text"] or ""}
    found["quantity"] = {**quantity, "unit": cells["quantity_unit"] or "", "per": per}
    found["indicator"] = _group(cells, "indicator", "id", "score", "basis")
    place = _group(cells, "place", "name", "adcode", "level", "basis")
    found["place"] = {**place, "candidates": cells["place_candidates"] or []} if place else None
    period = _group(cells, "period", "basis", "from", "to", "text")
    found["period"] = period
    evidence = {name: cells[f"evidence_{name}"] for name in ("start", "end")}
    texts = {name: cells[f"evidence_{name}"] or "" for name in ("text", "clean")}
    found["evidence"] = {**evidence, **texts, "runs": cells["evidence_runs"] or []}
    found["confidence"] = cells["confidence"]
    return found
