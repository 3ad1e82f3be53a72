"""What annotation tools hold of a claim, a span with a label, and how it becomes a claim again.

A tool gives back marks. A mark that lies where a claim lay keeps all of that claim; what the coder changed is taken over
and named in `rules`; a mark where no claim was becomes a claim whose number is read from its own characters; a claim
whose mark is gone is gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast, get_args

import msgspec

from zongshu.errors import DataError
from zongshu.patterns import pattern
from zongshu.record import article_id, claim_id
from zongshu.record import models as m
from zongshu.types import Status

__all__ = ["UNLINKED", "Mark", "label_of", "labels_of", "merge"]

UNLINKED = "claim"
"""The label of a claim that no indicator fits."""

_STATUSES = frozenset(get_args(Status))
_STOP = pattern(r"[。！？!?\n]")


@dataclass(slots=True)
class Mark:
    """A labelled span as a tool gives it back; code points, `end` exclusive.

    Attributes:
        label: indicator id, or `UNLINKED`.
        id: the tool's name for it, where it keeps one: the id of the claim.
        quote: its characters, where the tool keeps them.
        status: as changed by the coder; None where the tool holds none. `item` and `value` likewise.
        runs: its pieces, where the tool holds several.
    """

    start: int
    end: int
    label: str
    id: str = ""
    quote: str = ""
    status: str | None = None
    item: str | None = None
    value: float | None = None
    runs: list[tuple[int, int]] | None = None


def label_of(claim: m.ClaimRecord) -> str:
    """Return the label of a claim: its indicator, or `UNLINKED`."""
    return claim.indicator.id if claim.indicator else UNLINKED


def labels_of(records: Iterable[m.Record]) -> list[str]:
    """Return the labels of all claims, sorted, with `UNLINKED` at the end."""
    return [*sorted({label_of(claim) for record in records for claim in record.claims} - {UNLINKED}), UNLINKED]


def merge(
    record: m.Record | None,
    text: str | None,
    marks: Iterable[Mark],
    tool: str,
    where: str,
    same_label: Callable[[str, str], bool] = str.__eq__,
) -> m.Record:
    """Make the record of an article from the marks that a tool gives back.

    Args:
        record: what was exported, where the tool kept it.
        text: the raw text; None where neither the tool nor the user has it.
        marks: the labelled spans.
        tool: name of the format, for `rules`.
        where: file and place, for messages and as the source of an article that is new.
        same_label: whether a label of the tool is that of a claim; for tools that do not take every label.

    Raises:
        DataError: the text is not that of the record, or a mark lies outside of it.
    """
    if record is None:
        if text is None:
            raise DataError(f"{where}: holds neither a text nor what it was exported from")
        record = _new_record(text, where)
    elif text is not None and article_id(text) != record.article.id:
        raise DataError(f"{where}: the text of {record.article.source} was changed in the tool; spans would be wrong")
    marks = list(marks)
    for mark in marks:
        _check(mark, record, text, where)
    found = _pair(record.claims, marks)
    kept: list[m.ClaimRecord] = []
    ids: dict[str, str] = {}
    for claim in record.claims:
        if (own := found.get(id(claim))) is not None:
            changed = _changed(claim, own, record, tool, same_label)
            ids[claim.id] = changed.id
            kept.append(changed)
    taken = set(map(id, found.values()))
    for mark in marks:
        if id(mark) not in taken:
            at = next((i for i, claim in enumerate(kept) if claim.start > mark.start), len(kept))
            kept.insert(at, _added(mark, record, text, tool))
    # References follow claims that moved and let go of claims that are gone.
    claims = [
        claim
        if ids.get(claim.part_of or "") == claim.part_of and ids.get(claim.repeats or "") == claim.repeats
        else msgspec.structs.replace(claim, part_of=ids.get(claim.part_of or ""), repeats=ids.get(claim.repeats or ""))
        for claim in kept
    ]
    return msgspec.structs.replace(record, claims=claims)


def _check(mark: Mark, record: m.Record, text: str | None, where: str) -> None:
    size = record.article.characters
    if not 0 <= mark.start < mark.end <= size:
        raise DataError(f"{where}: a span from {mark.start} to {mark.end} in a text of {size} characters")
    if mark.status is not None and mark.status not in _STATUSES:
        raise DataError(f"{where}: status {mark.status!r} is none of {', '.join(sorted(_STATUSES))}")
    if not mark.label:
        mark.label = UNLINKED
    if text is not None:
        mark.quote = text[mark.start : mark.end]


def _pair(claims: list[m.ClaimRecord], marks: list[Mark]) -> dict[int, Mark]:
    """Find the mark of each claim: the one of its name, else the one of its span, else one that overlaps it."""
    found: dict[int, Mark] = {}

    def overlap(claim: m.ClaimRecord, mark: Mark) -> bool:
        return mark.start < claim.end and claim.start < mark.end

    by_id = {claim.id: claim for claim in claims}
    by_span = {(claim.start, claim.end): claim for claim in claims}
    rest = []
    for mark in marks:
        likely = (by_id.get(mark.id), by_span.get((mark.start, mark.end)))
        claim = next((one for one in likely if one and id(one) not in found and overlap(one, mark)), None)
        if claim is None:
            rest.append(mark)
        else:
            found[id(claim)] = mark
    for claim in claims:
        if rest and id(claim) not in found:
            own = next((one for one in rest if overlap(claim, one)), None)
            if own is not None:
                found[id(claim)] = own
                rest.remove(own)
    return found


def _changed(
    claim: m.ClaimRecord,
    mark: Mark,
    record: m.Record,
    tool: str,
    same_label: Callable[[str, str], bool],
) -> m.ClaimRecord:
    changes: dict[str, Any] = {}
    if (mark.start, mark.end) != (claim.start, claim.end) or (mark.runs is not None and mark.runs != claim.runs):
        changes = {
            "id": claim_id(record.article.id, mark.start, mark.end),
            "start": mark.start, "end": mark.end, "text": mark.quote, "clean": mark.quote,
            "runs": mark.runs or [(mark.start, mark.end)], "quantity": _quantity(mark.quote) or claim.quantity,
        }  # fmt: skip
    if not same_label(mark.label, label_of(claim)):
        changes["indicator"] = _indicator(mark.label)
    if mark.status is not None and mark.status != claim.status:
        changes["status"] = mark.status
        changes["context_of"] = None
    if mark.item is not None and mark.item != claim.item:
        changes["item"] = mark.item
    quantity = changes.get("quantity", claim.quantity)
    if mark.value is not None and mark.value != quantity.value:
        changes["quantity"] = _with_value(quantity, mark.value)
    if not changes:
        return claim
    return msgspec.structs.replace(claim, **changes, rules=[*claim.rules, f"exchange.{tool}.changed"])


def _added(mark: Mark, record: m.Record, text: str | None, tool: str) -> m.ClaimRecord:
    place = record.article.place
    quantity = _quantity(mark.quote) or m.QuantityRecord(None, None, None, "exact", "", "other", "none", None, None)
    return m.ClaimRecord(
        id=claim_id(record.article.id, mark.start, mark.end),
        start=mark.start,
        end=mark.end,
        text=mark.quote,
        clean=mark.quote,
        runs=mark.runs or [(mark.start, mark.end)],
        quantity=quantity if mark.value is None else _with_value(quantity, mark.value),
        item=mark.item or "",
        predicate="",
        indicator=_indicator(mark.label),
        status=cast(Status, mark.status or "achieved"),
        context_of=None,
        place=m.PlaceRecord(place.name, place.adcode, place.level, "article", []) if place else None,
        actor=None,
        period=None,
        part_of=None,
        repeats=None,
        evidence=_evidence(mark, text),
        section=[],
        confidence=1.0,
        flags=[],
        rules=[f"exchange.{tool}.added"],
    )


def _indicator(label: str) -> m.IndicatorRecord | None:
    return None if label == UNLINKED else m.IndicatorRecord(label, 1.0, "coder")


def _with_value(quantity: m.QuantityRecord, value: float) -> m.QuantityRecord:
    whole = int(value) if float(value).is_integer() else value
    return msgspec.structs.replace(quantity, value=whole, low=whole, high=whole, approx="exact")


def _quantity(quote: str) -> m.QuantityRecord | None:
    """Read the number of a span from its own characters; None where it holds none."""
    from zongshu.quantify import find_mentions
    from zongshu.record import quantity_record
    from zongshu.repair import repair_text

    mentions = find_mentions(repair_text(quote)[0], wrapped=True)
    found = max(mentions, key=lambda one: (one.role == "claim", one.end - one.start), default=None)
    return quantity_record(found.quantity) if found else None


def _evidence(mark: Mark, text: str | None) -> m.EvidenceRecord:
    """Return the sentence around a mark, as far as its stops and line ends tell."""
    if text is None:
        return m.EvidenceRecord(mark.start, mark.end, mark.quote, mark.quote, [(mark.start, mark.end)])
    start = max((stop.end() for stop in _STOP.finditer(text, max(0, mark.start - 500), mark.start)), default=0)
    start = max(start, mark.start - 500)
    stop = _STOP.search(text, mark.end)
    end = stop.start() + (stop.group() != "\n") if stop else len(text)
    return m.EvidenceRecord(start, end, text[start:end], text[start:end], [(start, end)])


def _new_record(text: str, source: str) -> m.Record:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    article = m.ArticleRecord(
        article_id(text), source, False, digest, "utf-8", None, None, None, None, len(text), {}, {}
    )
    return m.Record(m.SCHEMA_VERSION, article, [], [])
