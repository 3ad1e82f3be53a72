"""Claims records and gold files from disk, both as spans with their answers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.evaluate._match import Span
from zongshu.files import guard_input

__all__ = ["Folder", "GoldArticle", "Record", "read_gold", "read_records", "read_text"]

_ROLES = ("claim", "date", "ordinal", "label")
_FIELDS = (
    *("value", "low", "high", "approx", "unit", "kind", "status"),
    *("indicator", "place", "period", "direction", "part_of"),
)
_GOLD = "gold is a JSON list of rows, each with a role, or a folder of such files"


@dataclass(slots=True)
class Record:
    """One article of the claims file."""

    source: str
    encoding: str
    spans: list[Span]


@dataclass(slots=True)
class GoldArticle:
    """One gold file; `name` is its path below the gold folder without the ending."""

    name: str
    path: Path
    spans: list[Span]


@dataclass(slots=True)
class Folder:
    """The gold files found, and the JSON files beside them that are something else."""

    articles: list[GoldArticle] = field(default_factory=list)
    not_gold: list[str] = field(default_factory=list)


def _dates(period: Any) -> tuple[str | None, str | None] | None:
    if not isinstance(period, dict):
        return None
    since, until = (str(period[end]) if period.get(end) else None for end in ("from", "to"))
    return (since, until) if since or until else None


def _normal(name: str, answer: Any) -> Any:
    """Bring an answer of the gold or the record to one form."""
    if name == "period":
        return _dates(answer)
    if name == "part_of":
        return answer is not None
    if name == "unit":
        return str(answer or "").strip()
    if name == "place":
        return unicodedata.normalize("NFC", answer.strip()) or None if isinstance(answer, str) else None
    return answer


def _part(row: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    part = row.get(name)
    if part is None:
        return {}
    if not isinstance(part, dict):
        raise DataError(f"{where}: {name} is not an object")
    return part


def _span(row: Any, where: str) -> Span:
    if not isinstance(row, dict):
        raise DataError(f"{where} is not an object")
    start, end, text = row.get("start"), row.get("end"), row.get("text")
    if type(start) is not int or type(end) is not int or not isinstance(text, str):
        raise DataError(f"{where} needs whole numbers as start and end, and a text")
    if not 0 <= start <= end:
        raise DataError(f"{where} runs from {start} to {end}")
    return Span(start, end, text)


def _gold_span(row: Any, where: str) -> Span:
    span = _span(row, where)
    span.role = row.get("role")
    span.optional = bool(row.get("optional"))
    span.context = str(row.get("context") or "")
    if span.role not in _ROLES:
        raise DataError(f"{where} has role {span.role!r}; known are {', '.join(_ROLES)}")
    if span.role != "claim":
        return span
    also = _part(row, "also", where)
    for name in _FIELDS:
        answers = [row.get(name)]
        if name in also:
            more = also[name]
            answers += more if isinstance(more, list) else [more]
        span.answers[name] = [_normal(name, answer) for answer in answers]
    wordings = [row.get("items"), row.get("item"), also.get("items"), also.get("item")]
    span.answers["item"] = [
        str(item) for part in wordings if part is not None for item in (part if isinstance(part, list) else [part])
    ]
    return span


def _claim_span(claim: Any, where: str) -> Span:
    span = _span(claim, where)
    span.claim = claim
    values = {**claim, **_part(claim, "quantity", where)}
    values["indicator"] = _part(claim, "indicator", where).get("id")
    values["place"] = _part(claim, "place", where).get("name")
    for name in _FIELDS:
        span.answers[name] = [_normal(name, values.get(name))]
    span.answers["item"] = [str(claim.get("item") or "")]
    span.context = str(_part(claim, "evidence", where).get("text") or "")
    return span


def _lines(path: Path) -> Iterator[tuple[str, Any]]:
    guard_input(path, "a claims file in JSON Lines is needed")
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"{path}, line {number}", json.loads(line)
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text; a claims file in JSON Lines is needed") from error
    except ValueError as error:
        raise DataError(f"{path}, line {number} is not JSON ({error}); one record a line is needed") from error


def read_records(claims: Path | list[dict[str, Any]]) -> list[Record]:
    """Read the records of a claims file; records already in memory are only checked."""
    rows: Iterable[tuple[str, Any]]
    rows = (
        ((f"record {number}", row) for number, row in enumerate(claims, 1))
        if isinstance(claims, list)
        else _lines(Path(claims))
    )
    records = []
    for where, row in rows:
        article = row.get("article") if isinstance(row, dict) else None
        if not isinstance(article, dict) or not isinstance(row.get("claims"), list):
            raise DataError(f"{where} is no record: it needs an article and a list of claims")
        source = str(article.get("source") or "")
        spans = [_claim_span(claim, f"{where} ({source}): claim {n}") for n, claim in enumerate(row["claims"], 1)]
        records.append(Record(source, str(article.get("encoding") or "utf-8"), spans))
    return records


def read_gold(gold: Path) -> Folder:
    """Read one gold file, or every gold file in a folder and below it; hidden files are left alone."""
    gold = Path(gold)
    if gold.is_file():
        base, files = gold.parent, [gold]
    elif gold.is_dir():
        base = gold
        files = [p for p in sorted(gold.rglob("*.json")) if not any(x[0] == "." for x in p.relative_to(gold).parts)]
    else:
        raise UsageError(f"{gold}: no such file or folder")
    folder = Folder()
    for path in files:
        try:
            rows = json.loads(path.read_text(encoding="utf-8-sig"))
        except ValueError as error:
            kind = "a claims file, not gold" if path.suffix.lower() == ".jsonl" else f"not JSON ({error})"
            raise DataError(f"{path} is {kind}; {_GOLD}") from error
        name = path.relative_to(base).as_posix()
        # An empty list is the gold of an article without numbers; other lists must look like gold rows.
        if isinstance(rows, list) and all(isinstance(row, dict) and "role" in row for row in rows):
            spans = [_gold_span(row, f"{path}: row {number}") for number, row in enumerate(rows, 1)]
            folder.articles.append(GoldArticle(name.removesuffix(".json"), path, spans))
        else:
            folder.not_gold.append(name)
    if not folder.articles:
        raise UsageError(f"{gold} holds no gold annotations; {_GOLD}")
    return folder


def read_text(gold: Path, encoding: str) -> str | None:
    """Read the article beside a gold file, line ends kept and without a byte order mark; None where it is not there."""
    path = gold.with_suffix(".txt")
    if not path.is_file():
        return None
    # The copy beside the gold may be in another encoding than the file that the record was made from.
    for name in (encoding, "utf-8"):
        try:
            return path.read_bytes().decode(name).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return None
