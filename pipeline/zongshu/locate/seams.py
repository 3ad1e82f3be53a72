"""Names of divisions that two words also form where they meet (新会 in 新会议, 和县 in 省和县): when they are names."""

from __future__ import annotations

from zongshu.lexicon.words import spans_word
from zongshu.patterns import pattern

__all__ = ["whole"]

# what a name may follow, beside what is no Chinese character: prepositions and the end of an attribute
_BEFORE = frozenset("在到从由与对为向以据来赴去的是让使给把将比")
# what is named after a place, or is no place at all: 新海驿站, 新乡镇, 和县级
_AFTER = pattern(
    r"[路桥河江湖山岭寺站镇乡村街庄牌]|[\u4e00-\u9fff]{0,2}(?:街道|社区|水库|大[道桥街]|高速|机场|铁路|驿站)|[级直区域城内外里财办]|[强富裕][镇村市民]"
)
# 易县|委: the name ends before its offices, though 县委 is a word
_OFFICE = pattern(r"委(?![托员])|政府|人民政府|人大|政协|纪委")
_REACH = 3


def whole(text: str, start: int, end: int) -> bool:
    """Tell whether a doubtful name may be one where it stands: no word runs over its edges, and nothing is named after it.

    Args:
        text: clean text.
        start: where the name begins.
        end: position after its last character.

    Example:
        >>> [whole(text, text.find("新会"), text.find("新会") + 2) for text in ("新会青年突击队", "召开新会议", "新会议室")]
        [True, False, False]
    """
    before = text[start - 1 : start]
    if "\u4e00" <= before <= "\u9fff" and before not in _BEFORE:
        return False
    after = text[end : end + 1]
    if _AFTER.match(text, end):
        return False
    if text[end - 1] == "县" and _OFFICE.match(text, end):
        return True
    return not (
        ("\u4e00" <= after <= "\u9fff" and spans_word(text[start:end], text[end : end + _REACH]))
        or ("\u4e00" <= before <= "\u9fff" and spans_word(text[max(0, start - _REACH) : start], text[start:end]))
    )
