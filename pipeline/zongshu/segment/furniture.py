"""Lines that are no prose: page numbers, by-lines, editors' lines, captions."""

from __future__ import annotations

from zongshu.patterns import pattern

__all__ = ["is_furniture"]

_LONGEST = 60
_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[ \u3000、/／]+[\u4e00-\u9fff·]{2,4}){0,5}"
_FURNITURE = pattern(
    r"第 ?\d{1,4} ?页.{0,10}|[-—–·] ?\d{1,4} ?[-—–·]"
    r"|(?:阅读次数|阅读量|浏览量|浏览次数|点击数?)[:：] ?\d+.{0,3}"
    r"|[（(]?[上下紧](?:接|转)第?[\d一二三四五六七八九十A-Z]{1,3}版.{0,8}"
    rf"|[□■◎●▲△\s]*(?:文|图|文图|图文|摄|摄影|撰文|供图)[/／:：]\s*{_NAMES}(?:\s*(?:图|摄|摄影|供图)[/／:：]\s*{_NAMES})*"
    r"|[（(【□■]?(?:本[报台刊网])?(?:特约)?"
    r"(?:记者|通讯员|实习生|作者|编辑|责编|责任编辑|值班编委|审核|校对|版式|美编|供稿|来源)[ \u3000:：]+"
    rf"(?:{_NAMES}|[^，。；]{{2,24}})[）)】]?(?:\s*[文摄]|摄影报道)?"
    r"|(?:图为|图[①-⑳\d一二三四五六七八九]{0,2}[:：]|[（(]?(?:资料图片|资料图|本版图片)).{2,50}"
    rf"|.{{4,40}}[ \u3000（(](?:{_NAMES}[ \u3000]?)?[摄][）)]?"
)


def is_furniture(body: str) -> bool:
    """Tell whether a line belongs to the page, not to the article's text.

    Args:
        body: one line without spaces around it.

    Example:
        >>> is_furniture("□文/李平 王小川"), is_furniture("— 3 —"), is_furniture("建成站点3个")
        (True, True, False)
    """
    return len(body) <= _LONGEST and body[-1] not in "。；，" and _FURNITURE.fullmatch(body) is not None
