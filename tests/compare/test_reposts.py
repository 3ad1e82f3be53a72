from __future__ import annotations

from typing import Any

from tests.compare.samples import claim, table

from zongshu.compare import compare

SENTENCES = [
    "全县新设便民服务窗口{}个，窗口人员一律持证上岗并公示姓名与职责。",
    "各镇联合组建巡护小分队{}个，昼夜轮班守护水源地和林区防火道路。",
    "把闲置校舍改成老年食堂{}个，午餐由村里的合作社轮流配送到桌。",
    "村级阅览室增至{}个，每周六请退休教师带着孩子们读书写字画画。",
]


def article(name: str, numbers: list[int], edit: str = "", **changes: Any) -> list[dict[str, Any]]:
    rows = []
    for at, (number, sentence) in enumerate(zip(numbers, SENTENCES, strict=False)):
        text = sentence.format(number) + edit
        rows.append(
            claim(article=name, number=number, start=100 * at, indicator_id=f"i{at}", evidence_text=text, **changes)
        )
    return rows


def test_a_reprint_counts_once_and_its_source_is_kept() -> None:
    first = article("first", [11, 12, 13, 14])
    copy = article("copy", [11, 12, 13], edit="（记者小周）")
    panel = compare(table(*first, *copy))
    assert panel.frame["n_claims"].tolist() == [1, 1, 1, 1]
    assert panel.excluded["reason"].tolist() == ["repost"] * 3
    assert panel.reposts[["article_id", "kept_source", "claims"]].values.tolist() == [["copy", "first.txt", 3]]
    assert set(panel.frame["also_in"]) == {"copy.txt"}
    assert any("1" in note and "twice" in note for note in panel.notes())


def test_last_years_words_with_other_numbers_are_no_reprint() -> None:
    old, new = article("old", [11, 12, 13, 14], year=2023), article("new", [11, 22, 33, 44], year=2024)
    assert compare(table(*old, *new)).reposts.empty


def test_the_same_text_about_another_place_is_no_reprint() -> None:
    one, two = article("one", [11, 12, 13, 14]), article("two", [11, 12, 13, 14], place="云栖县")
    panel = compare(table(*one, *two))
    assert panel.reposts.empty
    assert len(panel.wide) == 2


def test_one_short_sentence_in_common_proves_nothing() -> None:
    panel = compare(table(claim(article="a"), claim(article="b")))
    assert panel.reposts.empty
    assert panel.frame["n_claims"].tolist() == [2]


def test_one_text_under_two_names_keeps_both() -> None:
    rows = article("same", [11, 12, 13])
    again = [{**row, "article_source": "elsewhere.txt"} for row in rows]
    panel = compare(table(*rows, *again))
    assert set(panel.excluded["reason"]) == {"duplicate"}
    sources = {*panel.reposts["article_source"], *panel.reposts["kept_source"]}
    assert sources == {"same.txt", "elsewhere.txt"}
