"""What headings and turning words say of the text below them: review or plan."""

from __future__ import annotations

from functools import lru_cache

from zongshu.lexicon.cues import cues
from zongshu.patterns import pattern
from zongshu.types import Section

__all__ = ["TURN", "TURN_WORDS", "plan_begins", "plan_sections"]

# every branch begins with a letter of its own and looks back afterwards, so that most of a text is passed over quickly
TURN = pattern(
    r"下一步(?<![对就把排究署了与和及]下一步)(?!重点|工作作|的)|下步(?<![对就把排究署了与和及]下步)(?!重点|工作作|的)|下一阶段|新的一年|"
    r"今后[一五三]?|未来[五三]年|展望|按照计划|明年|来年(?<![一二三四五六七八九十几]来年)|主要预期目标|预期目标|奋斗目标|站在新的起点|成绩属于过去|面向“十|工作(?:打算|计划|安排|思路)(?=[。：:；])"
    r"|(?:flag|Flag|FLAG)(?![a-zA-Z]|[都已全均]|实现|完成|兑现)|小目标(?=[：:])"
)
"""Words at which a paragraph turns from what was done to what is planned."""

_TURNS = """
    下一步 下步 下一阶段 新的一年 今后 未来五年 未来三年 展望 按照计划 明年 来年 预期目标 奋斗目标 站在新的起点 成绩属于过去 面向“十
    工作打算 工作计划 工作安排 工作思路 flag Flag FLAG 小目标
"""
TURN_WORDS = frozenset(_TURNS.split())
"""One of them is in whatever `TURN` finds."""


_REVIEW = pattern(r"情况|成效|回顾|总结|完成|推进|进展|成绩|亮点|实施以来")
_PLAN = pattern(r"打算|安排|计划|思路|展望|下一步|下步|明年")
# a year, not the day of the meeting that the report was given at
_YEAR = pattern(r"(?:19|20)\d{2}(?=年(?! ?\d{1,2} ?月 ?\d{1,2} ?日))")


# 存在问题和下一步打算: what is amiss comes first
_MIXED = pattern(
    r"(?:情况|问题|不足|困难|短板|成效|回顾|总结|进展)[^，。；]{0,6}?(?:和|与|及|以及|、|暨)[^，。；]{0,8}?(?:打算|计划|安排|思路|展望|下一步|下步|措施|建议)"
)
_PLANS = pattern(r"计划|力争|拟|(?<!即)将(?!近|原|其|他|她|[^，。；]{1,12}(?:纳入|作为|划))")


def plan_begins(text: str, sections: list[Section], year: int | None = None) -> list[int | None]:
    """Tell for each section from which position on it is a plan, None for never.

    A section of both kinds (存在问题和下一步打算) turns at its first turning word or plan word.

    Args:
        text: the clean text.
        sections: the headings in order.
        year: the reporting year.
    """
    plans = plan_sections(sections, year)
    found: list[int | None] = []
    mixed = 0
    for number, (section, planned) in enumerate(zip(sections, plans, strict=True)):
        if not planned:
            found.append(None)
            continue
        if number == 1 and len(sections) > 2 and _is_title_cut(text, sections):
            found.append(None)
            continue
        if not _MIXED.search(section.title):
            found.append(max(section.start, mixed))
            continue
        if number == 0 and len(sections) > 1:
            # 2023年工作总结及2024年工作思路: a title tells what the headings below it are of, not which text
            found.append(None)
            continue
        end = next((one.start for one in sections[number + 1 :] if one.depth <= section.depth), len(text))
        head = section.start + len(section.title)
        turn = TURN.search(text, head, end) or _PLANS.search(text, head, end)
        mixed = turn.start() if turn is not None else section.start
        found.append(mixed)
    return found


def _is_title_cut(text: str, sections: list[Section]) -> bool:
    """Tell that the second heading is the rest of a title broken over two lines (…工作总结 / 及2025年工作打算)."""
    first, second = sections[0], sections[1]
    end = first.start + len(first.title)
    return first.start < end <= second.start and second.title[0] in "及和暨与" and not text[end : second.start].strip()


def plan_sections(sections: list[Section], year: int | None = None) -> list[bool]:
    """Tell for each section whether its heading opens a plan; deeper headings inherit it.

    Args:
        sections: the headings in order.
        year: the reporting year; a heading that names a later one opens a plan.

    Example:
        >>> plan_sections([Section("一、2023年工作回顾", 0, 9, 1), Section("二、下一步工作打算", 9, 20, 1)])
        [False, True]
    """
    found: list[bool] = []
    level = 0
    state = False
    for section in sections:
        named, opens, ends = _told_by(section.title)
        plan = opens or (named is not None and year is not None and named > year)
        if not plan and ends and section.depth <= (level or 9):
            state, level = False, section.depth
        elif plan:
            state, level = True, section.depth
        elif section.depth < level or (section.depth == level and section.depth == 1):
            state, level = False, section.depth
        found.append(state)
    return found


@lru_cache(maxsize=4096)
def _told_by(title: str) -> tuple[int | None, bool, bool]:
    """Return the year that a heading names, whether it opens a plan, and whether it speaks of what was done."""
    named, reviews = _YEAR.search(title), _REVIEW.search(title) is not None
    opens = cues().anywhere("plan_headings").search(title) is not None and not reviews
    return (
        int(named.group()) if named is not None else None,
        opens or _PLAN.search(title) is not None,
        reviews or cues().anywhere("review_headings").search(title) is not None,
    )
