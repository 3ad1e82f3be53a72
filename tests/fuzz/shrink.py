"""What failed, told so that two failures of one cause look alike; and the smallest input that still fails so."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable

__all__ = ["failure", "smallest"]

Check = Callable[[bytes], object]


def failure(check: Check, data: bytes) -> str:
    """Return what goes wrong and where, without the words of the input; empty where nothing does."""
    try:
        check(data)
    except Exception as error:
        where = ""
        for frame, line in traceback.walk_tb(error.__traceback__):
            module = frame.f_globals.get("__name__", "")
            if module.startswith(("zongshu.", "tests.fuzz.checks")):
                where = f"{module}.{frame.f_code.co_name}:{line}"
        if type(error).__name__ == "TooSlow":
            where = ""  # wherever the clock happened to stop it
        words = re.sub(r"'.*?'|\".*?\"|\d+", "", str(error)[:80])
        return f"{type(error).__name__} {where} {words}".strip()
    return ""


def smallest(check: Check, data: bytes, seconds: float = 60.0) -> bytes:
    """Cut pieces out of an input as long as it fails in the same way.

    Args:
        check: raises where an input fails.
        data: an input that fails; taken as text where it is UTF-8.
        seconds: how long to try.
    """
    wanted = failure(check, data)
    end = time.monotonic() + seconds
    try:
        parts: list[str] | list[bytes] = list(data.decode())
        joined: Callable[[list], bytes] = lambda some: "".join(some).encode()  # noqa: E731
    except UnicodeDecodeError:
        parts = [data[at : at + 1] for at in range(len(data))]
        joined = b"".join
    size = max(1, len(parts) // 2)
    while True:
        at = cut = 0
        while at < len(parts) and time.monotonic() < end:
            rest = parts[:at] + parts[at + size :]
            if failure(check, joined(rest)) == wanted:
                parts, cut = rest, cut + 1
            else:
                at += size
        if time.monotonic() >= end or (size == 1 and not cut):
            return joined(parts)
        size = max(1, size // 2)
