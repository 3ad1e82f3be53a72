"""Words that point at a place: 全市, 我县, 该区, and what they point at from where the article stands."""

from __future__ import annotations

from zongshu.lexicon.divisions import Division, divisions
from zongshu.patterns import pattern
from zongshu.types import Claim

__all__ = ["POINTS", "TOPIC", "UNIT", "UNIT_REACH", "above", "unit_of"]

TOPIC = pattern(
    r"[全我本该市县区州旗境](?<![居列占比较于超排第到入是为跟].)"
    r"(?:(?<=全)[市县区州旗盟域](?!平均|首|第|唯|率先|最|前[一二三四五六七八九十\d])|(?<=[我本该])[市县区州旗盟](?![级委])|(?<=[市县区州旗])[里内]|(?<=境)内)"
)
"""A word for the article's own unit where it opens what is told, not where it is compared with (高于全市平均)."""

_UNIT = r"[全本我](?P<level>[省市区州盟])"
UNIT = pattern(_UNIT)
"""A word that may mean the unit above the article's own; without one in reach of a claim, `above` gives none."""
UNIT_REACH = 16
POINTS = pattern(r"[全我本该市县区州旗境][省市县区州旗盟域里内]")
"""What stands in every `TOPIC` and every `UNIT`: one look tells that a sentence has neither."""

_BEFORE = pattern(rf"{_UNIT}(?P<mean>[^，。；\d]{{0,8}}平均(?:水平)?|人均)?(?:为|是|达到?|仅|共?有)?$")
_COMPARED = pattern(r"(?:超过?|高[于出]|低[于出]|优于|[比较多少])$")
_REGIONS = frozenset(("15", "45", "54", "64", "65"))
_PARTS = pattern(r"(?:试点|示范|[^，。；\d]{0,3}(?:县|市|区|旗|镇|乡|街道|地级市|州))")


def above(text: str, claim: Claim, own: Division) -> Division | None:
    """Return the unit above the article's own that a number right after its name is about (全省88个县, 全区平均为5.9张).

    Args:
        text: the clean text.
        claim: a claim.
        own: the article's own division.
    """
    named = _BEFORE.search(text, max(0, claim.start - UNIT_REACH), claim.start)
    if named is None:
        return None
    level = text.startswith("的平均", claim.end)
    if not level and _COMPARED.search(text, max(0, named.start() - 4), named.start()):
        return None
    if claim.quantity.kind in ("rank", "change", "multiple") and not level:
        return None
    if not named["mean"] and not level and (claim.quantity.dimension != "count" or not _PARTS.match(text, claim.end)):
        return None
    return unit_of(named["level"], own)


def unit_of(level: str, own: Division) -> Division | None:
    """Return the division that 全省, 全市, 全区, 全州 or 全盟 means in an article about `own`."""
    if own.name[-1] == level:
        return own
    table = divisions()
    province = table.by_code(own.code[:2] + "0000")
    if level == "省" or (level == "区" and own.code[:2] in _REGIONS):
        return province
    over = table.parent(own) if own.level == "county" else None
    return over if over is not None and over.name[-1] == level else None
