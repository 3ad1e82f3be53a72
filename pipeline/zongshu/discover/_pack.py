"""Drafts as entries of a registry, as a pack in YAML, and as a table for the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from zongshu.discover._draft import Draft
from zongshu.lexicon.registry import Entry, Registry

__all__ = ["render", "sort_examples", "to_yaml"]

_PACK = "discovered"
_HEAD = """\
# Indicators drafted by `zongshu discover` from claims that fit none. Before using them give each an id and a name that
# will last, write its definition, and take out what does not belong together; `zongshu indicators check` runs the examples.
# `claims` and `places` say how much stands behind a draft; `evidence` holds sentences that do not link when they stand alone.
"""
_WIDE = 40


def _entry(one: Draft) -> Entry:
    return Entry(
        one.id, _PACK, one.name, one.name, _definition(one), "", one.dimension, one.unit, frozenset(one.units),
        one.measure, one.per_capita, tuple((alias,) for alias in one.aliases), (), (),
    )  # fmt: skip


def sort_examples(drafts: Sequence[Draft], indicators: Registry) -> list[Draft]:
    """Keep as examples the sentences that link to their draft when they stand alone; the others become evidence.

    Args:
        drafts: the drafts, all their sentences among the examples.
        indicators: the registry that the drafts go beside.

    Raises:
        DataError: an id of the drafts is taken.
    """
    from zongshu.link import linker, marked_claim
    from zongshu.pipeline import Pipeline

    stage = linker(Registry([*indicators.entries.values(), *map(_entry, drafts)]))
    pipeline = Pipeline(stages=[stage if one.__name__ == stage.__name__ else one for one in Pipeline().stages])
    result = []
    for one in drafts:
        links = []
        for sentence in one.examples:
            found = marked_claim(sentence, pipeline)
            claim = found[1] if found else None
            links.append(claim is not None and claim.indicator is not None and claim.indicator.id == one.id)
        kept, left = (
            tuple(s for s, good in zip(one.examples, links, strict=True) if good is want) for want in (True, False)
        )
        result.append(replace(one, examples=kept, evidence=left))
    return result


def _definition(one: Draft) -> str:
    return f"{one.name}（由 {one.claims} 条未归类的数字归并而成，待写定义）"


def _claims(one: Draft) -> str:
    return "1 claim" if one.claims == 1 else f"{one.claims} claims"


def to_yaml(drafts: Sequence[Draft]) -> str:
    """Write drafts as a pack that loads as it is.

    Args:
        drafts: from `discover`.
    """
    import yaml

    entries = []
    for one in drafts:
        entry = {
            "id": one.id,
            "name": {"zh": one.name, "en": one.id.replace("_", " ")},
            "definition": {"zh": _definition(one), "en": f"Drafted from {_claims(one)} without an indicator; to be written"},
            "dimension": one.dimension,
            "unit": one.unit,
            "units": list(one.units),
            "measure": one.measure,
            "per_capita": one.per_capita,
            "aliases": list(one.aliases),
            "claims": one.claims,
            "places": one.places,
            "examples": list(one.examples),
            "evidence": list(one.evidence),
        }  # fmt: skip
        entries.append({key: value for key, value in entry.items() if value != []})
    pack = {"pack": _PACK, "name": {"zh": "待定指标", "en": "Drafts"}, "indicators": entries}
    return _HEAD + yaml.safe_dump(pack, allow_unicode=True, sort_keys=False, width=1000)


def render(drafts: Sequence[Draft], claims: int) -> str:
    """Write drafts as a table.

    Args:
        drafts: from `discover`.
        claims: how many claims fit no indicator, for the last line.
    """
    if not drafts:
        among = "1 claim without an indicator is" if claims == 1 else f"{claims} claims without an indicator are"
        return f"No draft: too few of the {among} worded alike.\n"
    rows = [["draft", "claims", "places", "unit", "measure", "name", "other wordings"]]
    for one in drafts:
        others = _short("、".join(one.aliases[1:]))
        rows.append([one.id, str(one.claims), str(one.places), one.unit, one.measure, _short(one.name), others])
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell + " " * (wide - _columns(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    held = sum(one.claims for one in drafts)
    told = "1 draft holds" if len(drafts) == 1 else f"{len(drafts)} drafts hold"
    among = "1 claim that fits" if claims == 1 else f"{claims} claims that fit"
    lines.append(f"{told} {held} of {among} no indicator.")
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    if _columns(flat) <= _WIDE:
        return flat
    kept = ""
    for character in flat:
        if _columns(kept + character) > _WIDE - 1:
            break
        kept += character
    return kept + "…"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
