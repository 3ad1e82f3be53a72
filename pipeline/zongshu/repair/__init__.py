"""Stage `repair`: raw text to clean text, with the map back.

Each step reads a text and yields edits; the stage applies them one step after the other and joins their maps. A step may
be left out by name, and how often each acted is counted in `Article.repairs`. What is not certain is not repaired.
Traditional characters are no damage, but the stages behind read simplified ones: `clean` is the simplified reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, cast

from zongshu.compiled import compile_pattern
from zongshu.offsets import Edit, OffsetMap, edit, rearrange
from zongshu.repair.doubling import doubled_print, doubled_signs
from zongshu.repair.formulas import formulas, unread_formulas
from zongshu.repair.furniture import Move, page_furniture
from zongshu.repair.lookalike import look_alikes
from zongshu.repair.margins import line_numbers
from zongshu.repair.masked import masked_numbers
from zongshu.repair.mojibake import mojibake
from zongshu.repair.pinyin import bracketed_pinyin
from zongshu.repair.script import traditional
from zongshu.repair.signs import needed, rare_signs
from zongshu.repair.spaces import invisible_signs, letter_spacing, stray_spaces
from zongshu.repair.torn import unsure_joints
from zongshu.repair.widths import STYLED, full_width, thousands_marks
from zongshu.repair.wraps import hard_wraps
from zongshu.types import Article, Issue

__all__ = ["STEPS", "Change", "changes", "may_hide_numbers", "repair", "repair_text"]

Step = Callable[[str], Iterable[Edit | Move]]

STEPS: dict[str, Step] = {
    "invisible": invisible_signs,
    "traditional": traditional,
    "formula": formulas,
    "bracketed_pinyin": bracketed_pinyin,
    "letter_spacing": letter_spacing,
    "line_number": line_numbers,
    "doubled_print": doubled_print,
    "page_furniture": page_furniture,
    "hard_wrap": hard_wraps,
    "look_alike": look_alikes,
    "full_width": full_width,
    "stray_space": stray_spaces,
    "thousands_mark": thousands_marks,
}
"""The repairs in the order in which they run, by the name under which they are counted."""


_N = r"\d〇零一二两三四五六七八九十百千万亿"
# a break and a space inside a number; patterns begin with the sign itself, so that the search runs at full speed
_TORN = (
    (
        "\n",
        compile_pattern(
            rf"\n(?<=[{_N}.,，\r ]\n)(?:(?:(?<=[{_N}]\n)|(?<=[{_N}]\r\n)|(?<=[{_N}] \n))"
            rf"\s*[{_N}%‰余多几个名人次场项家户元年月日倍成]"
            r"|(?:(?<=\d[.,，]\n)|(?<=\d[.,，]\r\n))\s*\d{1,3}(?!\d))"
        ),
    ),
    (" ", compile_pattern(r" (?<=[0-9.] )(?=[0-9.])")),
    ("$", compile_pattern(r"\$ ?\d")),
)


def may_hide_numbers(text: str) -> bool:
    """Tell whether a text shows what changes numbers: doubled print, a break or a space inside one, traditional script,
    digits of a style.

    Much cheaper than the repair itself, for callers that want numbers alone. A phrase that is printed twice without a
    doubled sign (3个月3个月) is not looked for: its number is found twice.

    Example:
        >>> may_hide_numbers("建成1313个个"), may_hide_numbers("建成站点280个，覆盖率73.8%。")
        (True, False)
    """
    signs, of = rare_signs(text), needed()
    if not signs.isdisjoint(of["invisible"]) or any(sign in text and look.search(text) for sign, look in _TORN):
        return True
    if doubled_signs(text) or not signs.isdisjoint(STYLED):
        return True
    return not signs.isdisjoint(of["traditional"]) and next(iter(traditional(text)), None) is not None


def repair_text(text: str, steps: Iterable[str] = tuple(STEPS)) -> tuple[str, OffsetMap, dict[str, int]]:
    """Repair a text.

    Args:
        text: the raw text.
        steps: names of `STEPS` to run, in the order given.

    Returns:
        The clean text, the map from it to `text`, and how many edits each step made (steps without edits are absent).

    Raises:
        KeyError: a step of that name does not exist.

    Example:
        >>> clean, back, counts = repair_text("建成站点1313个个")
        >>> clean, back.span(4, 7), counts
        ('建成站点13个', (4, 9), {'doubled_print': 2})
    """
    clean, back = text, OffsetMap.identity(len(text))
    counts: dict[str, int] = {}
    for name, edits, _, after, one in _run(text, steps):
        clean, back = after, back.then(one)
        counts[name] = len(edits)
    return clean, back, counts


def _run(text: str, steps: Iterable[str]) -> Iterator[tuple[str, list[Edit | Move], str, str, OffsetMap]]:
    """Yield each step that changes the text: its name, its edits, the text before and after it, and its map."""
    signs = needed()
    for name in steps:
        step = STEPS[name]
        if name in signs and signs[name].isdisjoint(rare_signs(text)):
            continue
        edits = list(step(text))
        if edits:
            after, one = _apply(text, edits)
            yield name, edits, text, after, one
            text = after


class Change(NamedTuple):
    """One change that a step made.

    Attributes:
        step: its name.
        start: where it stands in the raw text; `end` likewise.
        before: what the step found there, after the steps before it.
        after: what it wrote instead; for a piece that was moved, the piece.
        to: where a moved piece went in the raw text.
    """

    step: str
    start: int
    end: int
    before: str
    after: str
    to: int | None = None


def changes(text: str, steps: Iterable[str] = tuple(STEPS)) -> list[Change]:
    """List what repair changes in a text, for people to look at.

    Args:
        text: the raw text.
        steps: names of `STEPS` to run, in the order given.

    Returns:
        The changes, in the order of the raw text.

    Example:
        >>> [(one.step, one.start, one.before, one.after) for one in changes("建成站点1313个个，增长８％")]
        [('doubled_print', 6, '13', ''), ('doubled_print', 9, '个', ''), ('full_width', 13, '８', '8'), ('full_width', 14, '％', '%')]
    """
    found: list[Change] = []
    back = OffsetMap.identity(len(text))
    for name, edits, before, _, more in _run(text, steps):
        for one in edits:
            start, end = back.span(one[0], one[1])
            old = before[one[0] : one[1]]
            if isinstance(one, Move):
                found.append(Change(name, start, end, old, old, back.position(one.to)))
            else:
                found.append(Change(name, start, end, old, one[2]))
        back = back.then(more)
    return sorted(found, key=lambda one: one.start)


def _apply(text: str, edits: list[Edit | Move]) -> tuple[str, OffsetMap]:
    """Make the edits of one step; a step that moves pieces deletes but inserts nothing."""
    landing = sorted((one.to, one.start, one.end) for one in edits if isinstance(one, Move))
    if not landing:
        return edit(text, cast("list[Edit]", edits))
    pieces: list[tuple[int, int]] = []
    at = done = 0
    for start, end in [*sorted((one[0], one[1]) for one in edits), (len(text), len(text))]:
        while done < len(landing) and landing[done][0] <= start:
            to, moved, moved_end = landing[done]
            pieces += [(at, to), (moved, moved_end)]
            at = to
            done += 1
        pieces.append((at, start))
        at = end
    return rearrange(text, pieces)


def repair(article: Article) -> Article:
    """Fill `clean`, `map` and `repairs` of an article from its raw text, and flag what cannot be repaired."""
    article.clean, article.map, article.repairs = repair_text(article.raw)
    lost = mojibake(article.raw) if rare_signs(article.raw) & needed()["mojibake"] else ()
    for start, end in lost:
        message = f"characters lost by a wrong decoding: {article.raw[start:end][:20]!r}"
        article.issues.append(Issue("repair.mojibake", message, start, end))
    clean, back = article.clean, article.map
    for start, end in unread_formulas(clean):
        message = f"a formula that cannot be read as a number: {clean[start:end][:40]!r}"
        article.issues.append(Issue("repair.formula", message, *back.span(start, end)))
    for start, end in masked_numbers(clean):
        message = f"a number whose figures are masked: {clean[start:end]!r}"
        article.issues.append(Issue("repair.masked", message, *back.span(start, end)))
    for start, end in unsure_joints(clean) if "hard_wrap" in article.repairs else ():
        low, high = back.span(start, end)
        if "\n" in article.raw[low:high]:
            message = f"a line end between two words that may be one: {clean[start:end]!r}"
            article.issues.append(Issue("repair.latin_word", message, low, high))
    return article
