"""What a sentence is about so far: the subject that later clauses leave out."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from zongshu.claim.grammar import listed
from zongshu.claim.parts import NO_PARTS, Scope
from zongshu.claim.phrase import noun_end, subject
from zongshu.claim.scene import SITE_OPENS, Scene
from zongshu.claim.strip import clean_item, is_measure, strip_date, strip_leads
from zongshu.lexicon.words import cut, tag
from zongshu.patterns import pattern
from zongshu.text import clauses
from zongshu.types import Quantity

__all__ = ["Topic"]

_DIGIT = pattern(r"\d")
#: 经过多年提质, 按可比价格计算, 挂牌以来: how, when and where, not what.
_ASIDE = pattern(
    r"(?:经过?|通过|随着|按照?|据|根据|围绕|依托|以|在|从|自|为了?|把|将|被|让|使|由|对|向|与|到|当|除|截至|因|经|借助|受|比|较|同口径|扣除|连同|加上|算上|外加|各[^，。；\d]{1,10}[中里][^，。；\d]{2,8}最|[^，。；\d]{1,6}来(?:看|说|讲)$)"
)
#: 对村级挂牌集中清理: what was worked on.
_ABOUT = pattern(r"对(?P<what>[^，。；的\d]{2,12}?)(?:集中|进行|开展|全面|实行|实施|逐一|统一|一律|分类)")
#: 对小额诉讼案件，严格落实…: what is spoken of.
_ABOUT_ALONE = pattern(r"对于?(?P<what>[^，。；的\d]{3,12})")
#: 新成立的合作社中，甲镇、乙镇分别有12个、9个: which of a kind are parted.
_AMONG = pattern(r"(?:在|从)?[^，。；\d]{2,12}的(?P<what>[^，。；的\d]{2,16})中")
_NO_KINDS = ("过程", "工作", "实践", "时间", "情况", "活动", "环境", "背景", "形势", "生活", "行动", "一年", "条件")
#: 她住的地方，是闲置校舍改的养老院: what something is.
_IS = pattern(r"[就正便也]?是[^，。；]{2,30}的(?P<what>[\u4e00-\u9fff]{3,10})")
#: 日均客流1.2万人次，单日最高峰出现在…: the most of a day is no mean.
_PEAK = pattern(r"单[日月周天][^，。；]{0,6}(?:最[高大多]|高?峰)")
#: 这样的方桌: the thing is what was told.
_SUCH = pattern(r"^像?(?:[他她它]们?)?(?:这样|此类|这类|类似)的?(?=[\u4e00-\u9fff]{2})")
_SUCH_OPENS = frozenset("像这此类他她它")
#: 大豆长势良好: how it does is no part of the name.
_STATES = tuple(
    "良好 喜人 旺盛 可观 不错 平稳 稳定 向好 丰收 歉收 偏差 较差 强劲 低迷 活跃 红火 兴旺 火爆 繁荣 再获丰收 喜获丰收".split()  # noqa: SIM905
)
_STATE = pattern(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:长势|收成|质量|品质|行情|势头|态势|形势|运行|生产)?(?:{'|'.join(_STATES)})$"
)
#: 挤一挤、划一划: no thing.
_AGAIN = pattern(r"(.)一\1|[又再]$")
_WHEN_ENDS = frozenset("来后时间前中里上下起期季")
_WHEN = pattern(
    r"(?:^本[\u4e00-\u9fff]{1,4}[期季]|以来|以后|之后|后|时|期间|前|之前|中|里|上|下|[年月日天以]来|起|[之其夜晚年月日周时期]间)$"
)


class Topic(msgspec.Struct, gc=False):
    """What a sentence is about so far: the thing that later clauses leave out, and how it was counted.

    Attributes:
        item: the thing that was counted or named last.
        last: the item of the last plain quantity, which a bare change or share belongs to.
        base: the thing that a list of parts or places counts throughout, empty where there is none.
        counted: the things or persons counted last, of which a bare share is told (九成当天和解).
        quantity: how `item` was counted.
        said: the items of plain quantities so far, for 前者, 后者 and shortened names.
        scene: who and what the text is staged with.
        member: the part of a whole that was counted last (其中亿元以上项目30个，总投资…).
        part: True while the parts of a whole are told.
        scope: what the words after 其中 may be parts of.
        things: what was counted last by each unit (名: 指导员).
        verb: what was said of the thing told last.
        share: the share told since, which a change in points belongs to (占比80.4%，提升5.3个百分点).
        rank: the ranking told last, which a change in places belongs to (列第6位，前移3位).
        fresh: True until the sentence has told something.
        demand: 目标, 任务 or 计划 after one was told as a number, else empty.
    """

    item: str = ""
    last: str = ""
    base: str = ""
    counted: str = ""
    quantity: Quantity | None = None
    said: list[str] = []
    scene: Scene = msgspec.field(default_factory=Scene)
    member: str = ""
    part: bool = False
    scope: Scope = msgspec.field(default_factory=lambda: NO_PARTS)
    things: dict[str, str] = {}
    verb: str = ""
    share: str = ""
    rank: str = ""
    fresh: bool = False
    demand: str = ""

    @property
    def unit(self) -> str:
        """The unit of the last plain quantity, empty where there is none."""
        return self.quantity.unit if self.quantity else ""

    def tell(self, thing: str, item: str, quantity: Quantity, part: bool) -> None:
        """Note a plain quantity.

        Args:
            thing: the bare noun; empty where a measure of the topic was told, which leaves the topic as it is.
            item: the item of its claim.
            quantity: how much it was.
            part: True for a part of a whole; the whole stays the topic.
        """
        if not self.demand or not item.endswith(("目标", "任务", "计划")):
            self.last, self.demand = item, ""
            self.said.append(item)
        self.fresh, self.share = False, ""
        self.member = thing if part else "" if thing else self.member
        if part:
            return
        self.quantity = quantity
        self.base = thing if thing and thing != item and item.endswith(f"的{thing}") else item
        if thing:
            self.item = thing
        if quantity.kind == "count" or (quantity.kind == "rate" and quantity.dimension in ("count", "people")):
            self.counted = self.things[quantity.unit] = thing or item

    def bracket(self, item: str) -> Topic:
        """Return a topic for the words in a bracket after `item`; they change nothing outside of it."""
        inside = Topic()
        inside.item = inside.base = inside.last = item
        inside.quantity = self.quantity
        return inside

    def head(self) -> str:
        """Return the topic without a measure word at its end (粮食播种面积 → 粮食播种)."""
        words = cut(self.item)
        if len(words) > 1 and is_measure(words[-1]):
            return self.item[: -len(words[-1])]
        return self.item

    def thing(self) -> str:
        """Return the topic without a measure word at its end and the verb that was measured (滩羊饲养量 → 滩羊)."""
        words = tag(self.item)
        if len(words) < 2 or not is_measure(words[-1][0]):
            return self.item
        words = words[:-1]
        while len(words) > 1 and words[-1][1] in ("v", "vn"):
            words = words[:-1]
        return "".join(word for word, _ in words)

    def fitting(self, unit: str) -> str:
        """Return the thing told last that is counted by a unit, the topic itself where its own unit is that or none is."""
        return self.thing() if self.unit in (unit, "") else self.things.get(unit) or self.thing()

    def full(self, name: str) -> str:
        """Return the longer name that a shortened one or 前者, 后者 stands for, the name itself where it is none."""
        if name.startswith("后者") and self.said:
            return self.said[-1] + name[2:]
        if name.startswith("前者") and len(self.said) > 1:
            return self.said[-2] + name[2:]
        if 2 <= len(name) <= 4:
            return next((item for item in reversed(self.said) if item != name and item.startswith(name)), name)
        return name

    def hear(self, text: str, start: int, end: int) -> None:
        """Take the topic from the clauses without a number that stand between two with one: the last that names a thing."""
        if end - start < 3:
            return
        heard: list[str] = []
        scene = self.scene
        for clause_start, clause_end in clauses(text, start, end):
            raw = "".join(text[clause_start:clause_end].split())
            if len(raw) > 1 and not scene.meet(raw):
                if raw[0] in SITE_OPENS:
                    scene.visit(raw)
                heard.append(raw)
        if heard and heard[-1][0] == "单" and "均" in self.last[:2] and _PEAK.match(heard[-1]):
            self.last = heard[-1][:2] + self.last[2:]
            self.item = self.last if "均" in self.item[:2] else self.item
            self.quantity = None
            return
        if heard and heard[-1][0] == "各" and self.item and _ASIDE.match(heard[-1]):
            # 其中基金会58个。各区中甲区最多，有431个
            self.last = self.item
        for clause in reversed(heard):
            if named := _named(clause):
                self.item = self.last = self.counted = named
                self.quantity, self.fresh = None, False
                return


@lru_cache(maxsize=4096)
def _named(clause: str) -> str:
    """Return what a clause without a number names as the topic; empty where it names nothing."""
    if clause[0] == "对" and (about := _ABOUT.match(clause) or _ABOUT_ALONE.fullmatch(clause)):
        return about["what"]
    if clause[-1] == "中" and (among := _AMONG.fullmatch(clause)) and not among["what"].endswith(_NO_KINDS):
        return clean_item(among["what"]) if tag(among["what"].rstrip("）"))[-1][1][0] in "nj" else ""
    if "是" in clause[:2] and (told := _IS.fullmatch(clause)):
        return clean_item(told["what"])
    if _ASIDE.match(clause):
        return ""
    body = strip_date(strip_leads(strip_date(clause)))
    if len(body) < 2 or _DIGIT.search(body) or (body[-1] in _WHEN_ENDS and _WHEN.search(body)):
        return ""
    if body[0] in _SUCH_OPENS and (such := _SUCH.match(body)):
        # 像这样的共享车间: all of it is a noun
        return clean_item(body[such.end() :][: noun_end(body[such.end() :])], 20)
    if body.endswith(_STATES):
        body = _STATE.sub("", body)
    noun = clean_item(subject(body), 20).removeprefix("后的")
    if listed(noun, "states"):
        # 计划明年6月投产
        return ""
    return "" if len(noun) < 2 or _AGAIN.search(noun) or noun[0] in "到在向对由从为与把将被" else noun
