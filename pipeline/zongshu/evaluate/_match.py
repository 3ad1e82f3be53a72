"""Which predicted claim stands for which gold claim: by overlap of their spans, one to one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["LEAST_IOU", "Matching", "Span", "match"]

LEAST_IOU = 0.5


@dataclass(slots=True)
class Span:
    """A gold row or a predicted claim.

    Attributes:
        start: as given; `end` and `text` too.
        role: claim, date, ordinal or label; a prediction is always a claim.
        optional: a gold row that is scored neither way.
        answers: for each field the right answers of a gold claim, the first one first; a prediction has one each.
        context: some words around it, for messages when the article's text is not at hand.
        claim: the claim of the record that a prediction was made from; empty for a gold row.
    """

    start: int
    end: int
    text: str
    role: str = "claim"
    optional: bool = False
    answers: dict[str, list[Any]] = field(default_factory=dict)
    context: str = ""
    claim: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end without the white space at both ends.

        >>> Span(4, 9, " 12个 ").inner
        (5, 8)
        """
        core = self.text.strip()
        # A text of another length is not what lies at these offsets; then it says nothing about them.
        if not core or len(self.text) != self.end - self.start:
            return self.start, self.end
        start = self.start + len(self.text) - len(self.text.lstrip())
        return start, start + len(core)


@dataclass(slots=True)
class Matching:
    """The outcome for one article; numbers are positions in the lists given to `match`.

    Attributes:
        pairs: gold claim and prediction, in the order of the gold; optional gold claims are in it too.
        missed: gold claims that are not optional and have no prediction.
        spurious: predictions that stand for no gold claim, each with label, date, ordinal or other.
        skipped: predictions without a partner that touch an optional gold row and so count neither way.
        near_gold: for a prediction a gold claim that it touches, enough or not.
        near_output: for a gold claim a prediction that touches it.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)
    spurious: list[tuple[int, str]] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    near_gold: dict[int, int] = field(default_factory=dict)
    near_output: dict[int, int] = field(default_factory=dict)


def match(gold: Sequence[Span], output: Sequence[Span]) -> Matching:
    """Match predictions with gold claims, greedily by the overlap of their trimmed spans.

    >>> match([Span(0, 3, "12个")], [Span(0, 2, "12"), Span(9, 10, "5")]).pairs
    [(0, 0)]
    """
    touching = list(_overlaps(gold, output))
    candidates = sorted(
        (-iou, gold[g].optional, g, o) for g, o, _, iou in touching if gold[g].role == "claim" and iou >= LEAST_IOU
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, g, o in candidates:
        if g not in partner and o not in taken:
            partner[g] = o
            taken.add(o)

    result = Matching(pairs=sorted(partner.items()))
    result.missed = [g for g, row in enumerate(gold) if row.role == "claim" and not row.optional and g not in partner]
    touched: dict[int, list[tuple[int, int]]] = {}
    for g, o, shared, _ in touching:
        touched.setdefault(o, []).append((shared, g))
        if gold[g].role == "claim":
            result.near_gold.setdefault(o, g)
            result.near_output.setdefault(g, o)
    for o in range(len(output)):
        if o in taken:
            continue
        rows = [gold[g] for _, g in sorted(touched.get(o, ()), key=lambda pair: -pair[0])]
        if any(row.optional for row in rows):
            result.skipped.append(o)
        elif not rows or any(row.role == "claim" for row in rows):
            result.spurious.append((o, "other"))
        else:
            result.spurious.append((o, rows[0].role))
    return result


def _overlaps(gold: Sequence[Span], output: Sequence[Span]) -> Iterator[tuple[int, int, int, float]]:
    """Yield gold, prediction, shared characters and IoU of every two spans that share a character."""
    places = sorted((*span.inner, o) for o, span in enumerate(output))
    starts = [start for start, _, _ in places]
    longest = max((end - start for start, end, _ in places), default=0)
    for g, span in enumerate(gold):
        start, end = span.inner
        for other_start, other_end, o in places[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
            shared = min(end, other_end) - max(start, other_start)
            if shared > 0:
                yield g, o, shared, shared / (max(end, other_end) - min(start, other_start))
