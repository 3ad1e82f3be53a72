"""Cutting text into clauses: the one cut that several stages share."""

from __future__ import annotations

from zongshu.patterns import pattern

__all__ = ["CLAUSE_MARK", "clauses"]

CLAUSE_MARK = pattern(r"[；;。！？!?\n，,：:](?:(?<![，,：:])|(?<=[，,])(?:(?<!\d.)|(?!\d{3}(?!\d)))|(?<=[：:])(?!\d))")
"""A mark that ends a clause; commas and colons inside numbers do not."""


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut `[start, end)` into clauses at ，；：and stops; the text is cut at every such mark.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last.

    Returns:
        `(start, end)` pairs without the mark itself, empty ones left out.

    Example:
        >>> text = "建成站点3个，覆盖率90%。"
        >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
        ['建成站点3个', '覆盖率90%']
    """
    found: list[tuple[int, int]] = []
    at = start
    for mark in CLAUSE_MARK.finditer(text, start, end):
        if mark.start() > at:
            found.append((at, mark.start()))
        at = mark.end()
    if at < end:
        found.append((at, end))
    return found
