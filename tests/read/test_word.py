from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.read.samples import article, as_docx, lines, saved

from zongshu.errors import ReadError
from zongshu.read import ReadOptions, Source, read
from zongshu.types import Article


def word(data: bytes, **options: object) -> Article:
    (one,) = read(Source("a.docx", "a.docx", data=data), ReadOptions(**options))  # type: ignore[arg-type]
    return one


def repacked(data: bytes, path: str, change: bytes, into: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(one.filename, content.replace(change, into) if one.filename == path else content)
    return stream.getvalue()


def test_paragraphs_and_headings() -> None:
    one = word(as_docx(article()))
    assert [line.strip("　") for line in one.raw.splitlines()] == lines(article())


def test_tables_breaks_and_tabs() -> None:
    document = docx.Document()
    document.core_properties.title = "工作总结"
    paragraph = document.add_paragraph("前")
    paragraph.add_run("\t中").add_break()
    paragraph.add_run("后")
    table = document.add_table(2, 2)
    for at, text in enumerate(("乡镇", "驿站\n（个）", "城关镇", "12")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("尾")
    one = word(saved(document))
    assert one.raw == "前\t中\n后\n乡镇\t驿站 （个）\n城关镇\t12\n尾\n"
    assert one.title == "工作总结"


def test_what_is_shown_counts() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("建成站点")
    run = "<w:r><w:t>{}</w:t></w:r>"
    for kind, text in (("ins", "3"), ("del", "9"), ("smartTag", "个")):
        content = run.format(text).replace("w:t", "w:delText") if kind == "del" else run.format(text)
        paragraph._p.append(parse_xml(f"<w:{kind} {nsdecls('w')}>{content}</w:{kind}>"))
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format('控件里的话')}</w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert word(saved(document)).raw == "建成站点3个\n控件里的话\n"


def test_a_zip_bomb() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 6_000_000)
    with pytest.raises(ReadError, match="unpacks to more than 5 MB") as caught:
        word(stream.getvalue(), max_bytes=1_000_000)
    assert caught.value.code == "read.size"


def test_too_many_members() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    with pytest.raises(ReadError, match="10001 files"):
        word(stream.getvalue())


def test_entities_that_grow() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE d [<!ENTITY l0 "lol">{lol}]>'.encode()
    data = repacked(as_docx("站点3个"), "word/document.xml", b"<w:document", head + b"<w:document")
    with pytest.raises(ReadError, match="entities") as caught:
        word(data)
    assert caught.value.code == "read.entities"


def test_tags_nested_too_deeply() -> None:
    deep = b"<w:ins>" * 10_000 + b"</w:ins>" * 10_000
    with pytest.raises(ReadError) as caught:
        word(repacked(as_docx("站点3个"), "word/document.xml", b"<w:body>", b"<w:body>" + deep))
    assert caught.value.code == "read.nesting"


@pytest.mark.parametrize(("data", "code"), [(b"", "broken"), (b"PK\3\4", "broken"), (b"\xd0\xcf\x11\xe0", "locked")])
def test_no_word_file(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        word(data)
    assert caught.value.code == f"read.{code}"


def test_spanning_cells_keep_their_columns() -> None:

    document = docx.Document()
    rows = [
        ["片区", "乡镇", "驿站（个）", ""],
        ["", "", "2023年", "2024年"],
        ["东片", "城关镇", "12", "14"],
        ["", "白马镇", "7", ""],
    ]
    table = document.add_table(4, 4)
    for at, texts in enumerate(rows):
        for place, text in enumerate(texts):
            table.cell(at, place).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column, first, last in ((0, 0, 1), (1, 0, 1), (0, 2, 3)):
        table.cell(first, column).merge(table.cell(last, column))
    assert word(saved(document)).raw.splitlines() == [
        "片区\t乡镇\t驿站（个）\t",
        "片区\t乡镇\t2023年\t2024年",
        "东片\t城关镇\t12\t14",
        "东片\t白马镇\t7\t",
    ]
