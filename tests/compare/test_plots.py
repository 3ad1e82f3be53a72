from __future__ import annotations

import importlib
import io
import warnings
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.samples import PLACES, claim, table

from zongshu.compare import Panel, compare
from zongshu.compare import _theme as theme
from zongshu.compare._labels import _WORDS
from zongshu.compare._plots import Plots
from zongshu.compare._scales import ends, folded
from zongshu.errors import UsageError

pytest.importorskip("matplotlib")


def panel() -> Panel:
    rows = [claim(place=place, number=100 + 10 * at) for at, place in enumerate(list(PLACES)[:4])]
    rows += [claim(place=place, number=50 + at, indicator_id="grids", start=9) for at, place in enumerate(PLACES)]
    rows += [claim(number=80, year=2022, start=400), claim(place="云栖县", number=150, year=2023, start=500)]
    rows.append(claim(place="东屏县", number=60, quantity_approx="over", quantity_high=None))
    return compare(table(*rows), names={"grids": "网格数", "volunteer_sites": "Volunteer sites"})


def words(figure: Any) -> list[str]:
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text)]


def dots(figure: Any) -> list[tuple[float, float, bool]]:
    """Place, value and whether filled, of each mark."""
    from matplotlib.lines import Line2D

    lines = [line for line in figure.axes[0].lines if isinstance(line, Line2D) and line.get_marker() == "o"]
    return [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]), line.get_markerfacecolor() != "white")
        for line in lines
    ]


def test_dots_stand_where_the_figures_are_the_greatest_first() -> None:
    marks = dots(Plots(panel()).dots("volunteer_sites"))
    assert [value for value, _, _ in marks] == [130, 120, 110, 100, 60]
    assert [place for _, place, _ in marks] == [0, 1, 2, 3, 4]
    assert [filled for _, _, filled in marks] == [True, True, True, True, False]


def test_dots_on_a_base_are_divided_and_say_so() -> None:
    people = pd.DataFrame({
        "place_name": ["青禾县", "云栖县"], "denominator": "population", "value": [200_000, 50_000],
        "source": "Census 2020",
    })  # fmt: skip
    rows = [claim(number=100), claim(place="云栖县", number=60), claim(place="石桥区", number=10)]
    rows += [claim(place=place, indicator_id="rate", quantity_kind="percent", quantity_unit="%", start=9, number=50)
             for place in ("青禾县", "石桥区")]  # fmt: skip
    shown = compare(table(*rows), per=people)
    figure = shown.plot.dots("volunteer_sites", per="population")
    assert [value for value, _, _ in dots(figure)] == [12, 5]
    told = " ".join(words(figure))
    assert "10,000 inhabitants" in told and "Census 2020" in told and "not drawn: 1" in told
    assert [value for value, _, _ in dots(shown.plot.dots("rate", per="population"))] == [50, 50]
    assert "每万人" in " ".join(words(shown.plots("zh").dots("volunteer_sites", per="population")))
    with pytest.raises(UsageError, match="no denominator 'area_km2'"):
        shown.plot.dots("volunteer_sites", per="area_km2")


def test_a_figure_without_an_upper_bound_runs_to_the_border() -> None:
    axes = Plots(panel()).dots("volunteer_sites").axes[0]
    (whisker,) = [line for line in axes.lines if len(line.get_xdata()) == 2]
    assert list(whisker.get_xdata()) == [60, axes.get_xlim()[1]]
    assert any(line.get_marker() == ">" for line in axes.lines)


def test_slopes_join_the_years_of_a_place() -> None:
    figure = Plots(panel()).slopes("volunteer_sites")
    lines = {tuple(line.get_xdata()): line for line in figure.axes[0].lines if len(line.get_xdata()) > 1}
    assert {years: list(line.get_ydata()) for years, line in lines.items()} == {
        (2022, 2024): [80, 100],
        (2023, 2024): [150, 110],
    }
    assert lines[(2023, 2024)].get_linestyle() == "--" and lines[(2022, 2024)].get_linestyle() == "-"
    with pytest.raises(UsageError, match="two years"):
        Plots(panel()).slopes("grids")


def test_scatter_pairs_the_figures_of_a_place() -> None:
    figure = Plots(panel()).scatter("volunteer_sites", "grids")
    assert sorted((x, y) for x, y, _ in dots(figure)) == [(60, 55), (100, 50), (110, 51), (120, 52), (130, 53)]
    one = compare(table(claim(), claim(place="云栖县", indicator_id="grids")))
    with pytest.raises(UsageError, match="both"):
        Plots(one).scatter("volunteer_sites", "grids")


def test_coverage_has_a_square_for_each_claim() -> None:
    shown = panel()
    figure = Plots(shown).coverage()
    squares = [line for line in figure.axes[0].lines if line.get_marker() == "s"]
    assert len(squares) == len(shown.cells()) == 11
    assert len(Plots(shown).coverage(["grids"]).axes[0].lines) == 6


