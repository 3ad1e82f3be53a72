"""Figures of another place, of an earlier time, and of how long something took."""

from __future__ import annotations

from functools import lru_cache

from zongshu.judge.scene import Spot
from zongshu.lexicon.cues import cues
from zongshu.lexicon.divisions import divisions, short_names
from zongshu.patterns import pattern
from zongshu.types import Article, Claim

__all__ = ["ELSEWHERE_SIGNS", "HISTORY_SIGNS", "elsewhere_rule", "history_rule", "is_elsewhere", "method_rule"]

_COMPARES = pattern(r"(?:高于|低于|高出|低出|超过|不及|多于|少于|高过|好于|快于|优于|超|比|较)[^，。；]*$")
_AREA = pattern(r"[^，。；]{0,10}?(?:[省市县州旗盟镇乡村]|(?<![小园街社])区)")
_LEVEL_AFTER = pattern(r"^的?(?:平均|均值|总体|水平)")
_WHOLE = r"(全国|全球|世界|全省|全自治区|全区|全市|全州|全县|全旗)"
_WIDER = pattern(
    rf"(?:^|[，；（])(?:而|同期|其中|据统计|目前|当前)?{_WHOLE}"
    r"(?:(?:平均|均值)[^，；\d]{0,12}|共[^，；]{0,3}|[^，；第前首占居比位]{0,10}(?:平均|存栏|出栏|总量|总数|产量|增速|为|达|是)[^，；]{0,3}|[^，；第前首占居比位]{0,4}(?:共?有|拥有)[^，；。\d]{0,14})$"
)
_MEANWHILE = pattern(rf"(?:^|[，；（])同期{_WHOLE}[^，；第前首占居比位\d]{{0,12}}$")
_WIDER_LEVEL = pattern(rf"{_WHOLE}(?:的|平均的?)?$")
_WORLD = ("全国", "全球", "世界")
_OWN_PARTS = {"全市": "市", "全区": "区", "全州": "州"}
_OPENS = pattern(
    r"(?:(?:[一二三四五六七八九十几数两\d]+多?年前|(?:改革|改造|整治|整合|优化|合并|搬迁|建成|通车|打通|改建|实施)(?:之)?前|[^，。；]{1,8}之初|过去|(?<![年月日号岁底末初])以前|从前|早年|[早前][些几]年|那会儿|那阵子)"
    r"(?![一五三的十\d]))"
)
_ZONE = pattern(r"(.{2,4}?)(?:国家|经济|高新|经开|综合保税|新区)")
_THAN = pattern(r"[比较][^，。；]{0,14}$")
_DIFFERS = pattern(r"[少多高低增减快慢]")
_COMPARED_WITH = ("比", "较", "与", "跟", "同")
_NOT_HISTORY = pattern(
    r"过去(?:的|一年|五年|[一二三四五六七八九十\d])|曾[获被经]|原(?:则|因|料|产|住|始|民|国|创)|此前"
)
_FORMER = pattern(
    r"(?<![草高平中还病荒湿雪])原(?![定煤油料粮木值因则产住始民国创生件材酒矿子告阳平州野籍著版文味])(?=[\u4e00-\u9fff]{1,6}$)"
)
_FROM = pattern(r"(?:[由从]|现行的?)(?:[^，；。]{0,12}的|\d{4}年|[^，；。\d]{0,4})(?:下降|增长|亏损|负)?$")
_TO = pattern(r"^[^，；。\d]{0,8}[到至为成](?:了)?[^，；。\d]{0,8}[\d一二两三四五六七八九十半零几百]")
_MEASURED = pattern(
    r"时长|时间|平均|连续|寿命|天数|缩短|压缩|办结|时限|年限|学时|课时|小时|工期|期限|周期|间隔|车程|行程|路程|等候|停留|候车|一班|最长|最短"
)
# hours and days that are the result themselves
_WORKED = pattern(
    r"累计|共计|服务|志愿|坐诊|带教|巡诊|出诊|驻村|驻点|下乡|执勤"
    r"|飞行|值守|授课|演出|运行|开放|营业|作业|优良|达标|无[^，。；]{1,4}$"
)
_USED = pattern(r"(?:[用花]了?|历时|耗时|利用|[仅只][有用]?)(?:不到|短短)?$")
_USED_AFTER = pattern(r"^的?时间[完理打健内全建，]|^就(?!发)|^内?(?:完成|建成)")
ELSEWHERE_SIGNS = frozenset(("wider", "elsewhere"))
"""One of them is where a figure is another place's, unless it `is_elsewhere`."""
HISTORY_SIGNS = frozenset(("history", "ago"))
"""One of them is where a figure is of before, unless its time is."""
# a year's books are gone through in the year after it (2023年度应年检企业640家)
_OF_YEAR_CHECKED = pattern(r"年度(?:应|需|实际)?(?:当)?(?:参加?)?(?:检(?![测察])|年[检报审]|审计)")
_ONLY = pattern(r"(?:只有|仅有?|才|还不[到足]|不过)$")
# 去年底就超过了85%: what came early still holds
_EARLY = pattern(r"(?:就|便|即|早)已?(?:经)?(?:超过?|达到?|突破|实现|完成|提前)[^，。；]{0,4}$")
_NOW = ("如今", "现在", "现如今", "而今")
_USING = pattern(r"利用|仅用|只用|用了|花了|最快")


