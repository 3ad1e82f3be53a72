"""Names, titles and idioms that hold a numeral: where they stand, and which mentions lie in them."""

from __future__ import annotations

import re

from zongshu.lexicon.labels import labels
from zongshu.types import Mention

__all__ = ["named"]

_QUOTES = re.compile(
    r"[“‘「《【](?:(?<=“)([^“”\n]{1,40})”|(?<=‘)([^‘’\n]{1,30})’|(?<=「)([^「」\n]{1,30})」|(?<=《)([^《》\n]{1,80})》|(?<=【)([^【】\n]{1,30})】)"
)
_SENTENCE_MARK = re.compile(r"[。！？，,；]")
#: A longer quotation is speech, not a name.
_LONGEST_NAME = 16


def named(text: str, mentions: list[Mention]) -> dict[int, str]:
    """Find the mentions that lie in an idiom, a name, a title or a short quotation.

    Args:
        text: the clean text.
        mentions: mentions in order.

    Returns:
        The rule by the mention's place in the list: `none` for one that is no numeric mention at all.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> named("落实“1256”体系", list(scan("落实“1256”体系")))
        {0: 'label.quote'}
    """
    areas = _areas(text)
    rules: dict[int, str] = {}
    at = 0
    for index, mention in enumerate(mentions):
        start, end = mention.start, mention.end
        while at < len(areas) and areas[at][1] <= start:
            at += 1
        for first, last, rule in areas[at : at + 3]:
            if first >= end:
                break
            if start >= last:
                continue
            word = rule in ("label.term", "none")
            # an idiom that only touches a number (5万亩良田, 3000百姓) is no reason to drop it
            if word and (start < first or end > last or text[start].isdigit()):
                continue
            if mention.role in ("claim", "ordinal") or rule == "none":
                rules[index] = rule
            break
    return rules


def _areas(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and rule of each idiom, name, title and short quotation, in order."""
    table = labels()
    words, idioms = table.terms.terms, table.idioms
    areas = [(a, b, "none" if words[term] in idioms else "label.term") for term, a, b in table.terms.find(text)]
    for match in _QUOTES.finditer(text):
        title = text[match.start()] == "《"
        inner = match[match.lastindex or 0]
        if title or (len(inner) <= _LONGEST_NAME and not _SENTENCE_MARK.search(inner)):
            areas.append((match.start(), match.end(), "label.title" if title else "label.quote"))
    areas.sort()
    return areas
