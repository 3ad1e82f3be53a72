"""Linking to the registry: what may never link, and what decides between two indicators."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from zongshu import Pipeline
from zongshu.lexicon.registry import registry
from zongshu.link import check_examples, fits
from zongshu.types import Claim, Quantity


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def claims(text: str) -> list[Claim]:
    return _pipeline()(text).claims


def ids(text: str) -> list[str | None]:
    return [one.indicator.id if one.indicator else None for one in claims(text)]


@pytest.mark.parametrize("text", ["注册志愿者增长12%。", "注册志愿者居全省第3位。", "注册志愿者是2020年的2倍。"])
def test_changes_ranks_and_multiples_never_link(text: str) -> None:
    assert ids(text) == [None]


def test_a_part_does_not_link() -> None:
    assert ids("注册志愿者2.6万人，其中学生3000人。")[1] is None


def test_dimension_must_fit() -> None:
    assert ids("志愿服务站280个。") == ["volunteer_sites"]
    assert ids("志愿服务站2000平方米。") == [None]


def test_a_rate_links_only_to_a_rate() -> None:
    assert ids("每万城镇常住人口配备社区工作者18名。") == ["community_workers_per_10k"]
    assert ids("招聘社区工作者18名。") == ["community_workers_recruited"]


def test_the_longest_alias_wins() -> None:
    assert ids("农村居民人均可支配收入25310元。") == ["rural_income"]
    assert ids("居民人均可支配收入35310元。") == ["resident_income"]


def test_exclusions_keep_off() -> None:
    assert ids("志愿服务站站长36名。") == [None]


def test_nothing_is_dropped_for_want_of_an_indicator() -> None:
    (claim,) = claims("新建滑雪场3座。")
    assert claim.indicator is None
    assert claim.item == "滑雪场"


def test_the_ground_is_told() -> None:
    (claim,) = claims("全县建成志愿服务站280个。")
    assert claim.indicator is not None
    assert claim.indicator.basis == "alias"
    assert 0 < claim.indicator.score <= 1
    assert "indicator.alias.volunteer_sites" in claim.rules


def test_rules_and_context_do_not_measure() -> None:
    assert ids("每个村至少建设志愿服务站1个。") == [None]


def test_actions_are_asked_for(tmp_path: Path) -> None:
    table = {
        "pack": "mine",
        "indicators": [
            {
                "id": "rinks_opened", "name": {"zh": "新开冰场"}, "definition": {"zh": "新开"}, "dimension": "count", "unit": "个",
                "measure": "flow", "aliases": ["冰场"], "actions": ["新开"],
            }
        ],
    }  # fmt: skip
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(table, allow_unicode=True), encoding="utf-8")
    pipe = Pipeline(indicators=[path])
    linked = [one.indicator.id if one.indicator else None for one in pipe("全年新开冰场3个，关停冰场2个。").claims]
    assert linked == ["rinks_opened", None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("建成志愿服务驿站35个。", "volunteer_sites"),
        ("组建志愿服务队35支。", "volunteer_teams"),
        ("社工证持证比例达到42%。", "certification_rate"),
        ("新建骑手驿站18处。", "rest_stations"),
        ("每万名城镇居民配备社工21人。", "community_workers_per_10k"),
    ],
)
def test_other_words_for_the_same_thing(text: str, wanted: str) -> None:
    assert ids(text) == [wanted]


def test_what_a_plan_adds_is_not_the_stock() -> None:
    assert ids("明年再建暖心驿站20处。") == [None]
    assert ids("明年新增基层治理信息直报点50个。") == [None]
    assert ids("今年新增基层治理信息直报点50个。") == ["reporting_points"]


def test_an_exclusion_counts_between_item_and_number() -> None:
    assert ids("商会引进总投资78亿元的电站。") == [None]
    assert ids("商会投资78亿元建设电站。") == ["investment_amount"]


def test_an_exclusion_turned_into_its_contrary_keeps_nothing_off() -> None:
    assert ids("累计清理村（社区）不规范挂牌2100块。") == ["signboards_removed"]
    assert ids("规范社区挂牌2100块。") == ["signboards_standardized"]


def test_who_becomes_something_is_counted_as_that() -> None:
    assert ids("全县36名快递小哥担任兼职网格员。") == ["part_time_grid_staff"]
    assert ids("全县共有快递小哥360名。") == ["new_employment_workers"]


def test_a_level_before_and_after_is_not_what_was_done() -> None:
    assert ids("在村（社区）设立的工作机制由37个精简为12个。") == [None, None]


def test_fits_asks_for_unit_action_and_exclusions() -> None:
    entry = registry().entries["volunteers_recruited"]
    people = Quantity(None, None, None, unit="人", kind="count", dimension="people")
    assert fits(entry, people, "志愿者", "招募志愿者")
    assert not fits(entry, people, "志愿者", "志愿者")
    assert not fits(entry, people, "在册志愿者", "招募志愿者")
    assert not fits(entry, Quantity(None, None, None, unit="%", kind="percent", dimension="share"), "志愿者", "招募")
    assert not fits(entry, Quantity(None, None, None, unit="人", kind="rate", dimension="people"), "志愿者", "招募")


def test_examples_are_checked_where_their_mark_stands() -> None:
    entry = replace(
        registry().entries["volunteer_sites"],
        examples=("志愿者3000人，志愿服务站⟦280个⟧", "志愿者⟦3000人⟧，志愿服务站280个", "志愿服务站280个"),
        counterexamples=("志愿服务站⟦280个⟧",),
    )
    problems = list(check_examples(entry, _pipeline()))
    assert [problem.split(": ")[2].split()[0] for problem in problems] == ["example", "no", "counterexample"]


def test_the_next_of_a_list_lends_no_words() -> None:
    first, second = Pipeline()("培育专精特新企业5家、国家高新技术企业12家。").claims
    assert first.indicator is None
    assert second.indicator is not None and second.indicator.id == "high_tech_enterprises"
