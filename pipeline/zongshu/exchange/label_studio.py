"""Label Studio: tasks with predictions out, annotations in.

Label Studio counts code points, a carriage return and a line feed as two, as the record does (its editor converts the
browser's UTF-16 in `selection-tools.js`). A region has a label, the indicator, and per region a status, an item and a
value that the coder may change. The whole record travels in `data.zongshu`, which Label Studio gives back as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

from zongshu.errors import DataError
from zongshu.exchange._files import keep, kept, read_json
from zongshu.exchange._job import Job
from zongshu.exchange._marks import Mark, label_of, labels_of, merge
from zongshu.files import replace_file
from zongshu.record.models import ClaimRecord, Record
from zongshu.texts import Texts
from zongshu.types import Status

__all__ = ["config", "read", "write"]

_TOOL = "label-studio"


def config(labels: list[str]) -> str:
    """Return the labelling configuration for a project, to be pasted into its settings.

    Example:
        >>> '<Label value="grids"/>' in config(["grids"])
        True
    """
    shown = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in labels)
    states = "\n".join(f"    <Choice value={quoteattr(status)}/>" for status in get_args(Status))
    return f"""<View>
  <Style>.htx-text {{ white-space: pre-wrap; }}</Style>
  <Labels name="label" toName="text">
{shown}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <Choices name="status" toName="text" perRegion="true" choice="single">
{states}
  </Choices>
  <TextArea name="item" toName="text" perRegion="true" editable="true" maxSubmissions="1"/>
  <Number name="value" toName="text" perRegion="true"/>
</View>
"""


def write(job: Job) -> list[str]:
    """Write tasks with predictions, and beside them the labelling configuration."""
    tasks = [_task(record, text) for record, text in job.pairs]
    replace_file(job.out, (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    setting = job.out.with_suffix(".config.xml")
    replace_file(setting, config(labels_of(record for record, _ in job.pairs)).encode("utf-8"))
    return [f"{setting}: paste it into the project's labelling setup before the import"]


def _task(record: Record, text: str) -> dict[str, Any]:
    result = [part for claim in record.claims for part in _region(claim)]
    score = min((claim.confidence for claim in record.claims), default=1.0)
    return {
        "data": {"text": text, "title": record.article.title or record.article.source, "zongshu": keep(record)},
        "predictions": [{"model_version": f"zongshu {record.schema_version}", "score": score, "result": result}],
    }


def _region(claim: ClaimRecord) -> Iterator[dict[str, Any]]:
    """Give the results of one region; Label Studio joins them by their id."""
    span = {"start": claim.start, "end": claim.end, "text": claim.text}
    head = {"id": claim.id, "to_name": "text"}
    value = claim.quantity.value
    yield {
        **head, "from_name": "label", "type": "labels", "score": claim.confidence,
        "value": {**span, "labels": [label_of(claim)]},
    }  # fmt: skip
    yield {**head, "from_name": "status", "type": "choices", "value": {**span, "choices": [claim.status]}}
    if claim.item:
        yield {**head, "from_name": "item", "type": "textarea", "value": {**span, "text": [claim.item]}}
    if value is not None:
        yield {**head, "from_name": "value", "type": "number", "value": {**span, "number": value}}


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read an export of Label Studio (JSON): the newest annotation of each task, else its prediction.

    Raises:
        DataError: the file is no such export, or a region does not fit its text.
    """
    tasks = read_json(path, "export of Label Studio")
    if not isinstance(tasks, list):
        raise DataError(f"{path}: no export of Label Studio: a list of tasks is expected (export as JSON)")
    for number, task in enumerate(tasks, 1):
        where = f"{path}, task {number}"
        try:
            data = task["data"]
            text = data["text"]
            done = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
            chosen = max(done, key=lambda one: str(one.get("updated_at") or one.get("created_at") or ""), default=None)
            if chosen is None:
                chosen = next(iter(task.get("predictions") or []), {"result": []})
            marks = list(_marks(chosen["result"]))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise DataError(
                f"{where}: no task with data.text and regions; export from Label Studio as JSON, not JSON-MIN"
            ) from error
        record = kept(data.get("zongshu"), where)
        yield merge(record, text, marks, _TOOL, where)


def _marks(result: list[dict[str, Any]]) -> Iterator[Mark]:
    regions: dict[str, Mark] = {}
    for part in result:
        if part["type"] == "labels":
            value = part["value"]
            regions[part["id"]] = Mark(int(value["start"]), int(value["end"]), value["labels"][0], str(part["id"]))
    for part in result:
        mark = regions.get(part.get("id", ""))
        if mark is None:
            continue
        value = part["value"]
        if part["type"] == "choices":
            mark.status = value["choices"][0]
        elif part["type"] == "textarea":
            said = value["text"]
            mark.item = said if isinstance(said, str) else said[-1]
        elif part["type"] == "number":
            mark.value = value["number"]
    yield from regions.values()
