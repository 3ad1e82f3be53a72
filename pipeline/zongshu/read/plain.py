"""Plain text: the decoded bytes as they are, line ends kept, a byte order mark not counted."""

from __future__ import annotations

from collections.abc import Iterator

from zongshu.read.encodings import decode
from zongshu.read.options import Reading, ReadOptions

__all__ = ["read_plain"]


def read_plain(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make one article of a text file."""
    text, encoding = decode(data, name, options.encoding)
    yield Reading(text, encoding)
