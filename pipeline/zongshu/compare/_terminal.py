"""The comparison as text for a terminal, a pipe or a log."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from zongshu.compare._figures import figure, printable, unit_words
from zongshu.compare._labels import REASONS, label

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from zongshu.compare._panel import Panel

__all__ = ["render"]

_MISSING = "—"
_CONFLICT = " ≠"
_WIDEST = 400  # where there is no terminal
_MOST = 12  # indicators in the terminal's table; pages and files have all
_HEAD = 18  # a longer name of an indicator is folded
_PADDING = 3


def render(panel: Panel, width: int | None, colour: bool | None, lang: str) -> str:
    """Draw the table, what is to be known about it, and what was left out."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    if colour is None:
        colour = terminal and not os.environ.get("NO_COLOR")
    if width is None:
        width = shutil.get_terminal_size().columns if terminal else _WIDEST
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        _draw(console, panel, width, lang)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _draw(console: Console, panel: Panel, width: int, lang: str) -> None:
    from rich.text import Text

    counts = panel.counts()
    year = str(panel.year) if panel.year is not None else label(lang, "year.latest")
    parts = [
        f"{label(lang, 'level')}: {label(lang, f'level.{panel.level}') if panel.level else _MISSING}",
        f"{label(lang, 'year')}: {year}",
        *(f"{label(lang, key)}: {counts[key]}" for key in ("places", "indicators", "articles", "claims", "conflicts")),
    ]
    console.print(Text(" · ".join(parts), style="bold"))
    fictional = panel.warning(lang)
    if fictional:
        console.print(Text("! " + fictional, style="yellow"))
    if counts["places"]:
        for table in _tables(panel, width, lang):
            console.print(table)
        more = len(panel.indicators) - len(_shown(panel))
        if more:
            console.print(Text(label(lang, "more", n=more), "dim"))
        console.print(Text(f"≥ ≤ ≈   ≠ {label(lang, 'legend.conflict')}   — {label(lang, 'legend.missing')}", "dim"))
    else:
        console.print(label(lang, "empty"))
    for note in panel.notes(lang):
        console.print(Text("· " + printable(note)))
    if counts["excluded"]:
        console.print(_left_out(panel, lang))


def _tables(panel: Panel, width: int, lang: str) -> list[RenderableType]:
    """One table, or several with the places repeated where the indicators do not fit side by side."""
    from rich.cells import cell_len

    shown = {(row.place_key, row.indicator_id): row for row in panel.cells().itertuples()}
    places = panel.frame.drop_duplicates("place_key")
    keys = list(places["place_key"])
    names = [printable(name) for name in places["place_name"]]
    with_year = panel.years_differ()
    columns: list[tuple[str, list[str]]] = []
    for indicator in _shown(panel):
        cells = []
        for key in keys:
            row = shown.get((key, indicator))
            cells.append(_MISSING if row is None else _cell(row, with_year))
        columns.append((printable(panel.names.get(indicator, indicator)), cells))
    first = max(cell_len(text) for text in [*names, label(lang, "place")]) + _PADDING
    blocks: list[list[tuple[str, list[str]]]] = [[]]
    used = first
    for head, cells in columns:
        needed = max(min(cell_len(head), _HEAD), *(cell_len(text) for text in cells)) + _PADDING
        if blocks[-1] and used + needed > width:
            blocks.append([])
            used = first
        blocks[-1].append((head, cells))
        used += needed
    return [_block(names, block, lang) for block in blocks]


def _shown(panel: Panel) -> list[str]:
    """The indicators that most places tell of, in the panel's order: a terminal holds no hundred columns."""
    told = panel.frame.groupby("indicator_id", observed=True)["place_key"].nunique()
    kept = set(told.sort_values(ascending=False, kind="stable").index[:_MOST])
    return [indicator for indicator in panel.indicators if indicator in kept]


def _cell(row: Any, with_year: bool) -> str:
    text = f"{figure(row.value, row.low, row.high, row.approx)} {unit_words(row.unit, row.per_text)}".rstrip()
    year = f" ({row.year})" if with_year else ""
    return printable(text) + year.replace("<NA>", "?") + (_CONFLICT if row.conflict else "")


def _block(names: list[str], columns: list[tuple[str, list[str]]], lang: str) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(Text(label(lang, "place")), no_wrap=True)
    for head, _ in columns:
        table.add_column(Text(head), justify="right", overflow="fold")
    for at, name in enumerate(names):
        cells = [cells[at] for _, cells in columns]
        table.add_row(Text(name), *(Text(cell, style=_style(cell), no_wrap=True) for cell in cells))
    return table


def _style(cell: str) -> str:
    if cell == _MISSING:
        return "dim"
    return "yellow" if cell.endswith(_CONFLICT) else ""


def _left_out(panel: Panel, lang: str) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(Text(label(lang, "excluded.title")))
    table.add_column(Text(label(lang, "count")), justify="right")
    for code, count in panel.excluded["reason"].value_counts(sort=False).sort_index().items():
        key = f"reason.{code}" if code in REASONS else "reason.other"
        table.add_row(Text(label(lang, key)), str(count))
    return table
