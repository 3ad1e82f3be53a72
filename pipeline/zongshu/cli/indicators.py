"""`zongshu indicators`: the registry, and the check of packs of one's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from zongshu.cli.counts import counted
from zongshu.cli.output import complain, emit, out_option, quiet_option, say, show
from zongshu.errors import DataError, UsageError
from zongshu.files import guard_output

if TYPE_CHECKING:
    from zongshu.lexicon.registry import Entry

__all__ = ["indicators"]

_pack_option = click.option("--indicators", "packs", metavar="FILE_OR_DIR", multiple=True, help="Further packs.")
_json_option = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group(short_help="The registry of indicators.", invoke_without_command=True)
@click.pass_context
def indicators(ctx: click.Context) -> None:
    """List, show and check indicators.

    \b
    Example:
      zongshu indicators list
      zongshu indicators show volunteer_sites
      zongshu indicators check mine.yaml
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@indicators.command("list")
@_pack_option
@_json_option
@out_option
@quiet_option
def list_(packs: tuple[str, ...] = (), as_json: bool = False, out: str | None = None, quiet: bool = False) -> None:
    """List the indicators, a line each: pack, id, unit, names.

    \b
    Example:
      zongshu indicators list --indicators mine.yaml
    """
    from zongshu.lexicon.registry import load_registry

    guard_output(out, packs)
    entries = load_registry(packs).entries.values()
    if as_json:
        emit(_json([_plain(entry) for entry in entries]), out)
    else:
        show("\n".join(f"{e.pack}\t{e.id}\t{e.unit}\t{e.zh}\t{e.en}" for e in entries), out)


@indicators.command("show")
@click.argument("name", metavar="ID")
@_pack_option
@_json_option
@out_option
@quiet_option
def show_(name: str, packs: tuple[str, ...], as_json: bool, out: str | None, quiet: bool) -> None:
    """Show one indicator: what it measures and the words it goes by.

    \b
    Example:
      zongshu indicators show volunteer_sites
    """
    from difflib import get_close_matches

    from zongshu.lexicon.registry import load_registry

    guard_output(out, packs)
    entries = load_registry(packs).entries
    if name not in entries:
        close = get_close_matches(name, entries, 3)
        raise UsageError(f"no indicator {name!r}" + (f"; did you mean {', '.join(close)}?" if close else ""))
    plain = _plain(entries[name])
    if as_json:
        emit(_json(plain), out)
    else:
        lines = [f"{key}: {', '.join(value) if isinstance(value, list) else value}" for key, value in plain.items()]
        show("\n".join(line.rstrip() for line in lines), out)


@indicators.command("check")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@out_option
@quiet_option
def check(files: tuple[str, ...], out: str | None, quiet: bool) -> None:
    """Check packs: their form, and that their examples fit and their counterexamples do not.

    Without FILE the shipped packs are checked. Exit code 1 where something is wrong.

    \b
    Example:
      zongshu indicators check mine.yaml
    """
    import os

    from zongshu.lexicon.registry import registry
    from zongshu.link import check_examples
    from zongshu.pipeline import Pipeline

    missing = [name for name in files if not os.path.exists(name)]
    if missing:
        raise UsageError(f"{missing[0]}: no such file or folder")
    guard_output(out, files)
    ctx = click.get_current_context()
    try:
        pipeline = Pipeline(files)
    except DataError as error:
        complain(str(error))
        ctx.exit(1)
    shipped = registry().entries if files else {}
    entries = [entry for key, entry in pipeline.registry.entries.items() if key not in shipped]
    problems = [problem for entry in entries for problem in check_examples(entry, pipeline)]
    if problems:
        show("\n".join(problems), out)
    examples = sum(len(entry.examples) + len(entry.counterexamples) for entry in entries)
    said = (counted(len(entries), "indicator"), counted(examples, "example"), counted(len(problems), "problem"))
    say(", ".join(said), quiet)
    if problems:
        ctx.exit(1)


def _plain(entry: Entry) -> dict[str, Any]:
    plain = asdict(entry)
    plain["units"] = sorted(entry.units)
    plain["aliases"] = ["…".join(parts) for parts in entry.aliases]
    return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
