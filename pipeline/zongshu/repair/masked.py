"""Masked numbers: what an editor or a template left open, X次 or 20XX年; they stay, and are flagged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongshu.patterns import pattern

__all__ = ["masked_numbers"]

_SIGNS = "XxＸｘ×＊*"
_UNITS = (
    "[万亿]|[次人个名户家件元亩年月日岁天项场期处所条套台辆批倍间吨篇门节届座支份块]|百分点|公里|公顷|平方|立方|%|％"
)
# the sign first, what may not stand before it second: so the search runs at full speed
_MASKED = pattern(
    rf"[XxＸｘ×＊*](?:(?<=[XxＸｘ])(?<![A-Za-zＡ-Ｚａ-ｚ].)(?<![A-Za-z]\d.)[XxＸｘ]*[余多]?(?:{_UNITS})"
    rf"|(?:(?<=×)×+|(?<=＊)＊+|(?<=\*)\*{{1,2}})[余多]?(?:{_UNITS})(?![\d*＊×]))",
    re.DOTALL,
)
_FIRST_FIGURES = pattern(r"(?<!\d)\d{1,3}$")


def masked_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers whose figures are masked.

    A name (××县, ××村) is masked too, but is no number.

    Args:
        text: any text.

    Example:
        >>> text = "20XX年开展活动X次，惠及××人，X光机2台，3×5米，××村"
        >>> [text[start:end] for start, end in masked_numbers(text)]
        ['20XX年', 'X次', '××人']
    """
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _MASKED.finditer(text):
        figures = _FIRST_FIGURES.search(text, max(0, match.start() - 3), match.start())
        yield figures.start() if figures else match.start(), match.end()
