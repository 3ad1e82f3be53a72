"""What the columns of a table of claims may be called, in English and in Chinese, and what their words mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from zongshu.errors import UsageError
from zongshu.patterns import pattern

__all__ = ["FIELDS", "STATUSES", "UNITS", "find_columns"]

FIELDS: dict[str, str] = {
    "article": "article file filename source document doc article_id article_source 文章 文件 文件名 来源文件 篇名 文档 出处",
    "place": "place location region county city area place_name 地区 地点 地方 县市 县区 区县 行政区 区域 单位名称 地名",
    "indicator": "indicator indicator_id variable measure 指标 指标名称 指标名 变量",
    "item": "item what claim description subject metric 事项 项目 内容 名称 对象 描述 统计项 陈述 主张 数据项",
    "value": "value number figure amount quantity quantity_value 数值 数字 值 数据 数量 取值 结果",
    "unit": "unit units quantity_unit 单位 计量单位 量词",
    "quote": "quote quotation evidence text_quote excerpt source_text evidence_text 引文 原文 原句 证据 依据 摘录 原文摘录",
    "period": "period year time date 时间 年份 时期 期间 年度 时点 统计时间",
    "period_from": "period_from from start_date 起 开始 起始时间",
    "period_to": "period_to to until end_date 止 结束 截止时间",
    "status": "status state 状态 完成情况 性质",
}
"""For each field the headings that stand for it."""

STATUSES: dict[str, str] = {
    "achieved": "achieved done completed actual reported result 已完成 完成 实现 已实现 实际 现状",
    "planned": "planned plan target goal intended forecast 计划 目标 规划 拟 预期 未完成",
    "required": "required rule standard norm threshold 要求 标准 规定 门槛",
    "context": "context background 背景",
}
"""For each status the words that a table may have for it."""

UNITS: dict[str, str] = {
    "%": "percent per_cent pct percentage 百分比 百分率 百分之", "个百分点": "percentage_points percentage_point pp points",
    "元": "yuan rmb cny", "人": "people persons person residents workers members", "人次": "visits person-times person_times",
    "个": "items pieces units", "户": "households household", "家": "firms enterprises companies", "次": "times",
    "场": "sessions events", "亩": "mu", "公顷": "hectares hectare ha", "平方米": "square_metres square_meters sqm",
    "平方公里": "square_kilometres square_kilometers sqkm", "公里": "kilometres kilometers", "米": "metres meters",
    "吨": "tonnes tons tonne ton", "小时": "hours hour", "天": "days day", "日": "days day", "年": "years year", "倍": "fold",
    "": "number count none n/a na - 无",
}  # fmt: skip
"""For each unit the words that an English table may have for it."""

_BRACKETS = pattern(r"[(（\[].*?[)）\]]")


def _key(heading: str) -> str:
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", heading)).strip().lower()
    return re.sub(r"[\s_\-]+", "_", plain)


def find_columns(head: Iterable[str], given: Mapping[str, str], where: str) -> dict[str, str]:
    """Find which column holds which field.

    Args:
        head: the headings of the table.
        given: field to heading, as the user says; goes before what the names tell.
        where: the file, for messages.

    Returns:
        Field to heading.

    Raises:
        UsageError: an unknown field or column, or no column for the value, or none for what is counted.

    Example:
        >>> find_columns(["地区", "指标", "数值", "单位"], {}, "t.csv")
        {'place': '地区', 'indicator': '指标', 'value': '数值', 'unit': '单位'}
    """
    heads = list(head)
    shown = ", ".join(heads[:20])
    for name, heading in given.items():
        if name not in FIELDS:
            raise UsageError(f"--columns {name}={heading}: no field {name!r}; known are {', '.join(FIELDS)}")
        if heading not in heads:
            raise UsageError(f"--columns {name}={heading}: {where} has no such column ({shown})")
    found = dict(given)
    for name, words in FIELDS.items():
        wanted = words.split()
        free = [heading for heading in heads if heading not in found.values() and _key(heading) in wanted]
        if free and name not in found:
            found[name] = min(free, key=lambda heading: wanted.index(_key(heading)))
    if "value" not in found or not {"item", "indicator", "quote"} & found.keys():
        raise UsageError(
            f"{where}: a column for the value and one for the item, the indicator or the quote are needed; it has {shown}. "
            "Say which they are: --columns value=HEADING --columns item=HEADING"
        )
    return found
