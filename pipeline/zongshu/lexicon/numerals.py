"""Reading a numeral: Arabic, Chinese, formal, mixed and fuzzy forms to exact values and bounds.

The grammar follows GB/T 15835-2011 for digits and scales, and the reading of fuzzy numerals (十几, 数百, 三四) in the
project's codebook.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import msgspec

from zongshu.patterns import pattern

__all__ = ["ARABIC", "CHINESE", "CHINESE_START", "LONGEST", "NUMERAL", "SCALE", "Number", "read_numeral"]

_CHINESE_DIGITS = "零一二三四五六七八九"
_DIGITS = {c: i for i, c in enumerate(_CHINESE_DIGITS)} | {"〇": 0, "○": 0, "两": 2, "兩": 2, "幺": 1}
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖貳參陸", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 6), strict=True))
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "w": 10**4, "k": 1000, "K": 1000, "亿": 10**8, "億": 10**8, "兆": 10**12}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_FUZZY = "余多几来数"

#: Numerals beyond this many characters are serial numbers: no value is read.
LONGEST = 60

# 千 of a unit (千瓦, 千米, 千克) is no scale, nor is 百 of 百分点
_THOUSAND = "千(?![瓦米克伏卡乏升赫帕焦兆])"
_HUNDRED = "百(?!分点)"
SCALE = rf"(?:[万亿萬億]|{_HUNDRED}|{_THOUSAND})"
"""Source of a pattern for one scale, which is no part of a unit."""
_AFTER_SCALE = "(?<=[十百千万亿萬億])"
_UNIT_DIGIT = "[一二三四五六七八九]"

ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+|)"
ARABIC += r"|[0-9]+(?:\.[0-9]+(?:[eE][-+]?[0-9]{1,2}(?![0-9a-zA-Z.])|)"
# 3点5万 is 35000; 3点5分 and 下午3点5万人 are clock times
ARABIC += r"|点(?<![午晚晨早夜日][0-9]点)(?<![午晚晨早夜日][0-9]{2}点)[0-9]+(?=[余多]?[万亿]|[%％‰倍]|个百分点)|))"
"""Source of a pattern for digits, with thousands separators and decimals."""

_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"
_FORMAL_DIGIT = "壹贰叁肆伍陆柒捌玖貳參陸"
CHINESE_START = f"零〇○一二两三四五六七八九十百千万亿廿卅卌萬億几数兩{_FORMAL}"
"""The characters that a Chinese numeral may begin with."""

CHINESE = (
    # formal ones may go on in ordinary characters (壹万二千); one alone counts before 元, 角, 分 or the point
    rf"(?:(?=[{_FORMAL}])(?:[零{_FORMAL}万亿萬億]{{2,}}[零一二三四五六七八九十百千{_FORMAL}万亿萬億]*(?:[点點][零{_FORMAL_DIGIT}]+)?"
    rf"|[{_FORMAL_DIGIT}][点點][零{_FORMAL_DIGIT}]+|[{_FORMAL_DIGIT}](?=[元圆圓](?:[整正零，。；、）)\s]|$|[{_FORMAL_DIGIT}][角分])|[角分][整正，。；、）)\s{_FORMAL_DIGIT}]))"
    r"|(?:半百|[一三][两兩](?=[百千万亿个名人户家天年月次件项条场间处])|[几数](?=[十百千万亿])|[零〇○一二两兩三四五六七八九廿卅卌十万亿萬億]"
    rf"|{_HUNDRED}|{_THOUSAND})"
    # the rest: no larger scale on a smaller one (十百), 两 only before a scale, fuzzy words only beside one
    rf"(?:零几(?:(?=[万亿])|(?<=[十百千万亿萬億]零几)(?![乎何年]))|[零〇○一二三四五六七八九廿卅卌十万亿萬億]|[两兩](?=[百千万亿萬億])|(?<!十){_HUNDRED}|(?<![十百]){_THOUSAND}"
    rf"|兆(?=[零一二两三四五六七八九])|[点點](?=[零〇一二三四五六七八九]+(?!十))|[佰仟](?<=[一二两兩三四五六七八九][佰仟])"
    rf"|{_AFTER_SCALE}[几余多来](?=[百千万亿])|{_AFTER_SCALE}几(?![乎何]))*)"
)
"""Source of a pattern for a Chinese numeral, formal ones and fuzzy words inside included."""

NUMERAL = (
    rf"(?:{ARABIC}(?:(?: ?[余多几来])?(?: ?(?:{SCALE}|十(?=[万亿])))+"
    # lower places after the scale: one digit before 千, 百 and 十, up to four before 万
    rf"(?:零?(?:[0-9]|{_UNIT_DIGIT})(?:{_THOUSAND}|{_HUNDRED}|十)[万亿]?|零?[0-9]{{1,4}}(?:\.[0-9]+)?[余多]?万)*"
    rf"(?:零?[0-9]{{1,4}}(?![0-9.]|年)|)"
    rf"|w(?![a-zA-Z0-9+])|[kK](?=元|左右|上下)|)|{CHINESE})"
)
"""Source of a pattern for any numeral, without unit."""

_ASCII = pattern(r"[0-9]+(?:\.[0-9]+)?")
_PLAIN = pattern(r"([0-9]+(?:\.[0-9]+(?:[eE][-+]?[0-9]+|)|))(?:(万亿|[百千万亿])|)")
_SIMPLE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_SPOKEN_POINT = pattern(r"(?<=[0-9])点(?=[0-9])")
_SOME = pattern(r"零?几")
_PAIR = pattern(r"(?<!点)([一二两三四五六七八])([二两三四五六七八九])(?=[十百千万亿]*$)")
#: 三五个 and 三两天 are ranges too, though their digits are no neighbours in order.
_LOOSE_PAIRS = {"三五": (3, 5), "三两": (2, 3)}


class Number(msgspec.Struct, frozen=True, gc=False):
    """A numeral's value with what its own words allow; `value` is None where it is a range."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: str

    @classmethod
    def exact(cls, value: Decimal) -> Number:
        """Return a number that allows only itself."""
        return cls(value, value, value, "exact")

    @classmethod
    def over(cls, value: Decimal) -> Number:
        """Return a number that allows itself and more."""
        return cls(value, value, None, "over")

    @classmethod
    def under(cls, value: Decimal) -> Number:
        """Return a number that allows itself and less."""
        return cls(value, None, value, "under")

    @classmethod
    def about(cls, value: Decimal) -> Number:
        """Return a number that sets no bound."""
        return cls(value, None, None, "about")

    @classmethod
    def between(cls, low: Decimal, high: Decimal) -> Number:
        """Return a range."""
        return cls(None, low, high, "range")

    def times(self, factor: Decimal) -> Number:
        """Return the number in another scale; a negative factor turns the bounds round.

        Example:
            >>> Number.between(Decimal(2), Decimal(3)).times(Decimal(-1)).low
            Decimal('-3')
        """
        value, low, high = (None if part is None else part * factor for part in (self.value, self.low, self.high))
        if factor >= 0:
            return Number(value, low, high, self.approx)
        turned = {"over": "under", "under": "over"}.get(self.approx, self.approx)
        return Number(value, high, low, turned)


