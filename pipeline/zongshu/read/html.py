"""Web pages: the text of the article by trafilatura; menus, scripts, counters and share buttons stay behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zongshu.errors import ReadError
from zongshu.patterns import pattern
from zongshu.read.dates import date_of
from zongshu.read.encodings import decode
from zongshu.read.grid import mark_cells, row_line
from zongshu.read.options import MAX_DEPTH, Reading, ReadOptions
from zongshu.read.records import is_records

__all__ = ["read_html"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HEAD = 4096
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
# No closing tag, or one that may be left out: these do not nest however many there are.
_FLAT = frozenset(
    b"area base br col colgroup dd dt embed frame hr img input li link meta option p param source tbody td tfoot th thead "
    b"tr track wbr".split()
)
_RAW = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_FURNITURE = pattern(
    r"[\[【(（]?(?:"
    r"(?:阅读|浏览|访问|点击|查看)(?:次数|量|数|人数)?[:：]?\s*\[?\s*\d*\s*\]?\s*(?:次|人次)?"
    r"|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|共\s*\d+\s*页"
    r"|上一[页篇][:：]?.{0,40}|下一[页篇][:：]?.{0,40}|尾页|首页"
    r"|字[号体][:：].{0,20}|分享到[:：]?.{0,30}|打印本?[页文]?|关闭(?:窗口|本页)?|返回(?:顶部|首页)"
    r"|打印本?页\s*关闭窗口|(?:责任)?编辑[:：].{0,12}|扫一扫.{0,20}|相关(?:链接|阅读|新闻)[:：]?"
    r"|版权所有.*|.*ICP备.*|网站标识码.*"
    r")[\]】)）]?"
)
_BYLINE = pattern(r"(?=.{0,80}$)(?:.*(?:发布时间|发布日期|信息来源|来源|作者|时间|日期)[:：])+.*")
_DATE = pattern(
    r"(?:发布时间|发布日期|时间|日期)[:：]\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)|^\s*(\d{4}年\d{1,2}月\d{1,2}日)"
)
_OUTLET = pattern(r"来源[:：]\s*([^\s:：|]{2,20})")
# What sites put into the head of a page, in small letters.
_FIELDS = {
    "articletitle": "title",
    "contentsource": "outlet",
    "pubdate": "published",
    "publishdate": "published",
    "publication_date": "published",
    "date": "published",
    "dc.date": "published",
    "article:published_time": "published",
    "og:release_date": "published",
}
_SHORTEST = 60
_TEASER = pattern(r"(?:阅读全文|查看全文|查看更多|阅读更多|查看详情|更多|详情|全文|……|\.\.\.)[\]】)）>»]*$")
_INLINE = frozenset(("hi", "ref", "del", "lb", "graphic", "span"))


def read_html(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make one article of a web page.

    Raises:
        ReadError: its encoding is not known, its tags are nested too deeply, or it holds nothing that can be read.
    """
    from lxml import etree
    from lxml import html as parser

    text, encoding = _decoded(name, data, options)
    clean = _RAW.sub(b" ", text.encode("utf-8"))
    if _depth(clean) > MAX_DEPTH:
        raise ReadError(f"{name}: tags inside tags, more than {MAX_DEPTH} deep", "read.nesting")
    try:
        tree = parser.document_fromstring(clean, parser=parser.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.ParserError:  # nothing but comments, or nothing at all
        yield Reading("", encoding)
        return
    parts = _articles(tree)
    if not parts:
        yield _reading(tree, encoding)
    for number, part in enumerate(parts, 1):
        page = parser.document_fromstring(
            b"<html><body>" + etree.tostring(part, encoding="utf-8") + b"</body></html>",
            parser=parser.HTMLParser(encoding="utf-8", huge_tree=True),
        )
        one = _reading(page, encoding)
        one.key, one.title = str(number), _headings(page)[0]
        yield one


def _articles(tree: Any) -> list[Any]:
    """Find the articles of a page that prints several whole ones, each with a heading; not the teasers of a list."""
    found = [
        node
        for node in tree.iter("article")
        if next(node.iterancestors("article", "aside", "nav", "footer"), None) is None
    ]
    if len(found) < 2:
        return []
    texts = ["".join("".join(node.itertext()).split()) for node in found]
    whole = all(text.count("。") > 1 and len(text) >= _SHORTEST and not _TEASER.search(text) for text in texts)
    return found if whole and all(_headings(node) for node in found) else []


def _reading(tree: Any, encoding: str) -> Reading:
    import trafilatura

    known, headings = _meta(tree), _headings(tree)
    for table in list(tree.iter("table")):
        mark_cells(table)
    # Its fallbacks for other languages change nothing on Chinese pages and cost three times the work; the dates it
    # guesses may be those of other articles.
    found: Any = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, include_links=False, include_images=False,
        with_metadata=True,
    )  # fmt: skip
    title, outlet, lines = None, None, []
    if found is not None:
        title, outlet, lines = found.title, found.sitename, list(_lines(found.body))
    kept: list[str] = []
    records = is_records("\n".join(lines))
    for line in lines:
        if not line.strip() or _FURNITURE.fullmatch(line):
            continue
        if len(kept) < 5 and not records and _BYLINE.fullmatch(line):
            _byline(line, known)
            continue
        kept.append(line)
    title = known.get("title") or title
    shown = next((one for one in headings if title and _bare(title).startswith(_bare(one))), None)
    if shown and kept and not records and _bare(shown) not in map(_bare, kept[:3]):
        kept.insert(0, shown)
    raw = "".join(f"{line}\n" for line in kept)
    return Reading(raw, encoding, title, known.get("outlet") or outlet, known.get("published"))


