"""Tables of text, of any size: with commas or tabs, and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

from zongshu.errors import ReadError
from zongshu.read.encodings import decode
from zongshu.read.options import Reading, ReadOptions
from zongshu.read.tables import Rows, filled, readings

__all__ = ["heads_csv", "heads_jsonl", "heads_tsv", "read_csv", "read_jsonl", "read_tsv"]

_CELL = 2**31 - 1
_SAMPLE = 8_000_000  # bytes that tell the encoding of a table
_TOO_LONG = "far longer than an article may be; allow more with --max-size"


def heads_csv(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[list[str]]:
    """Give the names of the columns."""
    yield _Separated(name, stream, options, ",;\t").head()


def read_csv(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table with commas, semicolons or tabs."""
    return _Separated(name, stream, options, ",;\t").readings()


def heads_tsv(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[list[str]]:
    """Give the names of the columns."""
    yield _Separated(name, stream, options, "\t").head()


def read_tsv(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each row of a table with tabs."""
    return _Separated(name, stream, options, "\t").readings()


def heads_jsonl(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[list[str]]:
    """Give the names of the columns as far as known, again whenever a line has a further one."""
    _, encoding = _beginning(name, stream, options)
    columns: dict[str, None] = {}
    known = -1
    for _, found in _objects(name, stream, encoding, options):
        columns.update(dict.fromkeys(found))
        if len(columns) > known:
            known = len(columns)
            yield list(columns)


def read_jsonl(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Reading]:
    """Make an article of each line of JSON Lines; a value that is no text is written as JSON."""
    _, encoding = _beginning(name, stream, options)
    head: list[str] = []
    for columns in heads_jsonl(name, stream, options):
        head = columns

    def give() -> Rows:
        for number, found in _objects(name, stream, encoding, options):
            yield number, [found.get(column) for column in head]

    return readings(name, head, give, options, encoding)


class _Separated:
    """A table whose cells have a character between them: the likeliest of those that may be."""

    def __init__(self, name: str, stream: BinaryIO, options: ReadOptions, separators: str) -> None:
        self._name, self._stream, self._options = name, stream, options
        text, self._encoding = _beginning(name, stream, options)
        self._separator = max(separators, key=text.lstrip("\r\n").split("\n", 1)[0].count)

    def head(self) -> list[str]:
        for _, row in self._lines():
            return [column.strip() for column in row]
        return []

    def readings(self) -> Iterator[Reading]:
        head = self.head()

        def give() -> Rows:
            for number, row in islice(self._lines(), 1, None):
                if any(filled(row[len(head) :])):
                    message = f"{self._name}, row {number}: more cells than the {len(head)} columns of the head"
                    raise ReadError(f"{message}; is the separator another, or a quotation mark missing?", "read.broken")
                yield number, row

        return readings(self._name, head, give, self._options, self._encoding)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        # 131,072 by default: too short for a report
        before = csv.field_size_limit(min(_bound(self._options), _CELL))
        try:
            with _opened(self._name, self._stream, self._encoding, "") as lines:
                table = csv.reader(_unmarked(lines), delimiter=self._separator, strict=True)
                for number, row in enumerate(table, 1):
                    if any(filled(row)):
                        yield number, row
        except csv.Error as error:
            raise ReadError(f"{self._name}: no valid table ({error})", "read.broken") from error
        finally:
            csv.field_size_limit(before)


def _beginning(name: str, stream: BinaryIO, options: ReadOptions) -> tuple[str, str]:
    """Decode a table, or the beginning of a large one, which is cut where no character is."""
    stream.seek(0)
    data = stream.read(_SAMPLE)
    if len(data) < _SAMPLE:
        return decode(data, name, options.encoding)
    even = len(data) & ~3
    ends = [end for end in (data.rfind(b"\n") + 1, even, even - 2) if end > 0]
    for end in ends[:-1]:
        try:
            return decode(data[:end], name, options.encoding)
        except ReadError:
            continue
    return decode(data[: ends[-1]], name, options.encoding)


@contextmanager
def _opened(name: str, stream: BinaryIO, encoding: str, newline: str) -> Iterator[io.TextIOWrapper]:
    stream.seek(0)
    lines = io.TextIOWrapper(stream, encoding, newline=newline)
    try:
        yield lines
    except UnicodeError as error:
        message = f"{name}: begins as {encoding} but is broken further on ({error})"
        raise ReadError(f"{message}; mend it or name its encoding with --encoding", "read.encoding") from error
    finally:
        if not stream.closed:
            lines.detach()


def _objects(name: str, stream: BinaryIO, encoding: str, options: ReadOptions) -> Iterator[tuple[int, dict[str, Any]]]:
    bound = _bound(options)
    with _opened(name, stream, encoding, "\n") as lines:
        number = 0
        while line := lines.readline(bound + 1):
            number += 1
            if len(line) > bound:
                raise ReadError(f"{name}, line {number}: {_TOO_LONG}", "read.size")
            line = line.removeprefix("\ufeff") if number == 1 else line
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ReadError(f"{name}, line {number}: no JSON ({error})", "read.broken") from error
            if not isinstance(found, dict):
                raise ReadError(f"{name}, line {number}: no object with the columns of an article", "read.broken")
            yield number, found


def _unmarked(lines: Iterable[str]) -> Iterator[str]:
    """Give lines without a byte order mark."""
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix("\ufeff")


def _bound(options: ReadOptions) -> int:
    """Return how long a cell or line may be before it is held to be a mistake, such as a missing quotation mark."""
    return max(4 * options.max_bytes, 1_000_000)
