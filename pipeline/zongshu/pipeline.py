"""The line of stages that makes claims of a text."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from zongshu.claim import claim
from zongshu.judge import judge
from zongshu.lexicon.registry import Registry, load_registry, registry
from zongshu.link import linker
from zongshu.locate import locate
from zongshu.quantify import quantify
from zongshu.record import Article  # with its way to JSON
from zongshu.repair import repair
from zongshu.segment import segment

__all__ = ["Pipeline", "Stage"]

Stage = Callable[[Article], Article]


class Pipeline:
    """The stages from raw text to judged claims, as a tuple that may be printed, shortened or extended.

    Args:
        indicators: further indicator packs (files or folders) beside the shipped ones.
        stages: stages of your own instead of the usual ones.

    Attributes:
        stages: the stages in order; each takes an `Article` and gives it back.
        registry: the indicators that `link` knows.

    Raises:
        DataError: an indicator pack holds a mistake.

    Example:
        >>> article = Pipeline()("2024年，孝义市建成志愿服务站280个。")
        >>> [(c.item, c.quantity.value, c.indicator.id) for c in article.claims]
        [('志愿服务站', Decimal('280'), 'volunteer_sites')]
    """

    def __init__(self, indicators: Iterable[str | Path] = (), stages: Iterable[Stage] | None = None) -> None:
        packs = list(indicators)
        self.registry: Registry = load_registry(packs) if packs else registry()
        self.stages: tuple[Stage, ...] = (
            tuple(stages)
            if stages is not None
            else (repair, segment, quantify, claim, locate, linker(self.registry), judge)
        )

    def __call__(self, source: str | Article) -> Article:
        """Run all stages on a text, or on an article that `read` made.

        Args:
            source: a text, or an article whose `raw` is filled.
        """
        article = Article(source) if isinstance(source, str) else source
        if not article.sha256:
            article.sha256 = article.digest = hashlib.sha256(article.raw.encode("utf-8", "surrogatepass")).hexdigest()
        # nothing that a stage makes refers back to itself: what it drops is freed at once, without a search for cycles
        paused = gc.isenabled()
        gc.disable()
        try:
            for stage in self.stages:
                article = stage(article)
        finally:
            if paused:
                gc.enable()
        return article

    def __repr__(self) -> str:
        return f"Pipeline({' → '.join(stage.__name__ for stage in self.stages)})"
