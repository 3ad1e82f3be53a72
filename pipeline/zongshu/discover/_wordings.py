"""The claims without an indicator, told apart by item and kind of unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zongshu.errors import UsageError
from zongshu.link import linkable

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.record.models import Record

__all__ = ["Evidence", "Wording", "wordings"]

_NEEDED = ("article_id", "item", "quantity_unit", "quantity_kind", "quantity_dimension", "indicator_id", "text")
_WANTED = (
    *_NEEDED,
    *("predicate", "part_of", "status", "context_of", "place_name", "place_adcode", "start", "clean", "evidence_start"),
    *("evidence_text", "evidence_clean"),
)
_EXAMPLES = 5
# Only the unit tells counted things apart; of money or lengths the dimension does.
_BY_UNIT = ("count", "none")


@dataclass(slots=True, frozen=True)
class Evidence:
    """A sentence with its number marked ⟦…⟧, and the article it is from."""

    article: str
    text: str


@dataclass(slots=True)
class Wording:
    """One item with one kind of unit.

    Attributes:
        item: the words.
        key: what sets kinds of units apart: dimension, unit of counted things, rate or not.
        claims: how many claims say so.
        units: how often each unit stands with it; `predicates` the words before it.
        places: the places it is told of.
        evidence: some sentences, one an article.
    """

    item: str
    key: tuple[str, str, bool]
    claims: int = 0
    units: Counter[str] = field(default_factory=Counter)
    predicates: Counter[str] = field(default_factory=Counter)
    places: set[str] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)


def wordings(claims: pd.DataFrame | Iterable[Record]) -> list[list[Wording]]:
    """Count the wordings of the claims that fit no indicator.

    Returns:
        the wordings in groups of one key each, in the order of the keys; within a group in the order of the items.

    Raises:
        UsageError: the table lacks a column that is needed.
    """
    from zongshu.tables import frame

    table: Any = claims if hasattr(claims, "columns") else frame(claims)
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise UsageError(f"the claims lack the column {', '.join(missing)}; give what `zongshu extract` wrote")
    there = [name for name in _WANTED if name in table.columns]
    columns = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in there]
    found: dict[tuple[str, str, bool], dict[str, Wording]] = {}
    for cells in zip(*columns, strict=True):
        claim = dict(zip(there, cells, strict=True))
        if _fits_none(claim):
            _count(claim, found)
    return [[group[item] for item in sorted(group)] for _, group in sorted(found.items())]


def _fits_none(claim: dict[str, Any]) -> bool:
    if claim["indicator_id"] or claim.get("status") == "required" or claim.get("context_of") in ("person", "method"):
        return False
    return linkable(str(claim["quantity_kind"]), bool(claim.get("part_of"))) and len(str(claim["item"] or "")) > 1


def _count(claim: dict[str, Any], found: dict[tuple[str, str, bool], dict[str, Wording]]) -> None:
    item, unit, dimension = (str(claim[name] or "") for name in ("item", "quantity_unit", "quantity_dimension"))
    key = (dimension, unit if dimension in _BY_UNIT else "", claim["quantity_kind"] == "rate")
    wording = found.setdefault(key, {}).setdefault(item, Wording(item, key))
    wording.claims += 1
    wording.units[unit] += 1
    if claim.get("predicate"):
        wording.predicates[str(claim["predicate"])] += 1
    place = claim.get("place_adcode") or claim.get("place_name")
    if place:
        wording.places.add(str(place))
    article = str(claim["article_id"])
    if len(wording.evidence) < _EXAMPLES and all(one.article != article for one in wording.evidence):
        marked = _marked(claim)
        if marked is not None:
            wording.evidence.append(Evidence(article, marked))


def _marked(claim: dict[str, Any]) -> str | None:
    """Return the evidence as repaired with the number in ⟦⟧, as printed where the table has no repaired one.

    None where the table does not hold enough for that.
    """
    printed, since, start, number = (claim.get(n) for n in ("evidence_text", "evidence_start", "start", "text"))
    if not printed or since is None or start is None or not number:
        return None
    at = int(start) - int(since)
    text, repaired = str(printed), str(claim.get("evidence_clean") or "")
    if repaired and claim.get("clean"):
        number = str(claim["clean"])
        # a number told twice: the one that stands about as far into the sentence
        near = at * len(repaired) / len(text)
        places = [hit.start() for hit in re.finditer(re.escape(number), repaired)]
        text, at = repaired, min(places, key=lambda place: abs(place - near), default=-1)
    if at < 0 or text[at : at + len(number)] != number:
        return None
    before, after = text[:at], text[at + len(number) :]
    # marks that stand in the article itself would be taken for ours
    before, after = (" ".join(part.replace("⟦", "").replace("⟧", "").split()) for part in (before, after))
    return f"{before}⟦{number}⟧{after}"
