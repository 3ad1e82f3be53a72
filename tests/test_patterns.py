from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import zongshu
from zongshu.patterns import pattern

MODULES = sorted(one.name for one in pkgutil.walk_packages(zongshu.__path__, "zongshu.") if "__main__" not in one.name)


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_compiles(name: str) -> None:
    for value in list(vars(importlib.import_module(name)).values()):
        if type(value).__name__ == "_Uncompiled":
            assert value.groups >= 0


MADE = """
from zongshu.patterns import pattern
DIGITS = pattern("[0-9]+(?P<unit>个)", 256)
OTHER = DIGITS
"""


def test_the_compiled_one_takes_the_name() -> None:
    names: dict[str, re.Pattern[str]] = {}
    exec(MADE, names)  # a module that nobody looked into
    held = names["DIGITS"]
    assert held.pattern == "[0-9]+(?P<unit>个)"
    assert not isinstance(held, re.Pattern)
    assert held.groupindex == {"unit": 1}
    assert isinstance(names["DIGITS"], re.Pattern) and names["DIGITS"] is names["OTHER"]
    # who imported the name before goes on with the object that stood for it
    assert held.search("280个").group() == "280个"  # type: ignore[union-attr]
    assert held.sub("", "280个") == ""


def test_a_mistake_is_told_as_by_re() -> None:
    with pytest.raises(re.error):
        pattern("(").search("")
    with pytest.raises(AttributeError):
        _ = pattern("a").nothing  # type: ignore[attr-defined]


def test_an_import_compiles_few() -> None:
    code = (
        "import re._compiler as c; calls = []; real = c.compile\n"
        "c.compile = lambda *a, **k: calls.append(a) or real(*a, **k)\n"
        "import zongshu.claim, zongshu.judge, zongshu.locate\n"
        "print(len(calls))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200
