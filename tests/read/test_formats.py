from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.samples import article, sample

from zongshu.errors import ReadError
from zongshu.pipeline import Pipeline
from zongshu.read import CONVERT, READERS, ReadOptions, Source, find, read

TEN = ("txt", "md", "html", "docx", "pdf", "csv", "tsv", "xlsx", "jsonl", "parquet")
PIPELINE = Pipeline()
HEADS = (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"PAR1", b"<html><p>", b"text\n", b'{"text":')


def source(ending: str, data: bytes) -> Source:
    return Source(f"a.{ending}", f"a.{ending}", data=data)


def claims(ending: str, data: bytes) -> Counter[tuple[object, ...]]:
    (one,) = read(source(ending, data))
    found = PIPELINE(one)
    for claim in found.claims:
        assert found.map.runs(claim.start, claim.end)
    return Counter((c.quantity.value, c.quantity.unit, c.status, c.item) for c in found.claims)


@pytest.mark.parametrize("name", ["d02", "t07"])
def test_ten_formats_give_the_same_claims(name: str) -> None:
    wanted = claims("txt", sample("txt", article(name)))
    assert wanted.total() > 20
    for ending in TEN:
        assert claims(ending, sample(ending, article(name))) == wanted, ending


def test_every_format_is_among_the_ten() -> None:
    assert {ending.removeprefix(".") for ending in READERS} == {*TEN, "htm"}


AGAIN = """
import sys
from hashlib import sha256
from zongshu.read import READERS, find, read
for path in sys.argv[1:]:
    (one,) = read(find([path], READERS).sources[0])
    print(sha256(one.raw.encode()).hexdigest(), one.sha256)
"""


def test_the_text_is_the_same_in_every_process(tmp_path: Path) -> None:
    paths = [tmp_path / f"a.{ending}" for ending in TEN]
    here = []
    for path, ending in zip(paths, TEN, strict=True):
        path.write_bytes(sample(ending, article()))
        (one,) = read(find([path], READERS).sources[0])
        assert one.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        here.append(f"{hashlib.sha256(one.raw.encode()).hexdigest()} {one.sha256}")
    command = [sys.executable, "-c", AGAIN, *map(str, paths)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines() == here


@pytest.mark.parametrize("ending", sorted(CONVERT))
def test_other_kinds_are_refused_with_a_command(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"工作 总结{ending}"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(ReadError, match="turn it into a kind that is") as caught:
        list(read(find([path], READERS).sources[0]))
    assert caught.value.code == "read.kind"
    assert f'{CONVERT[ending]} "' in str(caught.value)


@pytest.mark.parametrize("ending", sorted(READERS))
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=300), head=st.sampled_from(HEADS))
def test_any_bytes_are_read_or_refused(ending: str, data: bytes, head: bytes) -> None:
    refused_or_read(ending, head + data)


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx", "parquet", "html"])
@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, 10**6), gone=st.integers(1, 400), put=st.binary(max_size=20))
def test_damaged_files_are_read_or_refused(ending: str, at: int, gone: int, put: bytes) -> None:
    whole = sample(ending, article()[:300])
    at %= len(whole)
    refused_or_read(f".{ending}", whole[:at] + put + whole[at + gone :])


def refused_or_read(ending: str, data: bytes) -> None:
    options = ReadOptions(max_bytes=1_000_000, max_seconds=20)
    try:
        for one in read(source(ending.removeprefix("."), data), options):
            one.raw.encode("utf-8")
    except ReadError as error:
        assert error.code.startswith("read.")
        assert "a." in str(error)


def test_importing_the_readers_is_light() -> None:
    heavy = {"pandas", "pyarrow", "lxml", "trafilatura", "pypdfium2", "openpyxl", "docx"}
    code = f"import sys, zongshu.read; print(*sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
