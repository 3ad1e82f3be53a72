"""Going on with a run: which records of an earlier output are still good."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from zongshu.batch.worker import Options
from zongshu.lexicon import data
from zongshu.record.models import SCHEMA_VERSION

__all__ = ["Earlier", "Kept", "fingerprint", "forget", "load_earlier", "manifest_path", "part_path", "write_manifest"]


class _Article(msgspec.Struct):
    source: str
    sha256: str
    encoding: str
    meta: dict[str, str]


class _Issue(msgspec.Struct):
    code: str


class _Head(msgspec.Struct):
    """What is read of a record to know whether it is still good."""

    article: _Article
    claims: list[msgspec.Raw]
    issues: list[_Issue]


@dataclass(slots=True, frozen=True)
class Kept:
    """A good record: what it was made of, how many claims it has, and where its line lies."""

    sha256: str
    meta: dict[str, str]
    claims: int
    path: Path
    start: int
    length: int

    def line(self) -> bytes:
        """Read the record, without the line end."""
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            return stream.read(self.length)


@dataclass(slots=True)
class Earlier:
    """The good records of earlier runs by their source, left on disk until they are asked for."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def known(self, source: str, meta: dict[str, str]) -> str:
        """Return the hash of the bytes that a source's record was made of; empty where there is no good record."""
        found = self.kept.get(source)
        return found.sha256 if found and found.meta == meta else ""


def manifest_path(out: Path) -> Path:
    """Return where the manifest of an output lies."""
    return out.with_name(f"{out.name}.manifest.json")


def part_path(out: Path, made_with: dict[str, Any]) -> Path:
    """Return where an output grows until it is complete; its name tells what it is made with."""
    return out.with_name(f"{out.name}.{_short(made_with)}.part")


def _old_path(out: Path, made_with: dict[str, Any]) -> Path:
    return out.with_name(f"{out.name}.{_short(made_with)}.old")


def _short(made_with: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(made_with, sort_keys=True).encode()).hexdigest()[:8]


def fingerprint(options: Options) -> dict[str, Any]:
    """Return what decides the records beside the sources: version, options, and the data files that steer the tool."""
    from importlib.metadata import version

    digest = hashlib.sha256()
    for root in [data.path(), *map(Path, options.indicators)]:
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file():
                digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0" + file.read_bytes() + b"\0")
    kept = asdict(options)
    del kept["indicators"]  # by content, not by name
    return {"zongshu": version("zongshu"), "schema_version": SCHEMA_VERSION, "data": digest.hexdigest(), **kept}


def write_manifest(out: Path, made_with: dict[str, Any], **counts: int | bool) -> None:
    """Write beside an output what it was made with and how far it is."""
    goal = manifest_path(out)
    draft = goal.with_name(f".{goal.name}.{os.getpid()}.tmp")
    text = json.dumps({"made_with": made_with, **counts}, ensure_ascii=False, indent=2, sort_keys=True)
    draft.write_text(text + "\n", encoding="utf-8", newline="\n")
    os.replace(draft, goal)


def load_earlier(out: Path, made_with: dict[str, Any]) -> Earlier:
    """Find the good records of an output, and of runs to it that broke off.

    Args:
        out: the output.
        made_with: the fingerprint of this run; what was made with anything else is no good.
    """
    part, old = part_path(out, made_with), _old_path(out, made_with)
    if part.is_file():
        # The run that is about to begin writes its own part; what the broken one left is set aside.
        with part.open("rb") as source, old.open("ab") as goal:
            goal.write(b"\n")
            shutil.copyfileobj(source, goal)
        part.unlink()
    earlier = Earlier()
    if out.is_file() and _made_with(out) == made_with:
        _index(out, earlier)
    if old.is_file():
        _index(old, earlier)
    return earlier


def _made_with(out: Path) -> Any:
    try:
        manifest = json.loads(manifest_path(out).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest.get("made_with") if isinstance(manifest, dict) else None


def forget(out: Path, made_with: dict[str, Any]) -> None:
    """Remove what broken runs left beside an output."""
    part_path(out, made_with).unlink(missing_ok=True)
    _old_path(out, made_with).unlink(missing_ok=True)


def _index(path: Path, earlier: Earlier) -> None:
    decoder = msgspec.json.Decoder(_Head)
    at = 0
    with path.open("rb") as lines:
        for line in lines:
            start, at = at, at + len(line)
            try:
                head = decoder.decode(line)
            except msgspec.MsgspecError:
                continue  # the last line of a run that was killed
            article = head.article
            # What failed is tried again.
            if (
                line.endswith(b"\n")
                and article.encoding
                and not any(i.code.startswith("internal.") for i in head.issues)
            ):
                kept = Kept(article.sha256, article.meta, len(head.claims), path, start, len(line) - 1)
                earlier.kept[article.source] = kept
