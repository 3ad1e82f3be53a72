"""A stratified random sample of claims and articles to code, and what its codes say of the whole."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.evaluate._estimate import Estimate, Stratum, share
from zongshu.record import decode
from zongshu.record.models import ClaimRecord, Record

__all__ = ["ARTICLE_STRATA", "CLAIM_STRATA", "FORM", "Estimates", "choose", "draw", "estimate"]

ARTICLE_STRATA = ("level", "year", "outlet", "none")
CLAIM_STRATA = ("confidence", "status", "indicator", "kind", "none")
FORM = (
    "what", "stratum", "stratum_size", "article_id", "article_source", "claim_id", "start", "end", "text", "item", "value",
    "unit", "status", "indicator", "place", "period_from", "period_to", "sentence", "claims_found", "right", "missed", "note",
)  # fmt: skip
"""Columns of the form to code; `right` and `missed` are for the coder."""

_EDGES = (0.5, 0.7, 0.85, 0.95)
_LEAST = 2
_YES = {"1": 1, "true": 1, "yes": 1, "y": 1, "是": 1, "对": 1, "0": 0, "false": 0, "no": 0, "n": 0, "否": 0, "错": 0}
Row = dict[str, Any]


@dataclass(slots=True)
class Estimates:
    """What the codes of a sample say of the whole.

    Attributes:
        precision: share of the claims that are right; None where no claim was coded.
        recall: share of the numbers that the articles claim that were found; None where no article was coded.
        fields: share of right answers by the further columns `right_...` of the form.
        uncoded: rows of the form that were left empty; they count as if they had not been drawn.
    """

    precision: Estimate | None = None
    recall: Estimate | None = None
    fields: dict[str, Estimate] = field(default_factory=dict)
    uncoded: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain data, ready for JSON."""
        return asdict(self)


def draw(
    claims: Path, *, articles: int = 20, number: int = 200, seed: int = 0,
    article_strata: Sequence[str] = ("level", "year"), claim_strata: Sequence[str] = ("confidence", "status"),
) -> list[Row]:  # fmt: skip
    """Draw articles and claims to code.

    Each stratum has its share of the sample and two units at least; strata too small for that are put together.

    Args:
        claims: a claims file, JSON Lines.
        articles: how many articles to read in full.
        number: how many claims to look at.
        seed: the same seed draws the same.
        article_strata: what divides the articles: level of the place, year, outlet.
        claim_strata: what divides the claims: confidence, status, indicator, kind.

    Returns:
        Rows of `FORM`, the claims first.

    Raises:
        UsageError: no such file or stratum, or nothing in it to draw from.
        DataError: a line is no record.
    """
    for given, known in ((article_strata, ARTICLE_STRATA), (claim_strata, CLAIM_STRATA)):
        if wrong := set(given) - set(known):
            raise UsageError(f"no stratum {wrong.pop()!r}; known are {', '.join(known)}")
    of_articles: dict[str, list[tuple[int, int]]] = {}
    of_claims: dict[str, list[tuple[int, int]]] = {}
    for line, record in enumerate(_records(claims)):
        of_articles.setdefault(_article_stratum(record, article_strata), []).append((line, -1))
        for at, claim in enumerate(record.claims):
            of_claims.setdefault(_claim_stratum(claim, claim_strata), []).append((line, at))
    if not of_articles:
        raise UsageError(f"{claims}: holds no article to draw from")
    chance = random.Random(seed)
    drawn: dict[int, list[tuple[int, str, int]]] = {}
    for strata, wanted in ((of_claims, number), (of_articles, articles)):
        for name, (size, units) in choose(strata, wanted, chance).items():
            for line, at in units:
                drawn.setdefault(line, []).append((at, name, size))
    rows = [
        _row(record, at, name, size)
        for line, record in enumerate(_records(claims))
        for at, name, size in drawn.get(line, ())
    ]
    return sorted(rows, key=lambda row: row["what"] == "article")


def choose(
    strata: Mapping[str, Sequence[tuple[int, int]]], wanted: int, chance: random.Random
) -> dict[str, tuple[int, list[tuple[int, int]]]]:
    """Draw from each stratum without replacement, in proportion to its size.

    Args:
        strata: the units of each.
        wanted: how many to draw from all together.
        chance: where the numbers come from.

    Returns:
        For each stratum its size and the units drawn; small strata are one, `small strata`.
    """
    whole = sum(map(len, strata.values()))
    if not whole or wanted < 1:
        return {}
    rate = min(wanted / whole, 1.0)
    parts: dict[str, list[tuple[int, int]]] = {}
    for name in sorted(strata):
        units = strata[name]
        parts.setdefault(name if len(units) * rate >= _LEAST else "small strata", []).extend(units)
    shares = {name: len(units) * rate for name, units in parts.items()}
    counts = {name: min(len(units), max(_LEAST, int(shares[name]))) for name, units in parts.items()}
    for name in sorted(parts, key=lambda one: (int(shares[one]) - shares[one], one)):
        if sum(counts.values()) < wanted and counts[name] < len(parts[name]):
            counts[name] += 1
    return {name: (len(units), sorted(chance.sample(sorted(units), counts[name]))) for name, units in parts.items()}


