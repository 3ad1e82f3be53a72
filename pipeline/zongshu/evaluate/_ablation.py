"""What each part of linking is worth: the rules with parts taken out or models put in, cross-validated by article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zongshu.errors import UsageError
from zongshu.evaluate._match import Span
from zongshu.evaluate._prepare import Matched, matched, prepare
from zongshu.evaluate._wordings import MODELS, NONE, Guess, Row, from_claim, from_registry, guess

__all__ = ["Variant", "ablation"]

_FOLDS = 5
_THRESHOLDS = tuple(step / 20 for step in range(4, 20))
_NEVER = 2.0


@dataclass(slots=True, frozen=True)
class Variant:
    """How well one way of linking does.

    Attributes:
        name: what it is.
        linked: claims that it gives an indicator.
        right: how many of them have the gold's.
        wanted: claims to which the gold gives an indicator.
        thresholds: the score asked for in each fold of articles, set on the other folds; None where the model had better
            abstain. Empty for rules.
    """

    name: str
    linked: int
    right: int
    wanted: int
    thresholds: tuple[float | None, ...] = ()

    @property
    def precision(self) -> float | None:
        """The share of the given indicators that is right."""
        return self.right / self.linked if self.linked else None

    @property
    def recall(self) -> float | None:
        """The share of the wanted indicators that was given."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        whole = self.linked + self.wanted
        return 2 * self.right / whole if whole else None


@dataclass(slots=True)
class _Case:
    """A matched claim: the right answers, what the rules say, and on what ground."""

    fold: int
    answers: list[str | None]
    rules: str | None
    basis: str
    row: Row | None


Decide = Callable[[_Case, Guess, float], str | None]


def ablation(claims: Path | list[dict[str, Any]], gold: Path) -> list[Variant]:
    """Compare ways to link claims with indicators.

    The articles are dealt into folds. A model learns from the registry and from the gold of the other folds, and the
    score that it asks for is the one that does best there; it never sees the article that it is scored on.

    Args:
        claims: a JSON Lines file with one record a line, or the records themselves.
        gold: a folder of gold files, at least two of them with a record.

    Returns:
        aliases alone, all rules, the rules with each model where they find nothing, and the rules with a model that may
        take away what they find.

    Raises:
        UsageError: there are not two articles, or scikit-learn is not installed.
        DataError: a record or a gold row is malformed.
    """
    prepared = prepare(claims, gold)
    articles = matched(prepared)
    if len(articles) < 2:
        raise UsageError(f"{gold}: an ablation learns on some articles and is scored on others; give at least two")
    folds = min(_FOLDS, len(articles))
    cases = [case for number, article in enumerate(articles) for case in _cases(article, number % folds)]
    result = [
        _variant("aliases alone", [(case, case.rules if case.basis == "alias" else None) for case in cases]),
        _variant("all rules", [(case, case.rules) for case in cases]),
    ]
    base = from_registry(prepared.coded)
    for model in MODELS:
        guesses = _guesses(model, base, cases, folds)
        for name, decide in ((f"all rules, then {model}", _fill), (f"all rules, less what {model} denies", _veto)):
            answers, thresholds = _tuned(cases, guesses, decide, folds)
            result.append(_variant(name, zip(cases, answers, strict=True), thresholds))
    return result


def _cases(article: Matched, fold: int) -> Iterable[_Case]:
    for want, got in article.pairs:
        basis = str((got.claim.get("indicator") or {}).get("basis") or "")
        answers = want.answers["indicator"]
        given: str | None = got.answers["indicator"][0]
        yield _Case(fold, answers, None if basis == "model" else given, basis, _row(got, answers))


def _row(got: Span, answers: list[str | None]) -> Row | None:
    return from_claim(got.claim, answers[0])


def _guesses(model: str, base: list[Row], cases: list[_Case], folds: int) -> list[Guess]:
    """Guess every case with a model that has not seen its fold."""
    result = [Guess(NONE, 0.0, 0.0)] * len(cases)
    for fold in range(folds):
        train = base + [case.row for case in cases if case.fold != fold and case.row is not None]
        asked = [(at, case.row) for at, case in enumerate(cases) if case.fold == fold and case.row is not None]
        for (at, _), found in zip(asked, guess(model, train, [row for _, row in asked]), strict=True):
            result[at] = found
    return result


def _fill(case: _Case, found: Guess, threshold: float) -> str | None:
    if case.rules is not None or case.row is None or found.id == NONE:
        return case.rules
    return found.id if found.score >= threshold and found.score > found.none else None


def _veto(case: _Case, found: Guess, threshold: float) -> str | None:
    return None if case.row is not None and found.none >= threshold and found.none > found.score else case.rules


def _tuned(
    cases: list[_Case], guesses: list[Guess], decide: Decide, folds: int
) -> tuple[list[str | None], tuple[float | None, ...]]:
    """Set the threshold of each fold on the other folds; the highest one abstains."""
    answers: list[str | None] = [None] * len(cases)
    thresholds: list[float | None] = []
    table = {
        threshold: [decide(case, found, threshold) for case, found in zip(cases, guesses, strict=True)]
        for threshold in (_NEVER, *_THRESHOLDS)
    }
    for fold in range(folds):
        others = [at for at, case in enumerate(cases) if case.fold != fold]
        # on equal terms the model keeps silent: max takes the first one, and that is _NEVER
        best = max(table, key=lambda t: _variant("", [(cases[at], table[t][at]) for at in others]).f1 or 0.0)
        thresholds.append(None if best == _NEVER else best)
        for at, case in enumerate(cases):
            if case.fold == fold:
                answers[at] = table[best][at]
    return answers, tuple(thresholds)


def _variant(
    name: str, answers: Iterable[tuple[_Case, str | None]], thresholds: tuple[float | None, ...] = ()
) -> Variant:
    linked = right = wanted = 0
    for case, given in answers:
        agrees = given in case.answers
        linked += given is not None
        right += given is not None and agrees
        wanted += (given if agrees else case.answers[0]) is not None
    return Variant(name, linked, right, wanted, thresholds)
