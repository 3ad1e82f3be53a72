"""`zongshu evaluate`: how good a claims file is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zongshu.cli.output import emit, out_option, quiet_option, show
from zongshu.errors import UsageError
from zongshu.files import guard_input, guard_output

if TYPE_CHECKING:
    from zongshu.evaluate._tables import Table

__all__ = ["evaluate"]


@click.command(short_help="Precision, recall and F1 against gold claims.")
@click.argument("claims")
@click.argument("gold")
@click.option("--errors", is_flag=True, help="Also list what went wrong.")
@click.option("--rules", is_flag=True, help="Instead: how often each rule fired, agreed and conflicted.")
@click.option("--calibration", is_flag=True, help="Instead: the share of right claims by confidence.")
@click.option("--ablation", is_flag=True, help="Instead: what rules and models are worth to the indicators.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@out_option
@quiet_option
def evaluate(
    claims: str, gold: str, errors: bool, rules: bool, calibration: bool, ablation: bool, as_json: bool,
    out: str | None, quiet: bool,
) -> None:  # fmt: skip
    """Compare a claims file (JSON Lines) with gold annotations: a file or a folder of them.

    --rules, --calibration and --ablation give a table each; -o FILE.csv writes it as CSV. The ablation learns on some
    articles and is scored on the others; that takes some minutes.

    \b
    Example:
      zongshu evaluate claims.jsonl corpora/dev --errors
      zongshu evaluate claims.jsonl corpora/dev --rules -o rules.csv
      zongshu evaluate claims.jsonl corpora/dev --calibration
    """
    from zongshu.evaluate import evaluate as compare
    from zongshu.evaluate import render

    wanted = [name for name, on in (("rules", rules), ("calibration", calibration), ("ablation", ablation)) if on]
    if len(wanted) > 1 or (wanted and errors):
        names = [f"--{name}" for name in (*(["errors"] if errors else []), *wanted)]
        raise UsageError(f"{' and '.join(names)} do not go together; call once for each")
    guard_input(claims, "claims are a file (JSON Lines) that extract wrote")
    # In a folder every .json may be gold.
    guard_output(out, (claims, gold, *(Path(gold).rglob("*.json") if out and out.lower().endswith(".json") else ())))
    if wanted:
        table, notes = _table(wanted[0], Path(claims), Path(gold))
        _tell(table, notes, as_json, out)
        return
    report = compare(Path(claims), Path(gold))
    if as_json:
        emit((json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n").encode("utf-8"), out)
    else:
        show(render(report, errors=errors), out)


def _table(name: str, claims: Path, gold: Path) -> tuple[Table, list[str]]:
    from zongshu.evaluate import (
        ablation,
        ablation_table,
        calibration,
        calibration_notes,
        calibration_table,
        rules,
        rules_table,
    )

    if name == "rules":
        return rules_table(rules(claims, gold)), []
    if name == "ablation":
        return ablation_table(ablation(claims, gold)), []
    found = calibration(claims, gold)
    return calibration_table(found), calibration_notes(found)


def _tell(table: Table, notes: list[str], as_json: bool, out: str | None) -> None:
    """Write a table: CSV by the ending of the file, JSON where asked for, else columns and what they come to."""
    from zongshu.evaluate import render_table

    head, *rows = table
    if as_json:
        plain = [dict(zip(map(str, head), row, strict=True)) for row in rows]
        emit((json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8"), out)
    elif out is not None and out.lower().endswith(".csv"):
        import csv
        import io

        from zongshu.tables import printed

        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([[printed(cell) for cell in row] for row in table])
        emit(b"\xef\xbb\xbf" + text.getvalue().encode("utf-8"), out)
    else:
        show(render_table(table) + "".join(f"\n{note}" for note in notes), out)
