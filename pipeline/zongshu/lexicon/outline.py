"""What headings and turning words say of the text below them: review or plan."""

from __future__ import annotations

import re

from zongshu.lexicon.cues import cues
from zongshu.types import Section

__all__ = ["TURN", "plan_sections"]

TURN = re.compile(
    r"下一步|下步|下一阶段|新的一年|今后[一五三]?|未来[五三]年|展望|按照计划|明年|来年|主要预期目标|预期目标|奋斗目标|站在新的起点|成绩属于过去|面向“十"
)
"""Words at which a paragraph turns from what was done to what is planned."""


def plan_sections(sections: list[Section]) -> list[bool]:
    """Tell for each section whether its heading opens a plan; deeper headings inherit it.

    Example:
        >>> plan_sections([Section("一、2023年工作回顾", 0, 9, 1), Section("二、下一步工作打算", 9, 20, 1)])
        [False, True]
    """
    opens, ends = cues().anywhere("plan_headings"), cues().anywhere("review_headings")
    found: list[bool] = []
    level = 0
    state = False
    for section in sections:
        if ends.search(section.title) and section.depth <= (level or 9):
            state, level = False, section.depth
        elif opens.search(section.title):
            state, level = True, section.depth
        elif section.depth < level or (section.depth == level and section.depth == 1):
            state, level = False, section.depth
        found.append(state)
    return found
