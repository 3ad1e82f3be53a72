from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zongshu
from zongshu.errors import DataError, UsageError
from zongshu.record import decode

TEXT = "2024年，孝义市建成志愿服务站280个。"


def test_an_article_gives_its_record() -> None:
    article = zongshu.Pipeline()(TEXT)
    made = json.loads(article.to_json())
    assert made["claims"][0]["text"] == TEXT[made["claims"][0]["start"] : made["claims"][0]["end"]] == "280个"
    decode(article.to_json())
    assert zongshu.Article(TEXT).to_json()


def test_names_that_are_functions_and_modules() -> None:
    from zongshu.compare import load
    from zongshu.evaluate import render

    assert callable(load)
    assert callable(render)
    assert callable(zongshu.compare)
    assert callable(zongshu.evaluate)
    assert not set(zongshu.__all__) - set(dir(zongshu))
    assert zongshu.__version__.count(".") == 2
    with pytest.raises(AttributeError, match="nothing"):
        _ = zongshu.nothing


def test_importing_is_light() -> None:
    code = "import sys, zongshu; print(*sorted({'pandas', 'numpy', 'rjieba', 'click', 'pyarrow'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_extract(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / "c.xyz").write_bytes(b"")
    done = zongshu.extract(tmp_path)
    assert [record.article.source.rpartition("/")[2] for record in done.records] == ["a.txt", "b.txt"]
    assert done.frame["text"].tolist() == ["280个"]
    assert done.frame is done.frame
    assert [(Path(name).name, code) for name, code, _ in done.failed] == [("b.txt", "read.binary")]
    assert done.notes == ["files of other kinds, left alone: 1 .xyz"]
    assert repr(done) == "Extraction(2 articles, 1 claims, 1 failed)"
    assert zongshu.compare(done.frame, year=2024, level="county").wide.iloc[0, 0] == 280


def test_extract_refuses(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        zongshu.extract(tmp_path / "none.txt")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(DataError):
        zongshu.extract([tmp_path / "a.txt"], indicators=tmp_path / "none.yaml")
    with pytest.raises(UsageError, match="klingon"):
        zongshu.extract([tmp_path / "a.txt"], encoding="klingon")


def test_quantities() -> None:
    first, second = zongshu.quantities("新建两新党组织 14个，覆盖率73.8%")[-2:]
    assert (first.value, first.unit, first.kind, first.role, first.approx) == (14, "个", "count", "claim", "exact")
    assert isinstance(first.value, int)
    assert (second.value, second.low, second.high, second.dimension) == (73.8, 73.8, 73.8, "share")
    (doubled,) = zongshu.quantities("建成站点1313个个")
    assert (doubled.text, doubled.value) == ("1313个个", 13)
    (wide,) = zongshu.quantities("全长６４．５公里")
    assert (wide.text, wide.value, wide.unit) == ("６４．５公里", 64.5, "公里")


def test_a_quantity_in_its_base_unit() -> None:
    area, count, span = zongshu.quantities("流转土地2.5公顷，建站12个，每户3到5亩")
    assert (area.value, area.unit, area.base_value, area.base_unit) == (2.5, "公顷", 25000, "平方米")
    assert (area.base_low, area.base_high) == (25000, 25000)
    assert (count.base_value, count.base_unit) == (None, None)
    assert span.base_value is None
    assert span.base_low == pytest.approx(2000)
    assert span.base_high == pytest.approx(3333.33, abs=0.01)


@given(st.text(alphabet="建成站点一二十百万个余约%.0123456789，。\n 第年月日每", max_size=40))
def test_quantities_stand_where_they_say(text: str) -> None:
    for number in zongshu.quantities(text):
        assert text[number.start : number.end] == number.text
        assert number.role in ("claim", "date", "ordinal", "label")


def test_a_first_article_gives_json() -> None:
    code = "import zongshu; print(zongshu.Pipeline()('建成站点3个。').to_json())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["claims"][0]["text"] == "3个"
