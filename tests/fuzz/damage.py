"""Inputs worth trying: the sample articles, cut, joined, doubled, wrapped and sprinkled with what breaks parsers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from tests.support.damage import DAMAGES, damage

from zongshu.lexicon.divisions import divisions, short_names

__all__ = ["ODD", "PIECES", "mangled", "samples"]

CORPORA = Path(__file__).resolve().parents[2] / "corpora"

PIECES = (
    *"0123456789０９零〇一二两三十百千万亿壹贰拾佰几数半多余约近超逾廿卅",
    *"，。、；：！？“”‘’《》（）()[]【】%％‰.．/~～-—－–+＋×:∶<>≥≤*#|$&;=",
    *"年月日个人户元亩次分之至到强负每均成折倍翻番其中各",
    *(
        "百分之",
        "分别",
        "同比增长",
        "下降",
        "其中：",
        "截至2024年底",
        "“十四五”",
        "第一",
        "1.2.3",
        "1,234",
        "1，234.5万",
        "3-5",
    ),
    *(
        "2024年13月45日",
        "（一）",
        "1.",
        "一、",
        "一是",
        "万人次",
        "万元",
        "平方公里",
        "PM2.5",
        "GDP",
        "㎡",
        "℃",
        "km²",
        "$5^{\\circ}$",
    ),
    *(
        "孝义市",
        "全市",
        "我县",
        "省委",
        "鼓楼区",
        "去年同期",
        "“三会一课”",
        "不足",
        "以上",
        "左右",
        "目标",
        "要求",
        "预计",
        "力争",
    ),
    *(
        "999999999999999999999",
        "0.000000000001",
        "1e309",
        "NaN",
        "-0",
        "１／３",
        "三分之一",
        "十几",
        "千百",
        "两三千",
        "零点五",
    ),
)
"""Words of the language of numbers."""

ODD = (
    *("\x00", "\t", "\r", "\n", "\r\n", "\n\n", "\f", "\x0b", "\x1f", " ", "\u3000", "\xa0", "\u2028", "\u2029", "\x85"),
    *("\u200b", "\u200d", "\ufeff", "\ufffd", "\ufffe", "\u202e", "\u0301", "\U00020000", "\U0001f600", "\U0010ffff"),
    *("é", "ß", "ﬁ", "İ", "㈠", "①", "⑳", "Ⅻ", "½", "²", "㎏", "٣", "߁", "𝟙", "๓", "貳", "臺", "萬", "繁體字", "锟斤拷", "Ã©"),
)  # fmt: skip
"""Characters that few expect."""


@cache
def samples() -> tuple[str, ...]:
    """Return the sample articles with their layout damage, as a tool meets them."""
    return tuple(path.read_bytes().decode() for path in sorted((CORPORA / "dev").glob("*.txt")))


def mangled(text: str, rng: Random, longest: int = 3000) -> str:
    """Damage a text at random, a few times over."""
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
        text = rng.choice(_WAYS)(text, rng)[:longest]
    return text


def _span(text: str, rng: Random, longest: int = 60) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.randrange(longest))


def _insert(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + "".join(rng.choices(PIECES, k=rng.randrange(1, 6))) + text[at:]


def _sprinkle(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(ODD) + text[at:]


def _delete(text: str, rng: Random) -> str:
    start, end = _span(text, rng)
    return text[:start] + text[end:]


def _repeat(text: str, rng: Random) -> str:
    start, end = _span(text, rng, 20)
    return text[:end] + text[start:end] * rng.choice((1, 1, 2, 30)) + text[end:]


def _move(text: str, rng: Random) -> str:
    start, end = _span(text, rng)
    piece, rest = text[start:end], text[:start] + text[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def _splice(text: str, rng: Random) -> str:
    other = rng.choice(samples())
    start, end = _span(other, rng, 400)
    at = rng.randrange(len(text) + 1)
    return text[:at] + other[start:end] + text[at:]


def _cut(text: str, rng: Random) -> str:
    start, end = _span(text, rng, 800)
    return text[start:end]


def _layout(text: str, rng: Random) -> str:
    return damage(text, [rng.choice(list(DAMAGES))], seed=str(rng.random()))[0]


def _digits(text: str, rng: Random) -> str:
    return "".join(rng.choice("0123456789") if one.isdecimal() and rng.random() < 0.5 else one for one in text)


@cache
def _wholes() -> tuple[str, ...]:
    """Return the codes of the divisions that have parts."""
    table = divisions()
    known = {one for name in table.names() for one in table.find(name)}
    return tuple(sorted({over.code for one in known if (over := table.parent(one))}))


def _elsewhere(text: str, rng: Random) -> str:
    """Move the text to another division, and name a list of its parts: what is known of places differs from one to the next."""
    table = divisions()
    over = table.by_code(rng.choice(_wholes()))
    assert over is not None
    parts = [rng.choice([one.name, *short_names(one.name)]) for one in table.children(over)]
    if not parts:
        return text  # it was dissolved after its parts were
    names = rng.choices(parts, k=rng.randrange(2, 5))
    told = rng.choice("、和与及").join(names[:2]) + "".join(f"、{name}" for name in names[2:])
    at = text.find("。") + 1
    return f"{over.name}{text[:at]}{told}{rng.choice(('', '等地', '分别', '各'))}{text[at:]}"


def _upend(text: str, rng: Random) -> str:
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


_WAYS = (
    _insert,
    _insert,
    _sprinkle,
    _sprinkle,
    _delete,
    _repeat,
    _move,
    _splice,
    _cut,
    _layout,
    _digits,
    _upend,
    _elsewhere,
)
