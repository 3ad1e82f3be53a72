"""Articles written for these tests, and their records."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from zongshu import Pipeline
from zongshu.record import decode, encode, record
from zongshu.record.models import ClaimRecord, Record
from zongshu.types import Article

HOSTILE = "</script><img src=x onerror=\"document.title='owned'\"><!--<script>"

# signs beyond the first plane, a line break in a sentence, double print, CRLF, markup
FIRST = (
    "青禾县二〇二四年工作\r\n𠮷祥镇新开书屋1313个个，藏书近５万册。\r\n"
    "全县共有合作社280家，其中示范社12家；𠀋覆盖率达73.8%。\r\n2025年计划再办夜校6所。\r\n"
)
SECOND = f"云栖县2024年建成驿站45处{HOSTILE}，服务骑手3200人次。另有老站若干。"


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline()


def make(text: str, source: str) -> Record:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    article = Article(text, source=source, sha256=digest, title=f"题 {source}")
    return decode(encode(record(pipeline()(article))))


def claims_file(folder: Path, **texts: str) -> Path:
    """Write articles below `folder/texts` and their claims to `folder/claims.jsonl`."""
    texts = texts or {"first": FIRST, "second": SECOND}
    (folder / "texts").mkdir()
    lines = []
    for name, text in texts.items():
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode("utf-8"))
        lines.append(encode(make(text, f"texts/{name}.txt")) + b"\n")
    path = folder / "claims.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def claim_of(made: Record, words: str) -> ClaimRecord:
    return next(claim for claim in made.claims if claim.clean == words)
