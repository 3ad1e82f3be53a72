"""The group of commands, and what becomes of errors: one line on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from zongshu.cli.agree import agree
from zongshu.cli.apply import apply
from zongshu.cli.cite import cite
from zongshu.cli.compare import compare
from zongshu.cli.discover import discover
from zongshu.cli.evaluate import evaluate
from zongshu.cli.exchange import export, import_
from zongshu.cli.extract import extract
from zongshu.cli.indicators import indicators
from zongshu.cli.output import complain
from zongshu.cli.review import review
from zongshu.cli.sample import sample
from zongshu.cli.schema import schema
from zongshu.cli.text import text
from zongshu.cli.verify import verify
from zongshu.errors import ReadError, ZongshuError
from zongshu.version import VERSION

__all__ = ["main"]

FAILED, WRONG_CALL, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
# What a full disk or a broken device says to a program that writes to it.
_NOT_TAKEN = (errno.ENOSPC, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


class _Group(click.Group):
    """A group that turns every error into a message and an exit code; no traceback reaches the user."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A console in GBK cannot show every character: what it cannot, it shows as an escape.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.errno not in _NOT_TAKEN:
                raise
            complain(f"standard output: cannot be written ({error.strerror})")
            _close_stdout()
            sys.exit(WRONG_CALL)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KeyboardInterrupt as error:
            complain(f"interrupted: {error}" if str(error) else "interrupted")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader has what it wanted; Python must not try to flush the rest when it ends.
            _close_stdout()
            ctx.exit(PIPE_CLOSED)
        except ReadError as error:
            complain(str(error))
            ctx.exit(FAILED)
        except ZongshuError as error:
            complain(str(error))
            _close_stdout()
            ctx.exit(WRONG_CALL)
        except OSError as error:
            if error.errno in _NOT_TAKEN:
                raise
            return _unexpected(ctx, error)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            return _unexpected(ctx, error)


def _unexpected(ctx: click.Context, error: Exception) -> None:
    if os.environ.get("ZONGSHU_DEBUG"):
        raise error
    words = " ".join(str(error).split())
    complain(f"internal error ({type(error).__name__}: {words}); ZONGSHU_DEBUG=1 shows where")
    ctx.exit(FAILED)


def _close_stdout() -> None:
    """Let go of what standard output does not take, so that Python does not try again when it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        pass
    else:
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"zongshu {VERSION}")
        ctx.exit()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """Read Chinese work-summary articles and turn the numbers they claim into data.

    \b
    Example:
      zongshu extract reports/ -o claims.jsonl
      zongshu compare claims.jsonl --year 2024 -o page.html
    """


for _command in (
    extract,
    compare,
    review,
    apply,
    evaluate,
    agree,
    sample,
    discover,
    verify,
    export,
    import_,
    text,
    cite,
    indicators,
    schema,
):
    main.add_command(_command)
