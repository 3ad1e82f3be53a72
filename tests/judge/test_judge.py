"""Repeats, conflicts, confidence and the reach of plan words."""

from __future__ import annotations

from functools import lru_cache

import pytest

from zongshu import Pipeline
from zongshu.types import Article, Claim


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def claims(text: str) -> list[Claim]:
    return _pipeline()(Article(text, published="2025-01-10", meta={"place": "吕梁市"})).claims


def statuses(text: str) -> list[str]:
    return [one.status for one in claims(text)]


# -- repeats and conflicts --------------------------------------------------------------------------------------------


def test_a_value_told_again_repeats_the_first() -> None:
    first, second, third = claims("2024年，村史馆达到36个。群众爱去，村史馆有36个。到年底，村史馆共36个。")
    assert first.repeats is None
    assert second.repeats is first
    assert third.repeats is first


@pytest.mark.parametrize(
    "text",
    [
        "村史馆36个。书画馆36个。",
        "村史馆36个。村史馆36座。",
        "村史馆36个。村史馆37个。",
        "孝义市村史馆36个，汾阳市村史馆36个。",
        "村史馆36个。下一步，计划建村史馆36个。",
        "村史馆36个。村史馆超过36个。",
    ],
)
def test_what_differs_is_no_repeat(text: str) -> None:
    assert [one.repeats for one in claims(text)] == [None, None]


def test_the_same_change_twice_is_no_repeat() -> None:
    assert [one.repeats for one in claims("产值增长5%。产值增长5%。")] == [None, None]


def test_two_values_for_one_thing_are_a_conflict() -> None:
    assert [one.flags for one in claims("2024年，村史馆36个。2024年，村史馆38个。")] == [["conflict"], ["conflict"]]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，村史馆36个。2024年，村史馆38个。",
        "孝义市村史馆36个，汾阳市村史馆38个。",
        "新建村史馆36个。改建村史馆38个。",
        "2024年，村史馆36个。到2026年，力争村史馆38个。",
    ],
)
def test_what_differs_is_no_conflict(text: str) -> None:
    assert [one.flags for one in claims(text)] == [[], []]


# -- status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("力争新建公园3个。", ["planned"]),
        ("计划新建公园9个，已建成3个。", ["planned", "achieved"]),
        ("新建公园3个，超额完成目标。", ["achieved"]),
        ("将3个公园纳入管护。", ["achieved"]),
        ("实施“百园计划”，新建公园3个。", ["achieved"]),
        ("每个街道至少新建公园3个。", ["required"]),
        ("村民张大明今年62岁，种了8亩桃。", ["context", "context"]),
        ("公园由3个增加到9个。", ["context", "achieved"]),
        ("新建公园3个。下一步，将新建公园9个。再新建绿道5公里。", ["achieved", "planned", "planned"]),
    ],
)
def test_status(text: str, wanted: list[str]) -> None:
    assert statuses(text) == wanted


def test_a_turn_ends_with_its_paragraph() -> None:
    assert statuses("下一步，将新建公园9个。\n去年新建公园3个。") == ["planned", "achieved"]


def test_a_quotation_in_the_first_person_is_context() -> None:
    (claim,) = claims("“我以前跑一趟要3个小时，心里着急。”村民说。")
    assert (claim.status, claim.context_of) == ("context", "person")


def test_another_places_figure_is_context() -> None:
    found = claims("全市新建公园3个，长治市新建公园9个。")
    assert [(one.status, one.context_of) for one in found] == [("achieved", None), ("context", "other_place")]


def test_a_county_inside_is_not_another_place() -> None:
    assert statuses("孝义市新建公园3个。") == ["achieved"]


def test_context_has_no_indicator() -> None:
    first, second = claims("志愿服务站由120个增加到280个。")
    assert first.status == "context"
    assert second.indicator is not None


def test_every_status_names_its_rule() -> None:
    for one in claims("力争新建公园3个；每村至少1个；公园由3个增加到9个；绿道5公里。"):
        assert [rule for rule in one.rules if rule.startswith(f"status.{one.status}")], one.rules


# -- confidence -------------------------------------------------------------------------------------------------------


def test_confidence_falls_with_doubt() -> None:
    (sure,) = claims("全市建成志愿服务站280个。")
    (ambiguous,) = _pipeline()("建成志愿服务站280个。").claims
    assert 0 < ambiguous.confidence < sure.confidence <= 1


# -- repeats and conflicts, further -----------------------------------------------------------------------------------


def test_a_longer_wording_with_an_odd_number_is_a_repeat() -> None:
    first, second = claims("2024年，全市粮食总产量达到48.37万吨。粮食产量48.37万吨，再创新高。")
    assert second.repeats is first


@pytest.mark.parametrize(
    "text",
    [
        "新建村史馆36个。改建村史馆36个。",
        "2023年，村史馆36个。2024年，村史馆36个。",
    ],
)
def test_another_act_or_year_is_no_repeat(text: str) -> None:
    assert [one.repeats for one in claims(text)] == [None, None]


@pytest.mark.parametrize(
    "text", ["2024年，村史馆360个。2024年，村史馆361个。", "村史馆居全省第2位。村史馆居全省第3位。"]
)
def test_a_rounding_or_a_rank_is_no_conflict(text: str) -> None:
    assert [one.flags for one in claims(text)] == [[], []]


# -- reach of cues ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("计划新建公园9个，上半年新建公园3个。", ["planned", "achieved"]),
        ("力争旅游收入同比增长8%。", ["planned"]),
        ("比计划多新建公园3个。", ["achieved"]),
        ("将公园3个纳入管护。", ["achieved"]),
        ("超额完成年初确定的9个公园建设任务。", ["planned"]),
        ("新建公园10个，为年度目标9个的111%。", ["achieved", "planned", "achieved"]),
        ("计划新建公园9个，每个公园须配备保洁员不少于2名。", ["planned", "required"]),
        ("十年前，村里只有公园3个，如今有公园9个。", ["context", "achieved"]),
        ("“我家以前租地3亩，一年挣不到9000元。”村民张大明说。", ["context", "context"]),
        ("村民张大明开了网店。去年网店收入9万元。", ["context"]),
        ("村民张大明开了网店。全市网店收入9万元。", ["achieved"]),
        ("对满3年的公园给予提升。", ["required"]),
    ],
)
def test_reach(text: str, wanted: list[str]) -> None:
    assert statuses(text) == wanted


def test_a_comparison_stays_the_own_places_and_the_level_does_not() -> None:
    found = claims("人均公园面积12平方米，高于全省9平方米的平均水平。")
    assert [(one.status, one.context_of) for one in found] == [("achieved", None), ("context", "other_place")]


@pytest.mark.parametrize("text", ["村民张大明说，他家有地3亩", "新建公园3个；计划再建9个", "为期3天", "", "“公园3个"])
def test_every_claim_gets_a_status_and_a_confidence(text: str) -> None:
    for one in claims(text):
        assert one.status in ("achieved", "planned", "required", "context")
        assert (one.status == "context") == (one.context_of is not None)
        assert 0.05 <= one.confidence <= 1


def test_sentences_are_judged_alike_however_many_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "2024年，建成村史馆36个。明年，计划再建12个，改造5个。每馆不少于3人。比原来的20个多16个。"
    wanted = statuses(text)
    assert len(set(wanted)) > 1
    monkeypatch.setattr("zongshu.judge.scene._AT_ONCE", 1)
    assert statuses(text) == wanted
