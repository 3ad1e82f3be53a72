"""Status with scope: achieved, planned, required or context, each by a named rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zongshu.lexicon.cues import cues
from zongshu.lexicon.divisions import divisions
from zongshu.lexicon.terms import trie_pattern
from zongshu.text import CLAUSE_MARK
from zongshu.types import Article, Claim

__all__ = ["Scope", "judge_status"]

_NOUN_PLAN = re.compile(
    r"(?:行动|工作|年度|年|完成|超|列入|纳入|发展|实施|培养|提升|资助|援助|按|按照|三年|教学|培训|全年|本年|生产|时间|助学|支持|专项)$"
)
_NORM = re.compile(
    r"每[^，。；]{1,14}(?:至少|不少于|不低于|最少|须|应|必须|不超过|至多|原则上)|(?:原则上|应当|必须)[^，。；]{0,14}$|不得(?:少于|低于|超过|高于)|应?配[备置]?[^，。；]{0,6}不(?:少|低)于"
)
_NORM_BEFORE = re.compile(
    r"(?:按照?|依照|以)(?:(?!标准|为单位|要求|规定)[^，。；]){0,24}$|(?:标准|门槛|起付线|分数线|限额|上限|下限|红线|规格)(?:为|是|达|达到|不低于)?$"
)
_NORM_WORD = re.compile(r"approx\.(?:不少于|不低于|不小于|不超过|不高于|至少|至多|最多)$")
_MUST = re.compile(r"(?:须|必须|应|不得|要求|规定|办法|文件|标准|考核)[^，。；]{0,16}$")
_DEADLINE = re.compile(r"(?:须|必须|应|应当|规定|要求)[^，。；]{0,8}$")
_AGE_MEASURE = re.compile(r"平均|寿命|预期|中位")
_AGE_TOLD = re.compile(
    r"(?<![—–\-至到～~\d])(?:\d+|[二三四五六七八九十]{1,3})(?:多|余)?岁(?!以[上下内]|及以|[—–\-至到～]|儿童|老年|人口|组|以)"
)
_FULL_YEARS = re.compile(r"满$")
_NORM_AFTER = re.compile(
    r"^(?:(?:或|、|和)[^，。；]{1,14})?(?:为单位|的?规模(?!为|达)|的?(?:[省国市县区部]定|考核线?|控制目标|红线|底线|警戒线)|的?标准|的?规定|的?门槛|的?规格|的?要求|为标准|起步|项职[能责]|职[能责])|^[^，。；]{0,6}(?:职能|职责)(?:$|[，。；])|^的(?:规定|标准|最低)"
)
_MEETS = re.compile(r"(?:完成|达到|落实|实现|满足)[^，。；]*$")
_THRESHOLD = re.compile(r"(?:以上|以下|以内|及以上|及以下)$")
_DESIGN = re.compile(r"设计(?:年产|日处理|年处理|产能|标准|速度|时速|规模|库容)")
_SPEECH_SELF = re.compile(
    r"我(?![们市县区省国州旗院校局部镇村])|俺|咱|以前|过去|现在|如今|家里|自己|想|觉得|原来|当初|当年|刚|心里|舍不得|真"
)
_SPEECH_UNIT = re.compile(r"全[市县区州旗镇乡村省国]|[我本][市县区州旗局院镇校]|累计|我们(?:局|部|县|市|镇|已|共|累计)")
_PLANNED_AFTER = re.compile(
    r"[^，。；]{0,8}?(?:预计|将于|将在|计划|力争|有望|拟于|预期|待)[^，。；]{0,12}(?:完成|建成|投用|投产|竣工|通车|开工|交付|达到|实现|上线|启用)"
)
_FORMER = re.compile(r"原(?![煤油料粮木值因则产住始民国创生件材酒矿子告阳平州野籍著版文味])(?=[\u4e00-\u9fff]{1,6}$)")
_AGAIN = re.compile(r"再(?:[建新增投改修植造购招]|开|打|培|发)")
_MEASURED_TIME = re.compile(r"时长|时间|平均|连续|寿命|天数|缩短|压缩|办结|时限|年限|学时|课时|小时|工期|期限|周期")
_PRONOUN = re.compile(r"[他她](?!们|律|者|人|用)|老人(?=说|家里|告诉|指着)|老[^\W\d]说")
_WHOLE = re.compile(r"全[市县区州旗省国镇乡村]|[我本该][市县区州旗]|截至|目前|累计")
_HIGHER = re.compile(
    r"(?:^|[，；])(?:[^，；于比较]{0,4})(?:全国|全省|全区平均|全市平均|全自治区|世界|国际)(?:平均|共|有|的?[^，；第前首]{0,6}(?:为|达|是))"
)


@dataclass(slots=True, frozen=True)
class Scope:
    """What holds for a whole sentence part: the full sentence around a claim and its headings."""

    start: int
    end: int
    planned_section: bool


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    table = cues().words
    return re.compile(
        rf"(?:{trie_pattern(table['person_titles'])})(?:“[^”]{{1,6}}”)?[{''.join(table['surnames'])}][\u4e00-\u9fff]{{1,2}}(?=[，。：:在今的说是从自家已于了有和流种养靠一把又就刚介看只现]|\\d|$)|的[{''.join(table['surnames'])}][\u4e00-\u9fff]{{1,2}}(?=把|说|在|家|今)"
    )


def judge_status(article: Article, claim: Claim, scope: Scope, carried_plan: bool) -> tuple[str, str | None, str]:
    """Decide status and context of a claim.

    Args:
        article: the article with places and periods.
        claim: the claim.
        scope: its full sentence and section.
        carried_plan: True where the paragraph turned to plans before this sentence.

    Returns:
        Status, what a context is of, and the rule's name.
    """
    text = article.clean
    left = text[scope.start : claim.start]
    clause_start = scope.start
    for mark in CLAUSE_MARK.finditer(text, scope.start, claim.start):
        clause_start = mark.end()
    opened = max(text.rfind(mark, clause_start, claim.start) for mark in "（(")
    if opened > max(text.rfind(mark, clause_start, claim.start) for mark in "）)"):
        clause_start = opened + 1
    clause = text[clause_start : claim.start]
    after_mark = CLAUSE_MARK.search(text, claim.end, scope.end)
    right = text[claim.end : after_mark.start() if after_mark else scope.end]
    planned = _planned(article, claim, left, scope, carried_plan)
    quantity = claim.quantity
    printed = text[claim.start : claim.end]
    if quantity.unit == "岁" and not _AGE_MEASURE.search(clause):
        if quantity.approx == "range" or _THRESHOLD.search(printed):
            return "required", None, "required.age"
        return "context", "person", "context.age"
    if quantity.kind == "duration" and _DEADLINE.search(clause) and right.startswith(("内", "之内", "以内")):
        return "required", None, "required.must"
    if (
        _MUST.search(clause)
        and claim.rules
        and any(_NORM_WORD.match(rule) for rule in claim.rules)
        and "招" not in clause
    ):
        return "required", None, "required.must"
    person = _personal(text, claim, scope, left, clause)
    if person:
        return "context", "person", person
    if "fromto.base" in claim.rules:
        return "context", "history", "context.fromto"
    if _is_threshold(text, claim, clause, right):
        return "required", None, "required.threshold"
    if _elsewhere(article, claim) or _HIGHER.search("，" + clause):
        return "context", "other_place", "context.other_place"
    if quantity.kind == "duration" and _FULL_YEARS.search(clause) and right.startswith("的"):
        return "required", None, "required.full_years"
    if quantity.kind == "duration" and not _MEASURED_TIME.search(clause + right[:6]) and not planned:
        return "context", "method", "context.duration"
    if (
        quantity.kind == "duration"
        and re.search(r"利用|仅用|只用|用了|花了|时间(?:完成|理清|打开|健全|内)|最快", clause + right[:4])
        and not planned
    ):
        return "context", "method", "context.method"
    if planned:
        return "planned", None, planned
    if _PLANNED_AFTER.match(right):
        return "planned", None, "planned.after"
    if any(_NORM_WORD.match(rule) for rule in claim.rules):
        return "required", None, "required.norm"
    norm = _norm(clause, right, printed)
    if norm:
        return "required", None, norm
    history = cues().anywhere("history_words").search(clause) or _FORMER.search(clause)
    if "fromto.result" in claim.rules:
        history = None
    if history and not re.search(
        r"过去(?:一年|五年|[一二三四五六七八九十\d])|曾[获被经]|原(?:则|因|料|产|住|始|民|国|创)|此前",
        clause[max(0, history.start() - 1) : history.end() + 4],
    ):
        return "context", "history", f"context.history.{history.group()}"
    if claim.period is not None and _past(article, claim):
        return "context", "history", "context.history.period"
    return "achieved", None, "achieved"


def _planned(article: Article, claim: Claim, left: str, scope: Scope, carried: bool) -> str | None:
    """Return the rule that makes a claim a plan; a done word nearer to it than the plan word undoes it."""
    table = cues()
    last = None
    for hit in table.anywhere("planned").finditer(left):
        if not _only_names(hit, left):
            last = hit
    done = None
    for hit in table.anywhere("done").finditer(left):
        done = hit
    if done and _AGAIN.search(left, done.end()):
        # 在已建成26个的基础上，再建14个: what comes on top of what was done is not done
        done = None
    future = _future(article, claim)
    if last and (done is None or done.start() < last.start()):
        return f"planned.{last.group()}"
    if future and not (
        done and re.search(r"已|累计|实际|完成了|超额|提前", done.group()) and "再" not in left[done.end() :]
    ):
        return "planned.later_date"
    if done and last is None and not scope.planned_section:
        return None
    if (scope.planned_section or carried) and not (done and (last is None or done.start() > last.start())):
        return "planned.section" if scope.planned_section else "planned.carried"
    return None


def _only_names(hit: re.Match[str], left: str) -> bool:
    """Tell a plan word that is a noun or part of another word (三年计划, 四十来年, 对下一步作出部署)."""
    word = hit.group()
    before, after = left[: hit.start()], left[hit.end() : hit.end() + 1]
    if word == "计划" and left[hit.end() :].startswith(("投资", "总投资")):
        return False
    if word == "计划":
        return bool(_NOUN_PLAN.search(before)) or after in tuple("的书表）”按由共已等中与和、，》覆惠")
    if word in ("下一步", "下步"):
        return before[-1:] in tuple("对就把排究署了")
    if word[0] == "拟":
        return before[-1:] in tuple("虚模比")
    if word == "来年":
        return before[-1:] in tuple("一二三四五六七八九十几")
    return word in ("今后", "展望") and after == "的"


def _future(article: Article, claim: Claim) -> bool:
    reporting, period = article.reporting, claim.period
    if reporting is None or period is None or not period.until or not reporting.until or period.basis == "article":
        return False
    end, until = reporting.until, period.until
    if article.published and len(until) >= 7 and until <= article.published[: len(until)]:
        return False
    size = min(len(end), len(until), 7)
    return until[:size] > end[:size] and (period.since is None or period.since[:size] > end[:size])


def _past(article: Article, claim: Claim) -> bool:
    """Tell an earlier year's figure (2019年为3.2亿元 in a report on 2020)."""
    reporting, period = article.reporting, claim.period
    if (
        reporting is None
        or period is None
        or not period.until
        or not reporting.since
        or claim.quantity.kind == "multiple"
    ):
        return False
    return (
        period.basis in ("explicit", "deictic") and period.until[:4] < reporting.since[:4] and period.since is not None
    )


