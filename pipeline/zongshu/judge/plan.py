"""Plans: what is aimed at, promised or due after the report."""

from __future__ import annotations

import re
from functools import lru_cache

from zongshu.compiled import compile_pattern
from zongshu.judge.scene import Hit, Scene, Spot
from zongshu.lexicon.cues import cues
from zongshu.lexicon.outline import TURN
from zongshu.lexicon.terms import trie_pattern
from zongshu.patterns import pattern
from zongshu.types import Article, Claim

__all__ = ["PLAN_SIGNS", "finished_of_plan", "is_met", "plan_rule", "planned_after"]

_NAME_BEFORE = pattern(
    r"(?:行动|工作|年度|年|完成|超|列入|纳入|发展|实施|培养|提升|资助|援助|按|按照|三年|教学|培训|全年|本年|生产|时间|助学|支持|专项)$"
)
_TIME_BEFORE = pattern(r"(?:全年|本年|今年|\d年|[上下]半年)$")
_ADVERBS = tuple("再新共还")
_NAME_AFTER = tuple("的书表）”按由共已等中与和、，》覆惠生")
# what there is, whatever the paragraph plans
_EXISTS = pattern(r"(?:[现共已尚仅只][存拥]?有|现为)[^，。；]{0,14}$")
_AGAIN = pattern(r"再(?:[建新增投改修植造购招]|开|打|培|发)|基础上，")
_ON_TOP = ("基础上", "基础上，", "基础上再")
# what a plan builds on is there (在巩固52个美丽乡村的基础上，新创建20个)
_BUILT_ON = pattern(r"[^，。；]{0,14}基础上")
# how many people there are is no plan (惠及全县50万人民)
_PEOPLE = pattern(r".?(?:各族)?(?:人民|民(?=$|，|。)|干部群众|群众|父老|儿女|市民|老百姓)")
_WHOLE_BEFORE = pattern(r"全[市县区州旗盟省国](?:各族)?$")
# 原定年底完工的3条道路提前建成
_ALREADY = pattern(
    r"[^，。；\d将]{0,10}(?:提前|如期|已经?|均已|全部已)(?:全部)?(?:建成|完成|完工|投用|竣工|通车|交付|达产|动工|开工|封顶)(?:$|[，。；])"
)
# nobody plans to hold a rank: 居全省第8位，前移2位
_PLACED = pattern(r"(?:[居列]|排名?)(?:全|第)[^，。；]{0,8}$|(?:前移|进位|上升|跃升)$")
# 计划投资5000万元以上的在建项目23个: the plan is the project's
_OF_PROJECTS = pattern(r"计划(?:总)?投资[^，。；]*的[^，。；\d]*$")
_STRONG_DONE = pattern(r"已|累计|实际|完成了|超额|提前|最终")
_COMPARED = tuple("比较与同由从和")
_UNMET = pattern(
    r"(?:超额完成|超过|超出|高于|高出|低于|没有完成|未完成|未达到?|没有达到|没达到|不及|距离?|离)[^，；。]*$"
)
_TARGET_AFTER = pattern(r"^的?[^，。；\d]{0,8}?(?:任务|目标|计划|指标)")
_TARGET_BEFORE = pattern(r"(?:^|为|占|是|相当于|达到?)[^，。；]{0,10}(?:任务|目标|计划)[数值量]?$")
_TARGET = pattern(r"任务|目标|计划")
_COMPARING = ("percent", "multiple", "change", "rank")
_ASSIGNED = pattern(
    r"(?:[省市县州]|自治[区州]|上级|国家|中央)[里上]?(?:今年|年初|全年|给?我[省市县区州旗])?下达(?:我[省市县区州旗])?[^，。；\d]{0,12}$"
)
_MET = pattern(r"(?:完成|高于|低于|超过?|实现|达到)[^，。；]{0,2}$")
_OF = pattern(r"^的[\d百]")
_VOLITION = pattern(r"(?:确保|力保|全力|抓紧|将|要|争|保证|计划|拟|冲刺)[^；。]*$")
_ESTIMATE = pattern(r"预计(?!到|明年|可|将|能)")
_WHOLE_YEAR = pattern(r"全年|年末|年底|本年|今年|\d{4}年|全[市县区省州旗国]|总值|同比|比上年|收入|产值|总额|总量")
_PROJECT = pattern(r"项目|建成|投产|投用|投运|工程|厂|园区?|车间|竣工|届时|达产")
_STATE = pattern(r"将(?:剩余|结余|留存|尚[存有]|组成|原有)")
_BA = pattern(r"纳入|列入|(?:调整|改造?|转|划|分|优化|整合|变|打造|作|建设)[为成]|用[于来]|移交|交给|下放|延伸到|融入")
_FINISH = (
    r"(?:完成|建成|投用|投产|竣工|通车|开工|交付|达到|实现|上线|启用|收官|收尾|完工|办结|到位|落地|验收|开放|开业|开馆|入住"
    r"|清零|举行)"
)
_BARE_FINISH = pattern(r"(?:其中)?(?:实际)?(?:建成|完成|竣工|完工|投用|开工|落实|到位)(?:了)?")
_SOON = pattern(rf"[^，。；已了]{{0,8}}?(?:年内|年底前?|年末|[岁年]尾)可?[^，。；已了]{{0,8}}?{_FINISH}")
_WON = pattern(
    r"[到了](?!20|今年|明年|年底)|[^，。；\d]{0,12}(?:额度|资金|补助|奖补|债券|贷款|专款|扶持|名额|试点|项目)(?!建成|开工|落地)"
)
_PLANS_COUNTED = pattern(r"[约近超]?\d+(?:\.\d+)?[万千]?(?![项部份本册\d.])")
_MADE = ("出台", "编制", "制定", "修编", "印发", "发布", "完成", "审查", "审批", "实施")
_MONTH = 7
_SPRING, _SUMMER, _AUTUMN = "04", "08", "09"
_MET_REACH = 40
_REACHED_LATER = pattern(
    r"[^。；]{0,16}?(?:目标|任务|计划|指标)，?[^，。；没未尚将]{0,8}?(?:已经?|都|提前|如期|超额|全部|悉数|圆满|顺利)[^，。；没未尚将]{0,8}?"
    r"(?:实现|兑现|完成|达成|达到|落实|落地)"
)
PLAN_SIGNS = frozenset(("planned", "turn", "will", "target"))
"""One of them is where a plan is told, unless the time, the heading or the paragraph makes it one."""


