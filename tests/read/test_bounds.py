from __future__ import annotations

import io
import time
import tracemalloc
from pathlib import Path

import pytest
from tests.read.samples import FONT, as_pdf, canvas

from zongshu.errors import ReadError
from zongshu.read import ReadOptions, Source, load, read
from zongshu.read.apart import Question, _server
from zongshu.read.serve import answers


def refused(data: bytes, ending: str, options: ReadOptions) -> ReadError:
    with pytest.raises(ReadError) as caught:
        list(read(Source(f"a.{ending}", f"a.{ending}", data=data), options))
    return caught.value


def good() -> None:
    (one,) = read(Source("b.pdf", "b.pdf", data=as_pdf("题\n建成站点3个。")))
    assert "建成站点3个。" in one.raw


def heavy_pdf(signs: int) -> bytes:
    page = canvas(stream := io.BytesIO(), pageCompression=1)
    text = page.beginText(60, 700)
    text.setFont(FONT, 10)
    page.drawText(text)
    page._code.extend(["BT /F1 10 Tf 1 0 0 1 60 700 Tm (a) Tj ET"] * signs)
    page.save()
    return stream.getvalue()


def test_a_pdf_with_many_objects_ends_in_time_and_the_next_file_is_read() -> None:
    good()
    began = time.monotonic()
    error = refused(heavy_pdf(500_000), "pdf", ReadOptions(max_seconds=0.7))
    assert error.code == "read.time"
    assert "--max-seconds" in str(error)
    assert time.monotonic() - began < 10
    good()


def test_too_many_pages() -> None:
    error = refused(as_pdf("题\n" + "很长的一段话。\n" * 200), "pdf", ReadOptions(max_pages=2))
    assert (error.code, "--max-pages" in str(error)) == ("read.pages", True)


def test_a_line_of_a_gigabyte_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)
    tracemalloc.start()
    with pytest.raises(ReadError, match="--max-size"):
        load(Source("a.txt", str(path)), max_bytes=1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_reader_that_breaks_down_costs_its_file_alone() -> None:
    good()
    assert _server._child is not None
    _server._child.kill()
    _server._child.wait()
    good()


@pytest.mark.parametrize(("raised", "code"), [(MemoryError, "size"), (RecursionError, "nesting"), (KeyError, "broken")])
def test_whatever_a_library_raises_is_an_answer(
    raised: type[Exception], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    def broken(_: object) -> None:
        raise raised

    monkeypatch.setattr(pypdfium2, "PdfDocument", broken)
    (given,) = answers(Question(".pdf", "a.pdf", b"", ReadOptions()))
    assert given.code == f"read.{code}"
    assert given.message.startswith("a.pdf: ")
