"""The errors that zongshu raises on purpose; their message names the file, the place and the way out."""

from __future__ import annotations

__all__ = ["DataError", "ReadError", "UsageError", "ZongshuError"]


class ZongshuError(Exception):
    """Base of every error that a user may meet; its text is fit to be shown as it is."""


class UsageError(ZongshuError):
    """The call itself was wrong: no such file, an unknown format, options that exclude each other (exit code 2)."""


class ReadError(ZongshuError):
    """One source could not be read; the rest of a batch goes on (exit code 1).

    Attributes:
        code: a stable word for the reason, kept as `issues[].code` in the record.
    """

    def __init__(self, message: str, code: str = "read.failed") -> None:
        super().__init__(message)
        self.code = code


class DataError(ZongshuError):
    """A data file that steers the tool (units, cues, an indicator pack, a table) holds a mistake."""
