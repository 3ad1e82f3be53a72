"""Claims made elsewhere, by hand or by a language model, checked against the text of the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zongshu.lexicon.registry import Registry, registry
from zongshu.types import Article
from zongshu.verify._facts import Facts
from zongshu.verify._judge import VERDICTS, Finding, Verdict, judge_row
from zongshu.verify._table import Asked, read_asked, read_rows

__all__ = ["VERDICTS", "Asked", "Audit", "Finding", "Verdict", "read_asked", "read_rows", "verify"]

_FOUND = (
    "verdict", "note", "likeness", "quote_found", "found_file", "found_start", "found_end", "found_text", "found_value",
    "found_unit", "found_item", "found_status", "found_place", "found_from", "found_to", "found_sentence",
)  # fmt: skip


@dataclass(slots=True)
class Audit:
    """What `verify` found: a finding for each row, in the order of the table."""

    findings: list[Finding]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which verdict."""
        counts = Counter(finding.verdict for finding in self.findings)
        return {verdict: counts[verdict] for verdict in VERDICTS}

    def table(self) -> list[list[Any]]:
        """Return the table with the verdicts and their evidence behind its own columns: the head, and a row a row."""
        heads = list(dict.fromkeys(heading for one in self.findings for heading in one.asked.row))
        rows = [[one.asked.row.get(heading) for heading in heads] + _evidence(one) for one in self.findings]
        return [[*(f"{heading} (given)" if heading in _FOUND else heading for heading in heads), *_FOUND], *rows]


def verify(asked: Sequence[Asked], articles: Iterable[Article], *, indicators: Registry | None = None) -> Audit:
    """Check claims made elsewhere against articles.

    Args:
        asked: the claims, from `read_asked`.
        articles: articles that a pipeline has worked on.
        indicators: the registry that the claims' indicators are of; the shipped one by default.

    Example:
        >>> from zongshu.pipeline import Pipeline
        >>> article = Pipeline()("2024年，孝义市建成志愿服务站280个，计划新建驿站30个。")
        >>> rows = [Asked(1, {}, item="志愿服务站", value="280"), Asked(2, {}, item="驿站", value="30", unit="个")]
        >>> [finding.verdict for finding in verify(rows, [article]).findings]
        ['supported', 'planned_not_achieved']
    """
    facts = Facts(articles)
    known = indicators or registry()
    return Audit([judge_row(one, facts, known) for one in asked])


def _evidence(finding: Finding) -> list[Any]:
    head = [
        finding.verdict,
        finding.note or None,
        round(finding.likeness, 2) if finding.fact else None,
        finding.quote or None,
    ]
    if finding.fact is None:
        return head + [None] * (len(_FOUND) - len(head))
    claim = finding.fact.claim
    quantity, place, period = claim.quantity, claim.place, claim.period
    value = quantity.value if quantity.value is not None else f"{quantity.low}-{quantity.high}"
    return [
        *head, finding.fact.text.source, claim.start, claim.end, claim.text, value, quantity.unit, claim.item, claim.status,
        place.name if place else None, *((period.since, period.until) if period else (None, None)), claim.evidence.clean,
    ]  # fmt: skip
