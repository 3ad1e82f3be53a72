"""How far a run is: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from typing import IO, Any

from zongshu.errors import UsageError

__all__ = ["Progress", "time_left"]

_EVERY = 30.0


class Progress:
    """Counts what is done and shows it: on standard error where that is a terminal, and in a log.

    Args:
        total: bytes of all sources, as far as known.
        quiet: show no bar.
        log: a file to which a line is added twice a minute.

    Raises:
        UsageError: on entering, the log cannot be written to.
    """

    def __init__(self, total: int, quiet: bool, log: str | None = None) -> None:
        self._total = total
        self._path = log
        self._log: IO[str] | None = None
        self._bar: Any = None
        self._shown = not quiet and sys.stderr.isatty()
        self._bytes = self._articles = self._failed = 0
        self._began = self._told = time.monotonic()

    def __enter__(self) -> Progress:
        if self._path is not None:
            try:
                self._log = open(self._path, "a", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise UsageError(f"{self._path}: cannot be written ({error.strerror})") from error
            self.note("begun")
        if self._shown:
            self._bar = _bar()
            self._task = self._bar.add_task("extract", total=self._total or None, told="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._log is not None:
            if any(_):
                self.note(f"broken off: {self._sentence()}")
            self._log.close()

    def advance(self, size: int, articles: int, failed: int) -> None:
        """Count what is done.

        Args:
            size: its bytes.
            articles: how many articles it held.
            failed: how many of them failed.
        """
        self._bytes += size
        self._articles += articles
        self._failed += failed
        if self._bar is not None:
            self._bar.update(self._task, completed=min(self._bytes, self._total), told=self._sentence())
        if self._log is not None and time.monotonic() - self._told >= _EVERY:
            self.note(self._sentence())

    def note(self, words: str) -> None:
        """Add a line to the log."""
        if self._log is not None:
            self._told = time.monotonic()
            self._log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {words}\n")
            self._log.flush()

    def _sentence(self) -> str:
        seconds = max(time.monotonic() - self._began, 1e-6)
        left = time_left(self._bytes, self._total, seconds)
        rate = f"{self._articles / seconds:.0f}/s"
        return f"{self._articles} articles, {rate}, {left}{self._failed} failed"


def time_left(done: int, total: int, seconds: float) -> str:
    """Say how long the rest will take; nothing where that is not known yet.

    Example:
        >>> time_left(25, 100, 600.0), time_left(0, 100, 600.0)
        ('30 min left, ', '')
    """
    if not 0 < done <= total:
        return ""
    left = seconds * (total - done) / done
    return f"{left / 60:.0f} min left, " if left >= 90 else f"{left:.0f} s left, "


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("extract"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    return Bar(*columns, console=Console(stderr=True), transient=True)
