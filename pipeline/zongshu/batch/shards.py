"""The finished work of a run, in shards beside its output until that is complete: what a later run goes on from.

A shard is a file of some hundred records, put in place whole and named by its number and the hash of its content: one
that was cut short does not fit its name and is not used. Records are taken up again by source, metadata and the hash of
the bytes they were made of, so that an input that has changed meanwhile is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from zongshu.batch.items import Item
from zongshu.batch.lines import head_of
from zongshu.batch.manifest import made_with, manifest_path, write_manifest
from zongshu.patterns import pattern

__all__ = ["Shards", "run_folder"]

_ARTICLES = 256
_BYTES = 4_000_000


_SHARD = pattern(r"\d{6,}-[0-9a-f]{16}\.jsonl")
_META = msgspec.json.Encoder(order="deterministic")


def run_folder(out: Path) -> Path:
    """Return where the work of a run lies until its output is complete."""
    return out.with_name(f"{out.name}.run")


class Shards:
    """The folder of a run.

    Args:
        out: the output of the run.
        lines: whether that is JSON Lines, from which records can be taken up again.
        fingerprint: what decides its records; what was made with anything else is no good.
        resume: take up what earlier runs left; else it is thrown away.
    """

    def __init__(self, out: Path, lines: bool, fingerprint: dict[str, Any], resume: bool) -> None:
        self.folder = run_folder(out)
        self.draft = self.folder / f"draft{out.suffix}"
        self.articles = 0
        self._lines: list[bytes] = []
        self._size = 0
        self._number = 0
        self._there: dict[int, set[str]] = {}
        self._index: sqlite3.Connection | None = None
        manifest = self.folder / "manifest.json"
        if not resume or made_with(manifest) != fingerprint:
            self.remove()
            self.folder.mkdir()
            write_manifest(manifest, fingerprint, complete=False)
        for left in self.folder.iterdir():
            if left.name != manifest.name and not _SHARD.fullmatch(left.name):
                _clear(left)
        if resume:
            self._take_up(out if lines and made_with(manifest_path(out)) == fingerprint else None)

    def known(self, item: Item) -> None:
        """Give an item the record at hand, where there is a good one."""
        if self._index is None:
            return
        row = self._index.execute("SELECT * FROM kept WHERE source = ?", (_key(item.source),)).fetchone()
        if row is None or row[2] != _META.encode(item.meta):
            return
        _, digest, _, path, start, length = row
        with contextlib.suppress(OSError), open(path, "rb") as stream:  # a shard may have been written anew meanwhile
            stream.seek(start)
            item.known, item.kept = digest, stream.read(length)

    def write(self, line: bytes) -> None:
        """Take a record; a full shard is put in place."""
        self._lines.append(line + b"\n")
        self._size += len(line)
        if len(self._lines) == _ARTICLES or self._size >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """Put what there is in place as a shard."""
        if not self._lines:
            return
        content = b"".join(self._lines)
        name = f"{self._number:06d}-{hashlib.sha256(content).hexdigest()[:16]}.jsonl"
        there = self._there.pop(self._number, set())
        if name not in there:
            draft = self.folder / "shard.tmp"
            draft.write_bytes(content)
            os.replace(draft, self.folder / name)
        for old in there - {name}:
            (self.folder / old).unlink(missing_ok=True)
        self.articles += len(self._lines)
        self._lines, self._size = [], 0
        self._number += 1

    def close(self) -> None:
        """Let go of the files."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def keep(self) -> str:
        """Keep what there is when a run breaks off; say in a sentence what that is."""
        with contextlib.suppress(OSError):
            self.flush()
        self.close()
        if not any(_SHARD.fullmatch(path.name) for path in self.folder.iterdir()):
            self.remove()
            return "nothing was finished yet"
        return f"{self.articles} articles are kept in {self.folder}; --resume goes on from there"

    def remove(self) -> None:
        """Throw the work away; its output is complete, or it is good for nothing."""
        self.close()
        _clear(self.folder)

    def _take_up(self, out: Path | None) -> None:
        self._index = sqlite3.connect(self.folder / "index.sqlite", isolation_level=None)
        self._index.execute("PRAGMA journal_mode = OFF")
        self._index.execute("PRAGMA synchronous = OFF")
        self._index.execute(
            "CREATE TABLE kept (source BLOB PRIMARY KEY, sha256 TEXT, meta BLOB, path TEXT, start INT, length INT)"
            " WITHOUT ROWID"
        )
        self._index.execute("BEGIN")
        if out is not None and out.is_file():
            self._add(out)
        for shard in sorted(path for path in self.folder.iterdir() if _SHARD.fullmatch(path.name)):
            number, _, digest = shard.stem.partition("-")
            if _hash(shard)[:16] != digest:
                shard.unlink()
                continue
            self._there.setdefault(int(number), set()).add(shard.name)
            self._add(shard)
        self._index.execute("COMMIT")

    def _add(self, path: Path) -> None:
        assert self._index is not None
        rows = ((_key(name), digest, meta, str(path), start, size) for name, digest, meta, start, size in _good(path))
        self._index.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", rows)


def _good(path: Path) -> Iterator[tuple[str, str, bytes, int, int]]:
    """Give the records of a file that need not be made again; what failed is tried again."""
    at = 0
    with path.open("rb") as lines:
        for line in lines:
            start, at = at, at + len(line)
            try:
                head = head_of(line)
            except msgspec.MsgspecError:
                continue
            article = head.article
            if article.encoding and not any(issue.code.startswith("internal.") for issue in head.issues):
                yield article.source, article.sha256, _META.encode(article.meta), start, len(line) - 1


def _key(source: str) -> bytes:
    return source.encode("utf-8", "surrogatepass")


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
