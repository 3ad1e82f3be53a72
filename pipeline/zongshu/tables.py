"""The table form: a record's claims as flat rows, nested names joined by `_`, the same columns always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from zongshu.record.models import ClaimRecord, PlaceRecord, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ARTICLE_COLUMNS", "CLAIM_COLUMNS", "ISSUE_COLUMNS",
    "article_row", "claim_rows", "frame", "guarded", "issue_rows", "printed",
]  # fmt: skip

Row = tuple[Any, ...]

_ARTICLE = {
    "article_id": "text", "article_source": "text", "article_fictional": "flag", "article_title": "text",
    "article_outlet": "text", "article_published": "text", "article_place_name": "text",
    "article_place_adcode": "text", "article_place_level": "text", "article_characters": "integer",
    "article_encoding": "text", "article_sha256": "text", "article_repairs": "json", "article_meta": "json",
}  # fmt: skip
_CLAIM = {
    "id": "text", "start": "integer", "end": "integer", "text": "text", "clean": "text", "runs": "json",
    "quantity_value": "number", "quantity_low": "number", "quantity_high": "number", "quantity_approx": "text",
    "quantity_unit": "text", "quantity_kind": "text", "quantity_dimension": "text", "quantity_per_value": "number",
    "quantity_per_of": "text", "quantity_per_text": "text", "quantity_direction": "text", "item": "text",
    "predicate": "text", "indicator_id": "text", "indicator_score": "number", "indicator_basis": "text",
    "status": "text", "context_of": "text", "place_name": "text", "place_adcode": "text", "place_level": "text",
    "place_basis": "text", "place_candidates": "json", "actor": "text", "period_from": "text", "period_to": "text",
    "period_text": "text", "period_basis": "text", "part_of": "text", "repeats": "text", "evidence_start": "integer",
    "evidence_end": "integer", "evidence_text": "text", "evidence_clean": "text", "evidence_runs": "json",
    "section": "json", "confidence": "number", "flags": "json", "rules": "json",
}  # fmt: skip

CLAIM_COLUMNS: Mapping[str, str] = {**_ARTICLE, **_CLAIM}
"""Columns of the table of claims with their kind: text, integer, number, flag, or json (a list as JSON text)."""

ARTICLE_COLUMNS: Mapping[str, str] = {**_ARTICLE, "claims": "integer", "issues": "integer"}
"""Columns of the table of articles."""

ISSUE_COLUMNS: Mapping[str, str] = {
    "article_id": "text", "article_source": "text", "code": "text", "message": "text", "start": "integer",
    "end": "integer",
}  # fmt: skip
"""Columns of the table of issues."""

# A spreadsheet runs a cell that starts so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DTYPES = {"text": "string", "integer": "Int64", "number": "Float64", "flag": "bool", "json": "string"}


def claim_rows(record: Record) -> Iterator[Row]:
    """Give the claims of a record as rows of `CLAIM_COLUMNS`."""
    article = _article(record)
    for claim in record.claims:
        yield (*article, *_claim(claim))


def article_row(record: Record) -> Row:
    """Give the article of a record as a row of `ARTICLE_COLUMNS`."""
    return (*_article(record), len(record.claims), len(record.issues))


def issue_rows(record: Record) -> Iterator[Row]:
    """Give the issues of a record as rows of `ISSUE_COLUMNS`."""
    for issue in record.issues:
        yield (record.article.id, record.article.source, issue.code, issue.message, issue.start, issue.end)


def frame(records: Iterable[Record]) -> pd.DataFrame:
    """Make one table of the claims of many records.

    Args:
        records: from `record` or `decode`.

    Returns:
        A row a claim with the columns of `CLAIM_COLUMNS`: text and codes as `string`, numbers as `Float64`, positions
        as `Int64`, lists as JSON text.
    """
    import pandas as pd

    rows = [row for record in records for row in claim_rows(record)]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(CLAIM_COLUMNS)
    return pd.DataFrame(
        {
            name: pd.Series(list(cells), dtype=_DTYPES[kind])
            for (name, kind), cells in zip(CLAIM_COLUMNS.items(), columns, strict=True)
        }
    )


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula.

    Example:
        >>> guarded("=1+1"), guarded("280个")
        ("'=1+1", '280个')
    """
    return "'" + text if text.startswith(_FORMULA) else text


def printed(value: Any) -> str:
    """Return a value as a cell of a CSV file: nothing for None, whole numbers without a point.

    Example:
        >>> printed(280.0), printed(None), printed(True), printed("-5")
        ('280', '', 'true', "'-5")
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode("utf-8")


def _article(record: Record) -> Row:
    article = record.article
    place = article.place
    return (
        article.id, article.source, article.fictional, article.title, article.outlet, article.published,
        *((place.name, place.adcode, place.level) if place else (None, None, None)),
        article.characters, article.encoding, article.sha256, _json(article.repairs), _json(article.meta),
    )  # fmt: skip


def _claim(claim: ClaimRecord) -> Row:
    quantity, per, indicator, period, evidence = (
        claim.quantity,
        claim.quantity.per,
        claim.indicator,
        claim.period,
        claim.evidence,
    )
    return (
        claim.id, claim.start, claim.end, claim.text, claim.clean, _json(claim.runs),
        _float(quantity.value), _float(quantity.low), _float(quantity.high), quantity.approx,
        quantity.unit, quantity.kind, quantity.dimension,
        *((_float(per.value), per.of, per.text) if per else (None, None, None)), quantity.direction, claim.item,
        claim.predicate, *((indicator.id, indicator.score, indicator.basis) if indicator else (None, None, None)),
        claim.status, claim.context_of, *_place(claim.place), claim.actor,
        *((period.since, period.until, period.text, period.basis) if period else (None, None, None, None)),
        claim.part_of, claim.repeats, evidence.start, evidence.end, evidence.text, evidence.clean, _json(evidence.runs),
        _json(claim.section), claim.confidence, _json(claim.flags), _json(claim.rules),
    )  # fmt: skip


def _place(place: PlaceRecord | None) -> Row:
    if place is None:
        return (None, None, None, None, "[]")
    return (place.name, place.adcode, place.level, place.basis, _json(place.candidates))


def _float(value: Any) -> float | None:
    """Return a number as the table holds it; one beyond all floats is left out, the record has it."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
