"""How far two or more coders agree: on which numbers are claims, and field by field on the claims they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from zongshu.errors import UsageError
from zongshu.evaluate._coders import align, names_of, read_coder, together
from zongshu.evaluate._compare import SAME
from zongshu.evaluate._fields import (
    Disagreement,
    FieldAgreement,
    coded_by,
    differences,
    field_agreement,
    interval,
    item_agreement,
)
from zongshu.evaluate._match import Span, match
from zongshu.evaluate._report import Ratio
from zongshu.evaluate._tables import Table

__all__ = ["Agreement", "Pair", "agree", "agreement_notes", "agreement_table"]


@dataclass(slots=True, frozen=True)
class Pair:
    """How far two coders agree on which numbers are claims: F1 of their spans, the same whoever goes first."""

    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    f1: float | None
    low: float | None
    high: float | None


@dataclass(slots=True)
class Agreement:
    """What `agree` found.

    Attributes:
        coders: their names, in the order given.
        articles: how many articles two coders or more have read.
        pairs: agreement on spans.
        fields: agreement on fields.
        disagreements: in the order of the articles and the text.
        alone: articles that only one coder has read; they count for nothing.
    """

    coders: list[str]
    articles: int = 0
    pairs: list[Pair] = field(default_factory=list)
    fields: list[FieldAgreement] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain data, ready for JSON."""
        return asdict(self)


def agree(paths: Sequence[Path], n: int = 1000, seed: int = 0) -> Agreement:
    """Compare the codings of two or more coders.

    Claims belong together by the overlap of their spans, as for `evaluate`; fields are compared on claims that two coders
    or more have marked. A field that a coder never fills counts as not coded by that coder.

    Args:
        paths: for each coder a claims file (JSON Lines), or a gold file or folder.
        n: how many times the articles are drawn anew for the intervals.
        seed: the same seed gives the same intervals.

    Raises:
        UsageError: fewer than two coders, a path that does not exist, or no article that two coders have read.
        DataError: a record or a gold row is malformed; the message says where.
    """
    if len(paths) < 2:
        raise UsageError("agreement needs the files of two coders or more")
    names = names_of(paths)
    table = together([read_coder(Path(path)) for path in paths])
    shared = {name: row for name, row in table.items() if sum(spans is not None for spans in row) > 1}
    if not shared:
        raise UsageError("no article is in the files of two coders; articles go together by the name of their file")
    result = Agreement(names, len(shared), alone=[name for name in table if name not in shared])
    units = {name: align(row) for name, row in shared.items()}
    draws = _draws(len(shared), n, seed)
    result.pairs = [_pair_of(names, a, b, list(shared.values()), draws) for a, b in combinations(range(len(names)), 2)]
    coded = coded_by(units.values(), len(names))
    for name in SAME:
        result.fields += field_agreement(name, list(units.values()), coded[name], draws)
    result.fields.append(item_agreement(list(units.values())))
    for article, rows in units.items():
        read = [spans is not None for spans in shared[article]]
        result.disagreements += [one for unit in rows for one in differences(article, unit, read, coded)]
    return result


def agreement_table(found: Agreement) -> Table:
    """Return the head and a row for each pair of coders and each field."""
    head: list[str | int | float | None] = ["what", "level", "units", "agreement", "kappa", "alpha", "low", "high"]
    rows: Table = [
        [
            f"claims: {p.first} / {p.second}",
            "F1",
            p.both + p.only_first + p.only_second,
            p.f1,
            None,
            None,
            p.low,
            p.high,
        ]
        for p in found.pairs
    ]
    return [
        head,
        *rows,
        *([f.field, f.level, f.units, f.agreement, f.kappa, f.alpha, f.low, f.high] for f in found.fields),
    ]


def agreement_notes(found: Agreement) -> list[str]:
    """Say what the table holds and what was left out."""
    notes = [
        f"{found.articles} articles, {len(found.coders)} coders, {len(found.disagreements)} disagreements (-o FILE.csv lists "
        "them); low and high are the 95 % interval of F1 or alpha over articles drawn anew.",
        "A dash: not defined, for want of answers that differ.",
    ]
    if found.alone:
        notes.append(f"Read by one coder only, left out: {', '.join(found.alone)}")
    return notes


def _draws(articles: int, n: int, seed: int) -> Any:
    """Draw articles with replacement; a row says how often each counts."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(articles, [1 / articles] * articles, size=n).astype(float)


def _pair_of(names: list[str], a: int, b: int, rows: list[list[list[Span] | None]], draws: Any) -> Pair:
    import numpy as np

    counts = np.array([_counts(row[a], row[b]) for row in rows], dtype=float)
    both, first, second = (int(total) for total in counts.sum(axis=0))
    drawn = draws @ counts
    whole = 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = interval(2 * drawn[:, 0] / whole)
    return Pair(names[a], names[b], both, first, second, Ratio(2 * both, 2 * both + first + second).score, low, high)


def _counts(first: list[Span] | None, second: list[Span] | None) -> tuple[int, int, int]:
    """Count the claims of both, of the first alone, of the second alone; optional ones do not count."""
    if first is None or second is None:
        return 0, 0, 0
    found = match(first, second)
    both = sum(not (first[g].optional or second[o].optional) for g, o in found.pairs)
    return both, len(found.missed), sum(not second[o].optional for o, _ in found.spurious)
