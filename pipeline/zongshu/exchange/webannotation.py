"""W3C Web Annotation: each claim an annotation with a TextPositionSelector and a TextQuoteSelector, out and in.

The recommendation counts code points in a TextPositionSelector, as the record does. A first annotation of each article
says what is known of it and targets the whole text; a claim's body has its label as a tag and the claim as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from zongshu.errors import DataError
from zongshu.exchange._files import keep, kept, read_json
from zongshu.exchange._job import Job
from zongshu.exchange._marks import UNLINKED, Mark, label_of, merge
from zongshu.files import replace_file
from zongshu.record.models import ClaimRecord, Record
from zongshu.texts import Texts

__all__ = ["read", "write"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ARTICLE, _CLAIM = "urn:zongshu:article:", "urn:zongshu:claim:"
_AROUND = 32


def write(job: Job) -> list[str]:
    """Write an annotation collection of one page."""
    items = [item for record, text in job.pairs for item in _items(record, text)]
    page = {"id": "urn:zongshu:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    made = {
        "@context": _CONTEXT, "id": "urn:zongshu:claims", "type": "AnnotationCollection",
        "label": "Claims of zongshu", "total": len(items), "first": page,
    }  # fmt: skip
    replace_file(job.out, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return []


def _items(record: Record, text: str) -> Iterator[dict[str, Any]]:
    article = record.article
    source = f"{_ARTICLE}{article.id}"
    head = msgspec.structs.replace(record, claims=[])
    yield {
        "@context": _CONTEXT, "id": f"{source}#record", "type": "Annotation", "motivation": "describing",
        "body": [_json_body(keep(head))],
        "target": {"id": source, "type": "Text", "format": "text/plain", "language": "zh"},
    }  # fmt: skip
    for claim in record.claims:
        yield {
            "@context": _CONTEXT, "id": f"{_CLAIM}{claim.id}", "type": "Annotation", "motivation": "classifying",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": label_of(claim)},
                _json_body(msgspec.json.encode(claim, order="deterministic").decode("utf-8")),
            ],
            "target": {"source": source, "selector": [
                {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                {"type": "TextQuoteSelector", "exact": claim.text,
                 "prefix": text[max(0, claim.start - _AROUND):claim.start],
                 "suffix": text[claim.end:claim.end + _AROUND]},
            ]},
        }  # fmt: skip


def _json_body(text: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": text}


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read annotations: a collection, a page or a list of them.

    A quote that no longer stands at its position is looked for with the words around it, where the text is at hand.

    Args:
        path: a file of JSON-LD.
        texts: where the texts are; without them, quotes are taken as they stand.

    Raises:
        DataError: the file holds no annotations of zongshu's articles, or a quote is not in its text.
    """
    made = read_json(path, "Web Annotation")
    if isinstance(made, dict):
        made = made.get("first", made)
    items = made.get("items") if isinstance(made, dict) else made
    if not isinstance(items, list):
        raise DataError(f"{path}: no Web Annotation: a collection, a page or a list of annotations is expected")
    heads: dict[str, Record] = {}
    claims: dict[str, list[ClaimRecord]] = {}
    marks: dict[str, list[tuple[str, Mark, dict[str, Any]]]] = {}
    for number, item in enumerate(items, 1):
        where = f"{path}, annotation {number}"
        try:
            bodies = item.get("body") or []
            bodies = bodies if isinstance(bodies, list) else [bodies]
            target = item["target"]
            source = target.get("source") or target["id"]
            source = source if isinstance(source, str) else source["id"]
            inside = next((one["value"] for one in bodies if one.get("format") == "application/json"), None)
            if "selector" not in target:
                head = kept(inside, where)
                if head is not None:
                    heads[source] = head
                continue
            mark, quote = _mark(item, bodies, target["selector"])
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
            raise DataError(f"{where}: no annotation with position and quote") from error
        marks.setdefault(source, []).append((where, mark, quote))
        if inside is not None:
            claims.setdefault(source, []).append(_claim(inside, where))
    alone = set(marks) - set(heads)
    if alone:
        raise DataError(f"{path}: nothing tells what the article {sorted(alone)[0]} is; it was not exported by zongshu")
    for source, head in heads.items():
        text = texts.of(head) if texts is not None else None
        found = [_placed(where, mark, quote, text) for where, mark, quote in marks.get(source, [])]
        record = msgspec.structs.replace(head, claims=claims.get(source, []))
        yield merge(record, text, found, "webannotation", str(path))


def _claim(inside: str, where: str) -> ClaimRecord:
    try:
        return msgspec.json.decode(inside, type=ClaimRecord)
    except msgspec.MsgspecError as error:
        raise DataError(f"{where}: its JSON is no claim of zongshu ({error})") from error


def _mark(item: dict[str, Any], bodies: list[dict[str, Any]], selectors: Any) -> tuple[Mark, dict[str, Any]]:
    several = selectors if isinstance(selectors, list) else [selectors]
    position = next(one for one in several if one["type"] == "TextPositionSelector")
    quote: dict[str, Any] = next((one for one in several if one["type"] == "TextQuoteSelector"), {})
    tag = next((one["value"] for one in bodies if one.get("purpose") == "tagging"), UNLINKED)
    name = str(item.get("id", "")).removeprefix(_CLAIM)
    return Mark(int(position["start"]), int(position["end"]), tag, name, quote.get("exact", "")), quote


def _placed(where: str, mark: Mark, quote: dict[str, Any], text: str | None) -> Mark:
    """Check a mark's quote against the text; where it stands elsewhere, follow it."""
    exact = quote.get("exact", "")
    if text is None or not exact or text[mark.start : mark.end] == exact:
        return mark
    around = quote.get("prefix", "") + exact + quote.get("suffix", "")
    at = text.find(around)
    if at == -1 or text.find(around, at + 1) != -1:
        raise DataError(
            f"{where}: its quote {exact!r} does not stand at {mark.start} in the text, nor at one other place"
        )
    mark.start = at + len(quote.get("prefix", ""))
    mark.end = mark.start + len(exact)
    return mark
