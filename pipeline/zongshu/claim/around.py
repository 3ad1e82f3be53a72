"""The words around a number, taken apart: copula, verb and object before it, noun and predicate after it."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.measure import Reading
from zongshu.claim.objects import open_object
from zongshu.claim.phrase import closing_verb
from zongshu.claim.strip import is_measure, strip_copulas, strip_date, strip_leads
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern

__all__ = ["ATTRIBUTE", "ATTRIBUTE_ENDS", "BENCHMARK", "Words", "split", "take_apart", "undeictic"]

ATTRIBUTE = pattern(
    r"(?:国家|省|市|县|区|镇|乡|村|州|自治区|全国|国|部|地市|地厅)(?:（区）)?级|\d?A级|[一二三四五六]级|高级|中级|初级|[男女]性?|农村|城镇|城市|新建|改建|重点|示范|优秀|其他|公办|民办"
)
ATTRIBUTE_ENDS = frozenset("级男女性村镇市建点范秀他办")
_DEICTIC = pattern(
    r"^(?:全|我|本|该)[市县区州旗镇乡村省国](?:的|共|已|累计)?|^辖区(?:内)?|^境内|^像?[他她它]?们?这样的?|^这些|^本(?:学年|年度|届)|^这[一个项]{1,2}(?:比例|比率|占比|数字|数据|数值|指标)(?=$|[的已将]|[同提上下增减])|^该[局委办部院校厅会](?:计划|拟|还|已|将)*"
)
_EACH_OF = pattern(r"^.{2,30}[、和与].{1,12}各(?=[\u4e00-\u9fff]{2})")
_RANK_TAIL = pattern(r"(?:居|列|排|位居|位列|名列)(?:全[国省市县区州])?(?:[的中])?$")
#: 常年活跃在这里的快递员: it only points back.
_HERE = pattern(r"^[^，。；、\d]{0,10}(?:其中|其间|这里|那里|这儿|这[\u4e00-\u9fff]{1,3}上?)的(?=[\u4e00-\u9fff]{2,})")
#: 按照“谁受益谁出钱”的办法: how it was done.
_MANNER = pattern(r"^(?:按照?|以|通过|采取|围绕|本着)[^，。；]*?的(?:办法|方式|原则|要求|模式|形式|思路)")
_NUMERALS = frozenset("一两二三四五六七八九十0123456789")
_SPAN = pattern(
    r"(?:[一两二三四五六七八九十]+|\d+)(?:年|个月)(?:多来|来|内|间|里|时间)?(?:累计|共|均)*(?=[\u4e00-\u9fff]{2})(?!度|级|会|义务|制|期|一贯|以)"
)
_LEFT = pattern(r"(?:只|仅|还)剩下?$")
#: What hangs over at the end of a subject: a year, the 比 of a comparison whose base is a number, or what only points back.
_HANGING = pattern(r"(?:(?:20|19)\d{2}年(?:\d{1,2}月)?|^[比较与]|上述)$")
#: 相邻的姜堰区同期收入: whose it is, before what it is.
_NEIGHBOUR = pattern(
    r"^(?:而)?(?:邻近|相邻|毗邻|周边)的?[\u4e00-\u9fff]{2,9}?[市县区州旗](?:同期|平均)?(?=[\u4e00-\u9fff]{2,})"
)
#: 贺村镇如今, 去年同期: when, at the end of what stands before a number.
_THEN = pattern(
    r"(?:如今|现在|目前|眼下|当前|(?:去年|上年|前年|今年|往年)(?:同期|这时候?|此时|年?[初底末])?|全年|[上下]半年|同期|此前|原来|原先|年[初底末])(?:就|便|还|也|都|才|只|已)*$"
)
#: 为农村妇女做“两癌”筛查: for whom, and a verb that says nothing.
_DONE_FOR = pattern(
    r"^(?:免费|集中|定期|上门)*[为给替](?P<who>[^，。；\d]{2,10}?)(?:免费|集中|定期|上门)*(?:做|开展|提供|进行|实施)了?(?=[^，。；]{2,}$)"
)
#: 产品销往, 服务覆盖至: a verb that says where to.
_TOWARD = pattern(
    r"(?:[远畅热直]?[销卖运送发寄输返派飞驶开迁]往|(?<=[^方意走动取倾导])[投飞射发伸涌驶推开]向|[销遍传]遍|波及|惠及|遍及)$"
)
_BOTH = pattern(r"^[\u4e00-\u9fff]{2}[和及并、][\u4e00-\u9fff]{2}$")
#: 商会今年调解纠纷: who acted, and when.
_ACTED = pattern(
    r"[\u4e00-\u9fff]{1,10}?(?:局|委|办|院|会|校|公司|部|站|所|队|中心|合作社|银行|驿站|社区|镇里|县里|市里|区里|村里|我们|他们)"
    r"(?:今年以来|今年|去年|全年|上半年|当年|年内|半年|[两三四五]年|先后|累计|共|还|又|已|打算|计划|准备|拟)+(?=[\u4e00-\u9fff]{2})"
)
_SINCE = pattern(r"^[^，。；]{2,8}以来(?=[\u4e00-\u9fff]{2})")
_WHOLE = pattern(r"(?:[全我本该][市县区州旗镇乡村省国]|辖区内?)的?$")
_WHOLE_ENDS = frozenset("市县区州旗镇乡村省国内的")
_TOWARD_ENDS = frozenset("往向遍及")
_THEN_ENDS = frozenset("今在前下来先年期在候时初底末就便还也都才只已")
_HANGS = frozenset("年月比较与述")
_LIMITS = ("以上", "以下", "以内")
#: 高于18人的省定标准: the number measures the same thing as the one before.
BENCHMARK = pattern(
    r"的?(?P<name>(?:[省国部市]定|国家|规定|考核|既定|年度|平均|警戒|最低|及格|达标|合理|正常)?(?:区间|标准|水平|比例|线|要求|红线|底线|上限|下限|门槛|目标任务|目标|任务|大关|关口))(?:$|(?<=[准例线求])(?:重新|划|执行|守|落实|建|配))"
)


class Words(msgspec.Struct, gc=False):
    """The words around a number, taken apart.

    Attributes:
        source: all words before it.
        copula: what of them stands between a noun and the number.
        head: what is left without copula, adverbs and date.
        verb: the verb in `head` that has an object.
        obj: that object, or `head` where there is no verb.
        closing: the verb that closes `head`, where one does.
        noun: the noun phrase after the number.
        said: what is said of `noun`.
        right: all words after the number.
        bound: True where the number is a threshold that says which (50人以上企业).
        limit: True where it ends in 以上 or 以下.
    """

    source: str
    copula: str
    head: str
    verb: str
    obj: str
    closing: str
    noun: str
    said: str
    right: str
    bound: bool
    limit: bool


def take_apart(frame: Frame, reading: Reading, noun: str, said: str, right: str) -> Words:
    """Take the words around a number apart.

    Args:
        frame: the number in its clause.
        reading: what the words before it say.
        noun: the noun phrase after it.
        said: what is said of that.
        right: all words after it.
    """
    copula, head, closing, verb, obj = split(reading.subject, bool(noun))
    limit = frame.mention.rules[-1].endswith(_LIMITS)
    bound = limit and bool(noun) and frame.mention.quantity.dimension != "share"
    return Words(reading.subject, copula, head, verb, obj, closing, noun, said, right, bound, limit)


@lru_cache(maxsize=4096)
def split(subject: str, noun: bool) -> tuple[str, str, str, str, str]:
    """Split the words before a number into copula, head, closing verb, verb with an object, and that object.

    Args:
        subject: the words.
        noun: True where a noun stands after the number.
    """
    if not subject:
        return "", "", "", "", ""
    copula, rest = strip_copulas(subject)
    if rest:
        rest = _trim(rest)
    bare = strip_leads(_EACH_OF.sub("", rest) if "各" in rest else rest)
    if not bare and rest in cues().words["weak_verbs"]:
        # 通过463人: no preposition where nothing follows
        bare = rest
    if "以来" in bare:
        bare = _SINCE.sub("", bare)
    if (
        bare
        and bare[-1] in _THEN_ENDS
        and (then := _THEN.search(bare))
        and (then.start() or bare[0] not in "如现目眼当")
    ):
        bare = bare[: then.start()]
    if "为" in bare[:3] or "给" in bare[:3]:
        bare = _DONE_FOR.sub(lambda hit: hit["who"], bare)
    if "这" in bare or "其" in bare or "那里" in bare:
        bare = _HERE.sub("", bare)
    head = undeictic(_own_name(bare)) if bare else ""
    if (dated := strip_date(head)) != head:
        # 6月底前在镇上建成
        head = strip_leads(dated)
    if noun and len(head) > 3 and head[-1] in _WHOLE_ENDS:
        # 覆盖全县1120个网格
        head = _WHOLE.sub("", head)
    if head and head[-1] in _HANGS:
        head = _HANGING.sub("", head)
    closing = "" if is_measure(head) and not noun else closing_verb(head, bool(noun))
    if closing and len(head) == len(closing) + 1 and head[0] not in "他她它我":
        # 开复工, 新建成: what is left is no noun
        closing = head
    if noun and not closing and head:
        closing = _closing(head)
    _, verb, obj = open_object(head)
    if verb and copula and "的" in obj.rstrip("的") and head.startswith(verb):
        # 搬进新厂房的企业已有21家
        verb, obj = "", head
    return copula, head, closing, verb, undeictic(obj)


def _closing(head: str) -> str:
    """Return what closes a head before a counted noun as a verb does, where no verb is known."""
    if head[-1] in _TOWARD_ENDS and (toward := _TOWARD.search(head)):
        return toward.group()
    if len(head) == 5 and _BOTH.match(head) and tag(head)[-1][1] in ("v", "vd"):
        # 新签和升级8个协定
        return head
    if ("居" in head or "列" in head or "排" in head) and _RANK_TAIL.search(head):
        return "列"
    return head if len(head) == 2 and not is_measure(head) else ""


def _trim(words: str) -> str:
    """Strip how something was done and whose neighbour it was told of, each of which opens with few characters."""
    if words[0] in _NUMERALS and (span := _SPAN.match(words)):
        # 五年累计造林
        words = words[span.end() :]
    if words[0] in "按以通采围本":
        words = _MANNER.sub("", words)
    if "剩" in words[-2:]:
        words = _LEFT.sub("", words)
    return _NEIGHBOUR.sub("", words) if words[:1] and words[0] in "而邻相毗周" else words


def undeictic(words: str) -> str:
    """Strip 全市, 该县, 辖区 and the like from the head of some words."""
    return _DEICTIC.sub("", words) if words and words[0] in "全我本该辖境像这他她" else words


def _own_name(head: str) -> str:
    """Strip the name of the place that acts (桐乡计划再建驿站 → 再建驿站)."""
    if len(head) < 5 or ATTRIBUTE.match(head):
        return head
    if (acted := _ACTED.match(head)) and not listed(head[acted.end() :], "making"):
        # 暖心驿站已建成: not the station does it
        return strip_leads(head[acted.end() :])
    first, second = (*tag(head)[:2], ("", ""))[:2]
    if first[1] == "ns" and (
        second[0] in ("计划", "打算", "准备", "全年", "累计", "共", "将", "拟") or second[1] in ("d", "v")
    ):
        return strip_leads(head[len(first[0]) :])
    return head
