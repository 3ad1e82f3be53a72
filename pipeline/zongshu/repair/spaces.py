"""Stray spaces: justified text with a space between all characters, and spaces inside words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongshu.offsets import Edit

__all__ = ["stray_spaces"]

_S = "[ \u00a0\u2002\u2003\u2009\u202f]"
_CJK = r"\u4e00-\u9fff〇○"
_JUSTIFIED = re.compile(rf"(?:[\d{_CJK}，。、；：“”‘’（）《》！？%.…—]{{1,2}}{_S}){{3,}}[\d{_CJK}，。、；：“”‘’（）《》！？%.…—]{{1,2}}")
_NUMBER = re.compile(
    rf"(?<=\d){_S}+(?=[%‰百千万亿余多几个名人次场项家户支件条块篇处座所间套台辆元米吨斤亩年月日天时分秒岁位倍平公厘立成届期批种类级只头株棵张把]"
    rf"|[.]\d|[至到—–～~-]{_S}?\d|,\d{{3}})"
    rf"|(?<=\d[.]){_S}+(?=\d)|(?<=\d,){_S}+(?=\d{{3}})"
    rf"|(?<=[第约近逾超达至到—–～~年月共有为]){_S}+(?=\d)"
    rf"|(?<=[余多几]){_S}+(?=[{_CJK}])|(?<=[十百千万亿]){_S}+(?=[一二三四五六七八九零余多元个名人次])"
    rf"|(?<=[{_CJK}]){_S}(?=\d)|(?<=\d){_S}(?=[{_CJK}])"
)
_TABLE_LINE = re.compile(rf"\t|(?:{_S}{{2,}}\S+){{2,}}|\d{_S}+-?\d[\d.]*{_S}+-?\d")
_BREAK = re.compile(rf"(?<=[{_CJK}]){_S}(?=[{_CJK}])")


def stray_spaces(text: str) -> Iterator[Edit]:
    """Yield the deletions of spaces that layout put into words and numbers.

    Args:
        text: any text. Lines that look like table rows are left alone.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("由 5 . 6 天 缩 短 到 2 . 9 天", list(stray_spaces("由 5 . 6 天 缩 短 到 2 . 9 天")))[0]
        '由5.6天缩短到2.9天'
    """
    if " " not in text and "\u00a0" not in text and "\u2003" not in text and "\u2002" not in text and "\u2009" not in text:
        return
    at = 0
    for line in text.splitlines(keepends=True):
        if " " in line or "\u00a0" in line or "\u2002" in line or "\u2003" in line or "\u2009" in line:
            for start, end in _in_line(line):
                yield at + start, at + end, ""
        at += len(line)


def _in_line(line: str) -> list[tuple[int, int]]:
    body = line.rstrip("\r\n")
    found: set[tuple[int, int]] = set()
    for match in _JUSTIFIED.finditer(body):
        pieces = match.group().split()
        # list items (1 2 3), names and captions keep their spaces: justified text has single characters between most spaces
        if sum(len(piece) == 1 for piece in pieces) * 10 >= len(pieces) * 8 and any(_is_cjk(piece[0]) for piece in pieces):
            found.update((m.start() + match.start(), m.end() + match.start()) for m in re.finditer(f"{_S}+", match.group()))
    if not _TABLE_LINE.search(body):
        for match in _NUMBER.finditer(body):
            found.add(match.span())
        if any(mark in body for mark in "，。；"):
            found.update(_inside_words(body))
    return _merge(sorted(found))


def _is_cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside_words(body: str) -> Iterator[tuple[int, int]]:
    """Find single spaces that stand inside a word of the dictionary (答 卷)."""
    for match in _BREAK.finditer(body):
        import rjieba

        start = match.start()
        left, right = body[max(0, start - 3) : start].split(" ")[-1], body[start + 1 : start + 4].split(" ")[0]
        at = 0
        for word in rjieba.cut(left + right, hmm=False):
            if at < len(left) < at + len(word):
                yield match.span()
                break
            at += len(word)
