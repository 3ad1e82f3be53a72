"""Regular expressions compiled once per machine: what the compiler made is kept beside Python's own bytecode.

Compiling is half the time of a run over one article. Python keeps the bytecode of modules in `__pycache__`, but not that of
their patterns; here it is kept in the same folder under the same rules: it is for one version of Python only, nothing is
written where Python writes no bytecode (`-B`, a folder that is read-only), and without it all is slower and nothing else.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import importlib.util
import os
import re
import sys
from pathlib import Path
from typing import Any

__all__ = ["compile_pattern"]

# more than all patterns of the package: what was kept of earlier versions of it goes then
_MOST = 1500
# what `re` hands to the machine that runs a pattern: flags, number of groups, their names, and the code
_Code = tuple[int, int, dict[str, int], list[int]]


class _Store:
    """The code of patterns as it was kept, and what this process adds to it.

    The file is read when the first pattern is needed: for which interpreter it is, and by flags and source of each pattern
    its code, which is unpacked where it is asked for.

    Args:
        path: the file; None where none is to be kept.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path if sys.implementation.name == "cpython" else None
        self.known: dict[bytes, Any] | None = None
        self.used: dict[bytes, Any] = {}
        self.new = False
        # not part of the library's promises: where they are missing or changed, every pattern is compiled as ever
        self._parser: Any = None
        self._compiler: Any = None
        self._machine: Any = None
        self._python = ""

    def _load(self) -> dict[bytes, Any]:
        # a call for help needs neither this package nor a pattern
        import msgspec

        known: dict[bytes, Any] = {}
        if self.path is None:
            return known
        with contextlib.suppress(ImportError):
            self._parser = importlib.import_module("re._parser")
            self._compiler = importlib.import_module("re._compiler")
            self._machine = importlib.import_module("_sre")
        self._python = f"{sys.version} {getattr(self._machine, 'MAGIC', None)} {sys.maxunicode} {sys.byteorder}"
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            python, patterns = msgspec.msgpack.decode(self.path.read_bytes(), type=tuple[str, dict[bytes, msgspec.Raw]])
            known = patterns if python == self._python else known
        return known

    def compile(self, source: str, flags: int) -> re.Pattern[str]:
        """Return a compiled pattern, from the code that was kept of it where there is one."""
        import msgspec

        if self.known is None:
            self.known = self._load()
        if self._machine is None:
            return re.compile(source, flags)
        key = f"{flags}:{source}".encode("utf-8", "surrogatepass")
        kept = self.known.get(key)
        try:
            code = self._made(source, flags) if kept is None else msgspec.msgpack.decode(kept, type=_Code)
            if kept is None:
                kept, self.new = msgspec.Raw(msgspec.msgpack.encode(code)), True
            self.used[key] = kept
            all_flags, groups, names, words = code
            numbers: list[str | None] = [None] * (groups + 1)
            for name, number in names.items():
                numbers[number] = name
            made: re.Pattern[str] = self._machine.compile(source, all_flags, words, groups, names, tuple(numbers))
        except re.error:
            raise
        except Exception:
            self.used.pop(key, None)
            return re.compile(source, flags)
        return made

    def _made(self, source: str, flags: int) -> _Code:
        parsed = self._parser.parse(source, flags)
        state = parsed.state
        code = [int(one) for one in self._compiler._code(parsed, flags)]
        return flags | state.flags, state.groups - 1, dict(state.groupdict), code

    def save(self) -> None:
        """Keep what was compiled, for the processes to come; a folder that takes no files is left as it is."""
        if not self.new or self.path is None or sys.dont_write_bytecode:
            return
        import msgspec

        patterns = {**(self.known or {}), **self.used}
        content = msgspec.msgpack.encode((self._python, patterns if len(patterns) <= _MOST else self.used))
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(exist_ok=True)
            beside.write_bytes(content)
            beside.replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _place() -> Path | None:
    """Return the file beside the bytecode of this module; None where Python keeps none."""
    try:
        return Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns")
    except NotImplementedError:
        return None


_store = _Store(_place())
atexit.register(_store.save)


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a regular expression as `re.compile` does, or take what an earlier process made of it.

    Only for the package's own patterns: each one that is compiled here is kept.

    Args:
        source: the regular expression.
        flags: as for `re.compile`.

    Raises:
        re.error: the expression is wrong.

    Example:
        >>> compile_pattern("(?P<n>[0-9]+)个").search("建成280个")["n"]
        '280'
    """
    return _store.compile(source, flags)
