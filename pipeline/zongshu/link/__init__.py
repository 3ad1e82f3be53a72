"""Stage `link`: claims to indicators of the registry, or to none.

An alias must stand in the words of the claim (predicate and item); dimension, unit, action and exclusions must fit. The
longest alias wins. A claim that nothing fits keeps `indicator = None` and stays.
"""

from __future__ import annotations

from collections.abc import Callable

from zongshu.lexicon.registry import Entry, Registry, registry
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Indicator

__all__ = ["link", "linker"]

_NEVER = frozenset(("change", "rank", "multiple"))


def linker(table: Registry) -> Callable[[Article], Article]:
    """Return the stage for a registry of the user's own.

    Args:
        table: the registry to link to.
    """

    def link(article: Article) -> Article:
        claims = article.claims
        for index, claim in enumerate(claims):
            before = claims[index - 1].end if index else 0
            _link(article.clean, claim, table, before)
        return article

    return link


def link(article: Article) -> Article:
    """Fill `indicator` of every claim from the shipped registry."""
    return linker(registry())(article)


def _link(text: str, claim: Claim, table: Registry, before: int) -> None:
    if claim.quantity.kind in _NEVER or claim.part_of is not None:
        return
    left, right = _clause(text, claim)
    clause = text[left:right]
    words = claim.item if claim.item.startswith(claim.predicate) else claim.predicate + claim.item
    best = _best(table, claim, f"{words}\n{claim.item}{claim.predicate}", words, clause)
    basis, top = "alias", 1.0
    if best is None:
        # the item may have lost words that stand elsewhere in the clause (招聘…社区工作者76名)
        own = text[max(left, before) : claim.start] + claim.item
        best = _best(table, claim, own, own, clause)
        basis, top = "clause", 0.8
    if best is None:
        return
    entry, size = best
    score = top * min(1.0, 0.6 + 0.4 * size / max(len(claim.item), 1))
    claim.indicator = Indicator(entry.id, round(score, 2), "alias" if basis == "alias" else "clause")
    claim.rules.append(f"indicator.{basis}.{entry.id}")


def _clause(text: str, claim: Claim) -> tuple[int, int]:
    left = 0
    for mark in CLAUSE_MARK.finditer(text, max(0, claim.start - 80), claim.start):
        left = mark.end()
    mark_after = CLAUSE_MARK.search(text, claim.end, claim.end + 60)
    return max(left, claim.start - 80), mark_after.start() if mark_after else min(len(text), claim.end + 60)


def _best(table: Registry, claim: Claim, words: str, item: str, clause: str) -> tuple[Entry, int] | None:
    best: tuple[Entry, int] | None = None
    for identifier, _, _, size in table.find(words):
        entry = table.entries[identifier]
        if (best is None or size > best[1]) and _fits(entry, claim, item, clause):
            best = (entry, size)
    return best


def _fits(entry: Entry, claim: Claim, item: str, clause: str) -> bool:
    quantity = claim.quantity
    if (quantity.kind == "rate") != entry.per_capita and not (quantity.kind == "rate" and entry.measure == "rate"):
        return False
    if quantity.unit not in entry.units and not (
        quantity.dimension == entry.dimension and entry.dimension not in ("count", "none")
    ):
        return False
    if any(word in item for word in entry.exclusions):
        return False
    return not entry.actions or any(word in clause for word in entry.actions)
