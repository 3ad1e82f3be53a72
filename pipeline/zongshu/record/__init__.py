"""Stage `record`: an article with its claims to the JSON record of the contract."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

import msgspec

from zongshu.errors import DataError
from zongshu.offsets import OffsetMap
from zongshu.record import models
from zongshu.types import Article, Level, Period, Place, Quantity, Span

__all__ = [
    "Article", "article_id", "claim_id", "claim_schema", "claim_version", "decode", "encode", "evidence_of", "json_schema",
    "print_span", "quantity_record", "record", "section_titles",
]  # fmt: skip

_ENCODER = msgspec.json.Encoder(decimal_format="number", order="deterministic")
_DECODER = msgspec.json.Decoder(models.Record)
#: So many digits of a hash name an article or a claim.
_ID = 16


def article_id(raw: str) -> str:
    """Return the stable id of an article: a hash of its raw text.

    Example:
        >>> article_id("")
        'e3b0c44298fc1c14'
    """
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:_ID]


def record(article: Article) -> models.Record:
    """Make the record of an article.

    Args:
        article: an article after `judge`.

    Returns:
        The record; offsets count in the raw text, and `raw[start:end] == text` holds for every claim and evidence.
    """
    raw, clean, back = article.raw, article.clean, article.map
    identifier = article.digest[:_ID] or article_id(raw)
    stands = [_in_raw(raw, back, claim.start, claim.end) for claim in article.claims]
    ids = {
        id(claim): claim_id(identifier, start, end)
        for claim, (_, (start, end)) in zip(article.claims, stands, strict=True)
    }
    titles = section_titles(article)
    evidence: dict[int, models.EvidenceRecord] = {}
    claims = []
    for claim, (runs, (start, end)) in zip(article.claims, stands, strict=True):
        if claim.sentence not in evidence:
            evidence[claim.sentence] = evidence_of(article, claim.sentence)
        section = article.sentences[claim.sentence].section
        indicator = claim.indicator
        # what the stages write as text, the record's types name one by one: the decoder checks it
        told: Any = claim
        claims.append(
            # by the order of the fields: names would take five times as long, for every claim
            models.ClaimRecord(
                ids[id(claim)],
                start,
                end,
                raw[start:end],
                clean[claim.start : claim.end],
                runs,
                quantity_record(claim.quantity),
                claim.item,
                claim.predicate,
                models.IndicatorRecord(indicator.id, indicator.score, indicator.basis) if indicator else None,
                told.status,
                told.context_of,
                _place(claim.place) if claim.place is not None else None,
                claim.actor,
                _period(claim.period) if claim.period is not None else None,
                ids.get(id(claim.part_of)) if claim.part_of is not None else None,
                ids.get(id(claim.repeats)) if claim.repeats is not None else None,
                evidence[claim.sentence],
                titles[section] if section >= 0 else [],
                claim.confidence,
                claim.flags,
                claim.rules,
            )
        )
    place = article.place
    return models.Record(
        schema_version=models.SCHEMA_VERSION,
        article=models.ArticleRecord(
            id=identifier,
            source=article.source,
            fictional=article.fictional,
            sha256=article.sha256,
            encoding=article.encoding,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            place=models.ArticlePlace(place.name, place.adcode, cast(Level, place.level)) if place else None,
            characters=len(raw),
            repairs=article.repairs,
            meta=article.meta,
        ),
        claims=claims,
        issues=[models.IssueRecord(i.code, i.message, i.start, i.end) for i in article.issues],
    )


def encode(made: models.Record) -> bytes:
    """Return a record as one line of JSON without the line end."""
    return _ENCODER.encode(made)


def decode(line: bytes | str) -> models.Record:
    """Read one line of JSON Lines and check it against the record's types.

    Raises:
        DataError: the line is no record; the message says where.
    """
    try:
        return _DECODER.decode(line)
    except msgspec.MsgspecError as error:
        raise DataError(f"not a zongshu record: {error}") from error


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the record, made from the types."""
    return _schema(models.Record, "article")


