"""How far each rule can be trusted: how often it fired on a gold set, and how often the gold agrees with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zongshu.evaluate._match import Span
from zongshu.evaluate._prepare import matched, prepare
from zongshu.evaluate._score import CORE, same_item, usual_answers, verdicts

__all__ = ["RuleUse", "rules"]

# What a rule decides follows from the first part of its id.
_DECIDES: dict[str, tuple[str, ...]] = {
    "quantity": ("value", "low", "high", "approx", "unit", "kind"),
    "approx": ("approx", "low", "high"),
    "unit": ("unit",),
    "rate": ("kind", "unit"),
    "change": ("kind", "direction"),
    **dict.fromkeys(("share", "multiple", "rank", "ordinal"), ("kind",)),
    "fromto": ("status",),
    "status": ("status",),
    "part": ("part_of",),
    "list": ("item",),
    "item": ("item",),
    "place": ("place",),
    "period": ("period",),
    "indicator": ("indicator",),
}
# The gold says nothing of repeats.
_UNSEEN = ("repeats",)


@dataclass(slots=True, frozen=True)
class RuleUse:
    """What became of the claims that a rule fired on.

    Attributes:
        rule: its id, as in `rules` of a claim.
        fields: the fields it decides, separated by spaces.
        fired: claims it fired on, those that count in the evaluation.
        agreed: claims with a partner in the gold that has the same in all of these fields.
        conflicted: claims with a partner that has something else in one of them.
        spurious: claims that stand for none in the gold.
    """

    rule: str
    fields: str
    fired: int
    agreed: int
    conflicted: int
    spurious: int

    @property
    def share(self) -> float | None:
        """The share of the matched claims that agree."""
        seen = self.agreed + self.conflicted
        return self.agreed / seen if seen else None


def rules(claims: Path | list[dict[str, Any]], gold: Path) -> list[RuleUse]:
    """Count for every rule how often it fired on a gold set, agreed and conflicted.

    Args:
        claims: a JSON Lines file with one record a line, or the records themselves.
        gold: one gold file, or a folder of them.

    Returns:
        the rules, those that fired most often first.

    Raises:
        UsageError: a path does not exist, or the folder holds no gold file.
        DataError: a record or a gold row is malformed; the message says where.
    """
    agreed: Counter[str] = Counter()
    conflicted: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for article in matched(prepare(claims, gold)):
        usual = usual_answers(article.gold)
        for want, got in article.pairs:
            right = verdicts(want, got, usual) | {"item": same_item(want, got)}
            for rule in _fired(got):
                (agreed if all(right[name] for name in _decides(rule)) else conflicted)[rule] += 1
        for span in article.spurious:
            spurious.update(_fired(span))
    uses = [
        RuleUse(
            rule,
            " ".join(_decides(rule)),
            agreed[rule] + conflicted[rule] + spurious[rule],
            agreed[rule],
            conflicted[rule],
            spurious[rule],
        )
        for rule in agreed.keys() | conflicted.keys() | spurious.keys()
    ]
    return sorted(uses, key=lambda use: (-use.fired, use.rule))


def _decides(rule: str) -> tuple[str, ...]:
    return _DECIDES.get(rule.partition(".")[0], CORE)


def _fired(span: Span) -> list[str]:
    # An indicator of a pack that the gold does not code was taken out; its rule cannot be judged.
    judged = span.answers["indicator"][0] is not None
    return [
        rule
        for rule in dict.fromkeys(span.claim.get("rules") or ())
        if rule.partition(".")[0] not in _UNSEEN and (judged or not rule.startswith("indicator."))
    ]