@pytest.mark.parametrize("places", [1, 6])
@pytest.mark.parametrize(
    "name",
    [
        "Sites",
        "Grids of communities, by the latest division of towns and streets",
        "每万名城镇人口拥有的社区工作者人数",
    ],
)
def test_coverage_gives_long_names_the_room_they_need(name: str, places: int) -> None:
    """The squares keep their distance however long the names above them are, and no name leaves the picture."""
    rows = [claim(place=place, indicator_id=one, start=at) for at, one in enumerate(("grids", "volunteer_sites"))
            for place in list(PLACES)[:places]]  # fmt: skip
    figure = Plots(compare(table(*rows), names={"grids": "网格数", "volunteer_sites": name})).coverage()
    figure.draw_without_rendering()
    axes = figure.axes[0]
    (left, low), (right, high) = (axes.transData.transform(at) for at in ((0, 0), (1, 1)))
    assert ((right - left) / figure.dpi, (low - high) / figure.dpi) == (pytest.approx(0.24), pytest.approx(0.2))
    for text in [*axes.get_xticklabels(), *axes.get_yticklabels(), *axes.texts]:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= figure.bbox.x1 and box.y0 >= 0 and box.y1 <= figure.bbox.y1, text


def test_small_multiples_keep_the_order_of_places() -> None:
    figure = Plots(panel()).small_multiples()
    shown = [axes for axes in figure.axes if axes.get_visible()]
    assert len(shown) == 2
    assert [tick.get_text() for tick in shown[0].get_yticklabels()] == sorted(PLACES, key=lambda place: PLACES[place])
    assert len(Plots(panel()).small_multiples(["grids"]).axes) == 1


def test_chinese_is_drawn_or_told_to_be_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        if theme.chinese_font():
            warnings.simplefilter("error")
        Plots(panel(), lang="zh").dots("grids").savefig(io.BytesIO())
    for name in ("_plots", "_plot_data"):
        monkeypatch.setattr(importlib.import_module(f"zongshu.compare.{name}"), "chinese_font", lambda: None)
    monkeypatch.setattr(theme, "chinese_font", lambda: None)
    with pytest.warns(UserWarning, match="No font with Chinese"):
        figure = Plots(panel()).dots("grids")
    told = words(figure)
    assert "990121" in told and "青禾县" not in told
    assert any("shown by code" in text for text in told)
    assert not any(sign > "\u2e80" for text in told for sign in text)


def test_a_notebook_shows_a_picture_and_no_settings_are_left_behind() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    assert Plots(panel()).coverage()._repr_png_().startswith(b"\x89PNG")
    assert dict(mpl.rcParams) == before


def test_invented_samples_are_told_in_the_picture() -> None:
    invented = compare(table(claim(article_fictional=True)))
    assert any("Invented samples" in text for text in words(Plots(invented).dots("volunteer_sites")))


def test_wrong_calls() -> None:
    plots = Plots(panel())
    for call in (
        plots.dots,
        plots.slopes,
        lambda name: plots.scatter(name, "grids"),
        lambda name: plots.coverage([name]),
    ):
        with pytest.raises(UsageError, match="no indicator 'nothing'"):
            call("nothing")
    empty = compare(table(claim()), indicators=["grids"])
    with pytest.raises(UsageError, match="no place tells"):
        Plots(empty).dots("grids")
    with pytest.raises(UsageError, match="too little"):
        Plots(empty).small_multiples()


def test_other_units_are_left_out_and_told() -> None:
    square = {"quantity_dimension": "area", "quantity_kind": "area"}
    rows = [claim(quantity_unit="亩", **square), claim(place="云栖县", quantity_unit="亩", **square),
            claim(place="石桥区", quantity_unit="元", **square)]  # fmt: skip
    figure = Plots(compare(table(*rows))).dots("volunteer_sites")
    assert len(dots(figure)) == 2
    assert any("1 in other units" in text for text in words(figure))


@settings(max_examples=50, deadline=None)
@given(st.floats(-100, 100), st.floats(0, 50), st.floats(0, 50))
def test_bounds_stay_inside_the_picture(value: float, below: float, above: float) -> None:
    first, last = ends(value, value - below, value + above, -80.0, 80.0)
    assert -80 <= first <= last <= 80


@given(st.text(alphabet="ab 县市", max_size=80))
def test_folding_loses_no_word(text: str) -> None:
    assert folded(text).split() == text.split() or sum(len(part) for part in folded(text).split()) == len(
        "".join(text.split())
    )


def test_colours_differ_and_words_exist() -> None:
    assert len(set(theme.COLOURS.values())) == len(theme.COLOURS)
    assert {"plot.none", "plot.font", "plot.key", "plot.units"} <= set(_WORDS)
