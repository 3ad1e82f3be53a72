"""Names of divisions that other words hold or form where they meet (新会 in 新会议, 应城市 in 回应城市更新)."""

from __future__ import annotations

from zongshu.lexicon.division_names import risky_names
from zongshu.lexicon.words import is_word, spans_word
from zongshu.patterns import pattern

__all__ = ["torn", "whole"]

# what a name may follow, beside what is no Chinese character: prepositions and the end of an attribute
_BEFORE = frozenset("在到从由与对为向以据来赴去的是让使给把将比经")
# what is named after a place, or is no place at all: 新海驿站, 新乡镇, 和县级
_AFTER = pattern(
    r"[路桥河江湖山岭寺站镇乡村街庄牌]|[\u4e00-\u9fff]{0,2}(?:街道|社区|水库|大[道桥街]|高速|机场|铁路|驿站)|[级直区域城内外里财办]|[强富裕][镇村市民]"
)
# 易县|委: the name ends before its offices, though 县委 is a word
_OFFICE = pattern(r"委(?![托员])|政府|人民政府|人大|政协|纪委")
# what is named after a place is not the place: 玛纳斯河, 榆树林子镇; 信阳毛尖 keeps it
_NAMED_AFTER = pattern(
    r"[河江湖山]|水库|灌区|大[道桥街]|高速|机场|铁路|高铁|(?:林子)?镇(?![江海远])|乡(?![村土亲贤镇愁])|街道|苏木"
)
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
    if _AFTER.match(text, end):
        return False
    if text[end - 1] == "县" and _OFFICE.match(text, end):
        return True
    return not (
        _runs_on(text, start, end)
        or ("\u4e00" <= before <= "\u9fff" and spans_word(text[max(0, start - _REACH) : start], text[start:end]))
    )


def torn(text: str, start: int, end: int, short: bool, plain: bool, last: int) -> bool:
    """Tell a name that is none where it stands: parts of two words (回应|城市), or of another name (玛纳斯河).

    Args:
        text: clean text.
        start: where the name begins.
        end: position after its last character.
        short: whether it stands without the word for its kind (孝义).
        plain: whether it is in the dictionary.
        last: where the name before it ends; what follows at once is a name too.

    Example:
        >>> text = "回应城市更新，在应城市召开"
        >>> [torn(text, start, start + 3, False, False, -1) for start in (1, 8)]
        [True, False]
    """
    before = text[start - 1 : start]
    if last != start and "\u4e00" <= before <= "\u9fff":
        if spans_word(text[max(0, start - _REACH) : start], text[start:end]):
            return True
        seam = is_word(before + text[start])
        if seam and not plain and text[end - 1] in "区县" and before not in "省市州盟县区":
            return True  # 增城区 in 新增城区
        if short and before not in _BEFORE and _runs_on(text, start, end):
            return True  # 隆|重庆|祝
    if (
        not short
        and text[start : end - 1] in risky_names()
        and not _OFFICE.match(text, end)
        and _runs_on(text, start, end)
    ):
        return True  # 新建|区域
    return short and end < len(text) and (_NAMED_AFTER.match(text, end) is not None or is_word(text[start : end + 1]))


def _runs_on(text: str, start: int, end: int) -> bool:
    """Tell that a word runs over the end of a name."""
    return "\u4e00" <= text[end : end + 1] <= "\u9fff" and spans_word(text[start:end], text[end : end + _REACH])
