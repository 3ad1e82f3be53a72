"""What the page holds of an article: both readings of its text, its claims, and the numbers that no claim covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from zongshu.offsets import OffsetMap
from zongshu.quantify import find_mentions
from zongshu.record import evidence_of, print_span, quantity_record, section_titles
from zongshu.record.models import ClaimRecord, Record
from zongshu.repair import repair
from zongshu.review.build import plain
from zongshu.segment import segment
from zongshu.types import Article

__all__ = ["Forth", "article_data"]

# words that every claim of a page repeats are kept once for each sentence
_SHARED = ("evidence", "section")


def article_data(record: Record, article: Article) -> dict[str, Any]:
    """Return what the page needs of one article, as plain data.

    Args:
        record: its record.
        article: its text, as `Texts` gives it.

    Returns:
        `raw`; `clean` and the rows of its map where repair changed something; `sentences` with evidence in raw offsets;
        `claims` as in the record, each with its span in the clean text; `numbers` with role and span both ways.
    """
    article = segment(repair(article))
    forth = Forth(article.map)
    sentences, shared = _sentences(article)
    claims = []
    for claim in record.claims:
        body = plain(claim)
        key = _key(body)
        if key not in shared:
            shared[key] = len(sentences)
            sentences.append({**{name: body[name] for name in _SHARED}, "clean": forth.span(claim.evidence.runs)})
        body["sentence"] = shared[key]
        body["at"] = _clean_claim(article, forth, claim)
        claims.append({name: value for name, value in body.items() if name not in _SHARED})
    known = record.article
    return {
        "id": known.id,
        "sha256": known.sha256,
        "source": known.source,
        "title": known.title,
        "fictional": known.fictional,
        "raw": article.raw,
        "clean": None if article.map.is_identity else article.clean,
        "map": [] if article.map.is_identity else [part for row in article.map.rows for part in row],
        "sentences": [_bare(one) for one in sentences],
        "claims": claims,
        "numbers": _numbers(record, article),
    }


class Forth:
    """Leads from the raw text to the clean one: the map of an article, read the other way.

    Args:
        back: the map.

    Example:
        >>> from zongshu.offsets import edit
        >>> _, back = edit("1313个个", [(2, 4, ""), (5, 6, "")])
        >>> Forth(back).span([(0, 2), (4, 5)])
        (0, 3)
    """

    def __init__(self, back: OffsetMap) -> None:
        self._rows = sorted(back.rows, key=lambda row: row[2])
        self._starts = [row[2] for row in self._rows]
        self._widest = max((row[3] for row in self._rows if row[1] != row[3]), default=0)

    def span(self, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the smallest clean span that holds all that came from some raw ranges; None where nothing did."""
        found: list[int] = []
        for start, end in runs:
            # the copy that holds `start` is the last to begin before it, or a wide block lies between
            first = bisect_right(self._starts, max(0, start - self._widest)) - 1
            for clean, length, raw, width in self._rows[max(0, first) : bisect_left(self._starts, end)]:
                left, right = max(start, raw), min(end, raw + width)
                if left < right:
                    copy = length == width
                    found.append(clean + (left - raw if copy else 0))
                    found.append(clean + (right - raw if copy else length))
        return (min(found), max(found)) if found else None


def _clean_claim(article: Article, forth: Forth, claim: ClaimRecord) -> tuple[int, int] | None:
    """Return where a claim stands in the clean text; None where this version repairs the text otherwise."""
    span = forth.span(claim.runs)
    return span if span is not None and article.clean[slice(*span)] == claim.clean else None


def _sentences(article: Article) -> tuple[list[dict[str, Any]], dict[str, int]]:
    titles = section_titles(article)
    found: list[dict[str, Any]] = []
    shared: dict[str, int] = {}
    for number, sentence in enumerate(article.sentences):
        evidence = plain(evidence_of(article, number))
        one = {
            "evidence": evidence,
            "section": titles[sentence.section] if sentence.section >= 0 else [],
            "clean": (sentence.start, sentence.end),
        }
        shared.setdefault(_key(one), number)
        found.append(one)
    return found, shared


def _key(one: dict[str, Any]) -> str:
    return repr([one[name] for name in _SHARED])


def _bare(sentence: dict[str, Any]) -> dict[str, Any]:
    """Return a sentence without its words, which the page cuts out of the text itself."""
    evidence = sentence["evidence"]
    return {
        "start": evidence["start"],
        "end": evidence["end"],
        "runs": evidence["runs"],
        "words": evidence["clean"],
        "section": sentence["section"],
        "clean": sentence["clean"],
    }


def _numbers(record: Record, article: Article) -> list[dict[str, Any]]:
    taken = sorted(run for claim in record.claims for run in claim.runs)
    longest = max((end - start for start, end in taken), default=0)
    starts = [start for start, _ in taken]
    numbers = []
    for mention in find_mentions(article.clean):
        runs = article.map.runs(mention.start, mention.end)
        covered = any(
            taken[at][1] > start and taken[at][0] < end
            for start, end in runs
            for at in range(bisect_right(starts, start - longest), bisect_right(starts, end))
        )
        if covered or not runs:
            continue
        start, end = print_span(article.raw, article.map, mention.start, mention.end)
        numbers.append(
            {
                "start": start,
                "end": end,
                "runs": runs,
                "at": (mention.start, mention.end),
                "role": mention.role,
                "quantity": plain(quantity_record(mention.quantity)),
            }
        )
    return numbers
