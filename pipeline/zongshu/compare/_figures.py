"""How a number is shown to people."""

from __future__ import annotations

import math
import re

__all__ = ["SIGNS", "figure", "number", "printable", "unit_words"]

SIGNS = {"over": "≥", "under": "≤", "about": "≈"}
# Control characters and the marks that turn the direction of writing: text of an article must not steer a terminal.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def number(value: float) -> str:
    """A number with its thousands apart and no idle digits.

    >>> number(420000000.0), number(73.80)
    ('420,000,000', '73.8')
    """
    if value == int(value):
        return f"{int(value):,}"
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text if float(text.replace(",", "")) else repr(value)


def figure(value: object, low: object, high: object, approx: object) -> str:
    """A number with what its words allow: ≥ over, ≤ under, ≈ about, both ends of a range.

    >>> figure(280.0, 280.0, None, "over"), figure(None, 300.0, 500.0, "range")
    ('≥280', '300–500')
    """
    single, least, most = _float(value), _float(low), _float(high)
    if single is not None:
        return SIGNS.get(str(approx), "") + number(single)
    if least is not None and most is not None:
        return f"{number(least)}–{number(most)}"
    if least is not None:
        return "≥" + number(least)
    return "≤" + number(most) if most is not None else "?"


def _float(value: object) -> float | None:
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return None


def unit_words(unit: object, per_text: object) -> str:
    """The unit with the base of a rate before it: 每万城镇人口 人."""
    return " ".join(word for word in (per_text, unit) if isinstance(word, str) and word)


def printable(text: str) -> str:
    """Text without characters that would move the cursor, colour the screen or turn the line.

    >>> printable("孝义" + chr(27) + "[31m市")
    '孝义 [31m市'
    """
    return _STEERING.sub(" ", text)
