"""Corrections that earlier reviews made, put into the records of a run as they come."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence

from zongshu.record import decode, encode
from zongshu.review.apply import Applied, Applier
from zongshu.review.corrections import read_corrections

__all__ = ["Corrector"]


class Corrector:
    """Corrects records.

    Args:
        paths: corrections files, as a review saved them.
        prefer: coders whose decision goes before that of others where they disagree, the first one first.

    Attributes:
        told: what decides the outcome, for the manifest: the hash of the corrections, and who is preferred.

    Raises:
        UsageError: a file is not there.
    """

    def __init__(self, paths: Iterable[str | os.PathLike[str]], prefer: Sequence[str] = ()) -> None:
        found = read_corrections(paths)
        self._refused = found.refused
        self._applier = Applier(found.corrections, prefer)
        ids = "\n".join(correction.id for correction in found.corrections)
        self.told = {"corrections": hashlib.sha256(ids.encode()).hexdigest(), "prefer": list(prefer)}

    def __call__(self, line: bytes) -> tuple[bytes, int]:
        """Return a record, as a line of JSON, with its corrections, and how many claims it has then."""
        record = decode(line)
        made = self._applier.apply(record)
        return (line if made is record else encode(made)), len(made.claims)

    def finish(self) -> Applied:
        """Return what became of all corrections; those that fitted no record are refused."""
        outcome = self._applier.finish()
        outcome.refused[:0] = self._refused
        return outcome
