"""Who and what a stretch of text is staged with: the person told of, the contest, the account, the site that was visited."""

from __future__ import annotations

from functools import lru_cache

from zongshu.claim.persons import ELDERS, find_person, speaker
from zongshu.claim.stories import OLD_TIMES, task_of
from zongshu.lexicon.cues import cues
from zongshu.lexicon.terms import TermMatcher
from zongshu.patterns import pattern

__all__ = ["SITE_OPENS", "Scene"]

_WHOLE = pattern(r"全[市县区州旗省国镇乡]|[我本该][市县区州旗镇]|放眼|累计|截至|目前")
#: A sentence that goes on about the person of the one before.
_STILL = pattern(
    r"[^，。；“”]{0,8}(?:[他她](?!们)|自己|家里|老人|这位|老[^\W\d](?=[说家自]))|(?:如今|现在|过去|从前|以前)[，\u4e00-\u9fff]"
)
_ACCOUNTS = ("公众号", "视频号", "小程序", "微博", "抖音号", "客户端", "直播间", "短视频账号")
_ACCOUNT_NAME = pattern("|".join(_ACCOUNTS))
_ACCOUNT = pattern(rf"(?:“[^”]{{1,12}}”)?(?:微信|官方|政务)?(?:{_ACCOUNT_NAME.pattern})")
_CONTESTS = (
    "大赛",
    "联赛",
    "竞赛",
    "决赛",
    "运动会",
    "全运会",
    "省运会",
    "市运会",
    "评比",
    "考核",
    "评选",
    "测评",
    "考试",
    "评价",
)
_CONTEST = pattern("|".join(_CONTESTS))
_EVENT = pattern(
    r"(?:在|参加|参评)(?:全[国省市县区州旗])?(?:\d+个县（市、区）的?)?"
    rf"(?P<event>[^，。；“”\d在的]{{0,16}}?(?:{_CONTEST.pattern}))"
)
_INSIDE = pattern(rf"的(?P<event>[^，。；“”\d的]{{0,16}}?(?:{_CONTEST.pattern}))[中上]$")
_SAYS = pattern("说|介绍|告诉|表示|透露")
SITE_OPENS = frozenset("走来步在")
"""How a clause that names a site may begin."""
_SITE = pattern(r"(?:走进|来到|走近|步入|在)(?P<site>[^，。；“”]{4,24}?)(?:里|内|上|中|现场)?")


@lru_cache(maxsize=1)
def _watched() -> TermMatcher:
    """Return a matcher of the words without which a clause names nobody and nothing of all this."""
    return TermMatcher(
        {
            *cues().words["person_titles"],
            *ELDERS,
            *OLD_TIMES,
            *_ACCOUNTS,
            *_CONTESTS,
            "说",
            "笑",
            "介绍",
            "感慨",
            "告诉",
        },
        few=True,
    )


@lru_cache(maxsize=1)
def _offices() -> tuple[str, ...]:
    return tuple(cues().words["offices"])


class Scene:
    """Who and what is told of, until the text leaves it.

    Attributes:
        person: whose own figures are told.
        task: what had to be done of old (过去报税要跑半天).
        account: the account whose readers are counted (公众号).
        event: the contest or appraisal that prizes and ranks belong to.
        deed: for what somebody was told to take how long.
        site: where the reporter went (走进第六小学), for 这所学校.
        quiet: True where the stretch that is being read holds no word that may name any of these.
    """

    __slots__ = ("account", "deed", "event", "person", "quiet", "site", "task")

    def __init__(self) -> None:
        self.account = self.deed = self.event = self.person = self.site = self.task = ""
        self.quiet = False

    def listen(self, text: str, start: int, end: int) -> None:
        """Note whether a stretch holds any of the words without which none of its clauses need be looked at."""
        self.quiet = not _watched().find("".join(text[start:end].split()))

    def enter(self, text: str, start: int, end: int) -> None:
        """Listen to a sentence; forget the person of the one before where this one does not go on about him or her."""
        self.listen(text, start, end)
        if text[start] == "“":
            self.person = speaker(text, start, min(len(text), end + 60)) or self.person
        elif self.person and not _STILL.match(text, start, end):
            self.person = self.task = self.deed = ""

    def meet(self, words: str) -> int:
        """Note whom and what some words name; return where the name of a person ends, 0 for none.

        Args:
            words: a part of the stretch that was listened to, without spaces.
        """
        if self.person and _WHOLE.match(words):
            self.person = ""
        if self.quiet or not _watched().find(words):
            return 0
        name, end = find_person(words)
        if name and _SAYS.match(words, end) and words[: end - len(name)].endswith(_offices()):
            # 社区书记李明说: the figures are those of what is headed
            return end
        self.person = name or self.person
        self.task = task_of(words[end:]) or self.task
        if _ACCOUNT_NAME.search(words) and (account := _ACCOUNT.search(words)):
            self.account = account.group()
        if _CONTEST.search(words) and (event := _EVENT.search(words)):
            self.event = event["event"]
        return end

    def contest(self, words: str) -> None:
        """Note the contest that the words after a number name (在全省88个县的旅游发展考核中)."""
        if event := _INSIDE.search(words):
            self.event = event["event"]

    def visit(self, clause: str) -> None:
        """Note the site that a whole clause names."""
        if clause[0] in SITE_OPENS and (site := _SITE.fullmatch(clause)):
            self.site = site["site"]
