"""The person whom a sentence tells of, found by what he or she is (村民李四, 周师傅)."""

from __future__ import annotations

import re
from functools import lru_cache

from zongshu.compiled import compile_pattern
from zongshu.lexicon.cues import cues
from zongshu.lexicon.terms import trie_pattern
from zongshu.lexicon.words import is_word, tag

__all__ = ["ELDERS", "as_name", "find_person", "speaker"]

_HAN = "[\u4e00-\u9fff]"
#: How elders are addressed after their surname.
ELDERS = tuple(
    "师傅 老师 老汉 老人 大爷 大妈 大娘 大叔 大伯 大姐 大哥 大嫂 嫂 奶奶 爷爷 婆婆 阿婆 阿姨 书记 主任 校长 厂长 队长".split()  # noqa: SIM905
)
_ELDER = "|".join(ELDERS).replace("嫂|", "嫂子?|")


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    words = cues().words
    titles, sure = trie_pattern(words["person_titles"]), "".join(words["surnames"])
    every = sure + "".join(words["unsure_surnames"])
    opens = "".join(sorted({title[0] for title in words["person_titles"]})) + sure
    return compile_pattern(
        rf"(?=[{opens}])(?:(?<![行企产物保养])(?:{titles})(?P<name>[小老阿][{every}](?!区|板|师|人|年|家|学|镇|员|乡|村|街|城|旧)|[{every}](?:{_ELDER})|[{sure}]{_HAN}{{1,2}}|[{every}]{_HAN}{{1,2}}(?=笑着|说|介绍|告诉|感慨|回忆))"
        rf"|(?<![\u4e00-\u9fff])(?P<elder>[{sure}](?:{_ELDER}))|(?<=的)(?P<one>[{sure}](?:{_ELDER})|[{sure}]{_HAN}{{1,2}}(?=[说笑把]|介绍|感慨|告诉)))"
    )


@lru_cache(maxsize=1)
def _follow() -> frozenset[str]:
    return cues().words["person_follow"]


def _name(text: str, start: int, end: int) -> int:
    """Return where a name of two or three characters ends."""
    if end - start == 3 and text[start] not in "小老阿":
        third = text[start + 2]
        # 杨倩|备考, 唐敏|每周, 李明|在家
        if third in _follow() or (start + 4 <= len(text) and is_word(text[start + 2 : start + 4])):
            return end - 1
    return end


def find_person(text: str) -> tuple[str, int]:
    """Return the last person whom a stretch names with what he or she is, and where the name ends; ("", 0) where none.

    Example:
        >>> find_person("平川镇教师刘万海在村小坚守"), find_person("全市教师达到")
        (('刘万海', 8), ('', 0))
    """
    found = ("", 0)
    for hit in _titled().finditer(text):
        group = hit.lastgroup or "name"
        end = hit.end()
        if re.fullmatch(_HAN + "{2,3}", hit[group]) and not re.search(f"(?:{_ELDER})$", hit[group]):
            end = _name(text, hit.start(group), end)
        name = text[hit.start(group) : end]
        # 居民许多, 学生何时: a word, no name
        if len(name) >= 2 and (name[0] in "小老阿" or tag(name)[0][1] == "nr" or not is_word(name[:2])):
            found = (name, end)
    return found


def as_name(text: str) -> str:
    """Return the name that opens a text, with a trade before it or without; empty where none does.

    Example:
        >>> as_name("席金花跳下车"), as_name("外卖骑手周师傅"), as_name("老人每餐")
        ('席金花', '周师傅', '')
    """
    return find_person(text)[0] or find_person("村民" + text)[0]


def speaker(text: str, start: int, end: int) -> str:
    """Return who says what is quoted from `start` on (“……”村民李四说)."""
    close = text.find("”", start, end)
    if close < 0:
        return ""
    return find_person(text[close + 1 : close + 40])[0]
