"""Names that hold a numeral are no quantities."""

from __future__ import annotations

from zongshu.lexicon.divisions import divisions
from zongshu.lexicon.labels import labels
from zongshu.quantify import find_mentions


def counted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_mentions(text) if one.role in ("claim", "ordinal")]


def test_no_division_is_a_count() -> None:
    names = {row.name for row in divisions()}
    assert [name for name in sorted(names) if counted(name) or counted(f"会议在{name}召开")] == []


def test_short_names_that_read_as_counts_are_known() -> None:
    table = divisions()
    known = labels().places
    assert all(table.find(full) for full in known.values())
    for short, full in known.items():
        assert counted(f"{full}来信：{short}派人去学，添置{short}设备") == [short]
        assert counted(f"添置{short}设备") == [short]
