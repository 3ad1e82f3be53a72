"""Actors: the organisation that a sentence names as the doer."""

from __future__ import annotations

import re
from functools import lru_cache

from zongshu.compiled import compile_pattern
from zongshu.lexicon.cues import cues
from zongshu.lexicon.terms import trie_pattern
from zongshu.patterns import pattern

__all__ = ["find_actors"]

_ORG = (
    r"(?:委社会工作部|社会工作部|工作部|组织部|宣传部|统战部|委员会|管委会|人民政府|政府|党委|党工委|党组|党支部|党总支|支部|公司|集团|协会|商会|学会|联盟|"
    r"联合会|中心|学院|供销社|信用社|农商行|大学|中学|小学|医院|卫生院|学校|银行|工会|总工会|团委|妇联|法院|检察院|[^\W\d]局|支队|大队|街道办|街道|合作社|调解室|工作室|工作站|救援队|基金会|[市县区州旗]委)"
)


# what every such name has in it
_NAMED = pattern(_ORG.replace("[^\\W\\d]局", "局").replace("[市县区州旗]委", "委"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    verbs = trie_pattern(sorted(word for word in cues().words["verbs"] if len(word) > 1))
    return compile_pattern(
        rf"(?:^|[，,。；;：:、])\s*(?:在[^，]{{0,8}}，)?(?P<org>[^\W\d][^，,。；;：:、“”（）()\d]{{0,24}}{_ORG})"
        rf"(?=(?:已|先后|累计|共|还|积极|成功|牵头|联合[^，。]{{0,12}}|认真|持续|通过|[^，。；]{{0,6}})?(?:{verbs}))"
    )


def find_actors(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Find the organisations that open a clause of `[start, end)` before a verb.

    Args:
        text: the clean text.
        start: first position.
        end: position after the last, usually where a number begins.

    Returns:
        For each the position after it and its name, in order.

    Example:
        >>> find_actors("方山县委社会工作部组建志愿服务队22支", 0, 18)
        [(9, '方山县委社会工作部')]
    """
    if not _NAMED.search(text, start, end):
        return []
    return [(match.end(), match["org"]) for match in _pattern().finditer(text, start, end)]
