"""Figures that are told of a person: ages, anecdotes, quoted residents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zongshu.compiled import compile_pattern
from zongshu.judge.scene import QUOTE_REACH, Hit, Scene, Spot, last_before
from zongshu.judge.signs import name_openings, signs
from zongshu.lexicon.cues import cues
from zongshu.lexicon.terms import trie_pattern
from zongshu.lexicon.words import is_word, tag
from zongshu.patterns import pattern

__all__ = ["AGE_MEASURE", "TOLD_SIGNS", "told_rule"]

AGE_MEASURE = pattern(
    r"平均|寿命|预期|中位|年龄(?:结构|[由从降为]|下降)|[比较][^，。；]*(?:[小大轻长]了?|下降|提高|上升)$"
)
_AGE = pattern(
    r"(?<![—–\-至到～~\d满])(?:\d+|[二三四五六七八九十]{1,3})(?:多|余)?岁(?!以[上下内]|及以|[—–\-至到～]|儿童|老年|人口|组|以)"
)
# 连夜转移1.2万人，最老的94岁: one of those counted, not who the rest is told of
_EXTREME = pattern(r"最[^，。；\d]{1,4}[的达是已才仅]{0,2}$|最[大小老长]的[^，。；\d]{0,8}$")
_PRONOUN = pattern(
    r"他(?<![其吉排利]他)(?!们|律|者|人|用|山|乡|国)|她(?!们|律|者|人|用|山)|[老小]两口|夫[妻妇]俩|老人(?=说|家里|告诉|指着)|老[^\W\d]说"
)
# 最大的一家 may be a firm or a station
_ALONE = pattern(
    r"最[^，。；]{1,3}的(?:那?一)?[户位](?![企合])|最[穷苦难富困][^，。；]{0,2}的(?:那?一)?家(?![企合])|最远的一?[趟次]"
    r"|有[户位][^，。；]{0,4}(?:人家|老人|村民)"
)
# 诊室外坐了十来个人: who happens to be there
_CROWD = pattern(r"[坐站围挤排聚等蹲](?:着|了|满了?)$")
_OF_PEOPLE = pattern(r"(?:人|老人|村民|居民|群众|乡亲|孩子|学生|患者|病人)")
_AMONG = pattern(r"^[^，。；]{0,14}(?:中的一[员名位个分]|之一)")
# 车间里62名女工中八成是本村人，39岁的…: she is one of them
_AMONG_GROUP = pattern(r"[^，。；\d]{1,8}(?<!其)[中里](?![心学小间年层等医国])")
_LIKE = pattern(r"像[^，。；]{1,12}(?:这样|一样)")
_SELF = pattern(
    r"我(?![们市县区省国州旗院校局部镇村])|俺|咱|以前|过去|现在|如今|家里|自己|想|觉得|原来|当初|当年|刚|心里|舍不得|真"
)
_FIRST = pattern(r"我(?![们市县区省国州旗院校局部镇村])|俺|咱家|家里|心里")
_UNIT = pattern(r"全[市县区州旗镇乡村省国]|[我本][市县区州旗局院镇校]|累计|我们(?:局|部|县|市|镇|已|共|累计)")
_SAYS = pattern(r"说|告诉|笑|感慨|念叨|回忆|算|竖起|坦言|道|高兴|激动|讲")
_OFFICE = pattern(r"局长|主任|书记|[县市区镇乡部站所院校厂]长|负责人|经理|董事|理事长|主席|干部|发言人|处长|科长")
_ACTION = pattern(
    r"建成|新建|建立|建起|开展|举办|发放|培训|组织|推进|实施|完成|投入|打造|共|新增|覆盖|引进|服务|办理|累计|整治|率|"
    r"[县市区镇乡旗州](?![长里])|街道|社区|公司|企业|合作社|部门|[委局]|政府|党组织|支部|中心|项目|\d{4}年|以来|全年|村(?![民里])"
)
_LIFE = pattern(r"挣|赚|收入|进账|工资|月薪|拿到?|领到?|卖|家里|一家|孩子|店|生意|攒|存下|养|种|租")
_TAG = 18
_EXTREME_REACH = 14
_NEAR = 60
_SHORTEST = 12
_OFFICE_REACH = 800
# 他说，拟建…
_REPORTED = pattern(r"(?:还|又|也|接着|最后)?(?:说|介绍|表示|透露|谈到|坦言)[，：:]")
_SPEAKER = pattern(r"[^，。；“”\n]{2,18}(?:说|告诉|介绍|表示|透露)")
_HAN = "[\u4e00-\u9fff]"
# what a person says or asks for is the doing of whoever takes it up (采纳居民李梅的建议，改造两处岗亭)
_THEIR_WORDS = pattern(r"的(?:建议|意见|提议|点子|想法|诉求|反映|来信|求助|举报|提案)")
# 在她的带动下，社区成立志愿队7支: she is not who did it
_UNDER = pattern(r"[^，。；]{0,8}(?:带动|带领|影响|努力|帮助|推动|感召|引领|号召)下[，,]")
# what one leads others to do is theirs (带动周边62户村民种植)
_LEADS = pattern(r"带动|带领|带队|发动|动员|领着")
# another subject opens a clause
_SUBJECT = pattern(r"[，；。](?:村集体|全村|村上|社区(?!里)|街道|当地)(?=[^，。；])")
# who heads something and reports on it speaks of it, not of himself
_REPORTS = pattern(r"(?:[^，。；“”]{0,6}(?:介绍|表示|透露|告诉记者|说)|称)[，：:]")
# works that no single person opens
_WORKS = pattern(r"动工|开工|竣工|落成|投用|投产|通车|挂牌|揭牌")
_OF_ORGANISATION = pattern(r"(?:协会|商会|公司|集团|合作社|街道|部门|学校|医院|[局委])的$")
# “3个工作日内答复”的规定: what is quoted is a rule
_RULE = pattern(r"的?(?:规定|要求|标准|原则|时限|机制|制度|办法|模式|目标|承诺)")
_HEAD = frozenset("，。；：！？、\n”“ \u3000")
# 行业主管, 企业主体: the title is no word here
_INSIDE = tuple("行企产物")
_PEOPLE_SIGNS = frozenset(("title", "name", "age", "pronoun"))
TOLD_SIGNS = _PEOPLE_SIGNS | {"alone", "life", "crowd"}
"""One of them is where a number is told of a person, unless it stands in a quotation."""


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    """Make the pattern of a personal name right after what one is (村民|张大明今年)."""
    words = cues().words
    sure, unsure = "".join(words["surnames"]), "".join(words["unsure_surnames"])
    follow, acts = trie_pattern(words["person_follow"]), trie_pattern(words["person_acts"])
    return compile_pattern(
        rf"(?!平均)(?:“[^”]{{1,6}}”)?(?:[小老阿][{sure}{unsure}](?!区|板|师|人|年|家|学|镇)"
        rf"|[{sure}]{_HAN}{{1,2}}(?={follow}|{acts}|[，。：\d]|$)"
        rf"|[{unsure}]{_HAN}{{1,2}}(?={acts}|\d+岁)|{_HAN}{{2,5}}?(?={acts}|\d+岁))"
    )


@lru_cache(maxsize=1)
def _addressed() -> re.Pattern[str]:
    """Make the pattern of a person told without a trade (63岁的王德发, 教了一辈子书的何老师)."""
    words = cues().words
    titles = trie_pattern(words["person_titles"])
    sure, unsure = "".join(words["surnames"]), "".join(words["unsure_surnames"])
    elder = "老人|大[爷妈娘叔伯姐哥]|爹爹|伯伯|阿[公叔]|师傅|奶奶|爷爷|婆婆|阿婆|阿姨"
    return compile_pattern(
        rf"的[{sure}]{_HAN}{{1,2}}(?=把|说|在|家|今)"
        rf"|(?:的|，|。|：|“|”)[{sure}](?:老师|老汉|{elder})"
        rf"|岁的(?:{titles})?(?:[{sure}]{_HAN}{{1,2}}|老?[{sure}{unsure}](?:{elder}))"
    )


def _persons(text: str, start: int, end: int, here: frozenset[str]) -> Iterator[Hit]:
    """Yield where a person is named in a stretch of text with these signs."""
    if "title" in here:
        offices, titles, opens = cues().words["offices"], cues().matcher("person_titles"), name_openings()
        proven = "act" in here or "age" in here
        for term, begin, stop in titles.find(text[start:end]):
            at = start + stop
            if not (proven or text[at : at + 1] in opens) or text[start + begin - 1 : start + begin] in _INSIDE:
                continue
            name = _named().match(text, at, end)
            last = name.end() if name is not None else _full_name(text, at, end)
            if last and not (titles.terms[term] in offices and _REPORTS.match(text, last, end)):
                yield Hit(start + begin, last, "person")
    if "name" in here:
        for one in _addressed().finditer(text, start, end):
            yield Hit(one.start(), one.end(), "person")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return cues().words["surnames"] | cues().words["unsure_surnames"]


def _full_name(text: str, at: int, end: int) -> int:
    """Return where a name of three characters ends that stands at a position, 0 for none.

    It is one that the segmenter knows for a name (花农|高春梅|掰着), or a surname and two characters that make no word
    among themselves nor with the next one (网格员|陈小燕|负责).
    """
    stop = at + 3
    if stop >= end or text[at] not in _surnames():
        return 0
    name = text[at:stop]
    if not all("\u4e00" <= letter <= "\u9fff" for letter in text[at : stop + 1]):
        return 0
    tagged = tag(name)
    if len(tagged) == 1 and tagged[0][1].startswith("nr"):
        return stop
    if text[at] not in cues().words["surnames"]:
        return 0
    words = (name[:2], name[1:], name, text[stop - 1 : stop + 1], text[stop - 2 : stop + 1], text[at - 1 : at + 1])
    return 0 if any(is_word(word) for word in words) else stop


def told_rule(spot: Spot) -> str | None:
    """Return the rule by which a figure is a person's own."""
    scene, at = spot.scene, spot.claim.start
    speech = _speech(spot) if scene.quoted else None
    if speech:
        return speech
    people = scene.read("people", _people) if not scene.signs.isdisjoint(_PEOPLE_SIGNS) else None
    if people:
        hit = last_before(people, at)
        if hit is not None:
            over = _turned_from(scene, hit.end, at) or _AMONG.match(spot.right) or _likened(scene, at)
            if not over and not _another(spot, hit):
                return f"context.{hit.word}"
        elif _leads_to(spot, people[0]):
            return "context.person"
    if "alone" in scene.signs and _ALONE.search(spot.clause):
        return "context.individual"
    quantity = spot.claim.quantity
    if (
        "crowd" in scene.signs
        and (quantity.dimension == "people" or _OF_PEOPLE.match(spot.right))
        and _CROWD.search(spot.clause)
    ):
        return "context.crowd"
    if not people and "life" in scene.signs and _carried(spot):
        return "context.carried"
    return None


