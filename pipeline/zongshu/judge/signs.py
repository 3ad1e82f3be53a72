"""Which rules can have a say in a sentence: one pass over it finds the words without which they say nothing.

A rule is asked only where one of its signs is in the sentence. A sign is a list of words such that whatever the patterns
of its rules match holds one of them; `tests/judge/test_signs.py` proves that from the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from zongshu.compiled import compile_pattern
from zongshu.lexicon.cues import cues
from zongshu.lexicon.outline import TURN_WORDS
from zongshu.lexicon.terms import TermKinds

__all__ = ["name_openings", "sign_words", "signs"]

_WORDS = {
    # norm, terms
    "term": "规定 约定 要求 明确 办法 细则 条例 规程 规则 章程 公约 兑换 取消",
    "outcome": "一律 的， 者， 方可 方能 方算 方准 方予 才可 才能 才算 才准 才予 可申 可享 可兑 可领 可报 可入",
    "must": "须 应 不得 要经 需经 要征得 需征得 要取得 需取得 要获 需获 要得到 需得到",
    "ruled": "要求 规定 标准 规格",
    "capped": "额度 限额 期限 时限 封顶",
    "per": "每 原则上 应当 必须 不得 配",
    "offer": "给予 奖励 补助 补贴 奖补 减免",
    "limit": "以上 以下 以内 满",
    "norm": """
        标准 规定 门槛 规格 要求 尺度 口径 红线 底线 警戒线 考核线 控制 省定 国定 市定 县定 区定 部定 上限 下限 为单位 规模 起步
        职能 职责 一格 一组 一个 一片 设计 按 每 原则 应当 必须 不得 配 指标 线 限 划分 给予 予以
    """,
    # told
    "age": "岁",
    "name": "岁的 老师 老汉 老人 大爷 大妈 大娘 大叔 大伯 大姐 大哥 爹爹 伯伯 阿公 阿叔 师傅 奶奶 爷爷 婆婆 阿婆 阿姨",
    "pronoun": "他 她 老 两口 俩",
    "alone": "最 有户 有位",
    "life": "挣 赚 收入 进账 工资 月薪 拿 领 卖 家里 一家 孩子 店 生意 攒 存下 养 种 租",
    "crowd": "坐着 坐了 坐满 站着 站了 站满 围着 围了 围满 挤着 挤了 挤满 排着 排了 排满 聚着 聚了 聚满 等着 等了 等满 蹲着 蹲了 蹲满",
    # plan
    "will": "将",
    "target": "任务 目标 计划 指标 下达",
    "after": "年内 年底 年末 岁尾 年尾",
    # elsewhere
    "wider": "全国 全球 世界 全省 全自治区 全区 全市 全州 全县 全旗",
    "from": "由 从 现行",
    "history": "原",
    "ago": "前 过去 之初 早 那会儿 那阵子",
}

# what proves a name of any letters before it
_PROOF = frozenset(("act", "age"))
# what says nothing where no person is named
_OF_NAMES = frozenset(("title", "act"))


@cache
def sign_words() -> dict[str, frozenset[str]]:
    """Return the words of each sign."""
    known = cues().words
    words = {sign: frozenset(text.split()) for sign, text in _WORDS.items()}
    # points for a deed: 积2分
    words["term"] |= words["outcome"] | {verb + digit for verb in "积计加扣奖记得" for digit in "0123456789"}
    words["title"] = known["person_titles"]
    words["name"] |= {"的" + surname for surname in known["surnames"]}
    words["act"] = known["person_acts"]
    words["planned"] = known["planned"]
    words["turn"] = TURN_WORDS
    words["after"] |= known["planned_after"]
    words["elsewhere"] = known["elsewhere"]
    words["history"] |= known["history_words"]
    return words


@cache
def _finder() -> TermKinds:
    return TermKinds(sign_words())


def signs(bodies: Sequence[str]) -> list[frozenset[str]]:
    """Return for each of some sentences the signs of which a word is in it.

    Example:
        >>> [sorted(one) for one in signs(["力争年底前建成村史馆36个。", "村史馆建成36个。"])]
        [['after', 'ago', 'planned'], []]
    """
    found = _finder().find_each(bodies)
    for number, here in enumerate(found):
        if "title" in here:
            if here.isdisjoint(_PROOF) and _named_title().search(bodies[number]) is None:
                found[number] = here - _OF_NAMES
        elif "act" in here:
            found[number] = here - _OF_NAMES
    return found


@cache
def _named_title() -> re.Pattern[str]:
    """Make the pattern of the end of a title with what may begin a name after it."""
    last = {title[-1] for title in sign_words()["title"]}
    return compile_pattern(f"[{''.join(last)}](?=[{''.join(name_openings())}])")


@cache
def name_openings() -> frozenset[str]:
    """Return what a personal name after a title begins with, unless what follows the name proves it."""
    known = cues().words
    return known["surnames"] | known["unsure_surnames"] | {"“", "小", "老", "阿"}
