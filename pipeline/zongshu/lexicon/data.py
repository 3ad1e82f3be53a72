"""Where the data files that steer the tool lie, and how they are read.

Parsing YAML would take a good part of a cold start. `schemas/ready.json` holds what the shipped files say, by the hash of
their bytes; a file that has been edited since, or is the user's own, is not in it and is parsed.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from zongshu.errors import DataError

if TYPE_CHECKING:
    import yaml

__all__ = ["READY", "load_yaml", "load_yaml_file", "path"]

READY = "ready.json"
"""The name of the file with the content of the others."""

_HERE = Path(__file__).resolve()
#: An installed package carries the folder inside itself; a source checkout has it beside `pipeline/`.
_ROOTS = (_HERE.parents[1] / "schemas", _HERE.parents[3] / "schemas")


def path(*parts: str) -> Path:
    """Give the path of a data file or folder.

    Args:
        *parts: folder and file names below `schemas`; none for the folder itself.

    Returns:
        The existing file or folder; the installed copy goes before the checkout's.

    Raises:
        DataError: if no `schemas` folder has it.

    >>> path("divisions", "gbt2260.tsv").name
    'gbt2260.tsv'
    """
    for root in _ROOTS:
        found = root.joinpath(*parts)
        if found.exists():
            return found
    name = "/".join(("schemas", *parts))
    raise DataError(f"{name} is missing; looked in {' and in '.join(str(root) for root in _ROOTS)}")


def load_yaml(*parts: str) -> Any:
    """Read a YAML data file with the safe loader (the C one where it is built).

    Args:
        *parts: folder and file names below `schemas`.

    Returns:
        What the file holds; None for an empty file.

    Raises:
        DataError: if the file is missing, unreadable or no valid YAML; the message names file and line.

    >>> sorted(load_yaml("divisions", "risky.yaml"))
    ['names']
    """
    return load_yaml_file(path(*parts))


def load_yaml_file(file: Path) -> Any:
    """Read a YAML file of the user or of `schemas`; errors as `load_yaml` tells them."""
    try:
        content = file.read_bytes()
        known = _ready().get(hashlib.sha256(content).hexdigest())
        return _parse(file, content.decode("utf-8")) if known is None else msgspec.json.decode(known)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: cannot be read: {error}") from error


@cache
def _ready() -> dict[str, msgspec.Raw]:
    """Read what the shipped files say; nothing where that has not been written down."""
    try:
        return msgspec.json.decode(path(READY).read_bytes(), type=dict[str, msgspec.Raw])
    except (DataError, OSError, msgspec.MsgspecError):
        return {}


def _parse(file: Path, text: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise DataError(f"{file}{_line(error)}: {_problem(error)}") from error


def _line(error: yaml.YAMLError) -> str:
    """Write the line of a YAML error as `:12`, or nothing when the parser kept none."""
    mark = getattr(error, "problem_mark", None)
    return "" if mark is None else f":{mark.line + 1}"


def _problem(error: yaml.YAMLError) -> str:
    """Give the parser's own words in one line."""
    words = [getattr(error, key, None) for key in ("context", "problem")]
    return ", ".join(word for word in words if word) or " ".join(str(error).split())
