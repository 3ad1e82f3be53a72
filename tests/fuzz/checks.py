"""What must hold of every input: no crash, no hang, true anchors, a record that fits its schema.

Each check raises where something does not hold: `AssertionError` for a wrong answer, `TooSlow` for a hang, and whatever
the code under test raised for a crash.
"""

from __future__ import annotations

import contextlib
import json
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from click.testing import CliRunner
from jsonschema import Draft202012Validator

import zongshu
from zongshu.cli import main
from zongshu.errors import ReadError
from zongshu.read import READERS, ReadOptions, Source, read
from zongshu.record import decode, encode, json_schema, record
from zongshu.types import Article

__all__ = ["CHECKS", "TooSlow", "check_claims", "check_command", "check_file", "check_line", "check_text"]

# Seconds of processor time that an input may take: some, and some more for each character.
_SECONDS, _SECONDS_EACH = 3.0, 0.0005
_SCHEMA_OF = 8


class TooSlow(Exception):
    """An input took longer than its length allows."""


@contextlib.contextmanager
def bounded(size: int, slower: float = 1.0) -> Iterator[None]:
    """Raise `TooSlow` where a block takes longer than `size` characters may; counted is processor time."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = slower * (_SECONDS + _SECONDS_EACH * size)

    def late(*_: object) -> None:
        raise TooSlow(f"{size} characters took more than {seconds:.1f} s")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def _pipeline() -> zongshu.Pipeline:
    made = zongshu.Pipeline()
    made("2024年，全县建成站点3个。")  # what is loaded once must not count against an input
    return made


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def check_text(raw: str, slower: float = 1.0) -> None:
    """Check all stages, and the numbers alone, on a text."""
    pipeline = _pipeline()
    with bounded(len(raw), slower):
        article = pipeline(raw)
        line = encode(record(article))
        numbers = zongshu.quantities(raw)
    check_line(line, raw)
    for number in numbers:
        assert 0 <= number.start < number.end <= len(raw), f"a number lies outside the text: {number}"
        assert raw[number.start : number.end] == number.text, f"a number's words are not the text's: {number}"


def check_line(line: bytes, raw: str | None = None) -> None:
    """Check one line of JSON: types, schema, links, and the anchors where the text is known."""
    made = decode(line)
    # The schema is made from the types that `decode` has just checked, and takes far longer: some lines are enough.
    if crc32(line) % _SCHEMA_OF == 0:
        problem = next(_schema().iter_errors(json.loads(line)), None)
        assert problem is None, f"the record fails its schema at {problem.json_path}: {problem.message}"
    ids = {claim.id for claim in made.claims}
    assert len(ids) == len(made.claims), "two claims have one id"
    for claim in made.claims:
        q = claim.quantity
        assert claim.part_of is None or claim.part_of in ids, f"{claim.text!r} is part of a claim that is not there"
        assert claim.repeats is None or claim.repeats in ids, f"{claim.text!r} repeats a claim that is not there"
        assert q.low is None or q.high is None or q.low <= q.high, f"{claim.text!r}: low is above high"
        begin, end = (claim.period.since, claim.period.until) if claim.period else (None, None)
        size = min(len(begin or ""), len(end or ""))
        assert (begin or "")[:size] <= (end or "")[:size], f"{claim.text!r}: its period ends before it begins"
        assert 0 <= claim.confidence <= 1, f"{claim.text!r}: confidence {claim.confidence}"
    if raw is None:
        return
    assert made.article.characters == len(raw)
    for claim in made.claims:
        for what, anchored in (("claim", claim), ("evidence", claim.evidence)):
            assert 0 <= anchored.start < anchored.end <= len(raw), f"a {what} lies outside the text: {anchored.text!r}"
            assert raw[anchored.start : anchored.end] == anchored.text, f"a {what}'s words are not the text's"
            assert all(0 <= a < b <= len(raw) for a, b in anchored.runs), f"a run of a {what} lies outside the text"
    for issue in made.issues:
        assert 0 <= issue.start <= issue.end <= len(raw), f"issue {issue.code} lies outside the text"


def check_file(ending: str, data: bytes, slower: float = 1.0) -> None:
    """Check reading a file, and all stages on what was read; only `ReadError` may be raised.

    Web pages are read in this process, so that an error in the reader is seen and not told as a damaged file; the kinds
    that foreign libraries take apart are read as in real runs, in a process of its own.
    """
    with bounded(len(data), slower), contextlib.suppress(ReadError):
        found = list(_articles(ending, data))
        for article in found[:5]:
            check_line(encode(record(_pipeline()(article))), article.raw)


def _articles(ending: str, data: bytes) -> Iterator[Article]:
    if ending in (".html", ".htm"):
        yield from (Article(one.raw) for one in READERS[ending].read(f"x{ending}", data, ReadOptions()))
    else:
        yield from read(Source(f"x{ending}", path=f"x{ending}", data=data), ReadOptions(max_seconds=20))


def check_command(arguments: list[str], data: bytes = b"") -> str:
    """Check that a command ends with one of its exit codes and shows no error of ours; returns what it printed."""
    result = CliRunner().invoke(main, arguments, input=data)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    printed = result.output
    assert result.exit_code in (0, 1, 2), f"{arguments[0]} ended with {result.exit_code}"
    for words in ("Traceback (most recent", "internal error", "internal.error"):
        assert words not in printed, f"{arguments[0]} shows: {printed[:500]}"
    return printed


def check_input(data: bytes, slower: float = 1.0) -> None:
    """Check `extract` on standard input: bytes of any encoding or none."""
    with bounded(len(data), slower):
        check_command(["extract", "-", "--quiet"], data)


def check_claims(data: bytes, slower: float = 1.0) -> None:
    """Check the commands that read claims on a file that may hold anything."""
    with tempfile.TemporaryDirectory() as folder, bounded(len(data) * 5, slower):
        path = Path(folder) / "claims.jsonl"
        path.write_bytes(data)
        check_command(["compare", str(path)])
        check_command(["compare", str(path), "-o", str(Path(folder) / "page.html")])
        check_command(["discover", str(path)])
        check_command(["review", str(path), "-o", str(Path(folder) / "review.html")])
        check_command(["export", str(path), "--to", "webannotation", "-o", str(Path(folder) / "out")])


def _decoded(data: bytes, slower: float = 1.0) -> None:
    check_text(data.decode("utf-8", "replace"), slower)


def _page(data: bytes, slower: float = 1.0) -> None:
    check_file(".html", data, slower)


CHECKS: dict[str, Callable[..., Any]] = {"text": _decoded, "page": _page, "input": check_input, "claims": check_claims}
"""What a stored input is checked with, by the first word of its file's name."""
