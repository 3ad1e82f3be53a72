from __future__ import annotations

from rich.cells import cell_len
from tests.compare.samples import claim, table

from zongshu.compare import Panel, compare, render_terminal


def panel() -> Panel:
    return compare(
        table(
            claim(),
            claim(place="云栖县", number=12.5, quantity_approx="over", quantity_high=None),
            claim(place="云栖县", indicator_id="grids", start=300),
            claim(start=400, number=290, confidence=0.1),
            claim(start=500, status="planned"),
        ),
        names={"volunteer_sites": "志愿服务站点数"},
    )


def test_terminal_without_a_terminal() -> None:
    text = render_terminal(panel())
    assert "\x1b" not in text
    line = next(line for line in text.splitlines() if "云栖县" in line)
    assert "≥12.5" in line and "280" in line
    assert "≠" in next(line for line in text.splitlines() if "青禾县" in line)
    assert "planned, not done" in text


def test_columns_stand_in_line_in_a_cjk_font() -> None:
    lines = render_terminal(panel()).splitlines()
    head = next(line for line in lines if "志愿服务站点数" in line)
    end = cell_len(head.split("志愿服务站点数")[0] + "志愿服务站点数")
    numbers = next(line for line in lines if "云栖县" in line).split("≥12.5")
    assert cell_len(numbers[0] + "≥12.5") == end
    unit = next(line for line in lines if "个" in line and "志愿" not in line)
    assert cell_len(unit.split("个")[0] + "个") == end


def test_a_unit_that_all_share_stands_in_the_head_alone() -> None:
    text = render_terminal(panel())
    assert text.count("个") == 2
    mixed = render_terminal(compare(table(claim(), claim(place="云栖县", quantity_unit="处"))))
    assert "280 个" in mixed and "280 处" in mixed


def test_a_year_that_all_share_stands_in_the_head_alone() -> None:
    rows = [claim(), claim(place="云栖县"), claim(indicator_id="grids", year=2023, start=9)]
    text = render_terminal(compare(table(*rows)))
    assert "个 2024" in text and "个 2023" in text and "(2024)" not in text
    text = render_terminal(compare(table(*rows, claim(place="石桥区", year=None))))
    assert "280 (2024)" in text and "280 (?)" in text


def test_places_without_a_figure_are_counted() -> None:
    many = [
        claim(place=place, indicator_id=f"i{at:02}", start=at) for at in range(12) for place in ("青禾县", "云栖县")
    ]
    text = render_terminal(compare(table(*many, claim(place="石桥区", indicator_id="z", start=99))))
    assert "1 more places tell none" in text and "石桥区" not in text


def test_a_narrow_terminal_gets_several_blocks() -> None:
    wide = compare(table(*(claim(indicator_id=f"indicator_{at}", start=at) for at in range(8))))
    text = render_terminal(wide, width=60)
    assert text.count("青禾县") > 1
    assert all(f"indicator_{at}" in text for at in range(8))
    assert max(cell_len(line) for line in text.splitlines() if "青禾县" in line) <= 60


def test_text_of_an_article_does_not_steer_the_terminal() -> None:
    text = render_terminal(compare(table(claim(place_name="\x1b[31m[bold]县\u202e"))))
    assert "\x1b" not in text and "\u202e" not in text
    assert "[bold]县" in text


def test_colour_and_language() -> None:
    assert "\x1b[" in render_terminal(panel(), width=100, colour=True)
    assert "计划，尚未实现" in render_terminal(panel(), lang="zh")
    assert "Nothing to compare" in render_terminal(compare(table(claim(status="planned"))))
