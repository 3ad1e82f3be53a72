from __future__ import annotations

import pytest
from tests.read.samples import article, as_html, lines

from zongshu.errors import ReadError
from zongshu.pipeline import Pipeline
from zongshu.read import Source, read
from zongshu.types import Article


def page(data: bytes, name: str = "a.html") -> Article:
    (one,) = read(Source(name, name, data=data))
    return one


def test_the_article_is_all_there_and_nothing_else() -> None:
    one = page(as_html(article()))
    assert one.raw.splitlines() == lines(article())
    assert (one.title, one.outlet, one.published) == (lines(article())[0], "某县日报", "2025-06-12")
    assert page(as_html(article()), "a.htm").raw == one.raw


def test_a_table_is_rows_with_tabs() -> None:
    table = "<table><tr><th>乡镇</th><th>驿站</th></tr><tr><td>城关镇</td><td> 1,2<b>00</b> </td></tr></table>"
    data = as_html(article()).replace(b"<p>\xe7\xac\xac1\xe9\xa1\xb5</p>", table.encode())
    assert page(data).raw.endswith("乡镇\t驿站\n城关镇\t1,200\n")


@pytest.mark.parametrize(
    "furniture",
    ["阅读次数：1288", "浏览量 [3] 次", "第1页 共3页", "【打印】", "责任编辑：王某", "字号：大 中 小"],
)
def test_furniture_is_left_out(furniture: str) -> None:
    data = as_html(article()).replace("<p>第1页</p>".encode(), f"<p>{furniture}</p>".encode())
    assert page(data).raw.splitlines() == lines(article())


def test_sentences_that_look_like_furniture_stay() -> None:
    data = as_html(article()).replace("<p>第1页</p>".encode(), "<p>阅读次数达1288次，同比增长3%。</p>".encode())
    assert "阅读次数达1288次" in page(data).raw


@pytest.mark.parametrize(("said", "true"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("big5", "utf-8")])
def test_the_encoding_is_what_fits(said: str, true: str) -> None:
    data = as_html(article()).decode().replace('charset="utf-8"', f'charset="{said}"').encode(true)
    one = page(data)
    assert (one.raw.splitlines(), one.encoding) == (lines(article()), true)


def test_entities_are_characters() -> None:
    data = as_html(article()).replace(
        lines(article())[1].encode(), "建成&#31449;&#x70B9;3&nbsp;个&mdash;&mdash;&lt;甲&gt;。".encode()
    )
    assert "建成站点3 个——<甲>。" in page(data).raw.replace("\xa0", " ")


def test_an_empty_page() -> None:
    for data in (b"", b"<html></html>", b"<!-- -->"):
        assert [issue.code for issue in page(data).issues] == ["read.empty"]


def test_tags_nested_too_deeply() -> None:
    data = b"<div>" * 10_000 + "建成站点3个。".encode() + b"</div>" * 10_000
    with pytest.raises(ReadError, match="deep") as caught:
        page(data)
    assert caught.value.code == "read.nesting"
    many = b"<p>" * 2_000 + "建成站点3个。".encode() + b"<br>" * 2_000
    assert "建成站点3个。" in page(many).raw


SPANNED = """<table><tr><td colspan="5">表1 各镇情况</td></tr>
<tr><th rowspan="2">乡镇</th><th colspan="2">驿站（个）</th><th colspan="2">志愿者（人）</th></tr>
<tr><th>2023年</th><th>2024年</th><th>2023年</th><th>2024年</th></tr>
<tr><td>城关镇</td><td>12</td><td></td><td>3,400</td><td>3,500</td></tr>
<tr><td>白马镇</td><td rowspan="2">7</td><td>&nbsp;</td><td><p>1,250</p></td><td>-</td></tr>
<tr><td>云台镇</td><td>9</td><td>980</td><td>990</td></tr></table>"""


def test_empty_and_spanning_cells_keep_their_columns() -> None:
    one = page(as_html(article()).replace("<p>第1页</p>".encode(), SPANNED.encode()))
    assert one.raw.splitlines()[-6:] == [
        "表1 各镇情况",
        "乡镇\t驿站（个）\t\t志愿者（人）\t",
        "乡镇\t2023年\t2024年\t2023年\t2024年",
        "城关镇\t12\t\t3,400\t3,500",
        "白马镇\t7\t\t1,250\t-",
        "云台镇\t\t9\t980\t990",
    ]
    heads = {
        one.clean[claim.start : claim.end]: [one.clean[a:b] for a, b in claim.heads]
        for claim in Pipeline()(one).claims
        if claim.heads
    }
    assert heads["3,500"] == ["表1 各镇情况", "城关镇", "志愿者（人）", "2024年"]
    assert heads["9"] == ["表1 各镇情况", "云台镇", "驿站（个）", "2024年"]


def test_a_table_that_lays_a_page_out_stays_prose() -> None:
    text = "全县建成志愿服务站280个，覆盖率达到73.8%。" * 12
    table = (
        f'<table><tr><td rowspan="2">导航</td><td></td><td><p>{text}</p></td></tr><tr><td>1</td><td>2</td></tr></table>'
    )
    data = as_html(article()).replace("<p>第1页</p>".encode(), table.encode())
    assert "\ue0f0" not in page(data).raw
    assert text in page(data).raw
