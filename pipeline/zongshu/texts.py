"""Claims files from disk, and the texts behind them: only the very text that the offsets of a record count in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import msgspec

from zongshu.errors import DataError, ReadError, UsageError
from zongshu.read import READERS, ReadOptions, find, read
from zongshu.record import article_id, decode
from zongshu.record.models import Record
from zongshu.types import Article

__all__ = ["Texts", "read_records", "text_of"]


class Texts:
    """Finds and reads the article of a record.

    Args:
        folder: where the articles lie; without it, `article.source` is looked up as it stands.
        options: how the sources were read: encoding, columns of tables.

    Raises:
        UsageError: there is no such folder.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None, options: ReadOptions | None = None) -> None:
        if folder is not None and not Path(folder).is_dir():
            raise UsageError(f"{os.fspath(folder)}: no such folder")
        self._folder = Path(folder) if folder is not None else None
        self._options = options or ReadOptions()
        # the articles of the file that was read last: the rows of a table come one after the other
        self._last: tuple[str, str | None, dict[str, Article]] = ("", None, {})

    def __call__(self, record: Record) -> Article:
        """Read the article of a record.

        Raises:
            ReadError: it is not there, or it is no longer the text that the record was made of; the message names the
                file and the way out.
        """
        article = record.article
        path, key = self._path(article.source)
        # the encoding may have been told to the extraction; then it is not what is detected
        for encoding in dict.fromkeys((self._options.encoding, self._options.encoding or article.encoding or None)):
            found = self._read(path, encoding)
            same = [name for name, one in found.items() if article_id(one.raw) == article.id]
            if same:
                return found[key if key in same else same[0]]
        digest = next((one.sha256 for one in found.values()), "")
        if digest != article.sha256:
            told = f"sha256 {digest[:12]}…, in the claims {article.sha256[:12]}…"
            raise ReadError(f"{path}: is not the text that the claims were taken from ({told}); extract it again")
        reason = "the same file, but its text is read differently now"
        way = "give the options of the extraction (--encoding, --text-column) or extract it again"
        raise ReadError(f"{path}: {reason}; {way}")

    def of(self, record: Record) -> str:
        """Return the raw text of a record's article; raises as the call does."""
        return self(record).raw

    def _path(self, source: str) -> tuple[str, str]:
        """Return where a source lies, and its name inside the file."""
        if source in ("", "-"):
            raise ReadError("an article from standard input: its text is not kept; save it as a file and extract that")
        tried = [(source, "")]
        whole, mark, key = source.rpartition("#")
        if mark:
            tried.append((whole, key))
        for name, inside in tried:
            for path in self._places(name):
                if path.is_file():
                    return str(path), inside
        where = f" in {self._folder}" if self._folder is not None else ""
        raise ReadError(f"{source}: not found{where}; --articles tells the folder with the articles")

    def _places(self, name: str) -> Iterator[Path]:
        if self._folder is None:
            yield Path(name)
            return
        parts = PurePosixPath(name).parts
        parts = parts[1:] if name.startswith("/") else parts
        for first in range(len(parts)):
            yield self._folder.joinpath(*parts[first:])

    def _read(self, path: str, encoding: str | None) -> dict[str, Article]:
        if self._last[:2] != (path, encoding):
            options = replace(self._options, encoding=encoding)
            found = {
                article.source.removeprefix(source.name).removeprefix("#"): article
                for source in find([path], READERS).sources
                for article in read(source, options)
            }
            self._last = (path, encoding, found)
        return self._last[2]


def text_of(record: Record, folder: str | os.PathLike[str] | None = None) -> str:
    """Return the raw text of one record's article, checked by hash; for many records, keep a `Texts`.

    Args:
        record: from `read_records`.
        folder: where the articles lie; without it, where `article.source` says.

    Raises:
        UsageError: there is no such folder.
        ReadError: the text is not there, or is another than the record was made of.
    """
    return Texts(folder).of(record)


def read_records(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[bytes, Record]]:
    """Read claims files: each line as it stands, and the record in it.

    Args:
        paths: JSON Lines files that `extract` or `apply` wrote.

    Raises:
        UsageError: a file is not there, cannot be read, or is a table.
        DataError: a line is no record; the message names file and line.
    """
    for path in map(Path, paths):
        if path.suffix.lower() in (".csv", ".parquet", ".xlsx"):
            raise UsageError(f"{path}: a table does not hold all of a record; give the claims as JSON Lines (.jsonl)")
        try:
            with path.open("rb") as stream:
                for number, line in enumerate(stream, 1):
                    line = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
                    if line:
                        yield line, _record(line, path, number)
        except FileNotFoundError as error:
            raise UsageError(f"{path}: no such file") from error
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def _record(line: bytes, path: Path, number: int) -> Record:
    try:
        return decode(line)
    except (DataError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DataError(f"{path}, line {number}: {error}") from error
