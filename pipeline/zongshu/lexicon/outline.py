"""What headings and turning words say of the text below them: review or plan."""

from __future__ import annotations

import re

from zongshu.lexicon.cues import cues
from zongshu.types import Section

__all__ = ["TURN", "plan_sections"]

# every branch begins with a letter of its own and looks back afterwards, so that most of a text is passed over quickly
TURN = re.compile(
    r"下一步(?<![对就把排究署了]下一步)(?!重点|工作作|的)|下步(?<![对就把排究署了]下步)(?!重点|工作作|的)|下一阶段|新的一年|"
    r"今后[一五三]?|未来[五三]年|展望|按照计划|明年|来年(?<![一二三四五六七八九十几]来年)|主要预期目标|预期目标|奋斗目标|站在新的起点|成绩属于过去|面向“十"
)
"""Words at which a paragraph turns from what was done to what is planned."""


_REVIEW = re.compile(r"情况|成效|回顾|总结|完成|推进|进展|成绩|亮点|实施以来")
_PLAN = re.compile(r"打算|安排|计划|思路|展望|下一步|下步|明年")
# a year, not the day of the meeting that the report was given at
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年(?! ?\d{1,2} ?月 ?\d{1,2} ?日))")


def plan_sections(sections: list[Section], year: int | None = None) -> list[bool]:
    """Tell for each section whether its heading opens a plan; deeper headings inherit it.

    Args:
        sections: the headings in order.
        year: the reporting year; a heading that names a later one opens a plan.

    Example:
        >>> plan_sections([Section("一、2023年工作回顾", 0, 9, 1), Section("二、下一步工作打算", 9, 20, 1)])
        [False, True]
    """
    opens, ends = cues().anywhere("plan_headings"), cues().anywhere("review_headings")
    found: list[bool] = []
    level = 0
    state = False
    for section in sections:
        named = _YEAR.search(section.title)
        later = named is not None and year is not None and int(named.group()) > year
        plan = (
            later
            or (opens.search(section.title) is not None and not _REVIEW.search(section.title))
            or _PLAN.search(section.title)
        )
        if not plan and (ends.search(section.title) or _REVIEW.search(section.title)) and section.depth <= (level or 9):
            state, level = False, section.depth
        elif plan:
            state, level = True, section.depth
        elif section.depth < level or (section.depth == level and section.depth == 1):
            state, level = False, section.depth
        found.append(state)
    return found
