"""One article of corpora/ as a file of each kind."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.build import articles

ROOT = Path(__file__).parents[2]
FONT = "STSong-Light"  # one of the fonts that every reader of PDFs has to have: nothing is embedded


@cache
def article(name: str = "d02") -> str:
    return next(one.text for one in articles() if one.id == name)


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def as_txt(text: str) -> bytes:
    return text.encode()


def as_html(text: str) -> bytes:
    title, *rest = lines(text)
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("首页", "要闻", "政务公开", "专题专栏"))
    body = "".join(f"<p>&emsp;&emsp;{html.escape(line)}</p>" for line in rest)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_某县人民政府</title>
<meta name="PubDate" content="2025-06-12 09:30"><meta name="ContentSource" content="某县日报">
<script>var n = 12345;</script><style>p {{width: 100px}}</style></head><body><div class="nav"><ul>{menu}</ul></div>
<div class="article"><h1>{title}</h1><div>发布时间：2025-06-12　来源：某县日报　阅读次数：1288</div>
<div id="zoom">{body}<p>第1页</p></div><script>document.write("阅读" + n + "次")</script></div>
<div class="share">分享到：</div><div class="footer">备案号：晋ICP备05000000号</div></body></html>""".encode()


def as_docx(text: str) -> bytes:
    import docx

    document = docx.Document()
    title, *rest = lines(text)
    document.add_heading(title, 0)
    for line in rest:
        document.add_paragraph(f"　　{line}")
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


@cache
def register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def canvas(stream: io.BytesIO, **options: object):  # type: ignore[no-untyped-def]
    from reportlab.pdfgen.canvas import Canvas

    register()
    return Canvas(stream, pagesize=(595, 842), invariant=1, **options)


def fill(line: str, width: float, size: float) -> Iterator[str]:
    """Break a paragraph as a typesetter does: no closing mark at the head of a line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register()
    done = ""
    for char in line:
        if stringWidth(done + char, FONT, size) > width and char not in "，。；：、％%”）":
            yield done
            done = ""
        done += char
    yield done


def as_pdf(text: str, size: float = 10.5, shadow: float = 0.0) -> bytes:
    stream = io.BytesIO()
    page = canvas(stream)
    title, *rest = lines(text)
    y = 0.0
    number = 0
    parts = [part for one in rest for part in fill(f"　　{one}", 475, size)]
    for line in [title, *parts]:
        if y < 70:
            if number:
                page.drawCentredString(297, 30, f"— {number} —")
                page.showPage()
            number += 1
            y = 770
        page.setFont(FONT, 1.6 * size if line is title else size)
        for offset in (0.0, shadow) if shadow else (0.0,):
            page.drawString(60 + offset, y, line)
        y -= 17
    page.save()
    return stream.getvalue()


def as_table(text: str, ending: str, **columns: str) -> bytes:
    import pandas as pd

    frame = pd.DataFrame([{"id": "a1", "text": text, **columns}])
    stream = io.BytesIO()
    if ending == "csv":
        return frame.to_csv(index=False).encode("utf-8-sig")
    if ending == "tsv":
        return frame.to_csv(index=False, sep="\t").encode("gb18030")
    if ending == "jsonl":
        return json.dumps({"id": "a1", "text": text, **columns}, ensure_ascii=False).encode()
    if ending == "xlsx":
        frame.to_excel(stream, index=False, engine="openpyxl")
    else:
        frame.to_parquet(stream)
    return stream.getvalue()


def sample(ending: str, text: str) -> bytes:
    makers = {"txt": as_txt, "md": as_txt, "html": as_html, "docx": as_docx, "pdf": as_pdf}
    return makers[ending](text) if ending in makers else as_table(text, ending)
