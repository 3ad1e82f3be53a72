"""doccano: JSON Lines for sequence labelling, out and in.

A line has `text`, `label` as `[start, end, label]` in code points, and what else is there comes back as it went: the
record travels in `zongshu`. Claims may cross, so the project must allow overlapping spans; it must not count grapheme
clusters as one character.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from zongshu.errors import DataError
from zongshu.exchange._files import json_lines, keep, kept
from zongshu.exchange._job import Job
from zongshu.exchange._marks import Mark, label_of, merge
from zongshu.files import replace_file
from zongshu.record.models import Record
from zongshu.texts import Texts

__all__ = ["read", "write"]


def write(job: Job) -> list[str]:
    """Write a line an article; plain ASCII, because doccano guesses the encoding of files."""
    lines = []
    for record, text in job.pairs:
        labels = [[claim.start, claim.end, label_of(claim)] for claim in record.claims]
        lines.append(json.dumps({"text": text, "label": labels, "zongshu": keep(record)}) + "\n")
    replace_file(job.out, "".join(lines).encode("ascii"))
    if any(_cross(record) for record, _ in job.pairs):
        return ["some claims overlap: allow overlapping spans in the doccano project, or it leaves them out"]
    return []


def _cross(record: Record) -> bool:
    spans = sorted((claim.start, claim.end) for claim in record.claims)
    return any(before[1] > after[0] for before, after in pairwise(spans))


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read an export of doccano: spans in `label`, `labels`, or `entities` where the project has relations.

    Raises:
        DataError: a line is no such export, or a span does not fit its text.
    """
    for where, line in json_lines(path, "export of doccano"):
        try:
            text = line["text"] if "text" in line else line["data"]
            marks = [_mark(span) for span in line.get("entities") or line.get("labels") or line.get("label") or []]
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"{where}: is not what doccano exports: an object with text and label, a list of [start, end, label]"
            ) from error
        meta = line.get("meta") or line.get("metadata") or {}
        yield merge(kept(line.get("zongshu") or meta.get("zongshu"), where), text, marks, "doccano", where)


def _mark(span: Any) -> Mark:
    if isinstance(span, dict):
        return Mark(int(span["start_offset"]), int(span["end_offset"]), str(span["label"]))
    start, end, label = span
    return Mark(int(start), int(end), str(label))