def plan_rule(article: Article, spot: Spot, turned: bool, done_at: int = -1) -> str | None:
    """Return the rule that makes a claim a plan; a done word nearer to it than the plan word undoes it.

    Args:
        article: the article with its reporting period.
        spot: the claim in its sentence.
        turned: True where the paragraph turned to plans before this sentence.
        done_at: where in the sentence the claim before it begins, if that is achieved, else -1.
    """
    scene, at, claim = spot.scene, spot.claim.start, spot.claim
    if "target" in scene.signs and _is_target(spot):
        return "planned.target"
    if "基础上" in scene.body and _BUILT_ON.match(spot.right):
        return None
    if "全" in spot.clause and _WHOLE_BEFORE.search(spot.clause) and _PEOPLE.match(spot.printed[-1] + spot.right):
        return None
    last = _last_from(scene.read("plans", _plan_words), at)
    if last is None and not (spot.time.future or spot.time.open or scene.planned_section or turned):
        return None
    done = scene.before("done", at, _is_base)
    if "基础上" in scene.body and done_at >= 0 and scene.text.find("基础上", done_at, at) >= 0:
        done_at = -1
    if done is not None and (
        _AGAIN.search(scene.text, done.end, at) or scene.text.endswith(_ON_TOP, scene.start, done.start)
    ):
        # 在已建成26个的基础上，再建14个: what comes on top of what was done is not done
        done = None
    if last is not None and (_ALREADY.match(spot.right) or _OF_PROJECTS.search(spot.clause)):
        return None
    if last is not None and (done is None or done.start < last.start) and last.start >= done_at:
        past = spot.time.over and _named_after(claim, scene.text, last.end)
        if not past and not (last.word == "预计" and _past_estimate(article, spot, last)):
            return f"planned.{last.word}"
    if spot.time.future and not (
        done is not None
        and done.start >= spot.begin
        and _STRONG_DONE.search(done.word)
        and "再" not in scene.text[done.end : at]
        and not _named_after(claim, scene.text, done.end)
    ):
        return "planned.later_date"
    if (
        spot.time.open
        and done is None
        and (_VOLITION.search(spot.left) or _is_running_year(article, claim, spot.clause))
    ):
        return "planned.open_period"
    if done is not None and (last is None or done.start > last.start):
        return None
    if _EXISTS.search(spot.clause):
        return None
    if claim.quantity.kind == "rank" or _PLACED.search(spot.clause):
        return None
    if scene.planned_section:
        return "planned.section"
    return "planned.carried" if turned else None


