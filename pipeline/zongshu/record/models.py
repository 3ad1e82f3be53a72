"""The record, one JSON object an article: the types that the published JSON Schema is made from."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from zongshu.types import Approx, Basis, ContextOf, Dimension, Direction, Kind, Level, Status

__all__ = [
    "SCHEMA_VERSION",
    "ArticleRecord",
    "ClaimRecord",
    "DismissedRecord",
    "EvidenceRecord",
    "IndicatorRecord",
    "IssueRecord",
    "PerRecord",
    "PeriodRecord",
    "PlaceRecord",
    "QuantityRecord",
    "Record",
    "ReviewRecord",
    "SupersededRecord",
]

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Offset = Annotated[int, Meta(ge=0, description="Code points from the beginning of the raw text.")]
Number = Annotated[int | float, Meta(description="In the base of the printed unit: 5万 is 50000.")]
Date = Annotated[str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="YYYY, YYYY-MM or YYYY-MM-DD.")]
Code = Annotated[str, Meta(pattern=r"^\d{6}$")]
Run = tuple[Offset, Offset]
Action = Literal["accept", "edit", "add", "reject", "dismiss"]


class PerRecord(Struct, gc=False):
    """What a rate is counted on: 每万城镇人口 is 10000 of 城镇人口."""

    value: Number
    of: str
    text: str


class QuantityRecord(Struct, gc=False):
    """A number as its words allow it."""

    value: Annotated[Number | None, Meta(description="None for a range.")]
    low: Number | None
    high: Number | None
    approx: Approx
    unit: Annotated[str, Meta(description="Normalised unit or classifier; 万 and 亿 never stay in it.")]
    kind: Kind
    dimension: Dimension
    per: PerRecord | None
    direction: Direction | None


class IndicatorRecord(Struct, gc=False):
    """The registry's indicator that a claim measures."""

    id: str
    score: Annotated[float, Meta(ge=0, le=1)]
    basis: Annotated[str, Meta(description="alias, clause or model; coder where a person chose it.")]


class CandidateRecord(Struct, gc=False):
    """One of several divisions that an ambiguous name may mean."""

    adcode: str
    path: str


class PlaceRecord(Struct, gc=False):
    """Whom a number is about."""

    name: str
    adcode: Code | None
    level: Level
    basis: Basis
    candidates: list[CandidateRecord]


class PeriodRecord(Struct, rename={"since": "from", "until": "to"}, gc=False):
    """The time a number is for."""

    since: Date | None
    until: Date | None
    text: str | None
    basis: Basis


class EvidenceRecord(Struct, gc=False):
    """The sentence that holds the number, in the raw text."""

    start: Offset
    end: Offset
    text: str
    clean: str
    runs: list[Run]


class ReviewRecord(Struct, gc=False):
    """What a person decided on a claim, or on a number that is none."""

    id: Annotated[str, Meta(description="Hash of the correction; the same one is never applied twice.")]
    action: Action
    coder: str
    time: Annotated[str, Meta(description="When, in UTC: YYYY-MM-DDTHH:MM:SSZ.")]
    fields: Annotated[list[str], Meta(description="The fields that were changed.")]
    supersedes: Annotated[str | None, Meta(description="Version of the claim before, in the list superseded.")]


class ClaimRecord(Struct, omit_defaults=True, gc=False):
    """One claimed number."""

    id: str
    start: Offset
    end: Offset
    text: Annotated[str, Meta(description="Exactly raw[start:end].")]
    clean: str
    runs: list[Run]
    quantity: QuantityRecord
    item: str
    predicate: str
    indicator: IndicatorRecord | None
    status: Status
    context_of: ContextOf | None
    place: PlaceRecord | None
    actor: str | None
    period: PeriodRecord | None
    part_of: Annotated[str | None, Meta(description="Id of the claim that this is a part of.")]
    repeats: Annotated[str | None, Meta(description="Id of the claim that this tells again.")]
    evidence: EvidenceRecord
    section: list[str]
    confidence: Annotated[float, Meta(ge=0, le=1)]
    flags: list[str]
    rules: list[str]
    reviews: Annotated[list[ReviewRecord], Meta(description="Absent where nobody has looked at it yet.")] = field(
        default_factory=list
    )


class SupersededRecord(Struct, gc=False):
    """A claim as it was before a correction, or one that was rejected."""

    version: Annotated[str, Meta(description="Hash of the claim as it stands here.")]
    claim: ClaimRecord
    review: ReviewRecord


class DismissedRecord(Struct, gc=False):
    """A number that a person has looked at and that is no claim."""

    start: Offset
    end: Offset
    text: Annotated[str, Meta(description="Exactly raw[start:end].")]
    review: ReviewRecord


class IssueRecord(Struct, gc=False):
    """Something a user should know about an article."""

    code: str
    message: str
    start: Offset
    end: Offset


class ArticlePlace(Struct, gc=False):
    """The unit that an article is about."""

    name: str
    adcode: Code | None
    level: Level


class ArticleRecord(Struct, gc=False):
    """What is known of the article itself."""

    id: str
    source: str
    fictional: bool
    sha256: str
    encoding: str
    title: str | None
    outlet: str | None
    published: Date | None
    place: ArticlePlace | None
    characters: int
    repairs: dict[str, int]
    meta: dict[str, str]


class Record(Struct, omit_defaults=True, gc=False):
    """One line of the JSON Lines output."""

    schema_version: Literal["1.0"]
    article: ArticleRecord
    claims: list[ClaimRecord]
    issues: list[IssueRecord]
    superseded: Annotated[list[SupersededRecord], Meta(description="What corrections replaced; absent without.")] = (
        field(default_factory=list)
    )
    dismissed: Annotated[list[DismissedRecord], Meta(description="Numbers that people found to be no claims.")] = field(
        default_factory=list
    )
