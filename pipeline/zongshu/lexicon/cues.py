"""Cue words: the categories of `schemas/cues.yaml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from zongshu.errors import DataError
from zongshu.lexicon import data
from zongshu.lexicon.terms import trie_pattern

__all__ = ["Cues", "cues"]


@dataclass(slots=True)
class Cues:
    """The cue words by category.

    Attributes:
        words: category to its words.
    """

    words: dict[str, frozenset[str]]
    _patterns: dict[tuple[str, str], re.Pattern[str]] = field(default_factory=dict)

    def anywhere(self, category: str) -> re.Pattern[str]:
        """Return a pattern that finds the longest word of a category."""
        return self._pattern(category, "{}")

    def at_end(self, category: str) -> re.Pattern[str]:
        """Return a pattern that finds a word of a category at the end of a text."""
        return self._pattern(category, "(?:{})$")

    def at_start(self, category: str) -> re.Pattern[str]:
        """Return a pattern for `match`: a word of a category at the beginning of a text."""
        return self._pattern(category, "(?:{})")

    def _pattern(self, category: str, form: str) -> re.Pattern[str]:
        key = (category, form)
        if key not in self._patterns:
            self._patterns[key] = re.compile(form.format(trie_pattern(self.words[category])))
        return self._patterns[key]


def _parse(table: dict[str, Any]) -> Cues:
    words: dict[str, frozenset[str]] = {}
    for category, text in table.items():
        if not isinstance(text, str):
            raise DataError(f"schemas/cues.yaml: category {category!r} must be words with spaces between them")
        words[category] = frozenset(text.split())
    return Cues(words)


@lru_cache(maxsize=1)
def cues() -> Cues:
    """Return the cue words, read once.

    Example:
        >>> cues().at_end("copulas").search("注册志愿者达到").group()
        '达到'
    """
    return _parse(data.load_yaml("cues.yaml"))
