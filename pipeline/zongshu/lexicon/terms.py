"""Matchers for many literal terms: a regular expression over a trie, and Aho-Corasick for whole texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import ahocorasick_rs

__all__ = ["TermKinds", "TermMatcher", "prefix_pattern", "trie_pattern"]

#: So many sets of kinds are kept.
_MOST_NAMED = 4096
#: So many first letters are tried one by one.
_GROUP = 24


def trie_pattern(words: Iterable[str]) -> str:
    """Return a regular expression source that matches the longest of `words` without trying them one by one.

    Args:
        words: literal terms.

    Example:
        >>> re.match(trie_pattern(["人", "人次", "次"]), "人次数").group()
        '人次'
    """
    root = _trie(words)
    singles = [char for char, child in root.items() if char and set(child) == {""}]
    longer = [re.escape(char) + _source(child) for char, child in root.items() if char and char not in singles]  # type: ignore[arg-type]
    # no set of characters at the front: a search skips to the first letters of the branches only where all are letters
    branches = [*longer, *map(re.escape, singles)]
    if "" in root or not longer:
        return _source(root)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def prefix_pattern(words: Iterable[str]) -> str:
    """Return the same as `trie_pattern` for a match at one place: what no word begins with is told by one look.

    Args:
        words: literal terms, none of them empty.

    Example:
        >>> re.match(prefix_pattern(["人", "人次", "次"]), "人次数").group()
        '人次'
    """
    root = _trie(words)
    singles = [char for char, child in root.items() if set(child) == {""}]
    longer = [char for char in root if char not in singles]
    branches = [_class(singles)] if singles else []
    for at in range(0, len(longer), _GROUP):
        group = longer[at : at + _GROUP]
        source = "|".join(re.escape(char) + _source(root[char]) for char in group)  # type: ignore[arg-type]
        branches.append(f"(?={_class(group)})(?:{source})")
    return f"(?={_class(root)})(?:{'|'.join(branches)})"


def _class(letters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(letters))}]"


def _trie(words: Iterable[str]) -> dict[str, dict[str, object]]:
    """Return the words letter by letter; the empty letter ends a word."""
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment]
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return root


def _source(node: dict[str, dict[str, object]]) -> str:
    branches = [
        re.escape(char) + _source(child)  # type: ignore[arg-type]
        for char, child in node.items()
        if char
    ]
    if not branches:
        return ""
    singles = [branch for branch in branches if len(branch) == 1]
    longer = [branch for branch in branches if len(branch) > 1]
    if singles:
        longer.append(singles[0] if len(singles) == 1 else f"[{''.join(singles)}]")
    if "" in node:
        longer.append("")  # the engine passes an empty branch at less than half the cost of an optional group
    return longer[0] if len(longer) == 1 else f"(?:{'|'.join(longer)})"


class TermMatcher:
    """Finds which of many terms stand where in a text, leftmost and longest first, in one pass.

    Args:
        terms: literal terms; the answer names them by their position in this list.
        few: True for some hundred terms at most: a table of all states is faster and takes more room.

    Example:
        >>> TermMatcher(["志愿服务", "志愿服务站"]).find("建成志愿服务站")
        [(1, 2, 7)]
    """

    def __init__(self, terms: Iterable[str], few: bool = False) -> None:
        self.terms = list(terms)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self.terms,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA if few else None,
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Return `(term, start, end)` for every match, not overlapping, in order."""
        return self._automaton.find_matches_as_indexes(text)


class TermKinds:
    """Tells in one pass of which kinds words stand in a text, in other words as well.

    Args:
        kinds: the words of each kind; a word may be of several.

    Example:
        >>> sorted(TermKinds({"plan": ["拟", "将建"], "deed": ["建成"]}).find("将建成2所"))
        ['deed', 'plan']
    """

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self._kinds = list(kinds)
        bits: dict[str, int] = {}
        for number, kind in enumerate(self._kinds):
            for word in kinds[kind]:
                bits[word] = bits.get(word, 0) | 1 << number
        self._bits = list(bits.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(bits))
        self._named: dict[int, frozenset[str]] = {}

    def find(self, text: str) -> frozenset[str]:
        """Return the kinds of the words in a text."""
        return self.find_each((text,))[0]

    def find_each(self, texts: Sequence[str]) -> list[frozenset[str]]:
        """Return the kinds of the words in each of some texts: one pass over all of them is faster than one over each.

        No word may hold a line break, which stands between two texts here.
        """
        bits, here = self._bits, [0] * len(texts)
        # each text ends where the line break after it begins
        ends = list(accumulate([len(text) + 1 for text in texts]))
        number = 0
        for term, _, stop in self._automaton.find_matches_as_indexes("\n".join(texts), overlapping=True):
            while stop >= ends[number]:
                number += 1
            here[number] |= bits[term]
        named = self._named
        return [named[one] if one in named else self._name(one) for one in here]

    def _name(self, here: int) -> frozenset[str]:
        """Return the kinds of which the bits are set, and keep it: equal sets are one."""
        if len(self._named) >= _MOST_NAMED:
            self._named.clear()
        named = self._named[here] = frozenset(kind for number, kind in enumerate(self._kinds) if here >> number & 1)
        return named
