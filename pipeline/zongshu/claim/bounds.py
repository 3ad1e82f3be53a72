"""Thresholds and standards: their item names the measure that is bounded (收入100万元以上的村 → 村收入门槛)."""

from __future__ import annotations

from zongshu.claim.objects import open_object
from zongshu.claim.strip import is_measure
from zongshu.lexicon.words import cut, tag
from zongshu.patterns import pattern
from zongshu.types import Quantity

__all__ = ["STANDARD", "measure_at_end", "name_bound", "name_standard"]

STANDARD = pattern("标准|规模|尺度|原则|口径|要求|比例|幅度")
"""The words without which nothing is told of a standard."""
#: 按照300至500户的标准重新划格: a standard by which something is done.
_BY_STANDARD = pattern(
    rf"(?P<what>[^，。；]{{0,14}}?)(?:的|一格的?|为一格的?|左右的?)(?:{STANDARD.pattern})(?P<done>[^，。；]*)"
)
_ONE = pattern(r"(?:[一两二三]|\d+)[名个人家处所支](?=[\u4e00-\u9fff])")
_BY = pattern(r"(?P<who>[^，。；]{0,8}?)(?:按照?|参照|坚持|遵循|以)(?P<of>[^，。；\d]{0,6})$")
_AREA = pattern(r"城区|城市|城镇|农村|乡村|乡镇")
_GRID = pattern(r"格")
_ENDS = pattern(r"(?:人员|人数|员工|职工|学生|数|量)$")
_MONEY_NOUN = pattern(r"(?:项目|工程)$")
#: What rules comes before what it rules on (按照从业人员).
_RULED = pattern(r"^.*(?:按照?|对于?|将|把|凡)")
_TERM = pattern(r"(?:期限|时限|年限|刑|期|时间|假)$")


def measure_at_end(head: str) -> str:
    """Return the longest measure word that closes some words (新引进总投资 → 总投资)."""
    words = cut(head)
    return next((tail for at in range(len(words)) if is_measure(tail := "".join(words[at:]))), "")


def name_bound(quantity: Quantity, head: str, verb: str, noun: str, last: str) -> str:
    """Return the item of a threshold that tells which of a kind are meant; empty where its noun alone will do.

    Args:
        quantity: the threshold.
        head: the words before it.
        verb: the verb that closes them, if any.
        noun: the noun after it.
        last: the item told before it.

    Example:
        >>> name_bound(Quantity(None, None, None, unit="人", dimension="people"), "", "", "大班额", "")
        '大班额人数标准'
    """
    noun = noun.rstrip("的")
    measure = measure_at_end(head)
    if measure:
        return (last if last.endswith(measure) else noun + measure) + "门槛"
    if quantity.unit == "分":
        return noun + "分数线"
    if quantity.dimension == "money":
        return f"{verb}{noun}投资额门槛" if _MONEY_NOUN.search(noun) else f"{noun}金额门槛"
    if quantity.unit in ("人", "名"):
        counted = _RULED.sub("", head[len(verb) :] if verb and head.startswith(verb) else head)
        if len(counted) >= 2 and (_ENDS.search(counted) or noun == head):
            return counted + ("门槛" if counted.endswith(("人员", "数")) else "人数")
        if 2 <= len(counted) <= 6 and counted[0] not in "全我本该各" and tag(counted)[-1][1] == "n":
            # 正式党员3名以上的企业
            return noun + counted + "数标准"
        return noun + "人数标准"
    if quantity.kind == "duration" and not _TERM.search(noun):
        return noun + ("年限" if quantity.unit == "年" else "期限")
    return ""


def name_standard(left: str, after: str, beyond: str, unit: str) -> str:
    """Return the item of a standard by which something is done; empty where the words tell none.

    Args:
        left: the words before the number.
        after: the words of its clause after it.
        beyond: the words after that clause.
        unit: its unit.

    Example:
        >>> name_standard("按照城区", "的标准重新划格", "", "户"), name_standard("按", "的规模组建班级", "", "人")
        ('城区网格划分标准', '班级组建标准')
    """
    standard = _BY_STANDARD.match(after)
    if standard is None:
        return ""
    if unit in ("户", "人", "个", "") and _GRID.search(after + beyond):
        area = _AREA.search(left[-8:])
        return (area.group() if area else "") + "网格划分标准"
    if _BY.search(left) is None:
        return ""
    # 按照每3000人配备一名法律顾问的标准: what is done may stand before as well
    done = standard["done"].removeprefix("重新") or _ONE.sub("", standard["what"])
    _, verb, obj = open_object(done)
    if not verb:
        return ""
    return (obj[:10] if len(obj) > 10 else obj) + verb + "标准"
