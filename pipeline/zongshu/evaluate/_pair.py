"""Which record of a claims file belongs to which gold file."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from zongshu.errors import DataError
from zongshu.evaluate._read import GoldArticle, Record

__all__ = ["Pairing", "pair", "stem_of"]


@dataclass(slots=True)
class Pairing:
    """Records with their gold, and what is left over on either side."""

    pairs: list[tuple[Record, GoldArticle]] = field(default_factory=list)
    without_gold: list[str] = field(default_factory=list)
    without_record: dict[str, int] = field(default_factory=dict)
    duplicates: list[str] = field(default_factory=list)


def stem_of(source: str) -> str:
    """Take the ending off a source; a row of a table and an article of several in a file have none.

    >>> stem_of("reports/孝义.txt"), stem_of("texts.csv#3")
    ('reports/孝义', 'texts.csv#3')
    """
    stem, dot, ending = source.rpartition(".")
    return stem if dot and stem.rpartition("/")[2] and "#" not in ending and "/" not in ending else source


def _parts(path: str) -> list[str]:
    """Split a path, from its stem up to its root.

    >>> _parts("reports/a/孝义.txt")
    ['孝义', 'a', 'reports']
    """
    parts = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")[::-1]
    return [stem_of(parts[0]), *parts[1:]]


def _shared(source: list[str], gold: list[str]) -> int:
    count = 0
    for left, right in zip(source, gold, strict=False):
        if left != right:
            break
        count += 1
    return count


def pair(records: list[Record], articles: list[GoldArticle]) -> Pairing:
    """Give every record the gold file with its stem; folders in common decide between namesakes.

    Raises:
        DataError: a record fits two gold files equally well.
    """
    stems: dict[str, list[tuple[list[str], GoldArticle]]] = {}
    for article in articles:
        parts = _parts(f"{article.name}.json")
        stems.setdefault(parts[0], []).append((parts, article))

    result = Pairing()
    fits: list[tuple[int, int, GoldArticle]] = []
    for number, record in enumerate(records):
        source = _parts(record.source)
        namesakes = stems.get(source[0])
        if namesakes is None:
            result.without_gold.append(record.source)
            continue
        shared = [_shared(source, parts) for parts, _ in namesakes]
        best = max(shared)
        if shared.count(best) > 1:
            names = ", ".join(article.name for _, article in namesakes)
            raise DataError(f"{record.source} fits several gold files ({names}); give the folder of one of them")
        fits.append((-best, number, namesakes[shared.index(best)][1]))

    chosen: dict[str, int] = {}
    for _, number, article in sorted(fits, key=lambda fit: fit[:2]):
        if article.name in chosen:
            result.duplicates.append(records[number].source)
        else:
            chosen[article.name] = number
    for article in articles:
        if article.name in chosen:
            result.pairs.append((records[chosen[article.name]], article))
        else:
            result.without_record[article.name] = sum(s.role == "claim" and not s.optional for s in article.spans)
    return result
