from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.samples import FONT, article, as_pdf, canvas, fill, lines

from zongshu.errors import ReadError
from zongshu.pipeline import Pipeline
from zongshu.read import PageArticle, ReadOptions, Source, read
from zongshu.read.glyphs import Glyph, pieces, without_shadows
from zongshu.record import record

CAPTION = "▲志愿者在驿站为骑手量血压。资料图片"


def pdf(data: bytes, **options: object) -> PageArticle:
    (one,) = read(Source("a.pdf", "a.pdf", data=data), ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(one, PageArticle)
    assert len(one.layout.places) == 5 * len(one.raw)
    return one


def bare(text: str) -> str:
    return "".join(text.split())


def drawing(*texts: tuple[float, float, float, str], rotate: int = 0) -> bytes:
    stream = io.BytesIO()
    page = canvas(stream)
    if rotate:
        page.setPageRotation(rotate)
    for x, y, size, text in texts:
        page.setFont(FONT, size)
        page.drawString(x, y, text)
    page.save()
    return stream.getvalue()


def two_columns(text: str, shadow: float = 0.3) -> bytes:
    """A heading over both columns, shadow print throughout, a caption inside the left column, a page number."""
    title, *rest = lines(text)
    parts = [part for line in rest for part in fill(f"　　{line}", 230, 10)]
    half = (len(parts) + 1) // 2
    drawn: list[tuple[float, float, float, str]] = [(60, 790, 20, title), (280, 20, 9, "— 1 —")]
    drawn += [(50, 760 - 16 * at - (24 if at >= 10 else 0), 10, part) for at, part in enumerate(parts[:half])]
    drawn += [(315, 757 - 16 * at, 10, part) for at, part in enumerate(parts[half:])]
    drawn += [(60, 596, 8, CAPTION)]
    return drawing(*[one for x, y, size, part in drawn for one in ((x, y, size, part), (x + shadow, y, size, part))])


@pytest.mark.parametrize("name", ["d02", "d03", "t04"])
def test_two_columns_with_a_heading_a_caption_and_shadow_print(name: str) -> None:
    text = article(name)
    one = pdf(two_columns(text))
    assert one.raw.endswith(f"\n\n{CAPTION}\n")
    assert bare(one.raw.removesuffix(f"{CAPTION}\n")) == bare(text)
    pipeline = Pipeline()
    wanted = [(c.quantity.value, c.quantity.unit, c.status, c.item) for c in pipeline(text).claims]
    assert [(c.quantity.value, c.quantity.unit, c.status, c.item) for c in pipeline(one).claims] == wanted


def test_a_claim_is_shown_where_it_stands() -> None:
    data = drawing((60, 700, 12, "2024年，孝义市建成志愿服务站"), (60, 680, 12, "280个，覆盖率达73.8%。"))
    one = pdf(data)
    assert one.layout.pages == [(595, 842)]
    Pipeline()(one)
    claim = record(one).claims[0]
    assert claim.text == "280个"
    (box,) = one.layout.boxes(claim.start, claim.end)
    assert box.page == 1
    assert box.left == pytest.approx(60, abs=1)
    assert box.right == pytest.approx(60 + 3 * 6 + 12, abs=2)
    assert box.top < 842 - 680 < box.bottom
    assert box.bottom - box.top < 18


def test_a_claim_over_two_lines_has_two_boxes_and_a_later_page_its_number() -> None:
    text = article() * 3
    one = pdf(as_pdf(text))
    assert len(one.layout.pages) > 1
    last = one.raw.rindex("45%")
    boxes = one.layout.boxes(last, last + 3)
    assert {box.page for box in boxes} == {len(one.layout.pages)}
    paragraph = max(one.raw.split("\n"), key=len)
    start = one.raw.index(paragraph)
    rows = one.layout.boxes(start, start + len(paragraph))
    assert len(rows) > 3
    assert all(0 < box.left < box.right < 595 and 0 < box.top < box.bottom < 842 for box in rows)


@pytest.mark.parametrize(("rotate", "left", "top"), [(0, 60, 442), (90, 400, 60), (180, 535, 400), (270, 195, 782)])
def test_a_turned_page_has_boxes_as_it_is_shown(rotate: int, left: float, top: float) -> None:
    one = pdf(drawing((60, 400, 12, "站"), rotate=rotate))
    assert one.layout.pages == [(595, 842)]
    (box,) = one.layout.boxes(0, 1)
    assert box.left - 3 <= left <= box.right + 3
    assert box.top - 3 <= top <= box.bottom + 3


@pytest.mark.parametrize("shadow", [0.2, 0.3, 0.8])
def test_shadow_print_goes_and_real_repetitions_stay(shadow: float) -> None:
    text = "常常1001次，88元，一个个人人11.11%，……"
    assert pdf(drawing((60, 700, 10, text), (60 + shadow, 700, 10, text))).raw == f"{text}\n"
    assert pdf(drawing((60, 700, 10, text), (60 + shadow, 700 - shadow, 10, text))).raw == f"{text}\n"


@given(st.lists(st.sampled_from("站1个.常%"), min_size=1, max_size=20), st.floats(-0.1, 0.1), st.floats(-0.1, 0.1))
def test_a_text_printed_twice_is_the_text(chars: list[str], dx: float, dy: float) -> None:
    once, x = [], 50.0
    for char in chars:
        width = 10.0 if char > "\x7f" else 5.0
        once.append(Glyph(char, x, 100, x + width, 110, 108))
        x += width
    again = [Glyph(g.char, g.left + 10 * dx, g.top + 10 * dy, g.right + 10 * dx, g.bottom, g.base + dy) for g in once]
    assert without_shadows(once) == once
    assert without_shadows([*once, *again]) == once
    assert "".join(piece.text for piece in pieces(without_shadows([*again, *once]))) == "".join(chars)


def test_tables_keep_their_rows() -> None:
    cells = [
        ["乡镇", "驿站数", "志愿者数"],
        ["城关镇", "12", "3,400"],
        ["白马镇", "7", "1,250"],
        ["云台镇", "9", "980"],
    ]
    drawn = [(80 + 150 * x, 700 - 18 * y, 10, cell) for y, row in enumerate(cells) for x, cell in enumerate(row)]
    assert [line.split("\t") for line in pdf(drawing(*drawn)).raw.splitlines()] == cells


def table(rows: list[list[str]], lefts: list[int]) -> bytes:
    """Draw a table whose line 1.5 stands between the first two lines."""
    lines = [(700 - 20 * at, row) for at, row in enumerate(rows)]
    return drawing(*[(x, y, 10, cell) for y, row in lines for x, cell in zip(lefts, row, strict=True) if cell])


def test_an_empty_cell_keeps_its_column() -> None:
    rows = [
        ["乡镇", "驿站（个）", "志愿者（人）", "活动（场）"],
        ["城关镇", "12", "", "46"],
        ["白马镇", "", "1,250", "31"],
        ["云台镇", "9", "980", ""],
        ["石桥镇", "4", "310", "8"],
    ]
    one = pdf(table(rows, [80, 200, 320, 440]))
    assert [line.split("\t") for line in one.raw.splitlines()] == rows
    heads = {one.clean[c.start : c.end]: one.clean[slice(*c.heads[-1])] for c in Pipeline()(one).claims}
    assert heads == {
        "12": "驿站（个）", "46": "活动（场）", "1,250": "志愿者（人）", "31": "活动（场）", "9": "驿站（个）",
        "980": "志愿者（人）", "4": "驿站（个）", "310": "志愿者（人）", "8": "活动（场）",
    }  # fmt: skip


def test_a_label_between_two_rows_belongs_to_the_upper_one() -> None:
    heads = [(80, 690, 10, "乡镇"), (215, 700, 10, "驿站（个）"), (400, 700, 10, "志愿者（人）")]
    years = [(200 + 90 * at, 680, 10, f"{2023 + at % 2}年") for at in range(4)]
    cells = [["城关镇", "12", "14", "3,400", "3,500"], ["白马镇", "7", "8", "1,250", "1,300"]]
    drawn = [
        (x, 660 - 20 * y, 10, c)
        for y, row in enumerate(cells)
        for x, c in zip((80, 200, 290, 380, 470), row, strict=True)
    ]
    one = pdf(drawing(*heads, *years, *drawn))
    assert one.raw.splitlines() == [
        "乡镇\t驿站（个）\t\t志愿者（人）\t",
        "\t2023年\t2024年\t2023年\t2024年",
        *("\t".join(row) for row in cells),
    ]
    found = {one.clean[c.start : c.end]: [one.clean[a:b] for a, b in c.heads] for c in Pipeline()(one).claims}
    assert found["3,500"] == ["城关镇", "志愿者（人）", "2024年"]


def test_cells_that_fit_no_column_stay_as_they_are() -> None:
    rows = [["乡镇", "驿站", "志愿者"], ["城关镇", "12", "3,400"], ["白马镇", "7", "1,250"]]
    odd = [(150, 640, 10, "另有流动服务点"), (230, 640, 10, "3处")]
    drawn = [(80 + 150 * x, 700 - 20 * y, 10, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    assert pdf(drawing(*drawn, *odd)).raw.splitlines()[:3] == ["\t".join(row) for row in rows]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    stream = io.BytesIO()
    page = canvas(stream)
    for number in range(1, 5):
        page.setFont(FONT, 10)
        for x, y, text in (
            (60, 810, f"青禾统计年报　{number}"), (60, 700, f"第{'一二三四'[number - 1]}项工作完成{number}00件。"),
            (290, 30, f"- {number} -"),
        ):  # fmt: skip
            page.drawString(x, y, text)
        page.showPage()
    page.save()
    raw = pdf(stream.getvalue()).raw
    assert raw.split("\n\n") == [
        "第一项工作完成100件。",
        "第二项工作完成200件。",
        "第三项工作完成300件。",
        "第四项工作完成400件。\n",
    ]


def test_pages_without_text() -> None:
    stream = io.BytesIO()
    page = canvas(stream)
    page.rect(50, 50, 200, 200)
    page.showPage()
    page.save()
    with pytest.raises(ReadError, match="ocrmypdf") as caught:
        pdf(stream.getvalue())
    assert caught.value.code == "read.no_text"
    page = canvas(stream := io.BytesIO())
    page.rect(50, 50, 200, 200)
    page.showPage()
    page.setFont(FONT, 10)
    page.drawString(60, 700, "建成站点3个。")
    page.save()
    (issue,) = pdf(stream.getvalue()).issues
    assert (issue.code, "pages 1;" in issue.message) == ("read.pages_without_text", True)


def test_a_locked_file() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    page = canvas(stream := io.BytesIO(), encrypt=StandardEncryption("geheim"))
    page.drawString(60, 700, "text")
    page.save()
    with pytest.raises(ReadError, match="qpdf --decrypt") as caught:
        pdf(stream.getvalue())
    assert caught.value.code == "read.locked"
