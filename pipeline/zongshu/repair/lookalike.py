"""Look-alike characters: what a font, a keyboard or an OCR engine put in the place of the right one."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from zongshu.offsets import Edit
from zongshu.patterns import pattern

__all__ = ["SIGNS", "look_alikes"]

_CIRCLES = "○◯OoＯｏ0０"
_CHINESE_YEAR = pattern(rf"[一二](?<![一二三四五六七八九〇零].)[〇零一二三四五六七八九{_CIRCLES}]{{3}}(?=[年—-])")
_CHINESE_DATE = pattern(r"(?<=[一二三四五六七八九〇])[○◯]+(?=[一二三四五六七八九〇年月日号])")
_DIGIT_YEAR = pattern(r"[12](?<![\dA-Za-z].)[\dOoＯlI]{3}(?=年)")
_ROUND = frozenset("○◯OoＯｏ０")
_ZERO_BESIDE = pattern("0(?:(?<=[一二三四五六七八九〇零]0)|(?=[一二三四五六七八九〇零]))")
_LETTERS = frozenset("OolI")
SIGNS = "℅︰々○◯OoＯｏ0０lI" + "".join(map(chr, range(0x2E80, 0x2FE0)))
"""Signs that may stand for others."""
_SIGNS = pattern(r"[℅︰々\u2e80-\u2fdf]")
_KANA = pattern("[\u3040-\u30ff]")
_HAN = pattern("[\u4e00-\u9fff]")
_BETWEEN_FIGURES = pattern(r"[OoＯlI](?<=\d.)(?=\d)")
_INSIDE_NUMBER = pattern(r"(?<![A-Za-z\d.])\d+([OoＯlI]\d+)+(?= ?[\u4e00-\u9fff%％])")
# radicals that fonts of old PDF writers map characters to; the block's letters have no compatibility mapping of their own
_RADICALS = dict(
    zip(
        "⺠⻓⻋⻅⻔⻚⻛⻜⻢⻥⻦⻩⻬⻮⻰⻆⻝⻄⻉⻘⻣⻤⻨⻁⻙",
        "民长车见门页风飞马鱼鸟黄齐齿龙角食西贝青骨鬼麦虎韦",
        strict=True,
    )
)


def look_alikes(text: str) -> Iterator[Edit]:
    """Yield the replacements of characters that only look like the right one, where there is no doubt which is meant.

    ℅ after a number is %, a circle or an O inside a year is 〇 or 0, an l inside a figure is 1, 々 is the character before
    it, a radical stands for its character. 零 in years and ∶ in ratios are right and stay, as do masks (○○县, 20XX年).

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("二○二四年增长11.93℅，○○县", list(look_alikes("二○二四年增长11.93℅，○○县")))[0]
        '二〇二四年增长11.93%，○○县'
    """
    found: list[Edit] = []
    for match in _SIGNS.finditer(text):
        char = match.group()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if char in "℅︰":
            sure = before.isdigit() and (char == "℅" or after.isdigit())
            right = {"℅": "%", "︰": "："}[char] if sure else char
        elif char == "々":
            right = before if _HAN.match(before) and not _KANA.search(text) else char
        else:
            right = _RADICALS.get(char) or normalize("NFKC", char)
        if right != char:
            found.append((match.start(), match.end(), right))
    years = list(_years(text))
    taken = {start for start, _, _ in years}
    yield from sorted([*found, *years, *(one for one in _figures(text) if one[0] not in taken)])


def _figures(text: str) -> Iterator[Edit]:
    """Yield the letters inside figures that count something: 2l6公里."""
    if _BETWEEN_FIGURES.search(text) is None:
        return
    for match in _INSIDE_NUMBER.finditer(text):
        for at in range(match.start(), match.end()):
            if not text[at].isdecimal():
                yield at, at + 1, "1" if text[at] in "lI" else "0"


def _years(text: str) -> Iterator[Edit]:
    done: set[int] = set()
    circles = "○" in text or "◯" in text
    misread = circles or any(sign in text for sign in _ROUND) or _ZERO_BESIDE.search(text)
    for match in _CHINESE_YEAR.finditer(text) if misread else ():
        for at in range(match.start(), match.end()):
            if text[at] in _CIRCLES:
                done.add(at)
                yield at, at + 1, "〇"
    for match in _CHINESE_DATE.finditer(text) if circles else ():
        for at in range(match.start(), match.end()):
            if at not in done:
                yield at, at + 1, "〇"
    for match in _DIGIT_YEAR.finditer(text) if any(letter in text for letter in _LETTERS) else ():
        year = match.group()
        if sum(char.isdigit() for char in year) < 2:
            continue
        for at, char in enumerate(year, match.start()):
            if not char.isdigit():
                yield at, at + 1, "1" if char in "lI" else "0"
