"""What a script or a notebook calls: `extract` for files, `quantities` for the numbers of a text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from zongshu.tables import frame

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.record.models import PerRecord, Record
    from zongshu.types import Mention

__all__ = ["Extraction", "Number", "extract", "quantities"]

_LONGEST_PHRASE = 10
Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@dataclass
class Extraction:
    """What `extract` found.

    Attributes:
        records: a record for each article, in the order of the sources.
        failed: `(source, code, message)` of each article that could not be read or went wrong.
        notes: what else there is to know: files left alone, rows of the metadata that fit nothing.
    """

    records: list[Record]
    failed: list[tuple[str, str, str]]
    notes: list[str]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The claims as a table, a row a claim."""
        return frame(self.records)

    def __repr__(self) -> str:
        claims = sum(len(record.claims) for record in self.records)
        return f"Extraction({len(self.records)} articles, {claims} claims, {len(self.failed)} failed)"


def extract(
    sources: Paths,
    *,
    meta: str | os.PathLike[str] | None = None,
    indicators: Paths = (),
    encoding: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    max_bytes: int | None = None,
    max_pages: int | None = None,
    max_seconds: float | None = None,
    jobs: int = 1,
) -> Extraction:
    """Read articles and take their claims out.

    Args:
        sources: files, folders, patterns, or several of them.
        meta: a CSV table of what is known of the articles: file, place, published, outlet, title, fictional, others.
        indicators: further indicator packs, files or folders.
        encoding: the encoding of all sources; without it, it is detected.
        text_column: the column of tables that holds the articles; without it, it is found by its name. Tables in
            folders are read only with it.
        id_column: the column of tables that names their articles; without it, they go by the number of the row.
        max_bytes: larger files are refused; 100 MB by default.
        max_pages: longer PDFs are refused; 2,000 by default.
        max_seconds: files that take longer to read are refused; 60 by default.
        jobs: how many processes; 1 works in this one where there is little to do.

    Returns:
        The records, the table of claims, and what failed.

    Raises:
        UsageError: no such file, a folder without articles, no such encoding.
        DataError: a mistake in a table or an indicator pack.
    """
    from zongshu.batch import Options, engine_for, plan
    from zongshu.batch import records as run
    from zongshu.read import MAX_BYTES, MAX_PAGES, MAX_SECONDS
    from zongshu.record import decode

    packs = tuple(os.fspath(pack) for pack in _several(indicators))
    options = Options(
        encoding,
        packs,
        MAX_BYTES if max_bytes is None else max_bytes,
        text_column,
        id_column,
        MAX_PAGES if max_pages is None else max_pages,
        MAX_SECONDS if max_seconds is None else max_seconds,
    )
    work = plan(_several(sources), options, meta)
    results = [result for _, several in run(work, engine_for(work, jobs)) for result in several]
    found = [decode(result.line) for result in results if result.line is not None]
    failed = [(result.source, *result.failed) for result in results if result.failed]
    return Extraction(found, failed, work.notes)


def _several(paths: Paths) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, str | os.PathLike) else list(paths)


class Number(msgspec.Struct, frozen=True, gc=False):
    """A numeric mention: where it stands, what role it has, and the number as its words allow it.

    Attributes:
        start: first position in the text; `end` the position after the last.
        text: exactly `text[start:end]` of what was given.
        role: claim, date, ordinal or label.
        value: None for a range, and where a label or a date has none; `low` and `high` what the words allow.

    Example:
        >>> field = quantities("流转土地1.5公顷")[0]
        >>> field.value, field.unit, field.base_value, field.base_unit
        (1.5, '公顷', 15000, '平方米')
    """

    start: int
    end: int
    text: str
    role: str
    value: int | float | None
    low: int | float | None
    high: int | float | None
    approx: str
    unit: str
    kind: str
    dimension: str
    per: PerRecord | None
    direction: str | None

    @property
    def base_unit(self) -> str | None:
        """The base unit of what the unit measures, or None where it has none (classifiers, months, other currencies)."""
        from zongshu.lexicon.units import units

        unit = units().forms.get(self.unit)
        return unit.base[0] if unit and unit.base else None

    @property
    def base_value(self) -> int | float | None:
        """The value in `base_unit`; None without one, and for a range."""
        return self._in_base(self.value)

    @property
    def base_low(self) -> int | float | None:
        """The lower bound in `base_unit`."""
        return self._in_base(self.low)

    @property
    def base_high(self) -> int | float | None:
        """The upper bound in `base_unit`."""
        return self._in_base(self.high)

    def _in_base(self, value: int | float | None) -> int | float | None:
        from zongshu.lexicon.units import to_base

        found = None if value is None else to_base(Decimal(str(value)), self.unit)
        if found is None:
            return None
        return int(found[0]) if found[0] == int(found[0]) else float(found[0])


def quantities(text: str) -> list[Number]:
    """Find every numeric mention of a text, with or without a unit, and nothing but the mentions.

    The text is repaired as an article is (full-width digits, stray spaces, doubled print); positions count in what was
    given.

    Args:
        text: any text.

    Returns:
        The mentions in the order of the repaired text.

    Example:
        >>> [(n.text, n.value, n.unit, n.role) for n in quantities("新建站点 １４个，占73.8%")]
        [('１４个', 14, '个', 'claim'), ('73.8%', 73.8, '%', 'claim')]
    """
    from zongshu.quantify import find_mentions
    from zongshu.record import print_span, quantity_record
    from zongshu.repair import may_hide_numbers, repair_text

    back = None
    mentions = None if may_hide_numbers(text) else find_mentions(text, wrapped=True)
    if mentions is None or _tells_twice(text, mentions):
        clean, back, _ = repair_text(text)
        mentions = find_mentions(clean, wrapped=True)
    found = []
    for mention in mentions:
        start, end = mention.start, mention.end
        if back is not None:
            start, end = print_span(text, back, start, end)
        q = quantity_record(mention.quantity)
        shown = text[start:end]
        # one by one: from a tuple it takes longer
        found.append(
            Number(
                start, end, shown, mention.role, q.value, q.low, q.high, q.approx, q.unit, q.kind, q.dimension, q.per,
                q.direction,
            )
        )  # fmt: skip
    return found


def _tells_twice(text: str, mentions: list[Mention]) -> bool:
    """Tell whether a number stands twice in a row with all that follows it (3个月3个月), as in doubled print; 一个项目一个项目 does not."""
    return any(
        2 < second.start - first.start <= _LONGEST_PHRASE
        and text[first.start].isdigit()
        and text.startswith(text[first.start : second.start], second.start)
        for first, second in pairwise(mentions)
    )
