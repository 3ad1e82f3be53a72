"""Where phrases begin and end: doer, verb and object before a number, the noun after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.claim.objects import open_object
from zongshu.claim.phrase import closing_verb, first_verb, noun_end, subject


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("县委社会工作部组建志愿服务队", ("县委社会工作部", "组建", "志愿服务队")),
        ("市教育局招聘高中教师", ("市教育局", "招聘", "高中教师")),
        ("建成口袋公园", ("", "建成", "口袋公园")),
        ("累计建成充电桩", ("累计", "建成", "充电桩")),
        ("培训社区工作者", ("", "培训", "社区工作者")),
        # a weak verb is part of a noun unless it opens the clause
        ("志愿服务队", ("", "", "志愿服务队")),
        ("基层治理创新案例", ("", "", "基层治理创新案例")),
        # a measure word is no object
        ("服务时长", ("", "", "服务时长")),
        ("注册志愿者", ("", "注册", "志愿者")),
        # a noun alone has no verb
        ("森林覆盖率", ("", "", "森林覆盖率")),
        ("", ("", "", "")),
    ],
)
def test_open_object(text: str, wanted: tuple[str, str, str]) -> None:
    assert open_object(text) == wanted


@pytest.mark.parametrize(
    ("head", "verb"),
    [
        ("矛盾纠纷化解", "化解"),
        ("拖欠工资追回", "追回"),
        ("先后举办", "举办"),
        ("新建了", "新建了"),
        ("志愿服务", ""),
        ("老年食堂", ""),
        ("", ""),
    ],
)
def test_closing_verb(head: str, verb: str) -> None:
    found = closing_verb(head)
    assert head.endswith(found)
    assert bool(found) == bool(verb)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # of several verbs the last with an object counts
        ("组织党员开展义诊活动", "义诊活动"),
        # a verb before 的 says which
        ("群众反映的停车问题", "群众反映的停车问题"),
        # a verb right before the head of a name belongs to the name
        ("实施危房改造项目", "危房改造项目"),
        ("新增就业岗位", "就业岗位"),
    ],
)
def test_the_object_of_several_verbs(text: str, wanted: str) -> None:
    assert open_object(text)[2] == wanted


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("雪道顺着山势铺开", "雪道"),
        ("联合收割机昼夜抢收", "联合收割机"),
        ("居民搬出危旧房", "居民"),
        ("图书摆上了书架", "图书"),
        ("党员亮出身份", "党员"),
        ("电梯完成年检", "电梯"),
        ("教师来县支教", "教师"),
        ("银行与园区签约", "银行"),
        # verbs inside names
        ("老旧小区改造项目", "老旧小区改造项目"),
        ("产教融合实训基地", "产教融合实训基地"),
        ("矛盾纠纷调解中心", "矛盾纠纷调解中心"),
        ("免费公交线路", "免费公交线路"),
        # what stands before 的 says which
        ("有重度残疾人的家庭安装扶手", "有重度残疾人的家庭"),
        ("在防汛中表现突出的集体", "在防汛中表现突出的集体"),
        # a threshold inside
        ("产值5亿元以上企业", "产值5亿元以上企业"),
        ("“护苗”志愿者守在路口", "“护苗”志愿者"),
    ],
)
def test_noun_end(text: str, noun: str) -> None:
    assert text[: noun_end(text)] == noun


def test_events_may_end_in_a_verb() -> None:
    assert noun_end("互助学习", things=False) == 4
    assert noun_end("志愿者参赛", things=True) == 3


@given(st.text("志愿者服务站的建成参加、“”了在2024年", max_size=16))
def test_a_noun_phrase_lies_in_its_text(text: str) -> None:
    assert 0 <= noun_end(text) <= len(text)


@pytest.mark.parametrize(
    ("said", "verb"), [("已全部建立", "建立"), ("加入志愿者队伍", "加入"), ("如期", "如期"), ("", "")]
)
def test_first_verb(said: str, verb: str) -> None:
    assert first_verb(said) == verb


@pytest.mark.parametrize(
    ("clause", "thing"),
    [
        ("茶产业是富民支柱", "茶产业"),
        ("县里推进户厕改造", "户厕改造"),
        ("新型职业农民队伍不断壮大", "新型职业农民队伍"),
    ],
)
def test_subject(clause: str, thing: str) -> None:
    assert subject(clause) == thing
