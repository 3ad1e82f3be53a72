from __future__ import annotations

from pathlib import Path

import zongshu
from zongshu.read.markdown import markdown_text


def test_marks_go_and_words_stay() -> None:
    assert markdown_text("## 一、总体情况\n\n建成**暖心驿站**86个，[名单](http://a.b)见`附件`。") == (
        "一、总体情况\n\n建成暖心驿站86个，名单见附件。\n"
    )


def test_lists_keep_their_numbers() -> None:
    assert (
        markdown_text("3. 调解纠纷12件\n4. 办结工单30件\n\n- 走访5户\n")
        == "3. 调解纠纷12件\n4. 办结工单30件\n\n走访5户\n"
    )


def test_tables_keep_their_cells() -> None:
    assert (
        markdown_text("| 指标 | 2023年 | 2022年 |\n|---|---|---|\n| 学校 | | 12 |\n")
        == "指标\t2023年\t2022年\n学校\t\t12\n"
    )


def test_html_is_no_text() -> None:
    assert "script" not in markdown_text("正文。<b>粗</b>\n\n<script>alert(1)</script>\n")


def test_an_empty_file() -> None:
    assert markdown_text("") == ""


def test_bold_words_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 安吉县总结\n\n2023年，全县建成**暖心驿站**86个。\n", encoding="utf-8")
    frame = zongshu.extract(tmp_path / "a.md").frame
    assert frame[["item", "quantity_value", "article_title"]].values.tolist() == [["暖心驿站", 86, "安吉县总结"]]
