"""What each column of the tables means: labels of variables, the words they may hold, and the indicators in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from zongshu.lexicon.registry import load_registry
from zongshu.record.models import Record
from zongshu.tables import ARTICLE_COLUMNS, CLAIM_COLUMNS, ISSUE_COLUMNS
from zongshu.types import Approx, Basis, ContextOf, Dimension, Direction, Kind, Level, Status

__all__ = [
    "ARTICLES", "CLAIMS", "CODEBOOK", "INDICATORS", "ISSUES", "LABELS", "WORDS", "codebook_rows", "indicator_rows",
]  # fmt: skip

CLAIMS: Mapping[str, str] = {**CLAIM_COLUMNS, "reviews": "json"}
"""Columns of the table of claims with their kind, as in `zongshu.tables`."""

ARTICLES: Mapping[str, str] = {**ARTICLE_COLUMNS, "superseded": "json", "dismissed": "json"}
"""Columns of the table of articles."""

ISSUES: Mapping[str, str] = ISSUE_COLUMNS
"""Columns of the table of issues."""

INDICATORS: Mapping[str, str] = dict.fromkeys(
    ("id", "name_zh", "name_en", "definition_zh", "definition_en", "dimension", "unit", "measure", "pack"), "text"
)
"""Columns of the table of indicators."""

CODEBOOK: Mapping[str, str] = dict.fromkeys(("table", "variable", "kind", "label", "values"), "text")
"""Columns of the table that describes all columns."""

LABELS: Mapping[str, str] = {
    "article_id": "Article: hash of its raw text",
    "article_source": "Article: file it was read from, or row of a table",
    "article_fictional": "Article: an invented sample",
    "article_title": "Article: title",
    "article_outlet": "Article: outlet that printed it",
    "article_published": "Article: date of publication",
    "article_place_name": "Article: the unit it is about",
    "article_place_adcode": "Article: GB/T 2260 code of that unit",
    "article_place_level": "Article: administrative level of that unit",
    "article_characters": "Article: code points of its raw text",
    "article_encoding": "Article: encoding of the file",
    "article_sha256": "Article: SHA-256 of the file",
    "article_repairs": "Article: repairs made, by kind (JSON)",
    "article_meta": "Article: what the user's table says of it (JSON)",
    "id": "Claim: stable id",
    "start": "First code point in the raw text",
    "end": "Code point after the last in the raw text",
    "text": "Exact characters of the source",
    "clean": "The same after repair",
    "runs": "Pieces of the raw text (JSON)",
    "quantity_value": "Value in the base of the printed unit; empty for a range",
    "quantity_low": "Least that the words allow",
    "quantity_high": "Most that the words allow",
    "quantity_approx": "Exact, or how the words bound the number",
    "quantity_unit": "Unit or classifier after normalising",
    "quantity_kind": "Form of the number",
    "quantity_dimension": "What the unit measures",
    "quantity_per_value": "Rate: per how many",
    "quantity_per_of": "Rate: per what",
    "quantity_per_text": "Rate: its words",
    "quantity_direction": "Change: up or down",
    "item": "What is counted or measured, as worded",
    "predicate": "The verb it stands under",
    "indicator_id": "Indicator of the registry; empty where none fits",
    "indicator_score": "How sure the indicator is",
    "indicator_basis": "Why this indicator",
    "status": "Achieved, planned, required or context",
    "context_of": "Context: of what",
    "place_name": "Place the number is about",
    "place_adcode": "GB/T 2260 code of the place",
    "place_level": "Administrative level of the place",
    "place_basis": "How the place is known",
    "place_candidates": "Places that an ambiguous name may mean (JSON)",
    "actor": "Organisation that did it or says it",
    "period_from": "First day, month or year of the period",
    "period_to": "Last day, month or year of the period",
    "period_text": "Words that tell the period",
    "period_basis": "How the period is known",
    "part_of": "Id of the claim that this is a part of",
    "repeats": "Id of the claim that this tells again",
    "evidence_start": "Evidence: first code point in the raw text",
    "evidence_end": "Evidence: code point after the last",
    "evidence_text": "Evidence: exact characters of its sentence",
    "evidence_clean": "Evidence: the same after repair",
    "evidence_runs": "Evidence: pieces of the raw text (JSON)",
    "section": "Headings above it, outermost first (JSON)",
    "confidence": "How sure the whole claim is, 0 to 1",
    "flags": "Warnings (JSON)",
    "rules": "Rules and cues that decided (JSON)",
    "reviews": "What people decided on it (JSON)",
    "claims": "Number of claims",
    "issues": "Number of issues",
    "superseded": "Claims that corrections replaced (JSON)",
    "dismissed": "Numbers that a person said are no claims (JSON)",
    "code": "Issue: code",
    "message": "Issue: what there is to know",
    "name_zh": "Name in Chinese",
    "name_en": "Name in English",
    "definition_zh": "Definition in Chinese",
    "definition_en": "Definition in English",
    "dimension": "Dimension that a claim must have",
    "unit": "Usual unit",
    "measure": "Stock, flow, share or rate",
    "pack": "Pack that defines it",
    "table": "Table",
    "variable": "Column",
    "kind": "Text, number, integer, flag or JSON",
    "label": "What it means",
    "values": "Words it may hold",
}
"""Labels of columns in at most 80 characters, which Stata takes."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "article_place_level": get_args(Level),
    "quantity_approx": get_args(Approx),
    "quantity_kind": get_args(Kind),
    "quantity_dimension": get_args(Dimension),
    "quantity_direction": get_args(Direction),
    "status": get_args(Status),
    "context_of": get_args(ContextOf),
    "place_level": get_args(Level),
    "place_basis": get_args(Basis),
    "period_basis": get_args(Basis),
}
"""The words that a column may hold, where they are few."""


def codebook_rows() -> list[dict[str, str]]:
    """Return a row for each column of the tables of claims, articles and issues."""
    tables = {"claims": CLAIMS, "articles": ARTICLES, "issues": ISSUES}
    return [
        {
            "table": table, "variable": name, "kind": kind, "label": LABELS[name],
            "values": "; ".join(WORDS.get(name, ())),
        }
        for table, columns in tables.items()
        for name, kind in columns.items()
    ]  # fmt: skip


def indicator_rows(records: Iterable[Record], packs: Iterable[str] = ()) -> list[dict[str, str]]:
    """Return a row for each indicator that the claims name; one of a pack that is not given has its id alone.

    Raises:
        DataError: a pack holds a mistake.
    """
    used = {claim.indicator.id for record in records for claim in record.claims if claim.indicator}
    known = load_registry(packs).entries
    rows = []
    for name in sorted(used):
        row = dict.fromkeys(INDICATORS, "")
        row["id"] = name
        if name in known:
            one = known[name]
            row.update(
                name_zh=one.zh, name_en=one.en, definition_zh=one.definition_zh, definition_en=one.definition_en,
                dimension=one.dimension, unit=one.unit, measure=one.measure, pack=one.pack,
            )  # fmt: skip
        rows.append(row)
    return rows
