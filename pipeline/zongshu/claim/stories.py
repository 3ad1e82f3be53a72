"""What is told in stories: a person's own figures, and how long something takes."""

from __future__ import annotations

from zongshu.claim.strip import is_measure
from zongshu.lexicon.words import tag
from zongshu.patterns import pattern

__all__ = ["OLD_TIME", "OLD_TIMES", "kernel", "story", "task_of", "took"]

_EDGE = "，。：、“”（） "
#: 一守就是三年: what is done is 守.
_ONE_DOES = pattern(r"一(?P<verb>[\u4e00-\u9fff]{1,2}?)就是?$")
#: When the task of old was done.
OLD_TIMES = ("过去", "以前", "从前", "早年", "当年", "原先", "原来", "前些年", "早些年", "早先", "往年")
OLD_TIME = pattern("|".join(OLD_TIMES))
_NOW = pattern(rf"(?P<now>现在|如今)|搁?(?P<then>{'|'.join(OLD_TIMES)})")
_LOOSE = pattern(
    r"头[一两三半]个?[年月天]|(?<=[^起])[上下出回]来(?=[^\u4e00-\u9fff]|$)|已经|硬是|整整|足足|光是|一共|总共|自己|才|就|便|曾经?|已|也|都|还|光|刚|硬|满|连|(?<!需)要|得|须|能|可以|可|[了着过]|[他她我俺咱](?:们|自己)?|就是|(?<=[^就])是$|里(?=[^\u4e00-\u9fff]|$)"
)
#: What stands between a task of old and what it took.
_MUST = pattern(r"来回|前后|要|得(?=[\u4e00-\u9fff])|就是|就|才|光")
_SOON = pattern(r"(?:[以之]?内|左右)?(?:就|便|即可|即|才|可)(?:能|可以|会)?|[以之]?内(?=[\u4e00-\u9fff]{2})")
_TAKES = pattern(r"(?:只|仅|才|先|共|约|平均|前后|大约)*(?:需要?|要|得|用|花|耗时|历时|费时)了?$")
_EARNS = pattern(r"(?:挣|赚|进账|卖|收入|到手)[了到过]?$")
_DISPOSED = pattern(
    r"(?:把|将)(?P<what>[^，。；]{2,10}?)(?P<deed>[\u4e00-\u9fff]{1,2}?)(?:了?(?:个遍|一遍|遍)|[了好完])?$"
)
#: On the way: 单趟就得一个半小时.
_WAY = pattern(r"(?:单趟|来回|在?路上|走|跑|往返|前后|拖)+")
#: 按照“3个工作日内分办”的规定: what rules, and how the rule is called after it.
_RULED = pattern(r"^.*(?:按照?|根据|依据|严格执行|坚持|实行|落实)“?")
_RULE = pattern(r"[^，。；]{0,12}的?(?:规定|要求|标准|承诺|时限|原则|制度|机制)")
_STEP_UNITS = ("单", "趟", "步", "回")


def kernel(words: str) -> str:
    """Return what somebody does without adverbs, auxiliaries and particles (硬是在堤上住了 → 在堤上住).

    Example:
        >>> kernel("已经在堤上住了"), kernel("一守就是")
        ('在堤上住', '守')
    """
    return _LOOSE.sub("", _ONE_DOES.sub(lambda hit: hit["verb"], words))


def task_of(clause: str) -> str:
    """Return what had to be done of old (过去报税要跑 → 报税); empty where a clause does not tell of old.

    Example:
        >>> task_of("过去报税要跑"), task_of("从前送娃翻山梁"), task_of("现在扫码")
        ('报税', '送娃翻山梁', '')
    """
    then = _NOW.search(clause) if OLD_TIME.search(clause) else None
    if then is None or not then["then"]:
        return ""
    return kernel(_MUST.split(clause[then.end() :], maxsplit=1)[0].strip(_EDGE))


def story(name: str, told: str, noun: str, right: str, unit: str, kind: str, task: str) -> str:
    """Return the item of a figure of one's own life: who, what he or she does, and what is measured of it.

    Args:
        name: the person; empty where nobody is named.
        told: the words before the number that say what is done.
        noun: the noun after it.
        right: all words after it.
        unit: its unit.
        kind: its kind.
        task: what had to be done of old, for 现在两分钟就办妥.

    Example:
        >>> story("余水根", "硬是在堤上住了", "", "", "天", "duration", "")
        '余水根在堤上住天数'
    """
    deed = kernel(told.strip(_EDGE))
    when = _NOW.search(deed)
    if (
        task
        and task not in deed
        and (kind == "duration" or unit in _STEP_UNITS)
        and (_SOON.match(right) or _WAY.fullmatch(deed) or (when and when.group() == deed))
    ):
        deed = (when.group() if when else "") + task
    elif kind == "money" and _EARNS.search(deed):
        deed = (task or _EARNS.sub("", deed)) + "收入"
    thing = "" if noun in ("时间", "工夫", "功夫") else noun
    tail = ""
    if kind == "duration" and not is_measure(deed[-2:]):
        tail = "年数" if unit in ("年", "载") else "天数" if unit in ("天", "日") and not _SOON.match(right) else "用时"
    elif not thing and unit in _STEP_UNITS and not deed.endswith("数"):
        tail = unit + "数"
    return name + deed + thing + tail


def took(told: str, right: str, thing: str, verb: str) -> str:
    """Return the item of how long something takes; empty where the words do not tell that.

    Args:
        told: the words before the number.
        right: the words after it.
        thing: what the sentence is about.
        verb: what was said of that.

    Example:
        >>> took("先用了", "把底数摸清", "", ""), took("", "即可办结", "线索", "上报")
        ('摸清底数用时', '线索办结用时')
        >>> took("最快的只用了", "", "会员纠纷", "调成")
        '最快的会员纠纷调成用时'
    """
    if told.endswith("平均") and 2 <= len(right) <= 6 and not _SOON.match(right):
        # 平均35天审结一起案件
        return f"{told.removesuffix('平均')}{right}平均用时"
    if told.endswith("提前") and 2 <= len(right) <= 14 and not _SOON.match(right):
        return told + right
    told = _RULED.sub("", told)
    right, _, rule = right.partition("”")
    term = "时限" if _RULE.match(rule or right) else "用时"
    takes = _TAKES.search(told)
    soon = _SOON.match(right)
    if takes is None and soon is None and not right.startswith(("把", "将")):
        return ""
    told = told[: takes.start()] if takes else told
    # 如今卫生室里两三分钟就出结果: where and when is no part of what is done
    told = _NOW.sub("", told, count=1) if told.startswith(("现在", "如今")) else told
    lead = "" if soon and right and told.endswith(("里", "中", "内")) else kernel(told).strip(_EDGE)
    done = right[soon.end() if soon else 0 :].strip(_EDGE).rstrip("了")
    disposed = _DISPOSED.fullmatch(done)
    if disposed:
        done = disposed["deed"] + disposed["what"]
    if lead.startswith("最"):
        # 最快的只用了40分钟: the fastest of what was told before
        return f"{lead}{thing}{done or verb}{term}"
    if len(done) < 2 or len(done) > 14:
        return f"{lead or thing + verb}{term}" if takes and (lead or thing) else ""
    return f"{lead or (thing if len(tag(done)) == 1 else '')}{done}{term}"
