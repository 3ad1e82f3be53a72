from __future__ import annotations

from unicodedata import east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.damage import DAMAGES, Carrier, damage, half_width, undamage
from tests.support.marked import LAYOUTS
from tests.support.repair_score import distance

WRAPS = ("wrap16", "wrap18", "wrap24")
PIECES = st.sampled_from(
    [
        *"全县志愿服务站点建成覆盖群众率达，。、“”（）—　0123456789 \n㎡",
        *("12.5%", "5万余人次", "1,860户", "PM2.5", "〔2024〕", "㎡以上", "……", "\n\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=120).map("".join)
LAYOUT = st.lists(st.sampled_from(sorted(DAMAGES)), max_size=4)


def width(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)


def test_heads_and_damages_know_the_same_names() -> None:
    assert set(DAMAGES) == set(LAYOUTS)


@settings(max_examples=300)
@given(TEXTS, LAYOUT, st.integers(0, 9))
def test_the_map_leads_back_to_the_clean_text(text: str, layout: list[str], seed: int) -> None:
    damaged, back = damage(text, layout, seed)
    assert len(back) == len(damaged)
    assert undamage(damaged, back, len(text)) == half_width(text)


@settings(max_examples=300)
@given(TEXTS.filter(bool), LAYOUT, st.integers(0, 9), st.data())
def test_a_carried_span_holds_the_mention_and_is_tight(
    text: str, layout: list[str], seed: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    _, back = damage(text, layout, seed)
    low, high = Carrier(back, len(text)).span(start, end)
    came_from = [{at for a, b in back.runs(i, i + 1) for at in range(a, b)} for i in range(low, high)]
    assert set(range(start, end)) <= set().union(*came_from)
    # nothing hangs over: both ends are characters of the mention, not of what damage put in
    for edge in (came_from[0], came_from[-1]):
        assert edge
        assert edge <= set(range(start, end))


@given(TEXTS, LAYOUT, st.integers(0, 9))
def test_a_seed_fixes_the_damage(text: str, layout: list[str], seed: int) -> None:
    assert damage(text, layout, seed) == damage(text, layout, seed)


@pytest.mark.parametrize("name", WRAPS)
@given(text=TEXTS)
def test_wrapped_lines_fit_and_paragraphs_stay(name: str, text: str) -> None:
    wrapped, _ = damage(text, [name], 0)
    columns = int(name.removeprefix("wrap"))
    lines = text.split("\n")
    rest = wrapped
    for line in lines:
        pieces = []
        while "".join(pieces) != line:
            piece, _, rest = rest.partition("\n")
            pieces.append(piece)
            assert width(piece) <= 2 * columns
        if not pieces:
            blank, _, rest = rest.partition("\n")
            assert not blank
    assert not rest


@pytest.mark.parametrize("columns", [16, 18, 24])
def test_no_wrapped_line_begins_with_a_closing_mark(columns: int) -> None:
    text = "".join("县" * (number % 7 + 1) + "，）。、”："[number % 6] for number in range(400))
    lines = damage(text, [f"wrap{columns}"], 0)[0].split("\n")
    assert len(lines) > 30
    assert not [line for line in lines if line[0] in "，）。、”："]


@pytest.mark.parametrize(
    ("clean", "printed", "mention", "carried"),
    [
        ("党组织13个，", "党组织党组织1313个个，，", "13个", "1313个个"),
        ("覆盖率73.8%。", "覆盖率覆盖率7373..88%%。。", "73.8%", "7373..88%%"),
        ("127名网格员、", "127127名网格员名网格员、、", "127名", "127127名"),
        ("活动290余场", "活动活动290290余场余场", "290余场", "290290余场余场"),
        ("于2024年5月7日，", "于于20242024年年55月月77日日，，", "2024年5月7日", "20242024年年55月月77日日"),
        ("面积500㎡以上，", "面积面积500500㎡㎡以上以上，，", "500㎡以上", "500500㎡㎡以上以上"),
        ("六个社区", "六个社区六个社区", "六个", "六个"),
        ("共计六个", "共计六个共计六个", "六个", "六个"),
        ("六个", "六个六个", "六个", "六个六个"),
        ("游客突破6万人", "游客突破游客突破66万人万人", "突破6万人", "突破66万人万人"),
        ("称“三会”，", "称称““三会三会”，”，", "“三会”", "““三会三会”"),
    ],
)
def test_shadow_prints_runs_twice_and_spans_follow(clean: str, printed: str, mention: str, carried: str) -> None:
    damaged, back = damage(clean, ["shadow"], 0)
    assert damaged == printed
    start = clean.index(mention)
    low, high = Carrier(back, len(clean)).span(start, start + len(mention))
    assert damaged[low:high] == carried


@given(st.lists(st.sampled_from([*"全县志愿服务站5", "\n"]), max_size=80).map("".join))
def test_shadow_never_runs_over_a_line_break(text: str) -> None:
    assert damage(text, ["shadow"], 0)[0].count("\n") == text.count("\n")


def test_shadow_cuts_long_phrases() -> None:
    text = "可能是社区居民积极参与社区治理的成就感" * 5
    damaged, back = damage(text, ["shadow"], 1)
    assert len(damaged) == 2 * len(text)
    prints: dict[int, list[int]] = {}
    for at in range(len(damaged)):
        prints.setdefault(back.position(at), []).append(at)
    assert {second - first for first, second in prints.values()} <= set(range(1, 13))


def test_every_line_gets_one_blank_line() -> None:
    assert damage("一\n二\n\n三", ["blank_lines"], 0)[0] == "一\n\n二\n\n三"


def test_about_every_fourth_line_is_spaced_whole() -> None:
    text = "\n".join(["社区居民5.6万人参加，很好。"] * 400)
    lines = damage(text, ["spaced"], 0)[0].split("\n")
    hit = [line for line in lines if line == "社 区 居 民 5 . 6 万 人 参 加 ， 很 好 。"]
    assert 70 <= len(hit) <= 130
    assert len(hit) + lines.count("社区居民5.6万人参加，很好。") == 400


def test_fullwidth_leaves_chinese_marks_and_a_closing_point_alone() -> None:
    assert damage("PM2.5降8.7%，到2024年.", ["fullwidth"], 0)[0] == "ＰＭ２．５降８．７％，到２０２４年."


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("digit_spaces", {"有12.5万人", "有 12.5万人", "有12.5 万人", "有 12.5 万人"}),
        ("numbers_spaced", {"有12.5万人", "有12.5 万人", "有12.5万 人", "有12.5 万 人"}),
    ],
)
def test_spaces_stand_only_where_they_occur(name: str, forms: set[str]) -> None:
    assert {damage("有12.5万人", [name], seed)[0] for seed in range(200)} == forms


@given(st.text("一二三", max_size=12), st.text("一二三", max_size=12))
def test_distance_is_the_edit_distance(left: str, right: str) -> None:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row = row, [i]
        for j, b in enumerate(right, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    assert distance(left, right) == row[-1]
