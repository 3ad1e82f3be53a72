"""What the pictures of `_plots` are made with: a figure in the one style that notebooks show."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from zongshu.compare._theme import style

__all__ = ["Picture", "drawing"]


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
