from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
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

    def data(self, name: str = "data") -> Any:
        return json.loads("".join(text for _, made, text in self.inside if made.get("id") == name))

    def claims(self) -> list[dict[str, Any]]:
        """The claims as the script reads them, with the sentence cut at the number."""
        held = self.data("claims-data")
        found = []
        for row in held["rows"]:
            told = [
                held["strings"][cell] if at in held["texts"] and cell is not None else cell
                for at, cell in enumerate(row)
            ]
            claim = dict(zip(held["columns"], told, strict=True))
            units = (claim["text"] or "").encode("utf-16-le")
            cut = [
                units[2 * a : 2 * b].decode("utf-16-le") for a, b in ((0, claim["from"]), (claim["from"], claim["to"]))
            ]
            rest = units[2 * claim["to"] :].decode("utf-16-le")
            whole = claim["from"] < 0
            found.append(claim | {"marked": (claim["text"], "", "") if whole else (*cut, rest)})
        return found

    def cells(self) -> list[dict[str, Any]]:
        held = self.data()["cells"]
        return [dict(zip(held["columns"], row, strict=True)) for row in held["rows"]]


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
    assert len(page.all("script")) == 3
    assert HOSTILE in page.text
    first = page.claims()[0]
    assert (first["title"], first["text"], first["unit"]) == (HOSTILE, HOSTILE, HOSTILE)
    for name in ("data", "claims-data"):
        raw = page.source.split(f'id="{name}">')[1].split("</script>")[0]
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
    # Names of XML forms look like addresses; nothing is fetched from them.
    source = re.sub(r"http://(?:www\.w3\.org/2000/svg|schemas\.openxmlformats\.org)", "", page.source)
    assert not re.search(
        r"https?://|url\(|@import|innerHTML|insertAdjacent|document\.write|eval\(|fetch\(|import\(", source
    )
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")], tag
        assert (attributes.get("href") or "#").startswith("#")


def test_a_cell_leads_to_its_claims(tmp_path: Path) -> None:
    page = make(tmp_path, claim(start=105), claim(start=400, number=285, confidence=0.2), claim(place="云栖县"))
    cells, claims = page.cells(), page.claims()
    assert [page.data()["places"][cell["place"]][0] for cell in cells] == ["青禾县", "云栖县"]
    assert [cell["conflict"] for cell in cells] == [1, 0]
    behind = claims[cells[0]["first"] : cells[0]["last"] + 1]
    assert [entry["figure"] for entry in behind] == ["280", "285"]
    assert behind[0]["marked"] == ("全县建成志愿服务站", "280个", "。")
    assert (behind[0]["start"], behind[0]["end"], behind[0]["status"]) == (105, 109, "achieved")


def test_claims_of_a_cell_stand_together_over_the_years(tmp_path: Path) -> None:
    rows = [claim(year=year, start=year, place=place, article=f"{place}{year}")
            for year in (2022, 2024, 2023) for place in ("青禾县", "云栖县")]  # fmt: skip
    page = make(tmp_path, *rows, claim(indicator_id="grids"))
    claims = page.claims()
    for cell in page.cells():
        behind = claims[cell["first"] : cell["last"] + 1]
        assert {entry["place"] for entry in behind} == {page.data()["places"][cell["place"]][0]}
        assert cell["year"] in {entry["year"] for entry in behind}
    assert len(page.cells()) == 7 and page.data()["years"] == [2022, 2023, 2024]


