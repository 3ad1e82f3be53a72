"""Clusters of wordings: each gathers around the wording that most claims are like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["clusters"]

_NGRAMS = (1, 3)
# Rows that are compared with all others at a time: this bounds the memory.
_BLOCK = 500


def clusters(items: Sequence[str], weights: Sequence[int], likeness: float) -> list[list[int]]:
    """Put together what is worded alike.

    The wording that the most claims are like becomes the centre of a cluster and takes what is alike to it; then the next
    of those left. So no chain of small steps joins what has nothing in common.

    Args:
        items: the wordings, each one once.
        weights: how many claims each of them has.
        likeness: the least cosine with the centre.

    Returns:
        positions in `items`, the centre first and then by weight.

    Example:
        >>> clusters(["幸福食堂", "社区幸福食堂", "口袋公园"], [3, 1, 1], 0.5)
        [[0, 1], [2]]
    """
    if len(items) < 2:
        return [[at] for at in range(len(items))]
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char", ngram_range=_NGRAMS, sublinear_tf=True, dtype=np.float32)
    rows = vectors.fit_transform(items).tocsr()
    columns = rows.T.tocsr()
    claims = np.asarray(weights, dtype=np.int64)
    support = np.empty(len(items), dtype=np.int64)
    for at in range(0, len(items), _BLOCK):
        alike = _alike(rows[at : at + _BLOCK] @ columns, likeness)
        support[at : at + _BLOCK] = alike @ claims
    order = sorted(range(len(items)), key=lambda one: (-int(support[one]), -weights[one], len(items[one]), items[one]))
    free = np.ones(len(items), dtype=bool)
    result = []
    for centre in order:
        if not free[centre]:
            continue
        free[centre] = False
        likes = _alike(rows[centre] @ columns, likeness).indices
        taken = [int(one) for one in likes if free[one]]
        free[taken] = False
        result.append([centre, *sorted(taken, key=lambda one: (-weights[one], items[one]))])
    return result


def _alike(products: Any, likeness: float) -> Any:
    """Return ones where the cosine is high enough, and nothing elsewhere."""
    # single precision must not decide whether a wording is like itself
    products.data = (products.data >= likeness - 1e-5).astype("int64")
    products.eliminate_zeros()
    return products.tocsr()
