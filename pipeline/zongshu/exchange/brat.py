"""brat stand-off: a folder with NAME.txt, NAME.ann and annotation.conf, out and in.

brat counts code points. Its annotations do not run over line ends, so a claim that does is written as a discontinuous
one; so is a claim whose pieces lie apart in print. Text files hold line feeds only. The records lie beside, in
zongshu.jsonl, which brat leaves alone; T1 is the first claim of its article, and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from zongshu.errors import DataError, UsageError
from zongshu.exchange._files import json_lines, keep, kept, read_bytes
from zongshu.exchange._job import Job
from zongshu.exchange._marks import UNLINKED, Mark, label_of, labels_of, merge
from zongshu.files import replace_file
from zongshu.patterns import pattern
from zongshu.record.models import ClaimRecord, Record
from zongshu.texts import Texts
from zongshu.types import Status

__all__ = ["read", "write"]

_SIDE = "zongshu.jsonl"
# What str.splitlines takes for a line end; readers of brat's files differ in which of them they know.
_BREAK = pattern("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NO_NAME = pattern(r"[^A-Za-z0-9_-]")
_TEXT_BOUND = pattern(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_STATUS = pattern(r"A\S+\tStatus (T\S+) (\S+)")
_NOTE = pattern(r"#\S+\tAnnotatorNotes (T\S+)\t(.*)")

Span = tuple[int, int]


def write(job: Job) -> list[str]:
    """Write a folder that brat opens as it is.

    Raises:
        UsageError: annotations are there already, which may be somebody's work.
    """
    if next(job.out.glob("*.ann"), None) is not None:
        raise UsageError(f"{job.out}: holds annotations already; export into a folder of its own")
    try:
        job.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{job.out}: no folder can be made there ({error.strerror})") from error
    size = len(str(len(job.pairs)))
    kept_lines, notes = [], []
    for number, (record, text) in enumerate(job.pairs, 1):
        name = f"{number:0{size}}_{record.article.id}"
        returns = [at for at, letter in enumerate(text) if letter == "\r"]
        replace_file(job.out / f"{name}.txt", _printed(text).encode("utf-8"))
        replace_file(job.out / f"{name}.ann", "".join(_lines(record, text)).encode("utf-8"))
        kept_lines.append(
            json.dumps({"name": name, "returns": returns, "record": keep(record)}, ensure_ascii=False) + "\n"
        )
        lost = [claim.id for claim in record.claims if not _fragments(claim, text)]
        notes += [f"{record.article.source}: claim {one} holds nothing but line ends and has no span" for one in lost]
    replace_file(job.out / _SIDE, "".join(kept_lines).encode("utf-8"))
    replace_file(job.out / "annotation.conf", _config(labels_of(record for record, _ in job.pairs)).encode("utf-8"))
    return notes


def _printed(text: str) -> str:
    """Return the text with line feeds only, every character at its place."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _config(labels: list[str]) -> str:
    types = "\n".join(dict.fromkeys(map(_type, labels)))
    any_of = "Arg1:<ENTITY>, Arg2:<ENTITY>"
    return f"""[entities]
{types}

[relations]
Part_of\t{any_of}
Repeats\t{any_of}
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Status\tArg:<ENTITY>, Value:{"|".join(get_args(Status))}
"""


def _type(label: str) -> str:
    return _NO_NAME.sub("_", label)


def _fragments(claim: ClaimRecord, text: str) -> list[Span]:
    """Return the pieces of a claim as brat wants them: in rising order, apart, none over a line end."""
    pieces = sorted(claim.runs) if len(claim.runs) > 1 else [(claim.start, claim.end)]
    joined: list[Span] = []
    for start, end in pieces:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    found: list[Span] = []
    for start, end in joined:
        at = start
        for stop in _BREAK.finditer(text, start, end):
            found.append((at, stop.start()))
            at = stop.end()
        found.append((at, end))
    return [(start, end) for start, end in found if end > start]


