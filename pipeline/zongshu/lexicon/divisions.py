"""China's administrative divisions from 1980 on, each with its years, and the look-ups that never guess.

The table is `schemas/divisions/gbt2260.tsv`; `patch.yaml` beside it adds what changed after the table was closed, and
who followed whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain

from zongshu.lexicon.division_names import risky_names, short_names
from zongshu.lexicon.division_table import Division, read_table

__all__ = ["Division", "Divisions", "divisions", "short_names"]


class Divisions:
    """The divisions of all years; `divisions()` gives the one that is read from the data files.

    Args:
        table: the divisions that had each code, oldest first and never two in the same year.
    """

    def __init__(self, table: dict[str, list[Division]]) -> None:
        self._by_code = table

    @classmethod
    def load(cls) -> Divisions:
        """Read the table and the patch.

        Raises:
            DataError: if a row or a change does not fit; the message names it.
        """
        return cls(read_table())

    def __iter__(self) -> Iterator[Division]:
        return chain.from_iterable(self._by_code.values())

    def by_code(self, code: str, year: int | None = None) -> Division | None:
        """Give the division that had a code in a year; without a year, the newest that has or had it.

        >>> divisions().by_code("141181").name
        '孝义市'
        >>> divisions().by_code("419001", 1990).name, divisions().by_code("419001").name
        ('义马市', '济源市')
        """
        spans = self._by_code.get(code, [])
        if year is None:
            return spans[-1] if spans else None
        return next((row for row in spans if row.valid(year)), None)

    def find(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """Give all divisions that a full or short name may mean, newest first.

        Args:
            name: a full official name or a short one.
            year: the year the text speaks of; None for today.

        Returns:
            The divisions valid then, by full name or, where no full name is, by short name; if none was valid, those of
            any year.

        >>> [row.code for row in divisions().find("孝义")]
        ['141181']
        >>> len(divisions().find("鼓楼区")) > 1
        True
        """
        full, short = self._full.get(name, ()), self._short.get(name, ())
        for rows in (full, short):
            held = tuple(row for row in rows if row.valid(year))
            if held:
                return held
        return full or short

    def resolve(self, name: str, within: Division | None = None, year: int | None = None) -> Division | None:
        """Give the one division that a name means, or None where it is unknown or could mean several.

        Args:
            name: a full official name or a short one.
            within: a province or prefecture already known; candidates in it go before all others.
            year: the year the text speaks of; None for today.

        >>> divisions().resolve("鼓楼区") is None
        True
        >>> divisions().resolve("鼓楼区", within=divisions().resolve("南京市")).code
        '320106'
        """
        found = self.find(name, year)
        if within is not None:
            found = tuple(row for row in found if self.contains(within, row)) or found
        else:
            # By custom a bare 河南 or 吉林 is the province; prefectures and counties of that name are written in full.
            found = tuple(row for row in found if row.level == "province") or found
        return found[0] if len({self.current(row).code for row in found}) == 1 else None

    def contains(self, outer: Division, inner: Division) -> bool:
        """Say whether a division is, or lies in, another, whatever codes the two had over the years."""
        heads = (_head(outer), _head(self.current(outer)))
        return inner.code.startswith(heads) or self.current(inner).code.startswith(heads)

    def parent(self, division: Division) -> Division | None:
        """Give the prefecture of a county, or the province where it has none over it; None for a province.

        >>> divisions().parent(divisions().by_code("141181")).name
        '吕梁市'
        """
        if division.level == "province":
            return None
        heads = [division.code[:2] + "0000"]
        if division.level == "county":
            heads.insert(0, division.code[:4] + "00")
        for head in heads:
            for row in reversed(self._by_code.get(head, ())):
                if row.first <= (division.last or row.first) and division.first <= (row.last or division.first):
                    return row
        return None

    def children(self, division: Division) -> tuple[Division, ...]:
        """Give what lay directly under a division in its last year, or lies there now, by code."""
        head = _head(division)
        inner = [row for code, spans in self._by_code.items() if code.startswith(head) for row in spans]
        inner = [row for row in inner if row.valid(division.last) and self.parent(row) == division]
        return tuple(sorted(inner, key=lambda row: row.code))

    def path(self, division: Division) -> str:
        """Give the full official path.

        >>> divisions().path(divisions().by_code("141181"))
        '山西省吕梁市孝义市'
        """
        above = self.parent(division)
        return division.name if above is None else self.path(above) + division.name

    def current(self, division: Division) -> Division:
        """Follow the successors of a division as far as they are known.

        >>> divisions().current(divisions().find("屯留县")[0]).name
        '屯留区'
        """
        while division.successor is not None and division.last is not None:
            later = [row for row in self._by_code.get(division.successor, ()) if (row.last or 9999) > division.last]
            if not later:
                break
            division = later[0]
        return division

    def risky(self, name: str) -> bool:
        """Say whether a name is also an ordinary word, so that running text needs more than the name.

        >>> divisions().risky("和平"), divisions().risky("孝义")
        (True, False)
        """
        return name in risky_names()

    def names(self) -> dict[str, tuple[str, ...]]:
        """Give every full and short name that is not risky, with the codes it may mean, newest first.

        >>> divisions().names()["孝义市"]
        ('141181', '142301')
        """
        risky = risky_names()
        found: dict[str, tuple[str, ...]] = {}
        for names in (self._full, self._short):
            for name, rows in names.items():
                if name not in risky:
                    codes = [row.code for row in rows]
                    found[name] = tuple(dict.fromkeys((*found.get(name, ()), *codes)))
        return found

    @cached_property
    def _newest(self) -> list[Division]:
        """Sort the divisions, newest first and, of the same age, by code."""
        return sorted(self, key=lambda row: (-(row.last or 9999), -row.first, row.code))

    @cached_property
    def _full(self) -> dict[str, tuple[Division, ...]]:
        """Index the full names, newest first."""
        return _index((row.name, row) for row in self._newest)

    @cached_property
    def _short(self) -> dict[str, tuple[Division, ...]]:
        """Index the short names, newest first."""
        shorts = {name: short_names(name) for name in self._full}
        return _index((short, row) for row in self._newest for short in shorts[row.name])


@cache
def divisions() -> Divisions:
    """Give the divisions from the data files, read once.

    >>> divisions().by_code("141100").level
    'prefecture'
    """
    return Divisions.load()


def _head(division: Division) -> str:
    """Give the digits that the codes below a division begin with."""
    level, code = division.level, division.code
    return code[:2] if level == "province" else code[:4] if level == "prefecture" else code


def _index(pairs: Iterable[tuple[str, Division]]) -> dict[str, tuple[Division, ...]]:
    """Group divisions by a name, in the order in which they come."""
    groups: dict[str, list[Division]] = defaultdict(list)
    for name, row in pairs:
        groups[name].append(row)
    return {name: tuple(rows) for name, rows in groups.items()}
