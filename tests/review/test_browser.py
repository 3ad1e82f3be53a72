"""The page in a browser: what a coder does there comes back out of `apply`, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.review.samples import FIRST, HOSTILE, SECOND, claim_of, claims_file

from zongshu.record import claim_id
from zongshu.record.models import Record
from zongshu.review import LARGEST, apply_corrections, review
from zongshu.review.corrections import read_corrections
from zongshu.texts import read_records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        try:
            there = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
            made = started.chromium.launch(args=["--no-sandbox"], **there)
        except playwright.Error:
            pytest.skip("no chromium on this machine")
        yield made
        made.close()


class Desk:
    """A page that a coder has opened, with all that it asked for or complained of."""

    def __init__(self, browser: Browser, folder: Path, claims: Path, **options: Any) -> None:
        self.folder, self.claims = folder, claims
        self.file = folder / "page.html"
        self.done = review(self.records(), self.file, articles=folder, **options)
        self.page: Page = browser.new_page(viewport={"width": 1400, "height": 900})
        self.page.set_default_timeout(5000)
        self.trouble: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", lambda line: self.trouble.append(line.text))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(self.file.as_uri())

    def records(self) -> list[Record]:
        return [record for _, record in read_records([self.claims])]

    def start(self, coder: str) -> None:
        self.page.locator("#ask-name").fill(coder)
        self.page.keyboard.press("Enter")
        self.page.select_option("#by-order", "text")
        self.page.locator("#rows tbody tr").first.click()
        self.page.locator("#scroll").focus()

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def select(self, words: str) -> None:
        """Select words of the text as a mouse would."""
        self.page.evaluate(
            """(words) => {
              const pane = document.getElementById("text");
              const at = pane.textContent.indexOf(words);
              const walk = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
              const range = document.createRange();
              let seen = 0;
              for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                const end = seen + node.length;
                if (at >= seen && at < end) range.setStart(node, at - seen);
                if (at + words.length > seen && at + words.length <= end) range.setEnd(node, at + words.length - seen);
                seen = end;
              }
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }""",
            words,
        )

    def current(self) -> str:
        return self.page.locator("#rows tr[aria-current] td.number button").inner_text()

    def save(self) -> Path:
        with self.page.expect_download() as waiting:
            self.keys("s")
        path = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(browser, tmp_path, claims_file(tmp_path))
    yield made
    assert made.trouble == []
    assert all(url.startswith(("file:", "blob:", "data:")) for url in made.asked)
    made.page.close()


def work(desk: Desk) -> None:
    """Accept 13个, edit 近5万册, reject 12家 and take back a rejection, dismiss a date, add what nothing has found."""
    desk.start("anna")
    assert desk.current() == "13个"
    desk.keys("a")
    assert desk.current() == "≤50,000册"
    desk.keys("e")
    for name, value in {
        "value": "52,000",
        "item": "藏书总量",
        "adcode": "330483",
        "from": "2024-01",
        "actor": "文化站",
    }.items():
        desk.page.fill(f"[name={name}]", value)
    desk.page.fill("[name=place]", "𠮷祥镇")
    desk.page.fill("[name=indicator]", "volunteer_sites")
    for name, value in {"approx": "over", "status": "planned", "level": "town", "kind": "other"}.items():
        desk.page.select_option(f"[name={name}]", value)
    desk.page.locator("[name=item]").press("Enter")
    desk.keys("j", "j")
    assert desk.current() == "12家"
    desk.keys("r")
    assert desk.current() == "73.8%"
    desk.keys("r", "u")
    assert desk.current() == "73.8%"
    desk.keys("m")
    assert desk.current() == "二〇二四年"
    desk.keys("x", "m")
    desk.page.select_option("#article", "1")
    desk.select("若干")
    desk.keys("n")
    desk.page.fill("[name=value]", "3")
    desk.page.fill("[name=unit]", "处")
    desk.page.fill("[name=item]", "老站")
    desk.page.select_option("[name=approx]", "about")
    desk.page.locator("[name=item]").press("Enter")


def test_what_a_coder_does_comes_back_in_every_field(desk: Desk) -> None:
    work(desk)
    desk.page.reload()
    desk.start("anna")
    assert "3 of 8 claims" in desk.page.locator("#progress").inner_text()
    file = desk.save()
    assert file.name == "corrections.anna.jsonl"

    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(line["action"], line["quote"]) for line in lines] == [
        ("dismiss", "二〇二四年"), ("accept", "1313个个"), ("edit", "近５万册"), ("reject", "12家"), ("add", "若干"),
    ]  # fmt: skip
    texts = {"texts/first.txt": FIRST, "texts/second.txt": SECOND}
    for line in lines:
        start, end = line["span"]
        assert texts[line["source"]][start:end] == line["quote"]
        assert line["coder"] == "anna" and line["time"].endswith("Z") and len(line["sha256"]) == 64

    before = {record.article.source: record for record in desk.records()}
    for line, clean in zip(lines[1:4], ("13个", "近5万册", "12家"), strict=True):
        shown = json.loads(json.dumps(line["before"]))
        record = json.loads(desk.claims.read_text("utf-8").splitlines()[0])
        assert shown == next(claim for claim in record["claims"] if claim["clean"] == clean), (
            "before is the claim, whole"
        )

    outcome = apply_corrections(desk.records(), read_corrections(file).corrections)
    assert not outcome.refused and not outcome.passed
    first, second = outcome.records
    edited, old = claim_of(first, "近5万册"), claim_of(before["texts/first.txt"], "近5万册")
    q = edited.quantity
    assert (q.value, q.low, q.high, q.approx, q.unit, q.kind) == (52000, 52000, None, "over", "册", "other")
    assert (edited.item, edited.status, edited.actor, edited.id) == ("藏书总量", "planned", "文化站", old.id)
    assert edited.indicator and (edited.indicator.id, edited.indicator.basis) == ("volunteer_sites", "coder")
    assert edited.place and (edited.place.name, edited.place.adcode, edited.place.level) == ("𠮷祥镇", "330483", "town")
    assert edited.period and edited.period.since == "2024-01"
    assert (edited.start, edited.end, edited.runs, edited.evidence, edited.section) == (
        old.start, old.end, old.runs, old.evidence, old.section,
    )  # fmt: skip
    gone = {one.review.action: one for one in first.superseded}
    assert gone["edit"].claim == old and gone["reject"].claim.clean == "12家"
    assert edited.reviews[0].supersedes == gone["edit"].version and edited.reviews[0].coder == "anna"
    assert [claim.clean for claim in first.claims] == ["13个", "近5万册", "280家", "73.8%", "6所"]
    assert [(one.text, one.review.coder) for one in first.dismissed] == [("二〇二四年", "anna")]

    added = claim_of(second, "若干")
    at = SECOND.index("若干")
    assert (added.start, added.end, added.runs) == (at, at + 2, [(at, at + 2)])
    assert added.id == claim_id(second.article.id, at, at + 2)
    q = added.quantity
    assert (q.value, q.low, q.high, q.approx, q.unit, q.dimension) == (3, None, None, "about", "处", "count")
    assert (added.item, added.status, added.text) == ("老站", "achieved", "若干")
    assert SECOND[added.evidence.start : added.evidence.end] == added.evidence.text == "另有老站若干。"


def test_corrections_are_loaded_into_a_fresh_browser(desk: Desk, browser: Browser) -> None:
    work(desk)
    file = desk.save()
    fresh = browser.new_context()
    page = fresh.new_page()
    page.goto(desk.file.as_uri())
    page.locator("#ask-name").fill("bert")
    page.keyboard.press("Enter")
    page.set_input_files("#file", file)
    page.locator("#say", has_text="anna").wait_for()
    assert "0 of 8" in page.locator("#progress").inner_text()
    page.click("#coder")
    page.locator("#ask-name").fill("anna")
    page.keyboard.press("Enter")
    page.set_input_files("#file", file)
    page.locator("#say", has_text="5 corrections loaded").wait_for()
    page.locator("#scroll").focus()
    with page.expect_download() as waiting:
        page.keyboard.press("s")
    waiting.value.save_as(desk.folder / "again.jsonl")
    assert (desk.folder / "again.jsonl").read_bytes() == file.read_bytes()
    fresh.close()


def test_hostile_text_does_nothing(desk: Desk) -> None:
    desk.start("</script><img src=x onerror=alert(1)>")
    desk.page.select_option("#article", "1")
    assert HOSTILE in desk.page.locator("#text").inner_text()
    assert desk.page.locator("img").count() == 0
    assert desk.page.title() == "Review of claims"
    desk.keys("a", "t", "m")
    assert desk.page.locator("img").count() == 0
    assert desk.save().name == "corrections._script_img_src_x_onerror_alert_1_.jsonl"


def test_both_readings_mark_the_same_numbers(desk: Desk) -> None:
    desk.start("anna")
    marked = "[...document.querySelectorAll('#text .m.claim')].map((one) => one.textContent)"
    assert desk.page.evaluate(marked) == ["13", "个", "近５万册", "280家", "12家", "73.8%", "6所"]
    text = "document.getElementById('text').textContent"
    assert desk.page.evaluate(text) == FIRST
    desk.keys("t")
    assert desk.page.evaluate(marked) == ["13个", "近5万册", "280家", "12家", "73.8%", "6所"]
    desk.select("夜校6所")
    desk.keys("n")
    assert desk.page.locator("#form-quote").inner_text() == "夜校6所"
    desk.keys("Escape", "t")
    desk.select("1313个个")
    desk.keys("n")
    desk.page.locator("#say", has_text="there already").wait_for()
    assert desk.current() == "13个"


def test_the_edges_of_a_new_claim_move_by_keys_alone(desk: Desk) -> None:
    desk.start("anna")
    desk.keys("m", "j")
    assert desk.current() == "2025年"
    desk.keys("n")
    buttons = desk.page.locator(".edges button")
    buttons.nth(3).focus()
    desk.keys("Enter", "Enter")
    buttons.nth(1).focus()
    desk.keys("Enter")
    assert desk.page.locator("#form-quote").inner_text() == "025年计划"
    desk.page.locator("[name=value]").focus()
    desk.keys("Enter")
    assert desk.page.locator("#progress").inner_text().endswith("1 of 3 other numbers")
    desk.keys("u")
    assert desk.page.locator("#progress").inner_text().endswith("0 of 3 other numbers")


def test_the_borders_of_a_claim_move_and_come_back_from_apply(desk: Desk, browser: Browser) -> None:
    desk.start("anna")
    desk.keys("j")
    assert desk.current() == "≤50,000册"
    desk.keys("e")
    assert desk.page.locator("[name=value]").input_value() == "50,000"
    buttons = desk.page.locator(".edges button")
    for _ in range(3):
        buttons.nth(0).click()
    buttons.nth(2).click()
    assert desk.page.locator("#form-quote").inner_text() == "，藏书近５万"
    for _ in range(1):
        buttons.nth(1).click()
    desk.page.locator("[name=unit]").fill("本")
    desk.page.locator("[name=unit]").press("Enter")
    marked = "[...document.querySelectorAll('#text .m.claim')].map((one) => one.textContent)"
    assert "藏书近５万" in desk.page.evaluate(marked)
    assert "近５万册" in desk.page.locator("#card .was").all_inner_texts()[-1]
    desk.keys("u")
    assert "近５万册" in desk.page.evaluate(marked)
    desk.keys("e")
    buttons.nth(2).click()
    desk.page.locator("[name=value]").press("Enter")
    file = desk.save()
    (line,) = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert (line["action"], line["quote"], line["before"]["text"], line["after"]["text"]) == (
        "edit", "近５万册", "近５万册", "近５万",
    )  # fmt: skip

    outcome = apply_corrections(desk.records(), read_corrections(file).corrections)
    assert not outcome.refused
    record = outcome.records[0]
    claim, old = claim_of(record, "近5万"), claim_of(desk.records()[0], "近5万册")
    assert (claim.start, claim.end, claim.text, claim.runs) == (
        old.start,
        old.end - 1,
        "近５万",
        [(old.start, old.end - 1)],
    )
    assert FIRST[claim.start : claim.end] == claim.text
    assert claim.id == claim_id(record.article.id, claim.start, claim.end) and claim.reviews[0].fields == ["span"]
    assert record.superseded[0].claim == old and claim.evidence == old.evidence

    fresh = browser.new_context()
    page = fresh.new_page()
    page.goto(desk.file.as_uri())
    page.locator("#ask-name").fill("anna")
    page.keyboard.press("Enter")
    page.set_input_files("#file", file)
    page.locator("#say", has_text="1 corrections loaded").wait_for()
    page.select_option("#article", "0")
    assert "近５万" in page.evaluate(marked) and "近５万册" not in page.evaluate(marked)
    fresh.close()


def test_borders_do_not_land_on_another_claim(desk: Desk) -> None:
    desk.start("anna")
    desk.keys("j", "j", "j")
    assert desk.current() == "12家"
    desk.select("280家")
    desk.keys("e")
    buttons = desk.page.locator(".edges button")
    quote = desk.page.locator("#form-quote")
    while not quote.inner_text().startswith("280家"):
        buttons.nth(0).click()
    while quote.inner_text() != "280家":
        buttons.nth(2).click()
    desk.page.locator("[name=value]").press("Enter")
    assert "there already" in desk.page.locator("#form-wrong").inner_text()
    desk.keys("Escape")
    assert desk.page.locator("#progress").inner_text().startswith("0 of 8")


@pytest.mark.parametrize(("lang", "words"), [("en", "Give your name first."), ("zh", "请先填写姓名。")])
def test_a_coder_without_a_name_is_told_in_the_language_of_the_page(
    browser: Browser, tmp_path: Path, lang: str, words: str
) -> None:
    desk = Desk(browser, tmp_path, claims_file(tmp_path), lang=lang)
    desk.page.locator("#ask-name").fill("  ")
    desk.page.keyboard.press("Enter")
    assert desk.page.locator("#ask-wrong").inner_text() == words
    assert desk.page.locator("#ask").is_visible()
    desk.page.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_cut_off_on_a_small_screen(browser: Browser, tmp_path: Path, lang: str) -> None:
    desk = Desk(browser, tmp_path, claims_file(tmp_path), lang=lang)
    for wide in (1280, 900):
        desk.page.set_viewport_size({"width": wide, "height": 900})
        if wide == 1280:
            desk.start("anna")
        found = desk.page.evaluate(
            """() => {
              const pen = document.createElement("canvas").getContext("2d");
              const cut = [...document.querySelectorAll(".filters select")].filter((one) => one.offsetParent).filter((one) => {
                const style = getComputedStyle(one);
                pen.font = `${style.fontSize} ${style.fontFamily}`;
                return pen.measureText(one.selectedOptions[0].textContent).width + 28 > one.clientWidth;
              }).map((one) => one.id);
              const pane = document.getElementById("scroll");
              return [...cut, ...(pane.scrollWidth > pane.clientWidth ? ["scroll"] : [])];
            }"""
        )
        assert found == [], wide
    desk.page.close()


def test_a_form_says_what_is_wrong(desk: Desk) -> None:
    desk.start("anna")
    desk.keys("e")
    for name, value in {"value": "5万", "adcode": "12", "from": "2024年"}.items():
        kept = desk.page.locator(f"[name={name}]").input_value()
        desk.page.fill(f"[name={name}]", value)
        desk.keys("Enter")
        assert desk.page.locator("#form-wrong").inner_text() and desk.page.locator("#form").is_visible()
        desk.page.fill(f"[name={name}]", kept)
    desk.page.select_option("[name=approx]", "range")
    desk.page.fill("[name=low]", "20")
    desk.keys("Enter")
    assert "range" in desk.page.locator("#form-wrong").inner_text()
    desk.keys("Escape")
    assert desk.page.locator("#progress").inner_text().startswith("0 of 8")


def test_filters_and_order(desk: Desk) -> None:
    desk.start("anna")
    rows = desk.page.locator("#rows tbody tr")
    desk.keys("r", "a")
    for name, value, wanted in (
        ("state", "open", 6), ("state", "reject", 1), ("scope", "article", 6), ("indicator", "library_collection", 1),
        ("status", "planned", 1),
    ):  # fmt: skip
        desk.page.select_option(f"#by-{name}", value)
        assert rows.count() == wanted, name
        desk.page.select_option(f"#by-{name}", "all" if name == "scope" else "")
    desk.page.select_option("#by-order", "doubt")
    shown = [float(cell) for cell in desk.page.locator("#rows td.confidence span:first-child").all_inner_texts()]
    assert shown == sorted(shown)


def test_coders_keep_their_progress_apart(desk: Desk) -> None:
    desk.start("anna")
    desk.keys("a")
    desk.page.click("#coder")
    desk.start("bert")
    assert "0 of 8" in desk.page.locator("#progress").inner_text()
    desk.page.click("#coder")
    desk.start("anna")
    assert "1 of 8" in desk.page.locator("#progress").inner_text()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_stands_in_the_way_of_assistive_software(browser: Browser, tmp_path: Path, lang: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    desk = Desk(browser, tmp_path, claims_file(tmp_path), lang=lang)
    checks = []
    for keys in ([], ["e"], ["Escape", "m"], ["?"]):
        if not checks:
            checks.append(axe.Axe().run(desk.page))
            desk.start("anna")
            desk.keys("a", "r")
        desk.keys(*keys)
        checks.append(axe.Axe().run(desk.page))
    found = [
        one for check in checks for one in check.response["violations"] if one["impact"] in ("serious", "critical")
    ]
    assert not found, [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    desk.page.close()


def test_many_articles_get_an_index(browser: Browser, tmp_path: Path) -> None:
    assert LARGEST == 50_000_000
    desk = Desk(browser, tmp_path, claims_file(tmp_path), largest=3000)
    assert len(desk.done.pages) == 3
    desk.page.locator("a").nth(1).click()
    desk.start("anna")
    desk.keys("a")
    file = desk.save()
    second = desk.records()[1]
    assert file.name == f"corrections.anna.{second.article.id}.jsonl"
    outcome = apply_corrections(desk.records(), read_corrections(file).corrections)
    assert outcome.counts == {"accept": 1}
    assert [bool(claim.reviews) for record in outcome.records for claim in record.claims] == [*[False] * 6, True, False]
    assert desk.trouble == []
    desk.page.close()
