"""Status of a claim: achieved, planned, required or context, each by a named rule."""

from __future__ import annotations

from zongshu.judge.elsewhere import (
    ELSEWHERE_SIGNS,
    HISTORY_SIGNS,
    elsewhere_rule,
    from_rule,
    history_rule,
    is_elsewhere,
    method_rule,
)
from zongshu.judge.norm import STRICT_SIGNS, norm_rule, strict_norm_rule
from zongshu.judge.plan import PLAN_SIGNS, finished_of_plan, is_met, plan_rule, planned_after
from zongshu.judge.scene import Scene, Spot
from zongshu.judge.threshold import threshold
from zongshu.judge.times import Time
from zongshu.judge.told import AGE_MEASURE, TOLD_SIGNS, told_rule
from zongshu.patterns import pattern
from zongshu.types import Article, Claim

__all__ = ["Verdict", "is_plain", "judge_status"]

Verdict = tuple[str, str | None, str]
"""Status, what a context is of, and the rule's name."""

# what a plan leaves open to other rules: none, the target of a result, a plan word far before
_WEAK_PLANS = (None, "planned.target", "planned.carried", "planned.section")
_LIMITS = pattern(r"(?:以上|以下|以内|及以上|及以下)$")
# 年满60岁的老人, 未满18岁的学生
_OF_AGE = pattern(r"(?:年满|(?<![刚已])(?<!今年)[未不须]?满|限)\d+周?岁$")
_PAID = pattern(r"(?:补[助贴]|奖[励补]|资助|减免|优惠|收[费取])$")
_EACH_TOO = pattern(r"的?，[^，。；\d已现实目累完]{1,10}每[^，。；\d已现实目平累]{1,6}")
_JOINED = pattern(r"\s*(?:[、和及与或]|或者)\s*(?:连续|每[^，。；\d]{1,4})?$")


def is_plain(article: Article, claim: Claim, scene: Scene, time: Time) -> bool:
    """Tell a claim that no rule has anything to say of, in a paragraph that is no plan: it is achieved."""
    quantity = claim.quantity
    return not (
        scene.signs
        or scene.planned_section
        or quantity.approx in ("over", "under")
        or quantity.kind == "duration"
        or quantity.unit == "岁"
        or time.future
        or time.open
        or time.earlier
        or (scene.quoted and scene.opened(claim.start) >= 0)
        or is_elsewhere(article, claim)
        or "fromto.base" in claim.rules
    )


def judge_status(article: Article, spot: Spot, turned: bool, neighbour: tuple[Spot, Verdict] | None) -> Verdict:
    """Decide status and context of a claim.

    The order of the rules is their rank: what is told of a person or was before beats a plan, a strict norm holds even
    inside a plan, a weak one does not. A rule is asked only where its signs are in the sentence.

    Args:
        article: the article with places and periods.
        spot: the claim in its sentence.
        turned: True where the paragraph turned to plans before this sentence.
        neighbour: the claim just before it in the same sentence with its verdict.
    """
    claim, scene, bounded = spot.claim, spot.scene, spot.bounded
    signs = scene.signs
    quantity = claim.quantity
    lasting = quantity.kind == "duration"
    if quantity.unit == "岁" and not AGE_MEASURE.search(spot.clause):
        if quantity.approx == "range" or _LIMITS.search(spot.printed) or _OF_AGE.search(spot.clause + spot.printed):
            return "required", None, "required.age"
        return "context", "person", "context.age"
    strict = strict_norm_rule(spot) if bounded or lasting or not signs.isdisjoint(STRICT_SIGNS) else None
    if strict:
        return "required", None, strict
    if neighbour is not None and neighbour[1][0] == "required" and _in_list(neighbour[0], spot):
        return "required", None, "required.list"
    person = told_rule(spot) if scene.quoted or not signs.isdisjoint(TOLD_SIGNS) else None
    if person:
        return "context", "person", person
    base = from_rule(spot) if "from" in signs or "fromto.base" in claim.rules else None
    if base:
        return "context", "history", base
    if (bounded or "limit" in signs) and threshold(spot):
        return "required", None, "required.threshold"
    time = spot.time
    plans = turned or scene.planned_section or time.future or time.open or not signs.isdisjoint(PLAN_SIGNS)
    done_at = neighbour[0].claim.start if neighbour is not None and neighbour[1][0] == "achieved" else -1
    planned = plan_rule(article, spot, turned, done_at) if plans else None
    other = None
    if planned in _WEAK_PLANS and (not signs.isdisjoint(ELSEWHERE_SIGNS) or is_elsewhere(article, claim)):
        other = elsewhere_rule(article, spot)
    if other:
        return "context", "other_place", other
    if planned and neighbour is not None and neighbour[1][0] == "planned" and finished_of_plan(spot, neighbour[0]):
        return "achieved", None, "achieved.of_plan"
    if planned and is_met(spot):
        return "achieved", None, "achieved.met"
    if planned:
        return "planned", None, planned
    method = method_rule(spot) if lasting else None
    if method == "context.duration" and bounded and norm_rule(spot):
        return "required", None, "required.norm"  # 从立项到开工不超过33个工作日
    if method:
        return "context", "method", method
    if "after" in signs and planned_after(article, spot):
        return "planned", None, "planned.after"
    norm = norm_rule(spot) if bounded or "norm" in signs else None
    if norm and is_met(spot):
        return "achieved", None, "achieved.met"
    if norm:
        return "required", None, norm
    history = history_rule(article, spot) if time.earlier or not signs.isdisjoint(HISTORY_SIGNS) else None
    if history:
        return "context", "history", history
    return "achieved", None, "achieved"


def _in_list(before: Spot, spot: Spot) -> bool:
    """Tell that only a list mark stands between two claims (不低于50%和80%)."""
    between = spot.scene.text[before.claim.end : spot.claim.start]
    if before.claim.quantity.unit == spot.claim.quantity.unit == "元":
        base, per = before.claim.quantity.per, spot.claim.quantity.per
        if base is not None and per is not None and base.text.startswith(per.text) and _EACH_TOO.fullmatch(between):
            return True  # 疑难的每件补贴不超过600元，简单的每件100元
        if _PAID.search(before.clause):
            # 每餐补贴3元，80岁以上补贴5元
            return _PAID.search(spot.clause) is not None
    same = before.claim.quantity.dimension == spot.claim.quantity.dimension
    return same and _JOINED.fullmatch(between) is not None
