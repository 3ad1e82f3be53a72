"""Where phrases begin and end: the noun phrase after a number, and doer, verb and object before it."""

from __future__ import annotations

from functools import lru_cache

from zongshu.claim.grammar import lists
from zongshu.claim.strip import EDGE, is_measure, is_place
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import is_word, tag
from zongshu.patterns import pattern

__all__ = ["closing_verb", "first_verb", "noun_end", "open_object", "starts_with_verb", "subject"]

Word = tuple[str, str]

_MARK = "、，；。：（）()“”\"'《》/ "
_ASPECT = ("ul", "uz", "ug")
#: A two-character verb that ends so never is part of a name (搬出大山, 装上摄像头).
_DIRECTED = tuple("出进上下到成为起开回过至给在满完住走掉及向往于得")
#: A word that no dictionary has and that begins so is a verb with its object (来县支教, 凭卡乘车, 穿村而过).
_LEADING = "来赴进入出凭随穿换冒"
_DOER = pattern(
    r".*(?:部|局|委|办|市|县|区|州|旗|镇|乡|街道|社区|村|中心|公司|集团|会|院|校|所|室|台|站|队|组|厅|司|处|科|政府|党委|党组|支部|单位|部门|企业|"
    r"\d+个?|社区）|医院|学校|商会|联盟|志愿者|我们|他们|各级|各地|干部|年|月|日|期间|以来|后|前|平台|热线|系统|专班|窗口|大厅|驿站|银行|联盟|车间|景区|园区|基地|农场|年度|内|共|已|先后|累计|还|并|中|里|上)"
)
#: 产值5亿元以上企业: a number inside the phrase that says which.
_BOUND = pattern(r"[\d.,，]+[^，。；\d]{1,5}以[上下内]")
_MATTERS = frozenset(("事项", "案件", "活动", "行动", "机制", "项目"))
#: Where a verb takes its subject (秋粮补了回来); no object.
_DIRECTIONS = frozenset("上来 上去 下来 下去 出来 出去 回来 回去 过来 过去 起来 进来 进去".split())  # noqa: SIM905
_COMPLETED = frozenset("到出上起下满")
_NOT_DOER = pattern(r"(?:不|应|可|需|须|能|进|入|到|在|向|对|为|赴|下|获|受|被|由|从|经|因|与)")
_PARTICLES = frozenset("了过出好起成走掉")
_QUALIFIED = pattern(r"[^，。；]{2,16}(?:用于|投向|涉及|适用)[^，。；]{2,8}的(?P<noun>[\u4e00-\u9fff]{2,6})")
_AND = frozenset(("和", "或", "及", "并", "与", "或者", "以及"))
_NO_DOER = frozenset(("城镇", "农村", "乡镇", "城乡", "城市", "乡村", "全部", "平均"))


def _is_verb(word: str, flag: str) -> bool:
    return flag in ("v", "vd", "vi", "vg", "zv") or word in cues().words["verbs"]


def _opens_predicate(words: tuple[Word, ...], at: int, things: bool) -> bool:
    """Tell whether the word at `at`, after a noun, begins what is said of the noun.

    Args:
        words: the tagged words.
        at: position of the word, not the first.
        things: True where the unit counts things or persons, not events; then a verb at the end closes the clause.
    """
    word, flag = words[at]
    ours = lists()
    follow, follow_flag = words[at + 1] if at + 1 < len(words) else ("", "")
    if word[0] == "每" or (word == "全" and follow == "覆盖") or word == "全覆盖":
        return True
    if word in ours["adverbs"] or flag in ("p", "uz") or (flag == "d" and len(word) < 3):
        return True
    if word in ours["manner"]:
        return follow_flag == "p" or (_is_verb(follow, follow_flag) and follow not in ours["name_verbs"])
    if follow_flag in _ASPECT and flag != "n":
        return True
    if follow == "的":
        return False
    if word in ours["predicates"]:
        return True
    if len(word) == 2 and word[0] in _LEADING and not is_word(word):
        return True
    if flag == "i" or (flag == "l" and len(word) == 4):
        return not follow
    if not _is_verb(word, flag) or (len(word) == 1 and not follow):
        return False
    if len(word) > 1 and word.endswith(_DIRECTED) and word not in ours["name_verbs"]:
        return True
    if len(follow) == 1 and follow in ours["heads"]:
        return False
    named = word in ours["name_verbs"] or word in cues().words["weak_verbs"] or flag == "vn"
    if not follow or follow in _MARK:
        return things and not named
    strong = word in cues().words["verbs"] and word not in cues().words["weak_verbs"]
    if named and strong and flag != "vn":
        # 村清理垃圾, but 农房改扩建工程
        return all(other not in ours["heads"] for other, _ in words[at + 1 :])
    if named:
        return follow_flag in ("d", "p", "m", "ns", "r") and follow not in ours["heads"]
    if follow in ours["heads"] and word not in cues().words["verbs"]:
        return False
    if follow in ours["workers"] and words[at - 1][0] not in ours["doers"] and not is_place(words[at - 1][0]):
        # 木门安装师傅, but 企业招聘技工
        return False
    if word in ours["plain_verbs"] or word in ours["event_verbs"]:
        return True
    return word in cues().words["verbs"] or follow_flag in ("d", "p", "m", "r", "ns", "a", "b")


