"""The manifest of a run: what it was made with, from what, and what came of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zongshu.files import replace_file
from zongshu.lexicon import data
from zongshu.record.models import SCHEMA_VERSION
from zongshu.version import VERSION

if TYPE_CHECKING:
    from zongshu.batch.unit import Options

__all__ = ["digest_of", "fingerprint", "made_with", "manifest_path", "write_manifest"]

_CHUNK = 1 << 20


def manifest_path(out: Path) -> Path:
    """Return where the manifest of an output lies."""
    return out.with_name(f"{out.name}.manifest.json")


def fingerprint(options: Options) -> dict[str, Any]:
    """Return what decides the records beside the sources: version, options, and the data files that steer the tool."""
    digest = hashlib.sha256()
    packs = []
    for root in [data.path(), *map(Path, options.indicators)]:
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file() and file.name != data.READY:  # which says what the others say
                digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0" + file.read_bytes() + b"\0")
                if file.suffix == ".yaml" and (root != data.path() or file.parent.name == "indicators"):
                    packs.append(file.name)
    kept = asdict(options)
    del kept["indicators"]  # by content, not by name
    return {
        "zongshu": VERSION,
        "schema_version": SCHEMA_VERSION,
        "options": kept,
        "registry": {"digest": digest.hexdigest(), "packs": packs},
    }


def made_with(manifest: Path) -> dict[str, Any] | None:
    """Return the fingerprint that a manifest tells; None where there is none that can be read."""
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        return {key: told[key] for key in ("zongshu", "schema_version", "options", "registry")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(path: Path, fingerprint: dict[str, Any], **told: Any) -> None:
    """Write what a run was made with and how far it is.

    Args:
        path: where to.
        fingerprint: from `fingerprint`.
        told: what else there is to say.
    """
    content = {**fingerprint, "made": datetime.now(UTC).isoformat(timespec="seconds"), **told}
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    replace_file(path, (text + "\n").encode("utf-8", "surrogateescape"))


def digest_of(out: Path) -> tuple[str, int]:
    """Return the hash and the size of a file, or of all files of a folder in the order of their names."""
    digest = hashlib.sha256()
    size = 0
    for file in sorted(out.iterdir()) if out.is_dir() else [out]:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    return digest.hexdigest(), size
