"""PDF: glyphs with their places, by pdfium; what stands where, and in which order it is read, is `pdf_order`'s work."""

from __future__ import annotations

import ctypes
import unicodedata
from array import array
from collections.abc import Iterator
from typing import Any

from zongshu.errors import ReadError
from zongshu.read.glyphs import Glyph, Piece, pieces, without_shadows
from zongshu.read.options import Reading, ReadOptions
from zongshu.read.pages import Text, lay_out
from zongshu.types import Issue

__all__ = ["read_pdf"]

_OCR = "recognise its text first, for example: ocrmypdf -l chi_sim IN.pdf OUT.pdf"
_PASSWORD = 4
_MAX_GLYPHS = 20_000_000
_OCR_SHARE = 0.3


def read_pdf(name: str, data: bytes, options: ReadOptions) -> Iterator[Reading]:
    """Make one article of a PDF.

    Raises:
        ReadError: it is damaged or locked, has too many pages, or holds pictures of text only.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError(
                f"{name}: locked with a password; unlock it: qpdf --decrypt IN.pdf OUT.pdf", "read.locked"
            ) from error
        raise ReadError(f"{name}: no PDF, or a damaged one", "read.broken") from error
    try:
        yield _read(document, name, options)
    finally:
        document.close()


def _read(document: Any, name: str, options: ReadOptions) -> Reading:
    count = len(document)
    if count > options.max_pages:
        message = f"{name}: {count} pages, more than {options.max_pages}; split it, or allow more with --max-pages"
        raise ReadError(message, "read.pages")
    sizes: list[tuple[float, float]] = []
    sheets: list[list[Piece]] = []
    empty: list[int] = []
    total = unknown = 0
    for number in range(count):
        size, glyphs, strange = _page(document, number, name)
        sizes.append(size)
        total, unknown = total + len(glyphs), unknown + strange
        if total > _MAX_GLYPHS:
            raise ReadError(f"{name}: more than {_MAX_GLYPHS} characters; split it", "read.size")
        if not glyphs:
            empty.append(number + 1)
        sheets.append(pieces(without_shadows(glyphs)))
    if not total:
        raise ReadError(f"{name}: pages without a text layer, as a scanner makes them; {_OCR}", "read.no_text")
    if unknown > _OCR_SHARE * total:
        raise ReadError(f"{name}: its fonts do not say which characters they print; {_OCR}", "read.no_text")
    text = lay_out(sheets, sizes)
    reading = Reading(text.raw, "", pages=sizes, boxes=_boxes(text))
    reading.title = _title(document, text.raw)
    if empty:
        pages = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
        reading.issues.append(
            Issue("read.pages_without_text", f"no text on pages {pages}; where they are scans, {_OCR}")
        )
    return reading


def _page(document: Any, number: int, name: str) -> tuple[tuple[float, float], list[Glyph], int]:
    """Give the size of a page as it is shown, its visible glyphs, and how many of them have no known character."""
    import pypdfium2 as pdfium

    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise ReadError(f"{name}: page {number + 1} is damaged", "read.broken") from error
    try:
        try:
            layer = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise ReadError(f"{name}: the text of page {number + 1} is damaged", "read.broken") from error
        try:
            glyphs, strange = _glyphs(layer.raw, page)
        finally:
            layer.close()
        return page.get_size(), glyphs, strange
    finally:
        page.close()


def _glyphs(layer: Any, page: Any) -> tuple[list[Glyph], int]:
    import pypdfium2.raw as raw

    turn = _Turn(page)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    here, right, down = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    found: list[Glyph] = []
    strange = high = 0
    for index in range(raw.FPDFText_CountChars(layer)):
        code = raw.FPDFText_GetUnicode(layer, index)
        if 0xD800 <= code < 0xDC00:  # where a wide character has 16 bits, half of one comes first
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if code <= 0x20 or raw.FPDFText_IsGenerated(layer, index) == 1:
            continue
        char = chr(code)
        unmapped = raw.FPDFText_HasUnicodeMapError(layer, index) == 1
        strange += unmapped
        category = unicodedata.category(char)
        if category in ("Cc", "Cn", "Co", "Zs") or char == "\xad":
            strange += category == "Co" and not unmapped
            continue
        if 0x2F00 <= code < 0x2FE0:  # a font names the radical ⽂ where the text has the word 文
            char = unicodedata.normalize("NFKC", char)
        if not raw.FPDFText_GetLooseCharBox(layer, index, here):
            continue
        raw.FPDFText_GetCharOrigin(layer, index, right, down)
        found.append(turn.glyph(char, (box.left, box.top, box.right, box.bottom), (x.value, y.value)))
    return found, strange


class _Turn:
    """Leads from the page's own coordinates to points from the upper left corner of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self.turns = page.get_rotation() // 90
        self.left, self.bottom, self.right, self.top = page.get_bbox()

    def point(self, x: float, y: float) -> tuple[float, float]:
        match self.turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def glyph(self, char: str, box: tuple[float, float, float, float], origin: tuple[float, float]) -> Glyph:
        (x0, y0), (x1, y1) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return Glyph(char, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), self.point(*origin)[1])


def _boxes(text: Text) -> bytes:
    places = array("f")
    for page, glyph in text.places:
        if glyph is None:
            places.extend((page, 0, 0, 0, 0))
        else:
            places.extend((page, glyph.left, glyph.top, glyph.right, glyph.bottom))
    return places.tobytes()


def _title(document: Any, raw: str) -> str | None:
    """Give the title that the file carries where its text has it too; many carry the name of a draft."""
    title = " ".join(document.get_metadata_value("Title").split())
    return title if title and "".join(title.split()) in "".join(raw[:2000].split()) else None