def _another(spot: Spot, person: Hit) -> bool:
    """Tell that somebody else does what is told after a person: an organisation, a place, whoever took up the words."""
    text, at, claim = spot.scene.text, spot.claim.start, spot.claim
    if (
        _LEADS.search(text, person.end, at)
        or _THEIR_WORDS.match(text, person.end)
        or _UNDER.match(text, person.end, at)
    ):
        return True
    if person.word == "pronoun" and _REPORTED.match(text, person.end) and _by_office(spot.scene):
        return True
    if _SUBJECT.search(text, person.end, at) or _WORKS.search(spot.right) or _OF_ORGANISATION.search(spot.clause):
        return True
    if claim.actor and text.find(claim.actor, person.end, at) >= 0:
        return True
    for rule in claim.rules:
        if rule.startswith("place.explicit."):
            named = text.rfind(rule[15:], person.end, at)
            return named > 0 and text[named - 1] in _HEAD
    return False


def _by_office(scene: Scene) -> bool:
    """Tell that the last one who was quoted before a sentence speaks for an office (市公安局局长王立军介绍)."""
    speakers = list(_SPEAKER.finditer(scene.text, max(0, scene.start - _OFFICE_REACH), scene.start))
    return bool(speakers) and _OFFICE.search(speakers[-1].group()) is not None


