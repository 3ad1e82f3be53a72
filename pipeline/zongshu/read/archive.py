"""Packed Office files: their members, held to bounds before one is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from zongshu.errors import ReadError
from zongshu.read.options import MAX_MEMBERS, UNPACKED, ReadOptions

__all__ = ["member", "open_archive"]

_XML = (".xml", ".rels")
# Neither Word nor Excel writes a document type; who does wants entities that grow.
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)")
_CHUNK = 1 << 20
_OVERLAP = 64


def open_archive(name: str, source: bytes | BinaryIO, options: ReadOptions) -> zipfile.ZipFile:
    """Open a packed file.

    Args:
        name: for messages.
        source: its bytes, or the open file, which stays open.
        options: `max_bytes` of them bounds what it may unpack to.

    Raises:
        ReadError: it is damaged or locked, holds too many members, or unpacks to too much.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    if stream.read(4) == b"\xd0\xcf\x11\xe0":
        raise ReadError(f"{name}: locked with a password, or an old Office file under a new ending", "read.locked")
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{name}: damaged ({error})", "read.broken") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise ReadError(f"{name}: holds {len(members)} files, more than {MAX_MEMBERS}", "read.size")
    bound = UNPACKED * options.max_bytes
    if sum(one.file_size for one in members) > bound:
        raise ReadError(f"{name}: unpacks to more than {bound / 1e6:g} MB", "read.size")
    if any(one.flag_bits & 1 for one in members):
        raise ReadError(f"{name}: locked with a password", "read.locked")
    for one in members:
        if one.filename.lower().endswith(_XML) and _has_doctype(name, archive, one.filename):
            raise ReadError(f"{name}: {one.filename} defines entities, which no Office file does", "read.entities")
    return archive


def member(name: str, archive: zipfile.ZipFile, path: str) -> bytes:
    """Unpack one member; never more than its directory says, which was held to the bound.

    Raises:
        ReadError: it is not there, or damaged.
    """
    with _unpacking(name, path):
        return archive.read(path)


@contextmanager
def _unpacking(name: str, path: str) -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        raise ReadError(f"{name}: damaged, {path} is missing", "read.broken") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReadError(f"{name}: damaged, {path} cannot be unpacked ({error})", "read.broken") from error


def _has_doctype(name: str, archive: zipfile.ZipFile, path: str) -> bool:
    """Look for a document type, a piece at a time; zeros go, which UTF-16 has between the letters."""
    end = b""
    with _unpacking(name, path), archive.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            piece = end + chunk.replace(b"\0", b"")
            if _DOCTYPE.search(piece):
                return True
            end = piece[-_OVERLAP:]
    return False
