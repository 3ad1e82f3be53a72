"""Shapes of their own: standards, thresholds, stories, how long something takes, money spent on something, prizes, accounts."""

from __future__ import annotations

from zongshu.claim.around import BENCHMARK, Words
from zongshu.claim.bounds import STANDARD, name_bound, name_standard
from zongshu.claim.frame import Frame
from zongshu.claim.objects import open_object
from zongshu.claim.phrase import noun_end
from zongshu.claim.spending import purpose, spends, spent
from zongshu.claim.stories import OLD_TIME, kernel, story, took
from zongshu.claim.strip import is_measure, names_place, strip_leads
from zongshu.claim.topic import Topic
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern
from zongshu.types import Quantity

__all__ = ["asks_special", "follows_special", "name_special"]

_AGAINST = pattern(r"(?:高于|低于|大于|小于|多于|少于)(?:全[国省市县区州]|(?:20|19)\d{2}年|上年|去年|同期)的?$")
#: Somebody else than the person told of.
_OTHERS = pattern(
    r"全[市县区州旗省国镇乡村]|[县市区镇村]里|街道|政府|公司|企业|部门|[委局]$|合作社|社区|学校|村集体|像|累计|截至"
)
#: What a group does is not the speaker's own figure: 我们做了86台手术, but 我们家种了8亩.
_WE = pattern(r"(?:[我他她咱]们|大家|咱)(?![家俩]|夫妻|两口)")
_TIMED = pattern(r"(?P<deed>.{2,}?)(?:平均)?用时")
_SINGLE = pattern(r"(?:单日|单月|单周|单场|当日|单次|单季)(?:最高|最多)?")
_PRIZE = pattern(r"(?:奖|奖项|[金银铜奖]牌|冠军|亚军)$")
_FOLLOWS = pattern(
    r"(?:累计|总|日均|平均)?(?P<what>关注|浏览量?|阅读量?|点击量?|粉丝|播放量?|访问量?|转发量?|用户)(?:数|人数)?$"
)
_THIS = pattern(r"(?:这[所个座条家支处项片]|该)(?P<rest>[\u4e00-\u9fff]{2,8})$")
_YEARS = ("年", "载")
_IN_A_ROW = pattern(r"连续(?:已|近|约)?$")
#: 15年门的姜伟: what was done so long, and who did it or what it was done to.
_LONG = pattern(r"(?P<what>[^，。；的]{0,3})的(?P<who>[\u4e00-\u9fff“”]{1,8})")
_RIDE = pattern(r"的(?P<what>[^，。；的]{1,4}?)(?=$|[去到回才，。；])")
_GOES = frozenset("坐走开等排跑爬骑赶乘搭")
_WIDE = pattern(
    r"(?P<way>[宽长高深厚])的(?P<what>[\u4e00-\u9fff]{1,6}?)(?=$|[争得被把也都就上下里修建完全已][^，。；]|[，。；])"
)
_SIZES = {"宽": "宽度", "长": "长度", "高": "高度", "深": "深度", "厚": "厚度"}
_GENERIC_MATTERS = frozenset(("事", "事情", "问题", "难题", "老问题", "心结", "矛盾"))
_FROM_THEN = pattern(r"^.*(?:开始|起|以来)$")
_HOLDS = pattern(r"[稳位蝉]?[居列排联]|名列|保持|领跑|夺")
_TOWN = ("镇", "乡", "县", "市", "道", "州", "旗")
_WHICH = pattern(r"的|[、和与及或][^，。；]*以[上下内]的")
_GENERAL = frozenset(("项目", "工程"))
_FUND = pattern(r"(?:资金|投资|专款|贷款)$")
#: 确保完成全年城镇新增就业42万人的目标: the goal names itself.
_FULFILS = pattern(r"(?:完成|实现|达成|兑现|落实)(?:好|了)?(?P<what>[^，。；\d]{3,20})$")
_GOAL = pattern(r"的(?:[\u4e00-\u9fff]{2}){0,2}(?:目标任务|目标|任务)(?:$|[，。；])")
#: 按每人1500元领取一次性补助: what is received.
_RECEIVES = pattern(
    r"(?:的标准|标准)?(?:给予|领取|申领|发放|享受|获得|得到|申请|支付|计发)(?:了|到)?(?P<what>[\u4e00-\u9fff]{0,12}?(?:补助|补贴|津贴|奖励|奖补|补偿|待遇|救助|养老|资助|奖学|助学|慰问|抚恤)[金费]?)(?:资金)?$"
)
_BY = pattern(r"(?:按照?|以|可|即可|的)$")
#: 每条积2分, 攒满100分兑一次体检
_EARNS = pattern(r"(?P<deed>[\u4e00-\u9fff]{2,}?)的?(?:可|能|再)?[积计加奖扣记]$")
_EARNS_EACH = pattern(r"每.{1,3}(?:可|能|再)?[积计加奖扣记]$")
_SAVED = pattern(r"(?:[攒积凑集存][满够]|累计满|积累到|累计达?到?|满)$")
_BUYS = pattern(
    r"(?:即?可|就能|便可|能)?(?:以)?(?:兑换?|换取?|换得|抵扣?)(?:成|到)?(?:[一两二三]?[次袋瓶份张把件小斤桶盒个提]{0,2})(?P<what>[\u4e00-\u9fff]{2,8}?)(?:[一两二三]次)?$"
)


