"""Full-width and styled digits, full-width letters and signs to the forms the grammar reads, half-width marks to full ones."""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.offsets import Edit
from zongshu.patterns import pattern

__all__ = ["FOLDED", "STYLED", "full_width", "thousands_marks"]

_TABLE = {chr(0xFF10 + i): str(i) for i in range(10)}
_TABLE |= {chr(0xFF21 + i): chr(65 + i) for i in range(26)} | {chr(0xFF41 + i): chr(97 + i) for i in range(26)}
# the bold, double-struck, sans-serif and monospaced digits that posts are set in
_STYLED = {chr(code): str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}
_TABLE |= _STYLED
_TABLE["％"] = "%"
# what half-width katakana fonts leave behind; beside kana they are Japanese and stay
_TABLE |= {"｡": "。", "､": "、", "｢": "「", "｣": "」", "･": "·"}
# signs are Chinese typography in prose (互联网＋) and leftovers only beside figures
_BESIDE = {"＋": "+", "＞": ">", "＜": "<", "＝": "=", "／": "/"}
_BETWEEN = {"．": ".", "－": "-"}
FOLDED = _TABLE | _BESIDE | _BETWEEN
"""Each full-width form with the one that the grammar reads."""
STYLED = frozenset(_STYLED)
"""The digits among them that the grammar does not read as they are."""
_FOLD = pattern(f"[{''.join(FOLDED)}]")
_FIGURE = pattern("[0-9０-９A-Za-zＡ-Ｚａ-ｚ]")
_KANA = pattern("[\u3040-\u30ff\uff66-\uff9f]")
_KANA_ERA = "｡､｢｣･"
_HINT = pattern(r"，\d{3}(?<=\d，\d{3})(?!\d)")
_THOUSANDS = pattern(
    r"(?<![\d.,，、第])[1-9]\d{0,2}，\d{3}(?:，\d{3})*(?![\d.，,])(?=[余多]?[万亿]?(?:[余多]?(?:人|名|户|个|家|件|元|亩|场|次|项|条|支|块|台|吨|斤|公|平方|辆|套|头|篇)))"
)


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
        at, char = match.start(), match.group()
        if char in _TABLE:
            if char in _KANA_ERA and _KANA.search(text, max(0, at - 8), at + 8):
                continue
        else:
            # letter spacing in a short line is undone later
            before, after = text[max(0, at - 2) : at].rstrip(" ")[-1:], text[at + 1 : at + 3].lstrip(" ")[:1]
            if char in _BETWEEN and not (before.isdecimal() and after.isdecimal()):
                continue
            if char in _BESIDE and not (_FIGURE.match(before) or after.isdecimal()):
                continue
        yield at, at + 1, FOLDED[char]


def thousands_marks(text: str) -> Iterator[Edit]:
    """Yield full-width commas inside numbers as half-width ones, where three digits and a unit follow.

    Args:
        text: any text, after full-width digits were folded.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("走访1，860户，第3，100个", list(thousands_marks("走访1，860户，第3，100个")))[0]
        '走访1,860户，第3，100个'
    """
    if _HINT.search(text) is None:
        return
    for match in _THOUSANDS.finditer(text):
        for at in range(match.start(), match.end()):
            if text[at] == "，":
                yield at, at + 1, ","
