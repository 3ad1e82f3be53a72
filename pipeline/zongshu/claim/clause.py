"""The clauses of a sentence that hold numbers: where they begin and end, with brackets as clauses of their own."""

from __future__ import annotations

import re

from zongshu.types import Mention

__all__ = ["number_clauses"]

_Clause = tuple[int, int, bool, list[Mention]]
"""Start and end of a clause, whether it is a bracket, and its mentions."""


def number_clauses(
    text: str, start: int, end: int, mentions: list[Mention], mark: re.Pattern[str], bracketed: bool
) -> list[_Clause]:
    """Cut a sentence into clauses that hold claims; a bracket that holds one is a clause of its own.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it ends.
        mentions: its claim mentions in order.
        mark: what parts clauses.
        bracketed: True where the sentence holds a bracket.

    Returns:
        For each clause its start and end, whether it is a bracket, and its mentions.
    """
    groups: list[_Clause] = []
    first = stop = start
    for mention in mentions:
        if mention.start < stop:
            groups[-1][3].append(mention)
            continue
        # marks before the last comma need not be looked at, unless that is one inside a number
        comma = text.rfind("，", first, mention.start)
        left = first
        for begin in (comma, first) if comma > first else (first,):
            found = mark.search(text, begin, end)
            while found and found.start() < mention.start:
                left = found.end()
                found = mark.search(text, left, end)
            if left > first:
                break
        if found and found.start() < mention.end:
            found = mark.search(text, mention.end, end)
        groups.append((left, found.start() if found else end, False, [mention]))
        first, stop = (found.end(), found.start()) if found else (end, end)
    return _with_brackets(text, start, end, groups) if bracketed else groups


def _with_brackets(text: str, start: int, end: int, groups: list[_Clause]) -> list[_Clause]:
    """Part the brackets from the clauses of a sentence."""
    found: list[_Clause] = []
    for first, right, _, mentions in groups:
        for mention in mentions:
            left, stop = first, right
            opened = _opened(text, left, mention.start)
            bracket = opened >= 0
            if bracket:
                left = opened + 1
                closers = [at for closer in "）)" if (at := text.find(closer, mention.end, end)) != -1]
                stop = min([right, *closers])
            else:
                bracket = _opened(text, start, mention.start) >= 0
            # 低保金3900万元（城市600万元）、救助金420万元: a clause goes on after its bracket
            at = -1
            for clause in found[-1:-3:-1]:
                if clause[0] == left and clause[2] == bracket:
                    clause[3].append(mention)
                    found[at] = (left, max(stop, clause[1]), bracket, clause[3])
                    break
                at -= 1
            else:
                found.append((left, stop, bracket, [mention]))
    return found


def _opened(text: str, start: int, end: int) -> int:
    """Return where the bracket stands that is open at the end of a stretch; -1 where none is."""
    opened = max(text.rfind("（", start, end), text.rfind("(", start, end))
    if opened < 0:
        return -1
    return -1 if text.find("）", opened + 1, end) >= 0 or text.find(")", opened + 1, end) >= 0 else opened
