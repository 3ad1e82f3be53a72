"""Lists that print their unit once, after the last member (0.9、5.9个百分点)."""

from __future__ import annotations

from itertools import pairwise

from zongshu.lexicon.numerals import Number, read_numeral
from zongshu.patterns import pattern
from zongshu.types import Mention

__all__ = ["share_bounds", "share_ordinals", "share_units"]

_LINKS = frozenset(("、", "和", "与", "及", "，", ",", "或", "或者"))
_ORDINAL_LINKS = frozenset("、和与及至到-—～~")
_NUMERAL_END = frozenset("0123456789一二三四五六七八九十")
_EACH = ("分别", "各", "均", "都")
_SCALE = pattern(r"[百千万亿]+")
_BIG = pattern(r"[万亿]")
#: A bare number above this before a comma is more likely a year.
_YEAR = 1900


def share_units(text: str, mentions: list[Mention]) -> None:
    """Give a bare number in a list the unit, and where it has none the scale, of the last member.

    Args:
        text: the clean text.
        mentions: mentions in order; changed in place.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> found = scan("提高0.9、5.9个百分点")
        >>> share_units("提高0.9、5.9个百分点", found)
        >>> [m.quantity.unit for m in found]
        ['个百分点', '个百分点']
    """
    scaled = 0
    for index in range(len(mentions) - 2, -1, -1):
        here = mentions[index]
        if here.rules[-1] != "label.no_unit":
            continue
        after = mentions[index + 1]
        if after.role != "claim" or not after.quantity.unit or after.start - here.end > 4:
            continue
        link = text[here.end : after.start].strip()
        value = here.quantity.value
        if link not in _LINKS or (link in "，," and value is not None and value > _YEAR):
            continue
        quantity, model = here.quantity, after.quantity
        quantity.unit, quantity.kind, quantity.dimension = model.unit, model.kind, model.dimension
        # the scale stands with the last member that is printed in full
        if after.rules[-1] != "unit.shared":
            scaled = index + 1
        _share_scale(text, here, mentions[scaled])
        here.role = "claim"
        here.rules[-1] = "unit.shared"


def share_bounds(text: str, mentions: list[Mention]) -> None:
    """Give the exact members of a list the approximator that 分别 or 均 puts before the first (分别不低于50%和80%).

    Args:
        text: the clean text.
        mentions: mentions in order; changed in place.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> found = scan("占比分别不低于50%和80%")
        >>> share_bounds("占比分别不低于50%和80%", found)
        >>> [m.quantity.approx for m in found]
        ['over', 'over']
    """
    for first, second in pairwise(mentions):
        model, quantity = first.quantity, second.quantity
        if quantity.approx != "exact" or model.approx not in ("over", "under", "about") or quantity.unit != model.unit:
            continue
        shared = first.rules[-1] == "approx.shared"
        if not shared and (not text.endswith(_EACH, 0, first.start) or text[first.start].isdigit()):
            continue
        if second.role == "claim" and text[first.end : second.start].strip() in _LINKS and quantity.value is not None:
            number: Number = getattr(Number, model.approx)(quantity.value)
            quantity.low, quantity.high, quantity.approx = number.low, number.high, number.approx
            second.rules.append("approx.shared")


def share_ordinals(text: str, mentions: list[Mention]) -> None:
    """Make ordinals of the members after a 第N without classifier (第3、4批, 第1至3名).

    Args:
        text: the clean text.
        mentions: mentions in order; changed in place.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> found = scan("公布第3、4批名单")
        >>> share_ordinals("公布第3、4批名单", found)
        >>> [(m.role, m.quantity.unit) for m in found]
        [('ordinal', '批'), ('ordinal', '批')]
    """
    for first, second in pairwise(mentions):
        if first.role != "ordinal" or second.role not in ("claim", "label") or second.start - first.end > 1:
            continue
        if (
            text[first.start] == "第"
            and text[first.end - 1] in _NUMERAL_END
            and text[first.end : second.start] in _ORDINAL_LINKS
        ):
            second.role = "ordinal"
            second.rules.append("ordinal.list")
            first.quantity.unit = second.quantity.unit or first.quantity.unit


def _share_scale(text: str, here: Mention, after: Mention) -> None:
    """Give the scale too: 3、5万元 is 30000 and 50000."""
    last = text[after.start : after.end]
    if not _BIG.search(last) or _BIG.search(text[here.start : here.end]):
        return
    scale = _SCALE.search(last)
    factor = read_numeral("1" + scale.group()) if scale else None
    if factor is None or factor.value is None:
        return
    quantity = here.quantity
    number = Number(quantity.value, quantity.low, quantity.high, quantity.approx).times(factor.value)
    quantity.value, quantity.low, quantity.high = number.value, number.low, number.high
