"""What the page's script works on: places, indicators, cells and claims, every text held once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from zongshu.compare._figures import figure, short_figure, unit_words
from zongshu.compare._labels import REASONS, base_words, label
from zongshu.lexicon.registry import registry

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["CAP", "cell_data", "claim_data", "heads", "left_out"]

CAP = 200
"""Claims left out that the page holds for each reason; a workbook holds all."""

_CELL = (
    *("place", "indicator", "year", "figure", "unit", "value", "least", "most", "approx", "conflict", "flags"),
    *("rank", "best", "worst", "n", "first", "last", "period"),
)
_CLAIM = (
    *(
        "place",
        "code",
        "level",
        "indicator",
        "name",
        "year",
        "figure",
        "unit",
        "text",
        "from",
        "to",
        "clean",
        "sentence",
    ),
    *(
        "item",
        "title",
        "source",
        "fictional",
        "start",
        "end",
        "period",
        "period_text",
        "status",
        "confidence",
        "repeat",
    ),
    *("reason", "id"),
)
_STATUSES = ("achieved", "planned", "required", "context")


class _Texts:
    """Texts that are held once and told by their position: many claims share a sentence."""

    def __init__(self) -> None:
        self.at: dict[str, int] = {}

    def __call__(self, text: Any) -> int | None:
        return None if _or_none(text) is None else self.at.setdefault(str(text), len(self.at))


def heads(panel: Panel, lang: str) -> list[dict[str, Any]]:
    """Describe the columns: the unit where a column shares one, the definition where the registry has it."""
    cells = panel.cells()
    groups = dict(tuple(cells.groupby("indicator_id", observed=True)))
    found = []
    for key in panel.indicators:
        column = groups.get(key)
        units = (
            set()
            if column is None
            else {unit_words(*pair) for pair in zip(column["unit"], column["per_text"], strict=True)}
        )
        entry = registry().entries.get(key)
        definition = ("" if entry is None else entry.definition_zh if lang == "zh" else entry.definition_en) or ""
        found.append({
            "id": key, "name": panel.names.get(key, key), "unit": units.pop() if len(units) == 1 else None,
            "measure": label(lang, f"measure.{entry.measure}") if entry else "", "definition": definition,
            "told": 0 if column is None else len(column),
        })  # fmt: skip
    return found


def cell_data(panel: Panel, lang: str) -> dict[str, Any]:
    """Give places and cells; a cell names the claims behind it by the first and the last of their positions."""
    frame = panel.frame.reset_index(drop=True)
    firsts = frame.drop_duplicates("place_key")
    place_at = {key: at for at, key in enumerate(firsts["place_key"])}
    indicator_at = {key: at for at, key in enumerate(panel.indicators)}
    behind = _ranges(panel.claims)
    ranks = _by_claim(panel.ranks(), ("rank", "rank_best", "rank_worst", "n"))
    codes = sorted(panel.flags["code"].unique()) if len(panel.flags) else []
    flags: dict[str, list[int]] = {}
    for flag in panel.flags.itertuples() if codes else ():
        flags.setdefault(str(flag.claim_id), []).append(codes.index(str(flag.code)))
    rows = []
    row: Any
    for row in frame.itertuples():
        first, last = behind[row.place_key, row.indicator_id]
        rows.append([
            place_at[row.place_key], indicator_at[row.indicator_id], _int(row.year),
            figure(row.value, row.low, row.high, row.approx), unit_words(row.unit, row.per_text),
            _finite(row.value), _finite(row.least), _finite(row.most), _or_none(row.approx), int(row.conflict),
            flags.get(str(row.claim_id), []), *ranks.get(row.claim_id, [None] * 4), first, last,
            _period(row.period_from, row.period_to),
        ])  # fmt: skip
    return {
        "places": list(_places(panel, firsts)),
        "cells": {"columns": _CELL, "rows": rows},
        "flags": [label(lang, f"flag.{code}") for code in codes],
        "per": list(_per(panel, frame, lang)),
    }


def _places(panel: Panel, firsts: pd.DataFrame) -> Iterator[list[Any]]:
    """A place without a code may share its name with another: the article tells them apart."""
    sources = panel.claims.drop_duplicates("place_key").set_index("place_key")["article_source"]
    row: Any
    for row in firsts.itertuples():
        code = _or_none(row.place_adcode) or _or_none(sources[row.place_key])
        yield [row.place_name, code, _or_none(row.place_level)]


def _ranges(claims: pd.DataFrame) -> dict[tuple[Any, Any], tuple[int, int]]:
    """The claims of a cell stand together: those of all its years, the shown one first."""
    found: dict[tuple[Any, Any], tuple[int, int]] = {}
    for at, key in enumerate(zip(claims["place_key"], claims["indicator_id"], strict=True)):
        found[key] = (found[key][0] if key in found else at, at)
    return found


def _by_claim(table: pd.DataFrame, columns: tuple[str, ...]) -> dict[Any, list[Any]]:
    """Rows by the claim that each cell shows."""
    values = [[_int(value) for value in table[name]] for name in columns]
    return {claim: list(row) for claim, *row in zip(table["claim_id"], *values, strict=True)}


def _per(panel: Panel, frame: pd.DataFrame, lang: str) -> Iterator[dict[str, Any]]:
    """Figures on each base that the user gave a denominator for, ranked anew."""
    at = {claim: place for place, claim in enumerate(frame["claim_id"])}
    for name in sorted(panel.per["denominator"].unique()) if len(panel.per) else ():
        divided = panel.normalised[panel.normalised["denominator"] == name]
        if divided.empty:
            continue
        ranks = _by_claim(panel.ranks(per=name), ("rank", "rank_best", "rank_worst", "n"))
        base = base_words(lang, name, str(divided["base_name"].iloc[0]))
        rows = [
            [at[row.claim_id], _finite(row.value), _finite(row.least), _finite(row.most),
             short_figure(row.value, row.least, row.most),
             *ranks.get(row.claim_id, [None] * 4)]
            for row in divided.itertuples() if row.claim_id in at
        ]  # fmt: skip
        sources = "; ".join(sorted(divided["source"].dropna().unique())) or label(lang, "untold")
        yield {"id": name, "base": label(lang, "figures.per", base=base), "source": sources, "rows": rows}


def left_out(panel: Panel, lang: str) -> list[dict[str, Any]]:
    """Count the claims left out by reason, in the order of the reasons."""
    order = {code: at for at, code in enumerate(REASONS)}
    counted = panel.excluded["reason"].value_counts()
    codes = sorted(counted.keys(), key=lambda code: (order.get(code, len(order)), code))
    words = {code: label(lang, f"reason.{code}" if code in order else "reason.other") for code in codes}
    return [{"code": code, "words": words[code], "count": int(counted[code])} for code in codes]


def claim_data(panel: Panel, lang: str) -> dict[str, Any]:
    """Give the compared claims in the order that cells count in, then the first ones left out for each reason."""
    texts = _Texts()
    rows = [_claim(row, "", panel, lang, texts) for row in panel.claims.itertuples()]
    for reason in left_out(panel, lang):
        group = panel.excluded[panel.excluded["reason"] == reason["code"]]
        first = group.sort_values(["article_source", "article_id", "start", "id"]).head(CAP)
        rows.extend(_claim(row, reason["code"], panel, lang, texts) for row in first.itertuples())
    kept = [at for at, name in enumerate(_CLAIM) if name in _TEXTS]
    return {"columns": _CLAIM, "texts": kept, "strings": list(texts.at), "rows": rows}


_TEXTS = frozenset(_CLAIM) - {"year", "from", "to", "fictional", "start", "end", "confidence", "repeat"}


def _claim(row: Any, reason: str, panel: Panel, lang: str, texts: _Texts) -> list[Any]:
    since, until = _mark(row)
    level = _or_none(row.place_level)
    indicator = _or_none(row.indicator_id)
    told: Iterable[Any] = (
        row.place_name, row.place_adcode, label(lang, f"level.{level}") if level else None, indicator,
        panel.names.get(indicator, indicator) if indicator else None, _int(row.year),
        figure(row.quantity_value, row.quantity_low, row.quantity_high, row.quantity_approx),
        unit_words(row.quantity_unit, row.quantity_per_text), row.evidence_text, since, until, row.clean,
        row.evidence_clean, " ".join(word for word in (_or_none(row.predicate), _or_none(row.item)) if word) or None,
        row.article_title, row.article_source, int(row.article_fictional), _int(row.start), _int(row.end),
        _period(row.period_from, row.period_to), row.period_text,
        label(lang, f"status.{row.status}") if row.status in _STATUSES else row.status, _finite(row.confidence),
        int(bool(getattr(row, "folded", False)) or _or_none(row.repeats) is not None), reason or None, row.id,
    )  # fmt: skip
    return [texts(value) if name in _TEXTS else value for name, value in zip(_CLAIM, told, strict=True)]


def _mark(row: Any) -> tuple[int, int]:
    """Where the number stands in its sentence, counted as scripts count; (-1, -1) where the positions do not fit."""
    sentence, text = _or_none(row.evidence_text) or "", _or_none(row.text) or ""
    start, offset = _int(row.start), _int(row.evidence_start)
    at = -1 if start is None or offset is None else start - offset
    if at < 0 or not text or sentence[at : at + len(text)] != text:
        return -1, -1
    before = _units(sentence[:at])
    return before, before + _units(text)


def _units(text: str) -> int:
    """UTF-16 units: rare characters are two of them."""
    return len(text.encode("utf-16-le")) // 2


def _period(since: Any, until: Any) -> str | None:
    first, last = _or_none(since), _or_none(until)
    return first if first == last else " – ".join(end or "…" for end in (first, last))


def _or_none(value: Any) -> Any:
    import pandas as pd

    return None if value is None or value is pd.NA or value != value else value


def _int(value: Any) -> int | None:
    return None if _or_none(value) is None else int(value)


def _finite(value: Any) -> float | int | None:
    """A number that JSON can hold, whole ones without a point."""
    known = _or_none(value)
    if known is None or known in (float("inf"), float("-inf")):
        return None
    return int(known) if float(known).is_integer() else float(known)