def _lines(body: Any) -> Iterator[str]:
    """Give the lines of an extracted body: a paragraph, a heading, an item, a row of a table each."""
    line: list[str] = []

    def walk(node: Any) -> Iterator[str]:
        if not isinstance(node.tag, str):
            return
        if node.tag == "row":
            yield from cut()
            yield row_line([" ".join("".join(cell.itertext()).split()) for cell in node if cell.tag == "cell"])
            return
        inline = node.tag in _INLINE
        if not inline or node.tag == "lb":
            yield from cut()
        line.append(node.text or "")
        for child in node:
            yield from walk(child)
            line.append(child.tail or "")
        if not inline:
            yield from cut()

    def cut() -> Iterator[str]:
        text = " ".join("".join(line).split("\n")).strip()
        line.clear()
        if text:
            yield re.sub(r"[ \t\xa0]*\t[ \t\xa0]*", "\t", text).strip("\u3000 ")

    if body is not None:
        yield from walk(body)


def _decoded(name: str, data: bytes, options: ReadOptions) -> tuple[str, str]:
    """Decode by what the user says, the page says, or the bytes look like, whichever comes first and fits."""
    said = _CHARSET.search(data[:_HEAD])
    if options.encoding is None and said is not None:
        label = said[1].decode("ascii").lower()
        label = "gb18030" if label in ("gb2312", "gbk", "x-gbk") else label
        try:
            return decode(data, name, label)
        except Exception:  # a page that is wrong about itself
            pass
    return decode(data, name, options.encoding)


def _depth(page: bytes) -> int:
    """Return how deep tags lie inside tags; unclosed ones count as open, as they do for a browser."""
    depth = deepest = 0
    for closing, tag in _TAG.findall(page):
        if tag.lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        field = _FIELDS.get((node.get("name") or node.get("property") or "").lower())
        content = " ".join((node.get("content") or "").split())
        if field and content:
            found.setdefault(field, content)
    date = date_of(found.pop("published", ""))
    return {**found, "published": date} if date else found


def _byline(line: str, known: dict[str, str]) -> None:
    date, outlet = _DATE.search(line), _OUTLET.search(line)
    if date and (day := date_of(date[1] or date[2])):
        known.setdefault("published", day)
    if outlet:
        known.setdefault("outlet", outlet[1])


def _headings(tree: Any) -> list[str]:
    texts = (" ".join("".join(node.itertext()).split()) for node in tree.iter("h1", "h2"))
    return [text for text in texts if text]


def _bare(text: str) -> str:
    return "".join(text.split())
