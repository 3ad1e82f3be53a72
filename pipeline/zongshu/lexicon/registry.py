"""The indicator registry: packs of `schemas/indicators/*.yaml` and of the user, checked on loading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import ahocorasick_rs

from zongshu.errors import DataError
from zongshu.lexicon import data
from zongshu.types import Dimension, Quantity

__all__ = ["Entry", "Registry", "load_registry", "registry"]

_GAP = 8
# how many kinds of quantities are remembered; a text has a few dozen
_KEPT = 4096
_DIMENSIONS = frozenset(get_args(Dimension))
_MEASURES = frozenset(("stock", "flow", "share", "rate"))
_REQUIRED = ("id", "name", "definition", "dimension", "unit", "measure", "aliases")


@dataclass(slots=True, frozen=True)
class Entry:
    """One indicator of the registry.

    Attributes:
        id: stable identifier.
        pack: the pack it comes from.
        zh: Chinese name; `en` the English one.
        definition_zh: what it measures; `definition_en` the same in English.
        dimension: the dimension a claim must have.
        unit: the usual unit; `units` all that are accepted.
        measure: stock, flow, share or rate.
        per_capita: True where only a rate fits.
        aliases: wordings, each as its parts between gaps.
        actions: words of which one must stand in the clause, where there are any.
        exclusions: words that must not stand in the item.
        examples: marked-up sentences that must link; `counterexamples` must not.
    """

    id: str
    pack: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    dimension: str
    unit: str
    units: frozenset[str]
    measure: str
    per_capita: bool
    aliases: tuple[tuple[str, ...], ...]
    actions: tuple[str, ...]
    exclusions: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def allows(self, rate: bool, unit: str, dimension: str) -> bool:
        """Tell whether a quantity of this unit and dimension, a rate or none, may measure it."""
        if rate != self.per_capita and not (rate and self.measure == "rate"):
            return False
        return unit in self.units or (dimension == self.dimension and self.dimension not in ("count", "none"))


class Registry:
    """All indicators with one matcher for the first parts of their aliases.

    Args:
        entries: the indicators; ids must not repeat.

    Raises:
        DataError: two entries have one id.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {}
        firsts: dict[str, list[tuple[str, tuple[str, ...], int]]] = {}
        for entry in entries:
            if entry.id in self.entries:
                raise DataError(
                    f"indicator {entry.id!r} is defined in pack {self.entries[entry.id].pack!r} and again in {entry.pack!r}"
                )
            self.entries[entry.id] = entry
            for alias in entry.aliases:
                firsts.setdefault(alias[0], []).append((entry.id, alias[1:], sum(map(len, alias))))
        self._words = list(firsts)
        self._rests = [firsts[word] for word in self._words]
        self._automaton = ahocorasick_rs.AhoCorasick(self._words)
        self._fitting: dict[tuple[bool, str, str], frozenset[str]] = {}
        # kinds of quantities that allow the same indicators share one set, so that it is told by itself
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        # for each set of indicators, which aliases of it go on after each first part
        self._known: dict[frozenset[str] | None, dict[int, list[tuple[str, tuple[str, ...], int]]]] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def fitting(self, quantity: Quantity) -> frozenset[str]:
        """Return the ids of the indicators whose unit and dimension allow a quantity.

        Example:
            >>> sorted(registry().fitting(Quantity(None, None, None, unit="光年", kind="length", dimension="none")))
            []
        """
        rate = quantity.kind == "rate"
        key = (rate, quantity.unit, quantity.dimension)
        found = self._fitting.get(key)
        if found is None:
            found = frozenset(entry.id for entry in self.entries.values() if entry.allows(rate, *key[1:]))
            found = self._sets.setdefault(found, found)
            if len(self._fitting) < _KEPT:
                self._fitting[key] = found
        return found

    def find(self, text: str, among: frozenset[str] | None = None) -> list[tuple[str, int, int, int]]:
        """Find every alias in a text.

        Args:
            text: the words of a claim.
            among: the ids of the indicators that are looked for; None for all.

        Returns:
            `(indicator id, start, end, characters matched)`, overlapping ones included; a gap spans at most 8 characters.

        Example:
            >>> {hit[0] for hit in registry().find("注册志愿者")} >= {"registered_volunteers"}
            True
        """
        hits: list[tuple[str, int, int, int]] = []
        known = self._known.setdefault(among, {})
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            rests = known.get(index)
            if rests is None:
                rests = known[index] = [rest for rest in self._rests[index] if among is None or rest[0] in among]
            for identifier, rest, size in rests:
                at = end
                for part in rest:
                    found = text.find(part, at, at + _GAP + len(part))
                    if found == -1:
                        break
                    at = found + len(part)
                else:
                    hits.append((identifier, start, at, size))
        return hits


