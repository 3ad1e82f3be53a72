"""Linking to the registry: what may never link, and what decides between two indicators."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from zongshu import Pipeline
from zongshu.types import Claim


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
