"""Stage `locate`: for each claim the place it is about, who did it, and the time it is for."""

from __future__ import annotations

from zongshu.locate.anchor import find_anchor
from zongshu.locate.own import own_place
from zongshu.locate.places import find_divisions, with_parts
from zongshu.locate.when import place_in_time
from zongshu.locate.where import place_in_space
from zongshu.types import Article, Claim, Issue, Period

__all__ = ["locate"]


def locate(article: Article) -> Article:
    """Fill `place`, `actor` and `period` of every claim, and the article's own place and date."""
    text = article.clean
    anchor = find_anchor(article)
    article.reporting = Period(anchor.since, anchor.until, None, anchor.basis) if anchor.until else None
    article.published = article.published or anchor.published
    hits = find_divisions(text, anchor.year)
    article.place, own = own_place(article, hits, anchor.year)
    if article.place is not None and article.place.candidates:
        article.issues.append(
            Issue(
                "place.ambiguous",
                f"{article.place.name} fits {len(article.place.candidates)} divisions; give the place in a metadata table",
            )
        )
    elif article.place is None:
        article.issues.append(
            Issue("place.unknown", "no administrative division could be made out; give the place in a metadata table")
        )
    by_sentence: dict[int, list[Claim]] = {}
    for claim in article.claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    told = _leading_to(article, by_sentence)
    place_in_time(article, anchor, by_sentence, told)
    place_in_space(article, own, with_parts(text, own, hits), by_sentence, told)
    return article


def _leading_to(article: Article, by_sentence: dict[int, list[Claim]]) -> list[range]:
    """Return the sentences that may say something of a claim: in each paragraph those up to its last one with a claim."""
    sentences = article.sentences
    found: list[range] = []
    last = -1
    for index in sorted(by_sentence):
        paragraph = sentences[index].paragraph
        if paragraph == last:
            found[-1] = range(found[-1].start, index + 1)
            continue
        first, last = index, paragraph
        while first and sentences[first - 1].paragraph == paragraph:
            first -= 1
        found.append(range(first, index + 1))
    return found
