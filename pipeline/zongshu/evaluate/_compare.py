"""When an answer counts as right, field by field."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

__all__ = ["LEAST_DICE", "SAME", "dice", "same_change", "same_number", "same_period", "show"]

LEAST_DICE = 0.5
_RELATIVE = Decimal("1e-9")
_HUNDREDTH = Decimal("0.01")


def _decimal(number: object) -> Decimal | None:
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return None
    exact = Decimal(str(number))
    return exact if exact.is_finite() else None


def same_number(gold: object, got: object) -> bool:
    """Tell whether two numbers are the same, fractions to 0.01.

    >>> same_number(66.67, 200 / 3), same_number(280, 281), same_number(None, None), same_number(None, 5)
    (True, False, True, False)
    """
    if gold is None or got is None:
        return gold is got
    left, right = _decimal(gold), _decimal(got)
    if left is None or right is None:
        return False
    gap, larger = abs(left - right), max(abs(left), abs(right))
    if gap <= _RELATIVE * larger:
        return True
    # Whole numbers never are so close. One percent keeps small fractions apart: 0.002 is not 0.008.
    return gap < _HUNDREDTH and gap <= _HUNDREDTH * larger


def _bigrams(text: str) -> Counter[str]:
    kept = "".join(c for c in text if unicodedata.category(c)[0] not in "PZC")
    if len(kept) == 1:
        return Counter(kept)
    return Counter(kept[at : at + 2] for at in range(len(kept) - 1))


def dice(gold: str, got: str) -> float:
    """Measure how alike two wordings are: Dice of character bigrams, without spaces, quotes and punctuation.

    >>> dice("“志愿”服务站", "志愿服务站"), round(dice("志愿服务站", "志愿服务所站"), 3)
    (1.0, 0.667)
    """
    left, right = _bigrams(gold), _bigrams(got)
    size = left.total() + right.total()
    if size == 0:
        return 1.0
    return 2 * (left & right).total() / size


def _same_date(gold: str | None, got: str | None) -> bool:
    if gold is None or got is None:
        return gold is got
    left, right = gold.split("-"), got.split("-")
    shared = min(len(left), len(right))
    return left[:shared] == right[:shared]


def same_period(gold: tuple[str | None, str | None] | None, got: tuple[str | None, str | None] | None) -> bool:
    """Tell whether two periods are the same, each end at the coarser precision of the two.

    >>> same_period(("2024", "2024"), ("2024-01", "2024-12-31")), same_period((None, "2025-05"), ("2025", "2025"))
    (True, False)
    """
    if gold is None or got is None:
        return gold is got
    return _same_date(gold[0], got[0]) and _same_date(gold[1], got[1])


def same_change(gold: tuple[str | None, str | None] | None, got: tuple[str | None, str | None] | None) -> bool:
    """Tell whether two periods of a change agree: the codebook lets it run over its time or from its base to the end.

    >>> same_change(("2023", "2024"), ("2024", "2024")), same_change(("2023", "2024"), (None, "2024"))
    (True, False)
    """
    if gold is None or got is None or not gold[0] or not got[0]:
        return same_period(gold, got)
    return _same_date(gold[1], got[1])


def _equal(gold: object, got: object) -> bool:
    return gold == got


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "value": same_number,
    "low": same_number,
    "high": same_number,
    "approx": _equal,
    "unit": _equal,
    "kind": _equal,
    "status": _equal,
    "indicator": _equal,
    "place": _equal,
    "period": same_period,
    "direction": _equal,
    "part_of": _equal,
}


def show(answer: object) -> str:
    """Write an answer down for a message.

    >>> show(None), show(280.0), show(("2024", None)), show(True), show("")
    ('null', '280', '2024..null', 'yes', '""')
    """
    if answer is None:
        return "null"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, float) and answer.is_integer():
        return str(int(answer))
    if isinstance(answer, tuple):
        return "..".join(show(part) for part in answer)
    return str(answer) if answer != "" else '""'
