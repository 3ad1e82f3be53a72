"""Reading in a process of its own, which can be stopped: the hard bound on time, on every system.

The libraries that take web pages, PDFs and Office files apart are written in C and read what strangers made. Where one
of them hangs, eats the memory or crashes, only that file is lost. One process serves all files of a run; a new one is
started after it had to be stopped.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from typing import IO

import msgspec

from zongshu.errors import ReadError
from zongshu.read.options import Reading, ReadOptions

__all__ = ["Answer", "Question", "read_apart", "receive", "send"]


class Question(msgspec.Struct):
    """A file to be read."""

    ending: str
    name: str
    data: bytes
    options: ReadOptions


class Answer(msgspec.Struct):
    """What was read, or why not."""

    readings: list[Reading] = []
    code: str = ""
    message: str = ""


def send(stream: IO[bytes], message: Question | Answer) -> None:
    """Write a message, its length before it."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


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

    def ask(self, question: Question) -> Answer:
        with self._lock:
            child = self._running()
            late = threading.Event()

            def stop() -> None:
                late.set()
                child.kill()

            timer = threading.Timer(question.options.max_seconds, stop)
            timer.daemon = True
            timer.start()
            answer = b""
            try:
                assert child.stdin is not None
                assert child.stdout is not None
                with contextlib.suppress(OSError):  # it has ended: there is no answer either
                    send(child.stdin, question)
                answer = receive(child.stdout)
            finally:
                timer.cancel()
                if not answer:  # also when the user interrupts: the next file must not get this answer
                    self._end()
        name = question.name
        if late.is_set():
            limit = f"{question.options.max_seconds:g} s"
            return Answer(
                [], "read.time", f"{name}: takes longer than {limit}; split it, or allow more (--max-seconds)"
            )
        if not answer:
            return Answer([], "read.crashed", f"{name}: its reader broke down; the file is damaged or far too large")
        return msgspec.msgpack.decode(answer, type=Answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            # `-P`: a csv.py in the folder of the user's articles is not the module of that name.
            command = [sys.executable, "-P", "-m", "zongshu.read.serve"]
            paths = os.pathsep.join(path for path in sys.path if path)
            environment = {**os.environ, "PYTHONPATH": paths}
            try:
                self._child = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
                )
            except OSError as error:
                raise ReadError(f"no process can be started to read with ({error})", "read.failed") from error
            atexit.register(self._end)
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            atexit.unregister(self._end)


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
    answer = _server.ask(Question(ending, name, data, options))
    if answer.code:
        raise ReadError(answer.message, answer.code)
    return answer.readings
