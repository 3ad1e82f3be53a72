"""Known facts of the table of divisions, and what must hold for all of it."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongshu.errors import DataError
from zongshu.lexicon.division_table import Division, enter_changes, read_table
from zongshu.lexicon.divisions import Divisions, divisions, short_names

TABLE = divisions()
ALL = list(TABLE)
rows = st.sampled_from(ALL)
years = st.integers(1980, 2030)


def one(name: str, year: int | None = None) -> Division:
    (found,) = TABLE.find(name, year)
    return found


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("140000", "山西省", "province"),
        ("141100", "吕梁市", "prefecture"),
        ("141181", "孝义市", "county"),
        ("430281", "醴陵市", "county"),
        ("230882", "富锦市", "county"),
        ("140403", "潞州区", "county"),
        ("654203", "沙湾市", "county"),
        ("540481", "米林市", "county"),
        ("540581", "错那市", "county"),
        ("460400", "儋州市", "prefecture"),
        ("710000", "台湾省", "province"),
    ],
)
def test_known_codes(code, name, level):
    found = TABLE.by_code(code)
    assert found is not None
    assert (found.name, found.level, found.last) == (name, level, None)


def test_first_year():
    assert one("潞州区").first == 2018
    assert TABLE.by_code("140403", 2017) is None
    assert TABLE.find("潞州区", 2010) == (one("潞州区"),)


def test_reused_code():
    assert TABLE.by_code("419001", 1990).name == "义马市"
    assert TABLE.by_code("419001", 2020).name == "济源市"
    assert TABLE.current(TABLE.by_code("419001", 1990)).name == "义马市"


def test_unknown_code_and_name():
    assert TABLE.by_code("999999") is None
    assert TABLE.find("没有这个县") == ()
    assert TABLE.resolve("没有这个县") is None


@pytest.mark.parametrize(
    ("before", "year", "after"),
    [
        ("屯留县", 2010, "140405 屯留区"),
        ("潞城市", 2010, "140406 潞城区"),
        ("沙湾县", 2010, "654203 沙湾市"),
        ("米林县", 2020, "540481 米林市"),
        ("崇文区", 2005, "110101 东城区"),
        ("孝义市", 1995, "141181 孝义市"),
        ("吕梁地区", 1995, "141100 吕梁市"),
        ("襄樊市", 2005, "420600 襄阳市"),
        ("蓬莱市", 2015, "370614 蓬莱区"),
        ("楚州区", 2005, "320803 淮安区"),
        ("醴陵县", 1983, "430281 醴陵市"),
    ],
)
def test_successors(before, year, after):
    found = TABLE.current(one(before, year))
    assert f"{found.code} {found.name}" == after


def test_old_urban_and_suburban_district_of_changzhi():
    for code in ("140402", "140411"):
        assert TABLE.current(TABLE.by_code(code, 2017)).name == "潞州区"


def test_divided_area_has_no_successor():
    handan = one("邯郸县", 2010)
    assert handan.last == 2015
    assert TABLE.current(handan) == handan


def test_paths():
    assert TABLE.path(TABLE.by_code("141181")) == "山西省吕梁市孝义市"
    assert TABLE.path(TABLE.by_code("110101")) == "北京市东城区"
    assert TABLE.path(TABLE.by_code("441900")) == "广东省东莞市"
    assert TABLE.path(TABLE.by_code("429004")) == "湖北省仙桃市"
    assert TABLE.path(TABLE.by_code("142301", 2000)) == "山西省吕梁地区孝义市"


def test_children():
    names = {row.name for row in TABLE.children(TABLE.by_code("140400"))}
    assert {"潞州区", "屯留区", "长子县"} <= names
    assert not names & {"屯留县", "潞城市", "城区"}
    assert len(TABLE.children(TABLE.by_code("141100"))) == 13
    assert {"武汉市", "仙桃市"} <= {row.name for row in TABLE.children(TABLE.by_code("420000"))}


def test_full_name_before_short_name():
    assert [row.code for row in TABLE.find("沙县", 2015)] == ["350427"]
    assert [row.code for row in TABLE.find("沙县", 2023)] == ["350405"]


def test_ambiguous_name_is_never_guessed():
    assert len(TABLE.find("鼓楼区", 2024)) == 4
    assert TABLE.resolve("鼓楼区", year=2024) is None
    assert TABLE.resolve("鼓楼区", one("徐州市"), 2024).code == "320302"
    assert TABLE.resolve("鼓楼区", one("福建省"), 2024).code == "350102"
    assert TABLE.resolve("鼓楼区", one("江苏省"), 2024) is None
    assert TABLE.resolve("鼓楼区", one("吕梁市"), 2024) is None


def test_resolve_knows_the_year():
    assert TABLE.resolve("城区", one("长治市"), 2016).code == "140402"
    assert TABLE.resolve("城区", one("长治市"), 2020) is None
    assert TABLE.resolve("屯留县", year=2022).code == "140424"


def test_resolve_across_renamed_prefecture():
    assert TABLE.resolve("孝义", one("吕梁市"), 2000).code == "142301"


def test_place_outside_the_known_one():
    assert TABLE.resolve("北京", one("吕梁市")).code == "110000"


def test_bare_name_of_a_province():
    assert TABLE.resolve("河南").name == "河南省"
    assert TABLE.resolve("河南", one("黄南藏族自治州")).name == "河南蒙古族自治县"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("醴陵市", ("醴陵",)),
        ("景宁畲族自治县", ("景宁", "景宁县")),
        ("内蒙古自治区", ("内蒙古",)),
        ("新疆维吾尔自治区", ("新疆",)),
        ("香港特别行政区", ("香港",)),
        ("恩施土家族苗族自治州", ("恩施", "恩施州")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县")),
        ("龙胜各族自治县", ("龙胜", "龙胜县")),
        ("东乡族自治县", ("东乡", "东乡县")),
        ("鄂温克族自治旗", ("鄂温克", "鄂温克旗")),
        ("管城回族区", ("管城",)),
        ("神农架林区", ("神农架",)),
        ("北林区", ("北林",)),
        ("浦东新区", ("浦东",)),
        ("阿克苏地区", ("阿克苏",)),
        ("沙市区", ("沙市",)),
        ("达尔罕茂明安联合旗", ("达茂旗",)),
        ("乌拉特中旗", ()),
        ("井陉矿区", ()),
        ("泗县", ()),
        ("东区", ()),
    ],
)
def test_short_names(name, short):
    assert short_names(name) == short


def test_risky_names_stay_out_of_the_matcher():
    names = TABLE.names()
    for word in [
        "和平",
        "城区",
        "郊区",
        "新城",
        "长安",
        "东方",
        "向阳",
        "爱民",
        "红旗",
        "前进",
        "城关",
        "市中",
        "河东",
        "新建",
        "范县",
        "合作",
        "大兴",
    ]:
        assert TABLE.risky(word)
        assert word not in names
    for word in ["孝义", "孝义市", "和平区", "新建区", "醴陵", "临泽", "方山"]:
        assert not TABLE.risky(word)
        assert word in names


def test_every_risky_name_is_a_name():
    from zongshu.lexicon.division_names import risky_names

    assert not [name for name in risky_names() if not TABLE.find(name)]


def test_counts_of_the_ministry():
    held = [row for row in ALL if row.valid(2024)]
    assert sum(row.level == "province" for row in held) == 34
    assert sum(row.level == "prefecture" for row in held) == 333
    assert sum(row.level == "county" for row in held) == 2846


def test_no_code_stands_for_two_at_once():
    spans = read_table().values()
    assert all((a.last or 9999) < b.first for held in spans for a, b in pairwise(held))


def test_every_parent_exists():
    assert not [row for row in ALL if row.level != "province" and TABLE.parent(row) is None]


def test_every_successor_exists_and_ends():
    for row in ALL:
        assert row.successor is None or TABLE.current(row) != row


@given(rows)
def test_full_name_finds_its_code(row):
    assert row in TABLE.find(row.name, row.first)


@given(rows)
def test_short_names_are_shorter_and_find_their_code(row):
    for short in short_names(row.name):
        assert 2 <= len(short) < len(row.name)
        assert row in TABLE.find(short, row.first) or any(found.name == short for found in TABLE.find(short, row.first))


@given(rows, years)
def test_find_keeps_to_the_year_where_it_can(row, year):
    found = TABLE.find(row.name, year)
    assert len({held.valid(year) for held in found}) == 1


@given(rows, years)
def test_resolve_gives_a_candidate_or_nothing(row, year):
    found = TABLE.resolve(row.name, TABLE.parent(row), year)
    assert found is None or found in TABLE.find(row.name, year)


@given(rows)
def test_path_ends_with_the_name_and_starts_with_a_province(row):
    path = TABLE.path(row)
    assert path.endswith(row.name)
    assert any(path.startswith(top.name) for top in ALL if top.level == "province")


@given(rows)
def test_children_have_that_parent(row):
    assert all(TABLE.parent(child) == row for child in TABLE.children(row))


def test_names_lead_to_codes_of_that_name():
    names = TABLE.names()
    assert names["孝义市"] == ("141181", "142301")
    assert names["孝义"][:2] == ("141181", "142301")
    assert set(names["孝义"]) == {row.code for row in ALL if row.name in ("孝义市", "孝义县")}
    assert all(re.fullmatch(r"\d{6}", code) for codes in names.values() for code in codes)
    assert all(len(name) > 1 for name in names)


def test_patch_that_does_not_fit_is_told():
    table = {"140424": [Division("140424", "屯留县", "county", 1985, None, None)]}
    with pytest.raises(DataError, match="140424 屯留市 does not end in 2017"):
        enter_changes(table, 2018, became={"140424 屯留市": "140405 屯留区"})
    with pytest.raises(DataError, match="140424 is 屯留县, not 长子县"):
        enter_changes(table, 2018, new=["140424 长子县"])
    enter_changes(table, 2018, became={"140424 屯留县": "140405 屯留区"})
    assert Divisions(table).current(table["140424"][0]) == Division("140405", "屯留区", "county", 2018, None, None)


def test_import_is_light():
    code = "import sys, zongshu.lexicon.divisions; print({'pandas', 'yaml'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_loading_is_quick():
    code = (
        "import time; from zongshu.lexicon.divisions import divisions; a = time.perf_counter(); divisions(); "
        "print(time.perf_counter() - a)"
    )
    runs = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)]
    # 0.04 s on an idle core; the room is for a busy one.
    assert min(runs) < 0.2