def _leads_to(spot: Spot, person: Hit) -> bool:
    """Tell a person named just after a figure of theirs (凭着12亩果园，村民张大明…)."""
    at = spot.claim.start
    if person.word != "person" or person.start - at >= _NEAR or _ACTION_BEFORE.search(spot.left):
        return False
    if spot.claim.quantity.kind == "percent" or (
        spot.claim.quantity.dimension == "people" and _AMONG_GROUP.match(spot.right)
    ):
        return False
    between = spot.scene.text[spot.claim.end : person.start]
    return between.count("，") < 2 and "；" not in between


_ACTION_BEFORE = pattern(r"全[市县区州旗省国镇乡村]|累计|共|建成|完成|投入|新建|开展|发放|覆盖|目前|截至|率")


def _people(scene: Scene) -> list[Hit]:
    """Find where a sentence speaks of one person: a name with what one is, an age, a pronoun."""
    text, here = scene.text, scene.signs
    found = list(_persons(text, scene.start, scene.end, here))
    if "age" in here and not AGE_MEASURE.search(text, scene.start, scene.end):
        found += [
            Hit(one.start(), one.end(), "person")
            for one in _AGE.finditer(text, scene.start, scene.end)
            if not _EXTREME.search(text, max(scene.start, one.start() - _EXTREME_REACH), one.start())
        ]
    if "pronoun" in here:
        found += [Hit(one.start(), one.end(), "pronoun") for one in _PRONOUN.finditer(text, scene.start, scene.end)]
    return sorted(found, key=lambda hit: hit.end) if len(found) > 1 else found