def _is_threshold(text: str, claim: Claim, clause: str, right: str) -> bool:
    """Tell a criterion (10公里以上的支流3条, 产值5亿元以上企业) from a bounded result (达500平方米以上)."""
    printed = text[claim.start : claim.end]
    body = right.strip()
    bounded = claim.quantity.approx in ("over", "under") and body.startswith("的")
    if (
        bounded
        and re.match(r"的[^，。；\d]{1,14}\d", body)
        and claim.quantity.dimension in ("money", "area", "length", "mass")
    ):
        return True
    if not _THRESHOLD.search(printed):
        return False
    if not body or body[0] in "、（）)”…—":
        return False
    if claim.quantity.dimension in ("share", "visits") or claim.quantity.kind in ("change", "percent"):
        # a share or a number of visits is a criterion only where what it selects is counted after it
        return bool(re.match(r"的?[^，。；\d]{1,16}\d", body))
    noun = body.startswith("的") or "\u4e00" <= body[0] <= "\u9fff"
    if re.search(r"(?:达到?|到|至|为|在|超|占)$", clause.strip()):
        return bool(re.match(r"的[^，。；]{1,12}\d", body))
    return (
        noun
        and not re.match(r"(?:，|。|参与|参加|的(?:目标|水平|规模|增长|增速))", body)
        and claim.quantity.unit not in ("次", "场", "期", "个百分点")
    )


