"""The clauses of a sentence that hold numbers: where they begin and end, with brackets as clauses of their own."""

from __future__ import annotations

import re

from zongshu.types import Mention

__all__ = ["clause_around", "number_clauses"]


def number_clauses(
    text: str, start: int, end: int, mentions: list[Mention], mark: re.Pattern[str], bracketed: bool
) -> list[tuple[int, int, bool, list[Mention]]]:
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
    groups: list[tuple[int, int, bool, list[Mention]]] = []
    first, right = start, start
    for mention in mentions:
        anew = right <= mention.start
        if anew:
            first, right = clause_around(text, right, mention, end, mark)
        if not bracketed:
            if anew:
                groups.append((first, right, False, [mention]))
            else:
                groups[-1][3].append(mention)
            continue
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
        for group in groups[-1:-3:-1]:
            if group[0] == left and group[2] == bracket:
                group[3].append(mention)
                groups[at] = (left, max(stop, group[1]), bracket, group[3])
                break
            at -= 1
        else:
            groups.append((left, stop, bracket, [mention]))
    return groups


def clause_around(text: str, start: int, mention: Mention, end: int, mark: re.Pattern[str]) -> tuple[int, int]:
    """Return where the clause of a number begins, in what is left of its sentence, and where it ends.

    Args:
        text: the clean text.
        start: where the sentence begins, or the last mark before the number that is known.
        mention: the number.
        end: where the sentence ends.
        mark: what parts clauses.
    """
    # the marks before the last comma need not be looked at, unless that is one inside a number
    comma = text.rfind("，", start, mention.start)
    left = start
    for begin in (comma, start) if comma > start else (start,):
        found = mark.search(text, begin, end)
        while found and found.start() < mention.start:
            left = found.end()
            found = mark.search(text, left, end)
        if left > start:
            break
    if found and found.start() < mention.end:
        found = mark.search(text, mention.end, end)
    return left, found.start() if found else end


def _opened(text: str, start: int, end: int) -> int:
    """Return where the bracket stands that is open at the end of a stretch; -1 where none is."""
    opened = max(text.rfind("（", start, end), text.rfind("(", start, end))
    if opened < 0:
        return -1
    return -1 if text.find("）", opened + 1, end) >= 0 or text.find(")", opened + 1, end) >= 0 else opened
