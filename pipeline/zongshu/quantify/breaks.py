"""Line breaks that only wrap running text: inside a number, or inside a sentence that goes on.

A break that ends a sentence, a heading, a row or an item of a list stays. Nothing here looks at the width of a column; it
serves the public call on any text, where a few lines may be all there is.
"""

from __future__ import annotations

import re
from functools import cache

from zongshu.compiled import compile_pattern
from zongshu.patterns import pattern
from zongshu.quantify.scan import scan

__all__ = ["soft_breaks", "unwrap"]

_N = "0-9一二两三四五六七八九十百千万亿半几数壹贰叁肆伍陆柒捌玖拾佰仟"
_WORD = r"[^\s，。；：！？、（）“”《》]"


@cache
def _near(mark: str) -> re.Pattern[str]:
    """Return a search for a line end right after a word that numbers follow, or shortly after a numeral."""
    after = [rf"(?<=[约近逾超过破出足到于少多码上满达为概右每负下首前翻第之点.,]{mark})(?=[{_N}])"]
    after.append(
        rf"(?<=[不超突至最大小长短将接低高少多起差以左上]{mark})(?=[到过破少多约近于足满低高概码出不上下内右])"
    )
    after.append(rf"(?<=[不得应能可宜准许要会严禁没未从]{mark})(?=[得应能可宜准许要会禁有超高低大小长短少多突])")
    after += [rf"(?<=[{_N}]{_WORD * size}{mark})" for size in range(8)]
    return compile_pattern(rf"{mark}(?=\S)(?<={_WORD}{mark})(?:{'|'.join(after)})")


_BREAK = pattern(r"(?<=[^\s。！？!?；;：:…”》）)】])[ \t]?\r?\n(?=[^\s])")
_HEAD = pattern(
    r"[一二三四五六七八九十]{1,3}(?:、(?![一二三四五六七八九十0-9])|是)|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
    r"|[0-9]{1,2}(?:[.．、](?![0-9一二三四五六七八九十])|[）)])|第[一二三四五六七八九十]{1,3}[章节部编篇]"
    r"|[①-⑳□■●○◆◇▲△★☆►▶•·【]|[—–]{2}|附件"
)
_EACH = pattern(r"每[^，。；：！？、\s]{0,12}$")
_CLAUSE = pattern(r"[，。；]")
_LAST_DIGITS = pattern(r"([^\s0-9.,]?)([0-9][0-9.,]*)[-—～~]?$")
_FIRST_DIGITS = pattern(r"[-—～~]?[.,]?[0-9][0-9.,]*(?=[^\s0-9])")
_DIGIT_FIRST = frozenset("0123456789-—～~.,")
_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_ZEROS = pattern(r"0[0-9]")
#: A line of more characters is running text even without a comma.
_LONG_LINE = 24
#: As much of the text on either side as a number with its unit takes.
_REACH = 14


def soft_breaks(text: str) -> list[tuple[int, int]]:
    """Return the line breaks near numbers that a reader of numbers must not see, in order.

    Example:
        >>> soft_breaks("完成投资12\\n.5亿元\\n二、服务\\n增收5元")
        [(6, 7)]
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for near in _near(r"\r\n" if "\r" in text else r"\n").finditer(text):
        start, end = near.span()
        line = text.rfind("\n", 0, start) + 1
        if not found or found[-1][1] != line:
            begin = line  # else the line goes on from the one before
        if _soft(text, begin, start, end):
            found.append((start, end))
    return found


def unwrap(text: str, start: int, end: int) -> str:
    """Return a stretch of text without the breaks that only wrap a sentence.

    Example:
        >>> unwrap("全市每万\\n名居民拥有，共", 0, 12)
        '全市每万名居民拥有，共'
    """
    parts, at = [], start
    for match in _BREAK.finditer(text, start, end + 1):
        if match.end() <= end and _soft(text, text.rfind("\n", 0, match.start()) + 1, *match.span()):
            parts.append(text[at : match.start()])
            at = match.end()
    return "".join(parts) + text[at:end]


def _soft(text: str, begin: int, start: int, end: int) -> bool:
    """Tell whether the break from `start` to `end` only wraps the line that begins at `begin`."""
    if _HEAD.match(text, end):
        return False
    running = start - begin > _LONG_LINE or _CLAUSE.search(text, begin, start) is not None
    if text[end] in _DIGIT_FIRST:
        digits = _LAST_DIGITS.search(text, max(0, start - _REACH), start)
        if digits:
            # two numbers, one below the other, are cells of a column; a year at the end of a heading is whole, but for
            # figures behind it that begin no number of their own
            year = _YEAR.fullmatch(digits[2]) is not None and not running and not _ZEROS.match(text, end)
            return bool(digits[1]) and _FIRST_DIGITS.match(text, end) is not None and not year
    if running:
        return True
    if _EACH.search(text, max(begin, start - _REACH), start):
        return True
    left = text[max(begin, start - _REACH) : start]
    right = text[end : end + _REACH].partition("\n")[0]
    return any(mention.start < len(left) < mention.end for mention in scan(left + right))
