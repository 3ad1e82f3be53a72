"""Names of a package whose modules are imported when a name is first asked for (PEP 562): a fast start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["later"]


def later(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Make the `__getattr__` of a package.

    Args:
        package: the package's `__name__`.
        modules: the module that each name comes from; the module's own name stands for the module itself.

    Returns:
        A function that imports what it is asked for, once.

    Example:
        >>> find = later("zongshu", {"quantities": "zongshu.api"})
        >>> find("quantities").__module__
        'zongshu.api'
    """

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = import_module(modules[name])
        found = module if modules[name] == f"{package}.{name}" else getattr(module, name)
        setattr(import_module(package), name, found)
        return found

    return find
