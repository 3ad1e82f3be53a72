"""What the noun after a number counts, with what the words around it add to it (建成3个站, 63名教师加入志愿队)."""

from __future__ import annotations

from zongshu.claim.around import Words
from zongshu.claim.bounds import measure_at_end
from zongshu.claim.deed import with_deed
from zongshu.claim.frame import Frame
from zongshu.claim.grammar import listed
from zongshu.claim.phrase import first_verb
from zongshu.claim.spending import purpose
from zongshu.claim.stories import kernel
from zongshu.claim.strip import is_measure, strip_leads
from zongshu.claim.topic import Topic
from zongshu.lexicon.cues import cues
from zongshu.lexicon.words import is_word, tag
from zongshu.patterns import pattern
from zongshu.types import Claim, Quantity

__all__ = ["QUALIFIER", "QUALIFIER_ENDS", "beyond", "right_item"]

QUALIFIER = pattern(
    r"(?:第[一二三四五六七八九十\d]+[批期轮届]|首批|剩余|其余|其他|另外|各类|全部|外省|省外|本地|最远的|最大的|最高的)$"
)
QUALIFIER_ENDS = frozenset("批期轮届余他外类部省地的")
_AT_LEAST = frozenset(("超过", "不足", "低于", "高于", "达到", "不到", "超", "满", "突破"))
_SET_IN = pattern(r"(?P<what>[^，。；]{0,12}?)(?P<verb>设|建|开|办|装|挂|放)在$")
_LIMITED = pattern(r"[\u4e00-\u9fff]{2,12}(?:不足|不到|低于|超过|高于)[\d.]+[^，。；、]{1,6}$")
#: 为1260户种粮大户发放贷款3.4亿元: the second number tells the deed.
_FOR = pattern(r"[为给向在对于]")
_LIST = pattern(r"[、，；（(]|[和与及]$")
_TERM = pattern(r"(?:期限|时限)$")
_ERRANDS = ("趟", "步", "单")
_LIVED = ("住着", "住了", "住进", "住有")
_WIDENS = pattern(r"(?:扩大|扩展|拓展|推广|延伸|增加|扩)[到至]了?$")
_MODALS = frozenset("要能可会须得")
_COME = pattern(r"(?<=[\u4e00-\u9fff])[上下出回]来$")
_OFFICE = pattern(r"[到赴进在][^，。；]{2,10}?(?P<becomes>[担兼出]任[^，。；]{2,10})")
_WHITHER = frozenset("往向遍")
_PLACED = pattern("[在于把将]|对(?!照)")
_SAYS_WHICH = pattern(r"(?P<which>[\u4e00-\u9fff“”]{2,14})的$")


def right_item(claim: Claim, frame: Frame, words: Words, topic: Topic) -> str:
    """Return what is counted by the noun after a number, with what the words around it add to it.

    Args:
        claim: the claim of the number; its predicate and rules are read.
        frame: the number in its clause.
        words: the words around it.
        topic: what the sentence is about so far.
    """
    quantity, noun, said = claim.quantity, words.noun, words.said
    item = noun
    measured = words.head if is_measure(words.head) else words.obj if is_measure(words.obj) else ""
    if not measured and beyond(words, quantity) and not words.verb and 2 <= len(words.head) <= 8:
        # 研发投入超过500万元的企业
        measured = measure_at_end(words.head) or words.head
    inside = _SET_IN.search(words.head) if words.head[-1:] == "在" else None
    limit = None
    if listed(noun, "generic"):
        limit = _LIMITED.match("".join(frame.after.split()).removeprefix("的").removeprefix(noun))
    qualifier = QUALIFIER.search(words.head) if words.head[-1:] in QUALIFIER_ENDS else None
    closing = words.closing.rstrip("了过")
    if closing in _LIVED:
        closing = "入住"
    if closing[-1:] == "来":
        closing = _COME.sub("", closing)
    if closing[:1] in _MODALS and len(closing) > 1 and not is_word(closing):
        # 一个月要接四五十起投诉
        closing = closing[1:]
    if quantity.kind == "duration" and noun in ("时间", "工夫", "功夫"):
        deed = said if frame.last else purpose(frame.after.removeprefix(noun))
        item = (deed if 0 < len(deed) <= 16 else topic.item) + "时间"
    elif inside:
        # 设在七所学校内
        item = f"{inside['verb']}{inside['what'] or topic.item}的{noun}"
    elif limit:
        # 7个村集体经营性收入不足5万元
        item = f"{limit.group()}的{noun}"
    elif measured and words.right.startswith("的"):
        # 产值5亿元以上企业, 价值80万元的设施: what is measured of the noun
        item = noun + measured
    elif qualifier:
        item = qualifier.group() + noun
    elif words.source[-1:] == "的" and (which := _which(words.source)):
        # 已开工的57个项目, 不合格的63批次食品
        item = f"{which}的{noun}"
    elif noun == said and topic.part and topic.item and topic.unit == quantity.unit and quantity.dimension == "count":
        # 卫生院8所，其中3所达到推荐标准
        item = f"{noun}的{topic.item}"
    elif noun == said:
        # 236人通过考试: who did it is left out
        other = topic.quantity is not None and topic.quantity.dimension == "count" and topic.fresh
        owner = closing or topic.item * (not other)
        item = owner + noun if len(noun) <= 4 and noun not in owner else noun
    elif len(noun) <= 8 and 0 < len(said) <= 14 and _selects(said, noun):
        # 53名快递员加入志愿者队伍, 243所学校提供午餐
        item = f"{said}的{noun}"
    elif len(noun) <= 8 and "任" in said and (office := _OFFICE.fullmatch(said)):
        # 30名律师到村里担任法律顾问
        item = f"{office['becomes']}的{noun}"
    elif topic.part and topic.item and not said and _is_deed(noun):
        # 其中7件超额完成, 5所达到基本标准
        item = f"{noun}的{topic.item}"
    elif quantity.kind == "duration" and topic.item and not topic.fresh and _TERM.search(noun):
        # 对小额诉讼案件，严格落实不超过60日的审理期限
        item = topic.head() + noun
    elif len(noun) <= 4 and topic.item and _by_means(frame, words, topic) and listed(quantity.unit, "event_units"):
        # 启动人才培养项目，通过3次互助学习、2次培训
        item = topic.item + noun
    elif quantity.unit in _ERRANDS and words.head and not words.closing:
        # 看病要倒两趟船
        item = kernel(words.head) + noun
    elif (
        not words.bound
        and not _listed(frame)
        and (told := with_deed(noun, _asked(said, quantity) or _beside(frame, noun))) != noun
    ):
        # 六个社区开展托管活动, 12家商会减免会费83万元
        item = told
    elif (
        listed(noun, "relational")
        and topic.item
        and not (topic.fresh or (frame.position and not frame.left))
        and noun not in topic.item
        and not closing
    ):
        item = topic.head() + noun
    elif noun in ("资金", "经费") and closing:
        item = closing + noun
    elif claim.rules[-1] == "fromto.result" and words.head and _WIDENS.search("".join(frame.left.split())):
        item = f"{words.head}的{noun}"
    elif closing and closing[-1] in _WHITHER and len(noun) <= 6:
        # 产品销往23个国家和地区
        item = closing + noun
    elif len(noun) <= 2 and closing and not listed(closing, "making") and not listed(closing, "name_verbs"):
        # 带动80户群众: a short noun is told apart by its verb
        item = closing + noun
    if quantity.per and quantity.per.text.startswith("每") and quantity.per.text not in item:
        item = quantity.per.text + ("" if claim.predicate in item else claim.predicate) + item
    return item


