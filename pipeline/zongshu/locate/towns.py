"""Places below the county: streets, towns, villages, communities and development zones, known by the word they end in."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

import msgspec

from zongshu.lexicon.divisions import divisions
from zongshu.lexicon.words import is_word, tag
from zongshu.patterns import pattern

__all__ = ["Town", "find_towns"]

# a word that goes on: 镇政府, 村民; every branch begins with a letter of its own, so that most of a text is passed over quickly
_ON = (
    r"(?![亲土愁级党企风情贤音味道委规庄容改务医官校集两干部]|里(?![\u4e00-\u9fff]{1,2}(?:村|社区))|和(?=[村乡街社各部县市])|镇|[（(][街社镇乡村]|民(?!族)|居(?!民)|办(?!事处)"
    r"|治理|集市|集中|矫正|养老|助理|专[职干]|振兴)"
)
_ZONE = r"区(?![块域划位间])"
_SUFFIX = pattern(
    rf"村{_ON}|镇{_ON}|社区{_ON}|乡(?=村医[^生疗务保])|乡{_ON}|街道{_ON}|苏木{_ON}|旅游度假区|经济(?:技术)?开发区|经开{_ZONE}"
    rf"|高新(?:(?:技术)?(?:产业)?开发区|(?:技术产业)?{_ZONE})|新{_ZONE}"
)
_AFTER_TOWN = pattern(r"干部|公司|集团|政府|街道|社区[（(]|村(?!民|医[^生疗务保])")
_AFTER_VILLAGE = pattern(r"街道|覆盖|占比|比例|总数|教师|工作|服务|网格|建设|综合|发展|教育|党")
_TOWNS = ("街道", "镇", "乡", "苏木")
# 思延镇周村、龙门镇青龙场村: a list of villages, each after its town
_VILLAGE_NEXT = pattern(r"[\u4e00-\u9fff]{1,4}(?:村|社区)[、和与及][\u4e00-\u9fff]{2,5}(?:镇|乡|街道)")
_NEXT = pattern(r"[、和与][\u4e00-\u9fff]{2,4}(?:街道|镇|乡|社区|村)(?![民级里部])")
# 义棠镇与一所大学合作 opens no list of places
_LIST_GOES_ON = pattern(r"[^，。；、\d]{1,8}?(?:街道|[镇乡村县区市旗]|苏木|等|两|各|开发区)|[^，。；、\d]{2,4}、")
_SITED = ("街道", "镇")
_VILLAGES = ("社区", "村")
_PREPOSITION = pattern(
    r"(?:走进|来到|位于|坐落在|地处|家住|来自|走访|落户|落地|现场|[，。、\n\u3000]?[在到于据是由为从对向以让给把]|其中|以及|以|等|今年|去年|当年|全年|目前|同期|例如|比如|譬如|仅|像|沿|途经|选址|扎根|立足|相邻的?|邻近的?|(?:^|[，。；、\n])[而但住]|[元亩米吨里人个户名]的|[日夜当今昨傍早][晚晨午上夜天]|[下上中]午|\d日)$"
)
# what a preposition may end with
_LAST_OF = frozenset(
    "进到期于在处住自访户地场据是由为从对向以让给把中及等年前如仅像沿经址根足邻近的而但住晚晨午上夜天日"
)
_GENERIC = pattern(
    r"[强兴立活富美靓旺][镇村乡]$|城市|示范|试点|美丽|行政|重点|友好|未来|完整|易地|搬迁|老旧|全国|文明|^[各每个整全该本某数余第多几]|[个所有些数名建型级位支家条人]$|[全我本][省市县区州旗镇乡]|^[老新小大各乡古沿]?集$|^苏木$|自然|精品|贫困|先进|智慧|标准|"
    r"居民|中心|特色|脱贫|所在|周边|农村|小区|小城|工业|古城|强|新型|和美|薄弱|后进|一些|部分|相关|驻地|以上|开展|建设|推动|推进|实施|参加|进入|下沉|联系|涉及|覆盖|辖|创建|打造|"
    r"培育|选派|组织|党员|群众|干部|青年|学生|教师|专家|资源|力量|服务|管理|治理|改造|深入|保障|依托|新建|新修|修建|引导|鼓励|支持|帮助|带动|辐射|联村|包村|回归|返回|走遍"
)
_ENDS_AS_VERB = frozenset(
    "向对把将被与和及在为给从以等农之的了着过回下进入到驻访联包帮出离返送惠助援治管建修扩绕跨至化由是于据不"
)
# ordinary words that end in such a word, whatever stands before them
_COMMON = frozenset(
    (
        *("下乡", "返乡", "回乡", "水乡", "城乡", "他乡", "家乡", "故乡"),
        *("古镇", "小镇", "重镇", "城镇", "名镇", "强镇", "乡镇", "活镇", "坐镇"),
        *(
            "山村",
            "渔村",
            "农村",
            "乡村",
            "古村",
            "进村",
            "驻村",
            "入村",
            "回村",
            "包村",
            "名村",
            "强村",
            "新村",
            "全村",
            "邻村",
            "同村",
        ),
    )
)
# verbs and wishes that streets and communities are often named with
_AUSPICIOUS = frozenset(
    (
        "振兴",
        "解放",
        "团结",
        "胜利",
        "光明",
        "幸福",
        "和平",
        "前进",
        "跃进",
        "复兴",
        "友谊",
        "劳动",
        "民主",
        "共和",
        "红旗",
        "建国",
    )
)
_NUMERALS = tuple("两三四五六七八九")
_LINKS = frozenset("、和与及")
_REACH = 7
# a name that begins before the end of a stretch has its suffix, and what that looks at, within so many characters after it
_AHEAD = 32
# no name goes on after these
_STOPS = frozenset("。；！？，\n")


class Town(msgspec.Struct, frozen=True, gc=False):
    """A place below the county named in the text.

    Attributes:
        start: first position.
        end: position after the last.
        name: its name, without the town that it is told to lie in.
        level: town or village; other for a development zone.
        within: the town named right before a village (池河镇明星村), None without one.
        listed: it stands in a list with the next (梧桐镇、下堡镇) or opens one with 等.
    """

    start: int
    end: int
    name: str
    level: str
    within: str | None = None
    listed: bool = False


def find_towns(text: str, edges: Container[int], start: int = 0, end: int | None = None) -> list[Town]:
    """Find streets, towns, villages and communities.

    Args:
        text: the clean text.
        edges: where names of divisions end (孝义市|梧桐镇).
        start: first position that one may begin at; what stands before it belongs to another sentence or cell.
        end: position after the last.

    Returns:
        The places in order; a name counts only where a boundary, a division or a preposition stands before it.

    Example:
        >>> [(town.name, town.within) for town in find_towns("来到池河镇明星村，看见", ())]
        [('池河镇', None), ('明星村', '池河镇')]
    """
    last = len(text) if end is None else end
    reach = last if text[last - 1 : last] in _STOPS else last + _AHEAD
    # where towns found here, and the links of their lists, end
    known: set[int] = set()
    found: list[Town] = []
    for match in _SUFFIX.finditer(text, start, reach):
        at, stop = match.span()
        if stop in edges or stop in known:
            continue  # 滨海新区 is a division
        suffix = match.group()
        village = suffix in _VILLAGES
        if (_AFTER_VILLAGE if village else _AFTER_TOWN).match(text, stop):
            continue
        begin = _begin(text, at, edges, known)
        if begin == at and (begin in edges or begin in known) and suffix.endswith("区") and not village:
            # 衡阳市|高新区: a zone without a name of its own has that of its city
            begin = _begin(text, begin - 1, edges, known)
        known.add(stop)
        if not 2 <= at - begin <= 5 or not start <= begin < last:
            continue
        if text[begin - 1 : begin] == "“" and text[stop : stop + 1] == "”":
            continue  # “万企兴万村”行动, “明星村”
        sited = suffix in _SITED and begin > 0 and text[begin - 1] in "在于"
        sited = sited or text[stop : stop + 1].isdecimal() or _NEXT.match(text, stop) is not None
        if not _is_name(text[begin:at], suffix, sited):
            continue
        level = "village" if village else "town" if suffix in _TOWNS else "other"
        before = found[-1] if village and found and found[-1].end == begin and found[-1].level == "town" else None
        after = text[stop : stop + 1]
        listed = (
            after == "等"
            or _VILLAGE_NEXT.match(text, stop) is not None
            or (after in _LINKS and _LIST_GOES_ON.match(text, stop + 1) is not None)
        )
        if listed:
            known.add(stop + 1)
        found.append(Town(begin, stop, text[begin:stop], level, before.name if before else None, listed))
    return found


@lru_cache(maxsize=4096)
def _is_name(stem: str, suffix: str, sited: bool = False) -> bool:
    """Tell a name from a verb, a number or a kind of place before the suffix (依托社区, 送戏下乡, 美丽乡村).

    Where something is, or what stands in a list of such places (`sited`: 在新立镇), is a name, even if it may be a verb
    elsewhere.
    """
    if stem in _AUSPICIOUS or (not _GENERIC.search(stem) and divisions().find(stem)):
        return True
    if suffix == "新区" and is_word(stem) and not _is_place(stem):
        return False
    if len(stem) > 2 and stem[-1] in _NUMERALS:
        return False  # 梧桐、下堡两镇
    proper = sited and [flag for _, flag in tag(stem)] == ["nz"]  # 兴农镇
    if (stem[-1] in _ENDS_AS_VERB and not proper) or "的" in stem or _GENERIC.search(stem):
        return False
    if stem[-1] + suffix in _COMMON and not (_is_place(stem) or _is_hill(stem)):
        return False
    return sited or not any(flag[0] in "vpcdrfuy" and len(word) > 1 and is_word(word) for word, flag in tag(stem))


def _is_place(stem: str) -> bool:
    """Tell a name known as that of a place (容城镇 is no 城镇)."""
    words = tag(stem)
    return len(words) == 1 and words[0][1] in ("ns", "nr")


def _is_hill(stem: str) -> bool:
    """Tell the name of a hill, which is no word (箬山村), from a kind of hill (小山村, 大山村)."""
    return len(stem) == 2 and stem[1] == "山" and not is_word(stem)


def _begin(text: str, suffix: int, edges: Container[int], known: Container[int]) -> int:
    """Return where the name before a suffix begins: at a boundary, a division's end or after a preposition."""
    at = suffix
    while at > 0 and suffix - at < _REACH:
        before = text[at - 1]
        if (
            not "\u4e00" <= before <= "\u9fff"
            or at in edges
            or at in known
            or (before in _LAST_OF and suffix - at >= 2 and _PREPOSITION.search(text, max(0, at - 3), at))
        ):
            return at
        at -= 1
    return at if at == 0 else suffix
