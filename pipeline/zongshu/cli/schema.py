"""`zongshu schema`: the JSON Schemas of what comes out and of what a user may write."""

from __future__ import annotations

import json
from typing import Any, get_args

import click

from zongshu.cli.output import emit, out_option, quiet_option

__all__ = ["pack_schema", "schema"]


@click.command(short_help="The JSON Schemas.")
@click.argument("name", type=click.Choice(["claim", "article", "indicators"]), default="article")
@out_option
@quiet_option
def schema(name: str, out: str | None, quiet: bool) -> None:
    """Print a JSON Schema (2020-12): of a record (article), of one claim in it, or of a pack of indicators.

    \b
    Example:
      zongshu schema article -o article.schema.json
    """
    from zongshu.record import json_schema

    if name == "indicators":
        made = pack_schema()
    else:
        made = json_schema()
        if name == "claim":
            made = claim_schema(made)
    emit((json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8"), out)


def claim_schema(article: dict[str, Any]) -> dict[str, Any]:
    """Cut the schema of one claim out of that of the record."""
    parts = article["$defs"]
    wanted: set[str] = set()
    todo = ["ClaimRecord"]
    while todo:
        name = todo.pop()
        if name not in wanted:
            wanted.add(name)
            todo += _references(parts[name])
    return {
        "$schema": article["$schema"],
        "$id": "zongshu/claim.schema.json",
        **parts["ClaimRecord"],
        "title": "zongshu claim",
        "$defs": {name: part for name, part in parts.items() if name in wanted - {"ClaimRecord"}},
    }


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rpartition("/")[2]] if isinstance(node.get("$ref"), str) else []
        return own + [name for value in node.values() for name in _references(value)]
    return [name for value in node for name in _references(value)] if isinstance(node, list) else []


def pack_schema() -> dict[str, Any]:
    """Give the schema of a pack of indicators, `schemas/indicators/*.yaml`."""
    from zongshu.types import Dimension

    words = {"type": "array", "items": {"type": "string", "minLength": 1}}
    marked = {"type": "array", "items": {"type": "string", "pattern": "⟦[^⟧]+⟧"}}
    names = {
        "type": "object",
        "required": ["zh"],
        "properties": {"zh": {"type": "string", "minLength": 1}, "en": {"type": "string"}},
        "additionalProperties": False,
    }
    properties = {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "Stable; it stands in every record."},
        "group": {"type": "string"},
        "name": names,
        "definition": names,
        "dimension": {"enum": list(get_args(Dimension))},
        "unit": {"type": "string", "description": "The usual unit; empty for a bare number."},
        "units": {**words, "description": "All units that are accepted."},
        "measure": {"enum": ["stock", "flow", "share", "rate"]},
        "per_capita": {"type": "boolean", "description": "True where only a number per something fits."},
        "aliases": {**words, "minItems": 1, "description": "Wordings; … stands for up to 8 characters."},
        "actions": {**words, "description": "Words of which one must stand in the clause."},
        "exclusions": {**words, "description": "Words that must not stand in the item."},
        "examples": {**marked, "description": "Sentences whose number in ⟦⟧ must fit."},
        "counterexamples": {**marked, "description": "Sentences whose number in ⟦⟧ must not fit."},
        "source": {"type": "string"},
        "note": {"type": "string"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "zongshu/indicators.schema.json",
        "title": "zongshu indicator pack",
        "type": "object",
        "required": ["pack", "indicators"],
        "properties": {
            "pack": {"type": "string", "minLength": 1},
            "name": names,
            "source": {"type": "string"},
            "indicators": {"type": "array", "items": {"$ref": "#/$defs/indicator"}},
        },
        "$defs": {
            "indicator": {
                "type": "object",
                "required": ["id", "name", "definition", "dimension", "unit", "measure", "aliases"],
                "properties": properties,
            }
        },
    }
