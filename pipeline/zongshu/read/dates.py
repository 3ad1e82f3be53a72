"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import datetime
import re

from zongshu.patterns import pattern

__all__ = ["date_of"]

_DATE = pattern(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:[ T]\d{1,2}:\d{2}(?::\d{2}.*)?)?")


def date_of(text: str) -> str | None:
    """Write a date as YYYY, YYYY-MM or YYYY-MM-DD; spreadsheets turn 2025-06-12 into 2025/6/12.

    Args:
        text: a date, with or without a time of day.

    Returns:
        The date, None where there is none.

    Example:
        >>> date_of("2025年6月2日"), date_of("20250602"), date_of("2025-06-02 09:30"), date_of("last year")
        ('2025-06-02', '2025-06-02', '2025-06-02', None)
    """
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join(f"{part:0{width}d}" for part, width in zip(parts, (4, 2, 2), strict=False))
