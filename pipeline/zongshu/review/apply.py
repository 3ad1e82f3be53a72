"""Corrections back into records: nothing is lost, and what does not fit is refused with a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zongshu.record.models import Record
from zongshu.review.corrections import Correction, Refusal, asserted, differs
from zongshu.review.revise import Doubt, Revision

__all__ = ["Applied", "Applier"]

Text = Callable[[Record], "str | None"]


@dataclass(slots=True)
class Applied:
    """What became of corrections.

    Attributes:
        records: the records, corrected.
        counts: how many corrections of each action were applied.
        known: how many had been applied before.
        passed: those that another decision goes before, with the reason: the coder's own later one, a preferred coder's.
        refused: those that do not fit, with the reason.
    """

    records: list[Record] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    known: int = 0
    passed: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class Applier:
    """Applies corrections to records, one record after the other.

    Args:
        corrections: from `read_corrections`.
        prefer: coders whose decision goes before that of others where they disagree, the first one first.
        text: gives the raw text of a record where it is at hand; quotes that the record itself cannot prove are checked
            against it.
    """

    def __init__(self, corrections: Iterable[Correction], prefer: Sequence[str] = (), text: Text | None = None) -> None:
        self.outcome = Applied()
        self._rank = {coder: at for at, coder in enumerate(prefer)}
        self._text = text
        self._of_file: dict[str, list[Correction]] = defaultdict(list)
        self._of_article: dict[str, list[Correction]] = defaultdict(list)
        self._left: dict[int, Correction] = {}
        self._met: dict[str, str] = {}
        for correction in corrections:
            self._left[id(correction)] = correction
            self._of_file[correction.sha256].append(correction)
            if correction.article:
                self._of_article[correction.article].append(correction)
        self._sources = {correction.source for correction in self._left.values()}

    def apply(self, record: Record) -> Record:
        """Return the record with its corrections; the same object where there are none."""
        article = record.article
        if article.source in self._sources:
            self._met[article.source] = article.sha256
        # a file of several articles has one hash for all of them
        several = "#" in article.source
        found = self._of_article.get(article.id, []) if several else self._of_file.get(article.sha256, [])
        if not found:
            return record
        for correction in found:
            self._left.pop(id(correction), None)
        revision = Revision(record, self._rank, self._text)
        for correction in self._settled(revision, found):
            try:
                changed = revision.take(correction)
            except Doubt as doubt:
                goal = self.outcome.passed if doubt.passed else self.outcome.refused
                goal.append(_told(correction, str(doubt)))
                continue
            if changed:
                self.outcome.counts[correction.action] += 1
            else:
                self.outcome.known += 1
        return revision.result()

    def finish(self) -> Applied:
        """Refuse what fitted no record, and return what became of all."""
        for correction in self._left.values():
            self.outcome.refused.append(_told(correction, self._stray(correction)))
        self._left.clear()
        return self.outcome

    def _stray(self, correction: Correction) -> str:
        now = self._met.get(correction.source)
        if now is not None and now != correction.sha256:
            return (
                f"its article has changed: {correction.source} has sha256 {now[:12]}… in the claims, "
                f"{correction.sha256[:12]}… in the correction"
            )
        return f"no article of the claims has its sha256 {correction.sha256[:12]}… ({correction.source or 'no source told'})"

    def _settled(self, revision: Revision, found: list[Correction]) -> Iterator[Correction]:
        """Give those that stand, in the order of the text; a coder's last word counts, and coders must agree."""
        places: dict[tuple[int, int], dict[str, Correction]] = {}
        for correction in found:
            if revision.knows(correction):
                self.outcome.known += 1
                continue
            try:
                revision.check_quote(correction)
            except Doubt as doubt:
                self.outcome.refused.append(_told(correction, str(doubt)))
                continue
            said = places.setdefault(correction.span, {})
            last = said.get(correction.coder)
            if last is None:
                said[correction.coder] = correction
            elif last.id == correction.id:
                self.outcome.known += 1
            else:
                first, last = sorted((last, correction), key=lambda one: one.time)
                self.outcome.passed.append(_told(first, f"{first.coder} decided again later"))
                said[correction.coder] = last
        # claims are put in before others name them as what they are a part of
        order = sorted(places, key=lambda span: (not any(one.action == "add" for one in places[span].values()), span))
        for span in order:
            yield from self._agreed(list(places[span].values()))

    def _agreed(self, said: list[Correction]) -> list[Correction]:
        if not any(_clash(one, other) for at, one in enumerate(said) for other in said[:at]):
            return said
        ranked = sorted((one for one in said if one.coder in self._rank), key=lambda one: self._rank[one.coder])
        if ranked:
            best = ranked[0]
            rest = [one for one in said if one is not best]
            self.outcome.passed += [_told(one, f"{best.coder} is preferred") for one in rest if _clash(best, one)]
            return [best, *(one for one in rest if not _clash(best, one))]
        who = " and ".join(f"{one.coder} ({one.action})" for one in said)
        for one in said:
            self.outcome.refused.append(_told(one, f"coders disagree: {who}; settle it with --prefer CODER"))
        return []


def _clash(one: Correction, other: Correction) -> bool:
    left, right = asserted(one), asserted(other)
    if left is None or right is None:
        return left is not right
    return any(differs(name, left[name], right[name]) for name in left.keys() & right.keys())


def _told(correction: Correction, reason: str) -> Refusal:
    start, end = correction.span
    what = f"{correction.action} {correction.quote!r} at {start}:{end}"
    return Refusal(correction.where or f"{correction.coder}, {correction.time}", f"{what}: {reason}")
