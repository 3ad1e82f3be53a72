"""Reading a numeral: Arabic, Chinese, formal, mixed and fuzzy forms to exact values and bounds.

The grammar follows GB/T 15835-2011 for digits and scales, and the reading of fuzzy numerals (十几, 数百, 三四) in the
project's codebook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["ARABIC", "CHINESE", "NUMERAL", "Number", "read_numeral"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3, "幺": 1}
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖貳參陸兩", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 6, 2), strict=True))
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TENS = {"廿": 20, "卅": 30, "卌": 40}

_CN = "零〇○一二两三四五六七八九十百千万亿廿卅萬億"
_FORMAL = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿貳參陸兩]"
_SCALE = "十百千万亿萬億"

# 千 of a unit (千瓦, 千米, 千克) is no scale
_THOUSAND = "千(?![瓦米克伏卡乏升赫])"
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
CHINESE = (
    rf"(?:(?=[壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩]){_FORMAL}{{2,}}|(?:[几数](?=[十百千万亿])|(?<![一二三四五六七八九])十几|[{_CN.replace('千', '')}]|{_THOUSAND})"
    rf"(?:[{_CN.replace('千', '')}]|{_THOUSAND}|点(?=[零〇一二三四五六七八九])|(?<=[{_SCALE}])[几余多来](?=[百千万亿])|(?<=[十百千万亿])几(?!乎|何))*)"
)
NUMERAL = (
    rf"(?:{ARABIC}(?: ?[余多几]?(?: ?(?:[百万亿萬億]|{_THOUSAND})|十(?=[万亿]))+"
    rf"(?:{ARABIC}[千百十]?(?:[余多]?[百千万]+)?)*)?|{CHINESE})"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PAIR = re.compile(r"(?<!点)([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿个]*$)")


@dataclass(slots=True, frozen=True)
class Number:
    """A numeral's value with what its own words allow; `value` is None where it is a range."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: str

    @classmethod
    def exact(cls, value: Decimal) -> Number:
        """Return a number that allows only itself."""
        return cls(value, value, value, "exact")


def _value(text: str) -> Decimal | None:
    """Return the value of a numeral without fuzzy words, None where it is malformed."""
    if "点" in text:
        whole, _, rest = text.partition("点")
        tail = ""
        while rest and rest[0] in _DIGITS:
            tail += str(_DIGITS[rest[0]])
            rest = rest[1:]
        scale = _value(rest) if rest else Decimal(1)
        base = _value(whole) if whole else Decimal(0)
        if base is None or scale is None or not tail:
            return None
        return (base + Decimal(f"0.{tail}")) * scale
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text)) if text else None
    total = section = Decimal(0)
    current: Decimal | None = None
    last = last_big = 0
    index = 0
    while index < len(text):
        char = text[index]
        if char.isdigit() and char.isascii():
            found = _NUMBER.match(text, index)
            if found is None or current is not None:
                return None
            current = Decimal(found.group())
            index = found.end()
            continue
        if char in _DIGITS:
            digit = _DIGITS[char]
            # 三百五 is 350, 一万二 is 12000: a last digit without 零 counts in the place below the scale before it
            if index == len(text) - 1 and index and text[index - 1] in "百千万亿" and digit:
                current = Decimal(digit * last // 10) if last >= 100 else Decimal(digit)
                total, section = total + section + current, Decimal(0)
                return total
            current = Decimal(digit) if current in (None, 0) else current * 10 + digit  # type: ignore[operator]
        elif char in _TENS:
            section += _TENS[char]
            current = None
        elif char in _SCALES:
            scale = _SCALES[char]
            section += (Decimal(1) if current is None else current) * scale
            current = None
            last = scale
        elif char in _BIG:
            scale = _BIG[char]
            lower = section + (current or 0)
            if not lower and not total:
                lower = Decimal(1)
            if total and last_big < scale:
                total = (total + lower) * scale
            else:
                total += (lower or Decimal(1)) * scale
            section, current = Decimal(0), None
            last = last_big = scale
        else:
            return None
        index += 1
    return total + section + (current or 0)


def read_numeral(text: str) -> Number | None:
    """Read one numeral.

    Args:
        text: the numeral alone, without unit: `1,412`, `3万4000`, `三千六百余`, `十几`, `数百`, `三四`.

    Returns:
        Its value and bounds, or None where it is no numeral.

    Example:
        >>> read_numeral("3万4000").value, read_numeral("三千六百余").approx, read_numeral("数十").high
        (Decimal('34000'), 'over', Decimal('99'))
    """
    text = text.replace(",", "").replace("，", "").replace(" ", "")
    if not text:
        return None
    if text[0] in "几数":
        step, rest = _value(text[1]), _value(text[2:]) if text[2:] else Decimal(1)
        if step is None or rest is None or step < 10:
            return None
        return Number(None, step * 2 * rest, (step * 10 - 1) * rest, "range")
    inner = re.search(r"几", text)
    if inner:
        head, tail = text[: inner.start()], text[inner.end() :]
        base, scale = _value(head), _value(tail) if tail else Decimal(1)
        if base is None or scale is None:
            return None
        step = Decimal(1) if head[-1] in "十拾" else Decimal(_SCALES.get(head[-1], 10)) / 10
        return Number(None, (base + step) * scale, (base + 9 * step) * scale, "range")
    approx = "exact"
    if "余" in text or "多" in text:
        approx, text = "over", text.replace("余", "").replace("多", "")
    elif "来" in text:
        approx, text = "about", text.replace("来", "")
    pair = _PAIR.search(text)
    if pair and (len(text) == 2 or any(c in _SCALES or c in _BIG for c in text)):
        first, second = _DIGITS[pair[1]], _DIGITS[pair[2]]
        before = text[pair.start() - 1] if pair.start() else ""
        if second == first + 1 and (not before or before in "十百千万亿"):
            low = _value(text[: pair.start()] + pair[1] + text[pair.end() :])
            high = _value(text[: pair.start()] + pair[2] + text[pair.end() :])
            if low is not None and high is not None and low < high:
                return Number(None, low, high, "range")
    value = _value(text)
    if value is None:
        return None
    if approx == "over":
        return Number(value, value, None, "over")
    if approx == "about":
        return Number(value, None, None, "about")
    return Number.exact(value)