def noun_end(text: str, things: bool = True) -> int:
    """Return where the noun phrase that opens `text` ends; the rest is what is said of it.

    Args:
        text: the words right after a number.
        things: False where the unit counts events (次, 场, 期): their names may end in a verb.

    Example:
        >>> text = "雪道顺着山势铺开"
        >>> text[: noun_end(text)], noun_end("互助学习", False)
        ('雪道', 4)
    """
    words = tag(text)
    at = 0
    quoted = 0
    # 有重度残疾人的家庭, 在防汛中表现突出的集体: what stands before 的 says which
    first = 0
    if words and (words[0][1] == "p" or words[0][0] == "有" or words[0][0] in cues().words["verbs"]):
        first = next((index for index, (word, _) in enumerate(words[:8]) if word == "的"), 0)
    for index, (word, flag) in enumerate(words):
        if word in "“‘《「（(":
            quoted += 1
        elif word in "”’》」）)":
            quoted -= 1
        elif index > first and not quoted:
            if word[0] == "员" and len(word) == 2 and not is_word(word):
                # 快递|员办
                return at + 1
            if flag == "f" and index + 1 < len(words) and word in ("里", "中", "内", "上"):
                return at
            if flag == "m" and word[0].isdigit() and not _BOUND.match(text, at):
                return at
            if _opens_predicate(words, index, things):
                before = words[index - 1][0]
                return at - len(before) if before in ("正", "已", "就") and index > 1 else at
        at += len(word)
    return at


def starts_with_verb(text: str) -> bool:
    """Tell a verb with its object (认领帮扶岗位), not a verb that says which (参加培训的学员)."""
    words = tag(text)
    table = cues().words
    return (
        len(words) > 1 and words[0][0] in table["verbs"] and words[0][0] not in table["weak_verbs"] and "的" not in text
    )


def first_verb(text: str) -> str:
    """Return the first verb of what is said of a noun (已全部建立 → 建立), the first word where none is known as one."""
    words = tag(text)
    ours = lists()
    return next(
        (word for word, flag in words if _is_verb(word, flag) or word in ours["predicates"]),
        words[0][0] if words else "",
    )


def closing_verb(head: str, weak: bool = False) -> str:
    """Return the verb that closes `head`, with its particle; empty where a noun closes it.

    Args:
        head: words before a number.
        weak: True where a noun follows the number, so that even a word that is as often a noun (覆盖) reads as a verb.
    """
    table = cues().words
    strong, doubtful = table["verbs"], table["weak_verbs"]
    for body in (head, head.rstrip("了过着起出")):
        if not body:
            continue
        words = tag(body)
        last, flag = words[-1]
        if last in lists()["event_verbs"]:
            return head[len(body) - len(last) :]
        if last in strong and (weak or last not in doubtful or len(words) == 1 or body != head):
            return head[len(body) - len(last) :]
        if (weak or (body != head and len(last) > 1)) and flag in ("v", "vd") and (len(last) > 1 or body != head):
            return head[len(body) - len(last) :]
        for size in (4, 3, 2):
            if body[-size:] in lists()["event_verbs"]:
                return head[len(body) - size :]
            if len(body) > size and body[-size:] in strong and (weak or body[-size:] not in doubtful):
                return head[len(body) - size :]
    return ""


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
        verb = ""
        if word in strong:
            verb = word
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
        if last == 2 and not index and word in named_verbs and follow in named_verbs and words[2][0] in _MATTERS:
            # 督查检查事项
            at += len(word)
            continue
        if follow != "的" and (not named or index == 0 or follow_flag in _ASPECT):
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
                        _acts(doer)
                        or _plain(word, doer)
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


def subject(text: str) -> str:
    """Return the noun phrase that a clause without a number is about: its object after a doer, else its subject.

    Example:
        >>> subject("茶产业是富民支柱"), subject("县里推进户厕改造")
        ('茶产业', '户厕改造')
    """
    _, verb, rest = open_object(text)
    thing = rest if verb else text
    if (
        "的" in thing
        and (whole := _QUALIFIED.fullmatch(thing))
        and all(flag[0] in "nvab" for _, flag in tag(whole["noun"]))
    ):
        # 财政用于教育的投入: what stands before 的 says which
        return thing
    end = noun_end(thing)
    if thing.startswith("与", end) and all(flag[0] == "n" or flag == "vn" for _, flag in tag(thing[end + 1 :])):
        # 研究与试验经费
        return thing
    return thing[:end]
