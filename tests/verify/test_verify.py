"""Tables as a language model makes them, with planted errors; and each verdict by itself."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from zongshu import Pipeline
from zongshu.read import READERS, attach, find, read
from zongshu.types import Article
from zongshu.verify import Asked, Audit, Finding, read_asked, verify

HERE = Path(__file__).parent
CORPORA = Path(__file__).parents[2] / "corpora"
# What is planted, and the verdict that names it.
PLANTED = {
    "value": "value_differs", "unit": "value_differs", "plan": "planned_not_achieved", "place": "other_place_or_period",
    "period": "other_place_or_period", "invented": "not_found",
}  # fmt: skip


@cache
def _articles(*stems: str) -> tuple[Article, ...]:
    sources = find([CORPORA / "dev" / f"{stem}.txt" for stem in stems], READERS).sources
    attach(sources, CORPORA / "articles.csv")
    pipe = Pipeline()
    return tuple(pipe(article) for source in sources for article in read(source))


def _audit(name: str, named: bool) -> Audit:
    asked = read_asked(HERE / name)
    articles = _articles(*sorted({one.article for one in asked}))
    for one in asked:
        one.article = one.article if named else ""
    return verify(asked, articles)


# Rules were tuned on table_a; table_b was written after them, over other articles.
@pytest.mark.parametrize("named", [True, False], ids=["article named", "article not named"])
@pytest.mark.parametrize("name", ["table_a.csv", "table_b.csv"])
def test_planted_errors_are_found_and_no_right_row_is_accused(name: str, named: bool) -> None:
    findings = _audit(name, named).findings
    accused = [one.asked.number for one in findings if not one.asked.row["planted"] and one.verdict != "supported"]
    assert accused == []
    planted = [one for one in findings if one.asked.row["planted"]]
    assert {one.asked.row["planted"] for one in planted} == set(PLANTED)
    assert len(planted) >= 20
    passed = [one.asked.number for one in planted if one.verdict == "supported"]
    assert len(passed) <= 1, passed
    told = sum(one.verdict == PLANTED[one.asked.row["planted"]] for one in planted)
    assert told >= 0.75 * len(planted), Counter((one.asked.row["planted"], one.verdict) for one in planted)


def test_evidence_is_what_stands_in_the_article() -> None:
    audit = _audit("table_b.csv", True)
    raws = {article.source: article.raw for article in _articles("d12", "d13", "d17", "d18")}
    head, *rows = audit.table()
    file, start, end, text = (head.index(name) for name in ("found_file", "found_start", "found_end", "found_text"))
    seen = [row for row in rows if row[file] is not None]
    assert len(seen) > 40
    for row in seen:
        assert raws[row[file]][row[start] : row[end]] == row[text]
    assert sum(audit.counts.values()) == len(rows) == len(audit.findings)


TEXT = (
    "2024年，孝义市建成志愿服务站280个，注册志愿者12034人，占常住人口的三分之一。全市投入资金1.5亿元，流转土地300公顷。"
    "失业率下降0.6%。汾阳市建成志愿服务站95个。2025年，孝义市计划新建暖心驿站30个。"
)


def _one(**cells: str) -> Finding:
    article = Article(TEXT, source="in/孝义.txt", published="2025-01-10")
    return verify([Asked(1, {}, **cells)], [Pipeline()(article)]).findings[0]


@pytest.mark.parametrize(
    ("item", "value", "unit", "verdict"),
    [
        ("志愿服务站", "280", "个", "supported"),
        ("志愿服务站", "二百八十", "个", "supported"),
        ("志愿服务站", "281", "个", "value_differs"),
        ("注册志愿者", "1.2万", "人", "supported"),
        ("注册志愿者", "1.2", "万人", "supported"),
        ("注册志愿者", "1.3", "万人", "value_differs"),
        ("注册志愿者", "12000", "人", "value_differs"),
        ("注册志愿者", "12,034", "", "supported"),
        ("注册志愿者", "12034", "人次", "value_differs"),
        ("投入资金", "15000", "万元", "supported"),
        ("投入资金", "150 million", "yuan", "supported"),
        ("投入资金", "1.5", "亿美元", "value_differs"),
        ("流转土地", "4500", "亩", "supported"),
        ("流转土地", "3", "平方公里", "supported"),
        ("失业率", "-0.6", "%", "supported"),
        ("失业率增幅", "0.6", "%", "value_differs"),
        ("注册志愿者占常住人口比例", "0.667", "", "value_differs"),
        ("注册志愿者占常住人口比例", "0.333", "", "supported"),
        ("暖心驿站", "30", "个", "planned_not_achieved"),
        ("养老机构床位", "640", "张", "not_found"),
    ],
)
def test_numbers_and_units(item: str, value: str, unit: str, verdict: str) -> None:
    found = _one(item=item, value=value, unit=unit)
    assert found.verdict == verdict, found


def test_a_plan_that_is_told_as_a_plan_is_right() -> None:
    assert _one(item="暖心驿站", value="30", status="planned").verdict == "supported"


def test_place_and_period() -> None:
    site = {"item": "志愿服务站", "value": "95", "unit": "个"}
    assert _one(**site, place="汾阳").verdict == "supported"
    assert _one(**site, place="141182").verdict == "supported"
    assert _one(**site, place="交城县").verdict == "other_place_or_period"
    assert _one(item="志愿服务站", value="280", period="2024年").verdict == "supported"
    assert _one(item="志愿服务站", value="280", period="2022").verdict == "other_place_or_period"


def test_indicators_by_id_and_by_name() -> None:
    assert _one(indicator="volunteer_sites", value="280").verdict == "supported"
    assert _one(indicator="registered_volunteers", value="12034", unit="people").verdict == "supported"
    assert _one(indicator="volunteer_sites", value="820").verdict == "value_differs"


def test_quotations() -> None:
    exact = _one(item="站点", value="280", quote="建成 志愿服务站 280 个")
    fuzzy = _one(item="站点", value="280", quote="孝义市一共建成志愿服务站280个，注册志愿者12034人")
    made_up = _one(item="志愿服务站", value="280", quote="全市上下齐心协力谱写新篇章")
    assert [one.quote for one in (exact, fuzzy, made_up)] == ["exact", "fuzzy", "absent"]
    assert [one.verdict for one in (exact, fuzzy, made_up)] == ["supported"] * 3


def test_an_article_that_is_not_there() -> None:
    found = _one(item="志愿服务站", value="280", article="b.txt")
    assert (found.verdict, found.note) == ("not_found", "no article 'b.txt' among those given")
    assert _one(item="志愿服务站", value="280", article="孝义").verdict == "supported"


def test_a_value_that_is_no_number() -> None:
    assert "no number" in _one(item="志愿服务站", value="很多").note
