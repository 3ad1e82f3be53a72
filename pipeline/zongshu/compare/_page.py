"""The comparison as one HTML page that needs no network and runs no text of an article."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zongshu.compare._figures import figure, unit_words
from zongshu.compare._labels import REASONS, label, labels

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._panel import Panel

__all__ = ["page"]

# A reader looks at some of the claims that were left out; all of them are in the workbook.
_MOST = 200
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page(panel: Panel, lang: str = "en", title: str | None = None) -> bytes:
    """Build the page; the same panel gives the same bytes.

    Args:
        panel: what `compare` returned.
        lang: language of the labels, `en` or `zh`.
        title: a title of your own.

    Returns:
        UTF-8 text.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    words = labels(lang)
    folder = files("zongshu.compare")
    style, script, template = (folder.joinpath(f"page.{end}").read_text("utf-8") for end in ("css", "js", "html.j2"))
    rows, cells = _rows(panel, lang)
    claims, excluded = _left_out(panel, lang)
    data = {
        "labels": words,
        "lang": lang,
        "cells": cells,
        "claims": [_claim(row, panel, lang) for row in panel.claims.itertuples()],
        "excluded": excluded,
        "left": claims,
    }
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    html = environment.from_string(template).render(
        t=words,
        lang=lang,
        title=title or words["title"],
        style=Markup(style),  # our own files, never text of an article
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=Markup(as_data(data)),
        counts=panel.counts(),
        level=words[f"level.{panel.level}"] if panel.level else "—",
        year=panel.year if panel.year is not None else words["year.latest"],
        fictional=panel.warning(lang),
        notes=panel.notes(lang),
        heads=_heads(panel),
        rows=rows,
        excluded=excluded,
        filter_count=label(lang, "filter.count", n=len(rows), m=len(rows)),
    )
    return html.encode("utf-8", "replace")


def as_data(value: object) -> str:
    """JSON that cannot end its script element, nor be taken for markup.

    >>> print(as_data("</script>"))
    "\\u003c/script\\u003e"
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _heads(panel: Panel) -> list[dict[str, Any]]:
    """Columns: the unit goes to the head where the whole column shares it, bars only to such columns."""
    cells = panel.cells()
    heads = []
    for key in panel.indicators:
        column = cells[cells["indicator_id"] == key]
        units = {unit_words(row.unit, row.per_text) for row in column.itertuples()}
        heads.append({"id": key, "name": panel.names.get(key, key), "unit": units.pop() if len(units) == 1 else None})
    return heads


def _rows(panel: Panel, lang: str) -> tuple[list[dict[str, Any]], list[list[int]]]:
    """Rows for the template; and for each cell the positions of its claims."""
    heads = _heads(panel)
    behind: dict[tuple[str, str], list[int]] = {}
    for at, claim in enumerate(panel.claims.itertuples()):
        behind.setdefault((str(claim.place_key), str(claim.indicator_id)), []).append(at)
    shown = {(str(row.place_key), str(row.indicator_id)): row for row in panel.cells().itertuples()}
    sources = {str(claim.place_key): _or_none(claim.article_source) for claim in panel.claims.itertuples()}
    with_year = panel.years_differ()
    rows: list[dict[str, Any]] = []
    cells: list[list[int]] = []
    for place in panel.frame.drop_duplicates("place_key").itertuples():
        # A place without a code may share its name with another: the article tells them apart.
        code = _or_none(place.place_adcode) or sources[str(place.place_key)]
        row: dict[str, Any] = {"name": place.place_name, "code": code, "cells": []}
        for head in heads:
            key = (str(place.place_key), head["id"])
            if key not in shown:
                row["cells"].append(None)
                continue
            row["cells"].append({"at": len(cells), **_cell(shown[key], head["unit"] is None, with_year, lang)})
            cells.append(behind[key])
        rows.append(row)
    return rows, cells


def _cell(row: Any, with_unit: bool, with_year: bool, lang: str) -> dict[str, Any]:
    numbers = [float(end) for end in (row.value, row.low, row.high) if _or_none(end) is not None]
    year = _or_none(row.year)
    return {
        "figure": figure(row.value, row.low, row.high, row.approx),
        "unit": unit_words(row.unit, row.per_text) if with_unit else "",
        # A range is sorted by its lower end.
        "sort": repr(numbers[0]),
        "year": (year if year is not None else label(lang, "year.none")) if with_year else "",
        "conflict": bool(row.conflict),
    }


def _left_out(panel: Panel, lang: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Claims left out (the first of each reason), and the reasons with their counts."""
    claims: list[dict[str, Any]] = []
    reasons: list[dict[str, Any]] = []
    order = {code: at for at, code in enumerate(REASONS)}
    found: list[str] = sorted(panel.excluded["reason"].unique(), key=lambda code: (order.get(code, len(order)), code))
    for code in found:
        group = panel.excluded[panel.excluded["reason"] == code]
        first = _in_text_order(group).head(_MOST)
        at = list(range(len(claims), len(claims) + len(first)))
        claims.extend(_claim(row, panel, lang) for row in first.itertuples())
        words = label(lang, f"reason.{code}" if code in order else "reason.other")
        reasons.append({"code": code, "words": words, "count": len(group), "claims": at})
    return claims, reasons


def _in_text_order(group: pd.DataFrame) -> pd.DataFrame:
    return group.sort_values(["article_source", "article_id", "start", "id"])


def _claim(row: Any, panel: Panel, lang: str) -> dict[str, Any]:
    """What the dialog tells of a claim. The sentence is cut here, where positions are code points."""
    before, mark, after = _marked(row)
    since, until = _or_none(row.period_from), _or_none(row.period_to)
    known_status = row.status in ("achieved", "planned", "required", "context")
    return {
        "figure": figure(row.quantity_value, row.quantity_low, row.quantity_high, row.quantity_approx),
        "unit": unit_words(row.quantity_unit, row.quantity_per_text),
        "before": before,
        "mark": mark,
        "after": after,
        "clean": _or_none(row.clean),
        "sentence": _or_none(row.evidence_clean),
        "item": " ".join(word for word in (_or_none(row.predicate), _or_none(row.item)) if word),
        "indicator": panel.names.get(row.indicator_id, row.indicator_id) if _or_none(row.indicator_id) else None,
        "place": _or_none(row.place_name),
        "title": _or_none(row.article_title),
        "source": _or_none(row.article_source),
        "fictional": bool(row.article_fictional),
        "start": _int(row.start),
        "end": _int(row.end),
        "period": since if since == until else " – ".join(end or "…" for end in (since, until)),
        "period_text": _or_none(row.period_text),
        "status": label(lang, f"status.{row.status}") if known_status else _or_none(row.status),
        "confidence": _or_none(row.confidence),
        "shown": bool(getattr(row, "shown", False)),
        "repeat": bool(getattr(row, "folded", False)) or _or_none(row.repeats) is not None,
    }


def _marked(row: Any) -> tuple[str, str, str]:
    """The sentence before the number, the number, and what follows; no mark where the positions do not fit."""
    sentence = _or_none(row.evidence_text) or ""
    text = _or_none(row.text) or ""
    start, offset = _int(row.start), _int(row.evidence_start)
    if start is None or offset is None or not text:
        return sentence, "", ""
    at = start - offset
    if at < 0 or sentence[at : at + len(text)] != text:
        return sentence, "", ""
    return sentence[:at], text, sentence[at + len(text) :]


def _or_none(value: Any) -> Any:
    import pandas as pd

    return None if value is None or value is pd.NA or value != value else value


def _int(value: Any) -> int | None:
    return None if _or_none(value) is None else int(value)
