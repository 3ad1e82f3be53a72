"""Putting files in place whole: nobody ever meets half of one."""

from __future__ import annotations

import os
from pathlib import Path

from zongshu.errors import UsageError

__all__ = ["replace_file"]


def replace_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Put a file in place in one step, so that nobody ever meets half of it.

    Args:
        path: where the file goes; a file that stands there is replaced.
        content: its bytes.

    Raises:
        UsageError: the folder does not exist or cannot be written to.
    """
    goal = Path(path)
    draft = goal.with_name(f".{goal.name}.{os.getpid()}.tmp")
    try:
        try:
            draft.write_bytes(content)
            os.replace(draft, goal)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{goal}: cannot be written ({error.strerror})") from error
