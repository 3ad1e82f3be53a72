"""The indicator packs: their own examples are tests, and mistakes in a user's pack are told with file and entry."""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from zongshu import Pipeline
from zongshu.errors import DataError
from zongshu.lexicon.registry import Entry, Registry, load_registry, registry

KNOWN = Path(__file__).with_name("registry_known_failures.yaml")
_MARK = re.compile(r"⟦([^⟦⟧]+)⟧")


def _known(part: str) -> set[tuple[str, str]]:
    table = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return {(identifier, text) for identifier, texts in (table.get(part) or {}).items() for text in texts}


def _pairs(part: str) -> list[Any]:
    known = _known(part)
    expected = pytest.mark.xfail(strict=True, reason=f"listed in {KNOWN.name}; when it passes, take it off the list")
    return [
        pytest.param(entry.id, text, marks=expected if (entry.id, text) in known else (), id=f"{entry.id} {text}")
        for entry in registry().entries.values()
        for text in getattr(entry, part)
    ]


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def linked(marked: str) -> list[tuple[str, list[str | None]]]:
    """Return for each mark of a text its words, and the indicators of the claims that touch it."""
    pieces = _MARK.split(marked)
    found: list[tuple[str, list[str | None]]] = []
    article = _pipeline()("".join(pieces))
    at = 0
    for number, piece in enumerate(pieces):
        end = at + len(piece)
        if number % 2:
            inside = [one for one in article.claims if one.start < end and at < one.end]
            found.append((piece, [one.indicator.id if one.indicator else None for one in inside]))
        at = end
    return found


@pytest.mark.parametrize(("identifier", "text"), _pairs("examples"))
def test_example_links(identifier: str, text: str) -> None:
    assert linked(text) == [(mark, [identifier]) for mark in _MARK.findall(text)]


@pytest.mark.parametrize(("identifier", "text"), _pairs("counterexamples"))
def test_counterexample_does_not_link(identifier: str, text: str) -> None:
    for mark, found in linked(text):
        assert identifier not in found, mark


def test_every_indicator_has_examples() -> None:
    for entry in registry().entries.values():
        assert entry.examples, entry.id
        assert entry.counterexamples, entry.id
        assert all(_MARK.search(text) for text in (*entry.examples, *entry.counterexamples)), entry.id


def test_known_failures_are_few_and_up_to_date() -> None:
    entries = registry().entries
    for part, share in (("examples", 0.03), ("counterexamples", 0.03)):
        known = _known(part)
        assert all(identifier in entries and text in getattr(entries[identifier], part) for identifier, text in known)
        assert len(known) <= share * sum(len(getattr(entry, part)) for entry in entries.values())


# -- finding aliases --------------------------------------------------------------------------------------------------


def entry(identifier: str, *aliases: str, pack: str = "p") -> Entry:
    parts = tuple(tuple(alias.split("…")) for alias in aliases)
    return Entry(
        identifier, pack, "名", "name", "义", "", "count", "个", frozenset("个"), "stock", False, parts, (), ()
    )


def test_find_gives_overlapping_aliases() -> None:
    table = Registry([entry("a", "志愿服务"), entry("b", "志愿服务站")])
    assert table.find("建成志愿服务站") == [("a", 2, 6, 4), ("b", 2, 7, 5)]


def test_find_spans_a_gap_of_at_most_eight_characters() -> None:
    table = Registry([entry("a", "招聘…教师")])
    assert table.find("招聘八个字的高校毕业教师") == [("a", 0, 12, 4)]
    assert table.find("招聘九个字的中小学科任教师") == []


def test_find_wants_the_parts_in_order() -> None:
    assert Registry([entry("a", "招聘…教师")]).find("教师招聘") == []


def test_length_counts_entries() -> None:
    assert len(Registry([entry("a", "甲"), entry("b", "乙")])) == 2


# -- mistakes in a user's pack ----------------------------------------------------------------------------------------

