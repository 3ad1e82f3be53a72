"""From what a coder wrote to fields of the record, checked against its types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from zongshu.errors import DataError
from zongshu.lexicon.units import units
from zongshu.record import claim_id
from zongshu.record.models import ClaimRecord, EvidenceRecord, Record
from zongshu.review.corrections import FIELDS, Correction, differs, moved_span

__all__ = ["changes", "make_claim", "moved", "plain"]

# what a claim holds that nobody said more of
_EMPTY: dict[str, Any] = {
    "item": "", "predicate": "", "indicator": None, "context_of": None, "place": None, "actor": None, "period": None,
    "part_of": None, "repeats": None, "section": [], "confidence": 1.0, "flags": [], "rules": [],
}  # fmt: skip
_QUANTITY: dict[str, Any] = {"approx": "exact", "unit": "", "kind": "count", "per": None, "direction": None}

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def plain(value: Any) -> Any:
    """Return a part of a record as a JSON reader would."""
    return msgspec.json.decode(_ENCODER.encode(value))


def changes(claim: ClaimRecord, said: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a claim that a coder wants otherwise, as the record's types.

    Args:
        claim: the claim as it is.
        said: the fields that the coder speaks of; of a field with parts, some parts will do.

    Raises:
        DataError: a value does not fit its field.
    """
    made: dict[str, Any] = {}
    for name in FIELDS:
        if name not in said:
            continue
        now, wanted = plain(getattr(claim, name)), said[name]
        if isinstance(now, dict) and isinstance(wanted, dict):
            wanted = _merged(name, now, wanted)
        if differs(name, now, wanted):
            made[name] = _field(name, wanted, now, claim.evidence.clean)
    return made


def moved(record: Record, claim: ClaimRecord, correction: Correction, span: tuple[int, int]) -> dict[str, Any]:
    """Return the fields of a claim that follow from its place in the text, for other borders.

    Raises:
        DataError: the correction tells no text there, or its evidence does not hold it.
    """
    start, end = span
    told = correction.after or {}
    body = {
        "id": claim_id(record.article.id, start, end),
        "start": start,
        "end": end,
        "text": told.get("text"),
        "clean": told.get("clean", told.get("text")),
        "runs": told.get("runs", [[start, end]]),
        "evidence": told.get("evidence") or plain(claim.evidence),
        "section": told.get("section", claim.section),
    }
    made = {name: _convert(value, _types()[name], name) for name, value in body.items()}
    _check_evidence(made["evidence"], span, made["text"])
    return made


def make_claim(record: Record, correction: Correction) -> ClaimRecord:
    """Make the claim that a correction tells of, where the record has none.

    Raises:
        DataError: the correction tells too little, or a value does not fit its field.
    """
    span = moved_span(correction)
    start, end = span or correction.span
    quote = correction.quote if span is None else str((correction.after or {}).get("text"))
    told = {**_EMPTY, **(correction.before or {}), **(correction.after or {})}
    evidence = told.get("evidence") or plain(covering(record, start, end))
    if not isinstance(told.get("quantity"), dict) or "status" not in told:
        raise DataError(f"there is no claim at {start}:{end}, and it tells too little to make one (quantity, status)")
    if not isinstance(evidence, dict):
        raise DataError(f"there is no claim at {start}:{end}, and no sentence (evidence) to make one from")
    body = {name: told[name] for name in (*_EMPTY, "status") if name not in FIELDS}
    around = str(evidence.get("clean", ""))
    body |= {name: plain(_field(name, told[name], None, around)) for name in FIELDS}
    body |= {
        "id": claim_id(record.article.id, start, end),
        "start": start,
        "end": end,
        "text": quote,
        "clean": told.get("clean", quote),
        "runs": told.get("runs", [[start, end]]),
        "evidence": evidence,
    }
    made: ClaimRecord = _convert(body, ClaimRecord, "claim")
    _check_evidence(made.evidence, (start, end), quote)
    known = {claim.id for claim in record.claims}
    part_of = made.part_of if made.part_of in known else None
    repeats = made.repeats if made.repeats in known else None
    made.part_of, made.repeats = part_of, repeats
    return made


def _check_evidence(evidence: EvidenceRecord, span: tuple[int, int], text: str) -> None:
    start, end = span
    low, high = evidence.start, evidence.end
    if not (low <= start < end <= high and evidence.text[start - low : end - low] == text):
        raise DataError(f"its evidence does not hold {text!r} at {start}:{end}")


def covering(record: Record, start: int, end: int) -> EvidenceRecord | None:
    """Return the evidence in a record that holds a span, if any."""
    for claim in (*record.claims, *(old.claim for old in record.superseded)):
        if claim.evidence.start <= start and end <= claim.evidence.end:
            return claim.evidence
    return None


def _merged(name: str, now: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    if name == "quantity" and {"value", "approx"} & wanted.keys():
        # bounds follow from value and approx unless told
        now = {key: part for key, part in now.items() if key not in ("low", "high")}
    merged = {**now, **wanted}
    if name == "indicator" and merged.get("id") != now.get("id"):
        merged |= {"score": 1.0, "basis": "coder"}
    if name == "place" and merged.get("name") != now.get("name"):
        merged = {"adcode": None, "level": "other", **wanted}
    if name == "period":
        merged.setdefault("basis", "explicit")
    return merged


def _field(name: str, value: Any, before: Any, around: str) -> Any:
    """Return the value of one field; what follows from the rest need not be told."""
    if isinstance(value, str) and name == "indicator":
        value = {"id": value}
    if isinstance(value, str) and name == "place":
        value = {"name": value}
    if isinstance(value, dict):
        if name == "indicator":
            value = {"score": 1.0, "basis": "coder", **value}
        elif name == "place":
            basis = "explicit" if str(value.get("name")) in around else "inferred"
            value = {"adcode": None, "level": "other", "basis": basis, "candidates": [], **value}
        elif name == "period":
            value = {"from": None, "to": None, "text": None, "basis": "inferred", **value}
        elif name == "quantity":
            value = _quantity(value, before)
    return _convert(value, _types()[name], name)


def _quantity(value: dict[str, Any], before: Any) -> dict[str, Any]:
    value = {**_QUANTITY, **value}
    number, approx = value.get("value"), value["approx"]
    value.setdefault("value", None)
    value.setdefault("low", number if approx in ("exact", "over") else None)
    value.setdefault("high", number if approx in ("exact", "under") else None)
    if not isinstance(before, dict) or before.get("unit") != value["unit"]:
        unit = units().forms.get(str(value["unit"]))
        value["dimension"] = unit.dimension if unit else value.get("dimension", "none")
    low, high = value["low"], value["high"]
    if number is None and low is None and high is None:
        raise DataError("quantity: it has no value and no bounds")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        raise DataError(f"quantity: its low bound {low} is above its high bound {high}")
    return value


@lru_cache(maxsize=1)
def _types() -> dict[str, Any]:
    return {one.name: one.type for one in msgspec.structs.fields(ClaimRecord)}


def _convert(value: Any, kind: Any, name: str) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise DataError(f"{name}: {error}") from error
