"""Holidays: the months that the days off of a year fall in."""

from __future__ import annotations

__all__ = ["holiday_months"]

# First and last month of the days off where they are not those of the usual rule; the year is the holiday's own.
_SPRING = {
    2015: (2, 2), 2016: (2, 2), 2017: (1, 2), 2018: (2, 2), 2019: (2, 2), 2020: (1, 2), 2021: (2, 2), 2022: (1, 2),
    2023: (1, 1), 2024: (2, 2), 2025: (1, 2), 2026: (2, 2),
}  # fmt: skip
_MAY = {2022: (4, 5), 2023: (4, 5)}
_OCTOBER = {2012: (9, 10), 2023: (9, 10)}
_DRAGON_BOAT = {
    2015: 6,
    2016: 6,
    2017: 5,
    2018: 6,
    2019: 6,
    2020: 6,
    2021: 6,
    2022: 6,
    2023: 6,
    2024: 6,
    2025: 6,
    2026: 6,
}
_MID_AUTUMN = {
    2015: 9,
    2016: 9,
    2017: 10,
    2018: 9,
    2019: 9,
    2020: 10,
    2021: 9,
    2022: 9,
    2023: 9,
    2024: 9,
    2025: 10,
    2026: 9,
}


def holiday_months(name: str, year: int) -> tuple[str, str] | None:
    """Return the first and the last month of a holiday's days off as `YYYY-MM`.

    Args:
        name: 春节, 五一, 国庆, 元旦, 清明, 端午 or 中秋.
        year: the year it fell in.

    Returns:
        The months, or None where they are not known.

    Example:
        >>> holiday_months("春节", 2025), holiday_months("国庆", 2024)
        (('2025-01', '2025-02'), ('2024-10', '2024-10'))
    """
    months: tuple[int, int] | None
    if name == "春节":
        months = _SPRING.get(year)
    elif name == "五一":
        months = _MAY.get(year, (5, 5))
    elif name == "国庆":
        months = _OCTOBER.get(year, (10, 10))
    elif name in ("元旦", "清明"):
        months = (1, 1) if name == "元旦" else (4, 4)
    else:
        month = (_DRAGON_BOAT if name == "端午" else _MID_AUTUMN).get(year)
        months = (month, month) if month else None
    return (f"{year}-{months[0]:02d}", f"{year}-{months[1]:02d}") if months else None
