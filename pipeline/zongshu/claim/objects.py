"""The object before a number: doer, verb and object taken apart (县委社会工作部|组建|志愿服务队)."""

from __future__ import annotations

from functools import lru_cache

from zongshu.claim.grammar import lists
from zongshu.claim.strip import EDGE, is_measure, is_place
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern

__all__ = ["open_object"]

_ASPECT = ("ul", "uz", "ug")
_DOER = pattern(
    r".*(?:部|局|委|办|市|县|区|州|旗|镇|乡|街道|社区|村|中心|公司|集团|会|院|校|所|室|台|站|队|组|厅|司|处|科|政府|党委|党组|支部|单位|部门|企业|"
    r"\d+个?|社区）|医院|学校|商会|联盟|志愿者|我们|他们|各级|各地|干部|年|月|日|期间|以来|后|前|(?:调解|社会|党|群团|服务|自治|合作)组织|机构|协会|平台|热线|系统|专班|窗口|大厅|驿站|银行|联盟|车间|景区|园区|基地|农场|年度|内|共|已|先后|累计|成功|依法|还|并|中|里|上)"
)
#: What is the end of a name made of two verbs (督查检查事项).
_MATTERS = frozenset(("事项", "案件", "活动", "行动", "机制", "项目"))
#: Where a verb takes its subject (秋粮补了回来); no object.
_DIRECTIONS = frozenset("上来 上去 下来 下去 出来 出去 回来 回去 过来 过去 起来 进来 进去".split())  # noqa: SIM905
_COMPLETED = frozenset("到出上起下满")
_NOT_DOER = pattern(r"(?:不|应|可|需|须|能|进|入|到|在|向|对|为|赴|下|获|受|被|由|从|经|因|与)")
_PARTICLES = frozenset("了过出好起成走掉")
#: After one of these even a verb that is as often a name is one.
_HOW = frozenset("成功 依法 及时 累计 妥善 就地".split())  # noqa: SIM905
_AND = frozenset(("和", "或", "及", "并", "与", "或者", "以及"))
_NO_DOER = frozenset(("城镇", "农村", "乡镇", "城乡", "城市", "乡村", "全部", "平均"))


def _acts(doer: str) -> bool:
    """Tell whether the words before a verb may be its doer."""
    if not doer:
        return True
    if doer in _NO_DOER or _NOT_DOER.match(doer):
        return False
    return _DOER.fullmatch(doer) is not None or tag(doer)[-1][0] in lists()["doers"]


def _owns(doer: str, rest: str, named: bool) -> bool:
    """Tell a subject that holds 的 from the object after its verb (腾出的空间|落地|项目)."""
    return "的" in doer and not named and tag(rest)[-1][1][0] == "n"


def _plain(verb: str, doer: str) -> bool:
    return verb in lists()["plain_verbs"] and doer not in _NO_DOER and not _NOT_DOER.match(doer)


@lru_cache(maxsize=4096)
def open_object(text: str) -> tuple[str, str, str]:
    """Split `doer + verb + object`; of several verbs the last with an object counts.

    Args:
        text: words before a number, without leading adverbs.

    Returns:
        The doer, the verb and the object; doer and verb are empty where there is no verb.

    Example:
        >>> open_object("县委社会工作部组建志愿服务队")
        ('县委社会工作部', '组建', '志愿服务队')
    """
    words = tag(text)
    table = cues().words
    strong, weak = table["verbs"], table["weak_verbs"]
    ours = lists()
    events, named_verbs, heads = ours["event_verbs"], ours["name_verbs"], ours["heads"]
    found = ("", "", text)
    at = behind = 0
    last = len(words) - 1
    for index, (word, flag) in enumerate(words):
        verb, owns = "", False
        if word == "有" and index and at >= 2 and words[index - 1][1][0] in "nlfs" and index < last:
            # 合作社有冷链车
            verb, owns = word, True
        elif word in strong:
            verb = word
        elif flag == "l" and len(word) == 4 and word[:2] in ours["plain_verbs"]:
            # 化解矛盾 is one word of the dictionary
            verb = word[:2]
        elif flag not in ("v", "vd") and len(word) > 1 and word not in events:
            at += len(word)
            continue
        follow, follow_flag = words[index + 1] if index < last else ("", "")
        if verb:
            pass
        elif len(word) == len(follow) == 1 and word + follow in strong:
            verb = word + follow
        elif word in events:
            verb = word if index or last > 1 or follow_flag == "n" else ""
        elif flag == "v" and len(word) == 2 and word[1] in _COMPLETED and index < last and word not in named_verbs:
            # 接到诉求, 种上辣椒: no name has such a word
            verb = word
        elif (follow_flag in _ASPECT and flag in ("v", "vd")) or (
            not index and flag == "v" and len(word) == 1 and not is_measure(words[-1][0])
        ):
            verb = word
        if not verb:
            at += len(word)
            continue
        if len(follow) == 1 and follow in heads:
            # 办结率、满意率
            at += len(word)
            continue
        named = (word in weak and word not in events) or (
            # 服务建设项目 is a name, but in 曹县新建驿站 a place acts
            word in named_verbs and follow in heads and not (index and is_place(text[behind:at]))
        )
        if named and index and words[index - 1][0] in _HOW:
            # 商会成功调解劳资纠纷
            named = False
        if word == "组织" and at > behind and follow_flag in ("v", "vn") and len(follow) > 1:
            # 粮油公司组织调运大米, but 协会组织建设
            named = named and (follow in named_verbs or not _acts(text[behind:at]))
        if last == 2 and not index and word in named_verbs and follow in named_verbs and words[2][0] in _MATTERS:
            # 督查检查事项
            at += len(word)
            continue
        if follow != "的" and (owns or not named or index == 0 or follow_flag in _ASPECT):
            rest = text[at + len(verb) :]
            rest = rest[1:] if verb == word and follow in _PARTICLES else rest
            if follow in _AND and rest.startswith(follow):
                # 取消或停征收费
                rest = rest[len(follow) :]
            doer = text[behind:at]
            if (
                len(rest.strip(EDGE)) >= 2
                and rest not in strong
                and rest not in _DIRECTIONS
                and not is_measure(rest)
                and (
                    (
                        owns
                        or _acts(doer)
                        or _plain(verb, doer)
                        or _owns(doer, rest, named or word in named_verbs)
                        or (follow in _PARTICLES and not _NOT_DOER.match(doer))
                    )
                    if not found[1]
                    else not _NOT_DOER.match(doer)
                )
            ):
                found = (found[0] if found[1] else doer, verb, rest)
                behind = at + len(verb)
        at += len(word)
    return found
