"""The frame of a number: what belongs to it on both sides."""

from __future__ import annotations

from zongshu.claim.frame import frames
from zongshu.quantify import quantify
from zongshu.repair import repair
from zongshu.segment import segment
from zongshu.types import Article


def framed(text: str) -> list[tuple[str, str, str]]:
    """Return left words, number and right words of every claim mention."""
    article = Article(text)
    for stage in (repair, segment, quantify):
        article = stage(article)
    clean = article.clean
    mentions = [one for one in article.mentions if one.role == "claim"]
    return [
        (one.left, clean[one.mention.start : one.mention.end], one.right)
        for one in frames(clean, 0, len(clean), mentions)
    ]


def test_each_number_has_its_own_words() -> None:
    assert framed("建成公园3个、绿道68公里，新增车位500个") == [
        ("建成公园", "3个", ""),
        ("绿道", "68公里", ""),
        ("新增车位", "500个", ""),
    ]


def test_a_noun_between_two_numbers_goes_to_the_first() -> None:
    assert framed("吸纳20名司机、53名快递员") == [("吸纳", "20名", "司机"), ("", "53名", "快递员")]


def test_a_verb_between_two_numbers_goes_to_the_second() -> None:
    assert framed("383个村清理垃圾2914吨") == [("", "383个", "村"), ("清理垃圾", "2914吨", "")]


def test_a_bracket_is_a_clause_of_its_own() -> None:
    found = framed("建成辅导站74所（示范站6所），新增床位20张")
    assert [one[:2] for one in found] == [("建成辅导站", "74所"), ("示范站", "6所"), ("新增床位", "20张")]
    assert found[1][2] == ""


def test_a_threshold_belongs_to_what_is_counted() -> None:
    found = framed("10人以上非公企业95户")
    assert found[1][0].endswith("10人以上非公企业")


def test_commas_inside_numbers_part_nothing() -> None:
    assert framed("流转土地9,556亩") == [("流转土地", "9,556亩", "")]


def test_a_clause_goes_on_after_its_bracket() -> None:
    found = framed("发放低保金900万元（城市300万元、农村600万元）、救助金42万元")
    assert [one[:2] for one in found] == [
        ("发放低保金", "900万元"),
        ("城市", "300万元"),
        ("农村", "600万元"),
        ("救助金", "42万元"),
    ]


def test_what_is_measured_belongs_to_the_second_number() -> None:
    assert [one[0] for one in framed("新开工项目16项总投资75亿元")] == ["新开工项目", "总投资"]
    assert framed("209个村公交通达率100%") == [("", "209个", "村公交通达率"), ("村公交通达率", "100%", "")]
