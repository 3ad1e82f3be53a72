from __future__ import annotations

import json

import pandas as pd
import pytest

from zongshu import Article, Pipeline, compare
from zongshu.record import record
from zongshu.record.models import Record
from zongshu.tables import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    ISSUE_COLUMNS,
    article_row,
    claim_rows,
    frame,
    guarded,
    issue_rows,
    printed,
)

TEXT = "2024年，孝义市建成志愿服务站280个，社会组织党组织覆盖率达73.8%，服务群众300—500户。"


@pytest.fixture(scope="module")
def made() -> Record:
    article = Article(TEXT, source="r/a.txt", meta={"batch": "1"})
    return record(Pipeline()(article))


def test_a_row_a_claim(made: Record) -> None:
    table = frame([made, made])
    assert list(table.columns) == list(CLAIM_COLUMNS)
    assert len(table) == 2 * len(made.claims) > 0
    row = table[table["text"] == "280个"].iloc[0]
    assert (row["quantity_value"], row["indicator_id"], row["place_adcode"]) == (280, "volunteer_sites", "141181")
    assert (row["article_id"], row["article_source"], row["period_to"]) == (made.article.id, "r/a.txt", "2024")
    assert json.loads(row["runs"]) == [[row["start"], row["end"]]]
    assert json.loads(row["article_meta"]) == {"batch": "1"}


def test_a_range_has_no_value(made: Record) -> None:
    row = frame([made]).set_index("quantity_approx").loc["range"]
    assert row["quantity_value"] is pd.NA
    assert (row["quantity_low"], row["quantity_high"]) == (300, 500)


def test_types_do_not_depend_on_what_is_there(made: Record) -> None:
    empty, full = frame([]), frame([made])
    assert list(empty.columns) == list(full.columns)
    assert empty.dtypes.tolist() == full.dtypes.tolist()
    assert str(full["quantity_value"].dtype) == "Float64"
    assert isinstance(full["place_adcode"].dtype, pd.StringDtype)


def test_the_comparison_takes_it(made: Record) -> None:
    panel = compare(frame([made]))
    assert panel.wide.loc[:, "volunteer_sites"].tolist() == [280]


def test_every_row_fits_its_columns(made: Record) -> None:
    assert len(article_row(made)) == len(ARTICLE_COLUMNS)
    assert all(len(row) == len(CLAIM_COLUMNS) for row in claim_rows(made))
    failed = Article("")
    failed.issues.append(type_issue())
    (row,) = issue_rows(record(failed))
    assert dict(zip(ISSUE_COLUMNS, row, strict=True))["code"] == "read.empty"


def type_issue() -> object:
    from zongshu.types import Issue

    return Issue("read.empty", "nothing")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3.5%", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert guarded(text) == "'" + text
    assert printed(text) == "'" + text


def test_numbers_as_cells() -> None:
    assert [printed(value) for value in (5e4, -3, 73.8, 10**20, None, False)] == [
        "50000", "-3", "73.8", "100000000000000000000", "", "false",
    ]  # fmt: skip
