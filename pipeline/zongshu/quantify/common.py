"""The commonest shapes at half the cost: a number with its unit, and a lone numeral that heads a list.

They give what the readers of `scan` would; a number with anything beside it that may change it is left to those.
"""

from __future__ import annotations

import re

from zongshu.lexicon.numerals import CHINESE_START, read_numeral
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.quantify.approx import AFTER, bounded
from zongshu.quantify.before import TOUCHING, apart, before
from zongshu.quantify.codes import bare
from zongshu.quantify.found import COUNTER
from zongshu.quantify.parts import AFTER_UNIT
from zongshu.quantify.plain import fuzzy
from zongshu.quantify.ranges import RANGE_MARKS
from zongshu.types import Mention, Quantity

__all__ = ["bare_digits", "commonest", "lone"]

_DATE_NEXT = "年月日号时点:：./后世季、个"
_STOP = f"[{re.escape(''.join(sorted(AFTER | AFTER_UNIT | RANGE_MARKS)))}a-zA-Z]"
# number, scale and unit, none of which goes on in what follows: atomic, so that no shorter unit is tried
_PLAIN_DIGITS = pattern(
    r"(?>([0-9]{1,3}(?:(?:,[0-9]{3})+|[0-9]{0,5})(?:\.[0-9]{1,6}|)(?:[余多](?=[万亿])|)(?:万亿|[万亿]|)))(?:(余|多(?!元化))|)(?![0-9.,年月日号时点世后季块十百千])"
    rf"(?>({units().pattern}))(?:(?!{_STOP})|(左右|以上|以下|以内))"
)
_PLAIN_CHINESE = pattern(
    rf"([一二两三四五六七八九十])()(?![月日号时点世后季块十百千万亿])(?>({units().strict}))(?:(?!{_STOP})|(左右|以上|以下|以内))"
)
_FORMS = units().forms
_RULES = {
    chinese: {form: f"quantity.{script}.{unit.dimension}" for form, unit in _FORMS.items()}
    for chinese, script in ((False, "digits"), (True, "chinese"))
}
# a number that a clause or a line ends with
_BARE = pattern(r"([0-9]{1,8}(?:\.[0-9]{1,6}|)(?:万亿|[万亿]|))(?=[。；！？”\n]|，(?![0-9]{3}))")
_LONE = pattern(
    rf"[一二三四五六七八九十](?!{_STOP}"
    rf"|[{_DATE_NEXT}{CHINESE_START}余来把几点分成折半又两毛旬发步比打])"
)
# what is no sign, currency or letter: the beginning, a line end
_NOTHING = ("", "\n")
_BEFORE_BARE = TOUCHING | frozenset("币元金镑布〔（﹝【＋")
_BEFORE_LONE = TOUCHING | frozenset("月初历币元金镑布")


def commonest(text: str, start: int, floor: int, chinese: bool) -> Mention | None:
    """Read a number with a unit, where nothing but an approximator can stand on either side.

    Args:
        text: the text.
        start: where the numeral begins.
        floor: the end of the mention before.
        chinese: True for a Chinese numeral.

    Returns:
        A claim, or None where the number needs a closer look.

    Example:
        >>> commonest("建成站点280个，", 4, 0, False).quantity.value, commonest("PM280个", 2, 0, False)
        (Decimal('280'), None)
    """
    match = (_PLAIN_CHINESE if chinese else _PLAIN_DIGITS).match(text, start)
    if match is None:
        return None
    left = text[start - 1] if start > floor else ""
    if left.isascii() and left not in _NOTHING:
        return None
    printed, tail, form, word = match.groups()
    if chinese and left in TOUCHING and form[0] == "个":
        return None  # it may be a date: 前三个季度
    number, unit = read_numeral(printed), _FORMS[form]
    if number is None:
        return None
    rules, end = [_RULES[chinese][form]], match.end()
    if tail:
        number = fuzzy(number, tail)
    if word:
        number = bounded(number, word)
        rules.append(f"approx.{word}")
    if left and left in TOUCHING:
        start, number, joined = before(text, start, end, floor, number, unit, rules)
        unit = joined or unit
    elif number.approx == "exact":
        number = apart(text, start, floor, number, rules)
    quantity = Quantity(number.value, number.low, number.high, number.approx, unit.name, unit.kind, unit.dimension)
    return Mention(start, end, "claim", quantity, rules)


def bare_digits(text: str, start: int, floor: int) -> Mention | None:
    """Read digits that a clause or a line ends with, so that no unit, date or further numeral can follow.

    Example:
        >>> bare_digits("共83\\n", 1, 0).quantity.value, bare_digits("共83个", 1, 0)
        (Decimal('83'), None)
    """
    match = _BARE.match(text, start)
    if match is None:
        return None
    left = text[start - 1] if start > floor else ""
    if left in _BEFORE_BARE or (left.isascii() and left not in _NOTHING):
        return None
    return bare(start, match.end(), "quantity.digits", number=read_numeral(match[1]), why="label.no_unit")


def lone(text: str, start: int, floor: int) -> Mention | None:
    """Read a Chinese digit that no unit, date or further numeral follows (一是, （二）).

    Example:
        >>> lone("二是强化管理", 0, 0).role, lone("二月", 0, 0)
        ('label', None)
    """
    if not _LONE.match(text, start) or (start > floor and text[start - 1] in _BEFORE_LONE):
        return None
    if COUNTER.match(text, start + 1):
        return None
    return bare(start, start + 1, "quantity.chinese", number=read_numeral(text[start]), why="label.no_unit")
