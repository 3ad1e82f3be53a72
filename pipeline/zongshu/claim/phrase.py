"""Where phrases begin and end: the noun phrase after a number, the verb that closes the words before it, a subject."""

from __future__ import annotations

from functools import lru_cache

from zongshu.claim.grammar import lists
from zongshu.claim.objects import open_object
from zongshu.claim.strip import is_place
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import is_word, tag
from zongshu.patterns import pattern

__all__ = ["closing_verb", "first_verb", "noun_end", "starts_with_verb", "subject"]

Word = tuple[str, str]

_MARK = "、，；。：（）()“”\"'《》/ "
_ASPECT = ("ul", "uz", "ug")
_VERBAL = ("v", "vd", "vi", "vg", "zv")
#: A two-character verb that ends so never is part of a name (搬出大山, 装上摄像头).
_DIRECTED = tuple("出进上下到成为起开回过至给在满完住走掉及向往于得")
#: A word that no dictionary has and that begins so is a verb with its object (来县支教, 凭卡乘车, 穿村而过).
_LEADING = "来赴进入出凭随穿换冒"
_OPENING = frozenset(_LEADING + "每全")
#: 产值5亿元以上企业: a number inside the phrase that says which.
_BOUND = pattern(r"[\d.,，]+[^，。；\d]{1,5}以[上下内]")
_QUALIFIED = pattern(r"[^，。；]{2,16}(?:用于|投向|涉及|适用)[^，。；]{2,8}的(?P<noun>[\u4e00-\u9fff]{2,6})")


def _is_verb(word: str, flag: str) -> bool:
    return flag in _VERBAL or word in cues().words["verbs"]


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Return the words that may open a predicate by themselves."""
    ours = lists()
    return ours["adverbs"] | ours["manner"] | ours["predicates"] | cues().words["verbs"]


def _opens_predicate(words: tuple[Word, ...], at: int, things: bool) -> bool:
    """Tell whether the word at `at`, after a noun, begins what is said of the noun.

    Args:
        words: the tagged words.
        at: position of the word, not the first.
        things: True where the unit counts things or persons, not events; then a verb at the end closes the clause.
    """
    word, flag = words[at]
    follow, follow_flag = words[at + 1] if at + 1 < len(words) else ("", "")
    if flag[0] == "n" and word[0] not in _OPENING and word not in _openers() and follow_flag not in _ASPECT:
        # a plain noun meets none of what follows
        return False
    ours = lists()
    if word[0] == "每" or (word == "全" and follow == "覆盖") or word == "全覆盖":
        return True
    if word in ours["adverbs"] or flag in ("p", "uz") or (flag == "d" and len(word) < 3):
        return True
    verbs = cues().words["verbs"]
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
    if (flag not in _VERBAL and word not in verbs) or (len(word) == 1 and not follow):
        return False
    return _verb_opens(words, at, things, verbs)


def _verb_opens(words: tuple[Word, ...], at: int, things: bool, verbs: frozenset[str]) -> bool:
    """Tell whether a verb begins what is said of the noun before it, or is part of that noun's name."""
    word, flag = words[at]
    ours = lists()
    follow, follow_flag = words[at + 1] if at + 1 < len(words) else ("", "")
    heads, name_verbs = ours["heads"], ours["name_verbs"]
    if len(word) > 1 and word.endswith(_DIRECTED) and word not in name_verbs:
        return True
    if len(follow) == 1 and follow in heads:
        return False
    weak = word in cues().words["weak_verbs"]
    named = weak or flag == "vn" or word in name_verbs
    if not follow or follow in _MARK:
        return things and not named
    strong = word in verbs and not weak
    if named and strong and flag != "vn":
        # 村清理垃圾, but 农房改扩建工程
        return all(other not in heads for other, _ in words[at + 1 :])
    if named:
        return follow_flag in ("d", "p", "m", "ns", "r") and follow not in heads
    if follow in heads and word not in verbs:
        return False
    if follow in ours["workers"] and words[at - 1][0] not in ours["doers"] and not is_place(words[at - 1][0]):
        # 木门安装师傅, but 企业招聘技工
        return False
    if word in ours["plain_verbs"] or word in ours["event_verbs"]:
        return True
    return word in verbs or follow_flag in ("d", "p", "m", "r", "ns", "a", "b")


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


@lru_cache(maxsize=2048)
def first_verb(text: str) -> str:
    """Return the first verb of what is said of a noun (已全部建立 → 建立), the first word where none is known as one."""
    words = tag(text)
    ours = lists()
    return next(
        (word for word, flag in words if _is_verb(word, flag) or word in ours["predicates"]),
        words[0][0] if words else "",
    )


@lru_cache(maxsize=1)
def _verb_ends() -> frozenset[str]:
    """Return the last characters of verbs."""
    return frozenset(word[-1] for word in cues().words["verbs"] | lists()["event_verbs"])


def closing_verb(head: str, weak: bool = False) -> str:
    """Return the verb that closes `head`, with its particle; empty where a noun closes it.

    Args:
        head: words before a number.
        weak: True where a noun follows the number, so that even a word that is as often a noun (覆盖) reads as a verb.
    """
    table = cues().words
    strong, doubtful = table["verbs"], table["weak_verbs"]
    events, ends = lists()["event_verbs"], _verb_ends()
    bare = head.rstrip("了过着起出")
    for body in (head, bare) if bare != head else (head,):
        if not body:
            continue
        words = tag(body)
        last, flag = words[-1]
        if last in events:
            return head[len(body) - len(last) :]
        if last in strong and (weak or last not in doubtful or len(words) == 1 or body != head):
            return head[len(body) - len(last) :]
        if (weak or (body != head and len(last) > 1)) and flag in ("v", "vd") and (len(last) > 1 or body != head):
            return head[len(body) - len(last) :]
        for size in (4, 3, 2) if body[-1] in ends else ():
            if body[-size:] in events:
                return head[len(body) - size :]
            if len(body) > size and body[-size:] in strong and (weak or body[-size:] not in doubtful):
                return head[len(body) - size :]
    return ""


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
