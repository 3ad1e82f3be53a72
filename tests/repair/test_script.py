"""Traditional script: the same claims as in simplified characters, offsets as printed, simplified text untouched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.build import articles

import zongshu
from zongshu.lexicon.traditional import is_traditional, script, simplified
from zongshu.pipeline import Pipeline
from zongshu.read import Source, read
from zongshu.record import record
from zongshu.repair import repair_text
from zongshu.types import Article, Claim

WRITTEN_TWICE = {
    "party building": (
        "孝義市兩新黨建工作綜述\n"
        "2024年，孝義市圍繞「組織覆蓋」這一目標，新建兩新黨組織14個，黨組織覆蓋率達到73.8%。全市已建成志願服務站280個，"
        "比上年增加35個；培訓黨務工作者1萬餘人次。計畫到2025年底，再新建驛站60處。\n",
        "孝义市两新党建工作综述\n"
        "2024年，孝义市围绕“组织覆盖”这一目标，新建两新党组织14个，党组织覆盖率达到73.8%。全市已建成志愿服务站280个，"
        "比上年增加35个；培训党务工作者1万余人次。计划到2025年底，再新建驿站60处。\n",
    ),
    "agriculture": (
        "茶園裡的好日子\n"
        "去年，臨縣種植紅棗十二萬餘畝，產量達三萬二千噸，同比增長8.5%，帶動四千八百戶農戶增收。縣裡還修建灌溉渠道"
        "四十六條，總長一百二十公里，總投資兩億三千萬元。乾旱時節，每畝節水60立方米左右。\n",
        "茶园里的好日子\n"
        "去年，临县种植红枣十二万余亩，产量达三万二千吨，同比增长8.5%，带动四千八百户农户增收。县里还修建灌溉渠道"
        "四十六条，总长一百二十公里，总投资两亿三千万元。干旱时节，每亩节水60立方米左右。\n",
    ),
    "schools and care": (
        "讓老人與孩子都有依靠\n"
        "截至今年6月，汾陽市公辦幼兒園由42所增至57所，其中農村幼兒園21所；為65歲以上老年人免費體檢近3.6萬人，"
        "簽約家庭醫生1,260名。「一老一小」服務網絡覆蓋全部11個鄉鎮，群眾滿意率為百分之九十七。\n"
        "該市還將新增托位500個。\n",
        "让老人与孩子都有依靠\n"
        "截至今年6月，汾阳市公办幼儿园由42所增至57所，其中农村幼儿园21所；为65岁以上老年人免费体检近3.6万人，"
        "签约家庭医生1,260名。“一老一小”服务网络覆盖全部11个乡镇，群众满意率为百分之九十七。\n"
        "该市还将新增托位500个。\n",
    ),
}
#: A few words are enough to tell the script; the number is read, the text stays as printed.
SNIPPETS = {
    "2.5小時": ("2.5小時", 2.5, "小时"),
    "四十分鐘": ("四十分鐘", 40, "分钟"),
    "半公頃": ("半公頃", 0.5, "公顷"),
    "負三十點零五": ("負三十點零五", -30.05, ""),
    "參萬貳仟元": ("參萬貳仟元", 32000, "元"),
    "拾萬圓整": ("拾萬圓整", 100000, "元"),
    "參觀者參拾人": ("參拾人", 30, "人"),
    "六斤八兩": ("六斤八兩", 6.8, "斤"),
}
PIPELINE = Pipeline()


def seen(claim: Claim) -> tuple[object, ...]:
    return (
        *(claim.start, claim.end, claim.quantity, claim.item, claim.predicate, claim.status, claim.context_of),
        *(claim.indicator, claim.place, claim.actor, claim.period, claim.flags),
    )


@pytest.mark.parametrize("genre", WRITTEN_TWICE)
def test_traditional_text_gives_the_claims_of_its_simplified_form(genre: str) -> None:
    printed, plain = WRITTEN_TWICE[genre]
    one, other = PIPELINE(Article(printed)), PIPELINE(Article(plain))
    assert one.clean == plain
    assert one.map.is_identity
    assert len(other.claims) > 4
    assert [seen(claim) for claim in one.claims] == [seen(claim) for claim in other.claims]
    for claim in record(one).claims:
        assert claim.text == printed[claim.start : claim.end]
        assert claim.clean == plain[claim.start : claim.end]


@pytest.mark.parametrize("genre", WRITTEN_TWICE)
@pytest.mark.parametrize("encode", [lambda text: text.encode("big5"), lambda text: text.encode("utf-16")])
def test_a_file_in_traditional_script(genre: str, encode: Callable[[str], bytes]) -> None:
    printed, plain = WRITTEN_TWICE[genre]
    (one,) = read(Source("a.txt", "a.txt", data=encode(printed)))
    assert one.raw == printed
    assert PIPELINE(one).clean == plain


@pytest.mark.parametrize("genre", WRITTEN_TWICE)
def test_numbers_alone(genre: str) -> None:
    printed, plain = WRITTEN_TWICE[genre]
    found, wanted = zongshu.quantities(printed), zongshu.quantities(plain)
    assert [(n.start, n.end, n.value, n.low, n.unit) for n in found] == [
        (n.start, n.end, n.value, n.low, n.unit) for n in wanted
    ]
    assert all(n.text == printed[n.start : n.end] for n in found)


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("五萬餘畝", 50000, "亩"), ("14個", 14, "个"), ("共3億元", 300000000, "元")]
)
def test_a_lone_number(text: str, value: int, unit: str) -> None:
    assert [(n.text, n.low or n.value, n.unit) for n in zongshu.quantities(text)] == [
        (text[-len(text) :].lstrip("共"), value, unit)
    ]


@given(st.text(st.one_of(st.sampled_from("縣萬個覆蓋計畫乾隆瞭解藉「」們们著1，。\n"), st.characters(codec="utf-8"))))
def test_the_length_stays(text: str) -> None:
    assert len(simplified(text)) == len(text)
    clean, back, _ = repair_text(text, ["traditional"])
    assert len(clean) == len(text)
    assert back.is_identity


@given(st.text(st.sampled_from("县万个覆盖计划乾隆瞭望著1，。\n「」") | st.characters(codec="gb2312")))
def test_simplified_characters_stay(text: str) -> None:
    assert repair_text(text, ["traditional"])[0] == text


def test_corpora_and_every_line_of_them_are_simplified() -> None:
    for article in articles():
        assert not is_traditional(article.text)
        assert not any(is_traditional(line) for line in article.text.splitlines())


@pytest.mark.skipif("ZONGSHU_EVAL" not in os.environ, reason="ZONGSHU_EVAL does not name the folder with the reports")
def test_reports_and_every_line_of_them_are_simplified() -> None:
    files = sorted(Path(os.environ["ZONGSHU_EVAL"], "reports").glob("*.txt"))
    assert files
    for file in files:
        assert not any(is_traditional(line) for line in file.read_text("utf-8").splitlines())


def test_no_character_leads_to_another_traditional_one() -> None:
    table = script().table
    assert not any(ord(form) in table for form in table.values() if form != "苧")


@pytest.mark.parametrize("text", SNIPPETS)
def test_a_few_traditional_words_are_enough(text: str) -> None:
    (number,) = zongshu.quantities(text)
    assert (number.text, number.value, number.unit) == SNIPPETS[text]


def test_one_traditional_name_makes_no_simplified_text_traditional() -> None:
    text = "书法家吳昌颐参与活动28场。"
    assert repair_text(text)[0] == text
