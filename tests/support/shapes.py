"""What every match of a regular expression must look like, read off its parse tree: a proof for gates that stand before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["firsts", "lasts", "needs", "widest"]

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_EMPTY = (code.AT, code.ASSERT, code.ASSERT_NOT)
_ANY = None
"""Any character at all."""


def firsts(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Return the characters that a match may begin with, "" among them for an empty one; None for any at all.

    Example:
        >>> sorted(firsts(re.compile("(?:甲|乙?丙)丁")))
        ['丙', '乙', '甲']
    """
    return _ends(parser.parse(pattern.pattern), list)


def lasts(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Return the characters that a match may end with, "" among them for an empty one; None for any at all.

    Example:
        >>> sorted(lasts(re.compile("甲(?:乙|丙丁)?$")))
        ['丁', '乙', '甲']
    """
    return _ends(parser.parse(pattern.pattern), lambda items: list(items)[::-1])


def needs(pattern: re.Pattern[str], characters: Iterable[str]) -> bool:
    """Tell whether every match holds one of some characters.

    Example:
        >>> needs(re.compile("甲*(?:乙|丙)"), "乙丙"), needs(re.compile("甲*乙?"), "甲乙")
        (True, False)
    """
    return _needs(parser.parse(pattern.pattern), frozenset(characters))


def widest(pattern: re.Pattern[str]) -> int:
    """Return the length of the longest match."""
    return int(parser.parse(pattern.pattern).getwidth()[1])


def _parts(item: Any) -> list[Any] | None:
    """Return the alternatives of a branch, or the one body of a group; None for a single character."""
    op, value = item
    if op is code.BRANCH:
        return list(value[1])
    if op is code.SUBPATTERN:
        return [value[3]]
    return [value[2]] if op in _REPEATS else None


def _single(item: Any) -> frozenset[str] | None:
    op, value = item
    if op is code.LITERAL:
        return frozenset(chr(value))
    if op is code.IN and all(kind in (code.LITERAL, code.RANGE) for kind, _ in value):
        spans = [(one, one) if kind is code.LITERAL else one for kind, one in value]
        return frozenset(chr(at) for low, high in spans for at in range(low, high + 1))
    return _ANY


def _ends(items: Any, order: Callable[[Any], list[Any]]) -> frozenset[str] | None:
    found: set[str] = set()
    for item in order(items):
        if item[0] in _EMPTY:
            continue
        parts = _parts(item)
        each = [_single(item)] if parts is None else [_ends(part, order) for part in parts]
        if any(one is _ANY for one in each):
            return _ANY
        here = frozenset().union(*(one for one in each if one is not None))
        if item[0] in _REPEATS and item[1][0] == 0:
            here |= {""}
        found |= here - {""}
        if "" not in here:
            return frozenset(found)
    return frozenset(found | {""})


def _needs(items: Any, characters: frozenset[str]) -> bool:
    for item in items:
        if item[0] in _EMPTY or (item[0] in _REPEATS and item[1][0] == 0):
            continue
        parts = _parts(item)
        single = _single(item) if parts is None else None
        if parts is None and single is not None and single <= characters:
            return True
        if parts is not None and all(_needs(part, characters) for part in parts):
            return True
    return False
