from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.segment import segment
from zongshu.types import Article


def segmented(text: str) -> Article:
    return segment(Article(text, clean=text))


@given(st.text(st.sampled_from("全县站点13。，；！\n 　\t一、（二）第页—图□文/摄"), max_size=60))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    article = segmented(text)
    at = 0
    for sentence in article.sentences:
        assert at <= sentence.start < sentence.end <= len(text)
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "line",
    [
        *("□文/李平 王小川", "— 3 —", "第3页 共12页", "阅读次数：1627", "（记者 林晓岚）", "责任编辑：李平"),
        *("图为村民在广场上跳舞", "（下转第2版）", "村民在广场上跳舞。李平 摄"),
    ],
)
def test_page_lines_stand_alone_and_rule_nothing(line: str) -> None:
    article = segmented(f"一、党建\n建成站点3个。\n{line}\n又建5个。")
    assert [section.title for section in article.sections] == ["一、党建"]
    texts = [(article.clean[s.start : s.end], s.heading, s.section) for s in article.sentences]
    assert texts == [("一、党建", True, 0), ("建成站点3个。", False, 0), (line, True, 0), ("又建5个。", False, 0)]


@pytest.mark.parametrize("line", ["图书馆新增图书3万册", "记者走进社区", "文化站建成3个", "第3页内容属于正文。"])
def test_prose_is_no_page_line(line: str) -> None:
    assert not any(s.heading and s.section == -1 for s in segmented(line).sentences)


def test_title_is_the_heading_that_opens_the_text() -> None:
    page = "驿站里的暖意\n——某县服务小哥见闻\n\n全县建成驿站12个。\n一、建阵地\n新建驿站3个。\n"
    assert segmented(page).title == "驿站里的暖意——某县服务小哥见闻"
    assert segmented("全县建成驿站12个。\n驿站里的暖意\n新建驿站3个。\n").title is None
    assert segmented("一、建阵地\n新建驿站3个。\n").title is None