def _is_running_year(article: Article, claim: Claim, clause: str) -> bool:
    """Tell a figure of a year or half-year that has only begun (全年增长10%左右, said in July; 下半年改造5个)."""
    name, month = claim.period.text if claim.period else None, (article.published or "")[5:7]
    begun = (name == "全年" and _SPRING <= month <= _AUTUMN) or (name == "下半年" and _SPRING <= month <= _SUMMER)
    return begun and not _TARGET.search(clause)


def is_met(spot: Spot) -> bool:
    """Tell a target of which the words after it say that it was reached (新增20家，这一目标8月就已提前实现)."""
    if "target" not in spot.scene.signs:
        return False
    end = min(spot.scene.end, spot.claim.end + _MET_REACH)
    return _REACHED_LATER.match(spot.scene.text, spot.claim.end, end) is not None


def _last_from(hits: list[Hit], at: int) -> Hit | None:
    """Return the last plan word that begins before a position; it may run into the number (年产值将|突破1亿元)."""
    return next((hit for hit in reversed(hits) if hit.start < at), None)


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    words = trie_pattern(cues().words["planned_after"])
    return compile_pattern(rf"[^，。；]{{0,8}}?{words}[^，。；]{{0,12}}{_FINISH}")


def finished_of_plan(spot: Spot, before: Spot) -> bool:
    """Tell what is done of the plan just before it: the same unit after a bare verb (规划建设35处，建成29处)."""
    same = spot.claim.quantity.unit == before.claim.quantity.unit
    return same and not spot.right and _BARE_FINISH.fullmatch(spot.clause) is not None


def planned_after(article: Article, spot: Spot) -> bool:
    """Tell that the words after a number put it off (35所小学将于9月前完成改造, 2所年内投用 in a year that runs)."""
    if _after().match(spot.right) is not None:
        return True
    reporting, published = article.reporting, article.published
    if reporting is None or not reporting.until or not published or published[:4] < reporting.until[:4]:
        return False
    runs = (
        published[:_MONTH] < f"{reporting.until[:4]}-12" or spot.scene.before("planned", spot.claim.start) is not None
    )
    return runs and _SOON.match(spot.right) is not None


@lru_cache(maxsize=1)
def _will() -> re.Pattern[str]:
    """Make the pattern of 将 before a verb; before a noun it is a preposition (将86个校舍改造为…)."""
    verbs = cues().words["verbs"] - cues().words["weak_verbs"]
    return compile_pattern(rf"将(?={trie_pattern(verbs)}(?!的))")


