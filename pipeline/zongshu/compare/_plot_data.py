"""What a picture draws of a panel, and the words beside it: rows in one unit, names, titles, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongshu.compare._labels import base_words, label
from zongshu.compare._ranks import chosen, on_base
from zongshu.compare._theme import chinese_font
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["PlotData"]


class PlotData:
    """A panel as its pictures see it.

    Args:
        panel: what `compare` returned.
        lang: language of the words.
    """

    def __init__(self, panel: Panel, lang: str) -> None:
        self._panel = panel
        self._lang = lang

    def told(self, indicator: str) -> pd.DataFrame:
        """The cells of an indicator."""
        chosen(self._panel, indicator)
        cells = self._panel.cells()
        return cells[cells["indicator_id"] == indicator]

    def rows(self, indicator: str, per: str | None = None) -> tuple[pd.DataFrame, str, int]:
        """The cells of an indicator in its commonest unit, that unit, and how many others there are."""
        cells = self.told(indicator)
        cells = cells.assign(divided=False) if per is None else on_base(self._panel, cells, per)
        for end, bound in (("low", "least"), ("high", "most")):
            cells[end] = cells[end].mask(cells["divided"], cells[bound])
        if cells.empty:
            raise UsageError(f"no place tells {indicator!r}")
        units = cells["unit"].fillna("")
        unit = str(units.value_counts().sort_index().idxmax())
        rows = cells[units == unit].reset_index(drop=True)
        return rows, unit, len(cells) - len(rows)

    def most(self, indicators: list[str] | None, count: int) -> list[str]:
        """The ids that are asked for, else those told of most places."""
        if indicators is not None:
            return chosen(self._panel, indicators)
        told = self._panel.cells()["indicator_id"].value_counts(sort=False)
        by_places = sorted(self._panel.indicators, key=lambda name: -int(told.get(name, 0)))
        return by_places[:count]

    def name(self, indicator: str) -> str:
        """The name of an indicator, or its id where this machine has no font for it."""
        name = self._panel.names.get(indicator, indicator)
        return name if name.isascii() or chinese_font() else indicator

    def title(self, indicator: str, unit: str, per: str | None = None) -> str:
        """The name with its unit, and the base that it is divided by."""
        unit = self._base_unit(indicator, unit, per)
        shown = unit and (unit.isascii() or chinese_font())
        return f"{self.name(indicator)} ({unit})" if shown else self.name(indicator)

    def names(self, rows: pd.DataFrame) -> list[str]:
        """Names of places, or their codes where this machine has no font for them."""
        if chinese_font():
            return [str(name) for name in rows["place_name"]]
        return [str(code) if code == code else "?" for code in rows["place_adcode"].astype(object)]

    def _divided(self, indicator: str, per: str | None) -> pd.DataFrame | None:
        """The figures of an indicator on a base; None where it is told as it stands."""
        table = self._panel.normalised
        if per is None or table.empty:
            return None
        found = table[table["denominator"].eq(per) & table["indicator_id"].eq(indicator)]
        return found if len(found) else None

    def _base_unit(self, indicator: str, unit: str, per: str | None) -> str:
        found = self._divided(indicator, per)
        if found is None:
            return unit
        base = base_words(self._lang, str(per), str(found["base_name"].iloc[0]))
        return ", ".join(filter(None, [unit, label(self._lang, "figures.per", base=base)]))

    def base_note(self, indicator: str, held: int, per: str | None) -> str:
        """Where the denominators come from, and how many places have none: all but those that are `held`."""
        found = self._divided(indicator, per)
        if found is None:
            return ""
        sources = "; ".join(sorted(found["source"].dropna().unique())) or label(self._lang, "untold")
        told = [label(self._lang, "figures.source", source=sources)]
        lacking = len(self.told(indicator)) - held
        if lacking:
            told.append(label(self._lang, "plot.per.missing", n=lacking))
        return " ".join(told)

    def others(self, unit: str, others: int) -> str:
        """Say how many figures are left out for their unit; empty where none is."""
        return label(self._lang, "plot.units", unit=unit, n=others) if others else ""