def _lines(record: Record, text: str) -> Iterator[str]:
    names = {claim.id: f"T{number}" for number, claim in enumerate(record.claims, 1)}
    printed = _printed(text)
    relation = 0
    for number, claim in enumerate(record.claims, 1):
        pieces = _fragments(claim, text)
        if not pieces:
            continue
        spans = ";".join(f"{start} {end}" for start, end in pieces)
        quote = " ".join(printed[start:end] for start, end in pieces)
        yield f"T{number}\t{_type(label_of(claim))} {spans}\t{quote}\n"
        yield f"A{number}\tStatus T{number} {claim.status}\n"
        if claim.item:
            yield f"#{number}\tAnnotatorNotes T{number}\t{_BREAK.sub(' ', claim.item)}\n"
        for kind, other in (("Part_of", claim.part_of), ("Repeats", claim.repeats)):
            if other in names:
                relation += 1
                yield f"R{relation}\t{kind} Arg1:T{number} Arg2:{names[other]}\n"


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read a folder of brat: every NAME.ann with its NAME.txt.

    Raises:
        UsageError: it is no folder, or holds no such pair.
        DataError: a line is no text-bound annotation, or does not fit its text.
    """
    if not path.is_dir():
        raise UsageError(f"{path}: brat's files are read from a folder of NAME.txt and NAME.ann")
    known = _known(path / _SIDE)
    names = sorted(one.stem for one in path.glob("*.ann"))
    if not names:
        raise UsageError(f"{path}: holds no .ann file")
    for name in names:
        # Spaces and line feeds where carriage returns were, so that positions stay.
        printed = read_bytes(path / f"{name}.txt").decode("utf-8")
        record, returns = known.get(name, (None, []))
        letters = list(printed)
        for at in returns:
            letters[at] = "\r"
        text = "".join(letters)
        marks = list(_marks(path / f"{name}.ann", record, text))
        yield merge(record, text, marks, "brat", f"{path / name}.ann", _same)


def _known(side: Path) -> dict[str, tuple[Record | None, list[int]]]:
    if not side.is_file():
        return {}
    return {
        line["name"]: (kept(line["record"], where), line["returns"]) for where, line in json_lines(side, "side file")
    }


def _same(label: str, other: str) -> bool:
    return label in (other, _type(other))


def _marks(path: Path, record: Record | None, text: str) -> Iterator[Mark]:
    claims = {f"T{number}": claim for number, claim in enumerate(record.claims if record else [], 1)}
    marks: dict[str, Mark] = {}
    where: dict[str, Any] = {"status": {}, "item": {}}
    for number, line in enumerate(read_bytes(path).decode("utf-8").split("\n"), 1):
        line = line.rstrip("\r")
        if bound := _TEXT_BOUND.fullmatch(line):
            pieces = [tuple(map(int, one.split(" "))) for one in bound[3].split(";")]
            marks[bound[1]] = _mark(bound[1], bound[2], [(a, b) for a, b in pieces], claims.get(bound[1]), text)
        elif line.startswith("T"):
            raise DataError(f"{path}, line {number}: no text-bound annotation (ID, tab, type and offsets)")
        elif state := _STATUS.fullmatch(line):
            where["status"][state[1]] = state[2]
        elif note := _NOTE.fullmatch(line):
            where["item"][note[1]] = note[2]
    for name, mark in marks.items():
        claim = claims.get(name)
        mark.status = where["status"].get(name)
        item = where["item"].get(name)
        if claim is None or item != _BREAK.sub(" ", claim.item):
            mark.item = item
    yield from marks.values()


def _mark(name: str, label: str, pieces: list[Span], claim: ClaimRecord | None, text: str) -> Mark:
    """Make a mark; one that stands as it was written has the claim's own span, which may hold line ends at its border."""
    if claim is not None and pieces == _fragments(claim, text):
        return Mark(claim.start, claim.end, label or UNLINKED, claim.id)
    start, end = pieces[0][0], pieces[-1][1]
    return Mark(start, end, label or UNLINKED, claim.id if claim else "", runs=pieces)