def elsewhere_rule(article: Article, spot: Spot) -> str | None:
    """Return the rule by which a figure is another place's.

    What is compared with another place stays the own place's (高于全省2.3个百分点); its level there does not
    (高于全省1.8平方米的平均水平).
    """
    clause, signs = spot.clause, spot.scene.signs
    wide = "wider" in signs
    if wide and _LEVEL_AFTER.match(spot.right) and _COMPARES.search(clause):
        level = _WIDER_LEVEL.search(clause)
        if level is not None and _is_wider(article, level.group(1)):
            return "context.wider_place"
    if spot.claim.quantity.kind in ("change", "multiple") and _COMPARES.search(clause):
        return None
    if is_elsewhere(article, spot.claim):
        return "context.other_place"
    wider = (_WIDER.search(clause) or _MEANWHILE.search(clause)) if wide else None
    if wider is not None and _is_wider(article, wider.group(1)):
        return "context.wider_place"
    if "elsewhere" in signs and not _COMPARES.search(clause):
        scene, at = spot.scene, spot.claim.start
        hit = scene.governs("elsewhere", at, spot.begin, _no_neighbour)
        if hit is not None and not _says_own(article, scene.text[hit.end : at]):
            return "context.neighbour"
    return None


def _no_neighbour(text: str, start: int, end: int) -> bool:
    """Tell 人家 inside another word (老年人家庭) or as a noun (渔家人家), and what is no place (相邻的两个小区)."""
    if text[start:end] in ("相邻", "邻近", "毗邻", "隔壁"):
        return _AREA.match(text, end) is None
    return text[start:end] == "人家" and text[start - 1 : start] not in tuple("，。；：")


def _says_own(article: Article, between: str) -> bool:
    """Tell that the own place is named after another (邻县增长18%，荔波增长7%)."""
    own = article.place
    return own is not None and any(name in between for name in (own.name, *short_names(own.name)))


def _is_wider(article: Article, word: str) -> bool:
    """Tell whether 全省 and its like name more than the article's own place; where that is unknown they are taken for it."""
    own = article.place
    if own is None or word in _WORLD:
        return word in _WORLD
    if word in _OWN_PARTS:
        return not own.name.endswith(_OWN_PARTS[word]) or own.name.endswith("自治区")
    return own.level in ("town", "village") if word in ("全县", "全旗") else own.level != "province"


def is_elsewhere(article: Article, claim: Claim) -> bool:
    """Tell a claim that `locate` found to be of a division outside the article's own."""
    place, own = claim.place, article.place
    if place is None or own is None or place is own or not own.adcode:
        return False
    if place.candidates:
        # a name that several share (江北区), none of which lies inside
        return all(_lies_outside(own.adcode, code) for code, _ in place.candidates)
    if not place.adcode:
        zone = _ZONE.match(place.name)
        return zone is not None and _names_outside(own.adcode, zone[1])
    return _lies_outside(own.adcode, place.adcode)


@lru_cache(maxsize=1024)
def _names_outside(own: str, name: str) -> bool:
    """Tell a name that no division inside or above the own one has (合肥 of 合肥高新区, in an article on 滁州)."""
    table = divisions()
    outer, named = table.by_code(own), table.find(name)
    return (
        outer is not None
        and bool(named)
        and not any(table.contains(outer, one) or table.contains(one, outer) for one in named)
    )


