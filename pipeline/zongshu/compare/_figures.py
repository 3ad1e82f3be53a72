"""How a number is shown to people."""

from __future__ import annotations

import math

from zongshu.patterns import pattern

__all__ = ["SIGNS", "figure", "number", "printable", "short_figure", "unit_words"]

SIGNS = {"over": "≥", "under": "≤", "about": "≈"}
# Control characters and the marks that turn the direction of writing: text of an article must not steer a terminal.
_STEERING = pattern("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


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


def short_figure(value: object, least: object, most: object) -> str:
    """A worked-out figure to four digits, with the sign of its bounds.

    >>> short_figure(20.28171, 20.28171, 20.28171), short_figure(20.28171, 20.28171, float("inf"))
    ('20.28', '≥20.28')
    """
    known, low, high = _float(value), _float(least), _float(most)
    exact = low is not None and low == high
    approx = "exact" if exact else "over" if low == known else "under" if high == known else "about"
    short, least, most = (None if end is None else float(f"{end:.4g}") for end in (known, low, high))
    return figure(short, least, most, approx)


def unit_words(unit: object, per_text: object) -> str:
    """The unit of a rate, written as tables write it.

    >>> unit_words("人", None), unit_words("张", "每处"), unit_words("元", "人均"), unit_words("", "生师比")
    ('人', '张/处', '元/人', '生师比')
    """
    own = unit if isinstance(unit, str) else ""
    words = per_text if isinstance(per_text, str) else ""
    base = words.removeprefix("平均").removeprefix("每") if words.startswith(("每", "平均每")) else ""
    base = base or (words.removesuffix("均") if words.endswith("均") else "")
    return f"{own}/{base}" if own and base else " ".join(word for word in (words, own) if word)


def printable(text: str) -> str:
    """Text without characters that would move the cursor, colour the screen or turn the line.

    >>> printable("孝义" + chr(27) + "[31m市")
    '孝义 [31m市'
    """
    return _STEERING.sub(" ", text)