def _people_before(scene: Scene) -> list[Hit]:
    """Find the persons that the sentence before speaks of, where it does not go on to a whole place."""
    text = scene.text
    begin = max(text.rfind(mark, scene.first, scene.start - 1) for mark in "。！？") + 1
    begin = max(begin, scene.first)
    before = Scene(text, begin, scene.start, scene.paragraph, scene.first, scene.planned_section)
    before.signs = signs((before.body,))[0]
    people = [hit for hit in _people(before) if hit.word == "person"]
    return [] if people and _whole_between(before, people[-1].end, scene.start) else people


def _whole_between(scene: Scene, start: int, at: int) -> bool:
    hit = scene.before("own", at)
    return hit is not None and hit.start >= start


def _turned_from(scene: Scene, start: int, at: int) -> bool:
    """Tell that a whole place is spoken of after a person; what he has 累计 or 目前 is still his."""
    return any(start <= hit.start and hit.end <= at and hit.word not in ("累计", "目前") for hit in scene.hits("own"))


def _likened(scene: Scene, at: int) -> bool:
    return _LIKE.search(scene.text, scene.start, at) is not None


def _carried(spot: Spot) -> bool:
    """Tell that the sentence goes on about the person of the sentence before it (去年卖果收入21万元)."""
    scene = spot.scene
    if spot.claim.quantity.kind in ("percent", "change", "rank", "multiple"):
        return False
    text = scene.text
    start, at = scene.start, spot.claim.start
    if not _LIFE.search(text, start, at) or _ACTION.search(text, start, at) or _whole_between(scene, start, at):
        return False
    return bool(scene.read("people before", _people_before))


def _speech(spot: Spot) -> str | None:
    """Tell a quoted person's own figure from a quoted report on the place."""
    scene, at = spot.scene, spot.claim.start
    opened = scene.opened(at)
    if opened < 0:
        return None
    text, floor = scene.text, max(scene.first, at - QUOTE_REACH)
    shut = text.find("”", spot.claim.end, spot.claim.end + QUOTE_REACH)
    end = shut if shut != -1 else scene.end
    speech = text[opened + 1 : end]
    if len(speech) < _SHORTEST or _UNIT.search(speech) or _RULE.match(text, end + 1):
        return None
    tags = (text[max(floor, opened - _TAG) : opened], text[end + 1 : end + 1 + _TAG])
    office = any(_OFFICE.search(tag) for tag in tags)
    if office:
        return "context.speech" if _FIRST.search(speech) else None
    says = any(
        _SAYS.search(tag) and (_PRONOUN.search(tag) or any(_persons(tag, 0, len(tag), signs((tag,))[0])))
        for tag in tags
    )
    return "context.speech" if says or _SELF.search(speech) else None
