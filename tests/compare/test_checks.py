from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from tests.compare.samples import claim, table

from zongshu.compare import compare
from zongshu.errors import UsageError


def level(year: int, number: float, text: str, rest: str = "", **changes: Any) -> dict[str, Any]:
    """A level with what follows it in its sentence."""
    row = claim(
        year=year, number=number, article=f"report-{year}", start=110, indicator_id="x", item="粮食总产", **changes
    )
    return {**row, "text": text, "clean": text, "end": 110 + len(text), "evidence_start": 106,
            "evidence_text": f"粮食总产{text}{rest}"}  # fmt: skip


def change(of: dict[str, Any], number: float, text: str, direction: str, **changes: Any) -> dict[str, Any]:
    at = of["evidence_start"] + of["evidence_text"].index(text)
    return {
        **of, "id": of["id"] + text, "start": at, "end": at + len(text), "text": text, "clean": text,
        "quantity_value": number, "quantity_low": number, "quantity_high": number, "quantity_kind": "change",
        "quantity_unit": "%", "quantity_dimension": "share", "quantity_direction": direction, "indicator_id": None,
        "item": "粮食总产增长", **changes,
    }  # fmt: skip


def years(second: float, text: str, told: str, number: float, direction: str = "up") -> pd.DataFrame:
    word = "增长" if direction == "up" else "下降"
    new = level(2024, second, text, f"，同比{word}{told}。")
    return table(level(2023, 200, "200吨"), new, change(new, number, told, direction))


def test_growth_from_levels_and_as_told() -> None:
    time = compare(years(220, "220吨", "10%", 10)).over_time()
    row = time[time["year"] == 2024].iloc[0]
    assert (row["previous_year"], row["growth"], row["claimed"], row["agrees"]) == (2023, 10, 10, True)
    assert time[time["year"] == 2023]["agrees"].isna().all()
    assert compare(years(220, "220吨", "10%", 10)).checks.empty


def test_growth_that_the_levels_deny() -> None:
    checks = compare(years(220, "220吨", "25%", 25)).checks
    assert checks[["code", "told", "computed", "year"]].values.tolist() == [["growth.differs", "25%", "+10.0%", 2024]]
    assert checks["evidence_text"].str.contains("25%").all()


def test_rounded_figures_are_given_their_room() -> None:
    old = level(2023, 5_000_000, "500万吨")
    new = level(2024, 5_500_000, "550万吨", "，增长9.9%。")
    assert compare(table(old, new, change(new, 9.9, "9.9%", "up"))).checks.empty


def test_a_fall_where_the_text_tells_a_rise() -> None:
    assert compare(years(150, "150吨", "3%", 3)).checks["code"].tolist() == ["direction.differs"]
    assert compare(years(150, "150吨", "25%", 25, "down")).checks.empty


@pytest.mark.parametrize("base", ["比年初增长", "环比增长", "年均增长", "比2015年增长", "比全市平均高"])
def test_growth_on_another_base_is_not_compared(base: str) -> None:
    new = level(2024, 220, "220吨", f"，{base}50%。")
    assert compare(table(level(2023, 200, "200吨"), new, change(new, 50, "50%", "up"))).checks.empty


def test_growth_at_constant_prices_is_not_compared() -> None:
    new = level(2024, 220, "220亿元", "，增长5%。")
    new["item"] = "地区生产总值"
    frame = table(level(2023, 200, "200亿元"), new, change(new, 5, "5%", "up", item="地区生产总值增长"))
    assert compare(frame).checks.empty


def test_one_year_alone_has_no_growth() -> None:
    with pytest.raises(UsageError, match="without a year"):
        compare(table(claim()), year=2024).over_time()


def whole_and_parts(*parts: int, words: str = "，其中甲类") -> pd.DataFrame:
    sentence, rows = "全县建成站点100个" + words, []
    rows.append(claim(number=100, start=6, evidence_start=0, article="a"))
    for number in parts:
        start = len(sentence)
        sentence += f"{number}个、"
        rows.append(claim(number=number, start=start, evidence_start=0, article="a", part_of="a-6"))
    return table(*({**row, "evidence_text": sentence} for row in rows))


def test_parts_and_their_whole() -> None:
    assert compare(whole_and_parts(40, 30)).checks.empty
    assert compare(whole_and_parts(120)).checks["code"].tolist() == ["part.exceeds"]
    over = compare(whole_and_parts(60, 70)).checks
    assert over[["code", "told", "computed", "claim_id"]].values.tolist() == [["parts.exceed", "100个", "130", "a-6"]]
    assert compare(whole_and_parts(60, 30, words="，分为甲类")).checks["code"].tolist() == ["parts.differ"]
    assert compare(whole_and_parts(60, 40, words="，分为甲类")).checks.empty


def test_another_classifier_is_another_whole() -> None:
    frame = whole_and_parts(120)
    frame.loc[1, "quantity_unit"] = "户"
    assert compare(frame).checks.empty


def test_shares_over_100() -> None:
    share = {"quantity_kind": "percent", "quantity_unit": "%", "quantity_dimension": "share"}
    over = claim(number=104, item="社区覆盖率", indicator_id=None, **share)
    met = claim(number=104, item="年度任务", indicator_id=None, start=900, **share)
    assert compare(table(claim(start=1), over, met)).checks["claim_id"].tolist() == [over["id"]]
