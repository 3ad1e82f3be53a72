"""Part A: every example in a docstring of the package runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import zongshu

MODULES = sorted(
    [
        "zongshu",
        *(one.name for one in pkgutil.walk_packages(zongshu.__path__, "zongshu.") if not one.name.endswith("__main__")),
    ]
)


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples(name: str) -> None:
    module = importlib.import_module(name)
    told: list[str] = []
    # the package brings its names along when they are first asked for
    known = {**vars(module), **{one: getattr(module, one) for one in getattr(module, "__all__", ())}}
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, name, globs=known):
        runner.run(test, out=told.append)
    assert not told, "".join(told)


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    count = sum(len(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name), name))
    assert count > 50
