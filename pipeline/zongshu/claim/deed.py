"""Which of a kind are counted: what those do, or what is done for them (231户困难家庭免费发放平板电脑)."""

from __future__ import annotations

from zongshu.claim.grammar import listed
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern

__all__ = ["deed_of", "with_deed"]

#: Those that act, or that something is done for: persons, households, organisations, settlements.
_ACTORS = pattern(
    r"(?:员|者|师|生|手|民|户|工|人|兵|童|孩子|小哥|干部|骨干|群众|妇女|青年|专家|选手|家庭|企业|公司|商会|协会|组织|机构|合作社|银行|农商行|社区|街道|小区|村|镇|乡|屯|市|"
    r"乡镇|县|学校|中学|小学|幼儿园|医院|卫生院|卫生室|敬老院|部门|单位|支部|党委|法院|景区|园区|市场|商户|商家|门店|店|站|队|志愿队|项目|驿站|家)$"
)
_QUOTED = pattern(r"“[^”]*”")
_ASPECT = pattern(r"(?<=[\u4e00-\u9fff])[了着过](?!解|关|程|硬|火|手|力|眼)")
#: How, with whom and where something is done stands before its verb.
_BESIDE = pattern(
    r"(?:与|和|同|随|跟|向|对|依托|借助|通过|按照?|以|从|到|赴|进|前往|骑着?|背着?|带着?|冒着?|顶着?|开着?|坐着?|乘着?|在)[^，。；]{1,14}?"
)
#: What opens a description of a thing rather than a deed of somebody.
_STATE = pattern(
    r"(?:有|是|为|在|位于|坐落|分布|处于|属于|沿着?|顺着?|沿|围绕|来自|正|达|占|居|常驻|驻|吃住|就近|领到|成为|变|告|全线|场场|24小时)"
)
_DONE = frozenset(
    (
        "全部",
        "均",
        "都",
        "已",
        "已经",
        "相继",
        "陆续",
        "先后",
        "正",
        "正在",
        "也",
        "就",
        "将",
        "又",
        "再",
        "还",
        "自愿",
        "累计",
        "共",
        "同时",
        "须",
        "需",
        "要",
        "可以",
        "可",
        "能",
        "主要",
        "各",
        "分别",
        "一起",
        "率先",
        "如期",
        "同步",
        "今年",
        "去年",
        "目前",
    )
)
#: 用上了生物质炉, 住进新居: two characters that are no word by themselves.
_COMES_TO = pattern(r"[用吃住喝种过搬走装配通坐领拿][上进出起到]了?[\u4e00-\u9fff“]{2,12}$")
#: Parts of speech that may stand before the verb of a deed: adverbs, verbs, attributes.
_MANNER = frozenset(("d", "v", "vn", "vd", "ad", "b", "a"))
_LONGEST = 16
#: What points back to what was told, and says nothing by itself.
_POINTS = pattern(r"其中|其间|这里|那里|这儿|这[条片个座]")


def deed_of(said: str) -> str:
    """Return what somebody does as a phrase before a noun; empty where nobody does anything to something.

    Args:
        said: what is said of the noun.

    Example:
        >>> deed_of("开展了假期托管活动"), deed_of("顺着山势铺开"), deed_of("全部完成")
        ('开展假期托管活动', '', '')
    """
    words = list(tag(said))
    if words and words[0][0] in ("要", "须", "必须", "应", "应当"):
        # what is asked of all tells nobody apart
        return ""
    while words and words[0][0] in _DONE:
        words.pop(0)
    if not words:
        return ""
    said = "".join(word for word, _ in words).rstrip("，。；、：的")
    if _POINTS.search(said):
        return ""
    if _STATE.match(said) or ("、" in said and "的" in said):
        return ""
    if _COMES_TO.match(said):
        return _ASPECT.sub("", said)
    start = _verb_at(words)
    if start < 0:
        return ""
    at = sum(len(word) for word, _ in words[:start])
    lead = said[:at]
    plain = all(flag in _MANNER or listed(word, "manner") for word, flag in words[:start])
    beside = _BESIDE.match(said) is not None
    if lead and not plain and (not beside or len(said) > _LONGEST):
        said = said[at:] if beside else ""
    deed = _ASPECT.sub("", said)
    if len(deed) > _LONGEST:
        short = _QUOTED.sub("", deed)
        deed = short if len(short) >= 6 else deed
    return deed if 4 <= len(deed) <= 24 and not deed.endswith(("开展活动", "参加活动")) else ""


def _verb_at(words: list[tuple[str, str]]) -> int:
    """Return the position of the verb that has an object, or of two verbs in a row; -1 where there is none."""
    table = cues().words
    doubtful = -1
    for index, (word, flag) in enumerate(words):
        strong = word in table["verbs"] or listed(word, "selecting") or listed(word, "event_verbs")
        if (not strong and flag not in ("v", "vn", "vd", "vi")) or word.endswith("在"):
            continue
        rest = words[index + 1 :]
        if rest and rest[0][0] == "在":
            # 守在车站: where they are, not what they do
            return -1
        while rest and rest[0][1] in ("ul", "uz", "ug", "f") and len(rest[0][0]) == 1:
            rest = rest[1:]
        if sum(len(other) for other, _ in rest) >= 2:
            if strong and word not in table["weak_verbs"]:
                return index
            doubtful = index if doubtful < 0 else doubtful
    return doubtful


def with_deed(noun: str, said: str) -> str:
    """Return a counted noun with what tells which of its kind are counted; the noun alone where nothing does.

    Args:
        noun: the noun.
        said: what is said of it.

    Example:
        >>> with_deed("社区", "开展了假期托管活动"), with_deed("雪道", "顺着山势铺开")
        ('开展假期托管活动的社区', '雪道')
    """
    if not said or len(noun) > 12 or not _ACTORS.search(noun.rstrip("）")):
        return noun
    deed = deed_of(said)
    if not deed or noun in deed:
        return noun
    # a long noun is told apart by itself
    return f"{deed}的{noun}" if len(noun) <= 5 or len(deed) < 2 * len(noun) else noun