def name_special(frame: Frame, words: Words, quantity: Quantity, topic: Topic) -> str:
    """Return the item of a number told in a shape of its own; empty where it is told as most are.

    Args:
        frame: the number in its clause.
        words: the words around it.
        quantity: what it says.
        topic: what the sentence is about so far.
    """
    each = quantity.per.text if quantity.per else ""
    if frame.after and STANDARD.search(frame.after):
        standard = name_standard(words.source or each, frame.after, frame.beyond, quantity.unit)
        if standard:
            return standard
    if words.bound:
        return name_bound(quantity, words.head, words.closing or words.verb, words.noun, topic.last)
    if words.limit and quantity.unit in ("人", "名") and _bare(words) and _WHICH.match(frame.after):
        # 其中职工50人以上的327户; 城镇新增就业900万人以上 is no threshold
        return name_bound(quantity, words.head, "", words.head, topic.last)
    bench = None
    if words.right:
        # 第二批15项任务: no benchmark
        bench = BENCHMARK.match(words.right) if not words.head.endswith("批") else None
        goal = _FULFILS.search(words.source) if words.right[0] == "的" and _GOAL.match(words.right) else None
        if goal and not is_measure(what := strip_leads(goal["what"])):
            return open_object(what)[2]
    if quantity.unit == "分" and (points := _points(words, each, topic)):
        return points
    if (
        quantity.dimension == "money"
        and words.right
        and (not words.source or _BY.search(words.source))
        and (received := _RECEIVES.match(words.right))
    ):
        return received["what"]
    if topic.last and (bench or ("于" in words.source and _AGAINST.search(words.source))):
        tail = bench["name"] if bench else ""
        measured = topic.last if topic.unit == quantity.unit else topic.last.removesuffix("比例")
        return measured + ("" if tail.endswith(("水平", "大关", "关口")) else tail)
    if topic.last and words.head and not words.noun and names_place(words.head):
        before = topic.quantity
        several = "、" in words.head and quantity.dimension in ("count", "people")
        if quantity.unit == topic.unit or (before is None and (several or _is_town(words.head))):
            return topic.last
    scene = topic.scene
    if quantity.dimension == "length" and words.right and (wide := _WIDE.match(words.right)):
        # 3.5米宽的路
        return wide["what"] + _SIZES[wide["way"]]
    if quantity.kind == "duration" and (item := _lasts(frame, words, quantity.unit, topic)):
        return item
    if topic.scene.person and _own(words, quantity.dimension):
        # 在堤上住了19天: what a person does
        told = words.source if words.copula in ("就是", "是") else words.source.removesuffix(words.copula)
        noun = "" if words.noun == words.said else words.noun
        if not noun and quantity.unit == topic.unit and quantity.kind == "count" and not words.verb:
            noun = topic.item
        scene.deed = kernel(words.head) if quantity.kind == "duration" else ""
        return story(topic.scene.person, told, noun, words.right, quantity.unit, quantity.kind, topic.scene.task)
    return (quantity.dimension == "money" and spent(frame, words, quantity)) or _of_something(words, topic)


def asks_special(source: str, head: str, verb: str, obj: str) -> bool:
    """Tell whether the words before a number alone may give it an item in `name_special`, whatever it counts.

    Args:
        source: the words, and what they were taken apart into; see `Words`.
        head: without copula, adverbs and date.
        verb: the verb in `head`.
        obj: its object.
    """
    return (
        names_place(head)
        or spends(head) is not None
        or ("于" in source and _AGAINST.search(source) is not None)
        or (head[:1] in ("单", "当") and _SINGLE.fullmatch(head) is not None)
        or obj[:1] in ("这", "该")
        or (verb != "" and obj in _GENERAL)
    )


def follows_special(after: str) -> bool:
    """Tell whether the words after a number that has no noun may give it an item in `name_special`."""
    return STANDARD.search(after) is not None or _WHICH.match(after) is not None


