"""A cluster of wordings as the draft of an indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zongshu.discover._wordings import Wording

__all__ = ["Draft", "draft"]

_ALIASES = 12
_EXAMPLES = 3
# Done in the period, so counted for it.
_FLOWS = ("visits", "money", "time")
_DONE = (
    *(
        "开展",
        "举办",
        "召开",
        "组织",
        "新增",
        "新建",
        "办理",
        "完成",
        "培训",
        "发放",
        "查处",
        "整治",
        "化解",
        "处置",
        "实现",
    ),
    *("受理", "引进", "签约", "投入", "争取", "招聘", "举行", "处理", "下拨", "解决", "帮助", "救助", "改造", "销售"),
)


@dataclass(slots=True, frozen=True)
class Draft:
    """An indicator as a cluster of claims suggests it; a person must name and check it.

    Attributes:
        id: `draft_001` and so on; to be replaced.
        name: the wording in the middle of the cluster.
        dimension: the dimension of all its claims.
        unit: the most frequent unit; `units` all of them.
        measure: stock, flow, share or rate, guessed from unit and predicate.
        per_capita: True where the claims are rates.
        aliases: the most frequent wordings.
        claims: how many claims; `places` of how many places.
        examples: sentences with the number marked ⟦…⟧ that link to the draft when they stand alone.
        evidence: sentences that do not, for people to read.
    """

    id: str
    name: str
    dimension: str
    unit: str
    units: tuple[str, ...]
    measure: str
    per_capita: bool
    aliases: tuple[str, ...]
    claims: int
    places: int
    examples: tuple[str, ...]
    evidence: tuple[str, ...] = ()


def draft(group: Sequence[Wording], identifier: str) -> Draft:
    """Draft an indicator.

    Args:
        group: the wordings of a cluster, its centre first.
        identifier: the id of the draft.
    """
    centre, *others = group
    dimension, _, rate = centre.key
    units: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    for one in group:
        units.update(one.units)
        predicates.update(one.predicates)
    ranked = sorted(units, key=lambda unit: (-units[unit], unit))
    frequent = sorted(others, key=lambda one: (-one.claims, len(one.item), one.item))
    aliases = [alias for alias in (one.item.replace("…", "") for one in (centre, *frequent)) if alias]
    return Draft(
        identifier,
        centre.item,
        dimension,
        ranked[0],
        tuple(ranked),
        _measure(dimension, rate, predicates),
        rate,
        tuple(dict.fromkeys(aliases))[:_ALIASES],
        sum(one.claims for one in group),
        len(set().union(*(one.places for one in group))),
        _examples(group),
    )


def _measure(dimension: str, rate: bool, predicates: Counter[str]) -> str:
    if rate:
        return "rate"
    if dimension == "share":
        return "share"
    done = sum(count for word, count in predicates.items() if word.startswith(_DONE))
    return "flow" if dimension in _FLOWS or 2 * done > predicates.total() else "stock"


def _examples(group: Sequence[Wording]) -> tuple[str, ...]:
    """Take sentences of different articles, from as many wordings as possible."""
    found: list[str] = []
    articles: set[str] = set()
    for turn in range(_EXAMPLES):
        for one in group:
            if turn < len(one.evidence) and len(found) < _EXAMPLES and one.evidence[turn].article not in articles:
                found.append(one.evidence[turn].text)
                articles.add(one.evidence[turn].article)
    return tuple(found)
