"""Digits that are codes: formulas, serial and telephone numbers, document numbers, models, versions."""

from __future__ import annotations

import re

from zongshu.lexicon.numerals import Number, read_numeral
from zongshu.patterns import pattern
from zongshu.quantify.found import NUMBER, UNIT
from zongshu.types import Mention, Quantity

__all__ = ["CODE_AFTER", "CODE_BEFORE", "CODE_DIGITS", "bare", "code"]

_DOC = pattern(r"[〔\[（(﹝【](?:19|20)[0-9]{2}[〕\])）﹞】] ?第?[0-9]+ ?号?")
_PHONE = pattern(r"(?:0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|400-?[0-9]{3}-?[0-9]{4}|[0-9]{3,4}-[0-9]{7,8})(?![0-9])")
_SERIAL = pattern(r"[0-9]{6,}[/—-][0-9][0-9-]*|[0-9]{9,}(?![.万亿])")
_MODEL = pattern(r"[\w.+-]*", re.ASCII)
# 购置CT3台、AED40台: what is counted is named by an abbreviation; PM10, ISO9001, TOP10企业 and KN95口罩 are names as a whole
_ABBREVIATION = pattern(r"(?<![0-9A-Za-z+＋.-])(?!(?:PM|CO|SO|NO|TOP|ISO|GB|MP|PS)$)[A-Z]{2,6}$")
_COUNTED = pattern(r"[0-9]{1,4} ?[台套个名家座条辆支部处例人件架艘盏](?:$|[，。；、）)\s]|[和与及并共等])")
_FORMULA = pattern(
    r"[0-9NnXx]+(?:\.[0-9]+)?(?:[+＋][0-9NnXxM]+)+(?:[>＞=][0-9]+)?|[0-9]+[×xX*][0-9]+(?:[×xX*][0-9]+)?(?=[小天])|7[×xX*]24(?![0-9.])"
)
_DOTTED = pattern(r"[0-9]+(?:\.[0-9]+){2,}")
# as many digits as a long count has, that begin as no telephone number does
_LONG_COUNT = pattern(r"(?!0|1[3-9][0-9]{9}$)[0-9]{9,12}")
#: A value of more digits than this is a serial number.
_MOST_DIGITS = 24
_OPENERS = "〔[（(﹝【"
CODE_BEFORE = frozenset(_OPENERS + "+＋.")
CODE_AFTER = frozenset("+＋×xX*NnM.-/—")
CODE_DIGITS = 5
"""Digits are a code only after or before one of these or after ASCII, or where they are more than so many."""


def bare(
    start: int, end: int, rule: str, role: str = "label", number: Number | None = None, why: str | None = None
) -> Mention:
    """Return a mention that has no unit, and a value only where one is given."""
    rules = [rule, why] if why else [rule]
    if number is None:
        return Mention(start, end, role, Quantity(None, None, None, "exact", "", "other"), rules)
    return Mention(start, end, role, Quantity(number.value, number.low, number.high, number.approx, "", "other"), rules)


def code(text: str, start: int, end: int, floor: int) -> Mention | None:
    """Read the digits at a place as a code.

    Args:
        text: the text.
        start: the first digit.
        end: the end of the digits, with their decimals.
        floor: the end of the mention before.

    Returns:
        A label, or None where the digits are a number.

    Example:
        >>> code("拨打0355-2024680", 2, 6, 0).rules
        ['label.phone']
    """
    left = text[start - 1] if start > floor else ""
    if left and ((left.isascii() and left.isalpha()) or left in "+＋"):
        if left.isupper() and _COUNTED.match(text, start) and _ABBREVIATION.search(text, max(floor, start - 8), start):
            return None
        found = _MODEL.match(text, start)
        number = NUMBER.match(text, start)
        last = max(found.end() if found else end, number.end() if number else end)
        value = read_numeral(number.group()) if number else None
        return bare(start, last, "label.model", number=value)
    follows = text[end : end + 1]
    if follows and follows in "+＋×xX*NnM":
        match = _FORMULA.match(text, start)
        if match:
            return bare(start, match.end(), "label.formula")
    if follows == "." or left == ".":
        match = _DOTTED.match(text, start)
        if match or (left == "." and start - 1 > floor and text[start - 2 : start - 1].isdigit()):
            return bare(start, match.end() if match else end, "label.version")
        if left == "." and text[start] == "0":
            return bare(start, end, "label.torn")
    if end - start > 8 and UNIT.match(text, end):
        return None
    if end - start > CODE_DIGITS or follows in ("-", "/", "—"):
        for pattern, rule in ((_SERIAL, "label.serial"), (_PHONE, "label.phone")):
            match = pattern.match(text, start)
            if match:
                count = _LONG_COUNT.fullmatch(match.group())
                return bare(start, match.end(), rule, number=read_numeral(match.group()) if count else None)
        if end - start > _MOST_DIGITS:
            return bare(start, end, "label.serial")
    if left and left in _OPENERS and end - start == 4:
        match = _DOC.match(text, start - 1)
        if match:
            return bare(start - 1 if floor < start else start, match.end(), "label.document")
    return None
