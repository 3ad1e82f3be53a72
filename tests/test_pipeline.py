"""The line of stages: it prints itself, may be cut and lengthened, says the same twice, and takes any text."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zongshu import Pipeline
from zongshu.link import link
from zongshu.pipeline import Stage
from zongshu.quantify import quantify
from zongshu.record import encode, record
from zongshu.repair import repair
from zongshu.segment import segment
from zongshu.types import Article

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
TEXT = "2024年，孝义市建成志愿服务站280个。"


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline()


def test_it_prints_its_stages() -> None:
    assert repr(pipeline()) == "Pipeline(repair → segment → quantify → claim → locate → link → judge)"


def test_it_may_be_shortened() -> None:
    short = Pipeline(stages=(repair, segment, quantify))
    assert repr(short) == "Pipeline(repair → segment → quantify)"
    article = short(TEXT)
    assert article.claims == []
    assert [one.role for one in article.mentions] == ["date", "claim"]


def test_it_may_be_lengthened() -> None:
    def shout(article: Article) -> Article:
        for claim in article.claims:
            claim.flags.append("seen")
        return article

    longer = Pipeline(stages=(*pipeline().stages, shout))
    assert repr(longer).endswith("→ judge → shout)")
    assert [one.flags for one in longer(TEXT).claims] == [["seen"]]


def test_a_stage_may_be_put_out() -> None:
    stages: list[Stage] = [one for one in pipeline().stages if one.__name__ != "link"]
    assert [one.indicator for one in Pipeline(stages=stages)(TEXT).claims] == [None]
    again = Pipeline(stages=[*stages[:-1], link, stages[-1]])(TEXT)
    assert [one.indicator.id for one in again.claims if one.indicator] == ["volunteer_sites"]


def test_an_article_may_be_given() -> None:
    article = Article(TEXT, source="a.txt", meta={"place": "汾阳市"})
    made = pipeline()(article)
    assert made is article
    assert made.place is not None
    assert (made.place.name, made.place.basis) == ("汾阳市", "metadata")


def test_the_hash_is_of_the_raw_text() -> None:
    assert pipeline()(TEXT).sha256 == "409a952aa46af25cc231185360c37132ed89746c22a8652f54878953c5e72096"
    assert pipeline()(Article(TEXT, sha256="given")).sha256 == "given"


def test_the_same_text_twice_gives_the_same_bytes() -> None:
    for path in sorted(CORPORA.glob("dev/*.txt")):
        text = path.read_text(encoding="utf-8")
        first, second = (encode(record(pipe(Article(text, source=path.name)))) for pipe in (pipeline(), Pipeline()))
        assert first == second, path.name


def test_one_article_leaves_nothing_for_the_next() -> None:
    alone = pipeline()(TEXT).to_json()
    pipeline()("汾阳市2019年工作总结\n下一步，计划新建公园3个。")
    assert pipeline()(TEXT).to_json() == alone


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "没有数字的一段话。", "。，；", "〔2024〕", "\ufeff", "1", "%", "280", "\x00\x01"]
)
def test_texts_without_claims(text: str) -> None:
    assert pipeline()(text).claims == []


PIECES = st.sampled_from(
    [
        *(
            "全市",
            "孝义市",
            "潞州区",
            "中阳楼街道",
            "新建",
            "建成",
            "培训",
            "实现",
            "增长",
            "下降",
            "同比",
            "比上年",
            "其中",
            "分别",
            "占",
            "达",
            "为",
        ),
        *(
            "由",
            "从",
            "到",
            "至",
            "提高到",
            "力争",
            "计划",
            "下一步",
            "到2026年",
            "截至目前",
            "2024年",
            "5月底",
            "今年",
            "去年",
            "连续3年",
            "“十四五”",
        ),
        *(
            "志愿服务站",
            "社区工作者",
            "高标准农田",
            "覆盖率",
            "地区生产总值",
            "居第",
            "每万人",
            "人均",
            "平均",
            "超过",
            "近",
            "约",
            "不少于",
            "至少",
        ),
        *(
            "280",
            "3.5",
            "1,200",
            "十二",
            "几十",
            "三分之二",
            "六成",
            "〇",
            "12345",
            "1/4",
            "6—8",
            "5G",
            "１２",
            "73.8%",
            "两个半",
            "第3位",
            "翻一番",
        ),
        *(
            "个",
            "万元",
            "亿元",
            "人次",
            "名",
            "项",
            "户",
            "亩",
            "公里",
            "%",
            "％",
            "个百分点",
            "倍",
            "岁",
            "天",
            "平方米",
            "左右",
            "以上",
            "余",
            "多",
        ),
        *(
            "、",
            "，",
            "。",
            "；",
            "：",
            "（",
            "）",
            "“",
            "”",
            "《",
            "》",
            "\n",
            "\r\n",
            " ",
            "\u3000",
            "\t",
            "…",
            "—",
            "/",
            "〔",
            "〕",
            "\ufeff",
            "\u200b",
        ),
        *("一是", "一、", "（一）", "1.", "建(jiàn)成", "個", "7373..88%%", "1313个个", "&nbsp;", "😀", "\U00020000"),
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_anchors(text: str) -> None:
    article = pipeline()(text)
    assert article.raw == text
    made = json.loads(article.to_json())
    at = 0
    for claim in made["claims"]:
        assert at <= claim["start"] < claim["end"] <= len(text)
        at = claim["end"]
        for part in (claim, claim["evidence"]):
            assert text[part["start"] : part["end"]] == part["text"]
        assert claim["evidence"]["start"] <= claim["start"]
        assert claim["end"] <= claim["evidence"]["end"]
        assert claim["status"] in ("achieved", "planned", "required", "context")
        assert 0 < claim["confidence"] <= 1
        quantity = claim["quantity"]
        if quantity["low"] is not None and quantity["high"] is not None:
            assert quantity["low"] <= quantity["high"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    for claim in json.loads(pipeline()(text).to_json())["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
