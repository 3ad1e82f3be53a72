"""Stage `link`: claims to indicators of the registry, or to none.

An alias must stand in the words of the claim (predicate and item); dimension, unit, action and exclusions must fit. The
longest alias wins. A claim that nothing fits keeps `indicator = None` and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from zongshu.lexicon.marks import clause_begin
from zongshu.lexicon.registry import Entry, Registry, registry
from zongshu.link.examples import check_examples, marked_claim
from zongshu.patterns import pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim, Indicator, Quantity

__all__ = ["check_examples", "fits", "link", "linkable", "linker", "marked_claim"]

_Find = Callable[[str, frozenset[str]], list[tuple[str, int, int, int]]]
# so many readings are remembered
_KEPT = 4096
_NEVER = frozenset(("change", "rank", "multiple"))
# An exclusion so many characters before the number belongs to it, though the item may lack it.
_NEAR = 4
_JOINED = pattern("[、和与及]")
# 412家店铺|挂上“爱心商户”牌子, 78名骑手|为网格员: what the number counts is that too
_BECOMES = pattern(r".?[都已均]?(?:挂|被|列|为|当|任|成|转|评|获)")
_ROLE = pattern("担任|兼任|成为|转为|当上|受聘")
# What a plan adds to a stock is not the stock.
_ADDITION = pattern(r"再(?:新)?[建增添设]|(?:明年|来年|下一步|下步|将|拟|力争|计划).{0,10}新[建增添设]")


def linker(table: Registry) -> Callable[[Article], Article]:
    """Return the stage for a registry of the user's own.

    Args:
        table: the registry to link to.
    """

    # articles say the same things in the same words
    find = lru_cache(maxsize=_KEPT)(table.find)

    def link(article: Article) -> Article:
        claims = article.claims
        for index, claim in enumerate(claims):
            before = claims[index - 1].end if index else 0
            after = claims[index + 1].start if index + 1 < len(claims) else len(article.clean)
            _link(article.clean, claim, table, find, before, after)
        return article

    return link


def link(article: Article) -> Article:
    """Fill `indicator` of every claim from the shipped registry."""
    return _shipped()(article)


@lru_cache(maxsize=1)
def _shipped() -> Callable[[Article], Article]:
    return linker(registry())


def linkable(kind: str, part: bool) -> bool:
    """Tell whether a claim of this kind may measure an indicator: changes, ranks, multiples and parts do not.

    >>> linkable("count", False), linkable("change", False), linkable("count", True)
    (True, False, False)
    """
    return kind not in _NEVER and not part


def _link(text: str, claim: Claim, table: Registry, find: _Find, before: int, after: int) -> None:
    whole = claim.part_of
    if whole is not None and whole.indicator and whole.item == claim.item and whole.place != claim.place:
        # 其中船山区21个: the same thing in a part of the place
        claim.indicator = whole.indicator
        claim.rules.append(f"indicator.part.{whole.indicator.id}")
        return
    # 其中312名已转为社区工作者: what was done with a part is counted as that
    deed = whole is not None and claim.item.endswith(f"的{whole.item}") and len(claim.item) > len(whole.item) + 1
    if not linkable(claim.quantity.kind, whole is not None and not deed):
        return
    among = table.fitting(claim.quantity)
    if not among:
        return
    left, right = _clause(text, claim)
    item = claim.item
    words = item if item.startswith(claim.predicate) else claim.predicate + item
    told = f"{words}\n{item}{claim.predicate}"
    ahead, behind = text[max(left, before) : claim.start], text[claim.end : min(right, after)]
    # all words in which an alias may stand are read at once; most claims have none
    hits = find(f"{told}\n{ahead}{item}{behind}", among)
    best = _choose(table, hits, words, told, ahead, item, behind, text[left:right]) if hits else None
    if best is None:
        return
    basis, entry, size = best
    if deed and (entry.measure != "flow" or not entry.actions):
        return
    if entry.measure == "stock" and _ADDITION.search(text, left, claim.start):
        return
    # a level before and after (由37个精简为12个) is not what was done in between
    if entry.measure == "flow" and entry.dimension != "money" and any(r.startswith("fromto.") for r in claim.rules):
        return
    score = (1.0 if basis == "alias" else 0.8) * min(1.0, 0.6 + 0.4 * size / max(len(item), 1))
    claim.indicator = Indicator(entry.id, round(score, 2), basis)
    claim.rules.append(f"indicator.{basis}.{entry.id}")


def _choose(
    table: Registry,
    hits: list[tuple[str, int, int, int]],
    words: str,
    told: str,
    ahead: str,
    item: str,
    behind: str,
    clause: str,
) -> tuple[str, Entry, int] | None:
    """Choose among the aliases that stand in `told`, and in `ahead`, `item` and `behind`, written one after the other.

    Args:
        table: the registry.
        hits: where which aliases stand.
        words: predicate and item.
        told: the same in both orders.
        ahead: the words of the clause before the number.
        item: the item.
        behind: the words of the clause after the number.
        clause: the clause.

    Returns:
        Where the alias stands, alias or clause, its indicator and how many of its characters stand there.
    """

    def best(start: int, end: int, own: str, near: bool) -> tuple[Entry, int] | None:
        """Return the indicator with the longest alias in a stretch that no exclusion in `own`, or near it, shuts out."""
        inside = [hit for hit in hits if start <= hit[1] and hit[2] <= end]
        if inside and near:
            # an exclusion may also stand between item and number (总投资78亿元的电站)
            own = f"{words}\n{_JOINED.split(ahead[-_NEAR:])[-1]}\n{own}"
        return _longest(table, inside, own, clause) if inside else None

    start = len(told) + 1
    first = start + len(ahead)
    last = first + len(item)
    # who becomes something is counted as that (36名快递小哥担任网格员)
    role = _ROLE.search(behind)
    if role and (found := best(last + role.start(), last + len(behind), behind[role.start() :], True)):
        return "clause", *found
    if found := best(0, len(told), "", True):
        return "alias", *found
    # the item may have lost words that stand elsewhere in the clause (招聘…社区工作者76名)
    if found := best(start, last, ahead + item, False):
        return "clause", *found
    # or they follow the number (9名骑手担任网格员)
    follow = _JOINED.split(behind, maxsplit=1)[0]
    done = ahead.endswith(("把", "将")) or _BECOMES.match(follow, len(item) - 1) is not None
    if item and follow.startswith(item) and not done:
        # 14个社区建起议事亭22个: what the thing does is not counted by its number, an alias must begin in its name
        hits = [hit for hit in hits if hit[1] < last + len(item)]
    found = best(first, last + len(follow), item + follow, True)
    return ("clause", *found) if found else None


def _clause(text: str, claim: Claim) -> tuple[int, int]:
    left = clause_begin(text, max(0, claim.start - 80), claim.start)
    mark_after = CLAUSE_MARK.search(text, claim.end, claim.end + 60)
    return left, mark_after.start() if mark_after else min(len(text), claim.end + 60)


def _longest(
    table: Registry, hits: list[tuple[str, int, int, int]], item: str, clause: str
) -> tuple[Entry, int] | None:
    best: tuple[Entry, int] | None = None
    for identifier, _, _, size in hits:
        entry = table.entries[identifier]
        if (best is None or size > best[1]) and _worded(entry, item, clause):
            best = (entry, size)
    return best


def fits(entry: Entry, quantity: Quantity, item: str, clause: str) -> bool:
    """Tell whether unit, dimension, action and exclusions of an indicator allow a claim.

    Args:
        entry: the indicator.
        quantity: the number of the claim; only its kind, unit and dimension matter.
        item: the words of the claim, in which no exclusion may stand.
        clause: the words around it, in which an action must stand where the indicator asks for one.
    """
    return entry.allows(quantity.kind == "rate", quantity.unit, quantity.dimension) and _worded(entry, item, clause)


def _worded(entry: Entry, item: str, clause: str) -> bool:
    """Tell whether no exclusion stands in the words of a claim and, where one is asked for, an action in its clause."""
    # 规范挂牌 shuts out, 不规范挂牌 does not
    for word in entry.exclusions:
        if word in item and word in item.replace(f"不{word}", ""):
            return False
    return not entry.actions or any(word in clause for word in entry.actions)
