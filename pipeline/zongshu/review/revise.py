"""One record under revision: each correction is checked against it and put in, and what it replaces is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from zongshu.errors import DataError
from zongshu.record import claim_version
from zongshu.record.models import ClaimRecord, DismissedRecord, Record, ReviewRecord, SupersededRecord
from zongshu.review.build import changes, covering, make_claim, moved
from zongshu.review.corrections import Correction, asserted, moved_span

__all__ = ["Doubt", "Revision"]

_LAST = 1 << 30


class Doubt(Exception):
    """Why a correction is not put in; `passed` where another decision goes before it by rule."""

    def __init__(self, reason: str, passed: bool = False) -> None:
        super().__init__(reason)
        self.passed = passed


class Revision:
    """A record with the corrections that it has taken so far.

    Args:
        record: it is left as it is.
        rank: coders whose decision goes before that of others; the least number first.
        text: gives the raw text of the record where it is at hand.
    """

    def __init__(
        self, record: Record, rank: Mapping[str, int], text: Callable[[Record], str | None] | None = None
    ) -> None:
        self._record = record
        self._rank = rank
        self._text = text
        self._raw: str | None = None
        self._claims = list(record.claims)
        self._superseded = list(record.superseded)
        self._dismissed = list(record.dismissed)
        self._known = {review.id for claim in record.claims for review in claim.reviews}
        self._known |= {number.review.id for number in record.dismissed}
        for old in record.superseded:
            self._known |= {old.review.id, *(review.id for review in old.claim.reviews)}

    def result(self) -> Record:
        """Return the record as it is now."""
        return msgspec.structs.replace(
            self._record, claims=self._claims, superseded=self._superseded, dismissed=self._dismissed
        )

    def knows(self, correction: Correction) -> bool:
        """Tell whether this very correction was put in before."""
        return correction.id in self._known

    def take(self, correction: Correction) -> bool:
        """Put a correction in.

        Returns:
            Whether anything is new.

        Raises:
            Doubt: it does not fit.
        """
        if self.knows(correction):
            return False
        said = asserted(correction)
        claim = self._at(correction.span)
        if claim is None and correction.action not in ("add", "dismiss"):
            claim = self._moved_from(correction.span) or self._at(moved_span(correction))
        try:
            if said is None:
                self._remove(correction, claim)
            elif claim is None:
                self._insert(correction)
            else:
                self._amend(correction, claim, said)
        except DataError as error:
            raise Doubt(str(error)) from error
        self._known.add(correction.id)
        return True

    def _at(self, span: tuple[int, int] | None) -> ClaimRecord | None:
        return next((one for one in self._claims if (one.start, one.end) == span), None)

    def _moved_from(self, span: tuple[int, int]) -> ClaimRecord | None:
        """Return the claim that had a span before a coder moved its borders."""
        by = {
            old.review.id
            for old in self._superseded
            if (old.claim.start, old.claim.end) == span and old.review.action == "edit" and "span" in old.review.fields
        }
        return next((one for one in self._claims if any(review.id in by for review in one.reviews)), None)

    def check_quote(self, correction: Correction) -> None:
        """Make sure that a correction speaks of what stands there.

        Raises:
            Doubt: it does not, or nothing at hand can tell.
        """
        start, end = correction.span
        if end > self._record.article.characters:
            raise Doubt(f"the article has {self._record.article.characters} characters")
        evidence = covering(self._record, start, end)
        there = evidence.text[start - evidence.start : end - evidence.start] if evidence else None
        if there is None and self._text is not None:
            self._raw = self._raw if self._raw is not None else self._text(self._record)
            there = self._raw[start:end] if self._raw is not None else None
        if there is None and correction.article != self._record.article.id:
            raise Doubt("its quote cannot be checked: the file is read differently now; give --articles")
        if there is not None and there != correction.quote:
            raise Doubt(f"its quote does not match: the text has {there!r} there")

    def _remove(self, correction: Correction, claim: ClaimRecord | None) -> None:
        if claim is not None:
            self._check_others(correction, claim.reviews)
            review = _review(correction, [], claim_version(claim))
            self._supersede(claim, review)
            self._claims.remove(claim)
            self._release(claim, correction)
            return
        over = self._overlapping(correction)
        if over is not None:
            raise Doubt(f"there is no claim with this span; now it is {over.text!r} at {over.start}:{over.end}")
        self._check_others(correction, self._denials(correction), set())
        start, end = correction.span
        self._dismissed.append(DismissedRecord(start, end, correction.quote, _review(correction, [], None)))

    def _insert(self, correction: Correction) -> None:
        self._check_others(correction, self._denials(correction))
        claim = make_claim(self._record, correction)
        version = None
        over = self._overlapping(correction)
        if correction.action != "add" and over is not None and not over.reviews:
            # a coder has seen this number; what another run makes of the same digits gives way
            version = claim_version(over)
            self._supersede(over, _review(correction, [], version))
            self._claims.remove(over)
            self._release(over, correction)
        review = _review(correction, sorted(asserted(correction) or {}), version)
        claim = msgspec.structs.replace(
            claim, reviews=[*self._denials(correction), review], rules=[*claim.rules, f"review.{correction.action}"]
        )
        self._dismissed = [one for one in self._dismissed if (one.start, one.end) != correction.span]
        self._put(claim)

    def _amend(self, correction: Correction, claim: ClaimRecord, said: dict[str, Any]) -> None:
        made = changes(claim, said)
        whole = made.get("part_of")
        if whole is not None and whole not in {one.id for one in self._claims if one is not claim}:
            if correction.action != "accept":
                raise Doubt(f"part_of: there is no other claim {whole!r} in this article")
            del made["part_of"]
        start, end = said.get("span", (claim.start, claim.end))
        moves = (start, end) != (claim.start, claim.end)
        self._check_others(correction, claim.reviews, {*made, "span"} if moves else set(made))
        self._revise(claim, made, correction, self._placed(claim, correction, (start, end)) if moves else {})

    def _placed(self, claim: ClaimRecord, correction: Correction, span: tuple[int, int]) -> dict[str, Any]:
        """Return what changes where the borders of a claim move; nothing of it may be doubtful."""
        if self._at(span) is not None:
            raise Doubt(f"there is a claim at {span[0]}:{span[1]} already")
        made = moved(self._record, claim, correction, span)
        self._raw = self._raw if self._raw is not None or self._text is None else self._text(self._record)
        if self._raw is not None and self._raw[span[0] : span[1]] != made["text"]:
            raise Doubt(f"the text at {span[0]}:{span[1]} is not {made['text']!r}")
        return made

    def _revise(
        self, claim: ClaimRecord, made: dict[str, Any], correction: Correction, place: Mapping[str, Any] | None = None
    ) -> None:
        fields = sorted([*made, "span"] if place else made)
        review = _review(correction, fields, claim_version(claim) if fields else None)
        if fields:
            self._supersede(claim, review)
        rules = [f"review.edit.{name}" for name in fields] or ["review.accept"]
        fresh = [rule for rule in rules if rule not in claim.rules]
        revised = msgspec.structs.replace(
            claim, **made, **(place or {}), reviews=[*claim.reviews, review], rules=[*claim.rules, *fresh]
        )  # fmt: skip
        at = next(at for at, one in enumerate(self._claims) if one is claim)
        if not place:
            self._claims[at] = revised
            return
        del self._claims[at]
        self._put(revised)
        self._rename(claim.id, revised.id)

    def _put(self, claim: ClaimRecord) -> None:
        """Put a claim where it stands in the order of the text."""
        at = next((at for at, one in enumerate(self._claims) if one.start > claim.start), len(self._claims))
        self._claims.insert(at, claim)

    def _rename(self, old: str, new: str) -> None:
        """Let the claims that name one keep naming it: its id follows from its borders."""
        for at, claim in enumerate(self._claims):
            made = {name: new for name in ("part_of", "repeats") if getattr(claim, name) == old}
            if made:
                self._claims[at] = msgspec.structs.replace(claim, **made)

    def _release(self, gone: ClaimRecord, correction: Correction) -> None:
        """Let no claim name one that is gone; what told it again tells the first of those that did."""
        heir: str | None = None
        for claim in list(self._claims):
            made: dict[str, Any] = {}
            if claim.part_of == gone.id:
                made["part_of"] = None
            if claim.repeats == gone.id:
                made["repeats"] = heir
                heir = heir or claim.id
            if made:
                self._revise(claim, made, correction)

    def _supersede(self, claim: ClaimRecord, review: ReviewRecord) -> None:
        self._superseded.append(SupersededRecord(claim_version(claim), claim, review))

    def _overlapping(self, correction: Correction) -> ClaimRecord | None:
        start, end = correction.span
        for claim in self._claims:
            if any(low < end and start < high for low, high in claim.runs):
                return claim
        return None

    def _denials(self, correction: Correction) -> list[ReviewRecord]:
        """Return who said before that there is no claim here."""
        found = [one.review for one in self._dismissed if (one.start, one.end) == correction.span]
        for old in self._superseded:
            if old.review.action == "reject" and (old.claim.start, old.claim.end) == correction.span:
                found += [*old.claim.reviews, old.review]
        return found

    def _check_others(
        self, correction: Correction, reviews: list[ReviewRecord], fields: set[str] | None = None
    ) -> None:
        """Refuse to go against another coder, unless one of the two is preferred.

        Args:
            correction: what is to be put in.
            reviews: what was decided before.
            fields: those that change; None where the whole claim comes or goes.
        """
        for review in reviews:
            if review.action == "reject" and review.fields:
                continue  # another claim was rejected, this one only named it
            if review.coder == correction.coder:
                if review.time >= correction.time:
                    raise Doubt(f"{correction.coder} decided again later", passed=True)
                continue
            if fields is not None and not (fields & set(review.fields) if review.action == "edit" else fields):
                continue
            mine, other = (self._rank.get(coder, _LAST) for coder in (correction.coder, review.coder))
            if other < mine:
                raise Doubt(f"{review.coder} is preferred", passed=True)
            if mine == other:
                reason = f"coders disagree: {review.coder} decided otherwise ({review.action}, {review.time})"
                raise Doubt(f"{reason}; settle it with --prefer CODER")


def _review(correction: Correction, fields: list[str], supersedes: str | None) -> ReviewRecord:
    return ReviewRecord(correction.id, correction.action, correction.coder, correction.time, fields, supersedes)
