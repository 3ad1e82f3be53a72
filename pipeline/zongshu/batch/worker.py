"""One source at a time to lines of JSON; what fails becomes a line too and never stops the others."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zongshu.errors import ReadError, ZongshuError
from zongshu.read import MAX_BYTES, MAX_PAGES, MAX_SECONDS, ReadOptions, Source, articles, load
from zongshu.types import Article, Issue

if TYPE_CHECKING:
    from zongshu.pipeline import Pipeline

__all__ = ["Job", "Options", "Result", "Worker", "killed", "start", "work"]


Job = tuple[Source, str]
"""A source, and the hash of the bytes that its record at hand was made of (empty where there is none)."""


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


@dataclass(slots=True)
class Result:
    """What became of one article.

    Attributes:
        source: its name.
        line: its record as one line of JSON without the line end; None where the record at hand is still good.
        claims: how many claims it has.
        failed: why there are none, as `(code, message)`.
        trace: where in the code an unexpected error came from.
    """

    source: str
    line: bytes | None
    claims: int = 0
    failed: tuple[str, str] | None = None
    trace: str = ""


@dataclass(slots=True)
class Worker:
    """Makes the records of sources.

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

    def __call__(self, source: Source, known: str = "") -> list[Result]:
        """Make the records of all articles of a source; nothing but an interruption is raised.

        Args:
            source: what to read.
            known: the hash of the bytes that a good record was made of; empty where there is none.
        """
        digest = ""
        results: list[Result] = []
        try:
            data = load(source, self.options.max_bytes)
            digest = hashlib.sha256(data).hexdigest()
            if known == digest:
                return [Result(source.name, None)]
            for article in articles(source, data, self.options.reading):
                results.append(self._article(article))
        except ReadError as error:
            results.append(_failed(_blank(source.name, source.meta, digest=digest), error.code, str(error)))
        except Exception as error:
            blank = _blank(source.name, source.meta, digest=digest)
            results.append(_failed(blank, "internal.error", _words(source.name, error), traceback.format_exc()))
        return results

    def _article(self, article: Article) -> Result:
        from zongshu.record import encode, record

        blank = _blank(article.source, article.meta, article.raw, article.encoding, article.sha256)
        try:
            made = record(self.pipeline(article))
            return Result(article.source, encode(made), len(made.claims))
        except Exception as error:
            return _failed(blank, "internal.error", _words(article.source, error), traceback.format_exc())


def killed(source: Source) -> Result:
    """Give the result of a source that brought its process down, for want of memory as a rule."""
    message = f"{source.name}: its process was killed; it may need more memory than there is"
    return _failed(_blank(source.name, source.meta), "internal.killed", message)


def _failed(blank: Article, code: str, message: str, trace: str = "") -> Result:
    from zongshu.record import encode, record

    blank.issues.append(Issue(code, message))
    return Result(blank.source, encode(record(blank)), 0, (code, message), trace)


def _blank(name: str, meta: dict[str, str], raw: str = "", encoding: str = "", digest: str = "") -> Article:
    """Make an article without claims, with all that is known of it."""
    article = Article(raw, source=name, encoding=encoding, sha256=digest, meta=dict(meta))
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


_worker: Worker | None = None
_reason: Exception | None = None


def start(options: Options) -> None:
    """Prepare a worker process; an error is kept for `work`, because a pool would only say that it is broken."""
    global _worker, _reason
    try:
        _worker = Worker(options)
        _ = _worker.pipeline
    except Exception as error:
        _reason = error


def work(jobs: list[Job]) -> list[list[Result]]:
    """Do some jobs in a worker process.

    Raises:
        ZongshuError: the process could not be prepared.
    """
    if _reason is not None or _worker is None:
        if isinstance(_reason, ZongshuError):
            raise _reason
        raise ZongshuError(f"a worker process could not start: {type(_reason).__name__}: {_reason}")
    return [_worker(source, known) for source, known in jobs]
