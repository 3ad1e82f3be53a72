"""The unit of work: a batch of items to lines of JSON; what fails becomes a line too and never stops the others."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from zongshu.batch.items import Item, from_arrow
from zongshu.batch.results import Result, results_batch
from zongshu.errors import ReadError
from zongshu.read import MAX_BYTES, MAX_PAGES, MAX_SECONDS, ReadOptions, Source, articles, load
from zongshu.types import Article, Issue

if TYPE_CHECKING:
    import pyarrow as pa

    from zongshu.pipeline import Pipeline

__all__ = ["MEMORY", "UNIT", "Limits", "Options", "Worker", "extract_batch", "lost"]

MEMORY = "internal.memory"
"""The code of an article that needs more memory than there is."""

UNIT = "zongshu.batch.unit:extract_batch"
"""The unit of work, by its name."""

_SENTENCE = "2024年，孝义市各街道共建成志愿服务站280个，比上年增长12.5%，计划2025年底前再建30个。"
"""Has a place, a time, a plan and a change: what the stages look these up in is read for it."""

Begun = Callable[[int], None]
"""Is told the number of each item as its work begins, and again for each further article in it."""


@dataclass(slots=True, frozen=True)
class Options:
    """What decides the records, beside the sources and the version.

    Attributes:
        encoding: the encoding of all sources; None to detect it.
        indicators: further indicator packs, files or folders.
        max_bytes: larger files are refused.
        text_column: the column of tables that holds the articles; None to find it by its name.
        id_column: the column of tables that names their articles; None for the number of the row.
        max_pages: longer PDFs are refused.
        max_seconds: files that take longer to read are refused.
    """

    encoding: str | None = None
    indicators: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES
    text_column: str | None = None
    id_column: str | None = None
    max_pages: int = MAX_PAGES
    max_seconds: float = MAX_SECONDS

    @property
    def reading(self) -> ReadOptions:
        """Those that `read` needs."""
        return ReadOptions(
            self.encoding, self.text_column, self.id_column, self.max_bytes, self.max_pages, self.max_seconds
        )


@dataclass(slots=True, frozen=True)
class Limits:
    """What one article may take of a worker process before it is stopped and told as failed.

    Attributes:
        seconds: time.
        memory: bytes beyond what the process holds when it is ready.
    """

    seconds: float = 600.0
    memory: int = 4_000_000_000


@dataclass(slots=True)
class Worker:
    """Makes the records of items.

    Attributes:
        options: see `Options`.
    """

    options: Options
    _pipeline: Pipeline | None = None

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline, built when it is first needed.

        Raises:
            DataError: an indicator pack holds a mistake.
        """
        if self._pipeline is None:
            from zongshu.pipeline import Pipeline

            self._pipeline = Pipeline(self.options.indicators)
        return self._pipeline

    def prepare(self) -> None:
        """Build all that is built once, so that its memory and time are not counted against the first article.

        Raises:
            DataError: an indicator pack holds a mistake.
        """
        self.pipeline(_SENTENCE)

    def __call__(self, item: Item, begun: Callable[[], None] | None = None) -> list[Result]:
        """Make the records of all articles of an item; nothing but an interruption is raised.

        Args:
            item: what to work on.
            begun: called before each article.
        """
        digest = item.sha256
        results: list[Result] = []
        try:
            if item.failure:
                code, message, trace = item.failure
                return [_failed(_blank(item.source, item.meta, digest=digest), code, message, trace)]
            if item.text is not None:
                made: Iterable[Article] = [_row(item, item.text)]
            else:
                source = Source(item.source, item.path, item.size, item.meta, item.data)
                data = load(source, self.options.max_bytes)
                digest = hashlib.sha256(data).hexdigest()
                made = () if item.known == digest else articles(source, data, self.options.reading)
            if item.known and item.known == digest:
                return [Result(item.source, None, sha256=digest)]
            for article in made:
                if begun is not None:
                    begun()
                results.append(self._article(article))
        except ReadError as error:
            results.append(_failed(_blank(item.source, item.meta, digest=digest), error.code, str(error)))
        except Exception as error:
            blank = _blank(item.source, item.meta, digest=digest)
            results.append(_unexpected(blank, error))
        return results

    def _article(self, article: Article) -> Result:
        from zongshu.record import decode, encode, record

        blank = Article(article.raw, source=article.source, encoding=article.encoding, sha256=article.sha256)
        blank.meta, blank.fictional = dict(article.meta), article.fictional
        blank.title, blank.outlet, blank.published = article.title, article.outlet, article.published
        try:
            made = record(self.pipeline(article))
            line = encode(made)
            decode(line)  # what is written is what the schema says, or the article has failed
            return Result(article.source, line, len(made.claims), sha256=article.sha256)
        except Exception as error:
            return _unexpected(blank, error)


