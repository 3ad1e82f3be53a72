"""What all commands do with their output: data as exact bytes, words as the console can show them."""

from __future__ import annotations

import sys

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
