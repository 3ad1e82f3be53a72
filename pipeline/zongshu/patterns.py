"""Regular expressions that are compiled when they are first used.

An article needs about half of the package's patterns, and compiling all of them takes longer than reading the article.
"""

from __future__ import annotations

import re
import sys
from typing import Any, cast

from zongshu.compiled import compile_pattern

__all__ = ["pattern"]


class _Uncompiled:
    """Stands for a pattern until it is used; then the compiled one takes its name in the module that made it."""

    def __init__(self, source: str, flags: int, names: dict[str, Any]) -> None:
        self._source = source
        self._flags = flags
        self._names = names

    def __getattr__(self, attribute: str) -> Any:
        # of a compiled pattern: this class has none of its attributes
        if attribute == "pattern":
            return self._source
        compiled = compile_pattern(self._source, self._flags)
        for name in [name for name, value in self._names.items() if value is self]:
            self._names[name] = compiled
        # modules that imported the name hold this object: its methods are found without a second look from now on
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, attribute)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Make a pattern that is compiled when it is first used; for names on the top level of a module.

    Args:
        source: the regular expression. A mistake in it shows at its first use, or in the tests, which use all.
        flags: as for `re.compile`.

    Example:
        >>> DIGITS = pattern("[0-9]+")
        >>> DIGITS.search("280个").group()
        '280'
    """
    return cast("re.Pattern[str]", _Uncompiled(source, flags, sys._getframe(1).f_globals))
