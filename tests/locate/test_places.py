"""Division names, places below the county, and the article's own unit; ambiguous names give candidates, never a guess."""

from __future__ import annotations

import pytest

from zongshu.lexicon.divisions import divisions, short_names
from zongshu.locate.own import own_place
from zongshu.locate.places import find_divisions, with_parts
from zongshu.locate.towns import find_towns
from zongshu.segment import segment
from zongshu.types import Article, Place


def names(text: str) -> list[str]:
    return [hit.name for hit in find_divisions(text, 2024)]


def subs(text: str) -> list[tuple[str, str]]:
    edges = [hit.end for hit in find_divisions(text, 2024) if hit.name[-1] in "省市县区"]
    return [(town.name, town.level) for town in find_towns(text, edges)]


def own(text: str, **meta: str) -> tuple[Place | None, str | None]:
    article = segment(Article(text, clean=text, meta=meta))
    place, division = own_place(article, find_divisions(text, 2024), 2024)
    return place, division.code if division else None


# -- names in the text ------------------------------------------------------------------------------------------------


def test_divisions_in_order() -> None:
    assert names("孝义市、汾阳市与醴陵市结对") == ["孝义市", "汾阳市", "醴陵市"]


def test_hits_say_where_they_stand() -> None:
    text = "在长治市潞州区召开"
    for hit in find_divisions(text, 2024):
        assert text[hit.start : hit.end] == hit.name


def test_an_ambiguous_name_keeps_its_options() -> None:
    (hit,) = find_divisions("鼓楼区新增床位", 2024)
    assert len({option.code for option in hit.options}) >= 3


@pytest.mark.parametrize("text", ["和平发展是时代主题", "城区道路改造", "全市新增床位", "构建和谐社区", ""])
def test_ordinary_words_are_no_divisions(text: str) -> None:
    assert names(text) == []


def test_a_name_of_its_time() -> None:
    (hit,) = find_divisions("屯留县新增床位", 2015)
    assert [option.name for option in hit.options] == ["屯留县"]


# -- streets, towns, villages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("中阳楼街道整合网格", [("中阳楼街道", "town")]),
        ("在濮院镇，新建厂房", [("濮院镇", "town")]),
        ("孝义市梧桐镇建成", [("梧桐镇", "town")]),
        ("走进桃园社区，看见", [("桃园社区", "village")]),
        ("位于张兰镇的合作社", [("张兰镇", "town")]),
    ],
)
def test_places_below_the_county(text: str, wanted: list[tuple[str, str]]) -> None:
    assert subs(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *(
            "各乡镇组建志愿队",
            "示范社区建设",
            "特色小镇创建",
            "依托社区开展活动",
            "美丽乡村建设",
            "乡镇党委书记",
            "城镇新增就业",
            "送戏下乡136场",
            "在职党员回社区报到",
            "新修村路12公里",
            "不锈钢重镇",
            "甲级村卫生室15家",
        ),
        *("推动社区治理", "服务农村群众", "社区工作者队伍", "老旧小区改造", "12个行政村完成"),
    ],
)
def test_kinds_of_places_are_no_names(text: str) -> None:
    assert subs(text) == []


# -- the article's own unit -------------------------------------------------------------------------------------------


def test_metadata_goes_first() -> None:
    place, code = own("孝义市2024年工作总结\n孝义市建成公园3个。", place="汾阳市")
    assert place is not None
    assert (place.name, place.basis, code) == ("汾阳市", "metadata", "141182")


def test_metadata_may_be_a_code() -> None:
    place, code = own("建成公园3个。", adcode="141181")
    assert place is not None
    assert (place.name, place.level, code) == ("孝义市", "county", "141181")


def test_metadata_may_be_a_path() -> None:
    place, code = own("建成公园3个。", place="江苏省南京市鼓楼区")
    assert place is not None
    assert (place.name, code) == ("鼓楼区", "320106")


def test_ambiguous_metadata_gives_candidates_and_no_guess() -> None:
    place, code = own("建成公园3个。", place="鼓楼区")
    assert place is not None
    assert (place.adcode, code) == (None, None)
    assert len(place.candidates) >= 3
    assert ("320106", "江苏省南京市鼓楼区") in place.candidates


def test_unknown_metadata_is_kept_as_given() -> None:
    place, code = own("建成公园3个。", place="无名开发区")
    assert place is not None
    assert (place.name, place.adcode, place.level, code) == ("无名开发区", None, "other", None)


def test_the_title_goes_before_other_names() -> None:
    place, _ = own("醴陵市2024年民政工作总结\n与孝义市结对共建，学习孝义市经验，全市建成公园3个。")
    assert place is not None
    assert (place.name, place.basis) == ("醴陵市", "article")


def test_an_ambiguous_title_gives_candidates_and_no_guess() -> None:
    place, code = own("鼓楼区2024年工作总结\n鼓楼区新增床位420张。")
    assert place is not None
    assert (place.name, place.adcode, code) == ("鼓楼区", None, None)
    assert len(place.candidates) >= 3


def test_the_city_named_beside_it_settles_an_ambiguous_name() -> None:
    place, code = own("南京市鼓楼区2024年工作总结\n鼓楼区新增床位420张，鼓楼区群众满意。")
    assert place is not None
    assert (place.adcode, code) == ("320106", "320106")


def test_the_level_spoken_of_decides() -> None:
    text = "2024年，长治市潞州区改造小区3个，长治市、潞州区联动，全区新增车位500个，我区新建公园6个。"
    place, _ = own(text)
    assert place is not None
    assert place.name == "潞州区"


def test_no_name_no_place() -> None:
    assert own("全市建成公园3个。") == (None, None)


# -- the parts of a prefecture ----------------------------------------------------------------------------------------


def test_a_list_of_the_parts_of_any_prefecture() -> None:
    table = divisions()
    known = {one for name in table.names() for one in table.find(name) if one.level == "prefecture"}
    assert len(known) > 330
    for over in known:
        shorts = [short for part in table.children(over) for short in short_names(part.name)]
        text = "和".join(shorts)
        hits = with_parts(text, over, find_divisions(text, 2024))
        assert all(text[hit.start : hit.end] == hit.name for hit in hits)


def test_a_part_whose_name_holds_what_joins_a_list() -> None:
    over = divisions().resolve("吉安市")
    text = "吉水和泰和、安福人数最多"
    assert [hit.name for hit in with_parts(text, over, find_divisions(text, 2024))] == ["吉水", "泰和", "安福"]
