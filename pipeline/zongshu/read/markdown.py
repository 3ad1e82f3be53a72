"""Markdown: the words without the marks, a line a block; tables with a tab between their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zongshu.read.encodings import decode
from zongshu.read.options import Reading, ReadOptions

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["markdown_text", "read_markdown"]


def read_markdown(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make one article of a Markdown file."""
    text, encoding = decode(data, name, options.encoding)
    yield Reading(markdown_text(text), encoding)


def markdown_text(source: str) -> str:
    """Take the marks out of Markdown (CommonMark and the tables of GitHub), and raw HTML with them.

    Args:
        source: the file's text.

    Returns:
        Headings and paragraphs with a blank line after each, list entries with their numbers, table rows with tabs.

    Example:
        >>> markdown_text("# 总结\\n\\n建成**暖心驿站**86个，*其中*今年新建21个。")
        '总结\\n\\n建成暖心驿站86个，其中今年新建21个。\\n'
    """
    from markdown_it import MarkdownIt

    out: list[str] = []
    numbers: list[int | None] = []
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type[0] == "o" else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
            out.append("\n")
        elif token.type == "list_item_open" and numbers and numbers[-1] is not None:
            out.append(f"{numbers[-1]}. ")
            numbers[-1] += 1
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            out.append("\t".join(row) + "\n")
            row = None
        elif token.type == "table_close":
            out.append("\n")
        elif token.type == "inline":
            words = _words(token.children or ())
            if row is not None:
                row.append(words.replace("\n", " "))
            else:
                out.append(words + ("\n" if numbers else "\n\n"))
        elif token.type in ("code_block", "fence"):
            out.append(token.content + "\n")
    return "".join(out).strip("\n") + "\n" if out else ""


def _words(tokens: Sequence[Token]) -> str:
    """Join the words of a block; what is only markup or a picture says nothing."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(one.type, one.content if one.type in ("text", "code_inline") else "") for one in tokens)
