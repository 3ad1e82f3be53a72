"""What is read of the line of a record without reading all of it."""

from __future__ import annotations

import msgspec

__all__ = ["Head", "claims_in", "head_of", "is_empty"]


class _Article(msgspec.Struct):
    source: str
    sha256: str
    encoding: str
    meta: dict[str, str]


class _Issue(msgspec.Struct):
    code: str


class Head(msgspec.Struct):
    """What tells whether a record is still good."""

    article: _Article
    issues: list[_Issue]


class _Claims(msgspec.Struct):
    claims: list[msgspec.Raw]


_HEAD = msgspec.json.Decoder(Head)
_CLAIMS = msgspec.json.Decoder(_Claims)


def head_of(line: bytes) -> Head:
    """Read the head of a record.

    Raises:
        msgspec.MsgspecError: the line is no record.
    """
    return _HEAD.decode(line)


def claims_in(line: bytes) -> int:
    """Count the claims of a record."""
    return len(_CLAIMS.decode(line).claims)


def is_empty(line: bytes) -> bool:
    """Tell whether the article of a record holds no text."""
    return any(issue.code == "read.empty" for issue in head_of(line).issues)