GOOD: dict[str, Any] = {
    "pack": "mine",
    "indicators": [
        {
            "id": "snow_days",
            "name": {"zh": "降雪日数"},
            "definition": {"zh": "有降雪的日数"},
            "dimension": "time",
            "unit": "天",
            "measure": "flow",
            "aliases": ["降雪日数", "降雪…天数"],
        },
        {
            "id": "snow_ploughs",
            "name": {"zh": "除雪车辆", "en": "Snow ploughs"},
            "definition": {"zh": "在册的除雪车辆", "en": "Registered"},
            "dimension": "count",
            "unit": "辆",
            "units": ["台"],
            "measure": "stock",
            "aliases": ["除雪车"],
        },
    ],
}


def pack(tmp_path: Path, change: dict[str, Any] | None = None, drop: str | None = None) -> Path:
    """Write the good pack, with the second entry changed."""
    made = copy.deepcopy(GOOD)
    made["indicators"][1].update(change or {})
    if drop:
        del made["indicators"][1][drop]
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    return path


def test_a_users_pack_is_linked_to(tmp_path: Path) -> None:
    article = Pipeline(indicators=[pack(tmp_path)])("全年出动除雪车46台，建成志愿服务站3个。")
    assert [one.indicator.id for one in article.claims if one.indicator] == ["snow_ploughs", "volunteer_sites"]


def test_a_folder_of_packs_is_read(tmp_path: Path) -> None:
    pack(tmp_path)
    assert len(load_registry([tmp_path])) == len(registry()) + 2


def test_defaults_of_an_entry(tmp_path: Path) -> None:
    table = load_registry([pack(tmp_path)])
    assert table.entries["snow_days"].en == "降雪日数"
    assert table.entries["snow_days"].units == {"天"}
    assert table.entries["snow_ploughs"].units == {"台", "辆"}
    assert table.entries["snow_days"].aliases == (("降雪日数",), ("降雪", "天数"))


@pytest.mark.parametrize("key", ["id", "name", "definition", "dimension", "unit", "measure", "aliases"])
def test_missing_key_is_told(tmp_path: Path, key: str) -> None:
    with pytest.raises(DataError, match=rf"mine\.yaml, entry 2: .* lacks {key}"):
        load_registry([pack(tmp_path, drop=key)])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dimension": "weight"}, "dimension 'weight' is not one of"),
        ({"measure": "sum"}, "measure 'sum' is not one of"),
        ({"aliases": []}, "lacks aliases"),
        ({"aliases": ["…"]}, "an alias is empty"),
        ({"name": "除雪车"}, "name and definition need at least `zh`"),
        ({"definition": {"en": "x"}}, "name and definition need at least `zh`"),
    ],
)
def test_wrong_value_is_told(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=rf"mine\.yaml, entry 2: indicator 'snow_ploughs'.*{message}"):
        load_registry([pack(tmp_path, change)])


def test_duplicate_id_within_a_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"'snow_days' is defined in .*mine.* and again in .*mine"):
        load_registry([pack(tmp_path, {"id": "snow_days"})])


def test_duplicate_of_a_shipped_id_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"'gdp' is defined in .*economy.* and again in .*mine"):
        load_registry([pack(tmp_path, {"id": "gdp"})])


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("pack: mine\nindicators:\n  - id: [a\n  - b: c\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.yaml:\d: "):
        load_registry([path])


@pytest.mark.parametrize("text", ["", "- a\n", "pack: x\n", "pack: x\nindicators: {a: 1}\n", "indicators: []\n"])
def test_what_is_no_pack_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.yaml: a pack needs `pack` and a list `indicators`"):
        load_registry([path])


def test_an_entry_that_is_no_mapping_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("pack: x\nindicators: [5]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.yaml, entry 1: an indicator must be a mapping"):
        load_registry([path])


def test_a_pack_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.yaml: no indicator pack"):
        load_registry([tmp_path / "nowhere.yaml"])
    with pytest.raises(DataError, match="no indicator pack"):
        load_registry([tmp_path])
