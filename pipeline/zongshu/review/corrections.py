"""A correction: what one coder decided on one claim, or on one number that no claim covers."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from zongshu.errors import UsageError
from zongshu.record.models import Action

__all__ = ["FIELDS", "Correction", "Refusal", "asserted", "differs", "moved_span", "read_corrections"]

FIELDS = (
    "quantity", "item", "predicate", "indicator", "status", "context_of", "place", "actor", "period", "part_of",
)  # fmt: skip
"""The fields of a claim that a coder may correct."""

# of these a coder decides the part that says what is meant; scores and grounds are the machine's
_MEANING = {"indicator": ("id",), "place": ("name", "adcode", "level"), "period": ("from", "to")}


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a corrections file.

    Attributes:
        article: id of the article, a hash of its raw text.
        sha256: hash of the file that the article was read from.
        source: its name, for people.
        claim: id of the claim; None for a number that no claim covers.
        action: accept, edit, add, reject, or dismiss for a number that is no claim.
        span: start and end in the raw text, in code points.
        quote: exactly the raw text there.
        before: the claim as it was shown; None for add and dismiss.
        after: the claim, or those of its fields, that shall be; None for reject and dismiss. An edit whose start and end
            are others than those of the span moves the borders of the claim.
        coder: who decided.
        time: when, in UTC.
        where: file and line that it was read from; not a part of it.
    """

    sha256: str
    action: Action
    span: tuple[int, int]
    quote: str
    coder: str
    time: str
    article: str = ""
    source: str = ""
    claim: str | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    where: str = ""

    @property
    def id(self) -> str:
        """A hash of the decision, the same wherever it is read from."""
        told = asserted(self)
        if told is not None and told.get("span") == list(self.span):
            told.pop("span")
        said = (self.sha256, self.span, self.quote, self.action, told, self.coder, self.time)
        return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()[:16]


@dataclass(slots=True, frozen=True)
class Refusal:
    """A correction that was not applied, with where it stands and why."""

    where: str
    reason: str


@dataclass(slots=True)
class Found:
    """What corrections files hold."""

    corrections: list[Correction] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def asserted(correction: Correction) -> dict[str, Any] | None:
    """Return what a correction says of the fields of its claim; None where it says that there is no claim.

    Who accepts says that all fields are right as shown, and so is `span`; who edits speaks of what he changed.
    """
    before, after = correction.before or {}, correction.after or {}
    if correction.action in ("reject", "dismiss"):
        return None
    if correction.action == "accept":
        return {name: before[name] for name in FIELDS if name in before} | {"span": list(correction.span)}
    if correction.action == "add":
        return {name: after[name] for name in FIELDS if name in after}
    span = moved_span(correction)
    moved = {} if span is None else {"span": list(span)}
    told = [name for name in FIELDS if name in after]
    return {name: after[name] for name in told if not before or differs(name, before.get(name), after[name])} | moved


def moved_span(correction: Correction) -> tuple[int, int] | None:
    """Return where an edit puts the borders of its claim; None where they stay."""
    after = correction.after or {}
    start, end = after.get("start"), after.get("end")
    if correction.action != "edit" or not isinstance(start, int) or not isinstance(end, int):
        return None
    return None if (start, end) == tuple(correction.span) else (start, end)


def differs(name: str, one: Any, other: Any) -> bool:
    """Tell whether two values of a field mean different things.

    Example:
        >>> differs("indicator", {"id": "grids", "score": 0.9}, {"id": "grids", "score": 1}), differs("item", "站", "所")
        (False, True)
    """
    return bool(_meaning(name, one) != _meaning(name, other))


def _meaning(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        keys = _MEANING.get(name, sorted(value))
        # a dimension follows from the unit
        return [(key, _plain(value.get(key))) for key in keys if key != "dimension"]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _plain(value[key])) for key in sorted(value)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) < 1e300 else value
    return value


_DECODER = msgspec.json.Decoder(Correction)


def read_corrections(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> Found:
    """Read corrections files: JSON Lines, a correction a line.

    Args:
        paths: one file or several.

    Returns:
        The corrections, and a refusal for each line that is none.

    Raises:
        UsageError: a file is not there or cannot be read.
    """
    found = Found()
    for path in [paths] if isinstance(paths, str | os.PathLike) else paths:
        try:
            lines = Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
        except FileNotFoundError as error:
            raise UsageError(f"{path}: no such file") from error
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                _take(line, f"{path}, line {number}", found)
    return found


def _take(line: bytes, where: str, found: Found) -> None:
    try:
        correction = msgspec.structs.replace(_DECODER.decode(line), where=where)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        found.refused.append(Refusal(where, f"not a correction: {error}"))
        return
    start, end = correction.span
    if not correction.coder.strip() or not correction.time.strip():
        found.refused.append(Refusal(where, "it does not tell who decided (coder) and when (time)"))
    elif not 0 <= start < end:
        found.refused.append(Refusal(where, f"its span runs from {start} to {end}"))
    else:
        found.corrections.append(correction)
