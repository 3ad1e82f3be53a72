"""Reading in a process of its own, which can be stopped: the hard bound on time, on every system.

The libraries that take web pages, PDFs and Office files apart are written in C and read what strangers made. Where one
of them hangs, eats the memory or crashes, only that file is lost. One process serves all files of a run; a new one is
started after it had to be stopped. A table of any size has one of its own, which gives its rows as they are taken.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import IO

import msgspec

from zongshu.errors import ReadError
from zongshu.read.options import Reading, ReadOptions

__all__ = [
    "Answer",
    "Question",
    "check_apart",
    "read_apart",
    "receive",
    "send",
    "start_module",
    "stop_process",
    "table_apart",
]


class Question(msgspec.Struct):
    """A file to be read.

    Attributes:
        ending: the kind of the file.
        name: its name, for messages.
        data: its bytes.
        options: how to read.
        path: where a table lies that is to be read as its rows are taken; then there are no bytes.
        check: only see whether the table has the columns that are wanted.
    """

    ending: str
    name: str
    data: bytes
    options: ReadOptions
    path: bytes = b""
    check: bool = False


class Answer(msgspec.Struct):
    """What was read, or why not; further answers follow where there is more."""

    readings: list[Reading] = []
    code: str = ""
    message: str = ""
    more: bool = False


def send(stream: IO[bytes], message: Question | Answer) -> None:
    """Write a message, its length before it."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def start_module(module: str) -> subprocess.Popen[bytes]:
    """Start a module of this package in a process of its own, spoken to through its standard input and output.

    Raises:
        OSError: the system starts none.
    """
    # `-P`: a csv.py in the folder of the user's articles is not the module of that name.
    command = [sys.executable, "-P", "-m", module]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


def stop_process(child: subprocess.Popen[bytes]) -> None:
    """Kill a process, wait until it is gone, and close what was spoken through."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def receive(stream: IO[bytes]) -> bytes:
    """Read a message; empty where the other side has ended."""
    head = stream.read(8)
    size = int.from_bytes(head, "big")
    data = stream.read(size) if len(head) == 8 else b""
    return data if len(data) == size else b""


class _Server:
    """The process, started when it is first needed."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, question: Question) -> Generator[Answer, None, None]:
        """Give the answers; whoever takes not all of them ends the process."""
        with self._lock:
            child = self._running()
            more = True
            asked: Question | None = question
            try:
                while more:
                    answer = self._answer(child, asked, question)
                    asked, more = None, answer.more
                    yield answer
            finally:
                if more:  # also when the user interrupts: the next file must not get this answer
                    self.end()

    def _answer(self, child: subprocess.Popen[bytes], asked: Question | None, question: Question) -> Answer:
        """Send a question that is not sent yet, and wait for the next answer no longer than a file may take."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        assert child.stdin is not None
        assert child.stdout is not None
        timer = threading.Timer(question.options.max_seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            with contextlib.suppress(OSError):  # it has ended: there is no answer either
                if asked is not None:
                    send(child.stdin, asked)
            content = receive(child.stdout)
        finally:
            timer.cancel()
        if content:
            return msgspec.msgpack.decode(content, type=Answer)
        self.end()
        name = question.name
        if late.is_set():
            limit = f"{question.options.max_seconds:g} s"
            message = f"{name}: takes longer than {limit}; split it, or allow more (--max-seconds)"
            return Answer([], "read.time", message)
        return Answer([], "read.crashed", f"{name}: its reader broke down; the file is damaged or far too large")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            try:
                self._child = start_module("zongshu.read.serve")
            except OSError as error:
                raise ReadError(f"no process can be started to read with ({error})", "read.failed") from error
            atexit.register(self.end)
        return self._child

    def end(self) -> None:
        """Stop the process, where there is one."""
        child, self._child = self._child, None
        if child is not None:
            stop_process(child)
            atexit.unregister(self.end)


_server = _Server()


def read_apart(ending: str, name: str, data: bytes, options: ReadOptions) -> list[Reading]:
    """Read a file in the other process.

    Args:
        ending: the kind of the file.
        name: its name, for messages.
        data: its bytes.
        options: `max_seconds` of them bounds the time.

    Raises:
        ReadError: it cannot be read, or not in time.
    """
    return list(_asked(_server, Question(ending, name, data, options)))


def check_apart(ending: str, name: str, path: str, options: ReadOptions) -> None:
    """See in the other process whether a table has the columns that are wanted.

    Args:
        ending: the kind of the file.
        name: its name, for messages.
        path: where it lies.
        options: which columns.

    Raises:
        ReadError: it has not (`read.column`), or cannot be read.
    """
    for _ in _asked(_server, Question(ending, name, b"", options, os.fsencode(path), check=True)):
        continue


def table_apart(ending: str, name: str, path: str, options: ReadOptions) -> Iterator[Reading]:
    """Read a table of any size in a process of its own, a few rows at a time.

    Args:
        ending: the kind of the file.
        name: its name, for messages.
        path: where it lies.
        options: `max_seconds` of them bounds the time to the first row, and from any rows to the next; a table larger
            than an article may be has more in proportion, since it is gone through before the first row.

    Raises:
        ReadError: it cannot be read, or not in time.
    """
    seconds = options.max_seconds * max(1.0, os.path.getsize(path) / max(options.max_bytes, 1))
    question = Question(ending, name, b"", replace(options, max_seconds=seconds), os.fsencode(path))
    server = _Server()
    try:
        yield from _asked(server, question)
    finally:
        server.end()


def _asked(server: _Server, question: Question) -> Iterator[Reading]:
    with contextlib.closing(server.ask(question)) as answers:  # an error must not leave it locked
        for answer in answers:
            if answer.code:
                raise ReadError(answer.message, answer.code)
            yield from answer.readings
