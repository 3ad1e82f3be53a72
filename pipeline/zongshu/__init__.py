"""zongshu (综述): reads Chinese work-summary articles and turns the numbers they claim into data.

Example:
    >>> pipe = Pipeline()
    >>> article = pipe("2024年，孝义市建成志愿服务站280个。")
    >>> article.claims[0].item, article.claims[0].quantity.value
    ('志愿服务站', Decimal('280'))
    >>> [number.value for number in quantities("新建两新党组织 14个，覆盖率73.8%") if number.role == "claim"]
    [14, 73.8]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# These are functions in modules of the same name. Imported here, the names mean the functions for good:
# a later import of the modules finds them loaded and binds nothing anew.
from zongshu.compare import compare
from zongshu.discover import discover
from zongshu.evaluate import evaluate
from zongshu.later import later
from zongshu.review import apply_corrections, review
from zongshu.version import VERSION as __version__

if TYPE_CHECKING:
    from zongshu import spacy
    from zongshu.api import Extraction, Number, extract, quantities
    from zongshu.pipeline import Pipeline
    from zongshu.record import Article

__all__ = [
    "Article",
    "Extraction",
    "Number",
    "Pipeline",
    "__version__",
    "apply_corrections",
    "compare",
    "discover",
    "evaluate",
    "extract",
    "quantities",
    "review",
    "spacy",
]

# what takes time is imported when it is first asked for
__getattr__ = later(
    __name__,
    {
        **dict.fromkeys(("Extraction", "Number", "extract", "quantities"), "zongshu.api"),
        "Article": "zongshu.record",
        "Pipeline": "zongshu.pipeline",
        "spacy": "zongshu.spacy",
    },
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
