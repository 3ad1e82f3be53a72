"""What there is to read: files as given, files below folders, patterns, addresses, standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from zongshu.errors import UsageError
from zongshu.files import is_address
from zongshu.read.remote import MAGIC, size_of, walk_address

__all__ = ["SIDECAR", "Found", "Search", "Source", "find"]

SIDECAR = "META.csv"
_RUN = ".run"  # the unfinished work of a run, which holds a manifest


@dataclass(slots=True)
class Source:
    """One thing to read.

    Attributes:
        name: the path as given or as found below a given folder, with forward slashes; `-` for standard input.
        path: where it lies, or its address; None for standard input.
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
        return _ending(self.path) if self.path else ""


@dataclass(slots=True)
class Found:
    """What a search found: sources in order, and how many files of other kinds it left alone."""

    sources: list[Source] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


class Search:
    """The sources that the user means, found anew at each iteration, so that any number of them takes no memory.

    A folder is walked, its files sorted by path; hidden files, and the unfinished work of a run, are left alone. A
    pattern is expanded here where the shell has not done it. A file that is named twice is read once.

    Args:
        given: files, folders, patterns with `*`, `?` or `[`, addresses of the same (s3://…), and `-` for standard input.
        endings: the kinds of file to take from folders and patterns; a file named outright is always taken.
        tables: those that only a pattern takes that names the ending, as `*.csv` does: in a folder of articles a table
            is as a rule something else.

    Attributes:
        skipped: files of other kinds by their ending, as the latest iteration met them.
        sidecars: the tables of metadata that it met.
    """

    def __init__(
        self, given: Iterable[str | os.PathLike[str]], endings: Collection[str], tables: Collection[str] = ()
    ) -> None:
        self.skipped: Counter[str] = Counter()
        self.sidecars: list[str] = []
        self._given = [os.fspath(path) for path in given]
        self._endings = frozenset(endings)
        self._tables = frozenset(tables)
        self._again = False

    def __iter__(self) -> Iterator[Source]:
        """Give the sources in order.

        Raises:
            UsageError: nothing is there by a name, or a folder holds no file of the kinds that are read.
        """
        if not self._given:
            raise UsageError("nothing to read: give files, folders, patterns, or - for standard input")
        self.skipped.clear()
        self.sidecars.clear()
        folders: list[str] = []
        named: set[str] = set()
        for name in self._given:
            walked = name != "-" and os.path.isdir(name)
            for shown, path in self._found(name):
                key = path if is_address(path) else os.path.normcase(os.path.abspath(path)) if path else "-"
                if key in named or any(self._walked(folder, key) for folder in folders):
                    continue
                if not walked:
                    named.add(key)
                yield _source(shown, path, walked or self._again)
            if walked:
                folders.append(os.path.normcase(os.path.abspath(name)))
        self._again = True

    def _found(self, name: str) -> Iterator[tuple[str, str]]:
        if name == "-":
            return iter([("-", "")])
        if is_address(name):
            return self._addresses(name)
        if os.path.isdir(name):
            return self._folder(name)
        if os.path.lexists(name) or not MAGIC & set(name):
            return iter([(name, name)])
        return self._pattern(name)

    def _walked(self, folder: str, path: str) -> bool:
        """Tell whether the walk through a folder has met a file, without keeping all that it met."""
        base = os.path.join(folder, "")
        if not path.startswith(base):
            return False
        hidden = any(part.startswith(".") for part in path[len(base) :].split(os.sep))
        return not hidden and _takes(path, self._endings)

    def _folder(self, name: str) -> Iterator[tuple[str, str]]:
        empty = True
        for taken in self._taken(_walk(str(Path(name)), frozenset()), self._endings):
            empty = False
            yield taken
        if empty:
            kinds = ", ".join(sorted(self._endings))
            raise UsageError(f"{_printable(name)}: a folder without one article to read ({kinds})")

    def _addresses(self, name: str) -> Iterator[tuple[str, str]]:
        empty = True
        for path in walk_address(name):
            if path == name or _takes(path, self._endings):
                empty = False
                yield path, path
            else:
                self.skipped[_ending(path) or "without ending"] += 1
        if empty:
            kinds = ", ".join(sorted(self._endings))
            raise UsageError(f"{name}: not one article to read ({kinds})")

    def _pattern(self, name: str) -> Iterator[tuple[str, str]]:
        matches = sorted(map(Path, glob.glob(name, recursive=True)), key=lambda path: path.parts)
        if not matches:
            raise UsageError(f"{_printable(name)}: no such file or folder, and the pattern fits none")
        ending = _ending(name)
        endings = self._endings | {ending} if ending in self._tables else self._endings
        found = (_walk(str(match), frozenset()) if match.is_dir() else [str(match)] for match in matches)
        files = sorted(dict.fromkeys(chain.from_iterable(found)), key=lambda path: path.split(os.sep))
        taken = list(self._taken(files, endings))
        if not taken:
            raise UsageError(f"{_printable(name)}: the pattern fits no article to read ({', '.join(sorted(endings))})")
        yield from taken

    def _taken(self, files: Iterable[str], endings: Collection[str]) -> Iterator[tuple[str, str]]:
        for path in files:
            if _takes(path, endings):
                yield path, path
            elif os.path.basename(path) == SIDECAR:
                self.sidecars.append(path)
            else:
                self.skipped[_ending(path) or "without ending"] += 1


