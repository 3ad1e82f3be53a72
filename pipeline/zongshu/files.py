"""Files in and out: what may be read and written is checked first, and nobody ever meets half a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from zongshu.errors import UsageError
from zongshu.patterns import pattern

__all__ = ["guard_input", "guard_output", "is_address", "is_stream", "replace_file", "same_file", "whole_file"]


# one letter before a colon is a drive
_ADDRESS = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def replace_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Put a file in place in one step, so that nobody ever meets half of it; a stream or device is written to.

    Args:
        path: where the file goes; a file that stands there is replaced.
        content: its bytes.

    Raises:
        UsageError: the folder does not exist or cannot be written to, or what stands there is no file.
    """
    with whole_file(path) as stream:
        stream.write(content)


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Open a file that is put in place at the end, and not at all where something goes wrong.

    Args:
        path: as for `replace_file`.

    Yields:
        The file to write to.

    Raises:
        UsageError: as `replace_file`.
    """
    goal = Path(path)
    guard_output(goal)
    try:
        if is_stream(goal):
            with goal.open("wb") as stream:
                yield stream
            return
        draft = goal.with_name(f".{goal.name}.{os.getpid()}.tmp")
        try:
            with draft.open("wb") as stream:
                yield stream
            os.replace(draft, goal)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{goal}: cannot be written ({error.strerror})") from error


def guard_output(
    out: str | os.PathLike[str] | None, inputs: Iterable[str | os.PathLike[str] | None] = (), *, folder: bool = False
) -> None:
    """Refuse an output that would destroy an input or that cannot be written; call it before the work begins.

    Args:
        out: where the output goes; None is standard output.
        inputs: the files that the command reads; None among them is passed over.
        folder: True where the output is a folder, which is made.

    Raises:
        UsageError: the output is one of the inputs, its folder does not exist, or what stands there is no file.

    Example:
        >>> guard_output("a.jsonl", ["./a.jsonl"])
        Traceback (most recent call last):
        zongshu.errors.UsageError: a.jsonl: is one of the inputs; name another file
    """
    if out is None:
        return
    if is_address(os.fspath(out)):
        raise UsageError(f"{os.fspath(out)}: is an address; name a file on a disk, and copy it from there")
    goal = Path(out)
    if any(one is not None and same_file(goal, one) for one in inputs):
        raise UsageError(f"{goal}: is one of the inputs; name another file")
    if folder:
        return
    if not goal.parent.is_dir():
        raise UsageError(f"{goal}: there is no folder {goal.parent}; make it first")
    if goal.is_dir():
        raise UsageError(f"{goal}: is a folder; name a file")
    if goal.exists() and not goal.is_file() and not is_stream(goal):
        raise UsageError(f"{goal}: is no file that can be replaced; name another one")


def guard_input(path: str | os.PathLike[str], folder: str = "a file is wanted") -> Path:
    """Return the path of a file that is there.

    Args:
        path: what the user named.
        folder: what to say where it is a folder.

    Raises:
        UsageError: it is not there, is a folder, or stands for standard input.
    """
    goal = Path(path)
    if os.fspath(path) == "-" and not goal.exists():
        raise UsageError("-: standard input is not taken here; save it as a file and name that")
    if goal.is_dir():
        raise UsageError(f"{goal}: is a folder; {folder}")
    if not goal.exists():
        raise UsageError(f"{goal}: no such file")
    return goal


def same_file(goal: Path, other: str | os.PathLike[str]) -> bool:
    """Tell whether writing to the one would destroy the other."""
    try:
        # What is read from and written to one device or pipe destroys nothing.
        return os.path.samefile(goal, other) and (goal.is_file() or goal.is_dir())
    except OSError:
        return os.path.realpath(goal) == os.path.realpath(other)


def is_stream(goal: Path) -> bool:
    """Tell a character device or a pipe, and /dev/stdout whatever stands behind it: a rename would put a file in its place.

    Example:
        >>> is_stream(Path(os.devnull)), is_stream(Path("claims.jsonl"))
        (True, False)
    """
    try:
        mode = goal.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or (stat.S_ISREG(mode) and goal.is_symlink() and _in_dev(goal))


def _in_dev(goal: Path) -> bool:
    return goal.absolute().parts[:2] == ("/", "dev")


def is_address(name: str) -> bool:
    r"""Tell an address (s3://bucket/reports) from a path; one that a path type has folded to `s3:/` counts too.

    >>> is_address("s3://reports/2024"), is_address("reports/2024"), is_address("C:\\reports")
    (True, False, False)
    """
    return _ADDRESS.match(name) is not None
