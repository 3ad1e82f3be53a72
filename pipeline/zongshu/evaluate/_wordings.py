"""Models that learn from wordings which indicator a claim measures; scikit-learn, on character n-grams.

They are compared with the rules in `_ablation` and are not part of the pipeline: they did not beat the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zongshu.errors import UsageError
from zongshu.lexicon.registry import Entry, registry
from zongshu.link import fits, linkable, marked_claim
from zongshu.types import Article, Quantity

__all__ = ["MODELS", "NONE", "Guess", "Row", "from_claim", "from_registry", "guess"]

NONE = ""
_NGRAMS = (2, 4)


@dataclass(slots=True, frozen=True)
class Row:
    """A wording to learn from or to judge.

    Attributes:
        text: predicate, item and unit.
        label: the indicator, `NONE` for none.
        quantity: the number, for the test of unit and dimension.
        item: the item alone.
        clause: the words around the number.
    """

    text: str
    label: str
    quantity: Quantity
    item: str
    clause: str


@dataclass(slots=True, frozen=True)
class Guess:
    """The indicator that fits best, its score, and the score of none."""

    id: str
    score: float
    none: float


Scores = list[dict[str, float]]


def _text(predicate: str, item: str, unit: str) -> str:
    return f"{predicate} {item} |{unit}"


def from_claim(claim: dict[str, Any], label: str | None) -> Row | None:
    """Make a row of a claim of a record; None where it may not measure anything."""
    number = claim["quantity"]
    if not linkable(str(number.get("kind")), claim.get("part_of") is not None) or claim.get("status") == "required":
        return None
    if claim.get("context_of") in ("person", "method"):
        return None
    unit, item, predicate = (
        str(part or "") for part in (number.get("unit"), claim.get("item"), claim.get("predicate"))
    )
    quantity = Quantity(None, None, None, "exact", unit, str(number.get("kind")), str(number.get("dimension")))
    evidence = claim.get("evidence") or {}
    clause = str(evidence.get("clean") or evidence.get("text") or "")
    return Row(_text(predicate, item, unit), label or NONE, quantity, item, clause)


def from_registry(packs: set[str]) -> list[Row]:
    """Make rows of the names, aliases, examples and counterexamples of the indicators of some packs."""
    from zongshu.pipeline import Pipeline

    pipeline = Pipeline()
    rows = []
    for entry in registry().entries.values():
        if entry.pack not in packs:
            continue
        for words in (entry.zh, *("".join(alias) for alias in entry.aliases)):
            quantity = Quantity(None, None, None, "exact", entry.unit, "count", entry.dimension)
            rows.append(Row(_text("", words, entry.unit), entry.id, quantity, words, words))
        rows += _examples(pipeline, entry)
    return rows


def _examples(pipeline: Callable[[str], Article], entry: Entry) -> Iterator[Row]:
    for wanted, sentences in ((True, entry.examples), (False, entry.counterexamples)):
        for sentence in sentences:
            found = marked_claim(sentence, pipeline)
            if found is not None and found[1] is not None:
                article, claim = found[0], found[1]
                label = entry.id if wanted else claim.indicator.id if claim.indicator else NONE
                text = _text(claim.predicate, claim.item, claim.quantity.unit)
                yield Row(text, label, claim.quantity, claim.item, article.clean)


def guess(model: str, train: Sequence[Row], test: Sequence[Row]) -> list[Guess]:
    """Learn from some rows and say of others which indicator they measure.

    Args:
        model: one of `MODELS`.
        train: rows to learn from.
        test: rows to judge.

    Returns:
        for each row the best indicator whose unit, dimension, actions and exclusions allow it; id `NONE` where none does.
    """
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        raise UsageError("the ablation learns with scikit-learn; install it with `pip install scikit-learn`") from error

    if not test:
        return []
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=_NGRAMS, sublinear_tf=True)
    learnt = vectors.fit_transform([row.text for row in train])
    scores = MODELS[model](learnt, [row.label for row in train], vectors.transform([row.text for row in test]))
    return [_best(row, score) for row, score in zip(test, scores, strict=True)]


def _best(row: Row, scores: dict[str, float]) -> Guess:
    entries = registry().entries
    allowed: Iterable[tuple[float, str]] = (
        (score, label)
        for label, score in scores.items()
        if label in entries and fits(entries[label], row.quantity, row.item, row.clause)
    )
    score, label = max(allowed, default=(0.0, NONE))
    return Guess(label, score, scores.get(NONE, 0.0))


def _nearest(learnt: Any, labels: list[str], asked: Any) -> Scores:
    """Cosine with the nearest wording of each indicator."""
    result = []
    for row in (asked @ learnt.T).tocsr():
        best: dict[str, float] = {}
        for at, value in zip(row.indices, row.data, strict=True):
            best[labels[at]] = max(best.get(labels[at], 0.0), float(value))
        result.append(best)
    return result


def _logistic(learnt: Any, labels: list[str], asked: Any) -> Scores:
    """Probability by logistic regression over all indicators and none."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=30, max_iter=100, tol=1e-3)
    model.fit(learnt, labels)
    names = [str(name) for name in model.classes_]
    return [dict(zip(names, map(float, row), strict=True)) for row in model.predict_proba(asked)]


MODELS: dict[str, Callable[[Any, list[str], Any], Scores]] = {
    "nearest wording": _nearest,
    "logistic regression": _logistic,
}
