"""The process that `apart` starts: takes files from its standard input and gives what it read of them."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from zongshu.errors import ZongshuError
from zongshu.read.apart import Answer, Question, receive, send
from zongshu.read.formats import READERS

__all__ = ["answers", "serve"]

_MEMORY = 4_000_000_000
# Rows of a table are given as soon as there are so many, or so many characters.
_ROWS, _CHARACTERS = 64, 500_000


def answers(question: Question) -> Iterator[Answer]:
    """Read one file; whatever goes wrong becomes an answer too."""
    name = question.name
    try:
        if not question.path:
            found = READERS[question.ending].read(name, question.data, question.options)
            yield Answer(list(found))
            return
        with open(os.fsdecode(question.path), "rb") as stream:
            yield from _table(question, stream)
    except ZongshuError as error:
        yield Answer([], getattr(error, "code", "read.failed"), str(error))
    except MemoryError:
        yield Answer([], "read.size", f"{name}: needs more memory than a file may have")
    except RecursionError:
        yield Answer([], "read.nesting", f"{name}: nested too deeply")
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Answer([], "read.broken", f"{name}: cannot be read as {question.ending}, it may be damaged ({words})")


def _table(question: Question, stream: BinaryIO) -> Iterator[Answer]:
    """Give the rows of a table as they are read."""
    known = READERS[question.ending]
    answer = Answer([])
    if question.check:
        known.check(question.name, stream, question.options)
        yield answer
        return
    size = 0
    for reading in known.read(question.name, stream, question.options):
        answer.readings.append(reading)
        size += len(reading.raw)
        if len(answer.readings) >= _ROWS or size >= _CHARACTERS:
            answer.more = True
            yield answer
            answer, size = Answer([]), 0
    yield answer


def serve() -> None:
    """Answer until there are no more questions."""
    source, goal = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    _bound_memory()
    decoder = msgspec.msgpack.Decoder(Question)
    while data := receive(source):
        question = decoder.decode(data)
        # Whoever asked stops this process in time; should it have died meanwhile, nobody else would.
        made, seconds = answers(question), question.options.max_seconds + 5
        while answer := _within(seconds, made):
            send(goal, answer)


def _within(seconds: float, made: Iterator[Answer]) -> Answer | None:
    """Return the next answer; end the process where that takes far too long."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        return next(made, None)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _bound_memory() -> None:
    """Set a bound where the system has one; elsewhere the bounds on bytes and time must do."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    serve()
