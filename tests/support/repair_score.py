"""What `repair` restores, by kind of damage: `python -m tests.support.repair_score`, run from the project root.

Every clean article of the corpus is damaged in one way (or in several, `mixed`), repaired, and compared with itself. A
full-width form counts as restored when its half-width form comes back; blank lines do not count, line breaks do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import click
from tests.support.build import articles
from tests.support.damage import Carrier, damage
from tests.support.marked import MarkedArticle

from zongshu.pipeline import Pipeline
from zongshu.repair import repair_text

__all__ = ["Score", "distance", "measure"]

_SINGLE: dict[str, tuple[str, ...]] = {
    "none": (),
    "wrap16": ("wrap16",),
    "wrap24": ("wrap24",),
    "wrap18 blank_lines": ("wrap18", "blank_lines"),
    "shadow": ("shadow",),
    "wrap24 shadow": ("wrap24", "shadow"),
    "spaced": ("spaced",),
    "wrap24 spaced": ("wrap24", "spaced"),
    "fullwidth": ("fullwidth",),
    "digit_spaces": ("digit_spaces",),
    "numbers_spaced": ("numbers_spaced",),
    "invisible": ("invisible",),
    "wrap18 line_numbers": ("wrap18", "line_numbers"),
    "wrap18 bylines": ("wrap18", "bylines"),
}
_LEGEND = """\
damaged, repaired: 1 - edits / length; undone: share of the edits that repair took back; numbers: marked mentions that
read as in the clean text; recall: claims of the clean text found again; precision: claims of the damaged text that the
clean one has (same value, bounds, unit and status). All in per cent."""
_WRAPS = ("wrap16", "wrap18", "wrap24")

Key = tuple[object, ...]


@dataclass(slots=True)
class Score:
    """Sums over articles.

    Attributes:
        size: characters of the clean texts.
        before: edits between damaged and clean text.
        after: edits between repaired and clean text.
        numbers: marked mentions, of which `numbers_right` read as in the clean text after repair.
        claims: claims of the clean texts, of which `claims_right` are found in the damaged texts too.
        claims_found: claims of the damaged texts.
    """

    size: int = 0
    before: int = 0
    after: int = 0
    numbers: int = 0
    numbers_right: int = 0
    claims: int = 0
    claims_found: int = 0
    claims_right: int = 0


def distance(left: str, right: str) -> int:
    """Return the edit distance of two texts, by Myers' bit vectors (one step a character of `right`).

    >>> distance("1313个个", "13个"), distance("志愿服务站", "志愿者服务"), distance("", "站")
    (3, 2, 1)
    """
    if not left:
        return len(right)
    places: dict[str, int] = {}
    for at, char in enumerate(left):
        places[char] = places.get(char, 0) | 1 << at
    full, top = (1 << len(left)) - 1, 1 << (len(left) - 1)
    up, down, found = full, 0, len(left)
    for char in right:
        equal = places.get(char, 0)
        across = equal | down
        equal |= ((equal & up) + up) ^ up
        grow, shrink = down | ~(equal | up) & full, up & equal
        found += bool(grow & top) - bool(shrink & top)
        grow, shrink = grow << 1 | 1, shrink << 1
        up = (shrink | ~(across | grow)) & full
        down = grow & across & full
    return found


def measure(layout: Callable[[str], tuple[str, ...]], texts: list[MarkedArticle], pipeline: Pipeline | None) -> Score:
    """Damage, repair and compare all articles.

    Args:
        layout: gives the damages of an article by its id.
        texts: the marked-up articles.
        pipeline: what finds the claims; None leaves claims out.
    """
    score = Score()
    for article in texts:
        damaged, back = damage(article.text, layout(article.id), seed=article.id)
        repaired, to_damaged, _ = repair_text(damaged)
        clean = _one_break(article.text)
        score.size += len(clean)
        score.before += distance(_one_break(damaged), clean)
        score.after += distance(_one_break(repaired), clean)
        carrier = Carrier(back.then(to_damaged), len(article.text))
        score.numbers += len(article.rows)
        for row in article.rows:
            if all(carrier.has(at) for at in range(row.start, row.end)):
                start, end = carrier.span(row.start, row.end)
                score.numbers_right += repaired[start:end] == row.text
        if pipeline is not None:
            wanted, found = _claims(pipeline, article.text), _claims(pipeline, damaged)
            score.claims += wanted.total()
            score.claims_found += found.total()
            score.claims_right += (wanted & found).total()
    return score


def _one_break(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", text)


def _claims(pipeline: Pipeline, text: str) -> Counter[Key]:
    claims = pipeline(text).claims
    return Counter((c.quantity.value, c.quantity.low, c.quantity.high, c.quantity.unit, c.status) for c in claims)


def _mixed(name: str) -> tuple[str, ...]:
    """Draw several damages for an article, in the order in which they arise on a page."""
    rng = Random(f"mixed {name}")
    rest = ("shadow",) if rng.random() < 0.25 else ("spaced",)
    spaces = rng.choice(((), ("digit_spaces",), ("numbers_spaced",)))
    wide = ("fullwidth",) if rng.random() < 0.33 else ()
    blank = ("blank_lines",) if rng.random() < 0.5 else ()
    return (*wide, *spaces, rng.choice(_WRAPS), *rest, *blank)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


@click.command()
@click.option("--no-claims", is_flag=True, help="Leave the claims out, which take most of the time.")
@click.option("--split", type=click.Choice(["dev", "test"]), help="Only the articles of one split; all by default.")
def main(no_claims: bool, split: str | None) -> None:
    """Print what repair restores, in per cent.

    Example: python -m tests.support.repair_score
    """
    texts = [article for article in articles() if split in (None, article.split)]
    pipeline = None if no_claims else Pipeline()
    kinds = {kind: lambda _, names=names: names for kind, names in _SINGLE.items()} | {"mixed": _mixed}
    click.echo(_LEGEND)
    click.echo(f"{'damage':20}{'damaged':>9}{'repaired':>9}{'undone':>9}{'numbers':>9}{'recall':>9}{'precision':>10}")
    for kind, layout in kinds.items():
        score = measure(layout, texts, pipeline)
        shares = (
            _share(score.size - score.before, score.size),
            _share(score.size - score.after, score.size),
            _share(score.before - score.after, score.before),
            _share(score.numbers_right, score.numbers),
            _share(score.claims_right, score.claims),
        )
        cells = "".join(f"{share:>9}" for share in shares)
        click.echo(f"{kind:20}{cells}{_share(score.claims_right, score.claims_found):>10}")


if __name__ == "__main__":
    main()
