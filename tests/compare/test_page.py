from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.compare.samples import claim, table

from zongshu.compare import compare, write_page
from zongshu.compare._labels import _WORDS
from zongshu.errors import UsageError

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028<!--<script>"


class Page(HTMLParser):
    """Tags with their attributes, and the text of scripts and styles."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.text = ""
        self.source = path.read_text("utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag in ("script", "style") and self.cdata_elem:
            self.inside.append((tag, attributes, data))
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def data(self) -> Any:
        return json.loads("".join(text for _, made, text in self.inside if made.get("type") == "application/json"))


def make(tmp_path: Path, *claims: dict[str, Any], lang: str = "en", **options: Any) -> Page:
    path = tmp_path / "page.html"
    write_page(compare(table(*claims), **options), path, lang=lang)
    return Page(path)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    texts = ("article_title", "article_source", "item", "predicate", "clean", "evidence_text", "place_name")
    page = make(
        tmp_path,
        claim(**dict.fromkeys(texts, HOSTILE), quantity_unit=HOSTILE, indicator_id=HOSTILE),
        claim(start=900, status="planned", evidence_text=HOSTILE),
        claim(start=901, status=HOSTILE),
        names={HOSTILE: HOSTILE},
    )
    assert page.all("img") == []
    assert len(page.all("script")) == 2
    assert HOSTILE in page.text
    first = page.data()["claims"][0]
    assert (first["title"], first["before"], first["unit"]) == (HOSTILE, HOSTILE, HOSTILE)
    raw = page.source.split('id="data">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(raw)


def test_the_policy_allows_our_script_and_style_alone(tmp_path: Path) -> None:
    page = make(tmp_path, claim())
    policy = next(made["content"] for made in page.all("meta") if made.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    run = [(tag, text) for tag, made, text in page.inside if made.get("type") is None]
    assert sorted(tag for tag, _ in run) == ["script", "style"]
    for tag, text in run:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_asks_for_nothing_and_has_no_inline_handlers(tmp_path: Path) -> None:
    page = make(tmp_path, claim(), claim(place="云栖县"))
    assert not re.search(r"https?://|url\(|@import|innerHTML|insertAdjacent|document\.write|eval\(", page.source)
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "href")], tag


def test_a_cell_leads_to_its_claims(tmp_path: Path) -> None:
    page = make(tmp_path, claim(start=105), claim(start=400, number=285, confidence=0.2), claim(place="云栖县"))
    buttons = [made for made in page.all("button") if "data-cell" in made]
    assert [made["data-place"] for made in buttons] == ["青禾县", "云栖县"]
    data = page.data()
    behind = [data["claims"][at] for at in data["cells"][int(buttons[0]["data-cell"] or "")]]
    assert [entry["figure"] for entry in behind] == ["280", "285"]
    assert (behind[0]["before"], behind[0]["mark"], behind[0]["after"]) == ("全县建成志愿服务站", "280个", "。")
    assert (behind[0]["start"], behind[0]["end"], behind[0]["status"]) == (105, 109, "achieved")
    assert [made.get("class") for made in page.all("td") if "data-sort" in made] == ["conflict", None]


def test_a_number_beyond_its_sentence_is_not_marked(tmp_path: Path) -> None:
    rare = claim(place="云栖县", evidence_text="甲\n𠀀乙280个", evidence_start=101)
    page = make(tmp_path, claim(evidence_start=300), rare)
    marks = [(entry["before"], entry["mark"]) for entry in page.data()["claims"]]
    assert marks == [("全县建成志愿服务站280个。", ""), ("甲\n𠀀乙", "280个")]


def test_missing_cells_headings_and_sorting(tmp_path: Path) -> None:
    page = make(tmp_path, claim(), claim(place="云栖县", indicator_id="grids"))
    missing = [made for made in page.all("td") if made.get("class") == "missing"]
    assert [made["aria-label"] for made in missing] == ["no claim", "no claim"]
    assert "—" in page.text
    assert [made["aria-sort"] for made in page.all("th") if "aria-sort" in made] == ["none"] * 3


def test_approximate_numbers_show_their_sign(tmp_path: Path) -> None:
    signs = {"over": "≥280", "under": "≤280", "about": "≈280", "exact": "280"}
    page = make(
        tmp_path,
        *(claim(indicator_id=sign, quantity_approx=sign, start=at) for at, sign in enumerate(signs)),
        claim(number=None, start=50, indicator_id="r", quantity_low=3, quantity_high=5, quantity_approx="range"),
    )
    shown = {entry["indicator"]: entry["figure"] for entry in page.data()["claims"]}
    assert shown == {**signs, "r": "3–5"}


def test_invented_samples_are_told_in_clear_sight(tmp_path: Path) -> None:
    assert "fictional" not in make(tmp_path, claim()).text
    page = make(tmp_path, claim(article_fictional=True), claim(place="云栖县"))
    assert "1 of 2 articles are fictional" in page.text
    assert "虚构" in make(tmp_path, claim(article_fictional=True), lang="zh").text


def test_what_was_left_out_is_counted_and_can_be_read(tmp_path: Path) -> None:
    planned = [claim(start=at, status="planned") for at in range(230)]
    data = make(tmp_path, claim(start=999), *planned).data()
    assert [(reason["code"], reason["count"]) for reason in data["excluded"]] == [("status.planned", 230)]
    assert len(data["excluded"][0]["claims"]) == len(data["left"]) == 200
    assert {entry["status"] for entry in data["left"]} == {"planned"}


def test_an_empty_comparison_is_a_page_too(tmp_path: Path) -> None:
    page = make(tmp_path, claim(status="planned"))
    assert "Nothing to compare" in page.text
    assert page.all("dialog")


def test_languages(tmp_path: Path) -> None:
    page = make(tmp_path, claim(), lang="zh")
    assert page.all("html") == [{"lang": "zh-Hans"}]
    assert "各地对照" in page.text
    with pytest.raises(UsageError, match="en, zh"):
        make(tmp_path, claim(), lang="xx")
    blanks = re.compile(r"\{\w+\}")
    for key, (english, chinese) in _WORDS.items():
        assert english and chinese, key
        assert sorted(blanks.findall(english)) == sorted(blanks.findall(chinese)), key


def test_every_label_that_the_script_reads_exists(tmp_path: Path) -> None:
    source = make(tmp_path, claim()).source
    used = set(re.findall(r"\bwords\.(\w+)", source)) | set(re.findall(r'\bwords\["([\w.]+)"\]', source))
    assert len(used) > 10
    assert used <= set(_WORDS)


def test_the_same_panel_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = [claim(), claim(place="云栖县"), claim(start=7, status="planned"), claim(start=8, indicator_id=None)]
    one = make(tmp_path, *rows).source
    assert make(tmp_path, *reversed(rows)).source == one


def test_a_lone_surrogate_does_not_stop_the_page(tmp_path: Path) -> None:
    page = make(tmp_path, claim(evidence_text="坏\ud800字280个", evidence_start=102, place_name="青\ud800县"))
    assert page.data()["claims"][0]["before"] == "坏?字"