def _norm(clause: str, right: str, printed: str) -> str | None:
    if _MEETS.search(clause) and re.search(r"要求|任务|目标", right):
        return None
    if _DESIGN.search(clause):
        return "required.design"
    if _NORM.search(clause + printed):
        return "required.norm"
    if _NORM_AFTER.search(right.strip()):
        return "required.standard"
    if _NORM_BEFORE.search(clause) and (
        re.search(r"标准|规格|门槛|线$|限", clause)
        or _NORM_AFTER.search(right.strip())
        or re.search(r"标准|为单位|原则|要求|划分|规定", right)
    ):
        return "required.standard"
    return None


def _personal(text: str, claim: Claim, scope: Scope, left: str, clause: str) -> str | None:
    opened, closed = left.rfind("“"), left.rfind("”")
    if opened > closed:
        shut = text.find("”", claim.end, claim.end + 200)
        speech = text[scope.start + opened : shut if shut != -1 else scope.end]
        if len(speech) > 12 and _SPEECH_SELF.search(speech) and not _SPEECH_UNIT.search(speech):
            return "context.speech"
    elif (
        _inside_speech(text, scope.start)
        and claim.quantity.kind in ("duration", "count")
        and not _SPEECH_UNIT.search(left)
    ):
        return "context.speech"
    told = None if _AGE_MEASURE.search(left) else _AGE_TOLD.search(left)
    if told and not _WHOLE.search(left[told.end() :]):
        return "context.person"
    hits = list(_person().finditer(left))
    if hits and not _WHOLE.search(left[hits[-1].end() :]):
        return "context.person"
    pronoun = _PRONOUN.search(left)
    if pronoun and not _WHOLE.search(left[pronoun.end() :]):
        return "context.pronoun"
    return None


def _inside_speech(text: str, at: int) -> bool:
    """Tell whether a quotation that was opened before `at` is still open there."""
    floor = max(0, at - 120)
    return text.rfind("“", floor, at) > text.rfind("”", floor, at)


def _elsewhere(article: Article, claim: Claim) -> bool:
    place, own = claim.place, article.place
    if place is None or own is None or place is own or not place.adcode or not own.adcode:
        return False
    table = divisions()
    outer, inner = table.by_code(own.adcode), table.by_code(place.adcode)
    return outer is not None and inner is not None and not table.contains(outer, inner)
