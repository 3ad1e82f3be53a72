"""Traditional characters: which texts are written in them, and the simplified character of each.

The pairs stand in `schemas/traditional.tsv`. A few characters have two simplified forms; their neighbours decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from zongshu.compiled import compile_pattern
from zongshu.errors import DataError
from zongshu.lexicon.data import path
from zongshu.patterns import pattern

__all__ = ["Script", "is_traditional", "script", "simplified"]

# the encodings made for the two scripts
_SIMPLIFIED = "gb2312"
_TRADITIONAL = "big5"
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "｢": "“", "｣": "”", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’"}
_HAN = pattern("[\u3400-\u4dbf\u4e00-\u9fff]")
# what a character becomes beside these neighbours; anywhere else it becomes its last form
_BESIDE: dict[str, tuple[tuple[str, re.Pattern[str]], str]] = {
    "乾": (("乾", compile_pattern("乾(?:[隆坤元嘉清宮宫縣县陵卦道綱纲象]|(?<=[康轉转扭]乾))")), "干"),
    "徵": (("徵", compile_pattern("徵(?:羽|(?<=[商角變变]徵))")), "征"),
    "畫": (("划", compile_pattern("畫(?:分|(?<=[計规規企策籌谋謀擘區]畫))")), "画"),
    "瞭": (("了", compile_pattern("瞭(?:[解然如若]|(?<=明瞭))")), "瞭"),
    "藉": (("借", compile_pattern("藉(?:[助口此由以著着機故]|(?<=憑藉))")), "藉"),
    "覆": (("复", compile_pattern("覆(?:[核審議信函]|(?<=[反回答批函重]覆))")), "覆"),
    "祇": (("只", compile_pattern("(?<!神)祇[有要能是用需剩]")), "祇"),
    "衹": (("只", compile_pattern("衹[有要能是用需剩]")), "衹"),
    "著": (("着", compile_pattern("著(?:[力眼重手陸陆落]|(?<=[沿隨随圍围繞绕意味朝向順顺憑凭帶带接跟]著))")), "著"),
    "沈": (("沉", compile_pattern("沈[默重浸澱淀積积沒没船悶闷痛著着穩稳]")), "沈"),
    "參": (("叁", compile_pattern("(?<!人)參(?:[拾佰仟萬億圓元角分點]|(?<=[拾佰仟零點]參)(?![加與觀]))")), "参"),
    "彷": (("仿", compile_pattern("彷彿")), "彷"),
}
_FEWEST = 3
_FEWEST_OF_PARAGRAPH = 5
_SHORTEST_PARAGRAPH = 20


class Script(NamedTuple):
    """The two scripts, as far as a character tells them apart.

    Attributes:
        table: for `str.translate`: each traditional character or quotation mark and its simplified form.
        only_traditional: finds a character that simplified text does not have.
        only_simplified: finds a character that traditional text does not have.
    """

    table: dict[int, str]
    only_traditional: re.Pattern[str]
    only_simplified: re.Pattern[str]


@cache
def script() -> Script:
    """Read the pairs of characters.

    Raises:
        DataError: the data file is missing, or a line of it is no pair of characters.

    Example:
        >>> script().only_traditional.findall("萬後万后"), script().only_simplified.findall("們后们")
        (['萬'], ['们'])
    """
    file = path("traditional.tsv")
    pairs: dict[str, str] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        if len(line) != 3 or line[1] != "\t":
            raise DataError(f"{file}:{number}: not one traditional and one simplified character with a tab between")
        pairs[line[0]] = line[2]
    return Script(
        {ord(sign): simple for sign, simple in (pairs | _QUOTES).items()},
        _unknown_to(_SIMPLIFIED, pairs),
        _unknown_to(_TRADITIONAL, pairs.values()),
    )


def _unknown_to(encoding: str, signs: Iterable[str]) -> re.Pattern[str]:
    """Find the characters that the encoding of one of the scripts has no code for: that script does not write them."""
    written = "".join(signs)
    known = written.encode(encoding, "ignore").decode(encoding)
    return compile_pattern(f"[{''.join(sorted(set(written) - set(known)))}]")


def is_traditional(text: str, paragraph: bool = False) -> bool:
    """Tell whether a text is written in traditional characters, not only some words or names in it.

    Args:
        text: any text.
        paragraph: it is a part of a text that as a whole is not; there has to be more of it.

    Example:
        >>> is_traditional("全縣建成志願服務站280個"), is_traditional("乾隆年间的县志，讲到瞭望塔")
        (True, False)
    """
    known = script()
    if known.only_traditional.search(text) is None:
        return False
    found = known.only_traditional.findall(text)
    other = len(known.only_simplified.findall(text))
    if not other and not paragraph:
        return True  # a few words are enough where nothing speaks against it (1.5小時)
    if 8 * other > len(found):
        return False
    different = len(set(found))
    size = len(_HAN.findall(text))
    if paragraph:
        return different >= _FEWEST_OF_PARAGRAPH and size >= _SHORTEST_PARAGRAPH and 7 * len(found) >= size
    # the shorter a text, the more of it has to be traditional
    return (
        (different >= _FEWEST and 7 * len(found) >= size)
        or (different > 1 and 3 * len(found) >= size)
        or 2 * len(found) > size
    )


def simplified(text: str) -> str:
    """Write traditional text in simplified characters and quotation marks, one for one.

    Args:
        text: traditional text.

    Example:
        >>> simplified("「計畫」兩萬餘畝，覆蓋乾隆年間的茶園"), simplified("瞭解"), simplified("瞭望")
        ('“计划”两万余亩，覆盖乾隆年间的茶园', '了解', '瞭望')
    """
    changed = text.translate(script().table)
    for sign, ((form, beside), other) in _BESIDE.items():
        if sign in text:
            parts = list(changed.replace(sign, other))
            for match in beside.finditer(text):
                parts[match.start() + match.group().index(sign)] = form
            changed = "".join(parts)
    return changed
