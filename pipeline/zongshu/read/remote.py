"""Files at an address (s3://bucket/reports): listed and opened by fsspec, which the user's extras teach each kind of storage.

Nothing is fetched but what the user names by its address.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from zongshu.errors import UsageError

__all__ = ["MAGIC", "open_address", "size_of", "walk_address"]

MAGIC = frozenset("*?[")
"""One of these makes a pattern of a name."""


def walk_address(address: str) -> Iterator[str]:
    """Give the addresses of the files at an address: itself, those below a folder by name, those that a pattern fits.

    Hidden files are left alone. One folder is held in memory at a time.

    Args:
        address: of a file or folder, or a pattern with `*`, `?` or `[`.

    Raises:
        UsageError: nothing is there, or that kind of storage cannot be reached.
    """
    storage, root = _storage(address)
    try:
        if MAGIC & set(root):
            found = [storage.unstrip_protocol(path) for path in sorted(storage.glob(root)) if storage.isfile(path)]
            if not found:
                raise UsageError(f"{address}: the pattern fits no file")
            yield from found
        elif storage.isdir(root):
            yield from _below(storage, root)
        elif storage.exists(root):
            yield address
        else:
            raise UsageError(f"{address}: no such file or folder")
    except UsageError:
        raise
    except Exception as error:  # each kind of storage has its own
        raise UsageError(f"{address}: cannot be listed ({_words(error)})") from error


def size_of(address: str) -> int:
    """Return the bytes of the file at an address, as its folder tells them.

    Raises:
        OSError: the storage refuses it.
    """
    storage, path = _storage(address)
    with _refusals():
        return int(storage.info(path).get("size") or 0)


@contextmanager
def open_address(address: str) -> Iterator[BinaryIO]:
    """Open the file at an address to read its bytes.

    Raises:
        OSError: the storage refuses it.
    """
    storage, path = _storage(address)
    with _refusals(), storage.open(path, "rb") as stream:
        yield stream


@contextmanager
def _refusals() -> Iterator[None]:
    """Tell what a storage refuses as the system would: each kind of storage has errors of its own."""
    try:
        yield
    except MemoryError:
        raise
    except FileNotFoundError as error:
        raise FileNotFoundError(error.errno, error.strerror or "no such file") from error
    except Exception as error:
        raise OSError(getattr(error, "errno", None), getattr(error, "strerror", None) or _words(error)) from error


def _storage(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(f"{address}: an address needs fsspec: pip install 'zongshu[remote]'") from error
    try:
        storage, path = url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        raise UsageError(f"{address}: {_words(error)}") from error
    return storage, str(path)


def _below(storage: Any, folder: str) -> Iterator[str]:
    for entry in sorted(storage.ls(folder, detail=True), key=lambda entry: str(entry["name"])):
        name = str(entry["name"]).rstrip("/")
        # some kinds of storage list a folder in itself
        if name == folder.rstrip("/") or os.path.basename(name).startswith("."):
            continue
        if entry["type"] == "directory":
            yield from _below(storage, name)
        else:
            yield str(storage.unstrip_protocol(name))


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
