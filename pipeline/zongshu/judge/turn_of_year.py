"""What 今年 means in the first days of January: the year that has just ended, where something is told as done."""

from __future__ import annotations

from zongshu.judge.scene import Scene
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Period

__all__ = ["TurnOfYear"]

_JANUARY = "-01-"
#: Until this day of January a text may still speak of the old year as this one.
_LAST_DAY = 15
_TOLD_DONE = pattern(r"[了已才]|过(?=[，。；])")
_PLANS = frozenset(("planned", "will", "turn"))


class TurnOfYear:
    """Tells which claims of an article published in the first days of a year are of the year before.

    Example:
        >>> TurnOfYear(Article("", published="2025-01-03", reporting=Period("2024", "2024", None, "metadata"))).year
        '2024'
        >>> TurnOfYear(Article("", published="2025-03-03")).year
        ''
    """

    def __init__(self, article: Article) -> None:
        published = article.published or ""
        reporting = article.reporting.until if article.reporting is not None else None
        early = published[4:8] == _JANUARY and int(published[8:10] or 99) <= _LAST_DAY
        ended = str(int(published[:4]) - 1) if early else ""
        self.year = ended if reporting is not None and ended == reporting[:4] else ""

    def settle(self, claim: Claim, scene: Scene) -> None:
        """Take 今年 for the year that ended, where the sentence tells what was done (今年就新添了1.9万名)."""
        period = claim.period
        if period is None or period.basis != "deictic" or not (period.text or "").startswith("今年"):
            return
        if not scene.signs.isdisjoint(_PLANS) or not _TOLD_DONE.search(scene.body):
            return
        claim.period = Period(self.year, self.year, period.text, period.basis)
        claim.rules.append("period.year_ended")
