"""Traditional script: the clean text is the simplified reading, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.lexicon.traditional import is_traditional, script, simplified
from zongshu.offsets import Edit
from zongshu.patterns import pattern

__all__ = ["traditional"]

_LINE = pattern(r"[^\r\n]+")


def traditional(text: str) -> Iterator[Edit]:
    """Yield the replacements that turn a text, or paragraphs of it, from traditional into simplified characters.

    Every character gives one character. A traditional word or name in simplified text stays.

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("全縣建成「暖心」驛站280個", list(traditional("全縣建成「暖心」驛站280個")))[0]
        '全县建成“暖心”驿站280个'
    """
    if script().only_traditional.search(text) is None:
        return
    if is_traditional(text):
        yield from _changes(text, 0)
        return
    for line in _LINE.finditer(text):
        if is_traditional(line.group(), paragraph=True):
            yield from _changes(line.group(), line.start())


def _changes(text: str, start: int) -> Iterator[Edit]:
    """Yield the stretches that change."""
    other = simplified(text)
    at, size = 0, len(text)
    while at < size:
        if text[at] == other[at]:
            at += 1
            continue
        end = at + 1
        while end < size and text[end] != other[end]:
            end += 1
        yield start + at, start + end, other[at:end]
        at = end