def _entry(raw: Any, pack: str, where: str) -> Entry:
    if not isinstance(raw, dict):
        raise DataError(f"{where}: an indicator must be a mapping")
    label = f"{where}: indicator {raw.get('id', '?')!r}"
    missing = [key for key in _REQUIRED if raw.get(key) in (None, []) or (raw[key] == "" and key != "unit")]
    if missing:
        raise DataError(f"{label} lacks {', '.join(missing)}")
    if raw["dimension"] not in _DIMENSIONS:
        raise DataError(f"{label}: dimension {raw['dimension']!r} is not one of {', '.join(sorted(_DIMENSIONS))}")
    if raw["measure"] not in _MEASURES:
        raise DataError(f"{label}: measure {raw['measure']!r} is not one of {', '.join(sorted(_MEASURES))}")
    name, definition = raw["name"], raw["definition"]
    if not isinstance(name, dict) or not isinstance(definition, dict) or not name.get("zh") or not definition.get("zh"):
        raise DataError(f"{label}: name and definition need at least `zh`")
    aliases = tuple(tuple(part for part in str(alias).split("…") if part) for alias in raw["aliases"])
    if not all(aliases):
        raise DataError(f"{label}: an alias is empty")
    return Entry(
        str(raw["id"]),
        pack,
        name["zh"],
        str(name.get("en") or name["zh"]),
        definition["zh"],
        str(definition.get("en") or ""),
        raw["dimension"],
        str(raw["unit"]),
        frozenset(map(str, raw.get("units") or [raw["unit"]])) | {str(raw["unit"])},
        raw["measure"],
        bool(raw.get("per_capita", False)),
        aliases,
        tuple(map(str, raw.get("actions") or ())),
        tuple(map(str, raw.get("exclusions") or ())),
        tuple(map(str, raw.get("examples") or ())),
        tuple(map(str, raw.get("counterexamples") or ())),
    )


def _pack(file: Path) -> list[Entry]:
    table = data.load_yaml_file(file)
    if not isinstance(table, dict) or "pack" not in table or not isinstance(table.get("indicators"), list):
        raise DataError(f"{file}: a pack needs `pack` and a list `indicators`")
    return [
        _entry(raw, str(table["pack"]), f"{file}, entry {number}") for number, raw in enumerate(table["indicators"], 1)
    ]


def load_registry(extra: Iterable[str | Path] = ()) -> Registry:
    """Read the shipped packs and those of the user.

    Args:
        extra: further pack files, or folders of them.

    Raises:
        DataError: a pack holds a mistake; the message names file and entry.
    """
    files = sorted(data.path("indicators").glob("*.yaml"))
    for name in extra:
        path = Path(name)
        found = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not found or not all(file.is_file() for file in found):
            raise DataError(f"{path}: no indicator pack (*.yaml) there")
        files += found
    return Registry(entry for file in files for entry in _pack(file))


@lru_cache(maxsize=1)
def registry() -> Registry:
    """Return the shipped registry, read once."""
    return load_registry()
