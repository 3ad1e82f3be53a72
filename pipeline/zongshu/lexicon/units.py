"""Units and classifiers: the table of `schemas/units.yaml` as one matcher."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from zongshu.errors import DataError
from zongshu.lexicon import data
from zongshu.lexicon.terms import prefix_pattern, trie_pattern

__all__ = ["Unit", "Units", "to_base", "units"]

_DIMENSIONS = frozenset(
    ["count", "people", "visits", "money", "area", "length", "mass", "volume", "energy", "time", "share", "none"]
)


@dataclass(slots=True, frozen=True)
class Unit:
    """One unit: its normal form, what it measures, and how it converts.

    Attributes:
        name: the normal form that goes into the record.
        dimension: count, people, visits, money, area, length, mass, volume, energy, time, share or none.
        kind: the form of a claim in this unit (codebook §2).
        base: base unit and factor, where the unit has one.
        bare: True for nouns that count themselves after digits (12镇).
    """

    name: str
    dimension: str
    kind: str
    base: tuple[str, Decimal] | None = None
    bare: bool = False


class Units:
    """The unit table with its matchers.

    Attributes:
        forms: printed form to unit.
        pattern: a regular expression source that matches the longest form at a place; `strict` leaves out bare nouns.
        rates: short forms such as 人均 with number and base.
        slash: a source that matches what may stand after a slash.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self.forms: dict[str, Unit] = {}
        for group, body in table["measures"].items():
            dimension = body.get("dimension", group)
            if dimension not in _DIMENSIONS:
                dimension = "none"
            for entry in body["units"]:
                kind = entry.get("kind", body["kind"])
                if "words" in entry:
                    for word in entry["words"].split():
                        self.forms.setdefault(word, Unit(word, dimension, kind, None, group == "bare"))
                    continue
                base = entry.get("base")
                pair = (str(base[0]), Decimal(str(base[1]))) if base else None
                unit = Unit(entry["forms"][0], dimension, kind, pair)
                for form in entry["forms"]:
                    if self.forms.setdefault(form, unit) is not unit:
                        raise DataError(f"schemas/units.yaml: the form {form!r} is given twice")
        self.pattern = prefix_pattern(self.forms)
        self.strict = prefix_pattern(form for form, unit in self.forms.items() if not unit.bare)
        self.rates = {word: (Decimal(str(body[0])), str(body[1])) for word, body in table["rates"].items()}
        self.slash = trie_pattern(table["slash"].split())


@lru_cache(maxsize=1)
def units() -> Units:
    """Return the unit table, read once.

    Example:
        >>> units().forms["㎡"].name, units().forms["人次"].dimension
        ('平方米', 'visits')
    """
    return Units(data.load_yaml("units.yaml"))


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """Convert a value to the base unit of what its unit measures.

    Args:
        value: the number.
        unit: any printed form of a unit.

    Returns:
        The value and the base unit (米, 平方米, 立方米, 千克, 瓦, 焦耳, 秒, 元), or None for a unit without a base:
        classifiers, months and years, other currencies.

    Example:
        >>> to_base(Decimal("1.5"), "公顷")
        (Decimal('15000.0'), '平方米')
    """
    found = units().forms.get(unit)
    if found is None or found.base is None:
        return None
    base, factor = found.base
    return value * factor, base
