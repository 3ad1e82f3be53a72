from __future__ import annotations

from tests.compare.samples import claim, table

from zongshu.compare import compare
from zongshu.compare._places import today


def test_a_renamed_place_is_one_row() -> None:
    panel = compare(
        table(
            claim(place_name="屯留县", place_adcode="140424", year=2016, number=10, article="a"),
            claim(place_name="屯留区", place_adcode="140405", year=2020, number=20, article="b"),
        )
    )
    assert panel.wide.index.tolist() == [("140405", "屯留区")]
    assert panel.frame[["year", "value"]].values.tolist() == [[2020, 20], [2016, 10]]
    assert panel.claims["place_told"].tolist() == ["屯留区", "屯留县"]
    assert panel.renamed[["adcode_told", "place_adcode"]].values.tolist() == [["140424", "140405"]]
    assert any("140424" in note and "屯留区" in note for note in panel.notes())
    for name in ("屯留县", "屯留区", "140424", "140405"):
        assert len(panel.evidence(name, "volunteer_sites")) == 2


def test_a_place_that_went_into_another_keeps_its_row() -> None:
    assert today("533101", 1995)[0] == "533101"
    rows = [
        claim(place_name="畹町市", place_adcode="533101", year=1996, article="a"),
        claim(place_name="瑞丽市", place_adcode="533102", year=1996, article="b"),
    ]
    assert len(compare(table(*rows)).wide) == 2


def test_codes_that_no_table_has_are_left_alone() -> None:
    assert today("990121") == ("990121", None)
