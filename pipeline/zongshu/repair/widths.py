"""Full-width digits, letters and signs, and look-alike characters, to the forms the grammar reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongshu.offsets import Edit

__all__ = ["full_width"]

_TABLE = {chr(0xFF10 + i): str(i) for i in range(10)}
_TABLE |= {chr(0xFF21 + i): chr(65 + i) for i in range(26)} | {chr(0xFF41 + i): chr(97 + i) for i in range(26)}
_TABLE |= {"％": "%", "℅": "%", "＋": "+", "＞": ">", "＜": "<", "＝": "=", "／": "/"}
# these are full-width forms only between digits; elsewhere they are Chinese punctuation
_BETWEEN = {"．": "."}
_FOLD = re.compile("[" + re.escape("".join(_TABLE)) + r"]|(?<=[0-9０-９])．(?=[0-9０-９])")


def full_width(text: str) -> Iterator[Edit]:
    """Yield the replacements of full-width forms, each one character for one.

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("增长８．７％", list(full_width("增长８．７％")))[0]
        '增长8.7%'
    """
    for match in _FOLD.finditer(text):
        char = match.group()
        yield match.start(), match.end(), _TABLE.get(char) or _BETWEEN[char]
