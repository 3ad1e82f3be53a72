"""One linear pass that finds every numeric mention and reads its value, bounds and unit.

The pass stops only at characters that can open a mention and asks the reader for that character: digits, Chinese
numerals, 第, 半 and a few more. What follows the numeral tells which shape to try (date, share, range, ratio, plain), so
that a number costs two or three matches; the commonest shapes have one of their own. Each pattern's parts exclude each
other; no input makes the pass slow.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from zongshu.lexicon.calendar import DATE, LUNAR, LUNAR_HEAD
from zongshu.lexicon.labels import labels
from zongshu.lexicon.numerals import ARABIC, CHINESE, CHINESE_START, NUMERAL, Number, read_numeral
from zongshu.patterns import pattern
from zongshu.quantify.approx import mention
from zongshu.quantify.before import currency
from zongshu.quantify.codes import CODE_AFTER, CODE_BEFORE, CODE_DIGITS, bare, code
from zongshu.quantify.common import bare_digits, commonest, lone
from zongshu.quantify.found import Found
from zongshu.quantify.plain import plain
from zongshu.quantify.ranges import RANGE_MARKS, between, ratio
from zongshu.quantify.shares import double, fraction, half, slash, tenths
from zongshu.types import Mention, Quantity

__all__ = ["scan"]

# one class first, so that the search is a scan; what follows some of its characters is looked at there and then
_OPEN = pattern(
    f"[0-9{CHINESE_START}第半首翻过前头公](?:(?<![几数首翻过前头公])|(?<=[几数])(?=[十百千万亿])|(?<=[前头])(?=[ 0-9{CHINESE_START}半])"
    f"|(?<=过)(?=半)|(?<=首)(?=位)|(?<=公)(?=元)|(?<=翻)(?=[了番一两二三四]))"
)
_DIGITS = pattern(ARABIC)
_CHINESE = pattern(CHINESE)
_DATE_NEXT = frozenset("年月日号时点:：-—–－−~～〜/.后世季、至到 ")
_CHINESE_DATE_NEXT = frozenset("年月日号点-—–－~～〜后世季、至到 个")
_LUNAR_LAST = frozenset("月初历")
_YEAR = pattern(r"(?:公元)?([0-9]{4}|[一二三四五六七八九〇○零]{3,4}) ?年?度?")
_ORDINAL = pattern(
    rf"[第前头] ?({NUMERAL}) ?(届|批次|批|次|期|个|位|名|章|条|号|轮|阶段|季|强|家|支|场|站|版|项|年|师|代|方阵|组|块|篇"
    r"|周|天|集|部|关|道|页|户|例|座|所|款|份|辆|台|架|艘|株|棵|吨)?"
)
# a chapter's number above or before its title: 02 把服务送到家门口
_NUMBERED = pattern(r"0[1-9](?=[ \u3000/|｜]*[\u4e00-\u9fff“《\n])(?![年月日时点:：])")
_HEAD = pattern(r"[0-9]{1,2}(?=\.(?:19|20)[0-9]{2}年)")
_FRONT = pattern(rf"[前头] ?{NUMERAL}(?:[名位强]|个?季度|个?月(?!末))")
# 头 is a word of its own here: not in 牵头, 街头, 龙头
_BEFORE_HEAD = frozenset("入身列居获得夺取选励在的是占省市县区国")
_FIRST = Number.exact(Decimal(1))


def scan(text: str) -> list[Mention]:
    """Return every numeric expression of a text in order, with the role that its own form gives it.

    Args:
        text: clean text.

    Returns:
        Mentions that do not overlap; `rules` names the form. Roles that depend on the surroundings (quotes, names,
        idioms) are settled by `roles`.

    Example:
        >>> [(m.start, m.end, m.role) for m in scan("2024年培训290余场、5万人次")]
        [(0, 5, 'date'), (7, 12, 'claim'), (13, 17, 'claim')]
    """
    found: list[Mention] = []
    at = floor = 0
    search, words, letters = _OPEN.search, labels().words, labels().letters
    while opening := search(text, at):
        start = opening.start()
        char = text[start]
        if char in letters and (
            text[start : start + 2] in words or (text[start - 1 : start + 1] in words and start > floor)
        ):
            at = start + 1
            continue
        one = _READERS[char](text, start, floor)
        if one is None:
            at = start + 1
        else:
            at = floor = one.end
            found.append(one)
    return found


def _digits(text: str, start: int, floor: int) -> Mention | None:
    """Read what begins with a digit."""
    if text[start] == "0" and (start == 0 or text[start - 1] == "\n"):
        head = _NUMBERED.match(text, start)
        if head:
            return bare(start, head.end(), "label.head", number=read_numeral(head.group()))
    common = commonest(text, start, floor, False) or bare_digits(text, start, floor)
    if common:
        return common
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    end = match.end()
    follows, left = text[end : end + 1], text[start - 1] if start > floor else ""
    if follows == "年" and "." in match.group():
        head = _HEAD.match(text, start)
        if head:
            return bare(start, head.end(), "label.head", number=read_numeral(head.group()))
    if (left in CODE_BEFORE or follows in CODE_AFTER or end - start > CODE_DIGITS or left.isascii()) and not (
        left and left.isascii() and currency(text, start, floor)
    ):
        coded = code(text, start, end, floor)
        if coded:
            return coded
    if follows in _DATE_NEXT and follows:
        dated = _date(text, start)
        if dated:
            return dated
    found: Found | None = None
    if follows and follows in "分成折/ ":
        if follows == "分":
            found = fraction(text, start)
        elif follows in "成折":
            found = tenths(text, start)
        else:
            found = slash(text, start)
    elif follows and follows in ":：∶︰比":
        found = ratio(text, start)
    return _joined(text, start, floor, found, False)


def _chinese(text: str, start: int, floor: int) -> Mention | None:
    """Read what begins with a Chinese numeral."""
    common = lone(text, start, floor) or commonest(text, start, floor, True)
    if common:
        return common
    match = _CHINESE.match(text, start)
    if match is None:
        return None
    if start > floor and text[start - 1] in _LUNAR_LAST:
        head = LUNAR_HEAD.search(text, max(floor, start - 5), start)
        lunar = LUNAR.match(text, head.start()) if head else None
        if lunar and lunar.end() > start:
            return bare(lunar.start(), lunar.end(), "date.lunar", "date")
    follows = text[match.end() : match.end() + 1]
    if follows in _CHINESE_DATE_NEXT and follows and not (follows == "年" and match.end() - start == 1):
        dated = _date(text, start)
        if dated:
            return dated
    found: Found | None = None
    if follows == "下" and match.group() == "零":
        return _below(text, start, floor)
    if follows == "分":
        found = fraction(text, start)
    elif follows and follows in "成折":
        found = tenths(text, start)
    elif follows == "比":
        found = ratio(text, start)
    elif follows == "半" and text[start] == "一":
        found = half(text, start)
    return _joined(text, start, floor, found, True)


def _below(text: str, start: int, floor: int) -> Mention | None:
    """Read 零下12℃."""
    opening = text[start + 2 : start + 3]
    if not opening or (not opening.isdigit() and opening not in CHINESE_START):
        return None
    found = plain(text, start + 2, not opening.isdigit())
    if found is None or found.number.value is None:
        return None
    found.start, found.number = start, found.number.times(Decimal(-1))
    return _joined(text, start, floor, found, False)


def _joined(text: str, start: int, floor: int, found: Found | None, chinese: bool) -> Mention | None:
    """Read a number with its unit, or the range it begins, and join the words around it."""
    if found is None:
        found = plain(text, start, chinese)
        if found is None:
            return None
    if found.end < len(text) and text[found.end] in RANGE_MARKS:
        found = between(text, found, floor) or found
    if found.number.approx == "range" and text.startswith("之间", found.end):
        found.end += 2
    return mention(text, found, floor)


def _date(text: str, start: int) -> Mention | None:
    """Read a date; a bare year keeps its number."""
    match = DATE.match(text, start)
    # 十日常 and 十日照 are no days
    if match is None or (match.group().endswith("日") and text.startswith(("照", "常"), match.end())):
        return None
    year = _YEAR.fullmatch(match.group())
    return bare(start, match.end(), "date.calendar", "date", read_numeral(year[1]) if year else None)


def _ordinal(text: str, start: int, floor: int) -> Mention | None:
    """Read 第N…, 前N名 and 头N名; whether it is a ranking claim is settled by `roles`."""
    front = text[start] in "前头"
    if front:
        shape = _FRONT.match(text, start)
        left = text[start - 1] if start else ""
        if shape is None or (text[start] == "头" and not _leads(shape.group(), left)):
            return None
        if shape.group()[-1] in "度月":
            return _date(text, start)
    elif text.startswith("季度", start + 2) or text.startswith("季度", start + 3):
        return _date(text, start)
    match = _ORDINAL.match(text, start)
    number = read_numeral(match[1]) if match else None
    if match is None or number is None or number.value is None:
        return None
    unit = match[2] or ""
    if front:
        number = Number.under(number.value)
    name = "位" if unit in ("", "名", "强") else unit
    quantity = Quantity(number.value, number.low, number.high, number.approx, name, "rank")
    return Mention(start, match.end(), "ordinal", quantity, ["ordinal.front" if front else "ordinal.第"])


def _leads(shape: str, left: str) -> bool:
    """Tell whether 头 before a numeral means the first ones (头三名)."""
    return shape[-1] in "名位" and (not left.isalpha() or left in _BEFORE_HEAD)


def _half(text: str, start: int, floor: int) -> Mention | None:
    """Read 半年, 半数以上, 半成; 上半年 is a date."""
    if start > floor and text[start - 1] in "上下前后" and text.startswith("年", start + 1):
        return bare(start - 1, start + 2, "date.calendar", "date")
    found = half(text, start) or tenths(text, start)
    if found is None and text.startswith("百", start + 1):
        found = plain(text, start, True)
    return mention(text, found, floor) if found else None


def _over_half(text: str, start: int, floor: int) -> Mention | None:
    found = half(text, start)
    return mention(text, found, floor) if found else None


def _double(text: str, start: int, floor: int) -> Mention | None:
    found = double(text, start)
    return mention(text, found, floor) if found else None


def _first(text: str, start: int, floor: int) -> Mention | None:
    if not text.startswith("位", start + 1):
        return None
    quantity = Quantity(_FIRST.value, _FIRST.low, _FIRST.high, "exact", "位", "rank")
    return Mention(start, start + 2, "ordinal", quantity, ["ordinal.首位"])


def _era(text: str, start: int, floor: int) -> Mention | None:
    """Read 公元1996年."""
    return _date(text, start) if text.startswith("元", start + 1) else None


_Reader = Callable[[str, int, int], Mention | None]
_READERS: dict[str, _Reader] = {}
_READERS.update(dict.fromkeys("0123456789", _digits))
_READERS.update(dict.fromkeys(CHINESE_START, _chinese))
_READERS.update(
    {
        "第": _ordinal,
        "前": _ordinal,
        "头": _ordinal,
        "半": _half,
        "过": _over_half,
        "翻": _double,
        "首": _first,
        "公": _era,
    }
)
