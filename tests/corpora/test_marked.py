from __future__ import annotations

import pytest
from tests.support.marked import MarkedError, parse

HEAD = """---
id: x01
split: dev
sector: health
place: 桐乡市
adcode: "330483"
level: county
published: 2025-06-12
layout: [none]
note: a case
---
"""


def rows(body: str):
    return parse(HEAD + body, "x01.txt").rows


def one(keys: str, mention: str = "5万余人"):
    return rows(f"全市⟦{mention}|{keys}⟧。")[0]


def test_text_is_stripped_of_its_marks() -> None:
    article = parse(HEAD + "\n建成⟦280个|v=280;u=个;item=服务站⟧，⟦首批|role=ordinal⟧。\n\n", "x01.txt")
    assert article.text == "建成280个，首批。\n"
    assert [article.text[row.start : row.end] for row in article.rows] == ["280个", "首批"]
    assert article.published == "2025-06-12"


@pytest.mark.parametrize(
    ("keys", "bounds"),
    [
        ("v=5;u=人;item=甲", (5, 5, 5, "exact")),
        ("v=7.5;a=over;u=人;item=甲", (7.5, 7.5, None, "over")),
        ("v=5;a=under;u=人;item=甲", (5, None, 5, "under")),
        ("v=5;a=about;u=人;item=甲", (5, None, None, "about")),
        ("low=3;high=4;a=range;u=人;item=甲", (None, 3, 4, "range")),
    ],
)
def test_bounds_follow_from_the_approximator(keys: str, bounds: tuple[object, ...]) -> None:
    row = one(keys)
    assert (row.value, row.low, row.high, row.approx) == bounds


def test_what_is_left_out_has_its_default() -> None:
    row = one("v=5;u=;item=甲/乙")
    assert (row.kind, row.status, row.indicator, row.place, row.period) == ("count", "achieved", None, "桐乡市", None)
    assert (row.unit, row.items, row.optional, row.direction, row.also) == ("", ["甲", "乙"], False, None, {})


def test_every_key_arrives() -> None:
    row = one(
        "v=5;u=个百分点;k=change;d=up;item=甲;s=planned;ind=grids;place=濮院镇;actor=市委;from=2025;to=2025-06;pt=今年"
        ";per=人均;opt=1;also=indicator:null;also=value:5.5;also=status:context"
    )
    assert (row.kind, row.direction, row.status, row.indicator) == ("change", "up", "planned", "grids")
    assert (row.place, row.actor, row.per, row.optional) == ("濮院镇", "市委", "人均", True)
    assert row.period == {"text": "今年", "from": "2025", "to": "2025-06"}
    assert row.also == {"indicator": None, "value": 5.5, "status": "context"}
    as_json = row.to_json(7, 12, "5 万余人")
    assert (as_json["start"], as_json["end"], as_json["text"], as_json["per"]) == (7, 12, "5 万余人", "人均")


def test_a_period_end_that_is_not_told_is_null() -> None:
    assert one("v=5;u=人;item=甲;to=2025-05-31;pt=截至5月底").period == {
        "text": "截至5月底",
        "from": None,
        "to": "2025-05-31",
    }


def test_a_part_points_at_the_nearest_claim_with_that_text() -> None:
    body = "⟦9人|v=9;u=人;item=甲⟧。\n共⟦9人|v=9;u=人;item=乙⟧，⟦9人|role=label⟧，其中⟦4人|v=4;u=人;item=丙;part=9人⟧。"
    assert rows(body)[3].part_of == "共⟦9人⟧，9人，其中4人"


def test_context_stays_on_its_line() -> None:
    assert rows("前面的一行\n有⟦5人|v=5;u=人;item=甲⟧。\n下一行")[0].context == "有⟦5人⟧。"


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("好\n有⟦5人|v=5;u=人;item=甲", 13, "not closed"),
        ("有⟦5人|v=5;u=人\n;item=甲⟧", 12, "not closed"),
        ("有5人⟧", 12, "closes nothing"),
        ("有⟦5人⟧", 12, "one |"),
        ("有⟦5人|v5⟧", 12, "no key=value"),
        ("有⟦5人|v=5;u=人;item=甲;v=6⟧", 12, "given twice"),
        ("有⟦5人|v=五;u=人;item=甲⟧", 12, "no number"),
        ("有⟦5人|u=人;item=甲⟧", 12, "v is missing"),
        ("有⟦5人|v=5;item=甲⟧", 12, "u is missing"),
        ("有⟦5人|v=5;u=人⟧", 12, "item is missing"),
        ("有⟦5人|v=5;u=人;item=甲/⟧", 12, "item is empty"),
        ("有⟦5人|v=5;u=人;item=甲;unit=人⟧", 12, "has no unit"),
        ("有⟦5人|v=5;u=人;item=甲;k=counts⟧", 12, "k=counts is unknown"),
        ("有⟦5人|v=5;u=人;item=甲;low=5⟧", 12, "a=range only"),
        ("有⟦5人|a=range;low=6;high=5;u=人;item=甲⟧", 12, "low is above high"),
        ("有⟦5人|v=5;u=人;item=甲;k=change⟧", 12, "d goes with k=change"),
        ("有⟦5人|v=5;u=人;item=甲;from=2025年;pt=今年⟧", 12, "is no YYYY"),
        ("有⟦5人|v=5;u=人;item=甲;from=2025⟧", 12, "needs its words"),
        ("有⟦5人|v=5;u=人;item=甲;also=kinds:rate⟧", 12, "also=field:value"),
        ("有⟦5人|v=5;u=人;item=甲;also=kind:rates⟧", 12, "also=kind:rates is unknown"),
        ("\n好\n\n有⟦5人|v=5;u=人;item=甲;part=9人⟧", 15, "no claim here"),
        ("⟦首批|role=rank⟧", 12, "role=rank is unknown"),
        ("⟦首批|role=ordinal;u=批⟧", 12, "a ordinal has no u"),
    ],
)
def test_mistakes_are_told_with_file_and_line(body: str, line: int, what: str) -> None:
    with pytest.raises(MarkedError) as error:
        rows(body)
    assert str(error.value).startswith(f"x01.txt, line {line}: ")
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("split: dev", "split: train", 3, "split=train is unknown"),
        ('adcode: "330483"', "adcode: 330483", 6, "adcode must be a text"),
        ('adcode: "330483"', 'adcode: "33048"', 6, "six digits"),
        ("published: 2025-06-12", "published: June", 8, "no date"),
        ("layout: [none]", "layout: [wrap17]", 9, "wrap17 is no damage"),
        ("layout: [none]", "layout: [none, shadow]", 9, "list of damages"),
        ("note: a case", "notes: a case", 2, "lacks note"),
        ("note: a case", "note: a case\nmore: 1", 11, "more is no key"),
        ("id: x01", "id: [x01", 3, "no YAML"),
        ("---\nid", "id", 1, "a head between"),
    ],
)
def test_mistakes_of_the_head_are_told(old: str, new: str, line: int, what: str) -> None:
    with pytest.raises(MarkedError) as error:
        parse(HEAD.replace(old, new, 1) + "无", "x01.txt")
    assert str(error.value).startswith(f"x01.txt, line {line}: ")
    assert what in str(error.value)
