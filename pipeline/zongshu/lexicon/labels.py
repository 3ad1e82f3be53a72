"""Numerals that are no quantities: idioms, names, slogans and words of `schemas/labels.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from zongshu.compiled import compile_pattern
from zongshu.lexicon import data
from zongshu.lexicon.terms import TermMatcher, trie_pattern

__all__ = ["Labels", "labels"]


@dataclass(slots=True, frozen=True)
class Labels:
    """The label lists, compiled.

    Attributes:
        terms: finds idioms and names anywhere in a text.
        pairs: every two neighbouring characters of a term; what none of them stands at lies in no term.
        idioms: those terms that are words or idioms; a numeral in them is no mention at all.
        places: short names of divisions that can be read as a number with a unit, with the full ones.
        slogan_heads: matches a word that turns `N个…` into a slogan.
        ordinal_classifiers: classifiers of quality and phase.
        rank_verbs: finds a word that makes 第N a ranking.
        words: two-character words in which a numeral character counts nothing (统一, 一些).
        letters: the characters of `words`.
    """

    terms: TermMatcher
    pairs: frozenset[str]
    idioms: frozenset[str]
    places: dict[str, str]
    slogan_heads: re.Pattern[str]
    ordinal_classifiers: frozenset[str]
    rank_verbs: re.Pattern[str]
    words: frozenset[str]
    letters: frozenset[str]


@lru_cache(maxsize=1)
def labels() -> Labels:
    """Return the label lists, read once.

    Example:
        >>> text = "落实三会一课制度"
        >>> [(start, end) for _, start, end in labels().terms.find(text)]
        [(2, 6)]
    """
    table = data.load_yaml("labels.yaml")
    idioms = frozenset(table["idioms"].split())
    terms = sorted({*idioms, *table["names"].split()})
    return Labels(
        TermMatcher(terms),
        frozenset(left + right for term in terms for left, right in pairwise(term)),
        idioms,
        {full[:2]: full for full in table["places"].split()},
        compile_pattern(trie_pattern(table["slogan_heads"].split())),
        frozenset(table["ordinal_classifiers"].split()),
        compile_pattern(trie_pattern(table["rank_verbs"].split())),
        frozenset(table["words"].split()),
        frozenset(table["words"]),
    )
