"""Reading other tools' files: JSON and JSON Lines with errors that name the place, and records kept inside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.record import decode, encode
from zongshu.record.models import Record

__all__ = ["json_lines", "keep", "kept", "read_bytes", "read_json"]  # fmt: skip


def read_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def read_json(path: Path, what: str) -> Any:
    """Read a JSON file.

    Args:
        path: the file.
        what: what it should be, for messages.

    Raises:
        DataError: it is no JSON.
    """
    try:
        return json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: no {what}: not a file of JSON ({error})") from error


def json_lines(path: Path, what: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read a file of JSON objects, one a line, each with its place for messages.

    Raises:
        DataError: a line is no JSON object.
    """
    for number, line in enumerate(read_bytes(path).removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            where = f"{path}, line {number}"
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DataError(f"{where}: no {what}: not a line of JSON ({error})") from error
            if not isinstance(found, dict):
                raise DataError(f"{where}: no {what}: an object is expected")
            yield where, found


def keep(record: Record) -> str:
    """Return a record as text that a tool can carry along."""
    return encode(record).decode("utf-8")


def kept(found: Any, where: str) -> Record | None:
    """Return the record that a tool carried along, as text or as an object; None where there is none.

    Raises:
        DataError: what it carried is no record.
    """
    if found is None:
        return None
    try:
        return decode(found if isinstance(found, str) else json.dumps(found))
    except DataError as error:
        raise DataError(f"{where}: {error}") from error
