"""What must hold of every repair: the map, clean text left alone, captions moved, mojibake flagged."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.build import articles
from tests.support.damage import DAMAGES, damage

from zongshu.repair import STEPS, changes, repair, repair_text
from zongshu.types import Article

CLAUSES = st.sampled_from(
    [
        *(
            "全县建成志愿服务站280个",
            "覆盖率达到73.8%",
            "常常有人人人称好",
            "参与群众5万余人次",
            "一个难题一个难题地解",
        ),
        *("其中高级职称88人", "比上年增加1,001户", "收入比缩小到1.78∶1", "“三清三建”扎实推进", "每亩50—80元"),
        *(
            "二〇二四年12月开工",
            "新建5G基站1111个",
            "PM2.5年均浓度22微克/立方米",
            "与AI 2.0平台互通",
            "减少X次、20XX年见效",
        ),
    ]
)
PROSE = st.lists(
    st.tuples(CLAUSES, st.sampled_from("，；、")), min_size=1, max_size=6, unique_by=lambda part: part[0]
).map(lambda parts: "".join(clause + mark for clause, mark in parts)[:-1] + "。")
HEADINGS = st.sampled_from(
    ["一、聚焦党建，提质增效", "二、聚焦治理，减负增效", "工作总结", "——某县2024年工作综述", "□文/李平"]
)
TEXTS = st.lists(st.one_of(PROSE, HEADINGS), max_size=12).map("\n".join)
NOISE = st.text(st.sampled_from("全县站点人民11223.5%，。、 　\n\t$\\(jiàn)（）〇○Ｏ１．℅—–1个个《》第页"), max_size=80)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_clean_prose_stays_as_it_is(text: str) -> None:
    repaired, back, counts = repair_text(text)
    assert (repaired, counts) == (text, {})
    assert back.is_identity


@settings(max_examples=400, deadline=None)
@given(st.one_of(NOISE, st.text(max_size=60)))
def test_the_map_is_total_and_in_range(text: str) -> None:
    repaired, back, _ = repair_text(text)
    assert len(back) == len(repaired)
    for at in range(len(repaired)):
        start, end = back.span(at, at + 1)
        assert 0 <= start <= end <= len(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3), st.integers(0, 9))
def test_every_character_comes_from_where_the_map_says(text: str, layout: list[str], seed: int) -> None:
    damaged, _ = damage(text, layout, seed)
    repaired, back, _ = repair_text(damaged)
    folded = damaged.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    for at, char in enumerate(repaired):
        start, end = back.span(at, at + 1)
        if char in damaged[start:end] or char.isspace():
            continue
        assert char in folded[start:end]


@settings(max_examples=100, deadline=None)
@given(NOISE)
def test_steps_compose(text: str) -> None:
    names = list(STEPS)
    first, early, _ = repair_text(text, names[:4])
    second, late, _ = repair_text(first, names[4:])
    assert repair_text(text)[:2] == (second, early.then(late))


def test_clean_articles_stay_byte_for_byte() -> None:
    assert {article.id: changes(article.text) for article in articles() if changes(article.text)} == {}


@pytest.mark.skipif("ZONGSHU_EVAL" not in os.environ, reason="ZONGSHU_EVAL does not name the folder with the reports")
def test_reports_are_changed_only_where_they_are_damaged() -> None:
    files = sorted(Path(os.environ["ZONGSHU_EVAL"], "reports").glob("*.txt"))
    assert files
    for file in files:
        raw = file.read_bytes().decode()
        for one in changes(raw):
            broken = one.step == "hard_wrap" and raw[one.start - 1] in "，、" and not one.before.strip()
            assert broken or (one.step, one.before) in [
                ("full_width", "％"),
                ("full_width", "－"),
                ("stray_space", " "),
            ]


def test_changes_are_what_repair_does() -> None:
    text = "\n\n".join([*MANY, PARAGRAPH, "志愿者在社区开展清洁活动", REST, "建成1313个个，，增长８％。"])
    found = changes(text)
    assert Counter(one.step for one in found) == repair_text(text)[2]
    assert [(one.before, one.to is not None) for one in found][:1] == [("\n\n志愿者在社区开展清洁活动", True)]
    assert all(one.before in text[one.start : one.end] for one in found)


def test_a_formula_that_cannot_be_read_is_flagged() -> None:
    article = repair(Article("增长１％，占$\\frac{1}{3}$，单价$100，总价$200。"))
    assert [(one.code, article.raw[one.start : one.end]) for one in article.issues] == [
        ("repair.formula", "$\\frac{1}{3}$")
    ]


@pytest.mark.parametrize("kind", [k for k in DAMAGES if k not in ("none", "blank_lines")])
def test_damage_of_each_kind_is_undone(kind: str) -> None:
    text = next(article.text for article in articles() if article.id == "d07")
    # what stands at or between lines shows as damage where they are those of a column
    damaged, _ = damage(text, ["wrap18", kind] if kind in ("line_numbers", "bylines") else [kind], 3)
    repaired, _, counts = repair_text(damaged)
    assert counts or damaged == text
    left = sum(a != b for a, b in zip(repaired.split(), text.split(), strict=False))
    assert left <= max(1, len(text.split()) // 10)


PARAGRAPH = "这一年，全县清理村级机制牌子五百块，撤并协调机制十二个，取消"
REST = "证明事项三十项，村里的负担轻了许多。"
WHOLE = "各乡镇把议事桌搬进院坝，群众的事群众商量着办，一年下来大家都说好，邻里也更和睦。"
MANY = [WHOLE] * 5


def test_a_caption_moves_behind_the_paragraph_that_it_cuts() -> None:
    caption = "志愿者在社区开展清洁活动"
    raw = "\n\n".join([*MANY, PARAGRAPH, caption, REST, WHOLE])
    clean, back, counts = repair_text(raw)
    assert clean == "\n\n".join([*MANY, PARAGRAPH + REST, caption, WHOLE])
    assert counts == {"page_furniture": 2}
    at = clean.index(caption)
    assert raw[slice(*back.span(at, at + len(caption)))] == caption
    joined = clean.index(REST)
    cut = raw.index(PARAGRAPH) + len(PARAGRAPH)
    assert back.runs(joined - 2, joined + 2) == [(cut - 2, cut), (raw.index(REST), raw.index(REST) + 2)]


@pytest.mark.parametrize(
    "raw",
    [
        "\n\n".join([*MANY, PARAGRAPH + REST, "志愿者在社区开展清洁活动", WHOLE]),
        "\n\n".join([*MANY, PARAGRAPH, "一、下一步打算", REST]),
        "\n\n".join([PARAGRAPH, "志愿者在社区开展清洁活动", REST]),
    ],
    ids=["nothing cut", "a heading between", "too little to know the layout"],
)
def test_a_caption_stays_where_nothing_is_certain(raw: str) -> None:
    assert repair_text(raw)[0] == raw


def test_mojibake_is_flagged_not_changed() -> None:
    article = repair(Article("全县建成锟斤拷锟斤拷站点，人民\ufffd\ufffd满意。"))
    assert article.clean == article.raw
    assert [(issue.code, issue.start, issue.end) for issue in article.issues] == [
        ("repair.mojibake", 4, 10),
        ("repair.mojibake", 15, 17),
    ]


def test_masked_numbers_are_flagged_and_stay() -> None:
    article = repair(Article("20XX年，××县办实事X件，惠及××人，X光机2台，产值3×5亿元。"))
    assert article.clean == article.raw
    assert [article.raw[issue.start : issue.end] for issue in article.issues] == ["20XX年", "X件", "××人"]
    assert {issue.code for issue in article.issues} == {"repair.masked"}


def test_a_joint_that_may_be_inside_a_word_is_flagged() -> None:
    page = (
        "全县推进平台建设，驿站接入Inter\nnet终端，覆盖面进一步扩大，志愿服\n务站覆盖率七成以上，参与群众五万\n"
        "余人次，全年化解矛盾三百一十二起\n，群众满意度持续提升。"
    )
    for more, flags in (("", ["Inter\nnet"]), ("\n这个net要连。", [])):
        article = repair(Article(page + more))
        assert "Inter net" in article.clean
        assert [article.raw[one.start : one.end] for one in article.issues if one.code == "repair.latin_word"] == flags


def test_each_repair_is_counted() -> None:
    article = repair(Article("新建站点1313个个，，\n增长８％"))
    assert article.repairs == {"doubled_print": 3, "full_width": 2, "hard_wrap": 1}
    assert article.clean == "新建站点13个，增长8%"
