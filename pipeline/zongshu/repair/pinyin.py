"""Bracketed pinyin: what page converters put behind characters, 建(jiàn)成 for 建成."""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.offsets import Edit
from zongshu.patterns import pattern

__all__ = ["TONED", "bracketed_pinyin"]

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
"""Letters with the mark of a tone."""
_PINYIN = pattern(rf"(?<=[\u4e00-\u9fff])[(（] ?([a-zü{TONED}]{{1,6}}) ?[)）]")
_HAS_TONE = pattern(f"[{TONED}]")
# a syllable without a tone (个(ge)) is pinyin only where others with tones stand in the same text
_SYLLABLE = pattern(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouü]{1,3}(?:n|ng|r)?")


def bracketed_pinyin(text: str) -> Iterator[Edit]:
    """Yield the deletions of pinyin in brackets behind the character that it reads.

    Args:
        text: any text.

    Example:
        >>> from zongshu.offsets import edit
        >>> edit("建(jiàn)成站点3个(ge)，其他(略)", list(bracketed_pinyin("建(jiàn)成站点3个(ge)，其他(略)")))[0]
        '建成站点3个，其他(略)'
    """
    if ("(" not in text and "（" not in text) or _HAS_TONE.search(text) is None:
        return
    found = list(_PINYIN.finditer(text))
    if not any(_HAS_TONE.search(match[1]) for match in found):
        return
    for match in found:
        if _HAS_TONE.search(match[1]) or _SYLLABLE.fullmatch(match[1]):
            yield match.start(), match.end(), ""
