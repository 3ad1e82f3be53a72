"""Stage `segment`: clean text to headings, paragraphs, sentences and tables."""

from __future__ import annotations

from zongshu.patterns import pattern
from zongshu.segment.furniture import is_furniture
from zongshu.segment.rows import lines_of
from zongshu.segment.tables import find_tables
from zongshu.types import Article, Issue, Section, Sentence

__all__ = ["segment"]

# one set of characters to begin with, so that the search runs at full speed
_SENTENCE_END = pattern(r"[。！？!?；;…](?:(?<!…)[。！？!?；;]*[”’）)》]*|(?<=…)…+(?=[^，、]))")
_NUMBERED = pattern(
    r"[ \u3000]*(?:(?P<one>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部编]分?)"
    r"|(?P<two>[（(][一二三四五六七八九十]{1,3}[)）])"
    r"|(?P<three>\d{1,2}(?:[.．](?!\d)|、)|[（(]\d{1,2}[)）]|[①-⑳]))"
)
_LONGEST_HEADING = 45
_NO_HEADING = frozenset("。，；、,;！？…：:")
_PROSE = frozenset("。，；")
_CLAUSES = pattern(r"[，。；]")
_FIGURE = pattern(r"\d(?![\d年月日]|\d*年)")
_LONGEST_SENTENCE = 500
_TITLE_REACH = 200


def segment(article: Article) -> Article:
    """Fill `sections`, `sentences` and `tables` of an article.

    A line is a heading where it is short and ends without a mark of a sentence, or carries a list number and does. Page
    numbers, by-lines, editors' lines and captions are sentences of their own, like headings, but rule no section; a row
    of a table is one sentence, whatever its cells hold. A text without line breaks has no headings. What looks like a
    table but has no certain columns is flagged.
    """
    text = article.clean
    sections: list[Section] = []
    sentences: list[Sentence] = []
    lines = lines_of(text)
    layout = find_tables(text, lines)
    marks = [mark.end() for mark in _SENTENCE_END.finditer(text)]
    passed, last = 0, len(marks)
    paragraph, count = 0, len(lines)
    while paragraph < count:
        number = paragraph
        line = lines[number]
        start, end, body = line.start, line.end, line.body
        paragraph += 1
        if number in layout.rows:
            paragraph = layout.rows[number] + 1
            sentences.append(Sentence(start, lines[paragraph - 1].end, len(sections) - 1, number))
            continue
        prose = body[-1] in _PROSE
        if number in layout.quiet or (not prose and is_furniture(body)):
            sentences.append(Sentence(start, end, len(sections) - 1, number, True))
            continue
        depth = 0 if prose or len(body) > _LONGEST_HEADING or body[-1] in _NO_HEADING else _heading_depth(body)
        if depth:
            if sections:
                before = sections[-1]
                sections[-1] = Section(before.title, before.start, start, before.depth)
            sections.append(Section(body, start, len(text), depth))
            sentences.append(Sentence(start, end, len(sections) - 1, number, True))
            continue
        while passed < last and marks[passed] <= start:
            passed += 1
        first = passed
        while passed < last and marks[passed] <= end:
            passed += 1
        stops = marks[first:passed]
        if not stops or not (stops[-1] == end or text[stops[-1] : end].isspace()):
            stops.append(end)
        if end - start > _LONGEST_SENTENCE:
            stops = _cut(text, start, stops)
        at, section = start, len(sections) - 1
        for stop in stops:
            sentences.append(Sentence(at, stop, section, number))
            at = stop
    article.sections, article.sentences, article.tables = sections, sentences, layout.tables
    article.title = article.title or _title(text, sections)
    for low, high in layout.unsure:
        message = f"a table whose rows and columns are not certain: {text[low:high][:20]!r}"
        article.issues.append(Issue("table.unsure", message, *article.map.span(low, high)))
    return article


def _title(text: str, sections: list[Section]) -> str | None:
    """Return the heading that opens the text, with its subtitle (——…), None where the text opens with prose or a list."""
    head = [section for section in sections if section.start < _TITLE_REACH and not _NUMBERED.match(section.title)][:2]
    if not head or _SENTENCE_END.search(text[: head[0].start]):
        return None
    if len(head) > 1 and head[1].title.startswith(("—", "－")):
        return head[0].title + head[1].title
    return head[0].title


def _cut(text: str, at: int, stops: list[int]) -> list[int]:
    """Return the stops of a line with further ones at commas where a sentence is too long, so that work stays linear."""
    found: list[int] = []
    for stop in stops:
        while stop - at > _LONGEST_SENTENCE:
            limit = at + _LONGEST_SENTENCE
            cut = max(text.rfind(mark, at, limit) for mark in "，,：:、 ") + 1
            if cut <= at:
                cut = limit
                while cut > at + 1 and text[cut].isdigit():
                    cut -= 1
            found.append(cut)
            at = cut
        found.append(stop)
        at = stop
    return found


def _heading_depth(body: str) -> int:
    """Return 1 to 4 for a heading (1 the outermost), 0 for prose."""
    numbered = _NUMBERED.match(body)
    if numbered:
        kind = numbered.lastgroup or "three"
        if "，" in body and len(body) > 30 and kind == "three":
            return 0
        return {"one": 1, "two": 2, "three": 3}[kind]
    if _CLAUSES.search(body) or (len(body) > 20 and _FIGURE.search(body)):
        return 0
    return 2