class _Malformed(ValueError):
    """The characters make no numeral."""


def _value(text: str) -> Decimal:
    """Return the value of a numeral without fuzzy words.

    Raises:
        _Malformed: the characters make no numeral.
    """
    whole, point, rest = text.replace("點", "点").partition("点")
    if point:
        tail = ""
        while rest and rest[0] in _DIGITS:
            tail, rest = tail + str(_DIGITS[rest[0]]), rest[1:]
        if not tail:
            raise _Malformed(text)
        base = _value(whole) if whole else Decimal(0)
        return (base + Decimal(f"0.{tail}")) * (_value(rest) if rest else 1)
    if not text:
        raise _Malformed(text)
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    return _sum(text)


def _sum(text: str) -> Decimal:
    """Add up a numeral with scales: `current` digit, `section` below 万, `total` above it."""
    total = section = Decimal(0)
    current: Decimal | None = None
    last = 1
    index, size = 0, len(text)
    while index < size:
        char = text[index]
        if char in _DIGITS:
            digit = _DIGITS[char]
            # 三百五 is 350, 一万二 is 12000: a last digit without 零 counts in the place below the scale before it
            if digit and index == size - 1 and text[index - 1] in "百千万亿萬億" and last >= 100:
                return total + section + digit * last // 10
            if current and digit and (section or total):
                raise _Malformed(text)
            current = current * 10 + digit if current else Decimal(digit)
        elif char in _SCALES:
            last = _SCALES[char]
            section += (current or 1) * last
            current = None
        elif char in _BIG:
            lower = section + (current or 0)
            scale = _BIG[char]
            if total and (not lower or _last_big(total) < scale):
                total = (total + lower) * scale
            else:
                total += (lower or 1) * scale
            section, current, last = Decimal(0), None, scale
        elif char in _TENS:
            section, current = section + _TENS[char], None
        else:
            found = _ASCII.match(text, index)
            if found is None or current:
                raise _Malformed(text)
            current = Decimal(found.group())
            # 3万5 is 35000, as 三万五 is
            if found.end() == size and len(found.group()) == 1 and index and text[index - 1] in "百千万亿":
                return total + section + current * last / 10
            index = found.end() - 1
        index += 1
    return total + section + (current or 0)


