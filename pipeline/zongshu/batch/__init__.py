"""Many articles at once: over processes or a cluster, in order, one bad file never stopping the others."""

from __future__ import annotations

from zongshu.batch.engine import Engine
from zongshu.batch.items import Item
from zongshu.batch.plan import Plan, engine_for, plan
from zongshu.batch.results import Result
from zongshu.batch.run import records, run
from zongshu.batch.summary import Interrupted, Summary, Tell
from zongshu.batch.unit import Limits, Options

__all__ = [
    "Engine", "Interrupted", "Item", "Limits", "Options", "Plan", "Result", "Summary", "Tell", "engine_for", "plan",
    "records", "run",
]  # fmt: skip
