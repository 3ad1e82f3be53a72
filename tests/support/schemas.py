"""Write the JSON Schemas under `schemas/` again from the types: `python -m tests.support.schemas`."""

from __future__ import annotations

import json
from pathlib import Path

from zongshu.record import claim_schema, json_schema

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = {"article.schema.json": json_schema, "claim.schema.json": claim_schema}


def render(name: str) -> str:
    """Return the text of one schema file."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for file in SCHEMAS:
        (ROOT / "schemas" / file).write_text(render(file), encoding="utf-8")
        print(f"schemas/{file}")