def test_ranks_flags_and_checks_are_on_the_page(tmp_path: Path) -> None:
    rows = [claim(number=9), claim(place="云栖县", number=7, quantity_approx="over", quantity_high=None),
            claim(place="石桥区", number=8)]  # fmt: skip
    share = claim(place="临溪县", number=130, indicator_id="certification_rate", quantity_unit="%", item="持证率",
                  quantity_kind="percent", quantity_dimension="share", start=7)  # fmt: skip
    page = make(tmp_path, *rows, share)
    ranks = {page.data()["places"][cell["place"]][0]: (cell["best"], cell["worst"], cell["n"]) for cell in page.cells()}
    assert ranks["云栖县"] == (1, 3, 3) and ranks["石桥区"] == (2, 3, 3)
    assert ranks["临溪县"] == (None, None, None)
    flags = {word for cell in page.cells() for word in (page.data()["flags"][at] for at in cell["flags"])}
    assert flags == {"approximate or bounded: compared as an interval", "a share above 100 %"}
    assert "What does not fit together" in page.text


def test_figures_on_a_base_come_with_their_source(tmp_path: Path) -> None:
    per = pd.DataFrame(
        {"place_name": ["青禾县", "云栖县"], "value": [140000, 70000], "year": 2024, "source": "census <b>"}
    )
    page = make(tmp_path, claim(), claim(place="云栖县"), per=per)
    (base,) = page.data()["per"]
    assert (base["base"], base["source"]) == ("for 10,000 inhabitants", "census <b>")
    assert [row[1] for row in base["rows"]] == [20, 40]
    assert [row[5] for row in base["rows"]] == [2, 1]


def test_a_number_beyond_its_sentence_is_not_marked(tmp_path: Path) -> None:
    rare = claim(place="云栖县", evidence_text="甲\n𠀀乙280个", evidence_start=101)
    page = make(tmp_path, claim(evidence_start=300), rare)
    marks = [entry["marked"][:2] for entry in page.claims()]
    assert marks == [("全县建成志愿服务站280个。", ""), ("甲\n𠀀乙", "280个")]


def test_approximate_numbers_show_their_sign(tmp_path: Path) -> None:
    signs = {"over": "≥280", "under": "≤280", "about": "≈280", "exact": "280"}
    page = make(
        tmp_path,
        *(claim(indicator_id=sign, quantity_approx=sign, start=at) for at, sign in enumerate(signs)),
        claim(number=None, start=50, indicator_id="r", quantity_low=3, quantity_high=5, quantity_approx="range"),
    )
    shown = {entry["indicator"]: entry["figure"] for entry in page.claims()}
    assert shown == {**signs, "r": "3–5"}


def test_invented_samples_are_told_in_clear_sight(tmp_path: Path) -> None:
    assert "fictional" not in make(tmp_path, claim()).text
    page = make(tmp_path, claim(article_fictional=True), claim(place="云栖县"))
    assert "1 of 2 articles are fictional" in page.text
    assert "虚构" in make(tmp_path, claim(article_fictional=True), lang="zh").text


def test_what_was_left_out_is_counted_and_can_be_read(tmp_path: Path) -> None:
    planned = [claim(start=at, status="planned") for at in range(230)]
    page = make(tmp_path, claim(start=999), *planned)
    assert [(reason["code"], reason["count"]) for reason in page.data()["excluded"]] == [("status.planned", 230)]
    left = [entry for entry in page.claims() if entry["reason"]]
    assert len(left) == 200
    assert {entry["status"] for entry in left} == {"planned"}
    assert "the first 200 for each reason" in page.text


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
    assert len(used) > 30
    assert used <= set(_WORDS)
    kinds = ("dots", "coverage", "multiples", "slopes", "scatter")
    assert {f"plot.{kind}" for kind in kinds} <= set(_WORDS)


def test_the_same_panel_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = [claim(), claim(place="云栖县"), claim(start=7, status="planned"), claim(start=8, indicator_id=None)]
    one = make(tmp_path, *rows).source
    assert make(tmp_path, *reversed(rows)).source == one


def test_a_lone_surrogate_does_not_stop_the_page(tmp_path: Path) -> None:
    page = make(tmp_path, claim(evidence_text="坏\ud800字280个", evidence_start=102, place_name="青\ud800县"))
    assert page.claims()[0]["marked"][0] == "坏?字"
