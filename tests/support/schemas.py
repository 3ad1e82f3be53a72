"""Write what is made in `schemas/` again, the JSON Schemas and `ready.json`: `python -m tests.support.schemas`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import yaml

from zongshu.lexicon.data import READY
from zongshu.record import claim_schema, json_schema

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = {"article.schema.json": json_schema, "claim.schema.json": claim_schema}


def render(name: str) -> str:
    """Return the text of one schema file."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"


def ready() -> str:
    """Return what the YAML files say, as JSON by the hash of their bytes, one line a file.

    Raises:
        ValueError: JSON cannot say it, as a key that is a number or a date.
    """
    lines = []
    for file in sorted((ROOT / "schemas").rglob("*.yaml")):
        content = yaml.safe_load(file.read_bytes())
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=repr)
        if json.loads(text) != content:
            raise ValueError(f"{file}: holds a key or value that is neither text nor a number; put it in quotes")
        lines.append(f'"{hashlib.sha256(file.read_bytes()).hexdigest()}":{text}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    for file in SCHEMAS:
        (ROOT / "schemas" / file).write_text(render(file), encoding="utf-8")
        print(f"schemas/{file}")
    (ROOT / "schemas" / READY).write_text(ready(), encoding="utf-8")
    print(f"schemas/{READY}")