@lru_cache(maxsize=4096)
def _lies_outside(own: str, place: str) -> bool:
    table = divisions()
    outer, inner = table.by_code(own), table.by_code(place)
    return outer is not None and inner is not None and not table.contains(outer, inner)


def from_rule(spot: Spot) -> str | None:
    """Return the rule for the value that something changed from (由3个增加到9个)."""
    if "fromto.base" in spot.claim.rules:
        return "context.fromto"
    if "from" in spot.scene.signs and _FROM.search(spot.clause) and _TO.match(spot.right):
        return "context.from"
    return None


def history_rule(article: Article, spot: Spot) -> str | None:
    """Return the rule by which a figure is of before the reporting period."""
    if "fromto.result" not in spot.claim.rules:
        signs, hit = spot.scene.signs, None
        if "history" in signs:
            hit = cues().anywhere("history_words").search(spot.clause) or _FORMER.search(spot.clause)
        base = spot.clause.endswith("的") and _DIFFERS.match(spot.right) is not None  # 比改革前的45个少了3个
        if (
            hit
            and not base
            and (
                spot.clause[hit.start() - 1 : hit.start()] in _COMPARED_WITH
                or (spot.claim.quantity.kind in ("change", "multiple") and _THAN.search(spot.clause, 0, hit.start()))
            )
        ):
            hit = None  # 比改革前减少60%, 比“双减”之前提高12个百分点
        if hit and not _NOT_HISTORY.search(spot.clause, max(0, hit.start() - 1), hit.end() + 4):
            return f"context.history.{hit.group()}"
        opened = _OPENS.search(spot.left) if "ago" in signs else None
        if opened and spot.left[opened.start() - 1 : opened.start()] in _COMPARED_WITH:
            opened = None
        if opened and not _now_since(spot, spot.scene.start + opened.end()):
            return "context.history.opener"
    checked = spot.time.earlier and "年度" in spot.clause and _OF_YEAR_CHECKED.search(spot.clause)
    if spot.time.earlier and not checked and (_is_past(article, spot) or _is_then(spot)):
        return "context.history.period"
    return None


def _is_then(spot: Spot) -> bool:
    """Tell what was a year ago, beside what is now (去年同期还不到6元)."""
    period = spot.claim.period
    level = spot.claim.quantity.kind not in ("change", "multiple")
    return level and period is not None and (period.text or "").endswith("同期")


def _now_since(spot: Spot, at: int) -> bool:
    hit = spot.scene.before("now", spot.claim.start)
    return hit is not None and hit.start >= at


def _is_past(article: Article, spot: Spot) -> bool:
    """Tell an earlier year's figure (2019年为3.2亿元 in a report on 2020)."""
    reporting, period = article.reporting, spot.claim.period
    if reporting is None or period is None or spot.claim.quantity.kind == "multiple" or _EARLY.search(spot.clause):
        return False
    year, first = (period.until or "")[:4], int((reporting.since or "")[:4])
    if spot.time.over and _ONLY.search(spot.clause):
        return int(year) < int((reporting.until or "")[:4])  # 去年全年只有2600场: beside what is now
    written = article.published or (reporting.until if reporting.basis == "inferred" else None)
    if written and spot.scene.latest <= year:
        # the last full year is still news in an article of the year after it, unless a newer figure stands beside it
        first = min(first, int(written[:4]) - 1)
    return int(year) < first


def method_rule(spot: Spot) -> str | None:
    """Return the rule by which a claim, a duration, only tells how something was done (用两周时间完成组建)."""
    if "fromto.result" in spot.claim.rules or ("平均" in spot.clause and _MEASURED.search(spot.clause)):
        return None
    if spot.clause.startswith(_NOW) and spot.right:
        # 从前要等三天，如今半天办结: what it takes now is the result
        return None
    if _WORKED.search(spot.clause) and not _USED.search(spot.clause):
        return None
    if _USED.search(spot.clause) or _USED_AFTER.match(spot.right) or _USING.search(spot.clause):
        return "context.method"
    if not _MEASURED.search(spot.clause + spot.right[:6]):
        return "context.duration"
    return None
