"""The page in a real browser: what it shows, what it lets a reader do, and that nothing leaves it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from tests.compare.samples import claim, table

import zongshu
from zongshu.compare import compare, write_page
from zongshu.lexicon.registry import registry

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
HOSTILE = "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>\u2028"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

OPEN_ALL = """() => [...document.querySelectorAll("#panel button[data-cell]")].map((button) => {
            button.click();
            const dialog = document.getElementById("evidence");
            const first = dialog.querySelector(".claim");
            const found = { cell: Number(button.dataset.cell), open: dialog.open,
              figure: button.querySelector(".figure").firstChild.textContent, facts: first.querySelector("dl").textContent,
              shown: first.querySelector("h3 span").textContent, mark: first.querySelector("mark")?.textContent,
              quote: first.querySelector("blockquote").textContent, claims: dialog.querySelectorAll(".claim").length };
            dialog.close();
            return found;
        })"""
"""Opens each cell, notes what the dialog shows, and closes it."""

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is found on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as run:
        started = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Seen:
    """A page with all that it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.url = path.as_uri()
        self.page.goto(self.url)

    def close(self) -> None:
        self.context.close()
        assert [url for url in self.asked if url != self.url and not url.startswith("blob:")] == []
        assert self.complaints == []


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that the sample articles make."""
    folder = tmp_path_factory.mktemp("page")
    run = zongshu.extract([CORPORA / "dev", CORPORA / "test"], meta=CORPORA / "articles.csv")
    panel = compare(run.frame, level="county", names={key: entry.en for key, entry in registry().entries.items()})
    write_page(panel, folder / "page.html")
    return folder / "page.html"


@pytest.fixture
def seen(browser: Any, corpora: Path) -> Iterator[Seen]:
    opened = Seen(browser, corpora, viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def held(page: Any, name: str = "data") -> Any:
    return json.loads(page.locator(f"#{name}").text_content())


def rows_are(page: Any, count: int) -> None:
    playwright.expect(page.locator("#panel tbody tr")).to_have_count(count)


def names(page: Any) -> list[str]:
    return page.eval_on_selector_all("#panel tbody th", "all => all.map((one) => one.firstChild.textContent)")


def test_every_cell_opens_its_sentence_with_the_right_characters_marked(seen: Seen) -> None:
    page = seen.page
    page.locator(".choose summary").click()
    page.locator("#choose-all").click()
    data = held(page, "claims-data")
    at = {name: place for place, name in enumerate(data["columns"])}
    cells = held(page)["cells"]
    cell_at = {name: place for place, name in enumerate(cells["columns"])}
    sources: dict[str, str] = {}
    buttons = page.locator("#panel button[data-cell]")
    count = buttons.count()
    assert count > 150
    # Place by place: a dialog makes all behind it inert, which takes long where that is thousands of cells.
    told = []
    for _, code, _ in held(page)["places"]:
        page.fill("#filter", code)
        rows_are(page, 1)
        playwright.expect(page.locator("#panel tbody th small")).to_have_text(code)
        told += page.evaluate(OPEN_ALL)
    assert len(told) == count
    for one in told:
        cell = cells["rows"][one["cell"]]
        row = data["rows"][cell[cell_at["first"]]]
        source = data["strings"][row[at["source"]]]
        if source not in sources:
            found = next(CORPORA.rglob(Path(source).name))
            sources[source] = found.read_bytes().decode("utf-8-sig")
        assert one["open"]
        # An article may use another unit than the table; then the dialog tells both.
        assert one["figure"] == one["shown"] or one["facts"].startswith(f"Side by side{one['figure']}")
        assert one["mark"] == sources[source][row[at["start"]] : row[at["end"]]]
        assert one["mark"] in one["quote"]
        assert one["claims"] == cell[cell_at["last"]] - cell[cell_at["first"]] + 1


def test_sorting_puts_the_greatest_first_and_what_is_missing_last(seen: Seen) -> None:
    page = seen.page
    head = page.locator("#panel thead th").nth(1)
    head.locator("button").click()
    assert page.locator("#panel thead th").nth(1).get_attribute("aria-sort") == "descending"
    column = """() => [...document.querySelectorAll("#panel tbody tr")].map(
        (row) => row.cells[1].querySelector(".figure")?.firstChild.textContent ?? null)"""
    shown = page.evaluate(column)
    known = [float(re.sub(r"[^\d.]", "", text)) for text in shown if text]
    assert known == sorted(known, reverse=True) and len(set(known)) > 2
    assert shown[: len(known)] == [text for text in shown if text]
    page.locator("#panel thead th").nth(1).locator("button").click()
    shown = page.evaluate(column)
    assert [float(re.sub(r"[^\d.]", "", text)) for text in shown if text] == sorted(known)
    assert shown[-1] is None
    page.locator("#panel thead th").first.locator("button").click()
    assert page.locator("#panel thead th").first.get_attribute("aria-sort") == "ascending"


def test_filters_leave_what_fits(seen: Seen) -> None:
    page = seen.page
    everyone = names(page)
    page.fill("#filter", everyone[3])
    rows_are(page, 1)
    assert names(page) == [everyone[3]]
    assert page.locator("#filter-count").text_content() == f"1 of {len(everyone)} places"
    page.fill("#filter", "no such place")
    rows_are(page, 0)
    assert page.locator("#filter-count").text_content() == "Nothing fits these filters."
    page.fill("#filter", "")
    page.fill("#find", "志愿")
    page.wait_for_selector("#panel .hit")
    assert 0 < len(names(page)) < len(everyone)
    page.locator("#panel .hit button").first.click()
    assert "志愿" in page.locator("#evidence blockquote").first.text_content()
    page.keyboard.press("Escape")
    page.fill("#find", "")
    rows_are(page, len(everyone))
    page.select_option("#year", "2024")
    years = page.eval_on_selector_all("#panel .year", "all => all.map((one) => one.textContent)")
    assert years and set(years) == {"2024"}
    page.check("#ranks")
    assert (
        re.search(r"2024 · #\d+", page.locator("#panel .year").first.text_content() or "")
        or page.locator(".year").count()
    )


def test_the_list_of_claims_filters_by_place_indicator_level_year_and_use(seen: Seen) -> None:
    page = seen.page
    column = "(at) => [...document.querySelectorAll('#claims tbody tr')].map((row) => row.cells[at].textContent)"
    page.select_option("#list-level", "prefecture")
    assert set(page.evaluate(column, 2)) == {"prefecture"}
    page.select_option("#list-level", "county")
    page.select_option("#list-year", "2024")
    assert set(page.evaluate(column, 3)) == {"2024"}
    page.select_option("#list-reason", "status.planned")
    assert set(page.evaluate(column, 6)) == {"planned, not done"}
    page.select_option("#list-reason", "-")
    page.select_option("#list-year", "")
    page.select_option("#list-name", "registered_volunteers")
    assert set(page.evaluate(column, 1)) == {"Registered volunteers"}
    page.locator("#claims thead button").nth(4).click()
    figures = [float(re.sub(r"[^\d.]", "", text)) for text in page.evaluate(column, 4)]
    assert figures == sorted(figures, reverse=True) and len(figures) > 2
    page.locator("button[data-reason='status.required']").click()
    assert set(page.evaluate(column, 6)) == {"a rule or threshold, not a result"}
    assert page.evaluate("document.activeElement.id") == "list"


def test_the_keyboard_is_enough(seen: Seen) -> None:
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.cell !== undefined"):
            break
    else:
        pytest.fail("no cell is reached with the tabulator")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    cell = page.evaluate("document.activeElement.dataset.cell")
    page.keyboard.press("Enter")
    assert page.locator("#evidence").evaluate("one => one.open")
    assert page.evaluate("document.getElementById('evidence').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not page.locator("#evidence").evaluate("one => one.open")
    assert page.evaluate("document.activeElement.dataset.cell") == cell
    page.locator("#panel thead button").nth(2).focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel thead th").nth(2).get_attribute("aria-sort") == "descending"
    assert page.evaluate("document.activeElement.closest('th')?.getAttribute('aria-sort')") == "descending"


def test_pictures_are_drawn_with_a_title_and_a_description(seen: Seen) -> None:
    page = seen.page
    for kind in ("dots", "coverage", "multiples", "scatter"):
        page.select_option("#plot-kind", kind)
        picture = page.locator("#plot svg")
        assert picture.get_attribute("role") == "img"
        about = picture.get_attribute("aria-labelledby").split()
        assert all(page.locator(f"#{part}").text_content().strip() for part in about)
        marks = picture.locator(".dot, .full").count()
        assert marks > 2, kind


def test_a_neighbouring_year_is_told_on_the_page(browser: Any, tmp_path: Path) -> None:
    rows = [claim(), claim(place="云栖县", number=270), claim(place="石桥区", number=260, year=2023)]
    path = tmp_path / "page.html"
    write_page(compare(table(*rows), year=2024, near_years=1), path)
    seen = Seen(browser, path)
    assert "2024 ±1" in seen.page.locator(".facts").inner_text()
    shown = {name: seen.page.locator("#panel tbody tr", has_text=name).inner_text() for name in ("青禾县", "石桥区")}
    assert "2024" in shown["青禾县"] and "2023" in shown["石桥区"]
    assert "stands in" in shown["石桥区"] and "stands in" not in shown["青禾县"]
    seen.close()


def test_years_are_joined_where_a_place_has_two(browser: Any, tmp_path: Path) -> None:
    rows = [claim(number=at, year=2020 + at, start=at, place=place) for at in (1, 4) for place in ("青禾县", "云栖县")]
    path = tmp_path / "page.html"
    others = [claim(place=place, indicator_id="grids", start=9) for place in ("青禾县", "云栖县", "石桥区")]
    write_page(compare(table(*rows, *others, claim(place="石桥区"))), path)
    seen = Seen(browser, path)
    assert seen.page.locator("#plot-x option").count() == 2
    seen.page.select_option("#plot-kind", "slopes")
    assert seen.page.locator("#plot-x option").count() == 1, "only what has years to join is offered"
    assert seen.page.locator("#plot .slope").count() == 2
    assert seen.page.locator("#plot .dot").count() == 4
    seen.page.fill("#filter", "青禾")
    playwright.expect(seen.page.locator("#plot .slope")).to_have_count(1)
    seen.close()


def saved(page: Any, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(button).click()
    return Path(waiting.value.path()).read_bytes()


def test_downloads_hold_what_is_shown(seen: Seen) -> None:
    page = seen.page
    shown = page.locator("#panel button[data-cell]").count()
    rows = list(csv.DictReader(io.StringIO(saved(page, "#cells-csv").decode("utf-8-sig"))))
    assert len(rows) == shown
    assert {row["place_name"] for row in rows} <= set(names(page))
    book = openpyxl.load_workbook(io.BytesIO(saved(page, "#book")))
    assert book.sheetnames == ["panel", "cells", "claims", "excluded", "codebook", "notes"]
    assert book["cells"].max_row == shown + 1
    assert [cell.value for cell in book["panel"]["B"]][1:] == names(page)
    told = [row[6].value for row in book["cells"].iter_rows(min_row=2)]
    assert [float(row["value"]) if row["value"] else None for row in rows] == told
    page.fill("#filter", names(page)[0])
    rows_are(page, 1)
    assert len(saved(page, "#cells-csv").splitlines()) == 1 + page.locator("#panel button[data-cell]").count()
    picture = saved(page, "#plot-save").decode()
    assert picture.startswith("<svg") and 'fill="rgb' in picture
    assert "● exact" in picture and "Invented samples" in picture, "what a reader must know goes with the picture"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 400)])
def test_axe_finds_no_serious_fault(browser: Any, corpora: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    seen = Seen(browser, corpora, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = seen.page
    page.locator("details.notes summary").click()
    for dialog in (False, True):
        if dialog:
            page.locator("#panel button[data-cell]").first.click()
        faults = axe.Axe().run(page).response["violations"]
        serious = [
            (fault["id"], fault["nodes"][0]["html"][:200])
            for fault in faults
            if fault["impact"] in ("serious", "critical")
        ]
        assert serious == []
    # Nothing makes the page wider than its window.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.context.close()


def test_hostile_text_does_nothing(browser: Any, tmp_path: Path) -> None:
    texts = (
        "article_title",
        "article_source",
        "item",
        "predicate",
        "clean",
        "evidence_text",
        "place_name",
        "quantity_unit",
    )
    rows = [claim(**dict.fromkeys(texts, HOSTILE), indicator_id="x"), claim(place="云栖县", indicator_id="x"),
            claim(start=9, status="planned", evidence_text=HOSTILE), claim(place="石桥区", indicator_id="x", item="=1+1")]  # fmt: skip
    path = tmp_path / "page.html"
    write_page(compare(table(*rows), names={"x": HOSTILE}), path, title=HOSTILE)
    seen = Seen(browser, path)
    page = seen.page
    page.locator("#panel button[data-cell]").first.click()
    assert HOSTILE.strip() in page.locator("#evidence").text_content()
    page.keyboard.press("Escape")
    for kind in ("dots", "coverage", "multiples", "slopes", "scatter"):
        page.select_option("#plot-kind", kind)
    assert page.locator("img").count() == 0
    assert page.title() != "broken"
    cells = list(csv.DictReader(io.StringIO(saved(page, "#claims-csv").decode("utf-8-sig"))))
    assert not [cell for row in cells for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(saved(page, "#book")))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    seen.close()


def test_paper_gets_all_rows(browser: Any, tmp_path: Path) -> None:
    rows = [claim(place_name=f"甲{at}县", place_adcode=f"99{at:04}", article=f"a{at}") for at in range(90)]
    path = tmp_path / "page.html"
    write_page(compare(table(*rows)), path)
    seen = Seen(browser, path)
    assert seen.page.locator("#panel tbody tr").count() == 60
    seen.page.locator("#panel-pages button").last.click()
    assert seen.page.locator("#panel tbody tr").count() == 30
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator("#panel tbody tr").count() == 90
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("#panel tbody tr").count() == 30
    seen.close()


def test_figures_on_a_base_can_be_chosen(browser: Any, tmp_path: Path) -> None:
    per = pd.DataFrame({"place_name": ["青禾县", "云栖县"], "value": [140000, 70000], "year": 2024, "source": "census"})
    path = tmp_path / "page.html"
    write_page(compare(table(claim(), claim(place="云栖县")), per=per), path)
    seen = Seen(browser, path)
    seen.page.check("#ranks")
    seen.page.select_option("#figures", label="for 10,000 inhabitants")
    shown = seen.page.eval_on_selector_all("#panel .figure", "all => all.map((one) => one.firstChild.textContent)")
    assert shown == ["20", "40"]
    assert seen.page.locator("#panel .year").all_text_contents() == ["#2 of 2", "#1 of 2"]
    assert "census" in seen.page.locator("#figures-source").text_content()
    seen.close()


def test_a_large_panel_stays_usable(browser: Any, tmp_path: Path) -> None:
    """300 places by 200 indicators: what a reader waits for is bounded, with much room for a slow machine."""
    rows = [claim(place_name=f"甲{place}县", place_adcode=f"9{place:05}", article=f"a{place}", start=105 + one, indicator_id=f"i{one:03}",
                  number=place * one % 977) for place in range(300) for one in range(200)]  # fmt: skip
    path = tmp_path / "page.html"
    write_page(compare(table(*rows)), path)
    seen = Seen(browser, path)
    page = seen.page
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    page.locator(".choose summary").click()
    page.locator("#choose-all").click()
    sort = page.evaluate(
        """() => {
            const at = performance.now();
            document.querySelectorAll('#panel thead button')[7].click();
            document.body.offsetHeight;
            return performance.now() - at;
        }"""
    )
    size = path.stat().st_size / 1e6
    print(f"large page: {size:.1f} MB, ready in {ready / 1000:.1f} s, all columns sorted in {sort / 1000:.1f} s")
    assert size < 60 and ready < 20_000 and sort < 15_000
    seen.close()
