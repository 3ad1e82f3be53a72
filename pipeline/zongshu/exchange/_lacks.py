"""What formats of other tools cannot hold, and of which records that is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zongshu.record.models import Record

__all__ = [
    "Lack",
    "any_article",
    "beyond_claims",
    "beyond_doubles",
    "beyond_sheet_digits",
    "cells_with_returns",
    "corrected",
    "with_claims",
    "with_end_spaces",
    "with_returns",
]  # fmt: skip

Applies = Callable[[Record, str], bool]


@dataclass(slots=True, frozen=True)
class Lack:
    """Something that a format cannot hold.

    Attributes:
        words: what it is, to be read after "cannot hold".
        applies: tells of a record and the text of its article, where that is at hand, whether anything is lost.
    """

    words: str
    applies: Applies


def any_article(record: Record, text: str) -> bool:
    """Every article."""
    return True


def with_claims(record: Record, text: str) -> bool:
    """An article with claims."""
    return bool(record.claims)


def beyond_claims(record: Record, text: str) -> bool:
    """An article that a table of claims has no row for, or more to tell of than its claims."""
    return not record.claims or bool(record.issues)


def corrected(record: Record, text: str) -> bool:
    """An article with claims that were replaced or rejected, or numbers that were dismissed."""
    return bool(record.superseded or record.dismissed)


def beyond_doubles(record: Record, text: str) -> bool:
    """A number that a double does not hold to its last digit."""
    return any(_exact(number) != _exact(_double(number)) for number in _numbers(record))


def beyond_sheet_digits(record: Record, text: str) -> bool:
    """A number of more than sixteen digits."""
    return any(_exact(number) != _exact(Decimal(f"{_exact(number):.16G}")) for number in _numbers(record))


def with_returns(record: Record, text: str) -> bool:
    """A text with carriage returns."""
    return "\r" in text


def cells_with_returns(record: Record, text: str) -> bool:
    """A claim whose words or sentence hold carriage returns."""
    return any("\r" in words for words in _words(record))


def with_end_spaces(record: Record, text: str) -> bool:
    """A claim with words that end in a space."""
    return any(words.endswith(" ") for words in _words(record))


def _numbers(record: Record) -> Iterator[Any]:
    for claim in record.claims:
        quantity = claim.quantity
        per = quantity.per.value if quantity.per else None
        yield from (one for one in (quantity.value, quantity.low, quantity.high, per) if one is not None)


def _exact(number: Any) -> Decimal:
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _double(number: Any) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf")


def _words(record: Record) -> Iterator[str]:
    for claim in record.claims:
        yield from (claim.text, claim.clean, claim.item, claim.evidence.text, claim.evidence.clean or "")
