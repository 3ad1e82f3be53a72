"""Marked-up sentences: what a claim in ⟦…⟧ links to when the sentence stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zongshu.lexicon.registry import Entry
from zongshu.patterns import pattern
from zongshu.types import Article, Claim

__all__ = ["check_examples", "marked_claim"]

_MARKED = pattern("⟦([^⟧]*)⟧")


def marked_claim(sentence: str, pipeline: Callable[[str], Article]) -> tuple[Article, Claim | None] | None:
    """Run a marked sentence through a pipeline.

    Args:
        sentence: a sentence with a number in ⟦…⟧.
        pipeline: what makes an article of a text.

    Returns:
        the article, and the first claim at the first mark if there is one; None where nothing is marked.
    """
    mark = _MARKED.search(sentence)
    if mark is None:
        return None
    article = pipeline(_MARKED.sub(r"\1", sentence))
    start, end = mark.start(), mark.end() - 2
    for claim in article.claims:
        left, right = article.map.span(claim.start, claim.end)
        if left < end and right > start:
            return article, claim
    return article, None


def check_examples(entry: Entry, pipeline: Callable[[str], Article]) -> Iterator[str]:
    """Run the examples of an indicator through a pipeline and tell what comes out otherwise.

    Args:
        entry: an indicator.
        pipeline: a pipeline whose registry has it.
    """
    for wanted, sentences in ((True, entry.examples), (False, entry.counterexamples)):
        for sentence in sentences:
            found = marked_claim(sentence, pipeline)
            if found is None:
                yield f"{entry.pack}: {entry.id}: no number in ⟦⟧: {sentence}"
                continue
            claim = found[1]
            got = claim.indicator.id if claim and claim.indicator else None
            if (got == entry.id) != wanted:
                what = "example" if wanted else "counterexample"
                yield f"{entry.pack}: {entry.id}: {what} gives {got or 'nothing'}: {sentence}"
