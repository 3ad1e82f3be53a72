"""What a run did, told while it goes on and at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zongshu.batch.items import Item
from zongshu.batch.lines import is_empty
from zongshu.batch.results import Result

if TYPE_CHECKING:
    from zongshu.review.apply import Applied

__all__ = ["Interrupted", "Summary", "Tell"]

Tell = Callable[[Item, list[Result]], None]
"""Is told each item that is done, with the results of its articles."""


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        articles: how many records were written.
        claims: how many claims they hold.
        reused: how many of the records were at hand.
        failed: `(source, code, message)` of each article that failed.
        seconds: how long it took.
        corrected: what became of the corrections; None where there were none.
        empty: the sources of articles that hold no text.
    """

    articles: int = 0
    claims: int = 0
    reused: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: float = 0.0
    corrected: Applied | None = None
    empty: list[str] = field(default_factory=list)

    def count(self, result: Result) -> None:
        """Count an article."""
        self.articles += 1
        self.claims += result.claims
        if result.failed:
            self.failed.append((result.source, *result.failed))
        elif not result.claims and result.line is not None and is_empty(result.line):
            self.empty.append(result.source)


class Interrupted(KeyboardInterrupt):
    """The user stopped a run; the text says what was kept."""