def lost(item: Item, code: str, message: str) -> Result:
    """Give the result of an item that its process did not outlive."""
    return _failed(_blank(item.source, item.meta, digest=item.sha256), code, f"{item.source}: {message}")


def _row(item: Item, text: str) -> Article:
    article = _blank(item.source, item.meta, text, item.sha256)
    article.encoding, article.issues = item.encoding, list(item.issues)
    return article


def _failed(blank: Article, code: str, message: str, trace: str = "") -> Result:
    from zongshu.record import encode, record

    blank.issues.append(Issue(code, message))
    return Result(blank.source, encode(record(blank)), 0, (code, message), trace, blank.sha256)


def _unexpected(blank: Article, error: Exception) -> Result:
    if isinstance(error, MemoryError):
        message = f"{blank.source}: needs more memory than one article may have; allow more with --article-memory"
        return _failed(blank, MEMORY, message)
    return _failed(blank, "internal.error", _words(blank.source, error), traceback.format_exc())


def _blank(name: str, meta: dict[str, str], raw: str = "", digest: str = "") -> Article:
    """Make an article without claims, with all that is known of it."""
    article = Article(raw, source=name, encoding="", sha256=digest, meta=dict(meta))
    article.title, article.outlet, article.published = (meta.get(key) for key in ("title", "outlet", "published"))
    article.fictional = meta.get("fictional") == "true"
    return article


def _words(name: str, error: Exception) -> str:
    """Tell an unexpected error in one line: its type, its words, and the stage it came from."""
    stage = ""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        package, _, module = frame.f_globals.get("__name__", "").partition(".")
        if package == "zongshu" and module.partition(".")[0] not in ("batch", "pipeline"):
            stage = f" in {module.partition('.')[0]}"
    words = " ".join(str(error).split())[:200]
    return f"{name}: {type(error).__name__}{stage}: {words}" if words else f"{name}: {type(error).__name__}{stage}"


_worker: Worker | None = None  # building one takes a third of a second: it serves all batches with the same options


def extract_batch(batch: pa.RecordBatch, options: Options, begun: Begun) -> pa.RecordBatch:
    """Make the records of a batch: the function that every engine runs.

    Args:
        batch: items, in the schema of `items.schema`; may be empty, which only prepares.
        options: what decides the records.
        begun: is told how far the work is.

    Returns:
        The results: `item` (its number in the batch), `source`, `line`, `claims`, `code`, `message`, `trace`, `sha256`.

    Raises:
        DataError: an indicator pack holds a mistake.
        MemoryError: the item that was begun last needs more than there is.
    """
    global _worker
    if _worker is None or _worker.options != options:
        _worker = Worker(options)
        _worker.prepare()
    results = []
    for number, item in enumerate(from_arrow(batch)):
        begun(number)
        made = _worker(item, partial(begun, number))
        if any(result.failed and result.failed[0] == MEMORY for result in made):
            raise MemoryError
        results.append(made)
    return results_batch(results)
