"""The same claim told twice, and two values for one thing."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from zongshu.lexicon.cues import cues
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Period

__all__ = ["link_repeats"]

_TOTAL = pattern(r"(?:总数|总量|数量|总额|总面积|总数量)$")
_WHOLE = pattern(r"^(?:全[市县区州旗省国]|[我本该][市县区州旗省])(?=..)")
_CLOSE = Decimal("0.01")
_TELLING = 3

Thing = tuple[object, ...]


def link_repeats(article: Article) -> None:
    """Fill `repeats` of a claim told again, and flag two values for one thing with `conflict`.

    Only what is achieved is compared, and only within one place, one time and one unit.
    """
    told: dict[Thing, list[Claim]] = {}
    things: dict[Thing, list[Claim]] = defaultdict(list)
    for claim in article.claims:
        quantity = claim.quantity
        if claim.status != "achieved" or quantity.kind in ("change", "duration", "rank"):
            continue
        place = claim.place.name if claim.place else None
        value = (
            place,
            quantity.unit,
            quantity.kind,
            claim.part_of is None,
            quantity.value,
            quantity.low,
            quantity.high,
        )
        before = told.get(value)
        if before is None:
            told[value] = [claim]
        else:
            first = next((one for one in before if _same_thing(one, claim)), None)
            if first is not None:
                claim.repeats = first
                claim.rules.append("repeats.same_value")
                continue
            before.append(claim)
        if claim.part_of is None and not claim.heads and len(claim.item) > 1 and claim.item != claim.predicate:
            thing = (place, quantity.unit, quantity.kind, quantity.per, claim.item, claim.predicate, claim.actor)
            others = things[thing]
            for other in others:
                if _contradict(other, claim):
                    _flag(other)
                    _flag(claim)
            others.append(claim)


def _flag(claim: Claim) -> None:
    if "conflict" not in claim.flags:
        claim.flags.append("conflict")


def _same_thing(one: Claim, other: Claim) -> bool:
    """Tell whether two claims with one value tell of one thing."""
    if not _same_time(one.period, other.period) or _acts_differ(one.predicate, other.predicate):
        return False
    if one.indicator is not None and other.indicator is not None:
        return one.indicator.id == other.indicator.id
    mine, theirs = _bare(one.item), _bare(other.item)
    if mine == theirs:
        return True
    # a longer wording of the same: only where the number is too odd to be met by chance
    return (
        _digits(one.quantity.value) >= _TELLING
        and min(len(mine), len(theirs)) > 1
        and (mine in theirs or theirs in mine)
    )


def _bare(item: str) -> str:
    return _WHOLE.sub("", _TOTAL.sub("", item))


def _digits(value: Decimal | None) -> int:
    return len(value.normalize().as_tuple().digits) if value is not None else 0


def _acts_differ(one: str, other: str) -> bool:
    """Tell two different actions (新建, 改建) from an action and a bare statement (建成, 达到)."""
    if not one or not other or one in other or other in one:
        return False
    verbs, copulas = cues().words["verbs"], cues().words["copulas"]
    return all(word in verbs and word not in copulas for word in (one, other))


def _same_time(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None or one.until is None or other.until is None:
        return True
    size = min(len(one.until), len(other.until))
    if one.until[:size] != other.until[:size]:
        return False
    return one.since is None or other.since is None or one.since[:4] == other.since[:4]


def _contradict(one: Claim, other: Claim) -> bool:
    """Tell two values that cannot both hold for one thing; a rounding is none, nor a list in one sentence."""
    if one.sentence == other.sentence or one.period != other.period:
        return False
    a, b = one.quantity, other.quantity
    if a.value is None or b.value is None or a.approx != "exact" or b.approx != "exact":
        return False
    return abs(a.value - b.value) > _CLOSE * max(abs(a.value), abs(b.value))
