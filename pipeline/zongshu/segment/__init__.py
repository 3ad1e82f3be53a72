"""Stage `segment`: clean text to headings, paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongshu.segment.furniture import is_furniture, table_cells
from zongshu.types import Article, Section, Sentence

__all__ = ["segment", "table_cells"]

_LINE = re.compile(r"[^\n\r]+")
_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’）)》]*|…{2,}(?=[^，、])")
_NUMBERED = re.compile(
    r"[ \u3000]*(?:(?P<one>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部编]分?)"
    r"|(?P<two>[（(][一二三四五六七八九十]{1,3}[)）])"
    r"|(?P<three>\d{1,2}(?:[.．](?!\d)|、)|[（(]\d{1,2}[)）]|[①-⑳]))"
)
_LONGEST_HEADING = 45
_LONGEST_SENTENCE = 500
_TITLE_REACH = 200


def segment(article: Article) -> Article:
    """Fill `sections` and `sentences` of an article.

    A line is a heading where it is short and ends without a mark of a sentence, or carries a list number and does. Page
    numbers, by-lines, editors' lines and captions are sentences of their own, like headings, but rule no section; a row
    of a table is one sentence, whatever its cells hold. A text without line breaks has no headings.
    """
    text = article.clean
    sections: list[Section] = []
    sentences: list[Sentence] = []
    for paragraph, line in enumerate(_LINE.finditer(text)):
        start, end = line.span()
        body = line.group().strip()
        if not body:
            continue
        if is_furniture(body):
            sentences.append(Sentence(start, end, len(sections) - 1, paragraph, True))
            continue
        if table_cells(text, start, end):
            sentences.append(Sentence(start, end, len(sections) - 1, paragraph))
            continue
        depth = _heading_depth(body)
        if depth:
            if sections:
                last = sections[-1]
                sections[-1] = Section(last.title, last.start, start, last.depth)
            sections.append(Section(body, start, len(text), depth))
            sentences.append(Sentence(start, end, len(sections) - 1, paragraph, True))
            continue
        at = start
        for stop in _stops(text, start, end):
            if text[at:stop].strip():
                sentences.append(Sentence(at, stop, len(sections) - 1, paragraph))
            at = stop
    article.sections, article.sentences = sections, sentences
    article.title = article.title or _title(text, sections)
    return article


def _title(text: str, sections: list[Section]) -> str | None:
    """Return the heading that opens the text, with its subtitle (——…), None where the text opens with prose or a list."""
    head = [section for section in sections if section.start < _TITLE_REACH and not _NUMBERED.match(section.title)][:2]
    if not head or _SENTENCE_END.search(text[: head[0].start]):
        return None
    if len(head) > 1 and head[1].title.startswith(("—", "－")):
        return head[0].title + head[1].title
    return head[0].title


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the sentences of a line end; one that goes on and on is cut at a comma, so that work stays linear."""
    at = start
    for stop in (*(match.end() for match in _SENTENCE_END.finditer(text, start, end)), end):
        while stop - at > _LONGEST_SENTENCE:
            limit = at + _LONGEST_SENTENCE
            cut = max(text.rfind(mark, at, limit) for mark in "，,：:、 ") + 1
            if cut <= at:
                cut = limit
                while cut > at + 1 and text[cut].isdigit():
                    cut -= 1
            yield cut
            at = cut
        yield stop
        at = stop


def _heading_depth(body: str) -> int:
    """Return 1 to 4 for a heading (1 the outermost), 0 for prose."""
    if len(body) > _LONGEST_HEADING or body[-1] in "。，；、,;！？…：:":
        return 0
    numbered = _NUMBERED.match(body)
    if numbered:
        kind = numbered.lastgroup or "three"
        if "，" in body and len(body) > 30 and kind == "three":
            return 0
        return {"one": 1, "two": 2, "three": 3}[kind]
    if re.search(r"[，。；]", body) or (re.search(r"\d(?![\d年月日]|\d*年)", body) and len(body) > 20):
        return 0
    return 2
