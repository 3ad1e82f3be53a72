"""Stage `judge`: status, context, repeats, conflicts, flags and confidence of every claim."""

from __future__ import annotations

from zongshu.judge.confidence import confidence
from zongshu.judge.repeats import link_repeats
from zongshu.judge.scene import Scene, Spot, scenes
from zongshu.judge.status import Verdict, is_plain, judge_status
from zongshu.judge.times import Times
from zongshu.judge.turn_of_year import TurnOfYear
from zongshu.lexicon.marks import clause_begin
from zongshu.lexicon.outline import TURN, plan_begins
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Period

__all__ = ["judge"]

_MONTH = len("2025-01")
_MARGIN = 6
# 二是, （三）, 4.
_LISTED = pattern(
    r"[ \u3000]*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])"
)
# what a result is measured against was planned for the time of the result
_OWN_TIME = ("period.explicit", "period.deictic")
_OF_THE_PAST = ("planned.target", "planned.原")
# from this month on a paper's plans are for the next year
_LATE = "11"
_REACH = 24
_DESIGNED = pattern(r"(?:计划|规划)总?(?:投资|占地|用地|面积)[^，。；\d]{0,3}$")
_DESIGN_REACH = 10
_SIZES = ("元", "亩", "平方米", "公顷", "平方公里")
_ACHIEVED: Verdict = ("achieved", None, "achieved")


def judge(article: Article) -> Article:
    """Fill `status`, `context_of`, `repeats`, `flags` and `confidence` of every claim."""
    reporting = article.reporting.until if article.reporting else None
    begins = plan_begins(article.clean, article.sections, int(reporting[:4]) if reporting else None)
    turns, times = _Turns(article.clean), Times(article)
    ended = TurnOfYear(article)
    last: Scene | None = None
    before: tuple[Spot, Verdict] | None = None
    turned = False
    for scene, claims in scenes(article, begins, times):
        if scene is not last:
            last, before, turned = scene, None, turns.before(scene)
        for claim, time in claims:
            if ended.year:
                ended.settle(claim, scene)
                time = times[claim.period]
            # in a list a claim may be what its neighbour is
            alone = before is None or before[1][0] == "achieved"
            if alone and not turned and is_plain(article, claim, scene, time):
                verdict, before = _ACHIEVED, None
            else:
                spot = Spot.of(claim, scene, time)
                verdict = judge_status(article, spot, turned, before)
                before = spot, verdict
            claim.status, claim.context_of, rule = verdict
            claim.rules.append(f"status.{rule}")
            if claim.status != "achieved":
                _settle(article, claim, rule)
    link_repeats(article)
    for claim in article.claims:
        claim.confidence = confidence(claim)
    return article


class _Turns:
    """Tells whether a paragraph turned to plans before a sentence of it; each text is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraph, self.turned, self.seen, self.listed = -1, False, 0, False

    def before(self, scene: Scene) -> bool:
        if scene.paragraph != self.paragraph:
            self.paragraph, self.turned = scene.paragraph, self._goes_on(scene.first)
            self.seen = scene.first
        if scene.start > self.seen:
            self.turned = self.turned or TURN.search(self.text, self.seen, scene.start) is not None
            self.seen = scene.start
        return self.turned

    def _goes_on(self, first: int) -> bool:
        """Tell a list of plans below the line that opens it (重点抓好以下工作：), paragraph by paragraph."""
        text = self.text
        if not (self.listed and _LISTED.match(text, first)):
            opened = text[max(0, first - _MARGIN) : first].rstrip().endswith(("：", ":"))
            self.listed = opened and (self.turned or TURN.search(text, self.seen, first) is not None)
        return self.listed


def _settle(article: Article, claim: Claim, rule: str) -> None:
    """Take back what a status leaves no room for: norms and a person's figures measure no indicator of the place."""
    if claim.status in ("required", "context"):
        own = claim.context_of in ("history", "other_place")
        if not own:
            claim.indicator = None
        timeless = (claim.quantity.unit == "岁" and claim.context_of == "person") or not _has_own_time(claim)
        if claim.period is not None and claim.context_of != "other_place" and timeless:
            claim.period = None
    elif claim.status == "planned" and not rule.startswith(_OF_THE_PAST):
        if _is_design(article, claim):
            claim.period = None
        else:
            _next_year(article, claim)


def _has_own_time(claim: Claim) -> bool:
    return any(rule.startswith(_OWN_TIME) for rule in claim.rules)


def _is_design(article: Article, claim: Claim) -> bool:
    """Tell what a project is to cost or to cover, with no year of its own (工程计划投资4120万元)."""
    if claim.quantity.unit not in _SIZES or claim.period != article.reporting:
        return False
    return _DESIGNED.search(article.clean, max(0, claim.start - _DESIGN_REACH), claim.start) is not None


def _past_date(article: Article, period: Period) -> bool:
    """Tell a date carried on that a plan cannot be for (目前有3100张，再增加500张)."""
    if period.basis != "carried" or len(period.until or "") < _MONTH:
        return False
    known = article.published or (article.reporting.until if article.reporting else None)
    until = period.until or ""
    return bool(known) and until[: len(known or "")] <= (known or "")[: len(until)]


def _next_year(article: Article, claim: Claim) -> None:
    """Give a plan without a date of its own the year after the report; one of a report on a year that runs, that year."""
    reporting, period = article.reporting, claim.period
    if (
        reporting is None
        or not reporting.until
        or (period is not None and period.basis not in ("article", "inferred", "metadata", "carried"))
    ):
        return
    if period is not None and period != reporting and not _past_date(article, period):
        return
    published = article.published or ""
    text, at = article.clean, claim.start
    if text.find("年初", clause_begin(text, max(0, at - _REACH), at), at) >= 0:
        # what was planned when the year began (年初任务数为130名) was for that year
        claim.period = reporting
        claim.rules.append("period.year_begun")
        return
    running = published[:4] == reporting.until[:4] and published[5:7] < _LATE
    year = str(int(reporting.until[:4]) + (0 if running else 1))
    claim.period = Period(year, year, None, "inferred")
    claim.rules.append("period.next_year")