def find(given: Iterable[str | os.PathLike[str]], endings: Collection[str], tables: Collection[str] = ()) -> Found:
    """Find the sources that the user means, all at once; `Search` gives any number of them one by one.

    Args:
        given: see `Search`; `endings` and `tables` likewise.

    Returns:
        The sources, and a count of files of other kinds by their ending.

    Raises:
        UsageError: nothing is there by a name, or a folder holds no file of the kinds that are read.
    """
    search = Search(given, endings, tables)
    return Found(list(search), search.skipped)


def _source(shown: str, path: str, seen: bool) -> Source:
    """Make a source of a file; one that was `seen` before and is gone now fails alone."""
    if not path:
        return Source("-", None, data=None)
    if is_address(path):
        try:
            return Source(shown, path, size_of(path))
        except OSError as error:
            return Source(shown, path, problem=f"cannot be read ({error.strerror})")
    name = _printable(shown)
    try:
        about = os.stat(path)
        problem = "a folder that cannot be opened" if stat.S_ISDIR(about.st_mode) else ""
        return Source(name, path, about.st_size, problem=problem)
    except FileNotFoundError as error:
        if os.path.islink(path):
            return Source(name, path, problem="a link to a file that is not there")
        if seen:
            return Source(name, path, problem="it is no longer there")
        raise UsageError(f"{name}: no such file or folder") from error
    except OSError as error:
        return Source(name, path, problem=f"cannot be read ({error.strerror})")


def _printable(path: str) -> str:
    """Give a path as text with forward slashes; bytes of a name that are no UTF-8 are written as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace") if sys.platform != "win32" else path
    return text.replace(os.sep, "/")


def _ending(path: str) -> str:
    ending = os.path.splitext(path)[1].lower()
    return ending if ending != "." else ""


def _takes(path: str, endings: Collection[str]) -> bool:
    return os.path.basename(path) != SIDECAR and (_ending(path) in endings or os.path.isdir(path))


def _walk(folder: str, above: frozenset[str]) -> Iterator[str]:
    """Give the files of a folder and below by name; a linked folder is walked unless it leads back to one above."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry.name, entry.is_dir()) for entry in found if not entry.name.startswith("."))
    except OSError:
        yield folder
        return
    for name, inner in entries:
        path = os.path.join(folder, name) if folder != os.curdir else name
        if not inner:
            yield path
        elif not (name.endswith(_RUN) and os.path.isfile(os.path.join(path, "manifest.json"))):
            yield from _walk(path, above | {real})
