"""The number of a row against the number of a claim: units brought together, and the row's rounding honoured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zongshu.lexicon.units import Unit, units
from zongshu.patterns import pattern
from zongshu.quantify import find_mentions
from zongshu.record.models import QuantityRecord
from zongshu.verify._columns import UNITS

__all__ = ["Figure", "figure", "same_measure", "same_value"]

_SCALES = {
    "万亿": 10**12, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 1000, "百": 100, "100_million": 10**8, "hundred_million": 10**8, "10_thousand": 10**4, "ten_thousand": 10**4,
    "10,000": 10**4, "10000": 10**4, "10k": 10**4, "billion": 10**9, "million": 10**6, "thousand": 1000,
}  # fmt: skip
_ENGLISH = {word: unit for unit, words in UNITS.items() for word in words.split()}
_PLAIN = pattern(r"([-+−–]?)(\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．](\d+))?")
_ENGLISH_UNIT = pattern(rf"({_PLAIN.pattern})\s*([A-Za-z][A-Za-z_ ]*)")
_DOWN = pattern("下降|减少|降低|缩短|负增长|回落|收窄|decrease|decline|fell|drop|reduc")
_UP = pattern("增长|提高|增加(?!值)|上升|提升|增幅|增速|increase|growth|rose|rise")
_COUNTED = frozenset(("count", "people"))
_CONVERTED = Decimal("0.001")


@dataclass(slots=True, frozen=True)
class Figure:
    """The number of a row.

    Attributes:
        low: the number, or where a range begins; `high` where it ends.
        rounded: how far the true number may lie off: half of the last digit printed.
        fine: True where that digit is below one or above it by a scale (1.2万); a plain 280 is exact for whole numbers.
        unit: None where the row names none that is known.
        direction: up or down, where the row says so.
    """

    low: Decimal
    high: Decimal
    rounded: Decimal
    fine: bool
    unit: Unit | None
    direction: str | None


def figure(value: str, unit: str, words: str = "") -> list[Figure]:
    """Read the number of a row; several readings where a share may be meant (0.738 for 73.8%).

    Args:
        value: its cell: a number, or a number with scale, approximators and unit (约1.2万人).
        unit: the cell of the unit, with a scale or without one.
        words: what else the row says of the number; a direction is looked for in it.

    Example:
        >>> [(int(one.low), int(one.rounded), one.unit.name) for one in figure("1.2万", "人")]
        [(12000, 500, '人')]
        >>> [str(one.low.normalize()) for one in figure("0.738", "")]
        ['0.738', '73.8']
    """
    text = value.strip().replace("％", "%")
    if split := _ENGLISH_UNIT.fullmatch(text):
        text, words_of_unit = split[1], split[split.lastindex or 0]
        unit = words_of_unit if words_of_unit.endswith(unit.strip()) else f"{words_of_unit} {unit}"
    factor, known = _unit(unit)
    plain = _PLAIN.fullmatch(text)
    if plain:
        sign, whole, places = plain.groups()
        number = Decimal(re.sub("[,，]", "", whole) + "." + (places or "0"))
        step = Decimal(1).scaleb(-len(places or "")) * factor
        down = sign in ("-", "−", "–") and bool(sign)
        found = Figure(
            number * factor,
            number * factor,
            step / 2,
            bool(places) or factor > 1,
            known,
            "down" if down else _direction(words),
        )
        share = known is None and not factor > 1 and number <= 1 and places
        percent = Figure(number * 100, number * 100, step * 50, True, units().forms["%"], found.direction)
        return [found, percent] if share else [found]
    return _worded(text, unit, factor, known, f"{words} {text}")


def _worded(text: str, unit: str, factor: Decimal, known: Unit | None, words: str) -> list[Figure]:
    """Read a cell that holds more than digits, as the text of an article is read."""
    if known is not None and text.endswith((unit.strip(), known.name)):
        factor = Decimal(1)  # the cell has its unit already
    elif known is not None:
        text += known.name
    for mention in sorted(find_mentions(text), key=lambda one: one.role != "claim"):
        quantity = mention.quantity
        low, high = (quantity.low, quantity.high) if quantity.value is None else (quantity.value, quantity.value)
        if low is None or high is None:
            continue
        step, scale = Decimal(0), Decimal(1)
        if printed := _PLAIN.search(text):
            after = text[printed.end() :].lstrip()
            scale = factor * next((scale for word, scale in _SCALES.items() if after.startswith(word)), 1)
            step = Decimal(1).scaleb(-len(printed.group(3) or "")) * scale
        direction = "down" if low < 0 else quantity.direction or _direction(words)
        own = units().forms.get(quantity.unit, known)
        return [Figure(abs(low) * factor, abs(high) * factor, step / 2, step < 1 or scale > 1, own, direction)]
    return []


def _direction(words: str) -> str | None:
    down, up = _DOWN.search(words), _UP.search(words)
    return None if bool(down) == bool(up) else "down" if down else "up"


def _unit(text: str) -> tuple[Decimal, Unit | None]:
    """Split a unit from its scale: 万元 is 10000 and 元.

    >>> _unit("万元")[0], _unit("千米")[0], _unit("million yuan")[1].name
    (Decimal('10000'), Decimal('1'), '元')
    """
    forms = units().forms
    plain = text.strip()
    if plain in forms:
        return Decimal(1), forms[plain]
    key = re.sub(r"[\s_]+", "_", plain.lower())
    if key in _ENGLISH:
        return Decimal(1), forms.get(_ENGLISH[key])
    for word, scale in _SCALES.items():
        if key.startswith(word):
            rest = key[len(word) :].strip("_")
            return Decimal(scale), forms.get(_ENGLISH.get(rest, rest))
    return Decimal(1), forms.get(key)


def same_measure(asked: Figure, found: QuantityRecord) -> bool:
    """Tell whether two numbers are counted in units that can be brought together; without a unit any will do."""
    if asked.unit is None or asked.unit.name == found.unit:
        return True
    other = units().forms.get(found.unit)
    if other is None:
        return not found.unit
    if asked.unit.base and other.base:
        return asked.unit.base[0] == other.base[0]
    if asked.unit.base or other.base or asked.unit.kind != other.kind:
        return False
    dimensions = {asked.unit.dimension, other.dimension}
    return dimensions <= _COUNTED or dimensions == {"visits"} or dimensions == {"visits", "count"}


def same_value(asked: Figure, found: QuantityRecord) -> bool:
    """Tell whether a claim has the number of a row, direction and rounding of the row included; units must go together."""
    if asked.direction and found.direction and asked.direction != found.direction:
        return False
    other = units().forms.get(found.unit)
    first, second = Decimal(1), Decimal(1)
    slack = Decimal(0)
    if asked.unit and other and asked.unit.base and other.base and asked.unit.name != other.name:
        first, second = asked.unit.base[1], other.base[1]
        slack = _CONVERTED
    ends = (found.low, found.high) if found.value is None else (found.value, found.value)
    if ends[0] is None or ends[1] is None:
        return False
    for mine, theirs in zip((asked.low, asked.high), ends, strict=True):
        want, got = mine * first, abs(Decimal(str(theirs))) * second
        whole = got == got.to_integral_value()
        room = asked.rounded * first if asked.fine or not whole else Decimal(0)
        if abs(want - got) > max(room, slack * abs(got), Decimal("1e-9") * abs(got)):
            return False
    return True
