"""What a writer is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zongshu.record.models import Record

__all__ = ["Job"]


@dataclass(slots=True, frozen=True)
class Job:
    """What to write, and where.

    Attributes:
        pairs: records with the raw texts of their articles; empty texts where the format holds none.
        out: file or folder.
        packs: indicator packs beside the shipped ones.
        manifest: of the run that made the records.
    """

    pairs: list[tuple[Record, str]]
    out: Path
    packs: tuple[str, ...] = ()
    manifest: Path | None = None

    @property
    def records(self) -> list[Record]:
        """The records alone."""
        return [record for record, _ in self.pairs]
