"""What the pictures of `_plots` are made with: a figure in the one style that notebooks show, and its marks."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

from zongshu.compare._figures import figure
from zongshu.compare._scales import compact, ends, inches, reach, slanted
from zongshu.compare._theme import COLOURS, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["Picture", "draw_dots", "draw_ends", "draw_squares", "drawing", "note"]

_STEP = (0.24, 0.2)  # inches from square to square, across and down
_NOTE = (4.8, 0.6)  # inches that the note below the squares takes


class Picture(Figure):
    """A matplotlib figure that a notebook shows, once, without pyplot."""

    def _repr_png_(self) -> bytes:
        memory = io.BytesIO()
        self.savefig(memory, format="png", dpi=110)
        return memory.getvalue()


@contextmanager
def drawing(size: tuple[float, float], lines: int = 1, columns: int = 1) -> Iterator[tuple[Figure, Any]]:
    """Give a figure with its axes (a grid of them where there are several) to draw on in the one style.

    Args:
        size: width and height in inches.
        lines: rows of axes.
        columns: columns of axes.
    """
    settings: Any = style()
    with mpl.rc_context(settings):
        picture = Picture(figsize=size, layout="constrained")
        several = lines * columns > 1
        yield picture, picture.subplots(lines, columns, sharey=several, squeeze=not several)


def draw_dots(axes: Axes, rows: pd.DataFrame, at: Sequence[int] | None = None, size: float = 5) -> None:
    """Draw figures with their bounds, a line of the picture each.

    Args:
        axes: where.
        rows: cells, with `least` and `most`.
        at: the line of each; one below the other by default.
        size: of the dots, in points.
    """
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


def draw_squares(
    axes: Axes, squares: Sequence[tuple[int, int, bool, bool]], rows: Sequence[str], columns: Sequence[str]
) -> None:
    """Draw a square for each cell, and give the picture the size that its names need.

    Squares keep their distance however long names are, so the room is worked out and not left to matplotlib.

    Args:
        axes: the only axes of their figure.
        squares: column, row, whether exact, whether in conflict.
        rows: a name for each row.
        columns: a name for each column, which is written slanting above its middle.
    """
    for x, y, exact, conflict in squares:
        axes.plot(x, y, marker="s", markersize=9, markeredgewidth=1.6, markeredgecolor=COLOURS["blue"],
                  markerfacecolor=COLOURS["blue"] if exact else "white")  # fmt: skip
        if conflict:
            axes.text(x, y, "≠", ha="center", va="center", fontsize=7, fontweight="bold",
                      color="white" if exact else COLOURS["vermillion"])  # fmt: skip
    axes.set_yticks(range(len(rows)), list(rows), fontsize=8)
    axes.set_xticks(
        range(len(columns)), list(columns), rotation=50, ha="left", va="bottom", rotation_mode="anchor", fontsize=8
    )
    axes.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.spines[:].set_visible(False)
    across, down = _STEP[0] * len(columns), _STEP[1] * len(rows)
    right, above = slanted(columns, _STEP[0])
    left = inches(rows) + 0.25
    wide, high = left + max(across + right, _NOTE[0]), down + above + _NOTE[1] + 0.4
    picture = axes.get_figure(root=True)
    assert picture is not None
    picture.set_layout_engine("none")
    picture.set_size_inches(wide, high)
    axes.set_position((left / wide, _NOTE[1] / high, across / wide, down / high))


def draw_ends(axes: Axes, lines: Sequence[pd.DataFrame], names: Sequence[str]) -> None:
    """Write each place at the end of its line, moved up where it would cover the one below."""
    low, high = axes.get_ylim()
    step = (high - low) / max(14, 1.6 * len(lines))
    last = float("-inf")
    for line, name in zip(lines, names, strict=True):
        end = line.iloc[-1]
        y = max(float(end["value"]), last + step)
        last = y
        text = f"{name}  {figure(end['value'], end['low'], end['high'], end['approx'])}"
        axes.annotate(text, (int(end["year"]), float(end["value"])), (1.03, y), fontsize=8, va="center",
                      textcoords=axes.get_yaxis_transform(), annotation_clip=False,
                      arrowprops={"arrowstyle": "-", "color": "#C4C9D0", "linewidth": 0.6, "shrinkA": 0, "shrinkB": 3})  # fmt: skip


def note(axes: Axes, text: str, below: float = 26) -> None:
    """Write what a reader must know below a picture, so many points below its axis."""
    axes.annotate(text, (0, 0), (0, -below), xycoords="axes fraction", textcoords="offset points", fontsize=7.5,
                  va="top", color="#374151")  # fmt: skip
