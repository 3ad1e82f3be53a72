"""How good a claims file is: precision, recall, F1 and the accuracy of every field against gold annotations.

`evaluate` compares, `bootstrap` says how far the figures would move with other articles, `render` prints.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zongshu.evaluate._pair import pair
from zongshu.evaluate._read import GoldArticle, Record, read_gold, read_records, read_text
from zongshu.evaluate._render import render
from zongshu.evaluate._report import MEASURES, Error, Ratio, Report, Scores, bootstrap
from zongshu.evaluate._score import score
from zongshu.lexicon.registry import registry

__all__ = ["MEASURES", "Error", "Ratio", "Report", "Scores", "bootstrap", "evaluate", "render"]


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
    folder = read_gold(gold)
    records = read_records(claims)
    pairing = pair(records, folder.articles)
    report = Report(
        uncoded=_leave_uncoded(records, folder.articles),
        without_gold=pairing.without_gold,
        without_record=pairing.without_record,
        duplicates=pairing.duplicates,
        not_gold=folder.not_gold,
    )
    for record, article in pairing.pairs:
        scores, errors = score(article.name, article.spans, record.spans, read_text(article.path, record.encoding))
        report.per_article[article.name] = scores
        report.errors.extend(errors)
    return report


def _leave_uncoded(records: list[Record], articles: list[GoldArticle]) -> list[str]:
    """Take out the indicators of shipped packs that the gold does not code; return the names of those packs."""
    packs = {entry.id: entry.pack for entry in registry().entries.values()}
    coded = {
        packs.get(str(answer), "")
        for article in articles
        for span in article.spans
        for answer in span.answers.get("indicator", ())
        if answer is not None
    }
    left: set[str] = set()
    for record in records:
        for span in record.spans:
            pack = packs.get(str(span.answers["indicator"][0]))
            if pack is not None and pack not in coded:
                left.add(pack)
                span.answers["indicator"] = [None]
    return sorted(left)
