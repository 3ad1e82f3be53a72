"""The columns of a table: what each holds, and where its figures find their label, their unit and what they grow from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from zongshu.claim.heads import Head, Measure, caption_units, is_place, is_total, read_head, read_unit, when
from zongshu.lexicon.calendar import DATE
from zongshu.patterns import pattern
from zongshu.types import Claim, Span, Table

__all__ = ["VALUE", "Column", "Told", "common", "level_beside", "read_columns"]

VALUE = pattern(
    r"(?P<word>增长|提高|上升|增加|增|下降|降低|减少|回落|降)?(?P<sign>[-－−–+＋±↑↓])? ?"
    r"(?P<digits>(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?) ?(?P<unit>[百千万亿]*[^\d*①-⑳]*?)(?P<mark>[*①-⑳]?)"
)
"""A cell with a figure: word of change, sign, digits, unit, mark of a note."""

_YEAR = pattern(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Column:
    """One column: its head cells, what they say together, and where its figures get their label."""

    number: int
    spans: tuple[Span, ...]
    head: Head
    key: str | None = None
    labels: tuple[int, ...] = ()
    unit: int | None = None


@dataclass(slots=True)
class Told:
    """What stays the same for all figures of a table, and what one row hands to the next."""

    table: Table
    units: list[Measure]
    places: frozenset[int]
    heads_are_places: bool
    item: str = ""
    above: dict[int, Claim] = field(default_factory=dict)
    beside: Claim | None = None


def level_beside(column: Column, columns: list[Column]) -> Column | None:
    """Return the column whose growth or share a column tells: that of the latest time to its left."""
    before: list[Column] = []
    for one in reversed(columns[: column.number]):
        if one.head.form in ("label", "unit", "ordinal"):
            break
        if one.head.form != "level" or one.head.part:
            if before:
                break
            continue
        if before and (one.head.words != before[0].head.words or one.spans[:-1] != before[0].spans[:-1]):
            break
        before.append(one)
    return max(before, key=lambda one: (one.key or "", one.number), default=None)


def read_columns(text: str, table: Table) -> list[Column]:
    """Read the heads, and find for each column the words and the unit that its figures take.

    Args:
        text: the clean text.
        table: a table of it.
    """
    width = len(table.rows[0])
    columns = [Column(number, table.heads[number], _joined(text, table.heads[number])) for number in range(width)]
    for column in columns:
        printed = [text[a:b] for row in table.rows for a, b in (row[column.number],) if a < b]
        figures = sum(VALUE.fullmatch(cell) is not None and not DATE.fullmatch(cell) for cell in printed)
        column.key = next((key for a, b in reversed(column.spans) if (key := when(text[a:b]))), None)
        if column.head.form == "level" and printed and 2 * figures < len(printed):
            column.head = replace(column.head, form="unit" if all(map(read_unit, printed)) else "label")
    labels: list[int] = []
    first, unit, open_run = "", None, True
    for column in columns:
        form = column.head.form
        title = "".join(text[a:b] for a, b in column.spans)
        if form == "unit":
            unit = column.number
        elif form == "label":
            if open_run:
                labels.append(column.number)
                first = first or title
            elif title == first:
                # the same columns once more, side by side
                labels, unit, open_run = [column.number], None, True
        elif form != "ordinal":
            open_run = False
        column.labels, column.unit = tuple(labels), unit
    first_cells = [text[slice(*row[0])] for row in table.rows]
    if columns[0].head.form == "level" and all(_YEAR.fullmatch(cell) for cell in first_cells):
        # years down the side
        columns[0].head = replace(columns[0].head, form="label")
        for column in columns:
            column.labels = (0, *column.labels)
    return columns


def _joined(text: str, spans: tuple[Span, ...]) -> Head:
    """Read the heads of a column as one: words from the outermost on, unit and form from the innermost."""
    heads = [read_head(text[a:b]) for a, b in spans]
    if not heads:
        return Head()
    inner = next((head for head in reversed(heads) if head.words or head.form != "level"), heads[-1])
    words = "".join(dict.fromkeys(head.words for head in heads))
    own = [head.measure for head in reversed(heads) if head.measure is not None]
    if inner.form != "level":
        # the unit of the level above is not that of its growth
        own = [inner.measure] if inner.measure is not None else own if heads[-1].measure is not None else []
    measure = own[0] if own else None
    done, part = any(head.done for head in heads), heads[-1].part
    return Head(words, measure, inner.form, inner.down, inner.percent, done, part)


def common(text: str, table: Table, columns: list[Column]) -> Told:
    """Find what holds for all figures of a table: the units that its caption tells, and which labels and heads are places.

    Args:
        text: the clean text.
        table: a table of it.
        columns: its columns, as `read_columns` gives them.
    """
    places = set()
    for column in columns:
        if column.head.form == "label":
            names = [
                text[a:b] for row in table.rows for a, b in (row[column.number],) if a < b and not is_total(text[a:b])
            ]
            if names and 2 * sum(map(is_place, names)) >= len(names):
                places.add(column.number)
    figures = [column for column in columns if column.head.form not in ("label", "unit", "ordinal")]
    named = [column for column in figures if column.head.words]
    over = len(named) > 1 and 2 * sum(is_place(column.head.words) for column in named) > len(named)
    units_told = [unit for a, b in table.caption for unit in caption_units(text[a:b])]
    if len(units_told) > 1 and len(units_told) == len(figures) and not any(one.head.measure for one in figures):
        # as many units as columns: each has its own, in order
        for one, unit in zip(figures, units_told, strict=True):
            one.head = replace(one.head, measure=unit)
    # 指标（万元） over the labels holds for all figures
    units_told += [one.head.measure for one in columns if one.head.form == "label" and one.head.measure is not None]
    return Told(table, units_told, frozenset(places), over)
