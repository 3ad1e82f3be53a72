"""The table of divisions as it is read: rows of `gbt2260.tsv` with the changes of `patch.yaml` entered."""

from __future__ import annotations

import msgspec

from zongshu.errors import DataError
from zongshu.lexicon.data import load_yaml, path

__all__ = ["Division", "read_table"]


class Division(msgspec.Struct, frozen=True, gc=False):
    """One division under one code and one name, for the years in which both held.

    Attributes:
        code: the six digits of GB/T 2260; a code may be used again for another division.
        name: the full official name.
        level: province, prefecture or county.
        first: the first year; 1980 stands for 1980 or before.
        last: the last year, None while the division exists.
        successor: the code under which the same area went on, where it went on as one.
    """

    code: str
    name: str
    level: str
    first: int
    last: int | None
    successor: str | None

    def valid(self, year: int | None = None) -> bool:
        """Say whether the division existed in a year; without a year, whether it still does."""
        if year is None:
            return self.last is None
        return self.first <= year and (self.last is None or year <= self.last)


def read_table() -> dict[str, list[Division]]:
    """Read the table and enter the patch.

    Returns:
        The divisions that had each code, oldest first.

    Raises:
        DataError: if a row or a change does not fit; the message names it.
    """
    file = path("divisions", "gbt2260.tsv")
    table: dict[str, list[Division]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        try:
            code, name, first, last, successor = line.split("\t")
            row = Division(code, name, _level(code), int(first), int(last) if last else None, successor or None)
        except ValueError as error:
            raise DataError(f"{file}:{number}: code, name, first and last year, successor wanted ({error})") from error
        table.setdefault(code, []).append(row)
    patch = load_yaml("divisions", "patch.yaml")
    if not isinstance(patch, dict) or not isinstance(patch.get("changes"), dict):
        raise DataError("divisions/patch.yaml: `changes` must map years to what changed in them")
    for year in sorted(patch["changes"]):
        enter_changes(table, int(year), **patch["changes"][year])
    return table


def enter_changes(
    table: dict[str, list[Division]],
    year: int,
    source: str = "",
    became: dict[str, str] | None = None,
    new: list[str] | None = None,
) -> None:
    """Enter one year's changes into a table.

    Args:
        table: the divisions by code, oldest first; changed in place.
        year: the first year of the new state.
        source: where the changes were made known; kept for the reader of the file.
        became: `code name` of a division whose last year is the one before, with `code name` of the one it went into.
        new: `code name` of divisions made from parts of others that went on.

    Raises:
        DataError: if the table holds another name, or the old division did not end then.
    """
    became = became or {}
    for before, after in became.items():
        code, name = before.split(" ")
        spans = table.get(code, [])
        place = next((i for i, row in enumerate(spans) if row.valid(year - 1)), None)
        if place is None or spans[place].name != name or spans[place].last not in (None, year - 1):
            raise DataError(f"divisions/patch.yaml: {year}: {before} does not end in {year - 1}")
        spans[place] = msgspec.structs.replace(spans[place], last=year - 1, successor=after.split(" ")[0])
    for entry in dict.fromkeys((*became.values(), *(new or ()))):
        code, name = entry.split(" ")
        spans = table.setdefault(code, [])
        held = next((row for row in spans if row.valid(year)), None)
        if held is None:
            spans.append(Division(code, name, _level(code), year, None, None))
        elif held.name != name:
            raise DataError(f"divisions/patch.yaml: {year}: {code} is {held.name}, not {name}")


def _level(code: str) -> str:
    """Read the level from the zeros of a code."""
    return "county" if code[4:] != "00" else "prefecture" if code[2:4] != "00" else "province"
