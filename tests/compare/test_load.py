from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.compare.samples import claim, table

from zongshu.compare import compare, load, write
from zongshu.compare._columns import typed
from zongshu.errors import DataError, UsageError

ARTICLE = {
    "id": "a1",
    "source": "a.txt",
    "fictional": True,
    "title": "青禾县工作综述",
    "place": {"name": "青禾县", "adcode": "990121", "level": "county"},
    "characters": 90,
    "repairs": {"hard_wrap": 3},
}
CLAIM = {
    "id": "c1",
    "start": 10,
    "end": 14,
    "text": "280个",
    "clean": "280个",
    "runs": [[10, 14]],
    "quantity": {"value": 280, "low": 280, "high": 280, "approx": "exact", "unit": "个", "kind": "count", "per": None},
    "item": "志愿服务站",
    "indicator": {"id": "volunteer_sites", "score": 0.97, "basis": "alias"},
    "status": "achieved",
    "place": {"name": "青禾县", "adcode": "990121", "level": "county", "basis": "article", "candidates": []},
    "period": {"from": None, "to": "2024-05", "text": "目前", "basis": "article"},
    "evidence": {"start": 2, "end": 15, "text": "全县建成志愿服务280个。"},
    "confidence": 0.93,
    "flags": [],
}


def record(*claims: dict[str, Any], **article: Any) -> str:
    return json.dumps({"article": {**ARTICLE, **article}, "claims": list(claims), "issues": []}, ensure_ascii=False)


def save(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_records_become_rows(tmp_path: Path) -> None:
    bare = {**CLAIM, "id": "c2", "indicator": None, "period": None}
    frame = load(save(tmp_path / "claims.jsonl", record(CLAIM, bare), "", record(id="empty")))
    assert frame["id"].tolist() == ["c1", "c2"]
    row = frame.iloc[0]
    assert (row["place_adcode"], row["article_place_name"], row["quantity_value"]) == ("990121", "青禾县", 280)
    assert (row["period_to"], row["indicator_id"], row["evidence_start"]) == ("2024-05", "volunteer_sites", 2)
    assert bool(row["article_fictional"]) is True
    assert (row["runs"], row["flags"], row["article_repairs"]) == ("[[10,14]]", "[]", '{"hard_wrap":3}')
    assert frame["indicator_id"].isna().tolist() == [False, True]
    assert compare(frame, year=2024).wide.iloc[0, 0] == 280


def test_codes_stay_text(tmp_path: Path) -> None:
    place = {**CLAIM["place"], "adcode": 990121}
    frame = load(save(tmp_path / "claims.jsonl", record({**CLAIM, "place": place})))
    assert frame["place_adcode"].tolist() == ["990121"]


def test_no_claims_at_all(tmp_path: Path) -> None:
    frame = load(save(tmp_path / "claims.jsonl", record()))
    assert len(frame) == 0
    assert compare(frame).wide.empty
    assert len(load([])) == 0


def test_several_files_and_a_byte_order_mark(tmp_path: Path) -> None:
    one = tmp_path / "one.jsonl"
    one.write_bytes(b"\xef\xbb\xbf" + record(CLAIM).encode())
    two = save(tmp_path / "two.jsonl", record({**CLAIM, "id": "c2"}, id="a2"))
    assert load([one, str(two)])["id"].tolist() == ["c1", "c2"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"claims": []}',
        '{"article": {}}',
        '{"article": {}, "claims": [3]}',
        '{"article": {}, "claims": [{"id": "x"}]}',
        '{"article": {}, "claims": [{"id": "x", "quantity": {"value": NaN}}]}',
        "[" * 100_000,
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = save(tmp_path / "claims.jsonl", record(CLAIM), line)
    with pytest.raises(DataError, match=r"claims\.jsonl, line 2: "):
        load(path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(record(CLAIM).encode() + b"\n\xff\xfe{}\n")
    with pytest.raises(DataError, match="line 2"):
        load(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        load(tmp_path / "none.jsonl")


def test_table_forms_give_the_same_panel(tmp_path: Path) -> None:
    frame = table(claim(), claim(place="云栖县", number=3), claim(status="planned", start=7))
    frame.to_csv(tmp_path / "claims.csv", index=False)
    frame.astype({"quantity_value": float, "quantity_low": float, "quantity_high": float}).to_parquet(
        tmp_path / "claims.parquet"
    )
    wanted = compare(frame).frame
    for name in ("claims.csv", "claims.parquet"):
        pd.testing.assert_frame_equal(compare(load(tmp_path / name)).frame, wanted)


def test_records_are_read_as_the_table_that_extract_makes(tmp_path: Path) -> None:
    import zongshu

    (tmp_path / "a.txt").write_text(
        "青禾县2024年工作总结\n全县建成驿站12个，覆盖率达90%，力争明年建成20个。\n", encoding="utf-8"
    )
    made = zongshu.extract(tmp_path)
    lines = [zongshu.record.encode(one).decode("utf-8") for one in made.records]
    frame = load(save(tmp_path / "claims.jsonl", *lines))
    wanted = made.frame
    assert len(wanted) == 3 and set(frame.columns) == set(wanted.columns)
    pd.testing.assert_frame_equal(frame, typed(wanted)[list(frame.columns)])


def test_lists_in_a_frame_become_json_text() -> None:
    frame = typed(table(claim()).assign(rules=[["quantity.digits"]], section=[[]]))
    assert frame.loc[0, "rules"] == '["quantity.digits"]' and frame.loc[0, "section"] == "[]"


def test_a_table_of_something_else(tmp_path: Path) -> None:
    path = save(tmp_path / "other.csv", "a,b", "1,2")
    with pytest.raises(DataError, match=r"other\.csv.*status"):
        load(path)
    write(compare(table(claim())), tmp_path / "book.xlsx")
    with pytest.raises(UsageError, match=r"\.csv"):
        load(tmp_path / "book.xlsx")
