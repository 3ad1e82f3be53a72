"""Every way to print a value: digits, thousands commas, scales, Chinese and formal numerals, shares, with words around.

A rendering is a text and the number that reading it back must give.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

__all__ = ["Rendering", "chinese", "formal", "paragraphs", "renderings", "sentences"]

_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
COUNT_UNITS = (
    "个",
    "人",
    "户",
    "家",
    "项",
    "件",
    "场",
    "人次",
    "公里",
    "亩",
    "平方米",
    "吨",
    "元",
    "万元",
    "亿元",
    "万人次",
    "万亩",
)
BEFORE = {"约": "about", "大约": "about", "近": "under", "不足": "under", "不到": "under", "至多": "under"}
BEFORE |= {"逾": "over", "超": "over", "超过": "over", "突破": "over", "至少": "over", "不少于": "over"}
AFTER = {"左右": "about", "上下": "about", "以上": "over", "以下": "under", "以内": "under"}
SCALES = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Rendering:
    """What is printed, and what it must be read as."""

    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str


def _group(number: int) -> str:
    """Write 1 to 9999; a gap is one 零."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text


def chinese(number: int) -> str:
    """Write a whole number below 10^16 in Chinese numerals.

    Example:
        >>> chinese(20304), chinese(15), chinese(2_0000_0001)
        ('二万零三百零四', '十五', '二亿零一')
    """
    if not number:
        return "零"
    high, low = divmod(number, 10**8)
    if high:
        rest = ("零" if low < 10**7 else "") + chinese_below(low) if low else ""
        return chinese_below(high) + "亿" + rest
    text = chinese_below(number)
    return text[1:] if text.startswith("一十") else text


def chinese_below(number: int) -> str:
    """Write a whole number from 1 to 10^8 - 1."""
    high, low = divmod(number, 10**4)
    if not high:
        return _group(low)
    return _group(high) + "万" + (("零" if low < 1000 else "") + _group(low) if low else "")


def formal(number: int) -> str:
    """Write a whole number in the numerals of cheques.

    Example:
        >>> formal(1230)
        '壹仟贰佰叁拾'
    """
    text = chinese(number)
    return ("一" + text if text[0] == "十" else text).translate(_FORMAL)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


@st.composite
def numerals(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Draw a numeral and its value."""
    way = draw(st.sampled_from(("digits", "commas", "decimal", "scale", "chinese", "formal", "mixed", "wide")))
    if way == "commas":
        number = draw(st.integers(1000, 10**12))
        return f"{number:,}", Decimal(number)
    if way == "decimal":
        value = Decimal(draw(st.integers(1, 10**7))) / 100
        return _plain(value), value
    if way == "scale":
        value = Decimal(draw(st.integers(1, 10**6))) / 100
        word = draw(st.sampled_from(("万", "亿", "万亿")))
        return f"{_plain(value)}{word}", value * (10**12 if word == "万亿" else SCALES[word])
    if way == "chinese":
        # two of a thing is 两; 二家 names the second
        number = draw(st.integers(3, 10**12))
        return chinese(number), Decimal(number)
    if way == "formal":
        number = draw(st.integers(11, 10**8 - 1))
        return formal(number), Decimal(number)
    if way == "mixed":
        big, small = draw(st.integers(1, 9999)), draw(st.integers(1000, 9999))
        return f"{big}万{small}", Decimal(big * 10000 + small)
    number = draw(st.integers(0, 10**8))
    if way == "wide":
        return "".join(chr(ord(char) + 0xFEE0) for char in str(number)), Decimal(number)
    return str(number), Decimal(number)


@st.composite
def renderings(draw: st.DrawFn) -> Rendering:
    """Draw a quantity: a share, a bounded or plain number with a unit, or a range."""
    way = draw(st.sampled_from(("plain", "before", "after", "share", "range", "fuzzy")))
    if way == "share":
        value = Decimal(draw(st.integers(1, 9999))) / 100
        text = draw(
            st.sampled_from(
                (f"{_plain(value)}%", f"{_plain(value)}％", f"百分之{_plain(value)}", f"{_plain(value)}个百分点")
            )
        )
        return Rendering(text, value, value, value, "个百分点" if "点" in text else "%")
    unit = draw(st.sampled_from(COUNT_UNITS))
    scale = Decimal(SCALES.get(unit[0], 1)) if len(unit) > 1 else Decimal(1)
    base = unit[1:] if scale > 1 else unit
    if way == "range":
        low = draw(st.integers(1, 5000))
        high = low + draw(st.integers(1, 5000))
        mark = draw(st.sampled_from(("-", "—", "–", "~", "～", "至", "到")))
        return Rendering(f"{low}{mark}{high}{unit}", None, low * scale, high * scale, base)
    text, value = draw(numerals())
    if scale > 1:
        # a scale in the unit serves a plain number only
        number = draw(st.integers(1, 9999))
        text, value = str(number), number * scale
    if way == "before":
        word = draw(st.sampled_from(sorted(BEFORE)))
        return _bounded(f"{word}{text}{unit}", value, BEFORE[word], base)
    if way == "after":
        word = draw(st.sampled_from(sorted(AFTER)))
        return _bounded(f"{text}{unit}{word}", value, AFTER[word], base)
    if way == "fuzzy":
        number = draw(st.integers(1, 999)) * 10
        return _bounded(f"{number}余{unit}", number * scale, "over", base)
    return Rendering(f"{text}{unit}", value, value, value, base)


def _bounded(text: str, value: Decimal, side: str, unit: str) -> Rendering:
    return Rendering(text, value, value if side == "over" else None, value if side == "under" else None, unit)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw a sentence with some quantities in it, ended by a stop."""
    heads = ("全年完成", "建成", "累计服务", "同比增长", "其中", "覆盖率达", "新增")
    heads += ("2024年", "截至5月底，", "第三批", "“15分钟圈”", "进一步")
    parts = [draw(st.sampled_from(heads)) + draw(renderings()).text for _ in range(draw(st.integers(1, 4)))]
    return draw(st.sampled_from(("，", "、", "；"))).join(parts) + draw(st.sampled_from("。！？\n"))


HEADS = ("全年完成投资", "新建改造", "累计服务群众", "同比提高", "其中城区", "覆盖率达到")
HEADS += ("每万人拥有社区工作者", "比上年增加", "每户补助", "线路总长")


@st.composite
def paragraphs(draw: st.DrawFn) -> list[str]:
    """Draw sentences of running text: clauses with a number each, no two alike, ended by a stop."""
    heads = draw(st.permutations(HEADS))[: draw(st.integers(2, 8))]
    parts, clauses = [], []
    for index, head in enumerate(heads):
        clauses.append(head + draw(renderings()).text + draw(st.sampled_from(("", "的目标", "，成效明显"))))
        if draw(st.booleans()) or index == len(heads) - 1:
            parts.append("，".join(clauses) + "。")
            clauses = []
    return parts
