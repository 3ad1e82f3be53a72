"""Claims to people and back: a page to check them against the text, and their corrections into the records again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zongshu.read import ReadOptions
    from zongshu.record.models import Record
    from zongshu.review.apply import Applied
    from zongshu.review.corrections import Correction

__all__ = ["LARGEST", "Reviewed", "apply_corrections", "review"]

LARGEST = 50_000_000
"""One page holds articles up to this many bytes; above it, each article has a page of its own."""


@dataclass(slots=True)
class Reviewed:
    """What `review` wrote.

    Attributes:
        pages: the files, the one to open first.
        articles: how many articles they hold; `claims` and `numbers` likewise.
        failed: `(source, message)` of each article whose text is not at hand.
    """

    pages: list[str] = field(default_factory=list)
    articles: int = 0
    claims: int = 0
    numbers: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def review(
    records: str | os.PathLike[str] | Iterable[Record],
    out: str | os.PathLike[str],
    *,
    articles: str | os.PathLike[str] | None = None,
    options: ReadOptions | None = None,
    indicators: Iterable[str | os.PathLike[str]] = (),
    lang: str = "en",
    title: str | None = None,
    coder: str = "",
    largest: int = LARGEST,
) -> Reviewed:
    """Write a page on which people check claims against the text; it needs no network.

    Args:
        records: from `extract` or `decode`, or the claims file that holds them.
        out: the page; where the articles are too many for one, an index, with the pages in a folder beside it.
        articles: the folder with the articles; without it, `article.source` is looked up as it stands.
        options: how the articles were read, where the extraction was told: encoding, columns of tables.
        indicators: further indicator packs, whose names the page shows.
        lang: language of the page, `en` or `zh`.
        title: a title of your own.
        coder: the name that the page proposes.
        largest: bytes that one page may hold.

    Returns:
        The files, and the articles that are left out because their text is not at hand or has changed.

    Raises:
        UsageError: no article has its text at hand, or `out` cannot be written.
    """
    from zongshu.review.write import write_pages

    return write_pages(_records(records, out), out, articles, options, indicators, lang, title, coder, largest)


def apply_corrections(
    records: str | os.PathLike[str] | Iterable[Record],
    corrections: str | os.PathLike[str] | Iterable[Correction | str | os.PathLike[str]],
    prefer: Sequence[str] = (),
    text: Callable[[Record], str | None] | None = None,
) -> Applied:
    """Put the corrections of coders into records.

    Nothing is overwritten: what a correction replaces goes to `superseded` of its record, and the claim names it in
    `reviews`, with who decided and when. Applied twice, corrections change nothing; to the records of a later extraction
    they apply by the hash of the file, the span and the quote.

    Args:
        records: the records, or the claims file that holds them; they are left as they are.
        corrections: from `read_corrections(...).corrections`, or the files that the review saved.
        prefer: coders whose decision goes before that of others where they disagree, the first one first.
        text: gives the raw text of a record, for quotes that the record alone cannot prove.

    Returns:
        The corrected records, and what was refused, with the reason.
    """
    from zongshu.review.apply import Applier
    from zongshu.review.corrections import read_corrections

    given = [corrections] if isinstance(corrections, str | os.PathLike) else list(corrections)
    files = [one for one in given if isinstance(one, str | os.PathLike)]
    found = read_corrections(files)
    decided = [*(one for one in given if not isinstance(one, str | os.PathLike)), *found.corrections]
    applier = Applier(decided, prefer, text)
    made = [applier.apply(record) for record in _records(records)]
    outcome = applier.finish()
    outcome.refused[:0] = found.refused
    outcome.records = made
    return outcome


def _records(
    given: str | os.PathLike[str] | Iterable[Record], out: str | os.PathLike[str] | None = None
) -> Iterable[Record]:
    """Return records as they are, or those of a claims file, which must not be the output."""
    if not isinstance(given, str | os.PathLike):
        return given
    from zongshu.files import guard_input, guard_output
    from zongshu.texts import read_records

    guard_output(out, [given])
    return (record for _, record in read_records([guard_input(given, "a claims file is wanted")]))
