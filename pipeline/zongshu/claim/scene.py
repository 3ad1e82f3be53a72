"""Who and what a stretch of text is staged with: the person told of, the contest, the account, the site that was visited."""

from __future__ import annotations

from functools import lru_cache

import msgspec

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
    "考评",
    "考试",
    "评价",
)
_CONTEST = pattern("|".join(_CONTESTS))
_EVENT = pattern(
    r"(?:在|参加|参评)(?:全[国省市县区州旗])?(?:\d+个县（市、区）的?|[^，。；“”\d在的]{1,10}的)?"
    rf"(?P<event>[^，。；“”\d在的]{{0,16}}?(?:{_CONTEST.pattern}))"
)
#: 营商环境测评中: without 在, all of a clause.
_ALONE = pattern(rf"(?:全[国省市县区州旗])?(?P<event>[^，。；“”\d在的]{{2,16}}(?:{_CONTEST.pattern}))[中里]")
_INSIDE = pattern(rf"的(?P<event>[^，。；“”\d的]{{0,16}}?(?:{_CONTEST.pattern}))[中上]$")
_SAYS = pattern("说|介绍|告诉|表示|透露")
SITE_OPENS = frozenset("走来步在")
"""How a clause that names a site may begin."""
_SITE = pattern(r"(?:走进|来到|走近|步入|在)(?P<site>[^，。；“”]{4,24}?)(?:里|内|上|中|现场)?")


@lru_cache(maxsize=1)
def _watched() -> TermMatcher:
    """Return a matcher of the words without which nobody and nothing of all this is named."""
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


@lru_cache(maxsize=4096)
def _named(words: str) -> tuple[int, str, str, str, str] | None:
    """Return where the name of a person ends, and the person, the task of old, the account and the contest that words name.

    None where they hold no word without which they name none of all this.
    """
    if not _watched().find(words):
        return None
    name, end = find_person(words)
    if name and _SAYS.match(words, end) and words[: end - len(name)].endswith(_offices()):
        # 社区书记李明说: the figures are those of what is headed
        return end, "", "", "", ""
    account = _ACCOUNT.search(words) if _ACCOUNT_NAME.search(words) else None
    event = (_ALONE.fullmatch(words) or _EVENT.search(words)) if _CONTEST.search(words) else None
    return end, name, task_of(words[end:]), account.group() if account else "", event["event"] if event else ""


class Scene(msgspec.Struct, gc=False):
    """Who and what is told of, until the text leaves it.

    Attributes:
        person: whose own figures are told.
        task: what had to be done of old (过去报税要跑半天).
        account: the account whose readers are counted (公众号).
        event: the contest or appraisal that prizes and ranks belong to.
        deed: for what somebody was told to take how long.
        site: where the reporter went (走进第六小学), for 这所学校.
    """

    person: str = ""
    task: str = ""
    account: str = ""
    event: str = ""
    deed: str = ""
    site: str = ""

    def enter(self, text: str, start: int, end: int) -> None:
        """Begin a sentence; forget the person of the one before where this one does not go on about him or her."""
        if text[start] == "“":
            self.person = speaker(text, start, min(len(text), end + 60)) or self.person
        elif self.person and not _STILL.match(text, start, end):
            self.person = self.task = self.deed = ""

    def meet(self, words: str) -> int:
        """Note whom and what some words name; return where the name of a person ends, 0 for none.

        Args:
            words: a part of the sentence, without spaces.
        """
        if self.person and _WHOLE.match(words):
            self.person = ""
        named = _named(words)
        if named is None:
            return 0
        end, name, task, account, event = named
        self.person = name or self.person
        self.task = task or self.task
        self.account = account or self.account
        self.event = event or self.event
        return end

    def contest(self, words: str) -> None:
        """Note the contest that the words after a number name (在全省88个县的旅游发展考核中)."""
        if event := _INSIDE.search(words):
            self.event = event["event"]

    def visit(self, clause: str) -> None:
        """Note the site that a whole clause names."""
        if clause[0] in SITE_OPENS and (site := _SITE.fullmatch(clause)):
            self.site = site["site"]
