"""Stocks and flows: what exists at a date against what was done."""

from __future__ import annotations

from functools import lru_cache

import pytest

from zongshu import Pipeline
from zongshu.locate.stocks import is_flow
from zongshu.types import Article, Claim


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def claim_of(text: str) -> tuple[str, Claim]:
    article = _pipeline()(Article(text))
    assert len(article.claims) == 1, text
    return article.clean, article.claims[0]


@pytest.mark.parametrize(
    "text",
    [
        "全县新增托位320个。",
        "全县举办招聘会12场。",
        "按期办结率98.9%。",
        "发放补贴3200万元。",
        "同比增长8%。",
        "全县化解纠纷620件。",
    ],
)
def test_flows(text: str) -> None:
    assert is_flow(*claim_of(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "全县现有养老机构22家。",
        "在册社工320名。",
        "公路通车里程1982公里。",
        "普惠园覆盖率92%。",
        "存款余额18亿元。",
        "全县建成站点88个。",
    ],
)
def test_stocks(text: str) -> None:
    assert not is_flow(*claim_of(text)), text
