"""Every word that the page and the terminal table show, in English and Chinese."""

from __future__ import annotations

from zongshu.compare._page_words import PAGE
from zongshu.errors import UsageError

__all__ = ["LANGUAGES", "LEVELS", "REASONS", "base_words", "label", "labels"]

LEVELS = ("province", "prefecture", "county", "town", "village", "other")

# key: (English, Chinese). One row a key, so that no translation can be forgotten.
_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Places compared", "各地对照"),
    "lead": (
        "Each number is a claim of an article. Choose a number to read the sentence it was taken from.",
        "表中每个数字都出自某篇文章的陈述。点选数字，可查看原句。",
    ),
    "level": ("Level", "层级"),
    "year": ("Year", "年份"),
    "year.latest": ("latest of each cell", "各格取最近年份"),
    "year.none": ("year not told", "年份未述"),
    "places": ("Places", "地区"),
    "indicators": ("Indicators", "指标"),
    "articles": ("Articles", "文章"),
    "claims": ("Claims", "陈述"),
    "conflicts": ("Cells in conflict", "有出入的格"),
    "excluded": ("Left out", "未列入"),
    "fictional.some": (
        "Invented samples: {n} of {m} articles are fictional. Their figures describe no real place.",
        "虚构样本：{m} 篇文章中有 {n} 篇为虚构，其数字不反映任何真实地区。",
    ),
    "fictional.all": (
        "Invented samples: all {m} articles are fictional. The figures describe no real place.",
        "虚构样本：全部 {m} 篇文章均为虚构，数字不反映任何真实地区。",
    ),
    "fictional": ("invented sample", "虚构样本"),
    "notes": ("Before you read", "阅读提示"),
    "note.level": (
        "Only the level “{level}” is compared. Claims about places of another level, left out: {n}.",
        "只比较“{level}”层级；另有 {n} 条其他层级的陈述未列入。",
    ),
    "note.years": (
        "The cells are not all for the same year; each tells its own.",
        "各格年份不尽相同，以格内所注为准。",
    ),
    "note.units": (
        "{name} is told in several units ({units}); they are not converted.",
        "“{name}”所用单位不一（{units}），未作换算。",
    ),
    "note.ranges": (
        "Cells with a range, which has no single value: {n}.",
        "有 {n} 格为区间，没有单一数值。",
    ),
    "legend": ("Legend", "图例"),
    "legend.over": ("at least: more than, over", "不少于：余、多、逾、以上"),
    "legend.under": ("at most: nearly, under", "不多于：近、不足、以内"),
    "legend.about": ("about", "约：大约、左右"),
    "legend.range": ("between two numbers", "介于两数之间"),
    "legend.conflict": ("several values; the latest is shown", "有多个数值，显示最近者"),
    "more": (
        "{n} more indicators are told of fewer places: choose with --indicator, or write a page with -o page.html.",
        "另有 {n} 项指标涉及地区较少：可用 --indicator 选取，或用 -o page.html 生成网页。",
    ),
    "legend.missing": ("no claim, which is not zero", "文中未述，不等于零"),
    "filter": ("Filter places", "筛选地区"),
    "filter.hint": ("Name or code", "名称或代码"),
    "filter.count": ("{n} of {m} places", "{m} 个地区中的 {n} 个"),
    "choose": ("Choose indicators", "选择指标"),
    "choose.all": ("All", "全选"),
    "choose.none": ("None", "全不选"),
    "place": ("Place", "地区"),
    "sort": ("Sort by {name}", "按{name}排序"),
    "missing": ("no claim", "无相关陈述"),
    "conflict": ("conflict", "有出入"),
    "conflict.rule": (
        "The articles give different values. Shown is the one with the latest end of period, then the surest, "
        "then the last in its text.",
        "各处数值不一。所示为时点最晚者；时点相同取置信度高者，再取文中靠后者。",
    ),
    "table": ("Comparison table", "对照表"),
    "empty": (
        "Nothing to compare: no claim is left after the rules below.",
        "没有可比内容：按下列规则筛选后无陈述。",
    ),
    "evidence.count": ("{n} claims", "{n} 条陈述"),
    "evidence.one": ("1 claim", "1 条陈述"),
    "evidence.capped": (
        "The first {n} of {m} claims; a table file (.xlsx) holds all.",
        "仅列前 {n} 条，共 {m} 条；全部见表格文件（.xlsx）。",
    ),
    "shown": ("shown", "表中所示"),
    "repeat": ("repeat", "重复陈述"),
    "close": ("Close", "关闭"),
    "clean": ("Read as", "读作"),
    "item": ("Counts", "所指"),
    "source": ("Source", "来源"),
    "offsets": ("Position", "位置"),
    "offsets.text": ("characters {start} to {end}", "第 {start} 至 {end} 字符"),
    "period": ("Period", "时段"),
    "status": ("Status", "状态"),
    "confidence": ("Confidence", "置信度"),
    "indicator": ("Indicator", "指标"),
    "untold": ("not told", "未述"),
    "excluded.title": ("Claims left out, and why", "未列入的陈述及原因"),
    "excluded.none": ("No claim was left out.", "没有未列入的陈述。"),
    "reason": ("Reason", "原因"),
    "count": ("Claims", "条数"),
    "read": ("Read them", "查看"),
    "status.achieved": ("achieved", "已实现"),
    "status.planned": ("planned", "计划"),
    "status.required": ("required", "要求"),
    "status.context": ("context", "背景"),
    "level.province": ("province", "省级"),
    "level.prefecture": ("prefecture", "地级"),
    "level.county": ("county", "县级"),
    "level.town": ("town", "乡级"),
    "level.village": ("village", "村级"),
    "level.other": ("other", "其他"),
    "reason.status.planned": ("planned, not done", "计划，尚未实现"),
    "reason.status.required": ("a rule or threshold, not a result", "标准或门槛，不是结果"),
    "reason.status.context": ("about somebody or something else", "背景性陈述"),
    "reason.no_indicator": ("fits no indicator", "不属于任何指标"),
    "reason.indicator.differs": ("an indicator that was not chosen", "不在所选指标之内"),
    "reason.no_place": ("no place is known", "地区不明"),
    "reason.sub_area": ("a part of the area: a town, a village, another body", "只涉及局部：乡镇、村或其他单位"),
    "reason.level.differs": ("a place of another level", "地区层级不同"),
    "reason.kind.change": ("a change, not a level", "增减幅度，不是水平"),
    "reason.part_of": ("a part of another claim", "属于另一数字的一部分"),
    "reason.no_value": ("no number could be read", "未能读出数值"),
    "reason.year.unknown": ("the year is not told", "年份不明"),
    "reason.year.differs": ("another year, or several years together", "年份不同或为多年合计"),
    "reason.duplicate": ("the same claim came twice", "同一陈述重复读入"),
    "reason.repost": ("the same text, printed elsewhere too", "转载，内容相同"),
    "reason.denominator.differs": ("a rate, where others tell the total", "按人均等口径，不是总量"),
    "reason.measure.differs": (
        "a year's addition against what exists, or a sum since the beginning against a year",
        "存量与增量（或历年累计与当年数）口径不同",
    ),
    "reason.period.several": ("several years together", "多年合计"),
    "reason.other": ("a status that is not known", "状态不明"),
    "flag.period.differs": ("another period than most", "时段与多数不同"),
    "flag.period.tied": ("years or spans of time differ, none is the commonest", "时段不一，无多数"),
    "flag.period.near": ("a year before or after stands in", "以相邻年份代替"),
    "flag.period.unknown": ("the year is not told", "年份未述"),
    "flag.unit.differs": ("another unit than most", "单位与多数不同"),
    "flag.denominator.differs": ("counted on another base than most", "计算基数与多数不同"),
    "flag.share.over_100": ("a share above 100 %", "比率超过100%"),
    "flag.bounded": ("approximate or bounded: compared as an interval", "约数或上下限，按区间比较"),
    "flag.conflict.article": ("several values in one article", "同一文章内数值不一"),
    "flag.conflict.articles": ("several values in several articles", "不同文章数值不一"),
    "flag.mandated": ("the same figure in most places: probably set from above", "多地数值相同，可能为统一规定"),
    "check.growth.differs": ("growth told is not that of the levels", "所述增幅与两期数值不符"),
    "check.direction.differs": ("told to rise, but the levels fall, or the reverse", "所述升降与两期数值相反"),
    "check.part.exceeds": ("a part is more than its whole", "其中项大于总数"),
    "check.parts.exceed": ("the parts add up to more than the whole; they may overlap", "各其中项之和大于总数（或有交叉）"),
    "check.parts.differ": ("parts told to be all do not add up to the whole", "分项之和与总数不符"),
    "check.share.over_100": ("a share above 100 %", "比率超过100%"),
    "note.bounds.words": (
        "Words are read as bounds: 290余 is 290 or more, 近300 at most 300, 约 sets no bound.",
        "余、近、约按字面界限比较：290余即不少于290，近300即不超过300，约不设界限。",
    ),
    "note.bounds.rounding": (
        "Words of rounding are read at the last digit that is not zero: 290余 as 290–299, 近300 as 250–299, "
        "约300 as 250–349.",
        "余、近、约按末位非零数字取整理解：290余为290–299，近300为250–299，约300为250–349。",
    ),
    "note.reposts": ("Articles printed twice count once: {n}.", "有 {n} 篇转载，只计一次。"),
    "note.renamed": ("{old} is {new} today; they are one row.", "{old}今为{new}，合为一行。"),
    "note.flag": ("{n} cells: {words}.", "{n} 格：{words}。"),
    "note.per": ("Denominators: {sources}.", "分母来源：{sources}。"),
    "note.per.missing": (
        "Denominators that are lacking, so that a figure is not normalised: {n}.",
        "有 {n} 项缺少分母，未作折算。",
    ),
    **PAGE,
}  # fmt: skip

LANGUAGES = ("en", "zh")
REASONS = tuple(key.removeprefix("reason.") for key in _WORDS if key.startswith("reason."))


def labels(lang: str) -> dict[str, str]:
    """All labels of a language.

    Raises:
        UsageError: there are no labels in that language.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"no labels in {lang!r}: one of {', '.join(LANGUAGES)}")
    column = LANGUAGES.index(lang)
    return {key: words[column] for key, words in _WORDS.items()}


def label(lang: str, key: str, **values: object) -> str:
    """One label, its blanks filled.

    >>> label("en", "evidence.count", n=3)
    '3 claims'
    """
    if lang not in LANGUAGES:
        raise UsageError(f"no labels in {lang!r}: one of {', '.join(LANGUAGES)}")
    return _WORDS[key][LANGUAGES.index(lang)].format(**values)


def base_words(lang: str, denominator: str, told: str) -> str:
    """Name what figures are divided by: our words for the usual denominators, else the user's.

    >>> base_words("en", "population", ""), base_words("en", "schools", "schools")
    ('10,000 inhabitants', 'schools')
    """
    key = f"per.base.{denominator}"
    return label(lang, key) if key in _WORDS else told
