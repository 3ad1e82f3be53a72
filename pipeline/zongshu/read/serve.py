"""The process that `apart` starts: takes files from its standard input and gives what it read of them."""

from __future__ import annotations

import faulthandler
import os
import sys

import msgspec

from zongshu.errors import ZongshuError
from zongshu.read.apart import Answer, Question, receive, send
from zongshu.read.formats import READERS

__all__ = ["answer", "serve"]

_MEMORY = 4_000_000_000


def answer(question: Question) -> Answer:
    """Read one file; whatever goes wrong becomes an answer too."""
    name = question.name
    try:
        return Answer(list(READERS[question.ending].read(name, question.data, question.options)))
    except ZongshuError as error:
        return Answer([], getattr(error, "code", "read.failed"), str(error))
    except MemoryError:
        return Answer([], "read.size", f"{name}: needs more memory than a file may have")
    except RecursionError:
        return Answer([], "read.nesting", f"{name}: nested too deeply")
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Answer([], "read.broken", f"{name}: cannot be read as {question.ending}, it may be damaged ({words})")


def serve() -> None:
    """Answer until there are no more questions."""
    source, goal = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    _bound_memory()
    decoder = msgspec.msgpack.Decoder(Question)
    while data := receive(source):
        question = decoder.decode(data)
        # Whoever asked stops this process in time; should it have died meanwhile, nobody else would.
        faulthandler.dump_traceback_later(question.options.max_seconds + 5, exit=True)
        send(goal, answer(question))
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
