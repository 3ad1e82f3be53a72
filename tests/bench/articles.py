"""Synthetic articles without end: the sample articles with other figures, other paragraphs left out, other places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from tests.support.build import articles as marked_articles

__all__ = ["PROSE", "article", "articles", "text_of", "write"]

PROSE = 6.5
"""Characters without a number for each character of a sample, so that an article has about six claims in a thousand
characters, as real reports have; the samples alone have more than forty."""

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_A_FOLDER = 1000

# A run of digits as layout damage may print it; the figures of dates stay, so that dates stay dates.
_RUN = re.compile(r"[0-9０-９](?:[0-9０-９.,．， ]*[0-9０-９])?(?![0-9０-９])(?![ \n]*[年月日])")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_PLACES = (
    "桐乡",
    "江油",
    "高州",
    "盐池",
    "荔波",
    "诸城",
    "洛川",
    "都昌",
    "兴化",
    "平泉",
    "平遥",
    "孝义",
    "介休",
    "湄潭",
    "库车",
    "桃源",
)


@cache
def _samples() -> tuple[str, ...]:
    return tuple(path.read_bytes().decode() for path in sorted((CORPORA / "dev").glob("*.txt")))


@cache
def _clauses() -> tuple[str, ...]:
    """Return the clauses of the samples in which no number stands."""
    texts = [one.text for one in marked_articles() if one.split == "dev"]
    found = {clause for text in texts for clause in re.findall(r"(?<=[，。；])[\u4e00-\u9fff]{5,24}(?=[，。；])", text)}
    return tuple(
        sorted(clause for clause in found if not re.search("[零一二两三四五六七八九十百千万亿几数半首双]", clause))
    )


def _prose(characters: float, rng: Random) -> str:
    pieces: list[str] = []
    size = 0
    while size < characters:
        pieces.append("，".join(rng.choices(_clauses(), k=rng.randrange(2, 6))) + "。")
        size += len(pieces[-1])
    return "".join(pieces)


def article(number: int, seed: int = 0, prose: float = 0) -> str:
    """Return a synthetic article; the same arguments give the same text.

    Digits are exchanged within each run of digits by one rule for all its places, so that doubled print stays doubled.

    Args:
        number: which article.
        seed: which series of articles.
        prose: how many characters without numbers to add for each character of the sample; see `PROSE`.
    """
    rng = Random(f"{seed}:{number}")
    samples = _samples()
    text = samples[number % len(samples)]
    for name in _PLACES:
        if name in text:
            text = text.replace(name, rng.choice(_PLACES))
            break
    title, *lines = text.split("\n")
    start = rng.randrange(max(1, len(lines) // 4))
    body = _RUN.sub(lambda found: _other(found.group(), rng), "\n".join([title, *lines[start:]]))
    if not prose:
        return body
    return "\n".join(f"{line}\n{_prose(prose * len(line), rng)}" if line.strip() else line for line in body.split("\n"))


def _other(run: str, rng: Random) -> str:
    digits = "".join(rng.sample("123456789", 9))
    table = str.maketrans("123456789", digits) | str.maketrans("１２３４５６７８９", digits.translate(_FULL))
    return run.translate(table)


def articles(count: int, seed: int = 0, prose: float = 0) -> Iterator[str]:
    """Make so many synthetic articles."""
    return (article(number, seed, prose) for number in range(count))


def text_of(characters: int, seed: int = 0) -> str:
    """Return one long text of so many characters, with as many numbers as reports have."""
    pieces: list[str] = []
    size = number = 0
    while size < characters:
        pieces.append(article(number, seed, PROSE))
        size += len(pieces[-1]) + 1
        number += 1
    return "\n".join(pieces)[:characters]


def write(folder: Path, count: int, seed: int = 0) -> None:
    """Write so many articles below a folder, a thousand to a folder of their own."""
    for number, text in enumerate(articles(count, seed)):
        if number % _A_FOLDER == 0:
            below = folder / f"{number // _A_FOLDER:04d}"
            below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:07d}.txt").write_bytes(text.encode())
