"""Marked-up articles: clean text with every numeric mention marked, to text and gold rows.

The form is told in `corpora/README.md`: a YAML head between two `---` lines, then text in which every numeric mention
stands as `⟦the mention|key=value;key=value⟧`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["MarkedArticle", "MarkedError", "Row", "parse", "read_marked"]

ROLES = ("claim", "date", "ordinal", "label")
APPROX = ("exact", "over", "under", "about", "range")
KINDS = (
    "count",
    "percent",
    "money",
    "area",
    "length",
    "mass",
    "duration",
    "rate",
    "multiple",
    "change",
    "rank",
    "other",
)
STATUSES = ("achieved", "planned", "required", "context")
LAYOUTS = (
    *("none", "wrap16", "wrap18", "wrap24", "blank_lines", "shadow", "spaced"),
    *("fullwidth", "digit_spaces", "numbers_spaced", "bylines", "line_numbers", "invisible"),
)
_HEAD_KEYS = ("id", "split", "sector", "place", "adcode", "level", "published", "layout", "note")
_CHOICES: dict[str, tuple[str, ...]] = {
    "split": ("dev", "test"),
    "level": ("province", "prefecture", "county"),
    "a": APPROX,
    "k": KINDS,
    "s": STATUSES,
    "d": ("up", "down"),
    "opt": ("1",),
    "role": ROLES[1:],
}
_CLAIM_KEYS = {
    *("v", "low", "high", "a", "u", "k", "item", "s", "ind", "place", "actor"),
    *("from", "to", "pt", "part", "d", "per", "opt", "also"),
}
_ALSO_KEYS = {
    *("value", "low", "high", "approx", "unit", "kind"),
    *("status", "indicator", "place", "direction"),
}
_CLAIM_FIELDS = (
    *("value", "low", "high", "approx", "unit", "kind", "status"),
    *("indicator", "place", "period", "part_of", "items"),
)
_FIELDS_WHERE_SET = ("direction", "per", "actor", "also")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_AROUND = 8

Number = int | float


class MarkedError(ValueError):
    """A marked-up article holds a mistake; the message names file and line."""


@dataclass(slots=True)
class Row:
    """One gold row; `start` and `end` count in the text it belongs to.

    Attributes:
        role: claim, date, ordinal or label; what follows `optional` is filled for claims only.
        context: some characters around the mention, which stands in ⟦⟧.
        optional: True where the mention is scored neither way.
        part_of: the context of the claim that this one is a part of.
        items: the right wordings of the item.
        also: second right answers by field.
    """

    role: str
    start: int
    end: int
    text: str
    context: str
    optional: bool = False
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    approx: str = "exact"
    unit: str = ""
    kind: str = "count"
    status: str = "achieved"
    indicator: str | None = None
    place: str | None = None
    period: dict[str, str | None] | None = None
    part_of: str | None = None
    direction: str | None = None
    per: str | None = None
    actor: str | None = None
    items: list[str] = field(default_factory=list)
    also: dict[str, Number | str | None] = field(default_factory=dict)

    def to_json(self, start: int, end: int, text: str) -> dict[str, Any]:
        """Return the row as the gold files hold it, anchored at `[start, end)` of another print of the text.

        Args:
            start: where the mention begins there.
            end: where it ends.
            text: what stands there.
        """
        row: dict[str, Any] = {"role": self.role, "start": start, "end": end, "text": text, "context": self.context}
        if self.role == "claim":
            row |= {name: getattr(self, name) for name in _CLAIM_FIELDS}
            row |= {name: value for name in _FIELDS_WHERE_SET if (value := getattr(self, name))}
        if self.optional:
            row["optional"] = True
        return row


@dataclass(slots=True, frozen=True)
class MarkedArticle:
    """One marked-up article: its head, its clean text and its gold rows in the order of the text."""

    id: str
    split: str
    sector: str
    place: str
    adcode: str
    level: str
    published: str | None
    layout: tuple[str, ...]
    note: str
    text: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Mention:
    """One mark: its text, its keys, and the line that errors name."""

    start: int
    text: str
    keys: dict[str, str]
    also: dict[str, str]
    line: int


def read_marked(path: Path) -> MarkedArticle:
    """Read one marked-up article.

    Args:
        path: a UTF-8 file.

    Raises:
        MarkedError: the file holds a mistake.
    """
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(source: str, name: str = "text") -> MarkedArticle:
    """Make clean text and gold rows of one marked-up article.

    Args:
        source: head and text.
        name: what errors call the file.

    Returns:
        The article; `text[row.start:row.end] == row.text` holds for every row.

    Raises:
        MarkedError: the head or a mark holds a mistake.
    """
    lines = source.split("\n")
    closing = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or closing is None:
        raise MarkedError(f"{name}, line 1: a head between two lines of --- is missing")
    head = _head("\n".join(lines[1:closing]), name)
    first = closing + 1
    while first < len(lines) and not lines[first].strip():
        first += 1
    text, mentions = _strip("\n".join(lines[first:]).rstrip("\n") + "\n", name, first + 1)
    rows = [_row(mention, text, head["place"], name) for mention in mentions]
    for place, mention in enumerate(mentions):
        if "part" in mention.keys:
            rows[place].part_of = _parent(mentions, rows, place, name)
    return MarkedArticle(text=text, rows=tuple(rows), **head)


def _head(source: str, name: str) -> dict[str, Any]:
    try:
        head = yaml.safe_load(source)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise MarkedError(f"{name}, line {mark.line + 2 if mark else 2}: the head is no YAML ({error})") from error
    if not isinstance(head, dict):
        raise MarkedError(f"{name}, line 2: the head has no keys")

    def line(key: str) -> int:
        return next((n for n, text in enumerate(source.split("\n"), 2) if text.startswith(f"{key}:")), 2)

    for key in _HEAD_KEYS:
        if key not in head:
            raise MarkedError(f"{name}, line 2: the head lacks {key}")
    for key in head:
        if key not in _HEAD_KEYS:
            raise MarkedError(f"{name}, line {line(key)}: {key} is no key of a head; known are {', '.join(_HEAD_KEYS)}")
    if isinstance(head["published"], datetime.date):
        head["published"] = head["published"].isoformat()
    for key in ("id", "split", "sector", "place", "adcode", "level", "note"):
        if not isinstance(head[key], str) or not head[key]:
            raise MarkedError(f"{name}, line {line(key)}: {key} must be a text")
        _choice(key, head[key], name, line(key))
    if not re.fullmatch(r"\d{6}", head["adcode"]):
        raise MarkedError(f"{name}, line {line('adcode')}: {head['adcode']} is no code of six digits")
    if head["published"] is not None and not _DATE.fullmatch(str(head["published"])):
        raise MarkedError(f"{name}, line {line('published')}: {head['published']} is no date YYYY-MM-DD")
    layout = head["layout"]
    if not isinstance(layout, list) or not layout or (len(layout) > 1 and "none" in layout):
        raise MarkedError(f"{name}, line {line('layout')}: layout must be [none] or a list of damages")
    for one in layout:
        if one not in LAYOUTS:
            raise MarkedError(f"{name}, line {line('layout')}: {one} is no damage; known are {', '.join(LAYOUTS)}")
    return {**head, "layout": tuple(layout)}


def _choice(key: str, value: str, name: str, line: int) -> None:
    known = _CHOICES.get(key)
    if known is not None and value not in known:
        raise MarkedError(f"{name}, line {line}: {key}={value} is unknown; known are {', '.join(known)}")


def _strip(body: str, name: str, first_line: int) -> tuple[str, list[_Mention]]:
    """Take the marks out of the text and keep them with their places in the clean text."""
    parts: list[str] = []
    mentions: list[_Mention] = []
    at = size = 0
    for match in re.finditer("[⟦⟧]", body):
        if match.start() < at:
            continue
        line = first_line + body.count("\n", 0, match.start())
        if match.group() == "⟧":
            raise MarkedError(f"{name}, line {line}: ⟧ closes nothing")
        end = body.find("⟧", match.end())
        inner = body[match.end() : end]
        if end == -1 or "⟦" in inner or "\n" in inner:
            raise MarkedError(
                f"{name}, line {line}: this mark is not closed: {body[match.start() : match.start() + 24]}"
            )
        parts.append(body[at : match.start()])
        size += len(parts[-1])
        mention = _mention(inner, size, name, line)
        mentions.append(mention)
        parts.append(mention.text)
        size += len(mention.text)
        at = end + 1
    parts.append(body[at:])
    return "".join(parts), mentions


def _mention(inner: str, start: int, name: str, line: int) -> _Mention:
    text, bar, rest = inner.partition("|")
    if not bar or not text or "|" in rest:
        raise MarkedError(f"{name}, line {line}: ⟦{inner}⟧ needs one mention, one | and keys")
    keys: dict[str, str] = {}
    also: dict[str, str] = {}
    for pair in rest.split(";"):
        key, equals, value = pair.partition("=")
        if not equals:
            raise MarkedError(f"{name}, line {line}: “{pair}” of ⟦{text}⟧ is no key=value")
        target = keys
        if key == "also":
            target = also
            key, colon, value = value.partition(":")
            if not colon or key not in _ALSO_KEYS:
                raise MarkedError(f"{name}, line {line}: “{pair}” of ⟦{text}⟧ is no also=field:value")
        if key in target:
            raise MarkedError(f"{name}, line {line}: {key} of ⟦{text}⟧ is given twice")
        target[key] = value
    return _Mention(start, text, keys, also, line)


def _row(mention: _Mention, text: str, place: str, name: str) -> Row:
    keys = mention.keys
    where = f"{name}, line {mention.line}: ⟦{mention.text}⟧"
    for key, value in keys.items():
        _choice(key, value, name, mention.line)
        if not value and key != "u":
            raise MarkedError(f"{where}: {key} is empty")
    role = keys.get("role", "claim")
    end = mention.start + len(mention.text)
    row = Row(role, mention.start, end, mention.text, _context(text, mention.start, end), "opt" in keys)
    unknown = set(keys) - (_CLAIM_KEYS if role == "claim" else {"role", "opt"})
    if unknown or (role != "claim" and mention.also):
        raise MarkedError(f"{where}: a {role} has no {', '.join(sorted(unknown or {'also'}))}")
    if role != "claim":
        return row
    for key in ("u", "item"):
        if key not in keys:
            raise MarkedError(f"{where}: {key} is missing")
    row.approx = keys.get("a", "exact")
    row.value, row.low, row.high = _bounds(row.approx, keys, where)
    row.unit, row.kind, row.status = keys["u"], keys.get("k", "count"), keys.get("s", "achieved")
    row.indicator, row.place, row.actor = keys.get("ind"), keys.get("place", place), keys.get("actor")
    row.direction, row.per = keys.get("d"), keys.get("per")
    row.items = keys["item"].split("/")
    if not all(row.items):
        raise MarkedError(f"{where}: an item is empty")
    if (row.direction is None) == (row.kind == "change"):
        raise MarkedError(f"{where}: d goes with k=change, and only there")
    row.period = _period(keys, where)
    row.also = {key: _second(value) for key, value in mention.also.items()}
    for key, known in (("kind", KINDS), ("status", STATUSES), ("approx", APPROX)):
        if key in row.also and row.also[key] not in known:
            raise MarkedError(f"{where}: also={key}:{row.also[key]} is unknown; known are {', '.join(known)}")
    return row


def _number(value: str, where: str) -> Number:
    if not _NUMBER.fullmatch(value):
        raise MarkedError(f"{where}: {value} is no number")
    return float(value) if "." in value else int(value)


def _bounds(approx: str, keys: dict[str, str], where: str) -> tuple[Number | None, Number | None, Number | None]:
    """Derive value, low and high from the approximator."""
    if approx == "range":
        if "v" in keys or "low" not in keys or "high" not in keys:
            raise MarkedError(f"{where}: a range has low and high, and no v")
        low, high = _number(keys["low"], where), _number(keys["high"], where)
        if low > high:
            raise MarkedError(f"{where}: low is above high")
        return None, low, high
    if "low" in keys or "high" in keys:
        raise MarkedError(f"{where}: low and high are for a=range only")
    if "v" not in keys:
        raise MarkedError(f"{where}: v is missing")
    value = _number(keys["v"], where)
    return value, value if approx in ("exact", "over") else None, value if approx in ("exact", "under") else None


def _period(keys: dict[str, str], where: str) -> dict[str, str | None] | None:
    if not any(key in keys for key in ("from", "to", "pt")):
        return None
    for key in ("from", "to"):
        if key in keys and not _DATE.fullmatch(keys[key]):
            raise MarkedError(f"{where}: {key}={keys[key]} is no YYYY, YYYY-MM or YYYY-MM-DD")
    if "pt" not in keys or not ("from" in keys or "to" in keys):
        raise MarkedError(f"{where}: a period needs its words (pt) and from or to")
    return {"text": keys["pt"], "from": keys.get("from"), "to": keys.get("to")}


def _second(value: str) -> Number | str | None:
    if value == "null":
        return None
    if _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def _context(text: str, start: int, end: int) -> str:
    """Return the mention in ⟦⟧ with what stands around it on its line."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return f"{before}⟦{text[start:end]}⟧{after}"


def _candidates(mentions: list[_Mention], rows: list[Row], place: int) -> Iterator[int]:
    """Yield the claims with the wanted text, nearest before the part first, then those after it."""
    wanted = mentions[place].keys["part"]
    for other in (*range(place - 1, -1, -1), *range(place + 1, len(rows))):
        if rows[other].role == "claim" and rows[other].text == wanted:
            yield other


def _parent(mentions: list[_Mention], rows: list[Row], place: int, name: str) -> str:
    other = next(_candidates(mentions, rows, place), None)
    if other is None:
        mention = mentions[place]
        raise MarkedError(
            f"{name}, line {mention.line}: ⟦{mention.text}⟧ is part of “{mention.keys['part']}”, no claim here"
        )
    return rows[other].context
