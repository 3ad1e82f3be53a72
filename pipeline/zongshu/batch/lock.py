"""One run at a time to one output: a lock that the system takes back from a process that dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from zongshu.errors import UsageError

__all__ = ["Lock"]


class Lock:
    """Held while a run works on an output.

    A file that was left behind by a process that died does not lock; the system lets go of it by itself.

    Args:
        out: the output.

    Raises:
        UsageError: on entering, another run has it.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._path = out.with_name(f".{out.name}.lock")
        self._file = -1

    def __enter__(self) -> None:
        while self._file < 0:
            opened = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                if not _take(opened):
                    raise UsageError(f"{self._out}: another run is writing it; wait for it, or choose another -o OUT")
                # A run that has just ended may have removed the file between its opening and its locking here.
                with contextlib.suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(opened), os.stat(self._path)):
                        self._file = opened
            finally:
                if self._file < 0:
                    os.close(opened)

    def __exit__(self, *_: object) -> None:
        # Windows removes no open file, the others must remove it while they have it.
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._file)
        self._file = -1
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)


def _take(file: int) -> bool:
    """Lock an open file; False where another process has it. A file system without locks gives it to everyone."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