def estimate(rows: Sequence[Mapping[str, str]], claims: Path | None = None) -> Estimates:
    """Estimate precision and recall of the whole from a coded form.

    A claim is coded by 1 or 0 under `right`; an article by the number of found claims that are right under `right`, and
    the number of claims that were not found under `missed`. Columns that begin with `right_` are coded like `right`.

    Args:
        rows: the form.
        claims: the claims file that it was drawn from; a form of another file is refused.

    Raises:
        DataError: a code that is none, or a row that belongs to another file; the message names the row.
        UsageError: nothing was coded.
    """
    if claims is not None:
        _check(rows, claims)
    result = Estimates()
    names = [name for name in (rows[0] if rows else ()) if name == "right" or name.startswith("right_")]
    for name in names:
        strata: dict[str, Stratum] = {}
        for number, row in enumerate(rows, 1):
            if row.get("what") != "claim":
                continue
            stratum = strata.setdefault(row["stratum"], Stratum(_count(row, "stratum_size", number)))
            code = row.get(name, "").strip().lower()
            if code and code not in _YES:
                raise DataError(f"row {number}: {name} is {code!r}; write 1 or 0")
            if code:
                stratum.seen.append((_YES[code], 1))
            elif name == "right":
                result.uncoded += 1
        if any(one.seen for one in strata.values()):
            found = share(strata)
            if name == "right":
                result.precision = found
            else:
                result.fields[name.removeprefix("right_")] = found
    read: dict[str, Stratum] = {}
    for number, row in enumerate(rows, 1):
        if row.get("what") != "article":
            continue
        stratum = read.setdefault(row["stratum"], Stratum(_count(row, "stratum_size", number)))
        if row.get("right", "").strip() and row.get("missed", "").strip():
            right = _count(row, "right", number)
            stratum.seen.append((right, right + _count(row, "missed", number)))
        else:
            result.uncoded += 1
    if any(whole for one in read.values() for _, whole in one.seen):
        result.recall = share(read)
    if result.precision is None and result.recall is None:
        raise UsageError(
            "nothing was coded: write 1 or 0 under `right` for claims, numbers under `right` and `missed` for articles"
        )
    return result


def _records(path: Path) -> Iterator[Record]:
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield decode(line.removeprefix(b"\xef\xbb\xbf"))
            except DataError as error:
                raise DataError(
                    f"{path}, line {number}: {error}; a sample is drawn from JSON Lines of extract"
                ) from error


def _article_stratum(record: Record, names: Sequence[str]) -> str:
    article = record.article
    answers = {
        "level": article.place.level if article.place else "no place",
        "year": (article.published or "no date")[:4].strip() if article.published else "no date",
        "outlet": article.outlet or "no outlet",
        "none": "all",
    }
    return " / ".join(answers[name] for name in names) or "all"


def _claim_stratum(claim: ClaimRecord, names: Sequence[str]) -> str:
    above = max((edge for edge in _EDGES if claim.confidence >= edge), default=0.0)
    answers = {
        "confidence": f"confidence {above}+",
        "status": claim.status,
        "indicator": claim.indicator.id if claim.indicator else "no indicator",
        "kind": claim.quantity.kind,
        "none": "all",
    }
    return " / ".join(answers[name] for name in names) or "all"


def _row(record: Record, at: int, stratum: str, size: int) -> Row:
    article = record.article
    row: Row = dict.fromkeys(FORM)
    row.update(what="article", stratum=stratum, stratum_size=size, article_id=article.id, article_source=article.source)
    if at < 0:
        row["claims_found"] = len(record.claims)
        return row
    claim = record.claims[at]
    quantity, place, period = claim.quantity, claim.place, claim.period
    row.update(
        what="claim", claim_id=claim.id, start=claim.start, end=claim.end, text=claim.clean, item=claim.item,
        value=quantity.value if quantity.value is not None else f"{quantity.low}-{quantity.high}", unit=quantity.unit,
        status=claim.status, indicator=claim.indicator.id if claim.indicator else None, place=place.name if place else None,
        period_from=period.since if period else None, period_to=period.until if period else None,
        sentence=claim.evidence.clean,
    )  # fmt: skip
    return row


def _count(row: Mapping[str, str], name: str, number: int) -> int:
    text = row.get(name, "").strip()
    if not text.isdecimal():
        raise DataError(f"row {number}: {name} is {text!r}; a whole number is needed")
    return int(text)


def _check(rows: Sequence[Mapping[str, str]], claims: Path) -> None:
    missing = {"what", "stratum", "stratum_size", "article_id", "right"} - set(rows[0] if rows else ())
    if missing:
        raise DataError(
            f"the coded form lacks the columns {', '.join(sorted(missing))}; fill in the file that sample wrote"
        )
    known = {record.article.id: {claim.id for claim in record.claims} for record in _records(claims)}
    for number, row in enumerate(rows, 1):
        ids = known.get(row["article_id"])
        if ids is None or (row["what"] == "claim" and row.get("claim_id") not in ids):
            raise DataError(f"row {number} was not drawn from {claims}: it has no such claim or article")
