"""What the words before a number make of it."""

from __future__ import annotations

import pytest

from zongshu.claim.change import strip_base
from zongshu.claim.measure import read_left


@pytest.mark.parametrize(
    ("left", "unit", "kind", "form", "direction", "subject"),
    [
        ("同比增长", "%", "percent", "change", "up", ""),
        ("工业增加值同比增长", "%", "percent", "change", "up", "工业增加值"),
        ("粮食总产量比上年增加", "吨", "mass", "change", "up", "粮食总产量"),
        ("安全事故起数下降了", "%", "percent", "change", "down", "安全事故起数"),
        ("增速", "%", "percent", "change", "up", ""),
        ("物流成本较改革前降低", "元", "money", "change", "down", "物流成本"),
        ("失业率比上年低", "个百分点", "change", "change", "down", "失业率"),
        ("高于全省平均水平", "个百分点", "change", "change", "up", ""),
        ("群众投诉比去年少了", "件", "count", "change", "down", "群众投诉"),
        # a change that reached its end is a level
        ("覆盖率提高到", "%", "percent", "level", None, "覆盖率"),
        ("审批事项精简至", "项", "count", "level", None, "审批事项"),
        ("覆盖率达", "%", "percent", "level", None, "覆盖率达"),
        ("高新技术产业占规上工业的", "%", "percent", "share", None, "高新技术产业"),
        ("线上销售额是2020年的", "倍", "multiple", "multiple", None, "线上销售额"),
        ("实际完成年度任务的", "%", "percent", "completion", None, "实际"),
        ("营商环境居全省", "位", "rank", "rank", None, "营商环境居全省"),
    ],
)
def test_read_left(left: str, unit: str, kind: str, form: str, direction: str | None, subject: str) -> None:
    reading = read_left(left, unit, kind, False)
    assert (reading.form, reading.direction, reading.subject) == (form, direction, subject)


def test_a_noun_after_the_number_makes_a_count_of_it() -> None:
    assert read_left("全年增加", "个", "count", has_right_noun=True).form == "level"
    assert read_left("网点比上年增加", "个", "count", has_right_noun=False).form == "change"


@pytest.mark.parametrize(
    ("left", "after", "step"),
    [
        ("公办园由", "增加到57所", "base"),
        ("研发强度从2020年的", "提升到2.7%", "base"),
        ("市区由", "向北延伸", ""),
        ("由", "，提升到57所", ""),
    ],
)
def test_the_first_of_from_to(left: str, after: str, step: str) -> None:
    assert read_left(left, "所", "count", False, after).step == step


def test_the_second_of_from_to() -> None:
    assert read_left("公办园增加到", "所", "count", False).step == "result"


def test_a_share_names_its_whole() -> None:
    reading = read_left("茶叶产值占全县农业总产值的", "%", "percent", False)
    assert (reading.subject, reading.whole) == ("茶叶产值", "全县农业总产值")


def test_land_taken_is_no_share() -> None:
    assert read_left("项目占地", "%", "percent", False).form != "share"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("粮食总产量比上年", "粮食总产量"),
        ("用电量同比", "用电量"),
        ("存款余额比年初", "存款余额"),
        ("失业率较“十三五”末", "失业率"),
        ("农产品比价关系", "农产品比价关系"),
        ("", ""),
    ],
)
def test_strip_base(text: str, rest: str) -> None:
    assert strip_base(text) == rest


@pytest.mark.parametrize(
    ("left", "unit", "form", "subject"),
    [
        ("淘汰落后炼铁产能", "吨", "level", "淘汰落后炼铁产能"),
        ("税收增速落后全市平均", "个百分点", "change", "税收增速"),
        ("清洁取暖比重提高", "个百分点", "change", "清洁取暖比重"),
        ("压减一般性支出", "%", "change", "一般性支出"),
        ("新能源占总装机比重提高到", "%", "share", "新能源"),
        ("税收为年初预算的", "%", "completion", "税收"),
        ("养老金由每月700元提高到现在的", "元", "level", "养老金由每月700元"),
    ],
)
def test_what_the_words_before_a_number_say(left: str, unit: str, form: str, subject: str) -> None:
    reading = read_left(left, unit, "percent" if unit == "%" else "count", False)
    assert (reading.form, reading.subject) == (form, subject)


def test_a_share_may_be_the_first_of_from_to() -> None:
    reading = read_left("新能源占总装机比重从", "%", "percent", False, "提高到12%")
    assert (reading.form, reading.step, reading.subject) == ("share", "base", "新能源")