def _plan_words(scene: Scene) -> list[Hit]:
    text, here = scene.text, scene.signs
    found = list(scene.hits("planned", _only_names)) if "planned" in here else []
    if "turn" in here:
        found += [Hit(one.start(), one.end(), one.group()) for one in TURN.finditer(text, scene.start, scene.end)]
    if "will" in here:
        covered = {hit.start for hit in found}
        for one in _will().finditer(text, scene.start, scene.end):
            if one.start() in covered or _STATE.match(text, one.start()):
                continue
            if _BA.search(text, one.end(), scene.clause(one.start())[1]) is None:
                found.append(Hit(one.start(), one.end(), "将"))
    if not found:
        return found
    return sorted((hit for hit in found if hit.word != "按照计划"), key=lambda hit: hit.end)


def _only_names(text: str, start: int, end: int) -> bool:
    """Tell a plan word that is a noun or part of another word (三年计划, 四十来年, 对下一步作出部署)."""
    word, before, after = text[start:end], text[max(0, start - 4) : start], text[end : end + 4]
    if word == "计划":
        if after.startswith(("投资", "总投资")):
            return False
        if after[:1] in _NAME_AFTER or before[-1:] in tuple("比较超占"):
            return True
        if _TIME_BEFORE.search(before) and (after[:1] in _ADVERBS or cues().at_start("verbs").match(after)):
            return False
        return _NAME_BEFORE.search(before) is not None
    if word == "规划":
        # 规划860套, not 出台规划3项
        return _PLANS_COUNTED.match(text, end) is None or before.endswith(_MADE)
    if word == "打算":
        return after[:1] in _NAME_AFTER and after[:1] != "是"
    if word == "争取":
        # 争取各类资金1.26亿元: money that was won
        return _WON.match(text, end) is not None
    if word in ("下一步", "下步"):
        return before[-1:] in tuple("对就把排究署了")
    if word.endswith("目标"):
        return _MET.search(before) is not None
    if word[0] == "拟":
        return before[-1:] in tuple("虚模比")
    if word == "来年":
        return before[-1:] in tuple("一二三四五六七八九十几")
    return word in ("今后", "展望") and after[:1] == "的"


def _is_base(text: str, start: int, end: int) -> bool:
    """Tell a time word that is only what something is compared with (比上年, 由去年的)."""
    return text[start:end] in ("去年", "上年") and text[start - 1 : start] in _COMPARED


def _is_target(spot: Spot) -> bool:
    """Tell the target that a result is measured against (为年度任务3万亩的106.7%, 超额完成…的2400万人次目标).

    So is what a unit above hands down, unless it is money (省里下达1.2万亩).
    """
    if _TARGET_AFTER.match(spot.right) and _UNMET.search(spot.clause):
        return True
    quantity = spot.claim.quantity
    if quantity.unit != "元" and quantity.kind not in _COMPARING and _ASSIGNED.search(spot.clause):
        return True
    return _OF.match(spot.right) is not None and _TARGET_BEFORE.search(spot.clause) is not None


def _named_after(claim: Claim, text: str, at: int) -> bool:
    """Tell whether the time of a claim is told between a position and the claim."""
    word = claim.period.text if claim.period else None
    return bool(word) and text.find(word or "", at, claim.start) >= 0


def _past_estimate(article: Article, spot: Spot, word: Hit) -> bool:
    """Tell 预计 that gives a figure of the reporting period before its books are closed."""
    text = spot.scene.text
    if not _ESTIMATE.match(text, word.start) or _PROJECT.search(spot.left):
        return False
    month = int(article.published[5:7]) if article.published and len(article.published) >= _MONTH else 12
    if _is_over(spot, word):
        return True
    closing = month >= 11 or month <= 3
    return closing and not spot.time.future and _WHOLE_YEAR.search(spot.left) is not None


def _is_over(spot: Spot, word: Hit) -> bool:
    """Tell an estimate of a time named in the clause that is over (一季度预计增长6.3%, said in April)."""
    claim, text = spot.claim, spot.scene.text
    name = claim.period.text if claim.period else None
    return bool(name) and spot.time.over and text.find(name or "", spot.begin, word.start) >= 0
