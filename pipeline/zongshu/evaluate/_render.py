"""A report as plain text, in columns that also line up where Chinese stands in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from zongshu.evaluate._report import Error, Report, Scores, bootstrap

__all__ = ["columns_of", "render", "width"]

_SPANS = {
    "precision": "P",
    "recall": "R",
    "f1": "F1",
    "exact_f1": "exact F1",
    "core_f1": "core F1",
    "role_errors": "role err.",
    "anchored": "anchored",
}
_FIELDS = ("value", "bounds", "approx", "unit", "kind", "status", "item", "indicator", "place", "period")
_INTERVALS = ("precision", "recall", "f1", "core_f1")
_KINDS = (
    *("missed", "spurious.label", "spurious.date", "spurious.ordinal", "spurious.other", "anchor"),
    *_FIELDS,
    *("direction", "part_of"),
)
_SOME = 10


def width(text: str) -> int:
    """Count the terminal columns that a text takes.

    >>> width("F1"), width("孝义市"), width("１１岁")
    (2, 6, 6)
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _columns(rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)) -> list[str]:
    """Lay out rows; the columns in `left` start at the left, the others end at the right."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for at, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            space = " " * (wide - width(cell))
            cells.append(cell + space if at in left else space + cell)
        lines.append("  ".join(cells).rstrip())
    return lines


def columns_of(rows: Sequence[Sequence[str]], left: Sequence[int] = (0,)) -> list[str]:
    """Lay out a table with its head, a rule below it, and its rows; the columns in `left` start at the left."""
    lines = _columns(rows, left)
    return [lines[0], "-" * max(map(width, lines)), *lines[1:]]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def render(report: Report, errors: bool = False) -> str:
    """Write a report as plain text.

    Args:
        report: from `evaluate`.
        errors: also list what went wrong, by kind.

    Returns:
        tables of spans and fields per article and in all, what was not scored, and the errors if wanted.
    """
    overall = report.overall
    blocks: list[list[str]] = []
    if report.per_article:
        named = [*report.per_article.items(), ("all", overall)]
        blocks.append(_span_table(named))
        blocks.append(columns_of([["article", *_FIELDS], *([n, *(_number(s[m]) for m in _FIELDS)] for n, s in named)]))
        blocks.append(_overall_table(report, overall))
    else:
        blocks.append(["No article was scored: no record and gold file have the same name."])
    blocks.append(_not_scored(report))
    if errors:
        blocks.extend(_error_lists(report.errors))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _span_table(named: Sequence[tuple[str, Scores]]) -> list[str]:
    rows = [["article", "gold", "output", "matched", *_SPANS.values()]]
    for name, scores in named:
        counts = [str(scores.gold), str(scores.predicted), str(scores.matched)]
        rows.append([name, *counts, *(_number(scores[measure]) for measure in _SPANS)])
    return columns_of(rows)


def _overall_table(report: Report, overall: Scores) -> list[str]:
    rows = [["all articles", "score", "right", "of", "95 % interval"]]
    for name, ratio in overall.ratios.items():
        # An F1 counts each claim twice and a mean has no right ones: their parts would only puzzle.
        plain = not name.endswith(("f1", "mean"))
        counts = [f"{ratio.part:.0f}", f"{ratio.whole:.0f}"] if plain else ["", ""]
        interval = ""
        if name in _INTERVALS and ratio.whole and len(report.per_article) > 1:
            interval = " .. ".join(map(_number, bootstrap(report, name)))
        rows.append([name, _number(ratio.score), *counts, interval])
    return columns_of(rows)


def _not_scored(report: Report) -> list[str]:
    missing = [f"{name} ({claims} claims)" for name, claims in report.without_record.items()]
    lines = []
    for what, names in (
        ("gold files without a record", missing),
        ("records without a gold file", report.without_gold),
        ("records whose gold file another record has", report.duplicates),
        ("JSON files that are no gold", report.not_gold),
        ("packs of indicators that the gold does not code (counted as none)", report.uncoded),
    ):
        if names:
            more = f" and {len(names) - _SOME} more" if len(names) > _SOME else ""
            lines.append(f"Not scored: {len(names)} {what}: {', '.join(names[:_SOME])}{more}")
    return lines


def _error_lists(errors: Sequence[Error]) -> list[list[str]]:
    if not errors:
        return [["No errors."]]
    blocks = []
    for kind in _KINDS:
        found = [error for error in errors if error.kind == kind]
        if found:
            rows = [
                [
                    error.article,
                    str(error.start),
                    _flat(error.text),
                    f"{_flat(error.gold)} → {_flat(error.got)}",
                    _flat(error.context),
                ]
                for error in found
            ]
            blocks.append([f"{kind} ({len(found)})", *(f"  {line}" for line in _columns(rows, left=(0, 2, 3, 4)))])
    return blocks
