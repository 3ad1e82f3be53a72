"""Packed Office files: their members, held to bounds before one is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from zongshu.errors import ReadError
from zongshu.read.options import MAX_MEMBERS, UNPACKED, ReadOptions

__all__ = ["member", "open_archive"]

_XML = (".xml", ".rels")
# Neither Word nor Excel writes a document type; who does wants entities that grow.
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)")


def open_archive(name: str, data: bytes, options: ReadOptions) -> zipfile.ZipFile:
    """Open a packed file.

    Args:
        name: for messages.
        data: its bytes.
        options: `max_bytes` of them bounds what it may unpack to.

    Raises:
        ReadError: it is damaged or locked, holds too many members, or unpacks to too much.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{name}: locked with a password, or an old Office file under a new ending", "read.locked")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
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
        if one.filename.lower().endswith(_XML) and _DOCTYPE.search(_plain(member(name, archive, one.filename))):
            raise ReadError(f"{name}: {one.filename} defines entities, which no Office file does", "read.entities")
    return archive


def member(name: str, archive: zipfile.ZipFile, path: str) -> bytes:
    """Unpack one member; never more than its directory says, which was held to the bound.

    Raises:
        ReadError: it is not there, or damaged.
    """
    try:
        return archive.read(path)
    except KeyError as error:
        raise ReadError(f"{name}: damaged, {path} is missing", "read.broken") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReadError(f"{name}: damaged, {path} cannot be unpacked ({error})", "read.broken") from error


def _plain(data: bytes) -> bytes:
    return data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64] else data
