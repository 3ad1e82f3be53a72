"""How good a claims file is: precision, recall, F1 and the accuracy of every field against gold annotations.

`evaluate` compares, `bootstrap` says how far the figures would move with other articles, `render` prints. `rules` says
which rules carry weight, `calibration` whether confidence means what it says, `ablation` what the parts of linking are worth.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from zongshu.later import later

if TYPE_CHECKING:
    from zongshu.evaluate._ablation import Variant, ablation
    from zongshu.evaluate._calibration import Bin, Calibration, calibration
    from zongshu.evaluate._render import render
    from zongshu.evaluate._report import MEASURES, Error, Ratio, Report, Scores, bootstrap
    from zongshu.evaluate._rules import RuleUse, rules
    from zongshu.evaluate._tables import (
        ablation_table,
        calibration_notes,
        calibration_table,
        render_table,
        rules_table,
    )

__all__ = [
    "MEASURES", "Bin", "Calibration", "Error", "Ratio", "Report", "RuleUse", "Scores", "Variant",
    "ablation", "ablation_table", "bootstrap", "calibration", "calibration_notes", "calibration_table",
    "evaluate", "render", "render_table", "rules", "rules_table",
]  # fmt: skip

_ROOMS = {
    "_ablation": ("Variant", "ablation"),
    "_calibration": ("Bin", "Calibration", "calibration"),
    "_render": ("render",),
    "_report": ("MEASURES", "Error", "Ratio", "Report", "Scores", "bootstrap"),
    "_rules": ("RuleUse", "rules"),
    "_tables": ("ablation_table", "calibration_notes", "calibration_table", "render_table", "rules_table"),
}
__getattr__ = later(__name__, {name: f"{__name__}.{room}" for room, names in _ROOMS.items() for name in names})


def evaluate(claims: Path | list[dict[str, Any]], gold: Path) -> Report:
    """Compare a claims file, or its records, with gold annotations.

    A gold that was coded with one pack of indicators says nothing of the others: an indicator of a shipped pack in which
    the gold names no id at all counts as none, and the report names those packs.

    A record belongs to the gold file that has the same stem as its `article.source`. What finds no partner is
    not scored and is named in the report.

    Args:
        claims: a JSON Lines file with one record a line, or the records themselves.
        gold: one gold file, or a folder with gold files in it or below it; the text of an article, where it is
            there, lies beside its gold file as `<stem>.txt`.

    Returns:
        the scores of every article and of all together, and what went wrong.

    Raises:
        UsageError: a path does not exist, or the folder holds no gold file.
        DataError: a record or a gold row is malformed; the message says where.
    """
    from zongshu.evaluate._prepare import prepare
    from zongshu.evaluate._read import read_text
    from zongshu.evaluate._report import Report
    from zongshu.evaluate._score import score

    prepared = prepare(claims, gold)
    pairing = prepared.pairing
    report = Report(
        uncoded=prepared.uncoded,
        without_gold=pairing.without_gold,
        without_record=pairing.without_record,
        duplicates=pairing.duplicates,
        not_gold=prepared.folder.not_gold,
    )
    for record, article in pairing.pairs:
        scores, errors = score(article.name, article.spans, record.spans, read_text(article.path, record.encoding))
        report.per_article[article.name] = scores
        report.errors.extend(errors)
    return report