def _last_big(total: Decimal) -> int:
    """Return the smallest of 万, 亿, 兆 that divides a sum: the scale that it was last multiplied with."""
    return next((scale for scale in (10**12, 10**8, 10**4) if not total % scale), 1)


def read_numeral(text: str) -> Number | None:
    """Read one numeral.

    Args:
        text: the numeral alone, without unit: `1,412`, `3万4000`, `三千六百余`, `十几`, `数百`, `三四`.

    Returns:
        Its value and bounds, or None where it is no numeral.

    Example:
        >>> read_numeral("3万4000").value, read_numeral("三千六百余").approx, read_numeral("数十").high
        (Decimal('34000'), 'over', Decimal('99'))
        >>> read_numeral("3点5万").value
        Decimal('35000.0')
    """
    return _read(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=8192)
def _read(text: str) -> Number | None:
    """Read a numeral of sane length; articles print the same ones again and again."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        value = Decimal(plain[1])
        return Number.exact(value * _SIMPLE[plain[2]] if plain[2] else value)
    if text == "半百":
        return Number.exact(Decimal(50))
    text = _SPOKEN_POINT.sub(".", text.replace(",", "").replace("，", "").replace(" ", ""))
    try:
        return _fuzzy(text) if any(word in text for word in _FUZZY) else _sharp(text)
    except _Malformed:
        return None


def _fuzzy(text: str) -> Number:
    """Read a numeral with 几, 数, 余, 多 or 来 in it."""
    if text[0] in "几数":
        if len(text) < 2 or text[1] in _DIGITS:
            raise _Malformed(text)
        step = _value(text[1])
        return Number.between(step * 2, step * 10 - 1).times(_bare(text[2:]))
    some = _SOME.search(text)
    if some:
        head, tail = text[: some.start()], text[some.end() :]
        if tail and head[-1] in _SCALES and _SCALES.get(tail[0], 10**4) < _SCALES[head[-1]]:
            # 一百几十 counts the lower scale: 120 to 199
            unit, above = Decimal(_SCALES[tail[0]]), _value(head)
            return Number.between(above + unit * 2, above + unit * 10 - 1).times(_bare(tail[1:]))
        base, scale = _value(head), _bare(tail)
        # 十几, 三十几 count ones; 一百几 counts tens, 一百零几 ones
        step = Decimal(1) if head[-1] not in _SCALES or some.group()[0] == "零" else Decimal(_SCALES[head[-1]]) / 10
        return Number.between(base + max(step, Decimal(1)), base + 9 * max(step, Decimal(1))).times(scale)
    about = "来" in text
    value = _value(text.replace("余", "").replace("多", "").replace("来", ""))
    return Number.about(value) if about else Number.over(value)


def _bare(text: str) -> Decimal:
    """Return the factor that scales at the end of a fuzzy numeral make (数十万: 万)."""
    return _value(text.replace("余", "").replace("多", "")) if text else Decimal(1)


def _sharp(text: str) -> Number:
    """Read a numeral without fuzzy words; two neighbouring digits (三四百) make a range."""
    pair = _PAIR.search(text)
    if pair and (len(text) == 2 or any(char in _SCALES or char in _BIG for char in text)):
        first, second = _LOOSE_PAIRS.get(pair.group(), (_DIGITS[pair[1]], _DIGITS[pair[2]]))
        before = text[pair.start() - 1] if pair.start() else ""
        if (second == first + 1 or pair.group() in _LOOSE_PAIRS) and (not before or before in "十百千万亿"):
            low = _value(f"{text[: pair.start()]}{_CHINESE_DIGITS[first]}{text[pair.end() :]}")
            high = _value(f"{text[: pair.start()]}{_CHINESE_DIGITS[second]}{text[pair.end() :]}")
            if low < high:
                return Number.between(low, high)
    return Number.exact(_value(text))
