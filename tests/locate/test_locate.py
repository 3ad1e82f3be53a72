"""The stage as a whole: issues about the article's place, and which place and actor a claim gets."""

from __future__ import annotations

from functools import lru_cache

from zongshu import Pipeline
from zongshu.locate.actors import find_actors
from zongshu.types import Article


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


def run(text: str, **meta: str) -> Article:
    return _pipeline()(Article(text, meta=meta))


def places(text: str, **meta: str) -> list[str | None]:
    return [one.place.name if one.place else None for one in run(text, **meta).claims]


def test_an_ambiguous_place_is_an_issue() -> None:
    article = run("鼓楼区2024年工作总结\n鼓楼区新增床位420张。")
    assert [one.code for one in article.issues] == ["place.ambiguous"]
    assert "鼓楼区" in article.issues[0].message
    assert article.claims[0].place is not None
    assert article.claims[0].place.adcode is None


def test_an_unknown_place_is_an_issue() -> None:
    assert [one.code for one in run("新增床位420张。").issues] == ["place.unknown"]


def test_a_known_place_is_none() -> None:
    assert run("新增床位420张。", place="孝义市").issues == []


def test_a_place_does_not_reach_over_a_full_stop() -> None:
    assert places("中阳楼街道新增床位42张。新建公园3个。", place="孝义市") == ["中阳楼街道", "孝义市"]


def test_the_whole_unit_takes_over_again() -> None:
    assert places("汾阳市新建公园3个，全市新建公园42个。", place="吕梁市") == ["汾阳市", "吕梁市"]


def test_a_unit_above_is_not_what_the_number_is_about() -> None:
    assert places("山西省孝义市新增床位420张。", place="孝义市") == ["孝义市"]


def test_actors() -> None:
    for text, actor in [
        ("县农业农村局组织农技人员86名", "县农业农村局"),
        ("孝义市人民医院开展义诊12场", "孝义市人民医院"),
        ("全年，团县委开展活动12场", "团县委"),
        ("新建公园12个", None),
    ]:
        assert [name for _, name in find_actors(text, 0, len(text))] == ([actor] if actor else []), text


def test_the_period_of_a_plan_is_the_coming_year() -> None:
    article = _pipeline()(
        Article("2024年，新建公园3个。下一步，计划新建公园5个。", published="2025-01-10", meta={"place": "孝义市"})
    )
    assert [(one.period.since, one.period.until) for one in article.claims if one.period] == [
        ("2024", "2024"),
        ("2025", "2025"),
    ]
