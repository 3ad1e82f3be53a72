"""How words join in the phrase around a number: the word lists of `schemas/grammar.yaml`."""

from __future__ import annotations

from functools import lru_cache

from zongshu.lexicon.data import load_yaml

__all__ = ["listed", "lists"]


@lru_cache(maxsize=1)
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists by category, read once."""
    return {name: frozenset(text.split()) for name, text in load_yaml("grammar.yaml").items()}


def listed(word: str, category: str) -> bool:
    """Tell whether a category has a word.

    Example:
        >>> listed("轮流", "adverbs"), listed("雪道", "adverbs")
        (True, False)
    """
    return word in lists()[category]