def _which(source: str) -> str:
    """Return the clause with a verb that stands with 的 before a number and tells which of a kind are counted."""
    hit = _SAYS_WHICH.search(source)
    if hit is None:
        return ""
    which = strip_leads(_PLACED.split(hit["which"])[-1])
    flags = [flag for _, flag in tag(which)]
    verbal = "v" in flags and flags[-1] in ("v", "n", "vn") and flags[0] not in ("r", "m")
    return which if verbal and not listed(tag(which)[-1][0], "making") else ""


def beyond(words: Words, quantity: Quantity) -> bool:
    """Tell a number that bounds which things are meant (研发投入超过500万元的企业)."""
    return words.right.startswith("的") and (words.copula in _AT_LEAST or quantity.approx in ("over", "under"))


def _is_deed(noun: str) -> bool:
    """Tell words after a number that say what was done or reached, not what is counted."""
    words = tag(noun)
    (first, opens), (last, closes) = words[0], words[-1]
    if listed(first, "name_verbs") or listed(last, "name_verbs") or "的" in noun:
        return False
    return (opens == "v" and (len(words) > 1 or len(noun) > 2)) or (closes == "v" and len(words) > 1)


def _by_means(frame: Frame, words: Words, topic: Topic) -> bool:
    """Tell whether events are told as the means of what was told before (通过3次…、2次…)."""
    if not frame.position:
        topic.verb = "通过" if words.head == "通过" and not topic.fresh else ""
    return topic.verb == "通过"


def _listed(frame: Frame) -> bool:
    """Tell the later members of a list, whose deed is that of all (858个村、47个社区开展整治)."""
    return frame.position > 0 and not frame.left


def _asked(said: str, quantity: Quantity) -> str:
    """Return what is said of a noun; of a share also what is asked of it (八成以上的村要建成卫生室)."""
    return said[1:] if quantity.dimension == "share" and said[:1] in ("要", "须", "应") else said


def _beside(frame: Frame, noun: str) -> str:
    """Return what those do whose deed another number tells (11个村开了260场)."""
    if frame.last or _FOR.search(frame.left):
        return ""
    between = "".join(frame.between.split()).removeprefix("的")
    return between.removeprefix(noun) if between.startswith(noun) and not _LIST.search(between) else ""


def _selects(said: str, noun: str) -> bool:
    """Tell whether what is said of a noun tells which of its kind are counted."""
    verb = first_verb(said)
    if "其中" in said or "这" in said:
        # 纳入其中: it points back
        return False
    if listed(verb, "selecting"):
        return True
    table = cues().words
    strong = verb in table["verbs"] and verb not in table["weak_verbs"]
    return listed(noun, "generic") and strong and said.startswith(verb) and len(said) > len(verb) + 1
