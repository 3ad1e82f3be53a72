"""Pictures of a comparison for notebooks and papers, drawn with matplotlib."""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from zongshu.compare._figures import figure, short_figure
from zongshu.compare._labels import label
from zongshu.compare._picture import draw_dots, draw_ends, draw_squares, drawing, note
from zongshu.compare._plot_data import PlotData
from zongshu.compare._scales import compact, ends, folded, middle
from zongshu.compare._theme import COLOURS, chinese_font
from zongshu.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from zongshu.compare._panel import Panel

__all__ = ["Plots"]

_SMALL = 12  # indicators that small multiples and coverage show when none are named
_COVERED = 30


class Plots:
    """Pictures of a panel. Each call returns a matplotlib figure; `figure.savefig("x.pdf")` keeps it.

    A filled dot is an exact figure, an open one is approximate, and a line shows its bounds: an arrow where there is none.

    Args:
        panel: what `compare` returned.
        lang: language of titles and notes, `en` or `zh`.
    """

    def __init__(self, panel: Panel, lang: str = "en") -> None:
        self._panel = panel
        self._data = PlotData(panel, lang)
        self._lang = lang

    def dots(self, indicator: str, per: str | None = None) -> Figure:
        """Draw one indicator: a row a place, the greatest first, with bounds.

        Args:
            indicator: an id of the panel.
            per: a denominator of `panel.per` to divide by; shares and rates stay as they are.

        Raises:
            UsageError: the panel has no such indicator or denominator, or nothing to draw.
        """
        rows, unit, others = self._data.rows(indicator, per)
        rows = rows.iloc[middle(rows).argsort(kind="stable")[::-1]]
        with self._drawing((7, 1.1 + 0.28 * len(rows))) as (picture, axes):
            draw_dots(axes, rows)
            axes.set_yticks(range(len(rows)), self._data.names(rows), fontsize=9)
            for at, row in enumerate(rows.itertuples()):
                year = f"  {row.year}" if self._panel.years_differ() and row.year == row.year else ""
                told = (
                    short_figure(row.value, row.least, row.most)
                    if row.divided
                    else figure(row.value, row.low, row.high, row.approx)
                )
                text = told + ("  ≠" if row.conflict else "") + year
                axes.annotate(text, (1.03, at), xycoords=("axes fraction", "data"), va="center", fontsize=8,
                              color=COLOURS["vermillion"] if row.conflict else "black", annotation_clip=False)  # fmt: skip
            notes = [
                label(self._lang, "plot.key"),
                self._data.others(unit, others),
                self._data.base_note(indicator, len(rows) + others, per),
            ]
            axes.set_title(folded(self._data.title(indicator, unit, per), 60))
            self._note(axes, notes)
        return picture

    def coverage(self, indicators: list[str] | None = None) -> Figure:
        """Draw who claims what: a square for each place and indicator with a claim.

        Args:
            indicators: the ids to show; those told of most places where there are none.
        """
        ids = self._data.most(indicators, _COVERED)
        names = [self._data.name(name) for name in ids]
        cells = self._panel.cells()
        places = self._panel.frame.drop_duplicates("place_key")
        row_at = {key: at for at, key in enumerate(places["place_key"])}
        cells = cells[cells["indicator_id"].isin(ids)]
        squares = [
            (ids.index(name), row_at[key], approx == "exact", bool(conflict))
            for name, key, approx, conflict in zip(
                cells["indicator_id"], cells["place_key"], cells["approx"], cells["conflict"], strict=True
            )
        ]
        rows = self._data.names(places)
        with self._drawing((1, 1)) as (picture, axes):
            draw_squares(axes, squares, rows, names)
            picture.suptitle(label(self._lang, "plot.coverage.title"), x=0.02, ha="left", fontsize=11, weight="bold")
            self._note(axes, [label(self._lang, "plot.key.coverage")], 10)
        return picture

    def small_multiples(self, indicators: list[str] | None = None, columns: int = 4) -> Figure:
        """Draw a small dot plot for each of several indicators, places in the same order, each on its own scale.

        Args:
            indicators: the ids to show; those told of most places where there are none.
            columns: pictures in a row.
        """
        names = [name for name in self._data.most(indicators, _SMALL) if len(self._data.told(name))]
        if not names:
            raise UsageError(label(self._lang, "plot.none"))
        told = {name: self._data.rows(name) for name in names}
        keys = {key for rows, _, _ in told.values() for key in rows["place_key"]}
        places = self._panel.frame.drop_duplicates("place_key")
        places = places[places["place_key"].isin(keys)]
        order = {key: at for at, key in enumerate(places["place_key"])}
        columns = max(1, min(columns, len(names)))
        lines = -(-len(names) // columns)
        size = (2.3 * columns + 0.8, lines * (0.9 + 0.15 * len(places)) + 0.5)
        with self._drawing(size, lines, columns) as (picture, grid):
            for at, axes in enumerate(grid.flat if len(names) > 1 else [grid]):
                if at >= len(names):
                    axes.set_visible(False)
                    continue
                rows, unit, _ = told[names[at]]
                draw_dots(axes, rows, [order[key] for key in rows["place_key"]], 4)
                axes.set_yticks(range(len(places)), self._data.names(places), fontsize=7)
                axes.set_ylim(len(places) - 0.5, -0.5)
                axes.tick_params(axis="x", labelsize=7)
                axes.locator_params(axis="x", nbins=3)
                axes.set_title(folded(self._data.title(names[at], unit)), fontsize=8)
        return picture

    def slopes(self, indicator: str) -> Figure:
        """Draw one indicator over the years, a line a place that has two or more; falling ones are broken lines.

        Args:
            indicator: an id of the panel.

        Raises:
            UsageError: the panel is of one year alone, or no place has two years.
        """
        _, unit, _ = self._data.rows(indicator)
        rows = self._panel.frame[self._panel.frame["indicator_id"].eq(indicator) & self._panel.frame["year"].notna()]
        rows = rows[rows["value"].notna() & rows["unit"].fillna("").eq(unit)]
        rows = rows.drop_duplicates(["place_key", "year"]).sort_values("year")
        lines = [line for _, line in rows.groupby("place_key", sort=False) if len(line) > 1]
        if not lines:
            raise UsageError(f"no place tells {indicator!r} for two years")
        lines.sort(key=lambda line: float(line["value"].iloc[-1]))
        with self._drawing((6.5, 2 + 0.28 * len(lines) + 1.5)) as (picture, axes):
            for line in lines:
                values = line["value"].to_numpy("float64")
                falls = values[-1] < values[0]
                colour = COLOURS["vermillion" if falls else "blue"]
                axes.plot(
                    line["year"].astype(int), values, color=colour, linestyle="--" if falls else "-", linewidth=1.6
                )
                for row in line.itertuples():
                    axes.plot(row.year, row.value, marker="o", markersize=5, markeredgecolor=colour,
                              markerfacecolor=colour if row.approx == "exact" else "white")  # fmt: skip
            axes.grid(axis="y")
            axes.set_xticks(sorted({int(year) for line in lines for year in line["year"]}))
            axes.margins(y=0.08)
            axes.yaxis.set_major_formatter(compact)
            draw_ends(axes, lines, [self._data.names(line)[-1] for line in lines])
            title = label(self._lang, "plot.slopes.title", name=self._data.title(indicator, unit))
            axes.set_title(folded(title, 60))
            self._note(axes, [label(self._lang, "plot.slopes.desc", n=len(lines))])
        return picture

    def scatter(self, x: str, y: str) -> Figure:
        """Draw two indicators against each other, a dot a place that tells both.

        Args:
            x: the id across.
            y: the id up.

        Raises:
            UsageError: no place tells both.
        """
        across, x_unit, _ = self._data.rows(x)
        up, y_unit, _ = self._data.rows(y)
        both = across.merge(up, on="place_key", suffixes=("", "_y"))
        both = both[both["value"].notna() & both["value_y"].notna()]
        if both.empty:
            raise UsageError(f"no place tells both {x!r} and {y!r}")
        with self._drawing((6.2, 4.8)) as (picture, axes):
            axes.margins(0.12)
            row: Any
            for row in both.itertuples():
                exact = row.approx == "exact" and row.approx_y == "exact"
                axes.plot(float(row.value), float(row.value_y), marker="o", markersize=6, markeredgecolor=COLOURS["blue"],
                          markerfacecolor=COLOURS["blue"] if exact else "white")  # fmt: skip
            for row, name in zip(both.itertuples(), self._data.names(both), strict=True):
                axes.annotate(
                    name, (float(row.value), float(row.value_y)), (6, 4), textcoords="offset points", fontsize=8
                )
                bounds = ends(row.value, row.least, row.most, *axes.get_xlim())
                axes.plot(bounds, [row.value_y] * 2, color=COLOURS["blue"], alpha=0.6, scalex=False, scaley=False)
                bounds = ends(row.value_y, row.least_y, row.most_y, *axes.get_ylim())
                axes.plot([row.value] * 2, bounds, color=COLOURS["blue"], alpha=0.6, scalex=False, scaley=False)
            axes.grid()
            axes.spines["left"].set_visible(True)
            axes.set_xlabel(self._data.title(x, x_unit))
            axes.set_ylabel(self._data.title(y, y_unit))
            axes.xaxis.set_major_formatter(compact)
            axes.yaxis.set_major_formatter(compact)
            axes.set_title(
                folded(label(self._lang, "plot.scatter.title", x=self._data.name(x), y=self._data.name(y)), 60)
            )
            self._note(axes, [label(self._lang, "plot.scatter.desc", n=len(both))], 44)
        return picture

    def _drawing(
        self, size: tuple[float, float], lines: int = 1, columns: int = 1
    ) -> AbstractContextManager[tuple[Figure, Any]]:
        if chinese_font() is None:
            warnings.warn(label("en", "plot.font"), stacklevel=3)
        return drawing(size, lines, columns)

    def _note(self, axes: Axes, told: list[str], below: float = 26) -> None:
        """Write what a reader must know below a picture."""
        font = "" if chinese_font() else label("en", "plot.font")
        note(axes, "\n".join(filter(None, [*told, font, self._panel.warning(self._lang)])), below)
