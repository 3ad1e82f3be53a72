"""The text as the grammar reads it: half-width digits, and no stray spaces inside a numeral.

Repaired text needs none of this; it is for the public call on any text. Widths change one character for one; spaces are
left out, and a list of what was left out leads positions back.
"""

from __future__ import annotations

import re
from functools import cache

from zongshu.compiled import compile_pattern
from zongshu.patterns import pattern
from zongshu.quantify.breaks import soft_breaks
from zongshu.types import Mention

__all__ = ["View", "view"]

# one class first, so that the search is a scan; ．－／ count only between or before digits, ，only as thousands separator
_WIDE = pattern(
    r"[０-９％Ａ-Ｚａ-ｚ．－／](?:(?<![．－／])|(?=[0-9０-９]))"
    r"(?:[０-９％Ａ-Ｚａ-ｚ]|(?<=[０-９0-9])[．－／](?=[０-９0-9])|(?<=[０-９])，(?=[０-９]{3}(?![０-９])))*"
)
_NARROW = {ord("％"): "%", ord("．"): ".", ord("，"): ",", ord("－"): "-", ord("／"): "/"}
_NARROW |= {
    code: chr(code - 0xFEE0) for block in ("０９", "ＡＺ", "ａｚ") for code in range(ord(block[0]), ord(block[1]) + 1)
}
_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_BLANK = " \t\u3000"
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_WORDS = pattern(
    r"[个百分](?:(?<=个) *百 *分 *点|(?<=百) *分 *之|(?<=分) *之 *(?=[0-9负零一二两三四五六七八九十百千万]))"
)
_SPACES = pattern(" +")
_TORN_WORD = pattern(" (?<=[个百分] )")
_NEXT_SCALE = pattern(rf"[{_CHINESE}0-9.]*")
_LAST_SCALE = pattern(r"[十百千万亿](?=[^十百千万亿]*$)")


class View:
    """A text without the spaces that stood in its numerals.

    Attributes:
        text: the text to read.
    """

    def __init__(self, text: str, gaps: list[tuple[int, int]]) -> None:
        parts, at, lost = [], 0, 0
        self._starts: list[int] = []
        self._lost: list[int] = []
        for start, end in gaps:
            parts.append(text[at:start])
            self._starts.append(start - lost)
            lost += end - start
            self._lost.append(lost)
            at = end
        self.text = "".join(parts) + text[at:]

    def lead_back(self, mentions: list[Mention]) -> None:
        """Give mentions in order their places in the text as given.

        Example:
            >>> from zongshu.quantify.scan import scan
            >>> seen = view("共一百 五 十户")
            >>> found = scan(seen.text)
            >>> seen.lead_back(found)
            >>> [(mention.start, mention.end) for mention in found]
            [(1, 8)]
        """
        index, lost, following = 0, 0, self._starts[0] if self._starts else None
        for mention in mentions:
            while following is not None and following <= mention.start:
                lost, index = self._lost[index], index + 1
                following = self._starts[index] if index < len(self._starts) else None
            mention.start += lost
            while following is not None and following < mention.end:
                lost, index = self._lost[index], index + 1
                following = self._starts[index] if index < len(self._starts) else None
            mention.end += lost


def view(text: str, *, wrapped: bool = False) -> View:
    """Return the text as the grammar reads it.

    Args:
        text: any text.
        wrapped: whether to leave out the line breaks that only wrap a sentence.

    Example:
        >>> view("占８．７％，共一百 五 十户").text
        '占8.7%，共一百五十户'
    """
    text = _WIDE.sub(_narrow, text)
    gaps: list[tuple[int, int]] = []
    if " " in text or "\u3000" in text:
        gaps = sorted({*_word_gaps(text), *_number_gaps(text)})
    if wrapped and "\n" in text:
        gaps = _apart(sorted({*gaps, *soft_breaks(text)}))
    return View(text, gaps)


def _apart(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop gaps that overlap the one before."""
    kept: list[tuple[int, int]] = []
    for start, end in gaps:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _narrow(run: re.Match[str]) -> str:
    return run.group().translate(_NARROW)


def _word_gaps(text: str) -> list[tuple[int, int]]:
    """Return the spaces inside 个百分点 and 分之."""
    if not _TORN_WORD.search(text):
        return []
    return [gap.span() for word in _WORDS.finditer(text) for gap in _SPACES.finditer(text, *word.span())]


def _number_gaps(text: str) -> list[tuple[int, int]]:
    """Return the spaces inside numerals, and the long ones between a number and 个百分点 or 成."""
    gaps = []
    for blank in _BLANK:
        if blank in text:
            for gap in _gap(blank).finditer(text):
                start, end = gap.span()
                if _joins(text, start, end, text[start - 1], text[end]):
                    gaps.append((start, end))
    return gaps


@cache
def _gap(blank: str) -> re.Pattern[str]:
    """Return what finds blanks inside a numeral, the first of which is this: a search for one sign is a quick one."""
    return compile_pattern(
        rf"{blank}(?<=[{_CHINESE}点又之成0-9]{blank})[{_BLANK}]*(?=[{_CHINESE}点几余多分之又个成%0-9])"
    )


def _joins(text: str, start: int, end: int, left: str, right: str) -> bool:
    """Tell whether a space stands inside one numeral: 一百 五 十, 7万 5千, 四百 点 五."""
    number = left in _CHINESE or left.isdigit()
    if right in "点几余多":
        return left in _CHINESE and (
            right != "点" or text[end + 1 : end + 3].strip()[:1] in tuple("零一二三四五六七八九")
        )
    if left == "点":
        return right in _CHINESE and text[start - 2 : start - 1].strip() in ("", *_CHINESE)
    if right == "成" or right == "又" or right == "分":
        return number and (right != "分" or text[end + 1 : end + 4].strip().startswith("之"))
    if left == "又":
        return right in _CHINESE or right.isdigit()
    if right == "个":
        return number and text[end : end + 8].replace(" ", "").startswith("个百分点")
    if right == "%":
        return number and end - start > 1
    if left in "之成":
        return (right in _CHINESE or right.isdigit()) and text[start - 2 : start - 1] not in "，。"
    if not number or (left.isdigit() and right.isdigit()):
        return False
    if right in _SCALES:
        return True
    return left in _SCALES and _smaller(text, start, end)


def _smaller(text: str, start: int, end: int) -> bool:
    """Tell whether what follows the space counts in places below what stands before it (七万 五千, not 一百 二百)."""
    before = _LAST_SCALE.search(text[max(0, start - 12) : start])
    after = _NEXT_SCALE.match(text, end)
    scales = [_SCALES[char] for char in (after.group() if after else "") if char in _SCALES]
    return before is not None and (not scales or scales[0] < _SCALES[before.group()])
