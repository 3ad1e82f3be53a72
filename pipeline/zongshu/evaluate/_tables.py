"""The tables beside the report: rules, calibration, ablation; for the terminal and as rows for a file."""

from __future__ import annotations

from collections.abc import Sequence

from zongshu.evaluate._ablation import Variant
from zongshu.evaluate._calibration import SURE, Calibration
from zongshu.evaluate._render import columns_of
from zongshu.evaluate._rules import RuleUse

__all__ = ["Table", "ablation_table", "calibration_notes", "calibration_table", "render_table", "rules_table"]

Table = list[list[str | int | float | None]]


def rules_table(uses: Sequence[RuleUse]) -> Table:
    """Return the head and a row a rule."""
    head: list[str | int | float | None] = ["rule", "decides", "fired", "agreed", "conflicted", "spurious", "share"]
    return [head, *([u.rule, u.fields, u.fired, u.agreed, u.conflicted, u.spurious, u.share] for u in uses)]


def calibration_table(found: Calibration) -> Table:
    """Return the head and a row a band of confidence, the highest first."""
    head: list[str | int | float | None] = ["above", "up_to", "claims", "share", "confidence", "right", "accuracy"]
    rows: Table = [
        [b.low, b.high, b.claims, b.claims / found.claims if found.claims else None, b.mean, b.right, b.accuracy]
        for b in reversed(found.bins)
    ]
    return [head, *rows]


def calibration_notes(found: Calibration) -> list[str]:
    """Say what the table comes to."""
    if not found.claims:
        return ["No claim was scored."]
    share = found.sure / found.claims
    right = found.sure_right / found.sure if found.sure else 0.0
    return [
        f"Above {SURE}: {found.sure} of {found.claims} claims ({share:.1%}), {found.sure_right} of them right in value, "
        f"approximation, unit and status ({right:.1%}).",
        f"Mean distance between confidence and accuracy: {found.gap:.3f}.",
    ]


def ablation_table(variants: Sequence[Variant]) -> Table:
    """Return the head and a row a variant."""
    head: list[str | int | float | None]
    head = ["linking", "linked", "right", "wanted", "precision", "recall", "f1", "thresholds"]
    rows: Table = [
        [v.name, v.linked, v.right, v.wanted, v.precision, v.recall, v.f1, _thresholds(v.thresholds)] for v in variants
    ]
    return [head, *rows]


def _thresholds(thresholds: Sequence[float | None]) -> str:
    return " ".join("abstains" if threshold is None else f"{threshold:.2f}" for threshold in thresholds)


def render_table(table: Table) -> str:
    """Write a table for the terminal; columns that hold words start at the left."""
    head, *rows = table
    words = [at for at in range(len(head)) if any(isinstance(row[at], str) for row in rows)]
    return "\n".join(columns_of([list(map(str, head)), *([_cell(cell) for cell in row] for row in rows)], words)) + "\n"


def _cell(cell: str | int | float | None) -> str:
    if cell is None:
        return "-"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
