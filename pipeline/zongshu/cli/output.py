"""What all commands do with their output: data as exact bytes, words as the console can show them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from zongshu.files import replace_file

__all__ = ["complain", "emit", "out_option", "quiet_option", "say", "show"]

out_option = click.option("-o", "--out", metavar="OUT", help="Write to this file instead of standard output.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; failures are still told.")


def complain(message: str) -> None:
    """Tell an error on standard error."""
    click.echo(f"zongshu: {message}", err=True)


def say(message: str, quiet: bool) -> None:
    """Tell something on standard error unless the user wants silence."""
    if not quiet:
        click.echo(message, err=True)


def emit(data: bytes, out: str | None) -> None:
    """Write data as it is, to a file in one step or to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    if out is None:
        stream = sys.stdout
        if stream.isatty() and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.write(data.decode("utf-8", "replace"))
        else:
            stream.flush()
            stream.buffer.write(data)
            stream.buffer.flush()
        return
    replace_file(out, data)


def show(text: str, out: str | None) -> None:
    """Write text for people: to the console in its encoding, to a file in UTF-8."""
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        emit(text.encode("utf-8"), out)


class Progress:
    """A bar on standard error, only where that is a terminal.

    Args:
        total: how many sources there are.
        quiet: never show it.
    """

    def __init__(self, total: int, quiet: bool) -> None:
        self._bar: Any = None
        if quiet or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("extract"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("extract", total=total)

    def __enter__(self) -> Callable[[], None]:
        if self._bar is None:
            return lambda: None
        self._bar.start()
        return lambda: self._bar.advance(self._task)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
