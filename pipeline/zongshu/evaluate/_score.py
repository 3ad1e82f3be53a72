"""The scores of one article: spans first, then the fields of the claims whose spans match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from zongshu.evaluate._compare import LEAST_DICE, SAME, dice, same_change, show
from zongshu.evaluate._match import Matching, Span, match
from zongshu.evaluate._report import MEASURES, Error, Ratio, Scores

__all__ = ["CORE", "same_item", "score", "usual_answers", "verdicts"]

CORE = ("value", "approx", "unit", "status")
_SINGLE = ("value", "approx", "unit", "kind", "status", "indicator", "place", "period", "direction", "part_of")
_NAMED = ("indicator", "direction", "part_of")
_AROUND = 15


class _Tally:
    """Counts for one article."""

    def __init__(self) -> None:
        self.part: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.item_sum = 0.0

    def add(self, measure: str, right: bool) -> None:
        self.part[measure] += right
        self.whole[measure] += 1

    def ratios(self) -> dict[str, Ratio]:
        result = {name: Ratio(self.part[name], self.whole[name]) for name in MEASURES}
        result["item_mean"] = Ratio(self.item_sum, self.whole["item"])
        return result


class _Log:
    """Collects what went wrong in one article."""

    def __init__(self, article: str, text: str | None) -> None:
        self.article = article
        self.text = text
        self.errors: list[Error] = []

    def add(self, kind: str, span: Span, gold: str, got: str) -> None:
        self.errors.append(Error(kind, self.article, span.start, span.text, gold, got, self._context(span)))

    def _context(self, span: Span) -> str:
        if self.text is None:
            return span.context
        before = self.text[max(0, span.start - _AROUND) : span.start]
        return f"{before}⟦{self.text[span.start : span.end]}⟧{self.text[span.end : span.end + _AROUND]}"


def score(article: str, gold: Sequence[Span], output: Sequence[Span], text: str | None) -> tuple[Scores, list[Error]]:
    """Score the predictions of one article.

    Args:
        article: its name, for the messages.
        gold: all rows of the gold file.
        output: the predicted claims.
        text: the article as decoded, None where it is not at hand; then anchoring is not scored.

    Returns:
        the scores, and what went wrong in the order of the text.
    """
    matching = match(gold, output)
    pairs = [(gold[g], output[o]) for g, o in matching.pairs if not gold[g].optional]
    tally, log = _Tally(), _Log(article, text)
    usual = usual_answers(gold)
    core = sum(_score_fields(want, got, usual, tally, log) for want, got in pairs)
    exact = sum(want.inner == got.inner for want, got in pairs)

    wanted = len(pairs) + len(matching.missed)
    given = len(pairs) + len(matching.spurious)
    ratios = tally.ratios()
    ratios["precision"] = Ratio(len(pairs), given)
    ratios["recall"] = Ratio(len(pairs), wanted)
    for name, right in (("f1", len(pairs)), ("exact_f1", exact), ("core_f1", core)):
        ratios[name] = Ratio(2 * right, given + wanted)
    ratios["role_errors"] = Ratio(sum(role != "other" for _, role in matching.spurious), given)
    ratios["anchored"] = _score_anchors(output, text, log)
    _log_spans(matching, gold, output, log)
    log.errors.sort(key=lambda error: error.start)
    return Scores(wanted, given, len(pairs), ratios), log.errors


def usual_answers(gold: Sequence[Span]) -> dict[str, Any]:
    """Return the place and the period that most gold claims of an article have."""
    return {name: _most_frequent(gold, name) for name in ("place", "period")}


def verdicts(want: Span, got: Span, usual: dict[str, Any]) -> dict[str, bool]:
    """Tell field by field whether a prediction agrees with its gold claim."""
    agree = {**SAME, "period": same_change} if want.answers["kind"][0] in ("change", "multiple") else SAME
    return {
        name: any(same(answer, got.answers[name][0]) for answer in _answers(want, name, usual))
        for name, same in agree.items()
    }


def same_item(want: Span, got: Span) -> bool:
    """Tell whether an item is worded as the gold has it; a gold claim without one agrees with all."""
    wordings = want.answers["item"]
    return not wordings or max(dice(wording, got.answers["item"][0]) for wording in wordings) >= LEAST_DICE


def _most_frequent(gold: Sequence[Span], name: str) -> Any:
    """Find the answer that most gold claims of the article have; None is no answer."""
    rows = sorted((row for row in gold if row.role == "claim" and not row.optional), key=lambda row: row.start)
    counts = Counter(row.answers[name][0] for row in rows if row.answers[name][0] is not None)
    return counts.most_common(1)[0][0] if counts else None


def _answers(want: Span, name: str, usual: dict[str, Any]) -> list[Any]:
    answers = want.answers[name]
    # The codebook: with no hold in the text, no period and the article's reporting period are both right.
    if name == "period" and answers[0] is None:
        return [*answers, usual["period"]]
    return answers


def _score_fields(want: Span, got: Span, usual: dict[str, Any], tally: _Tally, log: _Log) -> bool:
    """Score one matched claim; tell whether its core fields are all right."""
    right = verdicts(want, got, usual)
    for name in _SINGLE:
        if not right[name]:
            log.add(name, want, " / ".join(map(show, want.answers[name])), show(got.answers[name][0]))
    bounds = right["low"] and right["high"]
    if not bounds:
        low, high = ([span.answers[end][0] for span in (want, got)] for end in ("low", "high"))
        log.add("bounds", want, show((low[0], high[0])), show((low[1], high[1])))

    for name in right:
        # Nearly every claim has neither an indicator of ours nor one in the gold: those say nothing.
        if name != "indicator" or want.answers[name][0] or got.answers[name][0]:
            tally.add(name, right[name])
    tally.add("bounds", bounds)
    for name in _NAMED:
        _score_named(name, right[name], want, got, tally)
    for name, answer in usual.items():
        if want.answers[name][0] not in (None, answer):
            tally.add(f"{name}_other", right[name])
    _score_item(want, got, tally, log)
    return all(right[name] for name in CORE)


def _score_named(name: str, right: bool, want: Span, got: Span, tally: _Tally) -> None:
    """Count a field that most claims leave empty, as precision and recall of the answers that name something."""
    answer = got.answers[name][0]
    expected = answer if right else want.answers[name][0]
    if answer:
        tally.add(f"{name}_precision", right)
    if expected:
        tally.add(f"{name}_recall", right)


def _score_item(want: Span, got: Span, tally: _Tally, log: _Log) -> None:
    wordings = want.answers["item"]
    if not wordings:
        return
    best = max(dice(wording, got.answers["item"][0]) for wording in wordings)
    tally.item_sum += best
    tally.add("item", best >= LEAST_DICE)
    if best < LEAST_DICE:
        log.add("item", want, " / ".join(wordings), show(got.answers["item"][0]))


def _score_anchors(output: Sequence[Span], text: str | None, log: _Log) -> Ratio:
    if text is None:
        return Ratio()
    right = 0
    for span in output:
        there = text[span.start : span.end]
        if there == span.text:
            right += 1
        else:
            log.add("anchor", span, there, span.text)
    return Ratio(right, len(output))


def _log_spans(matching: Matching, gold: Sequence[Span], output: Sequence[Span], log: _Log) -> None:
    for g in matching.missed:
        near = matching.near_output.get(g)
        log.add("missed", gold[g], gold[g].text, "null" if near is None else output[near].text)
    for o, role in matching.spurious:
        claim = matching.near_gold.get(o)
        wanted = "null" if role == "other" else role
        log.add(f"spurious.{role}", output[o], wanted if claim is None else gold[claim].text, output[o].text)
