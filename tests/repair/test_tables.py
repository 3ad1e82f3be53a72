"""Tables come through repair as they are, whatever stands twice, breaks off or goes on in their cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zongshu.repair import changes, repair_text

NAMES = [
    *(
        "专任教师（人）",
        "专任教师学历达标率（%）",
        "指标",
        "年份",
        "2024年",
        "2024年底",
        "增加值",
        "增加值增速",
        "城关镇",
    ),
    *("驿站", "驿站数", "在校学生", "在校学生增长率", "合计", "其中", "志愿者人数", "第1季度"),
]
LABELS = st.sampled_from(NAMES)
HEADS = st.sampled_from([*NAMES, "单位", "亿元", "个", "%", "万人次"])
VALUES = st.sampled_from(
    ["12", "12", "3,400", "5.6%", "5.6", "—", "12个", "1111", "88", "0", "-3.2", "2024", "…", "12.5万元"]
)
SIDE = ["\t", " | ", "|", "  ", "\u3000\u3000", "    "]


@st.composite
def tables(draw: st.DrawFn) -> str:
    between = draw(st.sampled_from(SIDE))
    width = draw(st.integers(3 if between.isspace() and between != "\t" else 2, 5))
    cell: st.SearchStrategy[str] = VALUES if between.isspace() and between != "\t" else st.one_of(VALUES, st.just(""))
    heads = [
        [draw(LABELS), *draw(st.lists(HEADS, min_size=width - 1, max_size=width - 1))]
        for _ in range(draw(st.integers(1, 2)))
    ]
    body = draw(
        st.lists(st.tuples(LABELS, st.lists(cell, min_size=width - 1, max_size=width - 1)), min_size=2, max_size=7)
    )
    rows = [*heads, *([label, *values] for label, values in body)]
    lines = [between.join(row) for row in rows]
    if "|" in between and draw(st.booleans()):
        lines = [f"| {line} |" for line in lines]
    return draw(st.sampled_from(["\n", "\r\n", "\n\n"])).join(lines)


@settings(max_examples=400, deadline=None)
@given(tables())
def test_a_table_stays_as_it_is(table: str) -> None:
    assert changes(table) == []


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_table_between_paragraphs_stays_as_it_is(table: str) -> None:
    text = f"全县建成志愿服务站280个，覆盖率达到73.8%，情况如下：\n{table}\n各乡镇把议事桌搬进院坝，群众都说好。\n"
    assert repair_text(text)[0] == text


@pytest.mark.parametrize(
    "row",
    [
        "专任教师（人）\t专任教师学历达标率（%）",
        "专任教师（人） | 专任教师学历达标率（%）",
        "| 12个 | 12个 |",
        "12人  12人  5",
        "覆盖率，\t，\t覆盖率",
    ],
)
def test_what_stands_in_two_cells_is_no_doubled_print(row: str) -> None:
    assert repair_text(row)[0] == row


def test_a_cell_that_is_printed_twice_is_mended() -> None:
    assert repair_text("覆盖率覆盖率7373..88%%\t1313个个\t5")[0] == "覆盖率73.8%\t13个\t5"
