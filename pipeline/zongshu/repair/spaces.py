"""Stray spaces: lines justified by a space between all characters, and single spaces inside words and numbers.

They are two steps, because the first has to run before line ends are looked at and the second after lines were joined.
Rows of tables, Latin words and lists of figures (1 2 3) keep their spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zongshu.offsets import Edit
from zongshu.patterns import pattern
from zongshu.repair.lines import has_cells, lines_of, splits_word, table_rows

__all__ = ["INVISIBLE", "SPACES", "invisible_signs", "letter_spacing", "stray_spaces"]

# soft hyphens, marks of direction, joints and spaces without width; a joint between two emoji stays
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Signs that nobody sees."""
_INVISIBLE = pattern(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|\u200d+(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)

SPACES = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
"""Signs that part two words on a line."""
_S = f"[{SPACES}]"
_SPACE = pattern(_S)
_INSIDE = pattern(rf"{_S}(?<=\S.)(?={_S}*\S)")
# the same where the only spaces are those of ASCII, as in most texts: a search for one sign runs at full speed
_INSIDE_ASCII = pattern(r" (?<=\S.)(?= *\S)")
_HAN = r"\u4e00-\u9fff〇○"
_CLOSE = "，。、；：！？”’）》】〕…"
# one character, or a figure or Latin word, each with the marks that hang on it
_TOKEN = rf"(?:[{_CLOSE}“‘（《【〔]{{0,2}}[^\s!-~][{_CLOSE}]{{0,2}}|[!-~]+|\u3000)"
_JUSTIFIED = pattern(rf"(?<![^\n\s])(?:{_TOKEN}{_S}){{5,}}{_TOKEN}(?![^\n\s])")
_JUSTIFIED_HINT = pattern(rf"{_S}[^\s!-~]{{1,3}}{_S}[^\s]")
_HAN_CHAR = pattern(f"[{_HAN}]")
_LONG = pattern(r"[!-~]{2}")
_FEWEST_HAN = 4
_FEWEST_SPACES = 5
_REACH = 6
_GAP = pattern("[ \u00a0\u3000]{2,}")
_FIGURE = frozenset("0123456789.,，．")
_LONE_MARKS = frozenset("，。；：、,.%（）“”")

_UNITS = (
    "百千万亿余多几来个名人次场项家户支件条块篇处座所间套台辆元米吨斤亩年月日天时分秒岁位倍平公厘立成届期批种类级只头株棵张把"
    "册例起宗幅面眼口艘架部枚盏对双组队"
)
# patterns begin with the sign itself, what stands before it comes second: so the search runs at full speed
_NUMBER = pattern(
    rf"{_S}(?:(?<=\d{_S}){_S}*(?=[%％‰㎡℃{_UNITS}]|[.．·]\d|[至到—–～~-]{_S}?\d|[,，]\d{{3}}(?!\d))"
    rf"|(?<=\d{_S})(?=\.{_S}\d)|(?<=\d{_S}\.{_S})(?=\d)"
    rf"|(?<=\d[.．]{_S}){_S}*(?=\d)|(?<=\d[,，]{_S}){_S}*(?=\d{{3}}(?!\d))"
    rf"|(?<=\d{_S}){_S}*(?=,{_S}\d{{3}}(?!\d))|(?<=\d{_S},{_S}){_S}*(?=\d{{3}}(?!\d))"
    rf"|(?<=[第约近逾超达至到—–～~年月共有为]{_S}){_S}*(?=\d)"
    rf"|(?<=[余多几]{_S}){_S}*(?=[{_HAN}])|(?<=[十百千万亿]{_S}){_S}*(?=[一二三四五六七八九零余多元个名人次]))"
)
_BESIDE_NUMBER = pattern(
    rf"{_S}(?:(?<=[{_HAN}]{_S})(?=\d)|(?<=\d{_S})(?=[{_HAN}])|(?<=\d{_S}[{_UNITS}]{_S})(?=[{_HAN}]))"
)
_THOUSANDS = pattern(
    rf"(?<![\d.,]{_S})(?<![\d.,])\d{{1,3}}(?:(?P<thin>[\u00a0\u2009\u202f])\d{{3}}(?:(?P=thin)\d{{3}})*| \d{{3}}(?: \d{{3}})+)"
    rf"(?!{_S}?[\d.,])(?={_S}?[%{_UNITS}])"
)
# the number of a list item, a figure or a table keeps its space
_NUMBERED = pattern(r"(?:^|[图表件栏例骤])[\d.-]{1,4}[.．]?$")
_PROSE = pattern(r"[，。；]")
_BREAK = pattern(rf"{_S}(?<=[{_HAN}]{_S})(?=[{_HAN}])")


def invisible_signs(text: str) -> Iterator[Edit]:
    """Yield the deletions of characters that nobody sees and that part words and numbers.

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("建成1\u200b8处", list(invisible_signs("建成1\u200b8处")))[0]
        '建成18处'
    """
    for match in _INVISIBLE.finditer(text):
        yield match.start(), match.end(), ""


@lru_cache(maxsize=2)
def _has_odd_spaces(text: str) -> bool:
    return any(sign in text for sign in SPACES[1:])


def letter_spacing(text: str) -> Iterator[Edit]:
    """Yield the deletions that close up lines in which a space stands between all characters.

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("由 5 . 6 天 缩 短 到 2 . 9 天", list(letter_spacing("由 5 . 6 天 缩 短 到 2 . 9 天")))[0]
        '由5.6天缩短到2.9天'
    """
    few = text.count(" ") < _FEWEST_SPACES and not _has_odd_spaces(text)
    if few or _JUSTIFIED_HINT.search(text) is None:
        return
    for match in _JUSTIFIED.finditer(text):
        body = match.group()
        if not _is_spaced_out(body):
            continue
        for space in _SPACE.finditer(body):
            left, right = body[max(0, space.start() - 2) : space.start()], body[space.end() : space.end() + 2]
            # between two longer figures or Latin words the space is theirs
            if _LONG.fullmatch(left) and _LONG.fullmatch(right):
                continue
            yield match.start() + space.start(), match.start() + space.end(), ""


def _is_spaced_out(body: str) -> bool:
    """Tell words with spaces inside from a row of cells of one character (甲 乙, 优 良 差, 1 2 3)."""
    tokens = _SPACE.split(body)
    if "|" in tokens or "｜" in tokens:
        return False
    han = [token for token in tokens if _HAN_CHAR.match(token)]
    # a mark is no cell of a table
    if (
        sum(token in _LONE_MARKS for token in tokens) > 1
        and sum(len(token) == 1 for token in tokens) * 4 >= len(tokens) * 3
    ):
        return True
    if len(set(han)) < _FEWEST_HAN or 3 * len(han) < len(tokens):
        return False
    # runs of Han characters alone; a figure between each two of them would be a table
    pieces = re.findall(rf"[{_HAN}]{{2,}}", "".join(tokens))
    return any(
        splits_word(piece[: at + 1], piece[at + 1 :]) for piece in pieces for at in range(min(len(piece) - 1, 12))
    )


def stray_spaces(text: str) -> Iterator[Edit]:
    """Yield the deletions of single spaces that layout put into words and numbers.

    Args:
        text: any text. Rows of tables are left alone.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("参与群众 5 万余人次，办结率73 %。", list(stray_spaces("参与群众 5 万余人次，办结率73 %。")))[0]
        '参与群众5万余人次，办结率73%。'
    """
    rows: set[int] | None = None
    for start, body in _spaced_lines(text):
        found = _in_line(body)
        if (has_cells(body) or len(_GAP.findall(body)) > 1) and not _PROSE.search(body):
            # a cell may set its unit apart, but no figure has a space inside
            found = [(left, right) for left, right in found if body[left - 1] in _FIGURE and body[right] in _FIGURE]
        if not found:
            continue
        if rows is None:
            # most texts have nothing to repair: only now it matters what is a row of a table
            lines = lines_of(text)
            rows = {lines[number].start + lines[number].indent for number in table_rows(lines)}
        if start not in rows:
            for left, right in found:
                yield start + left, start + right, ""


def _spaced_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with a space between other signs: where each begins behind its indent, and its text."""
    end_sign = "\r" if "\r" in text and "\n" not in text else "\n"
    search = (_INSIDE if _has_odd_spaces(text) else _INSIDE_ASCII).search
    space = search(text)
    while space:
        start = text.rfind(end_sign, 0, space.start()) + 1
        end = text.find(end_sign, space.end())
        end = len(text) if end == -1 else end
        body = text[start:end].strip()
        yield start + text[start:end].index(body[0]), body
        space = search(text, end)


def _in_line(body: str) -> list[tuple[int, int]]:
    found = {
        match.span()
        for match in _NUMBER.finditer(body)
        if not _NUMBERED.search(body, max(0, match.start() - 6), match.start())
    }
    for match in _THOUSANDS.finditer(body):
        found.update(
            (match.start() + space.start(), match.start() + space.end()) for space in _SPACE.finditer(match.group())
        )
    if _PROSE.search(body):
        found.update(match.span() for match in _BESIDE_NUMBER.finditer(body))
        found.update(
            match.span()
            for match in _BREAK.finditer(body)
            if splits_word(
                body[max(0, match.start() - _REACH) : match.start()].split(" ")[-1],
                body[match.end() : match.end() + _REACH].split(" ")[0],
            )
        )
    return _merge(sorted(found))


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
