"""What is told in stories: the person, the task of old, and how long something takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu import Pipeline
from zongshu.claim.persons import as_name, find_person, speaker
from zongshu.claim.scene import Scene
from zongshu.claim.stories import kernel, story, task_of, took


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青石镇教师李文博在山里坚守", "李文博"),
        ("社区专干何洁备考", "何洁"),
        ("网格员郑敏每周", "郑敏"),
        ("渔民老陈已经", "老陈"),
        ("外卖骑手孙师傅把车停稳", "孙师傅"),
        # words that only look like names
        ("居民许多诉求", ""),
        ("这位老党员", ""),
        ("企业主体责任", ""),
        ("全县教师平均年龄", ""),
    ],
)
def test_find_person(text: str, name: str) -> None:
    assert find_person(text)[0] == name


def test_a_name_alone_and_who_speaks() -> None:
    assert as_name("郑小玲跳下车") == "郑小玲"
    text = "“办证跑两趟。”居民杨立秋说。"
    assert speaker(text, 0, len(text)) == "杨立秋"


@pytest.mark.parametrize(
    ("told", "unit", "wanted"),
    [
        ("硬是在坝上守了", "天", "周敏在坝上守天数"),
        ("一干就是", "年", "周敏干年数"),
        ("每天要送", "单", "周敏每天送单数"),
    ],
)
def test_story(told: str, unit: str, wanted: str) -> None:
    kind = "count" if unit == "单" else "duration"
    assert story("周敏", told, "", "", unit, kind, "") == wanted


def test_the_task_of_old_is_what_takes_less_time_now() -> None:
    task = task_of("过去办执照要跑")
    assert task == "办执照"
    assert story("周敏", "现在网上填表", "", "就办妥", "分钟", "duration", task) == "周敏现在办执照用时"


@pytest.mark.parametrize(
    ("told", "right", "wanted"),
    [
        ("先用了", "把家底摸清", "摸清家底用时"),
        ("最快的只用了", "", "最快的邻里纠纷调解用时"),
        ("平均", "审结一起案件", "审结一起案件平均用时"),
        ("提前", "完成攻坚任务", "提前完成攻坚任务"),
        ("平均住院日", "", ""),
    ],
)
def test_took(told: str, right: str, wanted: str) -> None:
    assert took(told, right, "邻里纠纷", "调解") == wanted


def test_a_scene_forgets_its_person_where_the_county_speaks() -> None:
    scene = Scene()
    scene.meet("果农赵大海把苹果装上车")
    assert scene.person == "赵大海"
    scene.meet("全县累计种植")
    assert scene.person == ""


def test_a_sentence_of_its_own_leaves_the_person() -> None:
    article = Pipeline()("渔民周大海出海三十年。全县渔船达到320艘。")
    assert [claim.item for claim in article.claims] == ["周大海出海年数", "渔船"]


@given(st.text("已经硬是在堤上住了一守就是每天要", max_size=14))
def test_a_kernel_adds_nothing(words: str) -> None:
    assert set(kernel(words)) <= set(words)
