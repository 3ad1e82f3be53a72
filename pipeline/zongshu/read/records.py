"""Several articles in one file: the records that newspaper databases export, one below the other.

A file is cut only where there is no doubt: every record opens with the same title label (【篇名】, 标题：), says more about
itself (source, date, author, or a label before its text), and holds a text. Else it stays one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from zongshu.patterns import pattern
from zongshu.read.dates import date_of
from zongshu.read.options import Reading

__all__ = ["is_records", "several"]

_TITLES = frozenset(("标题", "题名", "篇名", "文章标题"))
_BODIES = frozenset(("正文", "全文", "内容", "正文内容"))
_OUTLETS = frozenset(("来源", "文献来源", "信息来源", "报纸", "报纸名称", "报刊名称", "媒体", "刊名", "出处"))
_DATES = frozenset(("日期", "时间", "发布日期", "发布时间", "报纸日期", "出版日期", "出版时间", "发表时间", "见报日期"))
_OTHERS = frozenset(
    ("作者", "记者", "编辑", "责任编辑", "作者单位", "机构", "单位", "版次", "版号", "版名", "栏目", "专栏", "副标题",
     "关键词", "摘要", "字数", "分类号", "来源库", "网址", "链接", "地区")
)  # fmt: skip
_COLUMNS = {"地区": "place"}
_KNOWN = _TITLES | _BODIES | _OUTLETS | _DATES | _OTHERS
_NAME = "[\u4e00-\u9fff](?:[ \u3000]{0,2}[\u4e00-\u9fff]){1,6}"
_LABEL = pattern(
    rf"^[ \t\u3000\ufeff]*(?:【({_NAME})】|\[({_NAME})\]|(?:[A-Za-z]{{2,16}}-)?({_NAME})[:：])[ \t\u3000]*([^\r\n]*)",
    re.MULTILINE,
)
# 第1篇 by itself; 第一篇 with a heading behind it opens a part of a plan or a book
_NUMBERED = pattern(r"^[ \t\u3000]*[【(（\[]?第 ?(\d{1,4}) ?篇[】)）\]]?[ \t\u3000]*\r?$", re.MULTILINE)
_TOTAL = pattern(r"共(?:检索到|找到|有)? ?(\d{1,4}) ?篇")
_DAY = pattern(r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)?")
_MOST_PREFACE = 3
_LONGEST_TITLE = 80
_SHORTEST_BODY = 20
_CHARACTER = 20  # bytes of `Reading.boxes` for each


@dataclass(slots=True)
class _Record:
    """A part of a text that is an article: what was printed of it, and from where to where its text goes."""

    start: int
    end: int
    told: dict[str, str] = field(default_factory=dict)
    labelled: bool = False

    def get(self, names: frozenset[str]) -> str:
        return next((value for name, value in self.told.items() if name in names and value), "")


def is_records(text: str) -> bool:
    """Tell whether a text is a list of articles.

    Example:
        >>> is_records("".join(f"标题：{one}\\n来源：某报\\n全县建成站点3个，群众都说很好，都说很方便。\\n" for one in "甲乙"))
        True
    """
    return bool(_labelled(text) or _numbered(text))


def several(reading: Reading) -> Iterator[Reading]:
    """Yield the articles of one file: the file itself, or each record in it, named by its number from 1.

    Args:
        reading: what a reader made of the file.

    Example:
        >>> record = "【篇名】{}\\n【正文】全县建成站点3个，群众都说很好，也很方便。\\n"
        >>> text = record.format("甲") + record.format("乙")
        >>> [(one.key, one.title, one.raw[:7]) for one in several(Reading(text))]
        [('1', '甲', '全县建成站点3'), ('2', '乙', '全县建成站点3')]
    """
    records = _labelled(reading.raw) or _numbered(reading.raw)
    if not records or reading.key:
        yield reading
        return
    for number, record in enumerate(records, 1):
        day = _DAY.search(record.get(_DATES))
        rest = {
            _COLUMNS.get(k, k): v
            for k, v in record.told.items()
            if v and k not in _TITLES | _OUTLETS | _DATES | _BODIES
        }
        yield msgspec.structs.replace(
            reading,
            raw=reading.raw[record.start : record.end],
            boxes=reading.boxes[_CHARACTER * record.start : _CHARACTER * record.end],
            key=str(number),
            title=record.get(_TITLES) or None,
            outlet=record.get(_OUTLETS) or reading.outlet,
            published=(date_of(day.group()) if day else None) or reading.published,
            meta={**reading.meta, **rest},
        )


def _labelled(text: str) -> list[_Record]:
    """Cut at title labels of one form; nothing where one of the records is none."""
    labels = [label for label in _LABEL.finditer(text) if _name(label) in _KNOWN]
    opening = [label for label in labels if _name(label) in _TITLES]
    if len(opening) < 2 or len({_form(label) for label in opening}) > 1 or not _is_preface(text[: opening[0].start()]):
        return []
    ends = [label.start() for label in opening[1:]] + [len(text)]
    records = [
        _record(text, [label for label in labels if first.start() <= label.start() < end], end)
        for first, end in zip(opening, ends, strict=True)
    ]
    return records if all(_is_whole(text, record) for record in records) else []


def _record(text: str, labels: Sequence[re.Match[str]], end: int) -> _Record:
    """Find the text between the labels at the head of a record and those at its foot."""
    record = _Record(labels[0].end(), end)
    body = next((number for number, label in enumerate(labels) if _name(label) in _BODIES), None)
    head = 1
    if body is None:
        while head < len(labels) and not text[record.start : labels[head].start()].strip():
            record.start = labels[head].end()
            head += 1
    else:
        head = body + 1
        record.start, record.labelled = labels[body].start(4), True
    foot = len(labels)
    while foot > head and not text[labels[foot - 1].end() : record.end].strip():
        foot -= 1
        record.end = labels[foot].start()
    for label in (*labels[:head], *labels[foot:]):
        record.told.setdefault(_name(label), label[4].strip())
    record.start += _blank(text[record.start : record.end])
    return record


def _numbered(text: str) -> list[_Record]:
    """Cut at lines 第1篇, 第2篇 … that a head 共 N 篇 has announced, or where each part names its source or author."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    preface = text[: marks[0].start()]
    if not _is_preface(preface):
        return []
    total = _TOTAL.search(preface)
    announced = total is not None and int(total[1]) == len(marks)
    records = []
    for mark, end in zip(marks, [mark.start() for mark in marks[1:]] + [len(text)], strict=True):
        record = _Record(mark.end(), end)
        record.start += _blank(text[mark.end() : end])
        labels = [label for label in _LABEL.finditer(text, record.start, end) if _name(label) in _KNOWN][:6]
        record.told = {_name(label): label[4].strip() for label in labels if label.start() < record.start + 200}
        records.append(record)
    named = all(record.get(_OUTLETS | _DATES | _OTHERS) for record in records)
    whole = all(text[one.start : one.end].count("。") and one.end - one.start >= _SHORTEST_BODY for one in records)
    return records if whole and (announced or named) else []


def _blank(text: str) -> int:
    """Return how many line ends a text opens with."""
    return len(text) - len(text.lstrip("\r\n"))


def _name(label: re.Match[str]) -> str:
    return re.sub("[ \u3000]", "", label[1] or label[2] or label[3])


def _form(label: re.Match[str]) -> tuple[str, int]:
    return _name(label), next(group for group in (1, 2, 3) if label[group])


def _is_preface(text: str) -> bool:
    """Tell whether nothing but a head stands before the first record."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) <= _MOST_PREFACE and "。" not in text


def _is_whole(text: str, record: _Record) -> bool:
    title = record.get(_TITLES)
    says = record.labelled or record.get(_OUTLETS | _DATES | _OTHERS)
    body = text[record.start : record.end]
    return (
        bool(title and says) and len(title) <= _LONGEST_TITLE and len(body.strip()) >= _SHORTEST_BODY and "。" in body
    )
