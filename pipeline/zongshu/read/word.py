"""Word files: the text of a .docx as it is shown, a line a paragraph, a line with tabs a row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zongshu.errors import ReadError
from zongshu.read.archive import member, open_archive
from zongshu.read.grid import label, row_line
from zongshu.read.options import Reading, ReadOptions

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
# What a change took out, what a field computes from, and a second form of the same box.
_HIDDEN = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_WIDEST = 200
_LOCKED_OUT = "no Word document"


def read_docx(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make one article of a Word file.

    Raises:
        ReadError: it is damaged or locked, or unpacks to too much.
    """
    archive = open_archive(name, data, options)
    names = set(archive.namelist())
    if _BODY not in names:
        raise ReadError(f"{name}: {_LOCKED_OUT} ({_BODY} is missing)", "read.broken")
    root = _parse(name, member(name, archive, _BODY))
    lines: list[str] = []
    for part in root.iterchildren(f"{_W}body"):
        _blocks(part, lines)
    title = None
    if _CORE in names:
        told = _parse(name, member(name, archive, _CORE)).findtext(f"{_DC}title") or ""
        title = " ".join(told.split()) or None
    yield Reading("".join(f"{line}\n" for line in lines), "", title)


def _parse(name: str, data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        code = "read.nesting" if "depth" in str(error).lower() else "read.broken"
        raise ReadError(f"{name}: damaged ({error.msg})", code) from error


def _blocks(node: Any, lines: list[str]) -> None:
    """Collect the lines of paragraphs and tables, also those inside content controls."""
    for child in node:
        if child.tag == f"{_W}p":
            _paragraph(child, lines)
        elif child.tag == f"{_W}tbl":
            lines.extend(_table(child))
        elif isinstance(child.tag, str) and child.tag not in _HIDDEN:
            _blocks(child, lines)


def _table(table: Any) -> Iterator[str]:
    """Give the rows of a table, a cell for every column: what spans columns comes first, what spans rows is a label."""
    above: dict[int, str] = {}
    for row in _rows(table):
        line: list[str] = []
        for cell in _cells(row):
            text, merged = _cell(cell), cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is None:
                above.pop(len(line), None)
            elif merged.get(f"{_W}val") == "restart":
                above[len(line)] = label(text)
            else:
                text = text or above.get(len(line), "")
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            given = "" if span is None else span.get(f"{_W}val") or ""
            line += [text, *[""] * (min(int(given), _WIDEST) - 1 if given.isdecimal() else 0)]
        yield row_line(line)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _cells(child)


def _cell(cell: Any) -> str:
    lines: list[str] = []
    _blocks(cell, lines)
    return " ".join(" ".join(lines).split())


def _paragraph(node: Any, lines: list[str]) -> None:
    """Write a paragraph; a text box that is anchored in it follows as lines of its own."""
    words: list[str] = []
    boxes: list[Any] = []
    _runs(node, words, boxes)
    lines.extend("".join(words).split("\n"))
    for box in boxes:
        _blocks(box, lines)


def _runs(node: Any, words: list[str], boxes: list[Any]) -> None:
    for child in node:
        tag = child.tag
        if tag == f"{_W}t":
            words.append(child.text or "")
        elif tag in _SIGNS:
            # A page break within a paragraph breaks no line of the text.
            words.append("" if child.get(f"{_W}type") in ("page", "column") else _SIGNS[tag])
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif isinstance(tag, str) and tag not in _HIDDEN and tag not in (f"{_W}pPr", f"{_W}rPr"):
            _runs(child, words, boxes)
