"""Claims and gold brought together: read, paired, and without the indicators that the gold does not code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zongshu.errors import UsageError
from zongshu.evaluate._match import Matching, Span, match
from zongshu.evaluate._pair import Pairing, pair
from zongshu.evaluate._read import Folder, GoldArticle, Record, read_gold, read_records
from zongshu.lexicon.registry import registry

__all__ = ["Matched", "Prepared", "matched", "prepare"]


@dataclass(slots=True)
class Prepared:
    """Records with their gold.

    Attributes:
        folder: the gold files.
        pairing: which record belongs to which gold file.
        uncoded: packs of indicators that the gold does not code; theirs are taken out of the records.
        coded: packs that it codes.
    """

    folder: Folder
    pairing: Pairing
    uncoded: list[str]
    coded: set[str]


@dataclass(slots=True)
class Matched:
    """The claims of one article that count: those with a partner in the gold, and those without one.

    Attributes:
        article: the name of the gold file.
        gold: all its rows.
        pairs: gold claim and prediction.
        missed: gold claims without a prediction.
        spurious: predictions that stand for no gold claim.
    """

    article: str
    gold: list[Span]
    pairs: list[tuple[Span, Span]]
    missed: list[Span]
    spurious: list[Span]


def prepare(claims: Path | list[dict[str, Any]], gold: Path) -> Prepared:
    """Read claims and gold and give every record its gold file."""
    folder = read_gold(gold)
    records = read_records(claims)
    pairing = pair(records, folder.articles)
    if isinstance(claims, Path) and not pairing.pairs:
        here, there = ([one[0] for one in (pairing.without_gold, list(pairing.without_record)) if one] + ["none"] * 2)[
            :2
        ]
        raise UsageError(
            f"{claims} and {gold} have no article in common; they go together by the name of the article's file "
            f"(claims: {here}, gold: {there})"
        )
    uncoded, coded = _leave_uncoded(records, folder.articles)
    return Prepared(folder, pairing, uncoded, coded)


def matched(prepared: Prepared) -> list[Matched]:
    """Match the claims of every article; optional gold claims and what touches them count neither way."""
    result = []
    for record, article in prepared.pairing.pairs:
        found: Matching = match(article.spans, record.spans)
        pairs = [(article.spans[g], record.spans[o]) for g, o in found.pairs if not article.spans[g].optional]
        missed = [article.spans[g] for g in found.missed]
        spurious = [record.spans[o] for o, _ in found.spurious]
        result.append(Matched(article.name, article.spans, pairs, missed, spurious))
    return result


def _leave_uncoded(records: list[Record], articles: list[GoldArticle]) -> tuple[list[str], set[str]]:
    """Take out the indicators of shipped packs that the gold does not code; return the names of both kinds of packs."""
    packs = {entry.id: entry.pack for entry in registry().entries.values()}
    coded = {
        packs.get(str(answer), "")
        for article in articles
        for span in article.spans
        for answer in span.answers.get("indicator", ())
        if answer is not None
    }
    left: set[str] = set()
    for record in records:
        for span in record.spans:
            pack = packs.get(str(span.answers["indicator"][0]))
            if pack is not None and pack not in coded:
                left.add(pack)
                span.answers["indicator"] = [None]
    return sorted(left), coded - {""}