def claim_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one claim, made from the types."""
    return _schema(models.ClaimRecord, "claim")


def _schema(root: type, name: str) -> dict[str, Any]:
    schemas, components = msgspec.json.schema_components([root], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{name}.schema.json",
        "title": f"zongshu {name} record",
        **schemas[0],
        "$defs": components,
    }


def claim_id(article: str, start: int, end: int) -> str:
    """Return the stable id of a claim from the id of its article and its span in the raw text."""
    return hashlib.sha256(f"{article}:{start}:{end}".encode()).hexdigest()[:_ID]


def print_span(raw: str, back: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Return the raw span of a mention; where its end was printed double (个个), the second print belongs to it."""
    return _in_raw(raw, back, start, end)[1]


def _in_raw(raw: str, back: OffsetMap, start: int, end: int) -> tuple[list[Span], Span]:
    """Return the raw runs of clean `[start, end)` and the span in which they were printed."""
    # most text lies, with the character after it, in one plain copy
    shift = back.shift(start, end + 1) if start < end else None
    if shift is not None:
        span = (start + shift, end + shift)
        return [span], span
    runs = back.runs(start, end)
    return runs, _printed(raw, back, start, end, runs)


def _printed(raw: str, back: OffsetMap, start: int, end: int, runs: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the raw span of a mention whose `runs` are known."""
    if not runs:
        at = back.position(start)
        return at, at
    low, high = runs[0] if len(runs) == 1 else (min(runs)[0], max([run[1] for run in runs]))
    following = back.position(end) if end < len(back) else len(raw)
    size = following - high
    if 0 < size <= high - low and raw[high : high + size] == raw[high - size : high]:
        last = back.runs(max(start, end - 1), end)
        if last and last[-1][1] == high:
            high += size
    return low, high


@lru_cache(maxsize=4096)
def _number(value: Decimal | None) -> Any:
    """Return a number for JSON: an integer where it is one, else its decimal digits."""
    if value is None:
        return None
    whole = int(value)
    if whole == value:
        return whole
    short = value.normalize()
    as_float = float(short)
    return as_float if Decimal(repr(as_float)) == short else short


def quantity_record(quantity: Quantity) -> models.QuantityRecord:
    """Return the record's form of a quantity; integral values become integers."""
    told: Any = quantity
    per = quantity.per
    value = _number(quantity.value)
    # an exact number is its own bound; most are
    return models.QuantityRecord(
        value,
        value if quantity.low is quantity.value else _number(quantity.low),
        value if quantity.high is quantity.value else _number(quantity.high),
        told.approx,
        quantity.unit,
        told.kind,
        told.dimension,
        models.PerRecord(_number(per.value), per.of, per.text) if per else None,
        told.direction,
    )


def _place(place: Place) -> models.PlaceRecord:
    told: Any = place
    candidates = [models.CandidateRecord(code, path) for code, path in place.candidates] if place.candidates else []
    return models.PlaceRecord(place.name, place.adcode, told.level, told.basis, candidates)


def _period(period: Period) -> models.PeriodRecord:
    told: Any = period
    return models.PeriodRecord(period.since, period.until, period.text, told.basis)


def claim_version(claim: models.ClaimRecord) -> str:
    """Return a hash of all that a claim says, so that its versions can be told apart."""
    return hashlib.sha256(_ENCODER.encode(claim)).hexdigest()[:16]


def section_titles(article: Article) -> list[list[str]]:
    """Return for each section the titles that lead to it, outermost first."""
    found: list[list[str]] = []
    path: list[tuple[int, str]] = []
    for section in article.sections:
        while path and path[-1][0] >= section.depth:
            path.pop()
        path.append((section.depth, section.title))
        found.append([title for _, title in path])
    return found


def evidence_of(article: Article, index: int) -> models.EvidenceRecord:
    """Return the evidence that sentence number `index` of an article is, without the white space around it."""
    sentence = article.sentences[index]
    start, end = sentence.start, sentence.end
    body = article.clean[start:end]
    bare = body.strip()
    if len(bare) != len(body):
        start += len(body) - len(body.lstrip())
        end -= len(body) - len(body.rstrip())
    runs, (low, high) = _in_raw(article.raw, article.map, start, end)
    return models.EvidenceRecord(low, high, article.raw[low:high], bare, runs)


def _to_json(article: Article) -> str:
    return encode(record(article)).decode("utf-8")


# The types are the ground floor and import no stage: the way to their JSON form is hung on here.
Article.to_json = _to_json
