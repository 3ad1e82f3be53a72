"""What there is to read: files as given, files below folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from zongshu.errors import UsageError

__all__ = ["SIDECAR", "Found", "Source", "find"]

SIDECAR = "META.csv"
_MAGIC = frozenset("*?[")


@dataclass(slots=True)
class Source:
    """One thing to read.

    Attributes:
        name: the path as given or as found below a given folder, with forward slashes; `-` for standard input.
        path: where it lies; None for standard input.
        size: bytes, as far as known beforehand.
        meta: what a metadata table says of it.
        data: its bytes, where they are at hand already.
        problem: why it cannot be read, where the search met that.
    """

    name: str
    path: str | None = None
    size: int = 0
    meta: dict[str, str] = field(default_factory=dict)
    data: bytes | None = None
    problem: str = ""

    @property
    def ending(self) -> str:
        """The ending of the file in small letters; empty where there is none."""
        return PurePath(self.path).suffix.lower() if self.path else ""


@dataclass(slots=True)
class Found:
    """What a search found: sources in order, and how many files of other kinds it left alone."""

    sources: list[Source] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def find(given: Iterable[str | os.PathLike[str]], endings: Collection[str], tables: Collection[str] = ()) -> Found:
    """Find the sources that the user means.

    A folder is walked, its files sorted by path; hidden files are left alone. A pattern is expanded here where the
    shell has not done it. A file that is named twice is read once.

    Args:
        given: files, folders, patterns with `*`, `?` or `[`, and `-` for standard input.
        endings: the kinds of file to take from folders and patterns; a file named outright is always taken.
        tables: those that only a pattern takes that names the ending, as `*.csv` does: in a folder of articles a table
            is as a rule something else.

    Returns:
        The sources, and a count of files of other kinds by their ending.

    Raises:
        UsageError: nothing is there by that name, or a folder holds no file of the kinds that are read.
    """
    found = Found()
    seen: set[str] = set()
    for name in [os.fspath(path) for path in given]:
        if name == "-":
            items: Iterator[tuple[str, str]] = iter([("-", "")])
        elif os.path.isdir(name):
            items = _folder(name, endings, found)
        elif os.path.lexists(name) or not _MAGIC & set(name):
            items = iter([(name, name)])
        else:
            named = PurePath(name).suffix.lower()
            items = _pattern(name, {*endings, named} if named in tables else endings, found)
        for shown, path in items:
            key = os.path.normcase(os.path.abspath(path)) if path else "-"
            if key not in seen:
                seen.add(key)
                found.sources.append(_source(shown, path))
    if not found.sources:
        raise UsageError("nothing to read: give files, folders, patterns, or - for standard input")
    return found


def _source(shown: str, path: str) -> Source:
    if not path:
        return Source("-", None, data=None)
    name = _printable(shown)
    try:
        return Source(
            name, path, os.stat(path).st_size, problem="a folder that cannot be opened" if os.path.isdir(path) else ""
        )
    except FileNotFoundError as error:
        if os.path.islink(path):
            return Source(name, path, problem="a link to a file that is not there")
        raise UsageError(f"{name}: no such file or folder") from error
    except OSError as error:
        return Source(name, path, problem=f"cannot be read ({error.strerror})")


def _printable(path: str) -> str:
    """Give a path as text with forward slashes; bytes of a name that are no UTF-8 are written as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace") if sys.platform != "win32" else path
    return text.replace(os.sep, "/")


def _folder(name: str, endings: Collection[str], found: Found) -> Iterator[tuple[str, str]]:
    files = sorted(_walk(Path(name), set()), key=lambda path: path.parts)
    if not any((path.suffix.lower() in endings and path.name != SIDECAR) or path.is_dir() for path in files):
        kinds = ", ".join(sorted(endings))
        raise UsageError(f"{_printable(name)}: a folder without one article to read ({kinds})")
    yield from _taken(files, endings, found)


def _walk(folder: Path, above: set[str]) -> Iterator[Path]:
    """Give the files of a folder and below; a linked folder is walked unless it leads back to one above."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.is_dir():
            yield from _walk(folder / entry.name, above | {real})
        else:
            yield folder / entry.name


def _pattern(name: str, endings: Collection[str], found: Found) -> Iterator[tuple[str, str]]:
    matches = sorted(map(Path, glob.glob(name, recursive=True)), key=lambda path: path.parts)
    if not matches:
        raise UsageError(f"{_printable(name)}: no such file or folder, and the pattern fits none")
    files = [path for match in matches for path in (_walk(match, set()) if match.is_dir() else [match])]
    ordered = sorted(dict.fromkeys(files), key=lambda path: path.parts)
    taken = list(_taken(ordered, endings, found))
    if not taken:
        raise UsageError(f"{_printable(name)}: the pattern fits no article to read ({', '.join(sorted(endings))})")
    yield from taken


def _taken(files: Iterable[Path], endings: Collection[str], found: Found) -> Iterator[tuple[str, str]]:
    for path in files:
        if path.name == SIDECAR:
            continue
        if path.suffix.lower() in endings or path.is_dir():
            yield str(path), str(path)
        else:
            found.skipped[path.suffix.lower() or "without ending"] += 1
