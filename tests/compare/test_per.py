from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.compare.samples import claim, table

from zongshu.compare import compare
from zongshu.errors import DataError, UsageError

HEAD = "place_adcode,place_name,denominator,year,value,source\n"


def file(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "population.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_figures_for_ten_thousand_inhabitants(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "990121,,population,2024,500000,Census A",
        ",云栖县,人口,2024,100000,Census B",
        "990121,,社区,2024,50,List",
    )
    share = {"indicator_id": "certification_rate", "quantity_kind": "percent", "quantity_unit": "%", "start": 7}
    panel = compare(table(claim(number=280), claim(place="云栖县", number=20), claim(number=70, **share)), per=path)
    people = panel.normalised[panel.normalised["denominator"] == "population"].set_index("place_name")
    assert people["value"].to_dict() == {"青禾县": 5.6, "云栖县": 2.0}
    assert people["source"].to_dict() == {"青禾县": "Census A", "云栖县": "Census B"}
    assert people["base"].unique().tolist() == [10_000]
    areas = panel.normalised[panel.normalised["denominator"] == "communities"]
    assert areas[["place_name", "value"]].values.tolist() == [["青禾县", 5.6]]
    assert "certification_rate" not in set(panel.normalised["indicator_id"])
    assert panel.missing[["place_name", "denominator"]].values.tolist() == [["云栖县", "communities"]]
    assert any("Census A" in note for note in panel.notes())
    ranks = panel.ranks("volunteer_sites", per="population")
    assert ranks["value"].tolist() == [5.6, 2.0]
    assert panel.ranks("certification_rate", per="population")["value"].tolist() == [70]
    with pytest.raises(UsageError, match="communities, population"):
        panel.ranks(per="horses")


@pytest.mark.parametrize(
    ("years", "wanted"),
    [(["2024", "2023"], 2024), (["2023", "2025"], 2023), (["", "2022"], 2022), ([""], None), (["2019"], "missing")],
)
def test_which_year_of_a_denominator(tmp_path: Path, years: list[str], wanted: object) -> None:
    rows = [f"990121,,population,{year},{at + 1}0000," for at, year in enumerate(years)]
    panel = compare(table(claim(year=2024)), per=file(tmp_path, *rows))
    if wanted == "missing":
        assert panel.normalised.empty and len(panel.missing) == 1
    else:
        found = panel.normalised["denominator_year"].iloc[0]
        assert (None if pd.isna(found) else found) == wanted


def test_a_table_in_memory_and_old_codes() -> None:
    frame = table(claim(place_name="屯留区", place_adcode="140405", year=2019))
    per = pd.DataFrame({"adcode": [140424], "value": [250000], "year": [2017]})
    assert compare(frame, per=per).normalised["value"].tolist() == [11.2]


def test_mistakes_are_told_with_their_row(tmp_path: Path) -> None:
    frame = table(claim())
    with pytest.raises(UsageError, match=r"none\.csv"):
        compare(frame, per=tmp_path / "none.csv")
    with pytest.raises(DataError, match=r"row 3.*no number above 0"):
        compare(frame, per=file(tmp_path, "990121,,,2024,5,", "990122,,,2024,many,"))
    with pytest.raises(DataError, match="several values"):
        compare(frame, per=file(tmp_path, "990121,,,2024,5,", "990121,,,2024,6,"))
    with pytest.raises(DataError, match="place_adcode"):
        compare(frame, per=file(tmp_path, ",,,2024,5,"))
