"""Pictures of a comparison for notebooks and papers, drawn with matplotlib."""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from zongshu.compare._figures import figure, unit_words
from zongshu.compare._labels import label
from zongshu.compare._ranks import chosen
from zongshu.compare._scales import compact, ends, folded, middle, reach
from zongshu.compare._theme import COLOURS, chinese_font
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
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

    Raises:
        UsageError: matplotlib is not installed.
    """

    def __init__(self, panel: Panel, lang: str = "en") -> None:
        try:
            import matplotlib as _  # noqa: F401
        except ImportError as error:
            raise UsageError("pictures need matplotlib: pip install 'zongshu[notebook]'") from error
        self._panel = panel
        self._lang = lang

    def dots(self, indicator: str) -> Figure:
        """Draw one indicator: a row a place, the greatest first, with bounds.

        Args:
            indicator: an id of the panel.

        Raises:
            UsageError: the panel has no such indicator, or nothing to draw.
        """
        rows, unit, others = self._rows(indicator)
        rows = rows.iloc[middle(rows).argsort(kind="stable")[::-1]]
        with self._drawing((7, 1.1 + 0.28 * len(rows))) as (picture, axes):
            self._draw_dots(axes, rows)
            axes.set_yticks(range(len(rows)), self._names(rows), fontsize=9)
            for at, row in enumerate(rows.itertuples()):
                year = f"  {row.year}" if self._panel.years_differ() and row.year == row.year else ""
                text = figure(row.value, row.low, row.high, row.approx) + ("  ≠" if row.conflict else "") + year
                axes.annotate(text, (1.03, at), xycoords=("axes fraction", "data"), va="center", fontsize=8,
                              color=COLOURS["vermillion"] if row.conflict else "black", annotation_clip=False)  # fmt: skip
            self._finish(axes, self._title(indicator, unit), label(self._lang, "plot.key"), unit, others)
        return picture

    def coverage(self, indicators: list[str] | None = None) -> Figure:
        """Draw who claims what: a square for each place and indicator with a claim.

        Args:
            indicators: the ids to show; those told of most places where there are none.
        """
        names = self._most(indicators, _COVERED)
        cells = self._panel.cells()
        places = self._panel.frame.drop_duplicates("place_key")
        row_at = {key: at for at, key in enumerate(places["place_key"])}
        cells = cells[cells["indicator_id"].isin(names)]
        size = (3.2 + 0.24 * len(names), 2.6 + 0.2 * len(places))
        with self._drawing(size) as (picture, axes):
            row: Any
            for row in cells.itertuples():
                x, y = names.index(row.indicator_id), row_at[row.place_key]
                exact = row.approx == "exact"
                axes.plot(x, y, marker="s", markersize=9, markeredgewidth=1.6, markeredgecolor=COLOURS["blue"],
                          markerfacecolor=COLOURS["blue"] if exact else "white")  # fmt: skip
                if row.conflict:
                    axes.text(x, y, "≠", ha="center", va="center", fontsize=7, fontweight="bold",
                              color="white" if exact else COLOURS["vermillion"])  # fmt: skip
            axes.set_yticks(range(len(places)), self._names(places), fontsize=8)
            axes.set_xticks(range(len(names)), [self._name(name) for name in names], rotation=50, ha="left", fontsize=8)
            axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
            axes.set_xlim(-0.7, len(names) - 0.3)
            axes.set_ylim(len(places) - 0.3, -0.7)
            axes.spines[:].set_visible(False)
            axes.set_title(label(self._lang, "plot.coverage.title"), pad=14)
            self._note(axes, label(self._lang, "plot.key.coverage"), 10)
        return picture

    def small_multiples(self, indicators: list[str] | None = None, columns: int = 4) -> Figure:
        """Draw a small dot plot for each of several indicators, places in the same order, each on its own scale.

        Args:
            indicators: the ids to show; those told of most places where there are none.
            columns: pictures in a row.
        """
        names = [name for name in self._most(indicators, _SMALL) if len(self._told(name))]
        if not names:
            raise UsageError(label(self._lang, "plot.none"))
        told = {name: self._rows(name) for name in names}
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
                self._draw_dots(axes, rows, [order[key] for key in rows["place_key"]], 4)
                axes.set_yticks(range(len(places)), self._names(places), fontsize=7)
                axes.set_ylim(len(places) - 0.5, -0.5)
                axes.tick_params(axis="x", labelsize=7)
                axes.locator_params(axis="x", nbins=3)
                axes.set_title(folded(self._title(names[at], unit)), fontsize=8)
        return picture

    def slopes(self, indicator: str) -> Figure:
        """Draw one indicator over the years, a line a place that has two or more; falling ones are broken lines.

        Args:
            indicator: an id of the panel.

        Raises:
            UsageError: the panel is of one year alone, or no place has two years.
        """
        _, unit, _ = self._rows(indicator)
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
            self._end_labels(axes, lines)
            self._finish(axes, label(self._lang, "plot.slopes.title", name=self._title(indicator, unit)),
                         label(self._lang, "plot.slopes.desc", n=len(lines)), unit, 0)  # fmt: skip
        return picture

    def scatter(self, x: str, y: str) -> Figure:
        """Draw two indicators against each other, a dot a place that tells both.

        Args:
            x: the id across.
            y: the id up.

        Raises:
            UsageError: no place tells both.
        """
        across, x_unit, _ = self._rows(x)
        up, y_unit, _ = self._rows(y)
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
            for row, name in zip(both.itertuples(), self._names(both), strict=True):
                axes.annotate(
                    name, (float(row.value), float(row.value_y)), (6, 4), textcoords="offset points", fontsize=8
                )
                bounds = ends(row.value, row.least, row.most, *axes.get_xlim())
                axes.plot(bounds, [row.value_y] * 2, color=COLOURS["blue"], alpha=0.6, scalex=False, scaley=False)
                bounds = ends(row.value_y, row.least_y, row.most_y, *axes.get_ylim())
                axes.plot([row.value] * 2, bounds, color=COLOURS["blue"], alpha=0.6, scalex=False, scaley=False)
            axes.grid()
            axes.spines["left"].set_visible(True)
            axes.set_xlabel(self._title(x, x_unit))
            axes.set_ylabel(self._title(y, y_unit))
            axes.xaxis.set_major_formatter(compact)
            axes.yaxis.set_major_formatter(compact)
            axes.set_title(folded(label(self._lang, "plot.scatter.title", x=self._name(x), y=self._name(y)), 60))
            self._note(axes, label(self._lang, "plot.scatter.desc", n=len(both)), 44)
        return picture

    def _told(self, indicator: str) -> pd.DataFrame:
        chosen(self._panel, indicator)
        cells = self._panel.cells()
        return cells[cells["indicator_id"] == indicator]

    def _rows(self, indicator: str) -> tuple[pd.DataFrame, str, int]:
        """The cells of an indicator in its commonest unit, that unit, and how many others there are."""
        cells = self._told(indicator)
        if cells.empty:
            raise UsageError(f"no place tells {indicator!r}")
        units = cells["unit"].fillna("")
        unit = str(units.value_counts().sort_index().idxmax())
        rows = cells[units == unit].reset_index(drop=True)
        return rows, unit, len(cells) - len(rows)

    def _most(self, indicators: list[str] | None, count: int) -> list[str]:
        if indicators is not None:
            return chosen(self._panel, indicators)
        told = self._panel.cells()["indicator_id"].value_counts(sort=False)
        by_places = sorted(self._panel.indicators, key=lambda name: -int(told.get(name, 0)))
        return by_places[:count]

    def _name(self, indicator: str) -> str:
        name = self._panel.names.get(indicator, indicator)
        return name if name.isascii() or chinese_font() else indicator

    def _title(self, indicator: str, unit: str) -> str:
        shown = unit_words(unit, None)
        return (
            f"{self._name(indicator)} ({shown})"
            if shown and (shown.isascii() or chinese_font())
            else self._name(indicator)
        )

    def _names(self, rows: pd.DataFrame) -> list[str]:
        """Names of places, or their codes where this machine has no font for them."""
        if chinese_font():
            return [str(name) for name in rows["place_name"]]
        return [str(code) if code == code else "?" for code in rows["place_adcode"].astype(object)]

    def _drawing(
        self, size: tuple[float, float], lines: int = 1, columns: int = 1
    ) -> AbstractContextManager[tuple[Figure, Any]]:
        if chinese_font() is None:
            warnings.warn(label("en", "plot.font"), stacklevel=3)
        from zongshu.compare._picture import drawing

        return drawing(size, lines, columns)

    def _draw_dots(self, axes: Axes, rows: pd.DataFrame, at: list[int] | None = None, size: float = 5) -> None:
        places = range(len(rows)) if at is None else at
        row: Any
        least, most = reach(rows)
        axes.set_xlim(least, most)
        for y, row in zip(places, rows.itertuples(), strict=True):
            exact = row.approx == "exact"
            if not exact:
                bounds = ends(row.value, row.least, row.most, least, most)
                axes.plot(bounds, [y, y], color=COLOURS["blue"], linewidth=2, alpha=0.6, solid_capstyle="butt")
                if row.most == float("inf"):
                    axes.plot(most, y, marker=">", markersize=size, color=COLOURS["blue"], clip_on=False)
            if row.value == row.value:
                axes.plot(float(row.value), y, marker="o", markersize=size, markeredgecolor=COLOURS["blue"],
                          markerfacecolor=COLOURS["blue"] if exact else "white", clip_on=False)  # fmt: skip
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.grid(axis="x")
        axes.hlines(list(places), least, most, colors="#E5E7EB", linewidth=0.6, zorder=0)
        axes.xaxis.set_major_formatter(compact)

    def _end_labels(self, axes: Axes, lines: list[pd.DataFrame]) -> None:
        """Write each place at the end of its line, moved up where it would cover the one below."""
        low, high = axes.get_ylim()
        step = (high - low) / max(14, 1.6 * len(lines))
        last = float("-inf")
        for line in lines:
            end = line.iloc[-1]
            y = max(float(end["value"]), last + step)
            last = y
            text = f"{self._names(line)[-1]}  {figure(end['value'], end['low'], end['high'], end['approx'])}"
            axes.annotate(text, (int(end["year"]), float(end["value"])), (1.03, y), fontsize=8, va="center",
                          textcoords=axes.get_yaxis_transform(), annotation_clip=False,
                          arrowprops={"arrowstyle": "-", "color": "#C4C9D0", "linewidth": 0.6, "shrinkA": 0, "shrinkB": 3})  # fmt: skip

    def _finish(self, axes: Axes, title: str, note: str, unit: str, others: int) -> None:
        axes.set_title(folded(title, 60))
        more = f"\n{label(self._lang, 'plot.units', unit=unit, n=others)}" if others else ""
        self._note(axes, note + more)

    def _note(self, axes: Axes, text: str, below: float = 26) -> None:
        """Write what a reader must know below a picture."""
        if chinese_font() is None:
            text = f"{text}\n{label('en', 'plot.font')}"
        warning = self._panel.warning(self._lang)
        axes.annotate("\n".join(filter(None, [text, warning])), (0, 0), (0, -below),
                      xycoords="axes fraction", textcoords="offset points", fontsize=7.5, va="top", color="#374151")  # fmt: skip