def _lasts(frame: Frame, words: Words, unit: str, topic: Topic) -> str:
    """Name how long something went on or took; empty where that is told as most numbers are."""
    scene = topic.scene
    if scene.deed and not (words.head or words.noun) and OLD_TIME.search(topic.item):
        # 如今春播四五天就完活儿。搁前些年，二十来天
        return f"{scene.person}过去{scene.deed}用时"
    way = kernel(words.head)[-1:] if words.right else ""
    if way and way in _GOES and (ride := _RIDE.match(words.right)):
        # 要坐一个多小时的班车去县城
        return f"{scene.person}{way}{ride['what']}时间"
    long = _LONG.fullmatch(words.right) if words.source[-1:] in ("了", "过") else None
    if long and len(deed := kernel(words.head)) <= 4:
        # 装了15年门的姜伟, 拖了三年的工资
        who = long["who"][: noun_end(long["who"])]
        who = topic.item if who in _GENERIC_MATTERS and topic.item else who
        return f"{who}{deed}{long['what']}{'年数' if unit in _YEARS else '时间'}"
    if unit in _YEARS and words.right and (row := _IN_A_ROW.search(words.source)):
        # 粮食连续四年增产
        who = scene.person or _FROM_THEN.sub("", strip_leads(words.source[: row.start()]))
        if _HOLDS.match(words.right):
            return f"{who or topic.last}{frame.after[:20]}年数"
        _, verb, thing = open_object(words.right)
        if verb and not scene.person:
            # 连续七年提高养老金水平，年均增长10%
            topic.item = topic.last = thing
        return f"{who}{kernel(words.right)[:16]}年数"
    if scene.person or words.noun or is_measure(words.obj):
        return ""
    timed = _TIMED.fullmatch(topic.last)
    thing, verb = (timed["deed"], "") if timed else (topic.item, topic.verb)
    if timed and frame.position:
        # 三个工作日内分办、十五个工作日内答复: another deed
        thing = ""
    return took(words.source, words.right or purpose(frame.after), thing, verb)


def _points(words: Words, each: str, topic: Topic) -> str:
    """Name points by the deed that earns them, or by what they are changed for; empty where they are neither."""
    buys = _BUYS.match(words.right) if _SAVED.search(words.source) else None
    if buys:
        return f"兑换{buys['what']}积分"
    if _EARNS_EACH.fullmatch(each):
        return f"{words.head or topic.item}积分"
    earns = _EARNS.fullmatch(words.source)
    return f"{strip_leads(earns['deed'])}积分" if earns else ""


def _is_town(head: str) -> bool:
    """Tell a bare name that ends like a town or a county's (贺村镇), not a phrase that does (送戏下乡)."""
    return head.endswith("街道") or (head[-1:] in _TOWN and all(flag[0] != "v" for _, flag in tag(head)))


def _bare(words: Words) -> bool:
    """Tell whether a noun alone stands before a number, and none after it."""
    return not words.noun and not words.verb and 2 <= len(words.head) < 8 and not is_measure(words.head[-2:])


def _own(words: Words, dimension: str) -> bool:
    """Tell whether a figure is told of the person who was named, and not of somebody else whom its clause names."""
    if dimension == "share" or not (words.head or words.noun):
        return False
    if ("们" in words.source or "咱" in words.source or "大家" in words.source) and _WE.search(words.source):
        return False
    doer = open_object(words.head)[0]
    return _OTHERS.search(doer or words.head) is None and _OTHERS.match(words.source) is None


def _of_something(words: Words, topic: Topic) -> str:
    """Name what is only told as a general noun by the thing, the contest or the account that it belongs to."""
    if topic.item and words.head[:1] in ("单", "当") and _SINGLE.fullmatch(words.head):
        # 单日最高突破1万人次
        return words.head + topic.item
    thing = words.noun or words.obj
    if topic.scene.event and _PRIZE.search(thing) and topic.scene.event not in thing:
        return topic.scene.event + thing
    follows = _FOLLOWS.search(words.right if not words.head else words.obj) if topic.scene.account else None
    if follows and len(thing) <= 8:
        return topic.scene.account + follows["what"]
    this = _THIS.match(words.obj) if words.obj[:1] in ("这", "该") else None
    if this and (topic.scene.site or topic.item):
        measure = next(
            (this["rest"][at:] for at in range(1, len(this["rest"]) - 1) if is_measure(this["rest"][at:])), ""
        )
        if measure:
            topic.item = topic.scene.site or topic.item
            return topic.item + measure
    if words.verb and words.obj in _GENERAL and _FUND.search(topic.item) and not topic.fresh:
        # 落实协作资金4350万元，实施项目26个
        return topic.item + words.obj
    return ""
