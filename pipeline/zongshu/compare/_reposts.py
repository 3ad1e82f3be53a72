"""The same text printed twice: articles that say the same of a place count once, both sources are kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from zongshu.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import pandas as pd

    _Array = np.ndarray[Any, Any]

__all__ = ["find_reposts", "likeness"]

_SHINGLE = 5  # characters
_LEAST = 40  # characters of shared text below which two articles may agree by chance
_ALIKE = 0.8  # share of the shorter text that stands in the other
_WINDOW = 3  # numbers in a row that give a pair away though every sentence was edited
_NO_WORD = pattern(r"[\W_]+")
_READ = (
    *("place_key", "article_id", "article_source", "article_published", "start"),
    *("quantity_value", "quantity_unit", "evidence_clean", "evidence_text"),
)
_COLUMNS = ["place_key", "article_id", "article_source", "kept_article_id", "kept_source", "likeness", "claims"]


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Say what share of the shorter of two texts stands in the other, in runs of five characters.

    Args:
        one: sentences of a text.
        other: sentences of another.

    Returns:
        0 to 1; 0 too where they share too little to tell.

    >>> likeness(["全县建成志愿服务站二百八十个。"], ["全县共有网格员九百名。"])
    0.0
    """
    return _overlap(_shingles(one), _shingles(other))


def _overlap(first: set[str], second: set[str]) -> float:
    shared = len(first & second)
    return shared / min(len(first), len(second)) if shared >= _LEAST else 0.0


def _shingles(sentences: Iterable[str]) -> set[str]:
    texts = (_NO_WORD.sub("", text) for text in sentences)
    return {text[at : at + _SHINGLE] for text in texts for at in range(len(text) - _SHINGLE + 1)}


def find_reposts(table: pd.DataFrame) -> pd.DataFrame:
    """Find articles that say of a place what another article says in the same words.

    The original is the one with more claims, then the one published first. Articles are judged place by place, so that
    what is said of one place changes nothing for another.

    Args:
        table: claims from `keyed`.

    Returns:
        A row for each place and copy: place_key, article_id, article_source, the article kept, how alike the two are,
        and how many claims the copy has.
    """
    import numpy as np
    import pandas as pd

    empty = pd.DataFrame(columns=_COLUMNS)
    wanted = table["article_id"].notna() & table["place_key"].notna() & ~table["again"]
    rows = table.loc[wanted.to_numpy(bool), list(_READ)]
    told = rows[["place_key", "article_id"]].drop_duplicates()["place_key"].value_counts()
    rows = rows[rows["place_key"].isin(told.index[told > 1])].reset_index(drop=True)
    if rows.empty:
        return empty
    sentence = rows["evidence_clean"].fillna(rows["evidence_text"]).fillna("")
    number = rows["quantity_value"].astype("string").fillna("?") + rows["quantity_unit"].fillna("")
    group = rows.groupby(["place_key", "article_id"], sort=False).ngroup().to_numpy()
    start = rows["start"].fillna(-1).to_numpy("int64")
    pairs = _candidates(pd.factorize(rows["place_key"])[0], group, start, sentence, number)
    if not pairs:
        return empty
    needed = np.isin(group, np.unique(np.array(list(pairs))))
    sentences: dict[int, set[str]] = defaultdict(set)
    numbers: dict[int, set[str]] = defaultdict(set)
    for article, words, figure in zip(group[needed].tolist(), sentence[needed], number[needed], strict=True):
        sentences[article].add(words)
        numbers[article].add(figure)
    shingles = {article: _shingles(words) for article, words in sentences.items()}
    alike = {}
    for one, other in pairs:
        # Last year's article in this year's words has other numbers: it is no copy.
        same = len(numbers[one] & numbers[other]) / min(len(numbers[one]), len(numbers[other]))
        if same >= _ALIKE and (score := _overlap(shingles[one], shingles[other])) >= _ALIKE:
            alike[one, other] = score
    groups = (
        rows[needed]
        .assign(group=group[needed])
        .groupby("group")
        .agg(
            place_key=("place_key", "first"),
            article_id=("article_id", "first"),
            article_source=("article_source", "first"),
            published=("article_published", "first"),
            claims=("article_id", "size"),
        )
    )
    return _kept(groups, alike)


def _candidates(
    place: _Array, group: _Array, start: _Array, sentence: pd.Series[str], number: pd.Series[str]
) -> set[tuple[int, int]]:
    """Pairs of articles on one place that share a sentence or three numbers in a row."""
    import numpy as np
    import pandas as pd

    order = np.lexsort((start, group))
    place, group = place[order], group[order]
    codes = pd.factorize(sentence)[0].astype("uint64")[order] * np.uint64(2)
    long = (sentence.str.len() > _SHINGLE).to_numpy(bool)[order]
    figures = pd.factorize(number)[0].astype("uint64")[order]
    count = max(0, len(figures) - _WINDOW + 1)
    window = np.zeros(count, dtype="uint64")
    for at in range(_WINDOW):
        window = window * np.uint64(0x9E3779B97F4A7C15) + figures[at : at + count] + np.uint64(1)
    inside = group[:count] == group[_WINDOW - 1 :] if count else np.zeros(0, dtype=bool)
    marks = pd.DataFrame({
        "place": np.concatenate([place[long], place[:count][inside]]),
        "group": np.concatenate([group[long], group[:count][inside]]),
        "mark": np.concatenate([codes[long], window[inside] | np.uint64(1)]),  # odd numbers are windows
    }).drop_duplicates()  # fmt: skip
    marks = marks[marks.duplicated(["place", "mark"], keep=False)]
    joined = marks.merge(marks, on=["place", "mark"])
    joined = joined[joined["group_x"] < joined["group_y"]][["group_x", "group_y"]].drop_duplicates()
    return set(zip(joined["group_x"].tolist(), joined["group_y"].tolist(), strict=True))


def _kept(groups: pd.DataFrame, alike: dict[tuple[int, int], float]) -> pd.DataFrame:
    """Name for each copy the article that stands for it."""
    import pandas as pd

    order = groups.assign(published=groups["published"].fillna("9999"))
    order = order.sort_values(["claims", "published", "article_id"], ascending=[False, True, True])
    place = {group: at for at, group in enumerate(order.index)}
    near: dict[int, dict[int, float]] = {}
    for (one, other), score in alike.items():
        near.setdefault(one, {})[other] = score
        near.setdefault(other, {})[one] = score
    copies: dict[int, tuple[int, float]] = {}
    for group in order.index:
        if group not in copies:
            for other, score in near.get(group, {}).items():
                if other not in copies and place[other] > place[group]:
                    copies[other] = (group, score)
    rows = {row.Index: row for row in groups.itertuples()}
    found: list[tuple[Any, ...]] = []
    for copy, (standing, score) in copies.items():
        this, kept = rows[copy], rows[standing]
        found.append(
            (
                this.place_key,
                this.article_id,
                this.article_source,
                kept.article_id,
                kept.article_source,
                round(score, 3),
                this.claims,
            )
        )
    return pd.DataFrame(sorted(found, key=lambda row: (row[0], row[1])), columns=_COLUMNS)
