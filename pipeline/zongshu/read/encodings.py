"""Bytes to text: byte order marks, UTF-8, and what else Chinese text is kept in."""

from __future__ import annotations

import codecs

from zongshu.errors import ReadError, UsageError
from zongshu.patterns import pattern

__all__ = ["check_encoding", "decode"]

# UTF-32 goes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MARK_TAKERS = ("utf-8-sig", "utf-16", "utf-32")
_OTHER_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file, which a .docx or .xlsx is too"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
)
_CANDIDATES = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_SAMPLE = 60_000
# ASCII, the blocks of Chinese text and its marks, and the four Latin-1 signs that GB 2312 has.
_USUAL = pattern(
    r"[\t\n\v\f\r\x1a -~°·×÷\u2000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
_PLAUSIBLE = 0.9


def check_encoding(name: str) -> str:
    """Return the usual name of an encoding.

    Raises:
        UsageError: there is no such text encoding.

    Example:
        >>> check_encoding("GB-18030"), check_encoding("UTF8")
        ('gb18030', 'utf-8')
    """
    for spelling in (name, name.replace("-", "")):
        try:
            b"\0\0\0\0".decode(spelling)
            return codecs.lookup(spelling).name
        except (LookupError, UnicodeError, ValueError):
            continue
    raise UsageError(f"no encoding {name!r}; usual ones are utf-8, gb18030, big5 and utf-16")


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a file strictly, no character replaced.

    Args:
        data: the bytes.
        name: the name of the file, for messages.
        encoding: the encoding that the user named; without it, it is detected.

    Returns:
        The text without its byte order mark, and the encoding's name.

    Raises:
        ReadError: `read.binary` where the bytes are no text, `read.encoding` where they fit no encoding.
        UsageError: there is no such encoding.

    Example:
        >>> decode("孝义".encode("utf-16"), "a.txt"), decode("孝义市建成站点".encode("big5", "ignore"), "b.txt")[1]
        (('孝义', 'utf-16'), 'big5')
    """
    if encoding is not None:
        usual = check_encoding(encoding)
        try:
            return _text(data, usual), usual
        except UnicodeError as error:
            raise ReadError(
                f"{name}: not {usual} ({_where(error)}); name another with --encoding", "read.encoding"
            ) from error
    for mark, marked in _MARKS:
        if data.startswith(mark):
            try:
                return _text(data, marked), marked
            except UnicodeError as error:
                reason = f"begins as {marked} but is broken ({_where(error)})"
                raise ReadError(
                    f"{name}: {reason}; mend it or name another with --encoding", "read.encoding"
                ) from error
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise ReadError(f"{name}: {kind}, no plain text", "read.binary")
    return _detect(data, name)


def _detect(data: bytes, name: str) -> tuple[str, str]:
    nul = b"\0" in data
    broken = ""
    if not nul:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            broken = _where(error)
        if _almost_utf8(data):
            # GB18030 would read such bytes too, as nonsense.
            raise ReadError(
                f"{name}: UTF-8 but for broken bytes ({broken}); mend it, or name its encoding with --encoding",
                "read.encoding",
            )
    for guess in _guesses(data):
        try:
            text = _text(data, guess)
        except UnicodeError:
            continue
        if "\0" not in text and _is_plausible(text):
            return text, guess.replace("_", "-")
    if nul:
        raise ReadError(f"{name}: binary, no text (it holds NUL bytes)", "read.binary")
    raise ReadError(
        f"{name}: neither UTF-8 ({broken}) nor GB18030, Big5 or UTF-16; name its encoding with --encoding",
        "read.encoding",
    )


def _guesses(data: bytes) -> list[str]:
    """Give encodings to try, the likeliest first."""
    if b"\0\0" in data[:_SAMPLE] and len(data) % 4 == 0:
        return ["utf_32_le", "utf_32_be", "utf_16_le", "utf_16_be"]
    from charset_normalizer import from_bytes

    match = from_bytes(_sample(data), cp_isolation=_CANDIDATES).best()
    first = [match.encoding] if match else []
    return first + [other for other in _CANDIDATES if other not in first]


def _sample(data: bytes) -> bytes:
    """Cut off the beginning of a long text, where no character is cut in two."""
    if len(data) <= _SAMPLE:
        return data
    if b"\0" in data[:_SAMPLE]:
        return data[: _SAMPLE & ~1]
    line = data.rfind(b"\n", _SAMPLE // 2, _SAMPLE)
    if line != -1:
        return data[: line + 1]
    for end in range(_SAMPLE, _SAMPLE - 4, -1):
        try:
            data[:end].decode("gb18030")
            return data[:end]
        except UnicodeDecodeError:
            continue
    return data[:_SAMPLE]


def _almost_utf8(data: bytes) -> bool:
    """Tell UTF-8 with some broken bytes from other encodings, which are hardly ever valid as UTF-8."""
    good = data.decode("utf-8", "ignore")
    lost = len(data) - len(good.encode("utf-8"))
    return sum(1 for sign in good[:_SAMPLE] if sign > "\x7f") > 10 * lost


def _is_plausible(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_USUAL.findall(sample)) >= _PLAUSIBLE * len(sample)


def _text(data: bytes, encoding: str) -> str:
    """Decode without the byte order mark; half a surrogate pair, which no output could hold, is an error too."""
    text = data.decode(encoding)
    text.encode("utf-8")
    return text if encoding in _MARK_TAKERS else text.removeprefix("\ufeff")


def _where(error: UnicodeError) -> str:
    return f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else str(error)
