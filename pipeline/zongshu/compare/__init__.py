"""Places side by side: the claims of many articles as one table, with the words behind each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongshu.later import later

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["Panel", "compare", "csv", "load", "render_terminal", "write", "write_page"]

__getattr__ = later(__name__, {"Panel": f"{__name__}._panel"})


def load(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> pd.DataFrame:
    """Read claims files into one table, a row a claim.

    Args:
        paths: one file or several: JSON Lines records, or the table form as .csv or .parquet.

    Returns:
        The claims; nested names are joined by `_`, codes are text.

    Raises:
        UsageError: a file does not exist or cannot be read.
        DataError: a line is no record; the message names file and line.
    """
    from zongshu.compare._load import load as run

    return run(paths)


def compare(
    frame: pd.DataFrame,
    year: int | str | None = None,
    level: str | None = None,
    indicators: str | Iterable[str] | None = None,
    names: Mapping[str, str] | None = None,
    per: str | os.PathLike[str] | pd.DataFrame | None = None,
    bounds: str = "words",
    near_years: int = 0,
) -> Panel:
    """Set places side by side: one value for each place and indicator, and the claims that say so.

    Only what was achieved is compared, at one level of place. An article printed twice counts once, a place with a new
    code is one row. Where two values meet, the one with the later end of
    period is shown, then the surer one, then the later one in its text; all are kept in `conflicts`.

    Args:
        frame: claims in the table form.
        year: keep the claims for this year alone, 2024 or "2024"; without it each cell shows its latest year.
        level: province, prefecture, county, town, village or other; without it the most frequent one down to county.
        indicators: the ids to keep, in this order.
        names: names to show for indicator ids; their order is the order of the columns.
        per: a table of denominators or its CSV file: place_adcode or place_name, denominator (population, communities,
            area_km2), year, value, source. Figures for 10,000 inhabitants, a community, a km² go to `normalised`.
        bounds: `words` takes 290余 for 290 or more and 近300 for at most 300; `rounding` reads them as rounded at the last
            digit that is not zero, 290–299 and 250–299.
        near_years: how many years before or after that of the comparison may stand in where a place tells none for it;
            such figures are ranked with the others and flagged `period.near`. By default none does. The year is that
            which was asked for, else the commonest of each indicator.

    Returns:
        The comparison, with everything that was left out and why.

    Raises:
        UsageError: no year, an unknown level or reading of bounds, fewer near years than none, or a table that lacks a needed column.
        DataError: a mistake in the table of denominators.
    """
    from zongshu.compare._build import build

    return build(
        frame, year=_year(year), level=level, indicators=indicators, names=names, per=per, bounds=bounds,
        near_years=near_years,
    )  # fmt: skip


def _year(given: int | str | None) -> int | None:
    from zongshu.errors import UsageError

    if given is None:
        return None
    try:
        year = int(given)
    except (TypeError, ValueError):
        year = 0
    if str(given).strip() not in (str(year), f"{year}.0") or not 1 <= year <= 9999:
        raise UsageError(f"year {given!r}: a year in digits is wanted, as in 2024")
    return year


def csv(table: pd.DataFrame) -> bytes:
    """Give any table of a panel as CSV that a spreadsheet opens rightly: no cell of it is a formula.

    Args:
        table: a table of a panel, as `panel.checks`.
    """
    from zongshu.compare._write import csv as run

    return run(table)


def render_terminal(panel: Panel, width: int | None = None, colour: bool | None = None, lang: str = "en") -> str:
    """Draw the comparison as text, in several blocks where the terminal is narrow.

    Args:
        panel: what `compare` returned.
        width: columns of text; the terminal's own where there is one, else as wide as needed.
        colour: True or False; by default only on a terminal.
        lang: language of the labels, `en` or `zh`.

    Returns:
        Lines of text.
    """
    from zongshu.compare._terminal import render

    return render(panel, width=width, colour=colour, lang=lang)


def write_page(panel: Panel, path: str | os.PathLike[str], lang: str = "en", title: str | None = None) -> None:
    """Write the comparison as one HTML file that needs nothing beside itself.

    Args:
        panel: what `compare` returned.
        path: where the page goes; an older file is replaced in one step.
        lang: language of the labels, `en` or `zh`.
        title: a title of your own.
    """
    from zongshu.compare._page import page
    from zongshu.files import replace_file

    replace_file(path, page(panel, lang=lang, title=title))


def write(panel: Panel, path: str | os.PathLike[str], lang: str = "en") -> None:
    """Write the comparison in the form that the ending names: .html, .csv and .parquet (tidy) or .xlsx (all tables).

    Args:
        panel: what `compare` returned.
        path: where the file goes; an older file is replaced in one step.
        lang: language of the page's labels, `en` or `zh`.

    Raises:
        UsageError: another ending, or a folder that does not exist.
    """
    from zongshu.compare._write import write as run

    run(panel, path, lang=lang)
