r"""OCR leftovers: numbers that an engine wrote as formulas, `$1 6 . 8 4 \%$` for 16.84%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongshu.offsets import Edit
from zongshu.patterns import pattern

__all__ = ["formulas", "unread_formulas"]

_FORMULA = pattern(r"\$([^$\n]{1,80})\$")
_TOKEN = pattern(
    r"(?P<number>\d(?:[ ~]*[\d.,])*)"
    r"|(?P<percent>\\%|%)"
    r"|\\(?:mathrm|mathbf|mathit|text|rm)[ ~]*\{(?P<unit>[ ~A-Za-z/]+)\}"
    r"|(?P<power>\^[ ~]*(?:\{[ ~]*[23][ ~]*\}|[23]))"
    r"|(?P<sign>\\(?:sim|times|pm|circ|cdot|leq|geq|textperthousand|permil)(?![A-Za-z])|[-+=<>/:∶～~]|\^\{?\\circ\}?)"
    r"|(?P<space>[ ~]+)"
)
_SIGNS = {
    r"\sim": "～",
    r"\times": "×",
    r"\pm": "±",
    r"\cdot": "·",
    r"\leq": "≤",
    r"\geq": "≥",
    r"\textperthousand": "‰",
    r"\permil": "‰",
}
_COMMAND = pattern(r"\\[A-Za-z]+|[\^_] ?\{|\\%")
_ESCAPED_PERCENT = pattern(r"(?<=\d)[ ~]*\\(?=%)")


def formulas(text: str) -> Iterator[Edit]:
    r"""Yield the edits that turn formulas of nothing but numbers, signs and units into plain text.

    Args:
        text: any text. A formula that holds anything else stays as it is.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit(r"增长$1 6 . 8 4 \%$", list(formulas(r"增长$1 6 . 8 4 \%$")))[0]
        '增长16.84%'
    """
    if "$" not in text and "\\%" not in text:
        return
    at = 0
    while True:
        match = _FORMULA.search(text, at)
        stop = match.start() if match else len(text)
        for escape in _ESCAPED_PERCENT.finditer(text, at, stop):
            yield escape.start(), escape.end(), ""
        if match is None:
            return
        inside = _plain(match[1])
        if inside is None:
            # the second sign may open the next formula
            at = match.end() - 1
            continue
        yield match.start(), match.start() + 1, ""
        for start, end, right in inside:
            yield match.start() + 1 + start, match.start() + 1 + end, right
        yield match.end() - 1, match.end(), ""
        at = match.end()


def unread_formulas(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the places of formulas that hold a number and more than repair can read.

    Args:
        text: the text after repair. Prices between dollar signs are no formulas.

    Example:
        >>> list(unread_formulas(r"增长$\frac{1}{3}$，单价$100，总价$200"))
        [(2, 15)]
    """
    at = 0
    while "$" in text and (match := _FORMULA.search(text, at)):
        sure = _COMMAND.search(match[1]) is not None
        if sure and re.search(r"\d", match[1]) and _plain(match[1]) is None:
            yield match.span()
        at = match.end() - (0 if sure else 1)


def _plain(inside: str) -> list[Edit] | None:
    """Return the edits inside a formula, None where it is more than a number with its unit."""
    edits: list[Edit] = []
    at = 0
    numbers = 0
    while at < len(inside):
        token = _TOKEN.match(inside, at)
        if token is None:
            return None
        start, at = token.span()
        if token["number"]:
            numbers += 1
            edits += [(start + i, start + i + 1, "") for i, char in enumerate(token["number"]) if char in " ~"]
        elif token["percent"]:
            edits += [(start, start + 1, "")] if token["percent"][0] == "\\" else []
        elif token["unit"]:
            edits.append((start, at, re.sub("[ ~]", "", token["unit"])))
        elif token["power"]:
            edits.append((start, at, "²" if "2" in token["power"] else "³"))
        elif token["sign"] in _SIGNS:
            edits.append((start, at, _SIGNS[token["sign"]]))
        elif token["sign"] and "circ" in token["sign"]:
            edits.append((start, at, "°"))
        elif token["space"]:
            edits.append((start, at, ""))
    return edits if numbers else None
