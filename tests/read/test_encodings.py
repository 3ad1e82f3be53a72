from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.errors import ReadError, UsageError
from zongshu.read.encodings import check_encoding, decode

PROSE = "去年以来，青禾县新建邻里驿站四十六处，登记志愿者2.3万余人，\r\n群众满意度达到九成以上；全年办结诉求1,204件。"
OLD_FORMS = "去年以來，青禾縣新建鄰里驛站四十六處，登記志願者2.3萬餘人，\n群眾滿意度達到九成以上；全年辦結訴求1,204件。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
@pytest.mark.parametrize("repeat", [1, 3000])
def test_chinese_text_comes_back_as_it_was(encoding: str, repeat: int) -> None:
    text = PROSE * repeat
    assert decode(text.encode(encoding), "a.txt") == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("size", [len(PROSE), 12, 100_001])
def test_utf16_without_a_mark(encoding: str, size: int) -> None:
    text = (PROSE * 2000)[:size]
    assert decode(text.encode(encoding), "a.txt") == (text, encoding)


def test_big5_is_not_read_as_gb18030() -> None:
    for start in range(0, len(OLD_FORMS) - 20, 5):
        text = OLD_FORMS[start : start + 20]
        assert decode(text.encode("big5"), "a.txt") == (text, "big5")


def test_gb18030_is_not_read_as_anything_else() -> None:
    for start in range(len(PROSE) - 20):
        text = PROSE[start : start + 20]
        assert decode(text.encode("gb18030"), "a.txt") == (text, "gb18030")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_is_not_counted_but_a_second_one_is_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + PROSE.encode(encoding), "a.txt")[0] == PROSE
    assert decode(mark + mark + PROSE.encode(encoding), "a.txt")[0] == "\ufeff" + PROSE


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"PK\x03\x04zip", b"%PDF-1.7 ...", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.txt: ") as caught:
        decode(data, "a.txt")
    assert caught.value.code == "read.binary"


def test_utf8_with_a_broken_byte_is_not_taken_for_gb18030() -> None:
    data = (PROSE * 20).encode()
    with pytest.raises(ReadError, match="UTF-8 but for broken bytes") as caught:
        decode(data[:-1], "a.txt")
    assert caught.value.code == "read.encoding"


def test_what_fits_no_encoding_says_the_way_out() -> None:
    with pytest.raises(ReadError, match="--encoding") as caught:
        decode(b"\xff\xfe\xfd\x80" * 3 + b"\xff", "a.txt")
    assert caught.value.code == "read.encoding"


def test_the_user_may_name_the_encoding() -> None:
    assert decode("café".encode("cp1252"), "a.txt", "cp1252") == ("café", "cp1252")
    with pytest.raises(ReadError, match="not utf-8"):
        decode(PROSE.encode("gb18030"), "a.txt", "utf8")


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "a\0b"])
def test_an_encoding_that_is_none(name: str) -> None:
    with pytest.raises(UsageError, match="no encoding"):
        check_encoding(name)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except ReadError:
        return
    assert data.decode(encoding).removeprefix("\ufeff") == text
    text.encode("utf-8")
