from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.claim import claim
from zongshu.claim.heads import is_place, read_head, read_unit
from zongshu.quantify import quantify
from zongshu.segment import segment
from zongshu.types import Article, Claim


def claimed(text: str) -> Article:
    return claim(quantify(segment(Article(text, clean=text))))


def row(one: Claim) -> tuple[str, Decimal | None, str, str, str | None]:
    return one.item, one.quantity.value, one.quantity.unit, one.quantity.kind, one.quantity.direction


@pytest.mark.parametrize(
    ("printed", "factor", "unit", "kind"),
    [
        ("亿元", 10**8, "元", "money"),
        ("万人次", 10**4, "人次", "count"),
        ("千克", 1, "公斤", "mass"),
        ("万千瓦时", 10**4, "千瓦时", "other"),
        ("百万元", 10**6, "元", "money"),
        ("元/人", 1, "元", "rate"),
        ("±%", 1, "%", "percent"),
        ("万", 10**4, "", "count"),
    ],
)
def test_units_of_heads(printed: str, factor: int, unit: str, kind: str) -> None:
    found = read_unit(printed)
    assert found is not None
    assert (found.factor, found.name, found.kind) == (factor, unit, kind)


@pytest.mark.parametrize("printed", ["市、区", "不含农户", "2024年", "上", ""])
def test_what_is_no_unit(printed: str) -> None:
    assert read_unit(printed) is None


@pytest.mark.parametrize(
    ("printed", "words", "form"),
    [
        ("工业增加值（亿元）", "工业增加值", "level"),
        ("新增就业（人）", "新增就业", "level"),
        ("净增加户数", "净增加户数", "level"),
        ("增加值增速（%）", "增加值", "change"),
        ("比上年同期增减（个百分点）", "", "change"),
        ("2024年", "", "level"),
        ("数量（个）", "", "level"),
        ("占比（%）", "占比", "share"),
        ("全市排名", "全市", "rank"),
        ("序号", "", "ordinal"),
        ("计量单位", "", "unit"),
    ],
)
def test_heads(printed: str, words: str, form: str) -> None:
    head = read_head(printed)
    assert (head.words, head.form) == (words, form)


@pytest.mark.parametrize(
    ("name", "wanted"), [("孝义市", True), ("下堡镇", True), ("小学", False), ("农村", False), ("城市", False)]
)
def test_places(name: str, wanted: bool) -> None:
    assert is_place(name) is wanted


def test_missing_figures_make_no_claim_and_nothing_is_counted_twice() -> None:
    signs = ["—", "-", "/", "…", "......", "", "无", "…"]
    body = "\n".join(
        f"{name}庄镇\t{sign}\t{number}"
        for number, (name, sign) in enumerate(zip("东西南北中上下前", signs, strict=True), 1)
    )
    article = claimed(f"乡镇\t驿站（个）\t岗亭（个）\n{body}\n")
    assert [one.quantity.value for one in article.claims] == list(range(1, 9))
    claims = [mention for mention in article.mentions if mention.role == "claim"]
    assert [(m.start, m.end) for m in claims] == [(one.start, one.end) for one in article.claims]


def test_mentions_do_not_overlap_and_stay_in_order() -> None:
    article = claimed("指标 单位 2024年\n造林面积 亩 5230\n粮食产量 吨 186420\n全县建成站点3个。\n")
    mentions = article.mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert [one.item for one in article.claims] == ["造林面积", "粮食产量", "站点"]


def test_a_figure_without_unit_is_flagged() -> None:
    (one,) = claimed("项目\t2023年\n综合指数\t101.3\n").claims
    assert (one.quantity.unit, one.quantity.kind, one.flags) == ("", "other", ["unit.unknown"])


def test_heads_lead_from_the_caption_to_the_column() -> None:
    text = "2024年情况\n单位：万元\n项目\t本年\t增长（%）\n教育支出\t12\t-3\n"
    level, change = claimed(text).claims
    assert [text[a:b] for a, b in level.heads] == ["2024年情况", "单位：万元", "教育支出", "本年"]
    assert [text[a:b] for a, b in change.heads] == ["2024年情况", "单位：万元", "教育支出", "本年", "增长（%）"]
    assert row(change) == ("教育支出", Decimal(3), "%", "change", "down")


def test_growth_belongs_to_the_latest_year_whatever_the_order() -> None:
    for years in (("2023年", "2024年"), ("2024年", "2023年")):
        text = f"指标\t{years[0]}\t{years[1]}\t增速（%）\n产值（万元）\t1\t2\t3\n"
        growth = claimed(text).claims[-1]
        assert "2024年" in [text[a:b] for a, b in growth.heads]
        assert "2023年" not in [text[a:b] for a, b in growth.heads]


def test_words_of_a_fall_turn_the_sign() -> None:
    falls = claimed("指标\t数值\t降幅（%）\n能耗（吨）\t5\t3.2\n水耗（吨）\t6\t-1.0\n").claims
    assert [(one.quantity.value, one.quantity.direction) for one in falls if one.quantity.kind == "change"] == [
        (Decimal("3.2"), "down"),
        (Decimal("1.0"), "up"),
    ]


def test_a_loss_keeps_its_sign() -> None:
    (one,) = claimed("指标\t2024年\n企业利润（万元）\t-350\n").claims
    assert row(one) == ("企业利润", Decimal(-3500000), "元", "money", None)


@given(
    st.lists(st.decimals(-999, 99999, places=1), min_size=2, max_size=5), st.sampled_from(["\t", "  ", "\u3000", "|"])
)
def test_every_value_comes_out_as_printed(values: list[Decimal], gap: str) -> None:
    rows = [
        gap.join([f"{name}产业", str(value), str(value)]) for name, value in zip("甲乙丙丁戊", values, strict=False)
    ]
    article = claimed("\n".join([gap.join(["行业", "产值（万元）", "增速（%）"]), *rows]))
    assert [one.quantity.value for one in article.claims[::2]] == [value * 10000 for value in values]
    assert [one.quantity.value for one in article.claims[1::2]] == [abs(value) for value in values]
    directions = ["up" if value > 0 else "down" if value < 0 else None for value in values]
    assert [one.quantity.direction for one in article.claims[1::2]] == directions
    assert [article.clean[one.start : one.end] for one in article.claims[::2]] == [str(value) for value in values]
