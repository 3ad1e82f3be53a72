"""Records with their texts, made up for the tests of other tools' formats."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from hypothesis import strategies as st

from zongshu import Pipeline
from zongshu.record import article_id, claim_id, record
from zongshu.record import models as m
from zongshu.record.models import Record
from zongshu.types import Article

# What breaks offsets and parsers: astral characters, line ends of all kinds, markup, formulas, escapes of spreadsheets.
LETTERS = [
    *"建成站点个覆盖率0123456789%，。：; \t<>&\"'=+-@#\\_x",
    *("\n", "\r\n", "😀", "𠮷", "e\u0301", "\u2028", "\x85", "_x0041_"),
]
TEXT = "2024年，孝义市建成志愿服务站280个，其中\n县级12个😀。\r\n  覆盖率73.8%，发放补贴5万余元。"


class Given:
    """Stands in for the finder of texts: it has them already."""

    def __init__(self, *texts: str) -> None:
        self._texts = {article_id(text): text for text in texts}

    def of(self, made: Record) -> str:
        return self._texts[made.article.id]


def sample(text: str = TEXT, source: str = "reports/a.txt") -> Record:
    """Return the record of a text as the pipeline makes it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return record(Pipeline()(Article(text, source=source, sha256=digest)))


@st.composite
def pairs(draw: Any, letters: list[str] = LETTERS) -> tuple[Record, str]:
    """Draw a text with claims at any places, and any words in their fields."""
    text = "".join(draw(st.lists(st.sampled_from(letters), min_size=1, max_size=60)))
    words = st.lists(st.sampled_from(letters), min_size=1, max_size=6).map("".join)
    maybe = st.none() | words
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(lambda p: (p[0], min(len(text), sum(p))))
    base = sample()
    claims = []
    for start, end in draw(st.lists(spans, max_size=5, unique=True)):
        value = draw(
            st.none() | st.integers(-(10**6), 10**12) | st.integers(1, 10**8).map(lambda n: (10 * n + 1) / 1000)
        )
        quantity = m.QuantityRecord(
            value, value, None, draw(st.sampled_from(["exact", "over"])), draw(st.sampled_from(["", "个", "%"])),
            "count", "count", draw(st.none() | st.just(m.PerRecord(10000, "人口", "每万人口"))), None,
        )  # fmt: skip
        piece = text[start:end]
        middle = (start + end) // 2
        runs = draw(st.sampled_from([[(start, end)], [(start, middle), (middle, end)]]))
        claims.append(
            msgspec.structs.replace(
                base.claims[0],
                id=claim_id(article_id(text), start, end),
                start=start,
                end=end,
                text=piece,
                clean=piece.strip(),
                runs=runs,
                quantity=quantity,
                item=draw(words),
                actor=draw(maybe),
                indicator=draw(st.none() | st.just(m.IndicatorRecord("volunteer_sites", 0.97, "alias"))),
                status=draw(st.sampled_from(["achieved", "planned"])),
                evidence=m.EvidenceRecord(0, len(text), text, text, [(0, len(text))]),
                section=draw(st.lists(words, max_size=2)),
                part_of=None,
                repeats=None,
            )
        )
    if len(claims) > 1:
        claims[1] = msgspec.structs.replace(claims[1], part_of=claims[0].id, repeats=claims[0].id)
    article = msgspec.structs.replace(
        base.article, id=article_id(text), characters=len(text), title=draw(maybe), meta=draw(st.dictionaries(words, words)),
        source=draw(words),
    )  # fmt: skip
    issues = [m.IssueRecord("read.odd", draw(words), 0, 1)]
    return m.Record("1.0", article, claims, issues), text
