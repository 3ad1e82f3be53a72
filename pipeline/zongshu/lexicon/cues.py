"""Cue words: the categories of `schemas/cues.yaml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args

from zongshu.compiled import compile_pattern
from zongshu.errors import DataError
from zongshu.lexicon import data
from zongshu.lexicon.terms import TermMatcher, prefix_pattern, trie_pattern

__all__ = ["Cues", "Reach", "cues"]

Direction = Literal["right", "left"]
Scope = Literal["clause", "sentence"]
_KEYS = {"direction", "scope", "ended_by", "words"}


@dataclass(slots=True, frozen=True)
class Reach:
    """How far the words of a category rule the numbers beside them.

    Attributes:
        direction: right where they stand before what they rule, left where after it.
        scope: clause or sentence.
        ended_by: categories whose words, where one stands between, end the reach.
    """

    direction: Direction
    scope: Scope
    ended_by: tuple[str, ...] = ()


@dataclass(slots=True)
class Cues:
    """The cue words by category.

    Attributes:
        words: category to its words.
        reach: category to its reach, for those that have one.
    """

    words: dict[str, frozenset[str]]
    reach: dict[str, Reach] = field(default_factory=dict)
    _patterns: dict[tuple[str, str], re.Pattern[str]] = field(default_factory=dict)
    _matchers: dict[str, TermMatcher] = field(default_factory=dict)

    def anywhere(self, category: str) -> re.Pattern[str]:
        """Return a pattern that finds the longest word of a category."""
        return self._pattern(category, "{}")

    def at_end(self, category: str) -> re.Pattern[str]:
        """Return a pattern that finds a word of a category at the end of a text."""
        return self._pattern(category, "(?:{})$")

    def at_start(self, category: str) -> re.Pattern[str]:
        """Return a pattern for `match`: a word of a category at the beginning of a text."""
        key = (category, "^")
        if key not in self._patterns:
            self._patterns[key] = compile_pattern(prefix_pattern(self.words[category]))
        return self._patterns[key]

    def matcher(self, category: str) -> TermMatcher:
        """Return what finds the words of a category in a text, the longest ones, in one pass."""
        if category not in self._matchers:
            self._matchers[category] = TermMatcher(self.words[category])
        return self._matchers[category]

    def _pattern(self, category: str, form: str) -> re.Pattern[str]:
        key = (category, form)
        if key not in self._patterns:
            self._patterns[key] = compile_pattern(form.format(trie_pattern(self.words[category])))
        return self._patterns[key]


def _parse(table: dict[str, Any]) -> Cues:
    words: dict[str, frozenset[str]] = {}
    reach: dict[str, Reach] = {}
    for category, entry in table.items():
        if isinstance(entry, dict):
            reach[category] = _reach(category, entry, table)
            entry = entry["words"]
        if not isinstance(entry, str):
            raise DataError(f"schemas/cues.yaml: category {category!r} must be words with spaces between them")
        words[category] = frozenset(entry.split())
    return Cues(words, reach)


def _reach(category: str, entry: dict[str, Any], table: dict[str, Any]) -> Reach:
    where = f"schemas/cues.yaml: category {category!r}"
    if unknown := set(entry) - _KEYS:
        raise DataError(
            f"{where} has an unknown key {sorted(map(str, unknown))[0]!r}; known are {', '.join(sorted(_KEYS))}"
        )
    if missing := {"direction", "scope", "words"} - set(entry):
        raise DataError(f"{where} lacks the key {sorted(missing)[0]!r}")
    for key, known in (("direction", get_args(Direction)), ("scope", get_args(Scope))):
        if entry[key] not in known:
            raise DataError(f"{where}: {key} must be {' or '.join(known)}, not {entry[key]!r}")
    ends = tuple(str(entry.get("ended_by") or "").split())
    for end in ends:
        if end not in table:
            raise DataError(f"{where} is ended by {end!r}, which is no category")
    return Reach(entry["direction"], entry["scope"], ends)


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the cue words, read once.

    Example:
        >>> cues().at_end("copulas").search("注册志愿者达到").group()
        '达到'
        >>> cues().reach["planned"].ended_by
        ('done',)
    """
    return _parse(data.load_yaml("cues.yaml"))
