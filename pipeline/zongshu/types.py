"""The data that the stages hand on: an article, its parts, its numeric mentions and its claims.

Positions: `start`/`end` are code points, `end` exclusive. On everything between `repair` and `record` they count in
`Article.clean`; `Article.map` leads back to `Article.raw`. Numbers are `Decimal` until the record is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal

import msgspec

from zongshu.offsets import OffsetMap

__all__ = [
    "Approx",
    "Article",
    "Basis",
    "Claim",
    "ContextOf",
    "Dimension",
    "Direction",
    "Indicator",
    "Issue",
    "Kind",
    "Level",
    "Mention",
    "Per",
    "Period",
    "Place",
    "Quantity",
    "Section",
    "Sentence",
    "Span",
    "Status",
    "Table",
]

# The words that the fields of a record may hold; its schema is made from them.
Level = Literal["province", "prefecture", "county", "town", "village", "other"]
Basis = Literal["explicit", "deictic", "carried", "article", "metadata", "inferred"]
Dimension = Literal[
    "count", "people", "visits", "money", "area", "length", "mass", "volume", "energy", "time", "share", "none"
]
Kind = Literal[
    "count", "percent", "money", "area", "length", "mass", "duration", "rate", "multiple", "change", "rank", "other"
]
Approx = Literal["exact", "over", "under", "about", "range"]
Direction = Literal["up", "down"]
Status = Literal["achieved", "planned", "required", "context"]
ContextOf = Literal["history", "other_place", "person", "method"]

Span = tuple[int, int]
"""Start and end of a stretch of text."""


class Issue(msgspec.Struct, frozen=True, gc=False):
    """Something that a user should know about an article; it fails nothing by itself."""

    code: str
    message: str
    start: int = 0
    end: int = 0


class Per(msgspec.Struct, frozen=True, gc=False):
    """What a rate is counted on: 每万城镇人口 is `Per(10000, "城镇人口", "每万城镇人口")`."""

    value: Decimal
    of: str
    text: str


class Quantity(msgspec.Struct, gc=False):
    """A number as the words allow it.

    Attributes:
        value: in the base of the printed unit (5万 is 50000); None for a range.
        low: the least that the words allow, None where they set no bound.
        high: the most that the words allow, None where they set no bound.
        approx: exact, over, under, about or range.
        unit: normalised unit or classifier; empty for a bare number.
        kind: count, percent, money, area, length, mass, duration, rate, multiple, change, rank or other.
        dimension: count, people, visits, money, area, length, mass, volume, energy, time, share or none.
        per: the base of a rate.
        direction: up or down for a change.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: str = "exact"
    unit: str = ""
    kind: str = "count"
    dimension: str = "none"
    per: Per | None = None
    direction: str | None = None


class Mention(msgspec.Struct, gc=False):
    """One maximal numeric expression with its role: claim, date, ordinal or label."""

    start: int
    end: int
    role: str
    quantity: Quantity
    rules: list[str] = msgspec.field(default_factory=list)


class Place(msgspec.Struct, frozen=True, gc=False):
    """An administrative unit, or the candidates where a name fits several and none is guessed."""

    name: str
    adcode: str | None = None
    level: str = "other"
    basis: str = "article"
    candidates: tuple[tuple[str, str], ...] = ()


class Period(msgspec.Struct, frozen=True, gc=False):
    """The time a number is for: `since` to `until`, as precise as the text (YYYY, YYYY-MM, YYYY-MM-DD)."""

    since: str | None
    until: str | None
    text: str | None
    basis: str


class Indicator(msgspec.Struct, frozen=True, gc=False):
    """The registry entry that a claim measures, with how sure and on what ground."""

    id: str
    score: float
    basis: str


class Section(msgspec.Struct, frozen=True, gc=False):
    """A heading; it rules the text from `start` to the next heading."""

    title: str
    start: int
    end: int
    depth: int


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """One sentence of the clean text; `section` counts in `Article.sections`, -1 before the first heading."""

    start: int
    end: int
    section: int
    paragraph: int
    heading: bool = False


class Table(msgspec.Struct, frozen=True, gc=False):
    """A table of the clean text; every row has a cell for every column, an empty one has no length.

    Attributes:
        caption: the lines above it that title it or tell its unit.
        heads: for each column its head cells, the outermost first.
        rows: for each row its cells.
    """

    caption: tuple[Span, ...]
    heads: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[Span, ...], ...]


class Claim(msgspec.Struct):
    """One number that the article reports, with what it counts, for whom, when, and whether it is done.

    `heads` are the words apart from its sentence that tell of it too, those nearest to it last: caption, row label and
    column heads of a table.
    """

    start: int
    end: int
    quantity: Quantity
    sentence: int
    item: str = ""
    predicate: str = ""
    indicator: Indicator | None = None
    status: str = "achieved"
    context_of: str | None = None
    place: Place | None = None
    actor: str | None = None
    period: Period | None = None
    part_of: Claim | None = None
    repeats: Claim | None = None
    confidence: float = 1.0
    heads: tuple[Span, ...] = ()
    flags: list[str] = msgspec.field(default_factory=list)
    rules: list[str] = msgspec.field(default_factory=list)


@dataclass(slots=True)
class Article:
    """A text on its way down the line; every stage fills its own part.

    Attributes:
        raw: the text as `read` decoded it; all offsets of the record count here.
        source: the path as given, or as found below a given folder.
        encoding: the encoding the bytes were decoded with.
        sha256: of the bytes of its file; of the text where there is no file.
        digest: the hash of `raw` as UTF-8, where somebody has made it already.
        fictional: True for invented samples, so that pages made from them can say so.
        place: the unit that the article is about.
        reporting: the time that it reports on.
        meta: what the user's table says of the article (place, published, outlet, any other column).
        clean: the repaired text; `map` leads from it to `raw`.
        repairs: how many repairs of each kind were made.
        sections: headings; `sentences` covers `clean` in order.
        tables: tables whose rows and columns are certain; each of their rows is one sentence.
        mentions: every numeric mention, with its role.
        claims: the claims, in the order of the text.
        to_json: `article.to_json()` gives the record as JSON text; it comes along with `record`.
    """

    to_json: ClassVar[Callable[[Article], str]]

    raw: str
    source: str = ""
    encoding: str = "utf-8"
    sha256: str = ""
    digest: str = ""
    fictional: bool = False
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    place: Place | None = None
    reporting: Period | None = None
    meta: dict[str, str] = field(default_factory=dict)
    clean: str = ""
    map: OffsetMap = field(default_factory=OffsetMap)
    repairs: dict[str, int] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
