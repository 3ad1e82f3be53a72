"""What comes between the two halves of a sentence: page numbers, running heads, bylines, captions, pull quotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from zongshu.patterns import pattern
from zongshu.repair.lines import Line

__all__ = ["is_byline", "is_caption", "is_pull_quote", "page_lines"]

_PAGE = pattern(
    r"第 ?\d{1,4} ?页(?:[ ,，/／]*共 ?\d+ ?页)?|[-—–·] ?\d{1,4} ?[-—–·]|(?:阅读次数|阅读量|浏览量|浏览次数|点击数?)[:：] ?\d+(?: ?次)?"
    r"|[（(【]?(?:(?:责任|执行|本版|实习)编辑|责编|校对|美编|版式)[:： ] ?[\u4e00-\u9fff ]{2,12}[）)】]?"
    r"|[（(]?[上下紧](?:接|转)第?[\d一二三四五六七八九十A-Z]{1,3}版[^，。]{0,8}[）)]?|[Pp]age ?\d+(?: ?of ?\d+)?"
)
_PAGE_FIRST = frozenset("第-—–·阅浏点（(【责执本实校美版上下紧Pp0123456789０１２３４５６７８９")
_BARE_NUMBER = pattern(r"\d{1,4}")
_ROLE = r"(?:本[报刊台网])?(?:特约|见习|实习|首席|驻\S{2,6})?(?:记者|通讯员|作者|撰文|摄影)"
# names stand apart from each other: any run of characters could be cut into pieces as long as names
_BYLINE = pattern(
    rf"[□■◎●○◆▲△\s]*(?:[（(【])?{_ROLE}[ \u3000:：/／]*[\u4e00-\u9fff·]{{2,4}}"
    rf"(?:(?:[ \u3000、/／]+|[ \u3000、/／]*{_ROLE}[ \u3000:：/／]*)[\u4e00-\u9fff·]{{2,4}}){{0,5}}"
    r"(?:[）)】])?[\s/／]*(?:[文摄图]|摄影|报道|摄影报道)?"
)
_BYLINE_FIRST = frozenset("□■◎●○◆▲△（(【本特见实首驻记通作撰摄")
_MARK = pattern(r"[，。；：！？]")
_LONGEST_CAPTION = 40
_LONGEST_HEAD = 30
_TIMES_REPEATED = 3
_SHORTEST_QUOTE = 8
_LONGEST_QUOTE = 60
_PAGE_AROUND = 60
_QUOTES = '“”"「」『』…'


def is_caption(line: Line) -> bool:
    """Tell whether a line may be a caption: short, without a mark, no heading with a number."""
    return (
        len(line.text) <= _LONGEST_CAPTION
        and _MARK.search(line.text) is None
        and not re.match(r"[一二三四五六七八九十（(第]", line.text)
    )


def is_byline(text: str) -> bool:
    """Tell whether a line names who wrote or photographed.

    >>> is_byline("■本报记者 李平 通讯员 王小川"), is_byline("记者 李平 摄"), is_byline("记者从会上获悉，全县建成站点3个。")
    (True, True, False)
    """
    return text[0] in _BYLINE_FIRST and len(text) <= _LONGEST_CAPTION and _BYLINE.fullmatch(text) is not None


def is_pull_quote(lines: Sequence[Line], first: int, last: int) -> bool:
    """Tell whether lines repeat, word by word, a stretch of the text around them, as a box of a page does.

    Args:
        lines: the lines of a text.
        first: number of the first line of the box.
        last: number of its last line.
    """
    quote = "".join(line.text for line in lines[first : last + 1]).strip(_QUOTES)
    if not _SHORTEST_QUOTE <= len(quote) <= _LONGEST_QUOTE:
        return False
    before = "".join(line.text for line in lines[max(0, first - _PAGE_AROUND) : first])
    behind = "".join(line.text for line in lines[last + 1 : last + 1 + _PAGE_AROUND])
    return quote in before or quote in behind


def page_lines(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that are page numbers, counters or running heads."""
    short = [
        (number, line.text)
        for number, line in enumerate(lines)
        if line.text[0] in _PAGE_FIRST and len(line.text) <= _LONGEST_HEAD
    ]
    found = {number for number, line in short if _PAGE.fullmatch(line)}
    bare = [(number, int(line)) for number, line in short if len(line) < 5 and _BARE_NUMBER.fullmatch(line)]
    # bare numbers are pages where each counts one on and pages of text lie between them
    if len(bare) > 1 and all(b[1] == a[1] + 1 and b[0] > a[0] + 4 for a, b in pairwise(bare)):
        found.update(number for number, _ in bare)
    if found:
        times = Counter(line.text for line in lines if len(line.text) <= _LONGEST_HEAD)
        for number in list(found):
            for beside in (number - 1, number + 1):
                if (
                    0 <= beside < len(lines)
                    and times[lines[beside].text] >= _TIMES_REPEATED
                    and not _MARK.search(lines[beside].text)
                ):
                    found.add(beside)
    return found
