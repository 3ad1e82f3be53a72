"""The comparison as text for a terminal, a pipe or a log."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING

from zongshu.compare._figures import figure, printable, unit_words
from zongshu.compare._labels import REASONS, label

if TYPE_CHECKING:
    import pandas as pd
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
    parts = [
        f"{label(lang, 'level')}: {label(lang, f'level.{panel.level}') if panel.level else _MISSING}",
        f"{label(lang, 'year')}: {panel.year_words(lang)}",
        *(f"{label(lang, key)}: {counts[key]}" for key in ("places", "indicators", "articles", "claims", "conflicts")),
    ]
    console.print(Text(" · ".join(parts), style="bold"))
    fictional = panel.warning(lang)
    if fictional:
        console.print(Text("! " + fictional, style="yellow"))
    if counts["places"]:
        for table in _tables(panel, width, lang):
            console.print(table)
        silent = counts["places"] - len(_telling(panel))
        if silent:
            console.print(Text(label(lang, "quiet_places", n=silent), "dim"))
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

    places = _telling(panel)
    keys = list(places["place_key"])
    names = [printable(name) for name in places["place_name"]]
    columns = [_column(panel, indicator, keys) for indicator in _shown(panel)]
    first = max(cell_len(text) for text in [*names, label(lang, "place")]) + _PADDING
    blocks: list[list[tuple[str, list[str]]]] = [[]]
    used = first
    for head, cells in columns:
        heads = head.split("\n")
        needed = max(*(min(cell_len(line), _HEAD) for line in heads), *(cell_len(text) for text in cells)) + _PADDING
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


def _telling(panel: Panel) -> pd.DataFrame:
    """The places with a figure for one of the indicators shown."""
    rows = panel.frame[panel.frame["indicator_id"].isin(_shown(panel))]
    places = panel.frame.drop_duplicates("place_key")
    return places[places["place_key"].isin(rows["place_key"])]


def _column(panel: Panel, indicator: str, keys: list[str]) -> tuple[str, list[str]]:
    """A head and its cells. What all cells share, unit or year, stands in the head."""
    cells = panel.cells()
    rows = {row.place_key: row for row in cells[cells["indicator_id"] == indicator].itertuples()}
    units = {unit_words(row.unit, row.per_text) for row in rows.values()}
    years = {str(row.year).replace("<NA>", "?") for row in rows.values()}
    shared = [*(units if len(units) == 1 else ()), *(years if len(years) == 1 and panel.years_differ() else ())]
    texts = [_MISSING] * len(keys)
    for at, key in enumerate(keys):
        if key in rows:
            row = rows[key]
            parts = [figure(row.value, row.low, row.high, row.approx)]
            parts += [unit_words(row.unit, row.per_text)] if len(units) > 1 else []
            parts += [f"({row.year})".replace("<NA>", "?")] if len(years) > 1 else []
            texts[at] = printable(" ".join(filter(None, parts))) + (_CONFLICT if row.conflict else "")
    head = printable(panel.names.get(indicator, indicator))
    below = printable(" ".join(filter(None, shared)))
    return (f"{head}\n{below}" if below else head), texts


def _block(names: list[str], columns: list[tuple[str, list[str]]], lang: str) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(Text(label(lang, "place")), no_wrap=True)
    for head, _ in columns:
        name, _, shared = head.partition("\n")
        text = Text.assemble(name, (f"\n{shared}", "dim not bold") if shared else "")
        table.add_column(text, justify="right", overflow="fold")
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
