"""Every word that the page and the terminal table show, in English and Chinese."""

from __future__ import annotations

from zongshu.errors import UsageError

__all__ = ["LANGUAGES", "LEVELS", "REASONS", "label", "labels"]

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
    "reason.status.planned": ("planned, not done", "计划而非已完成"),
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
    "reason.other": ("a status that is not known", "状态不明"),
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
