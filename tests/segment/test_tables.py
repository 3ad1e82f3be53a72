from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.offsets import OffsetMap
from zongshu.segment import segment
from zongshu.segment.rows import row_of
from zongshu.types import Article, Table


def segmented(text: str) -> Article:
    return segment(Article(text, clean=text, map=OffsetMap.identity(len(text))))


def grid(article: Article, number: int = 0) -> list[list[str]]:
    text, table = article.clean, article.tables[number]
    return [[text[a:b] for a, b in row] for row in table.rows]


def heads(article: Article) -> list[list[str]]:
    return [[article.clean[a:b] for a, b in head] for head in article.tables[0].heads]


HEAD = ["指标", "2023年", "2024年", "增速（%）"]
ROWS = [
    ["粮食产量（吨）", "1,864", "1,902", "2.0"],
    ["造林面积（亩）", "523", "—", "-3.5"],
    ["公路里程（公里）", "86", "88", "2.3"],
]


def printed(rows: list[list[str]], how: str) -> str:
    if how == "pipe":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])
    if how == "line":
        return "\n".join(cell for row in rows for cell in row)
    return "\n".join({"tab": "\t", "gap": "   ", "wide": "\u3000", "space": " "}[how].join(row) for row in rows)


@pytest.mark.parametrize("how", ["pipe", "tab", "gap", "wide", "line"])
def test_a_table_is_the_same_however_it_is_printed(how: str) -> None:
    article = segmented(f"全县经济平稳运行。\n附表：主要指标\n{printed([HEAD, *ROWS], how)}\n各项工作有序推进。")
    assert heads(article) == [[cell] for cell in HEAD]
    assert grid(article) == ROWS
    assert not article.issues
    text, (table,) = article.clean, article.tables
    assert [text[a:b] for a, b in table.caption] == ["附表：主要指标"]
    rows = {text[row[0][0] : row[-1][1]] for row in table.rows}
    shown = {text[sentence.start : sentence.end].strip(" |") for sentence in article.sentences}
    assert rows <= shown, "each row is one sentence"
    assert [section.title for section in article.sections] == ["附表：主要指标"]


@given(
    st.integers(1, 5),
    # a first row of what may be years may be a second head: such tables are flagged
    st.lists(
        st.lists(st.integers(0, 99999).filter(lambda n: not 1900 <= n <= 2099), min_size=5, max_size=5),
        min_size=2,
        max_size=6,
    ),
    st.sampled_from(["pipe", "tab", "gap", "wide", "line"]),
)
def test_every_figure_keeps_its_row_and_column(width: int, figures: list[list[int]], how: str) -> None:
    head = ["乡镇", *(f"指标{name}（个）" for name in "甲乙丙丁戊"[:width])]
    rows = [[f"{name}庄镇", *map(str, row[:width])] for name, row in zip("东西南北中上", figures, strict=False)]
    if how == "line" and len(rows) * width < 3:
        return
    article = segmented(printed([head, *rows], how))
    assert grid(article) == rows
    assert heads(article) == [[cell] for cell in head]


def test_merged_heads_are_shared_out() -> None:
    wanted = [["地区"], ["2023年", "数量"], ["2023年", "占比"], ["2024年", "数量"], ["2024年", "占比"]]
    body = "小学\t12\t3.5\t13\t3.6\n初中\t8\t2.5\t9\t2.6"
    for top, low in (
        ("地区\t2023年\t\t2024年\t", "\t数量\t占比\t数量\t占比"),
        ("地区\t2023年\t2024年", "数量\t占比\t数量\t占比"),
        ("地区\t2023年\t2024年", "\t数量\t占比\t数量\t占比"),
    ):
        assert heads(segmented(f"{top}\n{low}\n{body}")) == wanted
    assert heads(segmented(f"2023年\t2024年\n数量\t占比\t数量\t占比\n{body}"))[1:] == wanted[1:]


