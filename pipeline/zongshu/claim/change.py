"""How the words before a number end where it tells a change, what that is measured against, or the result of from–to."""

from __future__ import annotations

import re
from functools import lru_cache

from zongshu.compiled import compile_pattern
from zongshu.lexicon.cues import cues
from zongshu.lexicon.terms import trie_pattern
from zongshu.patterns import pattern

__all__ = ["change_in", "change_verbs", "result_in", "strip_base"]

_LEVEL = r"(?!到|至|为|成|达|率|值)"
_TURNS_INTO = (
    "增加|增长|增|减少|减|提高|提升|升|降低|下降|降|缩短|压缩|扩大|精简|优化|调整|缩小|上升|拓展|发展|缩并|拆并|撤并|"
    "压减|压|缩|砍|并|归并|合|扩展|整合|合并|回升|回落|上调|下调|涨|上涨|拉长|延长|延伸|爬升|攀升|添|跃升|细分|扩"
)
_RESULT = pattern(
    rf"(?:(?:已|再|进一步|逐步)?(?:(?:优化|集中|合并|全部)?)(?:{_TURNS_INTO})(?:到|至|为|成)|^提到)(?:了|(?:现在|目前|去年|今年|上年)的|\d{{4}}年的)?$"
)
#: What a result ends with, before its 了 or what year it is of: a verb's last character and a particle.
_RESULT_ENDS = frozenset(verb[-1] + to for verb in [*_TURNS_INTO.split("|"), "提"] for to in "到至为成")
#: Longer than the longest result.
_RESULT_REACH = 14
# 改造提升9个, 培育提升3家: with another verb before it, it is done to what is counted
_NO_DEED = "(?<!改造)(?<!整治)(?<!培育)(?<!巩固)(?<!优化)(?<!治理)"
_AFTER_CHANGE = "了|约|近|超|超过|逾|达到|达|为|幅度达|幅度为|大约|将近|接近|不到|，"


def _firsts(*categories: str) -> str:
    """Return a class of the characters that the words of some categories begin with."""
    return "".join(sorted({word[0] for category in categories for word in cues().words[category]}))


@lru_cache(maxsize=1)
def _change_ends() -> frozenset[str]:
    """Return how the words before a change may end: with one character, or with two."""
    table = cues().words
    return frozenset(word[-2:] for word in (*table["change_up"], *table["change_down"], *_AFTER_CHANGE.split("|")))


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    table = cues()
    words = trie_pattern(table.words["change_up"] | table.words["change_down"])
    bases = trie_pattern(table.words["bases"])
    return compile_pattern(
        rf"(?=[比较高低{_firsts('bases', 'change_up', 'change_down')}])"
        rf"(?P<base>(?:{bases}|(?:比(?![重例率值])|较)[^，。；、]{{2,14}}?|(?:高于|低于)[^，。；]{{2,12}}?)*)"
        rf"(?P<verb>{_NO_DEED}{words}){_LEVEL}(?:{_AFTER_CHANGE})*$"
    )


def change_in(text: str) -> re.Match[str] | None:
    """Find the change verb that the words before a number end with, and what it is measured against before it."""
    ends = _change_ends()
    return _change().search(text) if text[-1:] in ends or text[-2:] in ends else None


@lru_cache(maxsize=1)
def change_verbs() -> frozenset[str]:
    """Return the verbs of change that may stand before what is changed (压减一般性支出)."""
    table = cues().words
    return frozenset(
        word for word in table["change_up"] | table["change_down"] if len(word) == 2 and word[1] not in "速幅于出"
    )


@lru_cache(maxsize=1)
def _base() -> re.Pattern[str]:
    return compile_pattern(
        rf"(?=[比较与由{_firsts('bases')}])(?:{trie_pattern(cues().words['bases'])}|(?:比(?![重例率值])|较|与|由)(?:上年|去年|前年|\d{{4}}年|同期|年初|“?十|往年|上季|上月|全[国省市县区]|[^，。；]{{1,8}}(?:时|前|年|期|水平))[^，。；]{{0,8}}?)+$"
    )


def result_in(text: str) -> re.Match[str] | None:
    """Find the verb of from–to that some words end with (优化调整为, 增加到去年的)."""
    if text[-2:] in _RESULT_ENDS or text[-1:] == "的" or (text[-1:] == "了" and text[-3:-1] in _RESULT_ENDS):
        return _RESULT.search(text, max(0, len(text) - _RESULT_REACH))
    return None


@lru_cache(maxsize=2048)
def strip_base(text: str) -> str:
    """Strip what a change is measured against from the end of a subject (粮食总产量比上年 → 粮食总产量)."""
    rest = text.rstrip("，,、 ")
    while True:
        hit = _base().search(rest)
        if hit is None or not hit.group() or hit.start() == len(rest):
            return rest
        rest = rest[: hit.start()].rstrip("，,、 ")
