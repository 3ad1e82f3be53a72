"""Several articles in one file."""

from __future__ import annotations

import io

import pytest
from tests.read.samples import FONT, as_docx, canvas

from zongshu.read import PageArticle, Source, read
from zongshu.types import Article

ONE = "2024年，青禾县建成志愿服务站280个，覆盖率达73.8%。\n全县参与群众5万余人次。"
TWO = "白河县新建骑手驿站15个，服务骑手1200人。群众都说好，骑手也说好。"
EXPORT = (
    f"【篇名】青禾县综述\n【作者】李平\n【来源】青禾日报\n【日期】2025-06-12\n【正文】{ONE}\n\n"
    f"【篇名】白河县综述\n【来源】白河日报\n【日期】2025年6月13日 第3版\n【正文】\n{TWO}\n"
)
BLOCKS = (
    f"共检索到2篇\n\n标 题：青禾县综述\n来源：青禾日报\n日期：2025-06-12\n\n{ONE}\n关键词：驿站\n\n"
    f"标 题：白河县综述\n来源：白河日报\n日期：2025年6月13日\n\n{TWO}\n"
)


def given(text: str | bytes, name: str = "a.txt") -> list[Article]:
    return list(read(Source(name, name, data=text if isinstance(text, bytes) else text.encode())))


def told(found: list[Article]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(one.source, one.title, one.outlet, one.published) for one in found]


def both(name: str) -> list[tuple[str, str, str, str]]:
    return [
        (f"{name}#1", "青禾县综述", "青禾日报", "2025-06-12"),
        (f"{name}#2", "白河县综述", "白河日报", "2025-06-13"),
    ]


@pytest.mark.parametrize("text", [EXPORT, BLOCKS, EXPORT.replace("\n", "\r\n")], ids=["export", "blocks", "crlf"])
def test_records_are_articles(text: str) -> None:
    found = given(text)
    assert told(found) == both("a.txt")
    assert ["".join(one.raw.split()) for one in found] == [ONE.replace("\n", ""), TWO]
    assert all(one.raw in text for one in found)


def test_other_fields_are_metadata() -> None:
    assert given(EXPORT)[0].meta == {"作者": "李平"}
    assert given(EXPORT.replace("作者", "地区"))[0].meta == {"place": "李平"}


def test_numbered_articles() -> None:
    text = f"共2篇\n第1篇\n青禾县综述\n{ONE}\n第2篇\n白河县综述\n{TWO}\n"
    assert [(one.source, one.raw.split("\n")[0]) for one in given(text)] == [
        ("a.txt#1", "青禾县综述"),
        ("a.txt#2", "白河县综述"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"第1篇\n青禾县综述\n{ONE}\n第2篇\n白河县综述\n{TWO}\n",
        f"第一篇 开启新征程\n{ONE}\n第二篇 发展\n{TWO}\n",
        f"标题：青禾县综述\n来源：青禾日报\n{ONE}",
        f"标题：青禾县综述\n来源：青禾日报\n{ONE}\n标题：白河县综述\n来源：白河日报\n",
        f"标题：青禾县综述\n{ONE}\n标题：白河县综述\n{TWO}\n",
        f"{ONE}\n{BLOCKS}",
    ],
    ids=["numbers alone", "parts of a plan", "one record", "a record without text", "no other label", "text before"],
)
def test_what_is_not_certain_stays_one_article(text: str) -> None:
    (one,) = given(text)
    assert (one.source, one.raw) == ("a.txt", text)


def page(*articles: tuple[str, str], tail: str = "") -> str:
    parts = "".join(
        f"<article><h2>{title}</h2><p>来源：{outlet}　发布时间：2025-06-12</p><p>{3 * TWO}</p>{tail}</article>"
        for title, outlet in articles
    )
    return f"<html><head><title>电子报</title></head><body><nav>首页</nav>{parts}<footer>备案</footer></body></html>"


def test_a_page_with_several_articles() -> None:
    found = given(page(("青禾县综述", "青禾日报"), ("白河县综述", "白河日报")), "a.html")
    assert told(found) == [
        ("a.html#1", "青禾县综述", "青禾日报", "2025-06-12"),
        ("a.html#2", "白河县综述", "白河日报", "2025-06-12"),
    ]
    assert [one.raw for one in found] == [f"青禾县综述\n{3 * TWO}\n", f"白河县综述\n{3 * TWO}\n"]


def test_teasers_are_no_articles() -> None:
    text = page(("青禾县综述", "青禾日报"), ("白河县综述", "白河日报"), tail="<p><a href='/1'>阅读全文</a></p>")
    assert len(given(text, "a.html")) == 1


def test_records_of_a_page_and_of_a_word_file() -> None:
    lines = "".join(f"<p>{line * (3 if '。' in line else 1)}</p>" for line in BLOCKS.split("\n") if line)
    assert told(given(f"<html><body>{lines}</body></html>", "a.html")) == both("a.html")
    assert told(given(as_docx("电子报\n" + EXPORT), "a.docx")) == both("a.docx")


def test_records_of_a_pdf_keep_their_places() -> None:
    drawn = canvas(stream := io.BytesIO())
    drawn.setFont(FONT, 10)
    for row, line in enumerate(EXPORT.split("\n")):
        drawn.drawString(60, 780 - 30 * row, line)
    drawn.save()
    found = given(stream.getvalue(), "a.pdf")
    assert told(found) == both("a.pdf")
    for one in found:
        assert isinstance(one, PageArticle)
        assert len(one.layout.places) == 5 * len(one.raw)
    last = found[1]
    assert isinstance(last, PageArticle)
    at = last.raw.index("15个")
    (box,) = last.layout.boxes(at, at + 3)
    assert box.top < 30 * EXPORT[: EXPORT.index("15个")].count("\n") + 842 - 780 < box.bottom