@pytest.mark.parametrize(
    "page",
    [
        "地区\t产值\t税收\n总量\t增速\t总量\t增速\t占比\n甲镇\t1\t2\t3\t4\t5\n乙镇\t1\t2\t3\t4\t5",
        "学校\t在校生\n小学\t12\t300\n初中\t8\t200",
        "小学\t12\t300\n初中\t8\t200",
        "甲\n2023年\n2024年\n面积\n产量\n面积\n产量\n小麦\n1\n2\n3\n4\n玉米\n5\n6\n7\n8",
    ],
)
def test_columns_that_are_not_certain_are_flagged_and_not_guessed(page: str) -> None:
    article = segmented(page)
    assert article.tables == []
    assert [issue.code for issue in article.issues] == ["table.unsure"]


def test_a_row_with_a_lost_cell_is_left_out_and_flagged() -> None:
    article = segmented("县区\t学校\t学生\n甲县\t12\t300\n乙县\t200\n丙县\t9\t180\n")
    assert [row[0] for row in grid(article)] == ["甲县", "丙县"]
    (issue,) = article.issues
    assert article.clean[issue.start : issue.end] == "乙县\t200"


def test_a_wrapped_label_is_joined_where_its_brackets_tell() -> None:
    article = segmented("指标\t2024年\n高标准农田（万\n亩）\t3.4\n粮食\t18\n")
    assert grid(article)[0] == ["高标准农田（万\n亩）", "3.4"]
    assert [article.clean[s.start : s.end] for s in article.sentences][1] == "高标准农田（万\n亩）\t3.4"


def test_tables_one_after_the_other_stay_apart() -> None:
    first, second = printed([HEAD, *ROWS], "tab"), printed([["乡镇", "户数", "人口"], ["甲镇", "5", "9"]], "tab")
    assert [len(table.rows) for table in segmented(f"{first}\n{second}").tables] == [3, 1]
    pages = printed([HEAD, *ROWS], "pipe"), printed([["乡镇", "户数"], ["甲镇", "5"]], "pipe")
    assert [len(table.rows) for table in segmented("\n\n".join(pages)).tables] == [3, 1]


def test_a_row_of_words_opens_no_table() -> None:
    article = segmented("断面\t2023年\t2024年\n氨氮\t0.3\t0.2\n水质\t良\t优\n总磷\t0.1\t0.1\n")
    assert [row[0] for row in grid(article)] == ["氨氮", "总磷"]
    assert len(article.tables) == 1


def test_a_unit_line_rules_no_section_and_a_head_printed_again_is_skipped() -> None:
    page = f"主要指标\n单位：万元\n{printed([HEAD, ROWS[0], HEAD, *ROWS[1:]], 'tab')}"
    article = segmented(page)
    assert [section.title for section in article.sections] == ["主要指标"]
    assert grid(article) == ROWS
    assert [article.clean[a:b] for a, b in article.tables[0].caption] == ["主要指标", "单位：万元"]


@pytest.mark.parametrize(
    "page",
    [
        "建成站点3个，覆盖全县。\n中国\u3000人民",
        "李平 王小川 3\n赵六 钱七 5",
        "一、党建\u3000建成3个",
        "□文/李平\u3000图/王小川\n全县建成站点3个。",
        "　　全县建成站点3个，投入5万元。\n　　新建驿站2个，服务300人。",
        "2024年5月\n1. 建设\n2. 管理\n3. 服务",
    ],
)
def test_prose_and_names_are_no_table(page: str) -> None:
    article = segmented(page)
    assert (article.tables, article.issues) == ([], [])


@given(st.text(st.sampled_from("指标2024年 产值（亿元）\t\n|—-1.5%　。，单位：合计"), max_size=120))
def test_any_text_is_covered_and_every_table_is_even(text: str) -> None:
    article = segmented(text)
    at = 0
    for sentence in article.sentences:
        assert at <= sentence.start < sentence.end <= len(text)
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()
    starts = [sentence.start for sentence in article.sentences]
    for table in article.tables:
        assert isinstance(table, Table)
        assert {len(row) for row in table.rows} == {len(table.heads)}
        for row in table.rows:
            cells = [cell for cell in row if cell[0] < cell[1]]
            assert all(a[1] <= b[0] for a, b in pairwise(cells))
            assert any(start <= cells[0][0] for start in starts)


def test_work_stays_linear_in_long_lines_and_long_tables() -> None:
    assert row_of("a\t" * 5000, 0, 10000).cells == ()
    article = segmented("指标\t数值\n" + "甲\t1\n" * 20000)
    assert len(article.tables[0].rows) == 20000
