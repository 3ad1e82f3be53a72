"""Which signs a text holds that most texts do not: where those of a step are absent, it has nothing to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from zongshu.compiled import compile_pattern
from zongshu.lexicon.traditional import script
from zongshu.repair.lookalike import SIGNS as LOOK_ALIKE
from zongshu.repair.mojibake import SIGNS as MOJIBAKE
from zongshu.repair.pinyin import TONED
from zongshu.repair.spaces import INVISIBLE, SPACES
from zongshu.repair.widths import FOLDED

__all__ = ["needed", "rare_signs"]

_FIGURES = "〇零一二三四五六七八九"


@cache
def needed() -> dict[str, frozenset[str]]:
    """Return for each step that looks for certain signs those signs; without one of them it makes no edit."""
    blank = frozenset(SPACES)
    return {
        "invisible": frozenset(INVISIBLE),
        "traditional": frozenset(script().only_traditional.pattern.strip("[]")),
        "formula": frozenset("$\\"),
        "bracketed_pinyin": frozenset(TONED),
        "letter_spacing": blank,
        "stray_space": blank,
        "line_number": frozenset("\n"),
        "look_alike": frozenset(LOOK_ALIKE),
        "full_width": frozenset(FOLDED),
        "mojibake": frozenset(MOJIBAKE),
    }


@cache
def _search() -> re.Pattern[str]:
    """Return what finds them, in one scan; the signs of ASCII are looked for apart, or only beside figures."""
    signs = {sign for several in needed().values() for sign in several if not sign.isascii()}
    beside = "".join(sign for sign in LOOK_ALIKE if sign.isascii())
    return compile_pattern(
        f"[{_ranges(signs)}{beside}]"
        rf"(?:(?<![{beside}])|(?<=[{_FIGURES}].)|(?=[{_FIGURES}])|(?<!0)(?:(?<=\d.)|(?=\d)))"
    )


def _ranges(signs: Iterable[str]) -> str:
    """Write signs as the ranges of a class, which compile in a fraction of the time.

    >>> _ranges("三一丁七")
    '一-丁七-七三-三'
    """
    codes = sorted(map(ord, signs))
    ends = [0, *(at for at in range(1, len(codes)) if codes[at] > codes[at - 1] + 1), len(codes)]
    return "".join(f"{chr(codes[first])}-{chr(codes[last - 1])}" for first, last in pairwise(ends))


@lru_cache(maxsize=2)
def rare_signs(text: str) -> frozenset[str]:
    """Return the signs of a text that some step looks for.

    Args:
        text: any text.

    Example:
        >>> sorted(rare_signs("增长８％，20l5年，All in平台")), sorted(rare_signs("建成站点280个，覆盖率73.8%。"))
        ([' ', 'l', '％', '８'], [])
    """
    return frozenset((*_search().findall(text), *(sign for sign in "$\\ \n" if sign in text)))
