"""Numbers of things, in words."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, thing: str) -> str:
    """Write how many there are.

    >>> counted(1, "article"), counted(2, "article"), counted(3, "other number")
    ('1 article', '2 articles', '3 other numbers')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
