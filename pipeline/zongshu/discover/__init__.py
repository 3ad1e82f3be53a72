"""What the registry lacks: claims that fit no indicator, clustered by their wording and drafted as indicators.

`discover` drafts, `to_yaml` writes the drafts as a pack that loads as it is, `render` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zongshu.errors import UsageError
from zongshu.later import later

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.discover._draft import Draft
    from zongshu.discover._pack import render, to_yaml
    from zongshu.lexicon.registry import Registry
    from zongshu.record.models import Record

__all__ = ["Draft", "discover", "render", "to_yaml", "unlinked"]

__getattr__ = later(
    __name__,
    {"Draft": f"{__name__}._draft", "render": f"{__name__}._pack", "to_yaml": f"{__name__}._pack"},
)


def discover(
    claims: pd.DataFrame | Iterable[Record],
    least: int = 3,
    likeness: float = 0.55,
    indicators: Registry | None = None,
) -> list[Draft]:
    """Cluster the claims that fit no indicator, and draft an indicator for each cluster.

    Claims come together when their items are worded alike (tf-idf of character n-grams) and their units are of one kind.
    Changes, ranks, multiples, parts, rules and what is said of a person are left out, as they are in linking.

    Args:
        claims: a table of claims, as `extract(...).frame` gives it, or records.
        least: the fewest claims that make a draft.
        likeness: how alike a wording must be to the one that its cluster is named after, from 0 to 1.
        indicators: the registry that the drafts go beside; default: the shipped one.

    Returns:
        the drafts, those with the most claims first. The same claims give the same drafts in the same order.

    Raises:
        UsageError: the table lacks a column that is needed, or a number is out of range.
    """
    from zongshu.discover._cluster import clusters
    from zongshu.discover._draft import draft
    from zongshu.discover._pack import sort_examples
    from zongshu.discover._wordings import wordings
    from zongshu.lexicon.registry import registry

    if least < 1:
        raise UsageError(f"a draft needs at least 1 claim, not {least}")
    if not 0 < likeness <= 1:
        raise UsageError(f"likeness goes from above 0 to 1; {likeness} is outside")
    found = wordings(claims)
    groups = [
        [group[at] for at in members]
        for group in found
        for members in clusters([one.item for one in group], [one.claims for one in group], likeness)
    ]
    large = [group for group in groups if sum(one.claims for one in group) >= least]
    large.sort(key=lambda group: (-sum(one.claims for one in group), group[0].item, group[0].key))
    drafts = [draft(group, f"draft_{number:03}") for number, group in enumerate(large, 1)]
    return sort_examples(drafts, indicators or registry()) if drafts else []


def unlinked(claims: pd.DataFrame | Iterable[Record]) -> int:
    """Count the claims that `discover` looks at."""
    from zongshu.discover._wordings import wordings

    return sum(one.claims for group in wordings(claims) for one in group)
